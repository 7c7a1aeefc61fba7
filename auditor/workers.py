"""Worker processes: a shard to each, over a pipe; one line back for each attempt it stored.

A worker opens the store itself, so no recording crosses processes. It is its own program, started
anew: nothing is forked. The pipe to it stays open as long as it shall work. Must not know how a
device is polled or stored. Next: `worker_process`, the other end.
"""

from __future__ import annotations

import asyncio
import json
import os
import pickle
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from auditor.collect.interface import CollectJob
from auditor.errors import UsageError
from auditor.model.progress import Attempted, Event
from auditor.model.recording import Outcome, Reason
from auditor.model.target import Target, Transport

Observer = Callable[[Event], None]
LENGTH_BYTES = 8
"""An assignment is its length, big-endian, and its octets."""
STOPPED = 130
"""What a worker ends with that was told to stop."""
STOP_S = 60.0
"""Time for the device a worker is storing, and for its SSH sessions to hang up; then it is killed."""


class Assignment(NamedTuple):
    """What a worker is given; it pickles and holds no secret. `knowledge_digest` "" = store only."""

    store: Path
    job: CollectJob
    targets: tuple[Target, ...]
    knowledge_digest: str
    turns: Path  # see `Store.taking_turns`


class Lost(NamedTuple):
    """Targets that a worker ended without storing, and how it ended."""

    job: CollectJob
    targets: tuple[Target, ...]
    how: str


def attempt_line(attempted: Attempted) -> bytes:
    """What a worker tells of one recording."""
    return json.dumps({"attempted": attempted}).encode() + b"\n"


def fault_line(fault: UsageError) -> bytes:
    """What a worker tells of a fault that ends the run, in the operator's words."""
    words = [fault.reason, fault.file, fault.place, fault.remedy]
    return json.dumps({"fault": words}).encode() + b"\n"


def _read_line(line: bytes) -> Attempted:
    """The attempt a line tells of; UsageError where it tells of a fault."""
    message = json.loads(line)
    if "fault" in message:
        reason, file, place, remedy = message["fault"]
        raise UsageError(reason, file=file, place=place, remedy=remedy)
    target, over, address, outcome, why, duration_s = message["attempted"]
    reason = None if why is None else Reason(why)
    return Attempted(target, Transport(over), address, Outcome(outcome), reason, duration_s)


async def work(assignment: Assignment, observe: Observer) -> Lost | None:
    """Has a worker poll its targets; what it left undone when it ended, None when nothing.

    Cancelled, it tells the worker to stop and waits for it; it cancels itself where somebody else told
    the worker so. UsageError is the worker's.
    """
    undone = {(target.id, over) for target in assignment.targets for over in target.transports}
    process = await _start()
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        await _send(process.stdin, assignment)
        async for line in process.stdout:
            attempted = _read_line(line)
            undone.discard((attempted.target_id, attempted.transport))
            observe(attempted)
        code = await process.wait()
    finally:
        process.stdin.close()
        await _end(process)
    if code in {STOPPED, -signal.SIGTERM, -signal.SIGINT}:  # by a signal: before it was listening
        raise asyncio.CancelledError
    left = {target for target, _ in undone}
    targets = tuple(target for target in assignment.targets if target.id in left)
    return Lost(assignment.job, targets, _ended(code)) if targets else None


async def _start() -> asyncio.subprocess.Process:
    # -P and the path: the same modules as here, and none of the folder it is started in. A group
    # of its own: a terminal's interrupt comes to this process alone, which then stops the others.
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",
        "-m",
        "auditor.worker_process",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(str(Path(place).absolute()) for place in sys.path)},
        process_group=0,
    )


async def _send(pipe: asyncio.StreamWriter, assignment: Assignment) -> None:
    octets = pickle.dumps(assignment)
    with suppress(ConnectionError):  # it ended already; its exit code tells
        pipe.write(len(octets).to_bytes(LENGTH_BYTES, "big") + octets)
        await pipe.drain()


async def _end(process: asyncio.subprocess.Process) -> None:
    try:
        await asyncio.wait_for(process.wait(), STOP_S)
    except TimeoutError:
        process.kill()
        await process.wait()


def _ended(code: int) -> str:
    how = f"signal {-code}" if code < 0 else f"exit code {code}"
    return f"the process that polled it ended ({how})"
