"""Starts and stops the simulated network in a child process.

The child ends when its standard input closes, also when this process dies: no orphan stays.
Linux only, where all of 127.0.0.0/8 is local. Must not know SNMP. Next: `cast`.
"""

from __future__ import annotations

import base64
import contextlib
import selectors
import subprocess
import sys
from collections.abc import Iterator
from types import TracebackType
from typing import NamedTuple, Self

from auditor.collect.host_keys import HostKey, host_name
from auditor.demo.cast import load_cast
from auditor.errors import AuditorError, UsageError
from auditor.model.target import Transport

START_S = 30.0
"""Seconds until all devices must listen: starting Python on a loaded machine takes a few."""
STOP_S = 5.0
"""Seconds for the child to end by itself; it has nothing to finish."""


class Listening(NamedTuple):
    """Where the devices listen: the UDP port of SNMP and TCP port of SSH of all of them, and the
    host keys by which those with a command line are known."""

    port: int
    host_keys: tuple[HostKey, ...] = ()


class DemoNetwork:
    """`with DemoNetwork() as listening:` runs the cast."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self.listening = Listening(0)

    def __enter__(self) -> Listening:
        self.start()
        return self.listening

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def process_id(self) -> int:
        """Of the child; 0 when it is not running."""
        return self._child.pid if self._child else 0

    def start(self) -> Self:
        """Start and wait until every device listens; UsageError elsewhere than on Linux."""
        if sys.platform != "linux":
            raise UsageError("the demo network needs Linux, where all of 127.0.0.0/8 is local")
        self._child = subprocess.Popen(
            [sys.executable, "-m", "auditor.demo"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        try:
            self.listening = _ready(self._child)
        except BaseException:
            self.stop()
            raise
        return self

    def stop(self) -> None:
        """End the child; does nothing when it is not running."""
        child, self._child = self._child, None
        if child is None:
            return
        with contextlib.suppress(OSError):
            if child.stdin:
                child.stdin.close()
        try:
            child.wait(STOP_S)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        if child.stdout:
            child.stdout.close()


def _ready(child: subprocess.Popen[bytes]) -> Listening:
    if child.stdout is None:
        raise AuditorError("the demo network was started without a pipe")
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdout, selectors.EVENT_READ)
        line = child.stdout.readline() if selector.select(START_S) else b""
    match line.decode("ascii", "replace").split():
        case ["ready", port, key_type, key] if port.isdigit():
            return Listening(int(port), tuple(_host_keys(int(port), key_type, base64.b64decode(key))))
    raise AuditorError(f"the demo network did not start within {START_S:g} s")


def _host_keys(port: int, key_type: str, blob: bytes) -> Iterator[HostKey]:
    for member in load_cast().members:
        if Transport.SSH in member.transports:
            yield HostKey(host_name(member.address, port), key_type, blob)
