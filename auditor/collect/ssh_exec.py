"""One command on a channel of its own: no shell session, no prompt to imitate, an exit status.

For Linux-based devices. Bounded in time and octets. Must not know the catalogue: the caller
has had the command checked. Next: `ssh_reading`.
"""

from __future__ import annotations

import threading
import time
from contextlib import suppress

import paramiko

from auditor.collect.budget import Trouble
from auditor.model.recording import Reason

CHUNK = 65_536
MAX_COMPLAINT_BYTES = 4_096
"""Of what a command writes to standard error; its first line is shown."""
NOT_FOUND, NOT_EXECUTABLE = 127, 126
"""Exit status of a shell that finds no such command, or may not run it (POSIX 2.8.2)."""
REFUSALS = ("permission denied", "operation not permitted", "must be root", "requires root", "are you root")


def run_command(
    transport: paramiko.Transport, command: str, timeout_s: float, max_bytes: int, stop: threading.Event
) -> tuple[bytes, Trouble | None]:
    """(standard output, why it is not whole or None). OSError where the connection broke."""
    if timeout_s <= 0:
        return b"", Trouble(Reason.TIME_BUDGET, "the time for this device was used up")
    deadline = time.monotonic() + timeout_s
    try:
        channel = transport.open_session(timeout=timeout_s)
    except paramiko.SSHException as error:
        raise ConnectionError(str(error)) from error
    with channel:
        try:
            channel.exec_command(command)
        except paramiko.SSHException as error:
            if not transport.is_active():
                raise ConnectionError(str(error)) from error
            return b"", Trouble(Reason.COMMAND_REFUSED, "the device does not run commands on a channel")
        with suppress(OSError):  # it may have ended already
            channel.shutdown_write()
        output, complaint, trouble = _read(channel, deadline, max_bytes, stop)
        if trouble is None:
            trouble = _judge(channel, output, complaint, deadline)
    return output, trouble


def _read(
    channel: paramiko.Channel, deadline: float, max_bytes: int, stop: threading.Event
) -> tuple[bytes, bytes, Trouble | None]:
    """(standard output, the beginning of standard error, what cut it short)."""
    output, complaint = bytearray(), bytearray()
    while True:
        remaining = deadline - time.monotonic()
        if stop.is_set():
            return bytes(output), bytes(complaint), Trouble(Reason.INTERRUPTED, "the run was interrupted")
        if remaining <= 0:
            return bytes(output), bytes(complaint), Trouble(Reason.TIME_BUDGET, "did not end in time")
        if len(output) > max_bytes:
            return bytes(output), bytes(complaint), Trouble(Reason.BYTE_CAP, f"more than {max_bytes} bytes")
        if channel.recv_stderr_ready():  # once for each look at the clock: it may never end
            complaint += channel.recv_stderr(CHUNK)[: MAX_COMPLAINT_BYTES - len(complaint)]
        channel.settimeout(min(0.1, remaining))
        try:
            data = channel.recv(CHUNK)
        except TimeoutError:
            continue
        if not data:
            return bytes(output), bytes(complaint), None
        output += data


def _judge(channel: paramiko.Channel, output: bytes, complaint: bytes, deadline: float) -> Trouble | None:
    """What the exit status and standard error say of a command that has ended."""
    if not channel.status_event.wait(max(0.0, deadline - time.monotonic())):
        return Trouble(Reason.TIME_BUDGET, "its exit status did not come in time")
    while channel.recv_stderr_ready() and len(complaint) < MAX_COMPLAINT_BYTES:
        complaint += channel.recv_stderr(MAX_COMPLAINT_BYTES)
    status = channel.exit_status
    if status < 0:
        return Trouble(Reason.STOPPED_ANSWERING, "the channel closed before the command had ended")
    if status == 0:
        return None
    lines = complaint.decode("latin-1").strip().splitlines()
    said = lines[0] if lines else f"exit status {status}"
    if status == NOT_FOUND:
        return Trouble(Reason.COMMAND_REJECTED, said)
    if status == NOT_EXECUTABLE or any(word in complaint.decode("latin-1").lower() for word in REFUSALS):
        return Trouble(Reason.COMMAND_REFUSED, said)
    # Many commands report "there is none of it" by their status; what they wrote is whole.
    return Trouble(Reason.COMMAND_REJECTED, said) if not output else None
