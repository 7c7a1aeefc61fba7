"""The rule pass over a large inventory: time, memory, bytes, and the ratio to one plain SQL scan.

    python benchmarks/rule_pass.py [--devices 100000] [--parts 50] [--folder DIR]

Makes an inventory by SQL (no polling, no decoding), judges it with every shipped pack that can
be chosen and prints what that cost. CPU seconds are the figure to compare: the wall clock of a
busy machine is not. The folder needs some 250 bytes per part and is emptied afterwards.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import resource
import sqlite3
import tempfile
import time
from datetime import date
from pathlib import Path

from auditor.evaluate import parse_pack
from auditor.identify import Knowledge
from auditor.model.finding import JudgementClass
from auditor.model.identity import Belief, Strength, SubjectKind, Vendor
from auditor.model.policy import Policy, Profile
from auditor.pack_files import shipped_packs
from auditor.resources import load_knowledge
from auditor.rule_run import Judging, evaluate_store
from auditor.store import open_store
from auditor.store.documents import class_document
from auditor.store.interning import digest_of

LISTED_PERIOD = 2_000
"""Every so many parts, one of a listed vendor: 0.05 %, some findings on 2 % of the devices."""
LISTED = ("huawei", "zte", "hikvision", "dahua", "hytera", "honor")
TAGS = ((), ("5g-core",), ("5g", "public_safety"), ("other-network",))
SCAN = "SELECT count(*), sum(length(path)), sum(confidence), count(model_name) FROM component"
MEBIBYTE = 1024 * 1024

TARGETS = """
    WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < :devices)
    INSERT INTO target (target_key, id, address, addresses, site, tags, in_scope, out_of_scope_reason,
      source_file, last_attempt_key, last_usable_key)
    SELECT k, printf('device-%06d', k), '192.0.2.1', '["192.0.2.1"]', printf('site-%03d', k % 200),
      json_extract(:tags, '$[' || (k % 4) || ']'), 1, '', '', k, k FROM n
"""
RECORDINGS = """
    INSERT INTO recording (recording_key, id, run_key, target_key, transport, address, started_at,
      finished_at, outcome, usable, whole, detail, security, authenticated, credential, plan_digest,
      collector_version)
    SELECT target_key, 'recording-' || target_key, 1, target_key, 'snmp', address, '2026-11-22T00:00:00Z',
      '2026-11-22T00:00:01Z', 'complete', 1, 1, '', 'v2c', 0, '', '', '0' FROM target
"""
DEVICES = """
    INSERT INTO device (device_key, recording_key, first_recording_key, derivation, name, leads)
    SELECT target_key, target_key, target_key, '', id, '[]' FROM target
"""
COMPONENTS = """
    WITH RECURSIVE p(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM p WHERE n + 1 < :parts)
    INSERT INTO component (component_key, device_key, path, parent_key, physical_class, function, mfg_name,
      model_name, serial_num, interface, sources, confidence, class_key, current, first_recording_key)
    SELECT (device_key - 1) * :parts + n + 1, device_key,
      CASE n WHEN 0 THEN '' ELSE printf('module:%d', n) END,
      CASE n WHEN 0 THEN NULL ELSE (device_key - 1) * :parts + 1 END, CASE n WHEN 0 THEN 3 ELSE 9 END,
      CASE n WHEN 0 THEN 'device' ELSE 'part' END, 'Maker', printf('MODEL-%d', (device_key + n) % 500),
      printf('SN%010d', (device_key - 1) * :parts + n), '', 'ENTITY-MIB', 90,
      CASE WHEN n = 0 THEN device_key % :roots
        WHEN ((device_key - 1) * :parts + n) % :listed = 7 THEN :roots + device_key % :listed_classes
        ELSE :roots + :listed_classes + (device_key * 7 + n) % (:others / 4) * 4 + device_key % 4 END + 1,
      1, device_key
    FROM device, p
"""
ROOTS = "UPDATE device SET root_component_key = (device_key - 1) * :parts + 1"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--devices", type=int, default=100_000)
    parser.add_argument("--parts", type=int, default=50, help="components per device, its root included")
    parser.add_argument("--folder", type=Path, help="where to make the inventory; default: a temporary one")
    parser.add_argument("--profile", action="store_true", help="also print where the CPU went")
    options = parser.parse_args()
    knowledge = load_knowledge()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        _measure(Path(folder) / "inventory.sqlite", options, knowledge)


def _measure(path: Path, options: argparse.Namespace, knowledge: Knowledge) -> None:
    classes = _make(path, options.devices, options.parts, knowledge)
    policies = tuple(_policies(knowledge))
    rules = sum(len(policy.rules) for policy in policies)
    print(f"{options.devices:,} devices, {options.devices * options.parts:,} components, {classes:,} classes")
    print(f"{len(policies)} policies, {rules} rules")
    scan_s = min(_scan(path) for _ in range(3))
    before = path.stat().st_size
    profiler = cProfile.Profile() if options.profile else None
    start, wall = time.process_time(), time.monotonic()
    if profiler:
        profiler.enable()
    with open_store(path, create=False) as store:
        judging = Judging(policies, Profile(), date(2026, 11, 22))
        result, _ = evaluate_store(store, knowledge, judging, None)
    if profiler:
        profiler.disable()
    cpu_s, wall_s = time.process_time() - start, time.monotonic() - wall
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(f"plain scan of the components  {scan_s:9.2f} s CPU")
    print(f"rule pass                     {cpu_s:9.2f} s CPU, {wall_s:.2f} s on the wall")
    print(f"ratio to the scan             {cpu_s / scan_s:9.1f}")
    print(f"peak memory                   {peak / MEBIBYTE:9.0f} MiB")
    print(f"inventory                     {before / MEBIBYTE:9.0f} MiB")
    print(f"bytes written by the pass     {(path.stat().st_size - before) / MEBIBYTE:9.1f} MiB")
    print(f"findings                      {len(result.findings):9,}")
    if profiler:
        pstats.Stats(profiler).sort_stats("cumulative").print_stats(45)


def _policies(knowledge: Knowledge) -> list[Policy]:
    packs = [parse_pack(data, name, knowledge.vendors.ids()) for name, data in shipped_packs()]
    return [pack for pack in packs if not pack.disabled_because]


def _scan(path: Path) -> float:
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    start = time.process_time()
    connection.execute(SCAN).fetchone()
    connection.close()
    return time.process_time() - start


def _make(path: Path, devices: int, parts: int, knowledge: Knowledge) -> int:
    """An inventory; returns the number of its judgement classes."""
    with open_store(path, create=True):
        pass
    roots, listed, others = _classes(knowledge)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute(
        "INSERT INTO run VALUES (1, 'run-1', 'live', '2026-11-22T00:00:00Z', '2026-11-22T01:00:00Z',"
        " 'complete', '0', '')"
    )
    documents = [class_document(judgement) for judgement in (*roots, *listed, *others)]
    connection.executemany(
        "INSERT INTO judgement_class (class_key, digest, record, structural) VALUES (?, ?, ?, 0)",
        ((key, digest_of(document), document) for key, document in enumerate(documents, 1)),
    )
    sizes = {
        "devices": devices, "parts": parts, "listed": LISTED_PERIOD, "roots": len(roots),
        "listed_classes": len(listed), "others": len(others),
        "tags": json.dumps([json.dumps(tags) for tags in TAGS]),
    }  # fmt: skip
    for statement in (TARGETS, RECORDINGS, DEVICES, COMPONENTS, ROOTS, "ANALYZE"):
        wanted = {key: value for key, value in sizes.items() if f":{key}" in statement}
        connection.execute(statement, wanted)
    connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return len(documents)


def _classes(
    knowledge: Knowledge,
) -> tuple[list[JudgementClass], list[JudgementClass], list[JudgementClass]]:
    """Classes of devices, of listed parts and of other parts: makers × tags, as networks have them."""
    makers = [vendor.id for vendor in knowledge.vendors.all() if _is_plain(vendor)][:300]
    contained = (Belief("cisco", Strength.ADEQUATE, "strong_evidence"),)
    roots = [_class(maker, tags, contained) for maker in makers for tags in TAGS]
    others = [_class(maker, tags) for maker in ("", *makers) for tags in TAGS]
    return roots, [_class(maker, tags) for maker in LISTED for tags in TAGS], others


def _is_plain(vendor: Vendor) -> bool:
    """Whether no list names it, nor anybody it is tied to."""
    return not vendor.affiliations and vendor.id not in {*LISTED, "smic", "cxmt", "ymtc"}


def _class(maker: str, tags: tuple[str, ...], contained: tuple[Belief, ...] = ()) -> JudgementClass:
    belief = (Belief(maker, Strength.ADEQUATE, "strong_evidence"),) if maker else ()
    root = bool(contained)
    return JudgementClass(
        SubjectKind.COMPONENT, root, True, False, True, maker, "", False, belief, contained, tags
    )


if __name__ == "__main__":
    main()
