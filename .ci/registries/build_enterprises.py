"""Builds auditor/identify/registries/enterprises.tsv.gz; same input, same bytes.

    python .ci/registries/build_enterprises.py /usr/share/wireshark/enterprises.tsv

The input is Debian's libwireshark-data (IANA's private enterprise numbers, contacts removed);
its header carries IANA's date. Former names, its third column, are left out. So is the number
of a row that is the previous number plus one: that takes 180 KB off the file.
"""

from __future__ import annotations

import gzip
import re
import sys
from pathlib import Path

OUT = Path(__file__).resolve().parents[2] / "auditor" / "identify" / "registries" / "enterprises.tsv.gz"
HEADER = """\
# registry: enterprises
# data-date: {date}
# source p: IANA private enterprise numbers (by way of Debian libwireshark-data)
# columns: number organisation; a row without a number has the previous row's plus one
"""


def main() -> None:
    """Writes the table of the file named on the command line."""
    text = Path(sys.argv[1]).read_text(encoding="utf-8")
    updated = re.search(r"last updated (\d{4}-\d{2}-\d{2})", text)
    if not updated:
        raise SystemExit("the input has no 'last updated' line")
    lines, previous, count = [], -2, 0
    for line in text.splitlines():
        number, *names = line.split("\t")
        if not number.isdigit():
            continue
        name = " ".join(names[0].split())
        implied = int(number) == previous + 1 and name and not name.startswith("#")
        lines.append(name if implied else f"{number}\t{name}")
        previous, count = int(number), count + 1
    body = "\n".join(lines) + "\n"
    OUT.write_bytes(gzip.compress((HEADER.format(date=updated[1]) + body).encode(), 9, mtime=0))
    print(f"{OUT.name}: {count} rows, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
