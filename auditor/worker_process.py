"""A worker: polls, stores and derives the targets it is given, and tells of each on a pipe.

Started by `workers`, never by hand. Standard input brings the assignment and stays open; when it
closes, whoever wanted the work is gone or wants it no more. Next: `pipeline.poll`.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import signal
import sys
from typing import cast

from auditor.errors import RegistryError, UsageError
from auditor.housekeeping import unhurried_collector
from auditor.identify import Knowledge
from auditor.model.progress import Attempted
from auditor.pipeline import poll
from auditor.resources import load_knowledge
from auditor.store import Store, open_store
from auditor.workers import LENGTH_BYTES, STOPPED, Assignment, attempt_line, fault_line

INPUT = 0


def main() -> int:
    """The exit code: 0, STOPPED, or 2 after a fault that the other end was told of."""
    messages = _own_output()
    assignment = _read_assignment()
    if assignment is None:
        return STOPPED
    try:
        knowledge = _knowledge(assignment.knowledge_digest)
        unhurried_collector()
        with open_store(assignment.store, create=False) as store, store.taking_turns(assignment.turns):
            asyncio.run(_work(store, assignment, knowledge, messages))
    except (asyncio.CancelledError, KeyboardInterrupt, BrokenPipeError):
        return STOPPED
    except UsageError as fault:
        os.write(messages, fault_line(fault))
        return fault.exit_code
    return 0


def _own_output() -> int:
    """The pipe for messages; what anybody prints goes to standard error instead."""
    messages = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return messages


def _read_assignment() -> Assignment | None:
    """None where the other end went away first."""
    size = int.from_bytes(_read_exactly(LENGTH_BYTES), "big")
    octets = _read_exactly(size)
    return cast("Assignment", pickle.loads(octets)) if octets else None  # noqa: S301  our own parent's


def _read_exactly(size: int) -> bytes:
    octets = bytearray()
    while len(octets) < size:
        more = os.read(INPUT, size - len(octets))
        if not more:
            return b""
        octets += more
    return bytes(octets)


def _knowledge(digest: str) -> Knowledge | None:
    if not digest:
        return None
    knowledge = load_knowledge()
    if knowledge.digest != digest:
        raise RegistryError("the registries changed while the run started", remedy="run again")
    return knowledge


async def _work(store: Store, assignment: Assignment, knowledge: Knowledge | None, messages: int) -> None:
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    assert task is not None

    def stop() -> None:
        loop.remove_reader(INPUT)
        task.cancel()

    def tell(attempted: Attempted) -> None:
        os.write(messages, attempt_line(attempted))

    loop.add_reader(INPUT, stop)
    for word in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(word, stop)
    await poll(store, assignment.job, assignment.targets, knowledge, tell)


if __name__ == "__main__":
    sys.exit(main())
