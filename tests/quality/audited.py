"""One audit of the whole corpus through the command line, and its answers read from the store's views.

The product is only touched through `auditor audit` and the public views of the inventory.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from quality.labels import CORPUS, FIVE

TIMEOUT_S = 300
"""An audit of the corpus takes about 15 seconds; a loaded machine takes a few times that."""
EXCLUDED_FOUND = 3

DEVICES = "SELECT device_id, manufacturer, brand, model_name, serial_num, software_rev FROM devices"
COMPONENTS = """SELECT device_id, component_id, path, contained_in, physical_class, function, mfg_name,
  model_name, serial_num, manufacturer, brand, status, sources FROM components WHERE is_current"""
NEIGHBORS = """SELECT device_id, neighbor_id, key, protocol, local_interface, mac, system_name, model_name,
  manufacturer, brand, addresses, sightings FROM neighbors WHERE is_current"""
ROOT_EVIDENCE = """SELECT DISTINCT e.device_id, e.technique, e.vendor FROM evidence AS e
  JOIN devices AS d ON d.root_component_id = e.component_id
  WHERE e.role IN ('primary', 'supporting') AND e.claim <> 'agent_software'"""
PART_EVIDENCE = "SELECT component_id, vendor, matched_text FROM evidence WHERE component_id IS NOT NULL"
ROOT_VERDICTS = """SELECT v.device_id, v.status, v.vendor, v.through_part FROM verdicts AS v
  JOIN devices AS d ON d.root_component_id = v.component_id"""
PART_VERDICTS = """SELECT component_id, status, vendor FROM verdicts
  WHERE component_id IS NOT NULL AND status IN ('excluded', 'review') AND NOT through_part"""
NEIGHBOR_VERDICTS = """SELECT neighbor_id, status, vendor FROM verdicts
  WHERE neighbor_id IS NOT NULL AND status IN ('excluded', 'review')"""
PROBLEMS = "SELECT device_id, detail FROM coverage WHERE stage = 'decode'"

Row = dict[str, str]
"""A row of a view; NULL is "" and numbers are their text, so that answers compare with labels."""


class Audited(NamedTuple):
    """What the audit says about the corpus, by recording."""

    devices: dict[str, Row]
    components: dict[str, tuple[Row, ...]]
    neighbors: dict[str, tuple[Row, ...]]
    evidence: dict[str, tuple[Row, ...]]
    part_evidence: dict[str, tuple[Row, ...]]
    """By component id."""
    root_verdicts: dict[str, tuple[Row, ...]]
    part_verdicts: dict[str, tuple[Row, ...]]
    """By component id: excluded or review, for the part's own sake."""
    neighbor_verdicts: dict[str, tuple[Row, ...]]
    """By neighbor id: excluded or review."""
    problems: dict[str, tuple[Row, ...]]


def audit_corpus(store: Path) -> Audited:
    """Audits the corpus against the five vendors into a new inventory and reads it."""
    excludes = [word for vendor in FIVE for word in ("--exclude", vendor)]
    recordings = ("--recordings", str(CORPUS / "snmprec"))
    done = subprocess.run(
        [sys.executable, "-m", "auditor", "audit", *recordings, "--db", str(store), *excludes],
        cwd=store.parent,
        capture_output=True,
        text=True,
        timeout=TIMEOUT_S,
        check=False,
    )
    if done.returncode != EXCLUDED_FOUND:
        raise RuntimeError(f"auditor audit ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return read_store(store)


def read_store(store: Path) -> Audited:
    """The views of an inventory, grouped by recording."""
    connection = sqlite3.connect(f"{store.resolve().as_uri()}?mode=ro", uri=True)
    try:
        return Audited(
            {row["device_id"]: row for row in _rows(connection, DEVICES)},
            _grouped(connection, COMPONENTS),
            _grouped(connection, NEIGHBORS),
            _grouped(connection, ROOT_EVIDENCE),
            _grouped(connection, PART_EVIDENCE, "component_id"),
            _grouped(connection, ROOT_VERDICTS),
            _grouped(connection, PART_VERDICTS, "component_id"),
            _grouped(connection, NEIGHBOR_VERDICTS, "neighbor_id"),
            _grouped(connection, PROBLEMS),
        )
    finally:
        connection.close()


def _rows(connection: sqlite3.Connection, sql: str) -> list[Row]:
    cursor = connection.execute(sql)
    names = [column[0] for column in cursor.description]
    return [
        {name: "" if value is None else str(value) for name, value in zip(names, row, strict=True)}
        for row in cursor
    ]


def _grouped(connection: sqlite3.Connection, sql: str, key: str = "device_id") -> dict[str, tuple[Row, ...]]:
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in _rows(connection, sql):
        groups[row[key]].append(row)
    return {name: tuple(rows) for name, rows in groups.items()}
