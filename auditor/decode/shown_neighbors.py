"""Neighbors that CDP and LLDP commands show: leads about somebody else, one announcement each.

A table of patterns per form, as for parts (`line_rules`); what is one neighbor is decided by
`neighbor_book`. Must not know whether SNMP told of it too.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from auditor.decode.cdp import NAME_WITH_SERIAL, real_serial
from auditor.decode.line_rules import MAC
from auditor.decode.macs import is_station
from auditor.decode.neighbor_book import Claims, NeighborBook
from auditor.decode.rule_reader import MAX_LINE_OCTETS
from auditor.decode.shown import ShownLine, ShownOutput, ShownText
from auditor.model.device import Observed, Reference
from auditor.model.limits import MAX_NEIGHBORS_PER_DEVICE
from auditor.model.recording import Reason

_ADDRESS = r"(?P<address>\d{1,3}(?:\.\d{1,3}){3})"


@dataclass(frozen=True, slots=True)
class NeighborForm:
    """How a command prints neighbors. `begins`: the first line of one; `port`: a line that gives
    the local port of those that follow; `next_line`: a heading whose next line is the
    description; `fields`: groups mac, host, model, address, port."""

    protocol: str
    begins: re.Pattern[str]
    fields: tuple[re.Pattern[str], ...]
    next_line: re.Pattern[str]
    port: re.Pattern[str] = re.compile(r"(?!)")


def _form(
    protocol: str, begins: str, *fields: str, next_line: str = "(?!)", port: str = "(?!)"
) -> NeighborForm:
    compiled = tuple(map(re.compile, (begins, *fields)))
    return NeighborForm(protocol, compiled[0], compiled, re.compile(next_line), re.compile(port))


CDP = _form(
    "cdp",
    r"Device ID: ?(?P<host>\S.*)",
    r"Platform:(?P<model>[^,]++),",
    r"Interface: *(?P<port>[^,\s]+),",
    rf"\s*(?:IP(?:v4)? [Aa]ddress|IPv4 Address): *{_ADDRESS}",
    next_line=r"Version ?:",
)
LLDP = _form(
    "lldp",
    r"Local Inter?fa?ce?: *(?P<port>\S+)|Local Intf: *(?P<port2>\S+)|Chassis id: *(?P<chassis>.*)",
    rf"Chassis id: *{MAC}\s*$",
    r"Local Port id: *(?P<port>\S+)",
    r"System Name: *(?P<host>.*)",
    r"System Description: *(?P<descr>\S.*)",
    rf"\s*(?:IP|IPv4 address|Management Address): *{_ADDRESS}",
    next_line=r"System Description: *$",
)
VRP_LLDP = _form(
    "lldp",
    r"Neighbor index *:",
    rf"Chassis ID *: *{MAC}\s*$",
    r"System name *: *(?P<host>.*)",
    r"System description *: *(?P<descr>.*)",
    rf"Management address *: *{_ADDRESS}",
    port=r"(?P<port>\S+) has \d+ neighbor",
)


@dataclass(slots=True)
class _Draft:
    """One announcement while it is read."""

    line: int
    port: str
    texts: dict[str, Observed[str]] = field(default_factory=dict)
    mac: Observed[int] | None = None


def neighbor_parser(form: NeighborForm) -> Callable[[ShownText], ShownOutput]:
    """The parser of a form. Never raises on an output."""

    def parse(text: ShownText) -> ShownOutput:
        book = NeighborBook(frozenset(), MAX_NEIGHBORS_PER_DEVICE)
        for draft in _drafts(form, text):
            _announce(form, draft, text, book)
        return ShownOutput(neighbors=list(book.neighbors()))

    return parse


def _drafts(form: NeighborForm, text: ShownText) -> list[_Draft]:
    drafts: list[_Draft] = []
    port, described, has_form = "", False, False
    for line in text.lines():
        if not line.octets.strip() or len(line.octets) > MAX_LINE_OCTETS:
            continue
        here, begins = form.port.match(line.text), form.begins.match(line.text)
        has_form = has_form or bool(here or begins) or line.octets.startswith(b"Total")
        if here:
            port = here["port"]
        if begins and _is_new(drafts, begins):
            drafts.append(_Draft(line.number, port))
        if drafts and described:
            _set(drafts[-1], "descr", line, (0, len(line.octets)), text)
        described = bool(form.next_line.match(line.text))
        if drafts:
            _fill(form, drafts[-1], line, text)
    if not has_form and text.octets.strip():
        text.problems.add(Reason.OUTPUT_UNDECODED, text.command, "no line of it has a form that is known")
    return drafts


def _is_new(drafts: list[_Draft], begins: re.Match[str]) -> bool:
    """A chassis id begins an announcement only where no line named the local port before."""
    if "chassis" not in begins.re.groupindex or begins["chassis"] is None:
        return True
    return not drafts or "chassis" in drafts[-1].texts


def _fill(form: NeighborForm, draft: _Draft, line: ShownLine, text: ShownText) -> None:
    for pattern in form.fields:
        match = pattern.match(line.text)
        for name in pattern.groupindex if match else ():
            if match is None or match[name] is None:
                continue
            group, octets = name.rstrip("2"), line.octets[slice(*match.span(name))]
            if group == "port":
                draft.port = match[name]
            elif group == "mac":
                number = int(octets.translate(None, b":.-"), 16)
                reference = Reference(text.recording_id, text.section, line.number)
                draft.mac = Observed(number, octets, reference) if is_station(number) else None
            else:
                _set(draft, group, line, match.span(name), text)


def _set(draft: _Draft, group: str, line: ShownLine, span: tuple[int, int], text: ShownText) -> None:
    value = text.observed(line.octets[slice(*span)], line.number)
    if value is not None:
        draft.texts.setdefault(group, value)


def _announce(form: NeighborForm, draft: _Draft, text: ShownText, book: NeighborBook) -> None:
    host, model = draft.texts.get("host"), draft.texts.get("model")
    address = draft.texts.get("address")
    chassis = draft.texts.get("chassis")
    if not (host or draft.mac or chassis):
        return
    shown, serial = host.value if host else "", None
    if host and (match := NAME_WITH_SERIAL.fullmatch(shown)):
        host, serial = host._replace(value=match[1]), host._replace(value=match[2])
    stated = (model.value if model else "", "") if form is CDP else (chassis.raw.hex() if chassis else "",)
    claims = Claims(
        identity=":".join((form.protocol, shown, *stated)),
        mac=draft.mac,
        system_name=host,
        system_descr=draft.texts.get("descr"),
        model_name=model,
        serial_num=real_serial(serial),
        addresses=(address.value,) if address else (),
    )
    book.announce(form.protocol, draft.port, claims, Reference(text.recording_id, text.section, draft.line))


FORMS = {
    ("cisco_ios", "show cdp neighbors detail"): CDP,
    ("cisco_nxos", "show cdp neighbors detail"): CDP,
    ("cisco_ios", "show lldp neighbors detail"): LLDP,
    ("cisco_xr", "show lldp neighbors detail"): LLDP,
    ("huawei_vrp", "display lldp neighbor"): VRP_LLDP,
}
