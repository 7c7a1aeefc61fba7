"""Plays recordings: each is a device of its own at an address in 127.0.0.0/8, on one port.

    python -m benchmarks.fleet.recorded FILE...

Prints "ready PORT" and answers until standard input closes; the n-th file is at `address_of(n)`. Values
are served as the octets the file states, also where no agent should send them. Next: `differential`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple

from auditor.collect.snmprec import read_snmprec
from auditor.demo.responder import make_agent
from auditor.demo.server import bind_all, serve
from auditor.model.oid import encode_oid
from auditor.model.recording import Problem
from auditor.model.rows import Row
from benchmarks.fleet.responder import answering

COMMUNITY = "public"
ENGINE_ID = encode_oid("1.3.6.1.6.3.10.2.1.1.0")
MAX_TOGETHER = 250
"""Recordings played at once: a socket for each, and most shells allow 1,024 open files."""


MAX_MESSAGE = 60_000
"""A few recordings hold values of up to 11 kB, which their agents sent in fragments."""


class Recorded(NamedTuple):
    """A recording as it is played: rows in OID order, each OID once, and the lines left out."""

    name: str
    rows: list[Row]
    lines: int
    """Lines that are no comment; where there are more than rows, the others were left out."""
    problems: tuple[Problem, ...]


def read_recorded(path: Path) -> Recorded:
    """The recording in this file."""
    data = path.read_bytes()
    rows, problems = read_snmprec(data, path.name)
    lines = sum(bool(line.strip()) and not line.startswith(b"#") for line in data.split(b"\n"))
    return Recorded(path.stem, rows, lines, problems)


def address_of(number: int) -> str:
    """The address of the n-th recording, from 0."""
    return f"127.9.{number // MAX_TOGETHER}.{number % MAX_TOGETHER + 1}"


def playing(paths: Sequence[Path]) -> AbstractContextManager[int]:
    """The port at which these recordings answer, in a process of their own, until the block ends."""
    return answering("benchmarks.fleet.recorded", *map(str, paths))


def main() -> None:
    """Answer for the files on the command line."""
    agents = {}
    for number, path in enumerate(map(Path, sys.argv[1:])):
        rows = read_recorded(path).rows
        engine_id = next((value for oid, _, value in rows if oid == ENGINE_ID), b"")
        agents[address_of(number)] = make_agent(
            {COMMUNITY.encode(): rows}, engine_id, max_message=MAX_MESSAGE
        )
    sockets = bind_all(agents)
    print("ready", sockets.port, flush=True)
    serve(agents, sockets.udp, sys.stdin.fileno())


if __name__ == "__main__":
    main()
