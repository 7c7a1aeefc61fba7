"""Reads an output by the rules of a grammar: lines in, parts with references out.

Bounded in lines, octets of a line and parts; trouble goes to `ShownText.problems`. Must not
know any platform. Next: `line_rules` (what rules say), `part_words` (what parts are).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from auditor.decode.containment import TOP
from auditor.decode.line_rules import Does, Grammar, Rule
from auditor.decode.part_words import classify, promote_chassis
from auditor.decode.parts import Part
from auditor.decode.shown import ShownLine, ShownOutput, ShownText
from auditor.model.device import Observed, PartFunction, PhysicalClass
from auditor.model.recording import Reason

MAX_LINE_OCTETS = 1024
"""Terminals are 80 to 511 columns wide; a longer line is no row of a table we know."""
MAX_PARTS = 20_000
"""The biggest chassis with all its optics has a few thousand parts."""
IDENTITIES = {"maker": "mfg_name", "model": "model_name", "serial": "serial_num"}
"""Group of a pattern to field of a part; a filler such as "N/A" is not stated."""
TEXTS = {
    "descr": "descr",
    "hw": "hardware_rev",
    "fw": "firmware_rev",
    "sw": "software_rev",
    "date": "mfg_date",
}
BEGINNINGS = frozenset({Does.BEGIN, Does.UNREAD})
"""Rules whose lines end the part before."""
BUSES = {
    "pci_id": ("vendor_type", "pci:"),
    "usb_id": ("vendor_type", "usb:"),
    "pci_card": ("subsystem", "pci:"),
}
"""Group of a pattern to field and bus of the vendor's number it is; told as "usb:12d1:14dc"."""


def _pci_address(text: str) -> str:
    """Without domain it is in domain 0; without function, for functions are not parts."""
    return f"pci:{text}" if text.count(":") == len("::") else f"pci:0000:{text}"


def _usb_address(text: str) -> str:
    """The kernel writes "1-1.2", lshw "1:1.2"."""
    return f"usb:{text.replace(':', '-')}"


ADDRESSES: Mapping[str, Callable[[str], str]] = {"pci_at": _pci_address, "usb_at": _usb_address}
"""Group of a pattern to what it is as a segment of the path, one per part of the device."""


def parser_of(grammar: Grammar) -> Callable[[ShownText], ShownOutput]:
    """The parser that reads by a grammar."""

    def parse(text: ShownText) -> ShownOutput:
        return read_by_rules(grammar, text)

    return parse


def read_by_rules(grammar: Grammar, text: ShownText) -> ShownOutput:
    """What the lines tell. Never raises on an output."""
    reader = _Reader(text)
    long_lines = 0
    for line in text.lines():
        if not line.octets.strip():
            continue
        if len(line.octets) > MAX_LINE_OCTETS:
            long_lines += 1
        elif not reader.read(grammar, line):
            _problem(text, f"more than {MAX_PARTS} parts; the rest was not read")
            break
    if long_lines:
        _problem(text, f"{long_lines} lines of more than {MAX_LINE_OCTETS} octets were left out")
    if reader.unread:
        _problem(text, f"{reader.unread} headings of parts have a form that is not known")
    if not reader.matched and text.octets.strip():
        _problem(text, "no line of it has a form that is known")
    return reader.finish()


def _problem(text: ShownText, detail: str) -> None:
    text.problems.add(Reason.OUTPUT_UNDECODED, text.command, detail)


@dataclass(slots=True)
class _Reader:
    """The state of reading one output."""

    text: ShownText
    output: ShownOutput = field(default_factory=ShownOutput)
    section: str = ""
    matched: bool = False
    unread: int = 0
    current: Part | None = None
    open: dict[int, Part] = field(default_factory=dict)
    places: dict[str, Part] = field(default_factory=dict)
    functions_stated: set[bytes] = field(default_factory=set)

    def read(self, grammar: Grammar, line: ShownLine) -> bool:
        """Acts on a line by the first rule that fits; False where no further part is taken."""
        words = line.text
        for rule in grammar:
            if rule.within and self.section not in rule.within:
                continue
            match = rule.pattern.match(words)
            if match:
                self.matched = True
                if rule.does in BEGINNINGS and len(self.output.parts) >= MAX_PARTS:
                    return False
                self._act(rule, match, line)
                break
        return True

    def _act(self, rule: Rule, match: re.Match[str], line: ShownLine) -> None:
        self.section = self.section if rule.enters is None else rule.enters
        part: Part | None = None
        if rule.does is Does.SECTION:
            self.current = None
        elif rule.does in BEGINNINGS:
            part = self._begin(rule, match, line)
        elif rule.does is Does.RESUME:
            part = self.places.get((rule.place + match["place"].strip()).casefold())
        elif rule.does is Does.DEVICE:
            part = self._device()
        elif rule.does is Does.ADD:
            part = self.current or self._device()
        for group, start, end in _spans(match):
            self._read_group(part, group, line.octets[start:end], line.number)
        if part is not None:
            self.current = part

    def _begin(self, rule: Rule, match: re.Match[str], line: ShownLine) -> Part:
        self.unread += rule.does is Does.UNREAD
        self.open = {level: part for level, part in self.open.items() if level < rule.level}
        parent = self.open[max(self.open)].key if self.open else TOP
        part = Part(
            b"%d" % line.number,
            parent,
            rule.physical_class or PhysicalClass.UNKNOWN,
            function=rule.function or PartFunction.PART,
            sources=(self.text.command,),
        )
        if rule.function is not None:
            self.functions_stated.add(part.key)
        self.open[rule.level] = part
        self.output.parts.append(part)
        if "place" in match.re.groupindex and match["place"] is not None:
            name = self.text.observed(line.octets[slice(*match.span("place"))], line.number)
            if name is not None:
                part.name = name._replace(value=rule.place + name.value)
                self.places.setdefault(part.name.value.casefold(), part)
        return part

    def _device(self) -> Part:
        if self.output.device is None:
            self.output.device = Part(TOP, physical_class=PhysicalClass.CHASSIS, sources=(self.text.command,))
        return self.output.device

    def _read_group(self, part: Part | None, group: str, octets: bytes, line: int) -> None:
        output, text = self.output, self.text
        if part is not None and group in IDENTITIES:
            _set(part, IDENTITIES[group], text.identity(octets, line))
        elif part is not None and group in TEXTS:
            _set(part, TEXTS[group], text.observed(octets, line))
        elif part is not None and group in BUSES:
            number, (name, bus) = text.observed(octets, line), BUSES[group]
            _set(part, name, number and number._replace(value=bus + number.value))
        elif part is not None and group in ADDRESSES:
            part.segment = part.segment or ADDRESSES[group](octets.decode("latin-1"))
        elif part is not None and group == "oui":
            part.vendor_oui = part.vendor_oui or self._number(octets, line)
        elif group == "os":
            output.sys_descr = output.sys_descr or text.observed(octets, line)
        elif group == "host":
            output.name = output.name or text.observed(octets, line)
        elif group == "mac":
            output.base_mac = output.base_mac or self._number(octets, line)

    def _number(self, octets: bytes, line: int) -> Observed[int] | None:
        """An OUI or MAC address, written with or without separators; all zeros say nothing."""
        number = int(octets.translate(None, b":.- "), 16)
        return Observed(number, octets, self.text.reference(line)) if number else None

    def finish(self) -> ShownOutput:
        """The output without empty places, with classes told; a single chassis is the device."""
        parents: set[bytes] = set()
        kept: list[Part] = []
        for part in reversed(self.output.parts):
            if part.has_identity() or part.vendor_type or part.subsystem or part.key in parents:
                kept.append(part)
                parents.add(part.parent)
        self.output.parts = _without_repeats(kept[::-1])
        classify(self.output.parts, self.functions_stated)
        promote_chassis(self.output)
        return self.output


def _without_repeats(parts: list[Part]) -> list[Part]:
    """Without rows that an output lists twice: same place, model and serial number."""
    first: dict[tuple[object, ...], Part] = {}
    for part in parts:
        texts = (part.name, part.model_name, part.serial_num)
        stated = tuple(text.value for text in texts if text)
        first.setdefault(stated if len(stated) == len(texts) else (part.key,), part)
    keys = {part.key: part for part in first.values()}
    return [part for part in parts if part.key in keys]


def _spans(match: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    """Groups that took part; "model2" is another place for "model"."""
    for name in match.re.groupindex:
        if match[name] is not None:
            yield name.rstrip("0123456789"), *match.span(name)


def _set(part: Part, name: str, value: Observed[str] | None) -> None:
    if value is not None and getattr(part, name) is None:
        setattr(part, name, value)
