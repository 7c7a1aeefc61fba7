"""Our engine against pysnmp: the same recordings, polled through both, must give the same sections.

    python -m benchmarks.fleet.differential --recordings DIR [--every N] [--version v1] [--json FILE]

Every recording is walked whole (each of its first arcs) and by the plan of an audit. Compared are root,
context, end, number of rows and digest, so every octet and its place; and the rows of the whole walks
and of each table with the recording itself. Prints what was skipped, and each difference; exit code 1
when there is one.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import time
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from auditor.collect.interface import CollectJob
from auditor.collect.local_engine import LocalEngine
from auditor.collect.plan import DEFAULT_PLAN, Plan, PlanRoot
from auditor.model.limits import Limits, SnmpEngineName
from auditor.model.oid import sub_ids
from auditor.model.recording import End, Recording
from auditor.model.rows import pack_rows
from auditor.model.sections import SectionKind
from auditor.model.target import SecretRef, SecretScheme, SnmpCommunity, SnmpVersion, Target
from benchmarks.fleet.recorded import COMMUNITY, MAX_TOGETHER, Recorded, address_of, playing, read_recorded

ENGINES = (SnmpEngineName.OWN, SnmpEngineName.PYSNMP)
SECRET = "BENCHMARK_RECORDED_COMMUNITY"


class Figures(NamedTuple):
    """What was compared."""

    recordings: int = 0
    rows: int = 0
    """Rows of the recordings; the whole walks must give each of them."""
    lines: int = 0
    """Of the recordings; those that are not rows are unreadable or repeat an OID."""
    skipped: tuple[str, ...] = ()
    """Which lines, but for those that repeat a whole row, and why."""
    sections: int = 0
    rows_polled: int = 0
    differences: tuple[str, ...] = ()


def main() -> None:
    """Compare, print, and fail when something differs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--recordings", type=Path, required=True, help="folder of .snmprec files")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every N-th")
    parser.add_argument("--version", choices=("v1", "v2c"), default="v2c")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    started = time.monotonic()
    paths = sorted(arguments.recordings.glob("*.snmprec"))[:: arguments.every]
    figures = compare(paths, SnmpVersion(arguments.version))
    print("\n".join((*figures.skipped, *figures.differences)))
    print(
        f"{figures.recordings} recordings, {figures.rows} rows of {figures.lines} lines; "
        f"{figures.sections} sections with {figures.rows_polled} rows polled through each engine; "
        f"{len(figures.differences)} differences; {time.monotonic() - started:.0f} s"
    )
    if arguments.json is not None:
        arguments.json.write_text(json.dumps(figures._asdict(), indent=2) + "\n")
    sys.exit(bool(figures.differences))


def compare(
    paths: Sequence[Path], version: SnmpVersion = SnmpVersion.V2C, *, planned: bool = True
) -> Figures:
    """Poll all recordings through both engines, a few hundred at a time; `planned`: by the plan too."""
    os.environ[SECRET] = COMMUNITY
    total = Figures()
    for start in range(0, len(paths), MAX_TOGETHER):
        more = _compare(paths[start : start + MAX_TOGETHER], version, planned=planned)
        total = Figures(
            total.recordings + more.recordings,
            total.rows + more.rows,
            total.lines + more.lines,
            total.skipped + more.skipped,
            total.sections + more.sections,
            total.rows_polled + more.rows_polled,
            total.differences + more.differences,
        )
        if len(paths) > MAX_TOGETHER:
            print(f"{total.recordings} of {len(paths)}", file=sys.stderr, flush=True)
    return total


def _compare(paths: Sequence[Path], version: SnmpVersion, *, planned: bool) -> Figures:
    recorded = tuple(map(read_recorded, paths))
    plans = (_whole(recorded), DEFAULT_PLAN) if planned else (_whole(recorded),)
    with playing(paths) as port:
        targets = [_target(number, one.name, port, version) for number, one in enumerate(recorded)]
        polls = [[asyncio.run(_poll(plan, engine, targets)) for engine in ENGINES] for plan in plans]
    differences: list[str] = []
    for one in recorded:
        differences += _missing(one, polls[0][0][one.name], version)
        if planned and version is SnmpVersion.V2C:
            differences += other_rows(one, polls[1][0][one.name])
        for ours, theirs in polls:
            differences += _between(one.name, ours[one.name], theirs[one.name])
    every = [recording for ours, _ in polls for recording in ours.values()]
    return Figures(
        recordings=len(recorded),
        rows=sum(len(one.rows) for one in recorded),
        lines=sum(one.lines for one in recorded),
        skipped=tuple(f"{line.unit}: {line.detail}" for one in recorded for line in one.problems),
        sections=sum(len(recording.sections) for recording in every),
        rows_polled=sum(section.row_count for recording in every for section in recording.sections),
        differences=tuple(differences),
    )


def _whole(recorded: Iterable[Recorded]) -> Plan:
    """Roots that hold every row: the first two arcs of all OIDs."""
    arcs = {sub_ids(oid)[:2] for one in recorded for oid, _, _ in one.rows}
    return Plan(tuple(PlanRoot(SectionKind.OTHER, f"{top}.{second}") for top, second in sorted(arcs)))


def _target(number: int, name: str, port: int, version: SnmpVersion) -> Target:
    login = SnmpCommunity("recorded", version, SecretRef(SecretScheme.ENV, (SECRET,)))
    return Target(name, (address_of(number),), (login,), snmp_port=port)


async def _poll(plan: Plan, engine: SnmpEngineName, targets: Iterable[Target]) -> dict[str, Recording]:
    patient = Limits(timeout_s=5, retries=1, packets_per_s=100_000, device_budget_s=3_600, engine=engine)
    job = CollectJob(run_id="differential", plan=plan, limits=patient, collector_version="benchmark")
    return {
        delivery.recording.target_id: delivery.recording async for delivery in LocalEngine().run(job, targets)
    }


def _between(name: str, ours: Recording, theirs: Recording) -> Iterator[str]:
    """Each difference between what the two engines recorded."""
    ends = [(one.outcome.value, one.reason and one.reason.value) for one in (ours, theirs)]
    if ends[0] != ends[1]:
        yield f"{name}: outcome {ends[0]} ({ours.detail}) against {ends[1]} ({theirs.detail})"
    sides = [
        [(one.root, one.context, one.end.value, one.row_count, one.digest) for one in side.sections]
        for side in (ours, theirs)
    ]
    if [one[:2] for one in sides[0]] != [one[:2] for one in sides[1]]:
        yield f"{name}: other roots were asked for"
        return
    for mine, other, own, foreign in zip(*sides, ours.sections, theirs.sections, strict=True):
        if mine != other:
            yield f"{name}: {mine[:4]} {own.detail!r} against {other[2:4]} {foreign.detail!r}"


def _missing(recorded: Recorded, walked: Recording, version: SnmpVersion) -> Iterator[str]:
    """A whole walk that does not give the recording's rows, octet by octet and in order."""
    if version is SnmpVersion.V2C and pack_rows(recorded.rows) != b"".join(
        one.payload for one in walked.payloads
    ):
        found = sum(section.row_count for section in walked.sections)
        yield f"{recorded.name}: walked {found} rows of {len(recorded.rows)}, or others"


def other_rows(recorded: Recorded, planned: Recording) -> Iterator[str]:
    """Each table read to its end by the plan that does not hold just the recording's rows below its root."""
    keyed = [(sub_ids(row[0]), row) for row in recorded.rows]
    keys = [key for key, _ in keyed]
    for section, payload in zip(planned.sections, planned.payloads, strict=True):
        if section.end is not End.COMPLETE or section.context:
            continue
        root = tuple(map(int, section.root.split(".")))
        below = slice(bisect_right(keys, root), bisect_left(keys, (*root[:-1], root[-1] + 1)))
        rows = [row for _, row in keyed[below]]
        wanted = rows[:1] if section.kind is SectionKind.PRIVATE_TREE else rows
        if payload.payload != pack_rows(wanted):
            yield f"{recorded.name}: {section.root} has {section.row_count} rows of {len(wanted)}, or others"


if __name__ == "__main__":
    main()
