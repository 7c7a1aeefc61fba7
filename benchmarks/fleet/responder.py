"""Builds the C programs and runs what answers: the responder, to which every address of 127.0.0.0/8 is
the switch, and simulators in Python.

Next: `poll`, `audit`.
"""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

SOURCES = Path(__file__).parent
DEVICES_PER_BLOCK = 250


def build(name: str, folder: Path) -> Path:
    """The program made from `name`.c, in `folder`."""
    program = folder / name
    if not program.exists():
        subprocess.run(["gcc", "-O2", "-o", str(program), str(SOURCES / f"{name}.c")], check=True)
    return program


def addresses(count: int) -> list[str]:
    """That many loopback addresses, each a device of its own."""
    return [
        f"127.{10 + number // (250 * DEVICES_PER_BLOCK)}.{number // DEVICES_PER_BLOCK % 250}"
        f".{number % DEVICES_PER_BLOCK + 1}"
        for number in range(count)
    ]


@contextmanager
def responding(folder: Path, lines: Sequence[str], *options: str) -> Iterator[int]:
    """The UDP port at which the fleet answers, until the block ends."""
    table = folder / f"table-{abs(hash(tuple(lines[:200])))}.snmprec"
    table.write_text("\n".join(lines) + "\n")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [str(build("responder", folder)), "-p", str(port), "-f", str(table), *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            while not (line := process.stderr.readline()).startswith("listening"):
                if not line:
                    raise SystemExit("the responder did not start")
            yield port
        finally:
            process.terminate()


@contextmanager
def answering(module: str, *arguments: str) -> Iterator[int]:
    """The port printed by a module that answers until its standard input closes."""
    command = [sys.executable, "-m", module, *arguments]
    with subprocess.Popen(
        command, cwd=SOURCES.parents[1], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            word, _, port = process.stdout.readline().strip().partition(" ")
            if word != "ready":
                raise SystemExit(f"{module} did not start")
            yield int(port)
        finally:
            process.stdin.close()
