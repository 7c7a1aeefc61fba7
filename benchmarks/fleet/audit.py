"""What a whole audit costs: collect, decode, identify, store, evaluate, report.

    python -m benchmarks.fleet.audit [--devices 1000] [--processes 2] [--options "-d 25 -l 1"]

Runs the command line twice over a fleet of reference switches: a first run into an empty store, and
a second one after uptime and counters went on and 5 % of the MAC addresses changed. Prints CPU per
device, wall time, peak memory and bytes of the store. `--options` go to the responder (delay in ms,
loss in per cent).
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.fleet.responder import addresses, responding
from benchmarks.fleet.switch import switch_lines

RUNS = (("first run", 0.0), ("5 % of FDB changed", 0.05), ("nothing changed", 0.05))
"""What each is called, and the share of MAC addresses that differ from the first."""
SAMPLE_S = 0.1
"""How often memory is looked at."""
CONFIG = """
exclude = ["huawei", "zte"]

[store]
path = "inventory.sqlite"

[snmp]
port = {port}
credentials = ["public"]
concurrency = {concurrency}
packets_per_s = 100000.0

[[targets]]
path = "targets.csv"

[credentials.public]
kind = "snmp-community"
version = "v2c"
community = "env:BENCHMARK_COMMUNITY"
"""


def main() -> None:
    """Print one line per run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--devices", type=int, default=1_000)
    parser.add_argument("--concurrency", type=int, default=64)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--runs", type=int, choices=(1, 2, 3), default=3, help="only the first so many")
    parser.add_argument("--options", default="", help="for the responder")
    arguments = parser.parse_args()
    options = arguments.options.split()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        listed = "".join(f"{address},{address},site-{number % 20}\n" for number, address in
                         enumerate(addresses(arguments.devices)))  # fmt: skip
        (folder / "targets.csv").write_text("id,address,site\n" + listed)
        for title, changed in RUNS[: arguments.runs]:
            with responding(folder, switch_lines(changed), *options) as port:
                config = CONFIG.format(port=port, concurrency=arguments.concurrency)
                (folder / "config.toml").write_text(config)
                _measure(title, folder, arguments.devices, arguments.processes)


def _measure(title: str, folder: Path, devices: int, processes: int) -> None:
    command = [sys.executable, "-m", "auditor", "audit", "--config", "config.toml"]
    started, before = time.monotonic(), _children_cpu_s()
    code, peak_mb = _run([*command, "--processes", str(processes)], folder)
    wall_s, cpu_s = time.monotonic() - started, _children_cpu_s() - before
    size = sum(file.stat().st_size for file in folder.glob("inventory.sqlite*"))
    print(
        f"{title:<20} {devices} devices: {cpu_s * 1000 / devices:.1f} ms CPU/device, {wall_s:.1f} s wall, "
        f"{devices / wall_s:.0f} devices/s, peak {peak_mb:.0f} MB, {size / devices / 1024:.1f} KB/device, "
        f"exit code {code}"
    )


def _children_cpu_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _run(command: Sequence[str], folder: Path) -> tuple[int, float]:
    """(exit code, peak in MB of what all its processes held together; shared pages count for each)."""
    environment = {**os.environ, "BENCHMARK_COMMUNITY": "public"}
    environment["PYTHONPATH"] = str(Path(__file__).parents[2])
    with (folder / "output.txt").open("w") as output:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
        peak_mb = 0.0
        while process.poll() is None:
            peak_mb = max(peak_mb, sum(map(_resident_mb, (process.pid, *_children(process.pid)))))
            time.sleep(SAMPLE_S)
        return process.returncode, peak_mb


def _children(process: int) -> list[int]:
    try:
        return [int(word) for word in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except FileNotFoundError:
        return []


def _resident_mb(process: int) -> float:
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return pages * resource.getpagesize() / 2**20


if __name__ == "__main__":
    main()
