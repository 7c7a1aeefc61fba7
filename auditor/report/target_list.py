"""What a sweep found as text: a target list in TOML, a CSV of every address, a table for people.

What devices said goes into comments and cells, escaped for each. Pure. Next: `discovery`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from auditor.model.sighting import Found, Presence
from auditor.report.escape import visible_text

HEADER = """\
# Targets found by auditor discover. Vendors are guesses from one answer, not findings; names and
# descriptions are what devices say. Check the list, then name it under [[targets]] in config.toml.
"""
COLUMNS = (
    *("address", "presence", "site", "vendor_guess", "name", "sys_object_id", "engine_id"),
    "credential",
)
SNMP_PORT = 161
"""Where agents listen (RFC 3417 6.1); any other port is written down."""
MAX_SHOWN = 40
"""Characters of a device's text in the table and in comments."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Guessed(NamedTuple):
    """An address with the vendor that is guessed ("" none), the site it gets, and what it needs to
    be read again: the port that answered, and names of credentials in the configuration."""

    found: Found
    vendor: str
    site: str
    port: int = SNMP_PORT
    credentials: tuple[str, ...] = ()


def render_target_list(guessed: Iterable[Guessed]) -> str:
    """The answering addresses as [[targets]], by address as given."""
    parts = [HEADER]
    for one in guessed:
        if one.found.presence is not Presence.ANSWERING:
            continue
        lines = ["", f"# {_described(one)}", "[[targets]]", f"address = {json.dumps(one.found.address)}"]
        if one.site:
            lines.append(f"site = {json.dumps(one.site)}")
        if one.port != SNMP_PORT:
            lines.append(f"snmp_port = {one.port}")
        if one.credentials:
            lines.append(f"credentials = {json.dumps(one.credentials)}")
        parts.append("\n".join(lines) + "\n")
    return "".join(parts)


def _described(one: Guessed) -> str:
    vendor = f"vendor guess: {visible_text(one.vendor)}" if one.vendor else "no vendor guess"
    name = _text(one.found.sys_name)
    return f"{name}, {vendor}" if name else vendor


def render_csv(guessed: Iterable[Guessed]) -> str:
    """Every address with what it did; cells that a spreadsheet would calculate get a quote."""
    lines = [_csv_line(COLUMNS)]
    for one in guessed:
        found = one.found
        cells = (
            *(found.address, found.presence.value, one.site, one.vendor, _text(found.sys_name)),
            *(found.sys_object_id, found.engine_id.hex(), found.credential),
        )
        shown = map(visible_text, cells)
        lines.append(_csv_line(f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in shown))
    return "".join(lines)


def _csv_line(cells: Iterable[str]) -> str:
    """RFC 4180 with every cell quoted that needs it."""
    quoted = ('"' + cell.replace('"', '""') + '"' if {*cell} & {*'",'} else cell for cell in cells)
    return ",".join(quoted) + "\r\n"


def render_summary(guessed: Sequence[Guessed], counts: Mapping[Presence, int], rows: int) -> str:
    """Counts, then at most `rows` addresses that did something."""
    accepted = sum(bool(one.found.credential) for one in guessed)
    lines = [
        f"{sum(counts.values()):,} addresses asked: {counts[Presence.ANSWERING]:,} answering "
        f"({accepted:,} accept a community, {counts[Presence.ANSWERING] - accepted:,} only state their "
        f"SNMPv3 engine), {counts[Presence.REFUSED]:,} refuse the port, {counts[Presence.SILENT]:,} silent"
    ]
    shown = [one for one in guessed if one.found.presence is not Presence.SILENT]
    for one in shown[:rows]:
        name, vendor = _text(one.found.sys_name), visible_text(one.vendor) or "-"
        lines.append(f"  {one.found.address:<39} {one.found.presence.value:<10} {vendor:<24} {name}".rstrip())
    if len(shown) > rows:
        lines.append(f"  and {len(shown) - rows:,} more; --csv lists all")
    return "\n".join(lines) + "\n"


def _text(octets: bytes) -> str:
    text = visible_text(octets.decode("utf-8", "replace"))
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…"
