"""Neighbors that commands show: leads about somebody else, one announcement each.

The forms of outputs are data (`neighbor_forms`); what is one neighbor is decided by
`neighbor_book`. Must not know whether SNMP told of it too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from auditor.decode.cdp import NAME_WITH_SERIAL, real_serial
from auditor.decode.macs import is_station
from auditor.decode.managed_units import CAPABILITIES
from auditor.decode.neighbor_book import Claims, NeighborBook
from auditor.decode.neighbor_forms import NeighborForm
from auditor.decode.rule_reader import IDENTITIES, MAX_LINE_OCTETS
from auditor.decode.shown import ShownLine, ShownOutput, ShownText
from auditor.model.device import Neighbor, Observed
from auditor.model.limits import MAX_NEIGHBORS_PER_DEVICE
from auditor.model.recording import Reason


@dataclass(slots=True)
class Draft:
    """One announcement while it is read: texts by group (`neighbor_forms`)."""

    line: int
    port: str
    texts: dict[str, Observed[str]] = field(default_factory=dict)
    mac: Observed[int] | None = None

    def take(self, group: str, line: ShownLine, span: tuple[int, int], text: ShownText) -> None:
        """Takes the value at a span of a line; of texts the first counts."""
        octets = line.octets[slice(*span)]
        if group == "port":
            self.port = line.text[slice(*span)]
        elif group == "mac":
            number = int(octets.translate(None, b":.- \t\r") or b"0", 16)
            self.mac = Observed(number, octets, text.reference(line.number)) if is_station(number) else None
        else:
            read = text.identity if group in IDENTITIES else text.observed
            value = read(octets, line.number)
            if value is not None:
                self.texts.setdefault(group, value)


def neighbor_parser(form: NeighborForm) -> Callable[[ShownText], ShownOutput]:
    """The parser of a form. Never raises on an output."""

    def parse(text: ShownText) -> ShownOutput:
        return ShownOutput(neighbors=book_of(form.protocol, _drafts(form, text), text))

    return parse


def book_of(protocol: str, drafts: Iterable[Draft], text: ShownText) -> list[Neighbor]:
    """The neighbors that the announcements are of."""
    book = NeighborBook(frozenset(), MAX_NEIGHBORS_PER_DEVICE)
    for draft in drafts:
        _announce(protocol, draft, text, book)
    return list(book.neighbors())


def _drafts(form: NeighborForm, text: ShownText) -> list[Draft]:
    drafts: list[Draft] = []
    port, described, has_form = "", False, False
    for line in text.lines():
        if not line.octets.strip() or len(line.octets) > MAX_LINE_OCTETS:
            continue
        here, begins = form.port.match(line.text), form.begins.match(line.text)
        has_form = has_form or bool(here or begins or form.empty.match(line.text))
        if here:
            port = here["port"]
        if begins and _is_new(drafts, begins):
            drafts.append(Draft(line.number, port))
        if drafts and described:
            drafts[-1].take("descr", line, (0, len(line.octets)), text)
        described = bool(form.next_line.match(line.text))
        if drafts:
            _fill(form, drafts[-1], line, text)
    if not has_form and text.octets.strip():
        text.problems.add(Reason.OUTPUT_UNDECODED, text.command, "no line of it has a form that is known")
    return drafts


def _is_new(drafts: list[Draft], begins: re.Match[str]) -> bool:
    """A chassis id alone begins an announcement only where no line named the local port before."""
    named = begins.groupdict()
    if named.get("chassis") is None or named.get("port") is not None:
        return True
    return not drafts or "chassis" in drafts[-1].texts


def _fill(form: NeighborForm, draft: Draft, line: ShownLine, text: ShownText) -> None:
    for pattern in form.fields:
        match = pattern.match(line.text)
        for name in pattern.groupindex if match else ():
            if match is not None and match[name] is not None:
                draft.take(name.rstrip("2"), line, match.span(name), text)


def _announce(protocol: str, draft: Draft, text: ShownText, book: NeighborBook) -> None:
    host, model = draft.texts.get("host"), draft.texts.get("model")
    address = draft.texts.get("address")
    chassis = draft.texts.get("chassis")
    if not (host or draft.mac or chassis):
        return
    shown, serial = host.value if host else "", None
    if host and (match := NAME_WITH_SERIAL.fullmatch(shown)):
        host, serial = host._replace(value=match[1]), host._replace(value=match[2])
    is_cdp = protocol == "cdp"
    stated = (model.value if model else "", "") if is_cdp else (chassis.raw.hex() if chassis else "",)
    claims = Claims(
        identity=":".join((protocol, shown, *stated)),
        mac=draft.mac,
        system_name=host,
        system_descr=draft.texts.get("descr"),
        mfg_name=draft.texts.get("maker"),
        model_name=model,
        serial_num=real_serial(serial or draft.texts.get("serial")),
        addresses=(address.value,) if address else (),
        capabilities=CAPABILITIES.get(protocol, ()),
    )
    book.announce(protocol, draft.port, claims, text.reference(draft.line))
