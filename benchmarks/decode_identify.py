"""CPU of decode and identify, per device and per 1,000 observations, and whether it is linear.

    python benchmarks/decode_identify.py [--recordings DIR]

Without recordings it makes switches of 1, 2, 4 and 8 times 48 ports and prints the ratio of
the cost per observation to that of the smallest; with them, the sum over the folder too.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

from auditor.collect.interface import CollectJob
from auditor.collect.plan import DEFAULT_PLAN
from auditor.collect.replay import ReplayCollector, recorded_targets
from auditor.decode import decode_recording
from auditor.identify import Knowledge, identify_device
from auditor.model.limits import Limits
from auditor.model.oid import encode_oid
from auditor.model.recording import End, Outcome, Recording, RecordingSection, Section, recording_id
from auditor.model.rows import Row, Tag, encode_integer, pack_rows
from auditor.model.sections import SectionKind
from auditor.model.target import Transport
from auditor.resources import load_knowledge

ROUNDS = 20
"""The best of twenty runs: the machine's noise only ever adds."""
ENTITY = "1.3.6.1.2.1.47.1.1.1"
IF_DESCR, IF_MAC = "1.3.6.1.2.1.2.2.1.2", "1.3.6.1.2.1.2.2.1.6"
BRIDGE_PORT, FDB = "1.3.6.1.2.1.17.1.4.1.2", "1.3.6.1.2.1.17.7.1.2.2.1.2"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--recordings", type=Path)
    folder = parser.parse_args().recordings
    knowledge = load_knowledge()
    print(f"{'switch of':>12} {'observations':>13} {'ms/device':>10} {'ms/1,000':>9} {'ratio':>6}")
    smallest = 0.0
    for factor in (1, 2, 4, 8):
        recording = _switch(48 * factor)
        observations = sum(section.row_count for section in recording.sections)
        cost_ms = min(_cost_ms(recording, knowledge) for _ in range(ROUNDS))
        per_thousand = cost_ms * 1000 / observations
        smallest = smallest or per_thousand
        ratio = per_thousand / smallest
        print(
            f"{48 * factor:>6} ports {observations:>13,} {cost_ms:>10.2f} {per_thousand:>9.2f} {ratio:>6.2f}"
        )
    if folder:
        _print_folder(folder, knowledge)


def _cost_ms(recording: Recording, knowledge: Knowledge) -> float:
    start = time.process_time()
    identify_device(decode_recording(recording), knowledge)
    return (time.process_time() - start) * 1000


def _print_folder(folder: Path, knowledge: Knowledge) -> None:
    costs = [(_cost_ms(recording, knowledge), recording) for recording in asyncio.run(_recorded(folder))]
    observations = sum(section.row_count for _, recording in costs for section in recording.sections)
    total_ms = sum(cost for cost, _ in costs)
    print(
        f"{len(costs):,} recordings, {observations:,} observations: "
        f"{total_ms / len(costs):.2f} ms a recording, "
        f"{total_ms * 1000 / observations:.2f} ms per 1,000 observations"
    )


async def _recorded(folder: Path) -> list[Recording]:
    job = CollectJob("benchmark", DEFAULT_PLAN, Limits(), "0", recordings=str(folder))
    async with ReplayCollector(job) as collector:
        return [await collector.collect(target) for target in recorded_targets(folder)]


def _switch(ports: int) -> Recording:
    """A switch with an entity row and ten learned MAC addresses per port."""
    tables = (
        (SectionKind.SYSTEM, "1.3.6.1.2.1.1.1", [_text("1.3.6.1.2.1.1.1.0", "Cisco IOS Software, test")]),
        (SectionKind.SYSTEM, "1.3.6.1.2.1.1.2", [_oid("1.3.6.1.2.1.1.2.0", "1.3.6.1.4.1.9.1.2494")]),
        (SectionKind.INTERFACES, IF_DESCR, [_text(f"{IF_DESCR}.{n}", f"Gi1/0/{n}") for n in _to(ports)]),
        (SectionKind.INTERFACES, IF_MAC, [_text(f"{IF_MAC}.{n}", _mac(n)) for n in _to(ports)]),
        (SectionKind.ENTITY, ENTITY, list(_entity(ports))),
        (SectionKind.BRIDGE, BRIDGE_PORT, [_integer(f"{BRIDGE_PORT}.{n}", n) for n in _to(ports)]),
        (SectionKind.FDB, FDB, list(_fdb(ports))),
    )
    packed = [(kind, root, len(rows), Section.of(pack_rows(rows))) for kind, root, rows in tables]
    return Recording(
        id=recording_id("benchmark", "switch", Transport.SNMP),
        run_id="benchmark",
        target_id="switch",
        transport=Transport.SNMP,
        address="127.0.0.1",
        started_at="2026-01-01T00:00:00Z",
        finished_at="2026-01-01T00:00:01Z",
        outcome=Outcome.COMPLETE,
        reason=None,
        detail="",
        security="v2c",
        authenticated=False,
        credential="",
        plan_digest="",
        collector_version="0",
        sections=tuple(
            RecordingSection(ordinal, kind, root, "", End.COMPLETE, "", count, payload.digest)
            for ordinal, (kind, root, count, payload) in enumerate(packed)
        ),
        payloads=tuple(payload for *_, payload in packed),
    )


def _mac(port: int) -> bytes:
    return b"\x00\x1b\x21\x00" + port.to_bytes(2, "big")


def _to(ports: int) -> range:
    return range(1, ports + 1)


def _entity(ports: int) -> Iterator[Row]:
    columns = ((2, "Port"), (7, "Gi1/0/"), (11, "FOC"), (12, "Cisco Systems, Inc."), (13, "SFP-10G-SR"))
    yield _integer(f"{ENTITY}.1.5.1000", 3)
    yield _text(f"{ENTITY}.1.12.1000", "Cisco Systems, Inc.")
    for column, text in columns:
        yield from (
            _text(f"{ENTITY}.1.{column}.{n}", f"{text}{n}" if column in (7, 11) else text) for n in _to(ports)
        )
    yield from (_integer(f"{ENTITY}.1.4.{n}", 1000) for n in _to(ports))
    yield from (_integer(f"{ENTITY}.1.5.{n}", 10) for n in _to(ports))


def _fdb(ports: int) -> Iterator[Row]:
    for n in _to(ports):
        for learned in range(10):
            octets = (0, 80, 86, learned, n >> 8, n & 255)
            index = ".".join(map(str, octets))
            yield _integer(f"{FDB}.1.{index}", n)


def _text(oid: str, value: str | bytes) -> Row:
    return encode_oid(oid), Tag.OCTET_STRING, value.encode() if isinstance(value, str) else value


def _integer(oid: str, value: int) -> Row:
    return encode_oid(oid), Tag.INTEGER, encode_integer(value)


def _oid(oid: str, value: str) -> Row:
    return encode_oid(oid), Tag.OBJECT_IDENTIFIER, encode_oid(value)


if __name__ == "__main__":
    main()
