"""Neighbors as `lldpcli -f json0` prints them: JSON in which every value has a line of its own.

Read line by line, so that every value leads to its line and a text cut short tells what it
has. The names of the members are those of lldpd's `display.c`. Must not know how neighbors
are joined (`shown_neighbors`).
"""

from __future__ import annotations

import json
import re

from auditor.decode.line_rules import MAC
from auditor.decode.rule_reader import MAX_LINE_OCTETS
from auditor.decode.shown import ShownLine, ShownOutput, ShownText
from auditor.decode.shown_neighbors import Draft, book_of
from auditor.model.recording import Reason

MEMBER = re.compile(r'\s*"([a-z][\w-]{0,31})" *: *(?:([\[{])|"((?:[^"\\]|\\.)*+)")')
MAC_ADDRESS = re.compile(MAC)
IPV4 = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
CLOSE = re.compile(r"\s*[\]}]")
OPEN = re.compile(r"\s*[\[{]")
MAX_DEPTH = 32
"""lldpd nests eight deep; deeper is not its own."""
GROUPS = {
    ("chassis", "name"): "host",
    ("chassis", "descr"): "descr",
    ("chassis", "mgmt-ip"): "address",
    ("inventory", "serial"): "serial",
    ("inventory", "manufacturer"): "maker",
    ("inventory", "model"): "model",
}
"""The two nearest members around a "value" -> what it says of the neighbor."""


def read_lldpd(text: ShownText) -> ShownOutput:
    """The neighbors of all interfaces. Never raises on an output."""
    reader = _Reader(text)
    for line in text.lines():
        if line.octets.strip() and len(line.octets) <= MAX_LINE_OCTETS:
            reader.read(line)
    if "lldp" not in reader.seen and text.octets.strip():
        text.problems.add(Reason.OUTPUT_UNDECODED, text.command, "no line of it has a form that is known")
    return ShownOutput(neighbors=book_of("lldp", reader.drafts, text))


class _Reader:
    """Where in the tree the next line is: the names of the members around it."""

    def __init__(self, text: ShownText) -> None:
        self.text = text
        self.drafts: list[Draft] = []
        self.seen: set[str] = set()
        self._path: list[str] = []
        self._port = ""
        self._kind = ""

    def read(self, line: ShownLine) -> None:
        member = MEMBER.match(line.text)
        if CLOSE.match(line.text):
            self._path = self._path[:-1]
        elif member is None:
            self._enter("" if OPEN.match(line.text) else None)
        elif member[2]:
            self.seen.add(member[1])
            self._enter(member[1])
            if member[1] == "chassis":
                self.drafts.append(Draft(line.number, self._port))
        else:
            self._value(member, line)

    def _enter(self, name: str | None) -> None:
        if name is not None and len(self._path) < MAX_DEPTH:
            self._path.append(name)

    def _value(self, member: re.Match[str], line: ShownLine) -> None:
        names = [name for name in self._path if name][-2:]
        around = tuple(names)
        if around[-1:] == ("interface",) and member[1] == "name":
            self._port = str(_unescaped(member[3]))
        elif not self.drafts:
            return
        elif around == ("chassis", "id") and member[1] == "type":
            self._kind = member[3]
        elif around == ("chassis", "id") and member[1] == "value":
            is_mac = self._kind == "mac" and MAC_ADDRESS.fullmatch(member[3])
            self.drafts[-1].take("mac" if is_mac else "chassis", line, member.span(3), self.text)
        elif around in GROUPS and member[1] == "value":
            self._take(GROUPS[around], member, line)

    def _take(self, group: str, member: re.Match[str], line: ShownLine) -> None:
        if group == "address" and not IPV4.fullmatch(member[3]):
            return
        self.drafts[-1].take(group, line, member.span(3), self.text)
        told = self.drafts[-1].texts.get(group)
        if told is not None and "\\" in told.value:
            self.drafts[-1].texts[group] = told._replace(value=_unescaped(told.value))


def _unescaped(text: str) -> str:
    r"""The text with the escapes of JSON undone ("\/", "\u00e9"); as it is where they are none."""
    try:
        value = json.loads(f'"{text}"')
    except ValueError:
        return text
    return value if isinstance(value, str) else text
