"""What a summary of each device may read, and the coverage that gates it.

Must not summarise; `auditor.evaluate` does. Retired targets are left out.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from auditor.model.finding import Coverage, DeviceFacts
from auditor.model.recording import Reason
from auditor.store.reported_subjects import STATUS_NAMES
from auditor.store.session import Session
from auditor.store.text import text_tuple

DEVICES = """
    SELECT t.target_key, v.device_id, coalesce(v.address, '') AS address, v.site,
      coalesce(v.name, '') AS name,
      coalesce(v.manufacturer, '') AS manufacturer, coalesce(v.model_name, '') AS model_name,
      coalesce(v.serial_num, '') AS serial_num, v.outcome, v.in_scope,
      d.recording_key IS NOT NULL AS ever_read,
      t.last_attempt_key IS t.last_usable_key AND v.outcome = 'complete' AS complete,
      c.class_key, coalesce(k.attested, 0) AS root_attested, coalesce(d.leads, '[]') AS leads,
      coalesce(r.finished_at, '') AS read_at,
      coalesce(r.security, '') || coalesce(' and ' || s.security, '') AS security,
      t.source_file, coalesce(t.source_line, 0) AS source_line
    FROM devices AS v
    JOIN target AS t ON t.id = v.device_id
    LEFT JOIN device AS d ON d.device_key = t.target_key
    LEFT JOIN component AS c ON c.component_key = d.root_component_key
    LEFT JOIN judgement_class AS k ON k.class_key = c.class_key
    LEFT JOIN recording AS r ON r.recording_key = d.recording_key
    LEFT JOIN recording AS s ON s.recording_key = t.side_usable_key
    WHERE t.retired_at IS NULL
    ORDER BY v.device_id
"""
PARTS = """
    SELECT c.device_key, CASE WHEN k.status IS NOT NULL THEN k.status WHEN k.structural THEN 6 ELSE 2 END,
      k.structural, k.attested, count(*)
    FROM component AS c JOIN judgement_class AS k USING (class_key)
    WHERE c.current = 1 AND c.path <> ''
    GROUP BY 1, 2, 3, 4
    ORDER BY 1, 2, 3, 4
"""
NEIGHBORS = """
    SELECT n.device_key, k.status, n.personal, count(*)
    FROM neighbor AS n JOIN judgement_class AS k USING (class_key)
    WHERE n.current = 1
    GROUP BY 1, 2, 3
"""
ROOT_VERDICTS = """
    SELECT s.name, u.rule_id, j.because, u.policy_id
    FROM verdict AS v JOIN rule AS u USING (rule_key)
    JOIN judgement AS j USING (judgement_key)
    JOIN status AS s USING (status)
    WHERE v.class_key = ?
    ORDER BY s.status, u.policy_id, u.rule_id
"""
COVERAGE = """
    SELECT stage, reason, device_id, detail
    FROM coverage
    ORDER BY stage, reason, device_id, detail
"""
GAPS = """
    SELECT DISTINCT device_id, reason
    FROM coverage
    WHERE device_id <> '' AND stage IN ('collect', 'decode')
    ORDER BY device_id, reason
"""
UNKNOWN = 2


class RootVerdicts(NamedTuple):
    """Verdicts of a device's root, worst first, and the worst of each policy."""

    statuses: tuple[tuple[str, str, str], ...]
    by_policy: tuple[tuple[str, str], ...]


class Parts(NamedTuple):
    """Counts of a device's current parts below its root."""

    statuses: tuple[tuple[str, int], ...] = ()
    components: int = 0
    judged: int = 0
    unknown: int = 0
    attested: int = 0
    """Unknown parts that a supplier attests."""


class Seen(NamedTuple):
    """Counts of what a device sees beyond its ports."""

    neighbors: int = 0
    unknown: int = 0
    stations: int = 0
    """Unknown ones that tables of addresses alone show."""


def read_coverage(session: Session) -> tuple[Coverage, ...]:
    """Every row of the `coverage` view, sorted."""
    with session.reading() as connection:
        rows = connection.execute(COVERAGE).fetchall()
    return tuple(
        Coverage(stage, Reason(reason), device_id, detail) for stage, reason, device_id, detail in rows
    )


def device_facts(session: Session) -> Iterator[DeviceFacts]:
    """The facts of every listed target, by its id."""
    with session.reading() as connection:
        parts, neighbors, gaps = _parts(connection), _neighbors(connection), _gaps(connection)
        cursor = connection.cursor()
        cursor.row_factory = sqlite3.Row
        rows = cursor.execute(DEVICES).fetchall()
        roots = {key: _root_verdicts(connection, key) for key in {row["class_key"] for row in rows}}
    for row in rows:
        part, seen = parts[row["target_key"]], neighbors[row["target_key"]]
        yield DeviceFacts(
            device_id=row["device_id"],
            address=row["address"],
            site=row["site"],
            name=row["name"],
            manufacturer=row["manufacturer"],
            model_name=row["model_name"],
            serial_num=row["serial_num"],
            outcome=row["outcome"],
            in_scope=bool(row["in_scope"]),
            ever_read=bool(row["ever_read"]),
            complete=bool(row["complete"]),
            root_statuses=roots[row["class_key"]].statuses,
            policy_statuses=roots[row["class_key"]].by_policy,
            read_at=row["read_at"],
            security=row["security"],
            source_file=row["source_file"],
            source_line=row["source_line"],
            part_statuses=part.statuses,
            components=part.components + (row["class_key"] is not None),
            judged_parts=part.judged,
            unknown_parts=part.unknown,
            neighbors=seen.neighbors,
            leads=text_tuple(row["leads"]),
            gaps=gaps.get(row["device_id"], ()),
            attested_parts=part.attested,
            root_attested=bool(row["root_attested"]),
            unknown_neighbors=seen.unknown,
            unknown_stations=seen.stations,
        )


def _root_verdicts(connection: sqlite3.Connection, class_key: int | None) -> RootVerdicts:
    rows = connection.execute(ROOT_VERDICTS, (class_key,)).fetchall()
    worst: dict[str, str] = {}
    for status, _, _, policy_id in rows:
        worst.setdefault(policy_id, status)
    return RootVerdicts(tuple(row[:3] for row in rows), tuple(sorted(worst.items())))


def _gaps(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    gaps: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for device_id, reason in connection.execute(GAPS):
        gaps[device_id] += (reason,)
    return gaps


def _neighbors(connection: sqlite3.Connection) -> dict[int, Seen]:
    """Counts by device; a neighbor under review has a finding and is not counted as unknown."""
    seen: dict[int, Seen] = defaultdict(Seen)
    for device_key, status, personal, count in connection.execute(NEIGHBORS):
        unknown = count if status == UNKNOWN else 0
        total = seen[device_key]
        seen[device_key] = Seen(
            total.neighbors + count, total.unknown + unknown, total.stations + (unknown if personal else 0)
        )
    return seen


def _parts(connection: sqlite3.Connection) -> dict[int, Parts]:
    """Counts by device; a part that no verdict decided counts as unknown, structure as not applicable."""
    parts: dict[int, Parts] = defaultdict(Parts)
    for device_key, status, structural, attested, count in connection.execute(PARTS):
        part = parts[device_key]
        parts[device_key] = Parts(
            _counted(part.statuses, STATUS_NAMES[status].value, count),
            part.components + count,
            part.judged + (0 if structural else count),
            part.unknown + (count if status == UNKNOWN else 0),
            part.attested + (count if status == UNKNOWN and attested else 0),
        )
    return parts


def _counted(statuses: tuple[tuple[str, int], ...], name: str, count: int) -> tuple[tuple[str, int], ...]:
    """Adds to the last pair where it has the same name: rows come ordered by status."""
    if statuses and statuses[-1][0] == name:
        return (*statuses[:-1], (name, statuses[-1][1] + count))
    return (*statuses, (name, count))
