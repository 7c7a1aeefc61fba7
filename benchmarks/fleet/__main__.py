"""`python -m benchmarks.fleet`: builds what answers, polls it with every client, prints a table and JSON.

    python -m benchmarks.fleet [--rounds 5] [--json FILE] [--devices 1000]

Needs gcc; snmpbulkwalk is compared where it is installed. Clients take turns within each round; medians
are shown. Start with `poll`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from auditor.housekeeping import unhurried_collector
from benchmarks.fleet.poll import COMMUNITY, UNHURRIED, Measure, Polled, clients_v2c, clients_v3, polled
from benchmarks.fleet.responder import answering, responding
from benchmarks.fleet.switch import switch_lines

V3_DEVICES = 40
FAR = ("-d", "25", "-l", "1")
"""A path of 25 ms that loses one request of a hundred."""
NEAR_WINDOW, FAR_WINDOW = 64, 1_000
"""Devices in flight. Far ones wait for some 55 answers of 25 ms one after the other, and for what is lost."""

Figures = dict[str, list[float]]


def main() -> None:
    """Print the tables, and write all figures where asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fleet", description="What polling costs.")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--devices", type=int, default=1_000, help="of the far network")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    unhurried_collector()  # as the command line does
    machine = _machine()
    print(", ".join(f"{name} {value}" for name, value in machine.items()))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = {
            "v2c": _over_v2c(folder, arguments.rounds),
            "v3": _over_v3(folder, arguments.rounds),
            "far": _far_away(folder, arguments.rounds, arguments.devices),
        }
    if arguments.json is not None:
        arguments.json.write_text(json.dumps({"machine": machine, **found}, indent=2, sort_keys=True) + "\n")


def _machine() -> dict[str, str]:
    models = [
        line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")
    ]
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "cpu": f"{os.cpu_count()} x {models[0].partition(': ')[2] if models else platform.machine()}",
        "python": platform.python_version(),
        "kernel": platform.release(),
        "load": f"{os.getloadavg()[0]:.1f}",
    }


def _over_v2c(folder: Path, rounds: int) -> Figures:
    with responding(folder, switch_lines()) as port:
        return _compared("v2c, CPU ms per device", clients_v2c(folder, port), rounds)


def _over_v3(folder: Path, rounds: int) -> Figures:
    table = folder / "v3.snmprec"
    table.write_text("\n".join(switch_lines()) + "\n")
    with answering("benchmarks.fleet.usm_agent", str(table), str(V3_DEVICES)) as port:
        return _compared("v3 SHA-256/AES-256, CPU ms per device", clients_v3(port), rounds)


def _compared(title: str, clients: Mapping[str, Measure], rounds: int) -> Figures:
    figures: Figures = {client: [] for client in clients}
    for _ in range(rounds):
        for client, measure in clients.items():
            figures[client].append(measure())
    ours = statistics.median(figures["auditor"])
    print(f"\n{title:<40} {'median':>8} {'min..max':>16} {'to ours':>8}")
    for client, values in figures.items():
        median, spread = statistics.median(values), f"{min(values):.2f}..{max(values):.2f}"
        print(f"{client:<40} {median:>8.2f} {spread:>16} {median / ours:>7.2f}x")
    return figures


def _far_away(folder: Path, rounds: int, devices: int) -> Figures:
    """The rate over a slow, lossy path against that on the loopback interface; every row must arrive."""
    near_limits = replace(UNHURRIED, concurrency=NEAR_WINDOW)
    far_limits = replace(UNHURRIED, concurrency=FAR_WINDOW, timeout_s=2, retries=4)
    near: list[Polled] = []
    far: list[Polled] = []
    for _ in range(rounds):
        with responding(folder, switch_lines()) as port:
            near.append(polled(near_limits, COMMUNITY, port, devices))
        with responding(folder, switch_lines(), *FAR) as port:
            far.append(polled(far_limits, COMMUNITY, port, devices))
    print(f"\n{f'{devices} devices, v2c':<40} {'devices/s':>9} {'CPU ms/device':>14} {'window':>7}")
    figures: Figures = {}
    for name, runs, window in (("loopback", near, NEAR_WINDOW), ("25 ms, 1 % loss", far, FAR_WINDOW)):
        rates, costs = [run.per_s for run in runs], [run.cpu_ms for run in runs]
        figures |= {f"{name}, devices/s": rates, f"{name}, CPU ms": costs}
        print(f"{name:<40} {statistics.median(rates):>9.0f} {statistics.median(costs):>14.2f} {window:>7}")
    ratio = statistics.median(run.per_s for run in far) / statistics.median(run.per_s for run in near)
    print(f"{'rate, far to near':<40} {ratio:>9.0%}")
    return figures


if __name__ == "__main__":
    main()
