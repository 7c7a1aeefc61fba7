"""What polling one device costs: our engine, pysnmp, snmpbulkwalk and a floor in C, interleaved.

    python -m benchmarks.fleet.poll [--rounds 5] [--json FILE]

The work is eight walks of the reference switch, 2,306 rows. CPU of the client only, user and system;
ratios within one run are what to trust, since the machine's other work raises all figures.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import os
import resource
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from auditor.collect.interface import CollectJob
from auditor.collect.local_engine import LocalEngine
from auditor.collect.plan import Plan, PlanRoot
from auditor.model.limits import Limits, SnmpEngineName
from auditor.model.recording import Outcome
from auditor.model.sections import SectionKind
from auditor.model.target import SecretRef, SecretScheme, SnmpCommunity, SnmpVersion, Target
from benchmarks.fleet.responder import addresses, build, responding
from benchmarks.fleet.switch import switch_lines

ROOTS = (
    *("1.3.6.1.2.1.1", "1.3.6.1.2.1.2.2.1.2", "1.3.6.1.2.1.2.2.1.3", "1.3.6.1.2.1.2.2.1.6"),
    *("1.3.6.1.2.1.47.1.1.1", "1.3.6.1.2.1.17.7.1.2.2.1.2", "1.0.8802.1.1.2.1.4.1", "1.3.6.1.2.1.4.22.1.2"),
)
PLAN = Plan(tuple(PlanRoot(SectionKind.SYSTEM, root) for root in ROOTS))
ROWS = 2_306
os.environ["BENCHMARK_COMMUNITY"] = "public"
COMMUNITY = SnmpCommunity("v2c", SnmpVersion.V2C, SecretRef(SecretScheme.ENV, ("BENCHMARK_COMMUNITY",)))
UNHURRIED = Limits(packets_per_s=100_000, timeout_s=5)


def main() -> None:
    """Print the table, and write it as JSON where asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)  # as the command line does
    with tempfile.TemporaryDirectory() as name, responding(Path(name), switch_lines()) as port:
        clients = _clients(Path(name), port)
        figures: dict[str, list[float]] = {client: [] for client in clients}
        for _ in range(arguments.rounds):
            for client, measure in clients.items():
                figures[client].append(measure())
    _show(figures, arguments.json)


def _clients(folder: Path, port: int) -> dict[str, Callable[[], float]]:
    """Milliseconds of CPU per device, by client."""
    clients: dict[str, Callable[[], float]] = {
        "auditor": lambda: poll_ms(UNHURRIED, port, 200),
        "auditor, pysnmp engine": lambda: poll_ms(_with_pysnmp(), port, 3),
        "floor in C": lambda: _floor_ms(build("floor", folder), port),
    }
    walk = shutil.which("snmpbulkwalk")
    if walk is not None:
        clients["snmpbulkwalk"] = lambda: _bulkwalk_ms(walk, port, 10)
    return clients


def _with_pysnmp() -> Limits:
    return Limits(packets_per_s=100_000, timeout_s=5, engine=SnmpEngineName.PYSNMP)


def cpu_s(who: int = resource.RUSAGE_SELF) -> float:
    """Seconds of CPU of this process, or of its children that ended."""
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def poll_ms(limits: Limits, port: int, count: int) -> float:
    """CPU of our collector; fails when a row is missing."""
    targets = [Target(address, (address,), (COMMUNITY,), snmp_port=port) for address in addresses(count)]
    job = CollectJob(run_id="benchmark", plan=PLAN, limits=limits, collector_version="benchmark")

    async def run() -> None:
        async for delivery in LocalEngine().run(job, targets):
            recording = delivery.recording
            rows = sum(section.row_count for section in recording.sections)
            if (recording.outcome, rows) != (Outcome.COMPLETE, ROWS):
                raise SystemExit(f"{recording.target_id}: {recording.outcome} with {rows} rows")
            delivery.acknowledge()

    before = cpu_s()
    asyncio.run(run())
    return (cpu_s() - before) * 1000 / count


def _floor_ms(program: Path, port: int) -> float:
    command = [str(program), "-n", "500", "-c", "50", "-r", "25", "-p", str(port)]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return float(output.split()[-1])


def _bulkwalk_ms(program: str, port: int, count: int) -> float:
    before = cpu_s(resource.RUSAGE_CHILDREN)
    for address in addresses(count):
        for root in ROOTS:
            command = [program, "-v2c", "-c", "public", "-Cr25", "-On", "-Oq", f"{address}:{port}", root]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={"MIBS": ""})
    return (cpu_s(resource.RUSAGE_CHILDREN) - before) * 1000 / count


def _show(figures: dict[str, list[float]], path: Path | None) -> None:
    ours = statistics.median(figures["auditor"])
    print(f"{'client':<24} {'CPU ms/device':>14} {'min..max':>16} {'to ours':>9}")
    for client, values in figures.items():
        median = statistics.median(values)
        spread = f"{min(values):.2f}..{max(values):.2f}"
        print(f"{client:<24} {median:>14.2f} {spread:>16} {median / ours:>8.1f}x")
    if path is not None:
        path.write_text(json.dumps(figures, indent=2, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
