"""What people ask of a large inventory through its views, and how long it takes.

    python -m benchmarks.queries [--devices 100000] [--parts 50] [--folder DIR] [--json FILE]

Point queries ask for one serial number, device, part or chain of evidence; the others read all parts. The
best of several tries, CPU seconds; the pages of the file are in the system's cache by then.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import tempfile
import time
from pathlib import Path

from auditor.resources import load_knowledge
from auditor.store import open_store
from benchmarks.inventory import make_inventory

POINT = {
    "component by serial number": "SELECT * FROM components WHERE serial_num = :serial",
    "device by id": "SELECT * FROM devices WHERE device_id = :device",
    "parts of a device": "SELECT * FROM components WHERE device_id = :device ORDER BY path",
    "evidence of a part": "SELECT * FROM evidence WHERE component_id = :component",
    "verdicts of a part": "SELECT * FROM verdicts WHERE component_id = :component",
    "parts of a maker, first hundred": (
        "SELECT device_id, path, serial_num FROM components WHERE manufacturer = :maker LIMIT 100"
    ),
}
ROLL_UP = {
    "parts by maker": "SELECT manufacturer, components FROM manufacturers ORDER BY 2 DESC, 1",
    "parts by maker, from components": (
        "SELECT manufacturer, count(*) FROM components WHERE is_current = 1 GROUP BY 1 ORDER BY 2 DESC, 1"
    ),
    "devices by maker": "SELECT manufacturer, count(*) FROM devices GROUP BY 1 ORDER BY 2 DESC, 1",
}
TRIES = 20
MEBIBYTE = 1024 * 1024


def main() -> None:
    """Print a line for each query."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--devices", type=int, default=100_000)
    parser.add_argument("--parts", type=int, default=50, help="components per device, its root included")
    parser.add_argument("--folder", type=Path, help="where to make the inventory; default: a temporary one")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        path = Path(folder) / "inventory.sqlite"
        make_inventory(path, options.devices, options.parts, load_knowledge())
        with open_store(path, create=False):
            pass  # as every command does: views of this version
        figures = measure(path, options.devices, options.parts)
        size = path.stat().st_size / MEBIBYTE
    print(f"{options.devices:,} devices, {options.devices * options.parts:,} components, {size:.0f} MiB")
    for name, spent_s in figures.items():
        print(f"{name:<42} {spent_s * 1000:>10.2f} ms")
    if options.json is not None:
        options.json.write_text(json.dumps({"inventory_mib": size, "seconds": figures}, indent=2) + "\n")


def measure(path: Path, devices: int, parts: int) -> dict[str, float]:
    """Best CPU seconds by query."""
    component = devices * parts // 2
    asked: dict[str, str | int] = {
        "serial": f"SN{component:010d}",
        "device": f"device-{devices // 2:06d}",
        "component": component,
    }
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    (asked["maker"],) = connection.execute("SELECT id FROM vendor ORDER BY vendor_key LIMIT 1").fetchone()
    best: dict[str, float] = {}
    for queries, tries in ((POINT, TRIES), (ROLL_UP, 3)):
        for name, query in queries.items():
            used = {key: value for key, value in asked.items() if f":{key}" in query}
            best[name] = min(_spent_s(connection, query, used) for _ in range(tries))
    connection.close()
    return best


def _spent_s(connection: sqlite3.Connection, query: str, asked: dict[str, str | int]) -> float:
    start = time.process_time()
    connection.execute(query, asked).fetchall()
    return time.process_time() - start


if __name__ == "__main__":
    main()
