"""The rule pass over a large inventory: time, memory, bytes, and the ratio to one plain SQL scan.

    python -m benchmarks.rule_pass [--devices 100000] [--parts 50] [--folder DIR]

Makes an inventory by SQL (no polling, no decoding), judges it with every shipped pack that can
be chosen and prints what that cost. CPU seconds are the figure to compare: the wall clock of a
busy machine is not. The folder needs some 300 bytes per part and is emptied afterwards.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import resource
import sqlite3
import tempfile
import time
from datetime import date
from pathlib import Path

from auditor.evaluate import parse_pack
from auditor.identify import Knowledge
from auditor.model.policy import Policy, Profile
from auditor.pack_files import shipped_packs
from auditor.resources import load_knowledge
from auditor.rule_run import Judging, evaluate_store
from auditor.store import open_store
from benchmarks.inventory import make_inventory

SCAN = "SELECT count(*), sum(length(path)), sum(confidence), count(model_name) FROM component"
MEBIBYTE = 1024 * 1024


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
    classes = make_inventory(path, options.devices, options.parts, knowledge)
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


if __name__ == "__main__":
    main()
