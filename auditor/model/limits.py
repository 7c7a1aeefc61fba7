"""Row, byte and time budgets, each with the reason for its number.

Operators may change the `Limits` of a run; the other constants guard our own memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SnmpEngineName(StrEnum):
    """Who speaks SNMP."""

    OWN = "own"
    PYSNMP = "pysnmp"
    """Some fifty times slower; a second opinion on what a device says."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Budgets of one device and of the whole run."""

    timeout_s: float = 2.0
    """Wait for one answer: long enough for a loaded control plane, short enough to retry."""
    retries: int = 2
    """Repeats of one request; with doubled waits a lost answer costs at most 14 s."""
    max_repetitions: int = 72
    """Most rows asked for at once; as many are as fit one Ethernet frame, found from their size: 72 of
    the shortest in tables of parts."""
    device_budget_s: float = 300.0
    """A chassis with full tables answers in under a minute; a tarpit must not hold a slot for ever."""
    packets_per_s: float = 200.0
    """Requests per second to one device: below the control-plane policers of access switches."""
    requests_in_flight: int = 2
    """Requests to one device at a time: while one is on its way back the agent works on the other."""
    max_rows_per_root: int = 200_000
    """The largest forwarding tables seen hold about 130,000 entries."""
    max_bytes_per_device: int = 64 * 1024 * 1024
    """64 MiB: 20 times the largest real recording measured (2.6 MB)."""
    concurrency: int = 64
    """Devices polled at once in a run, whichever process polls them."""
    site_concurrency: int = 16
    """Devices polled at once at one site: one request of each in flight fills 7 Mbit/s at 25 ms."""
    credential_attempts: int = 3
    """Credentials tried per device and run: more looks like guessing and can lock us out."""
    engine: SnmpEngineName = SnmpEngineName.OWN


MAX_OUTPUT_BYTES = 16 * 1024 * 1024
"""What one command may write: the longest inventories of big chassis are below 2 MB of text."""
MAX_VALUE_BYTES = 65_535
"""An SNMP message fits one UDP datagram, so no single value can be larger."""
MAX_TEXT_CHARACTERS = 4_096
"""Longest decoded text kept; longer text is cut with a mark and a problem."""
MAX_TREE_DEPTH = 64
"""Containment deeper than this is a hostile or broken table; real ones stay below 12."""
MAX_NEIGHBORS_PER_DEVICE = 200_000
"""As many neighbors as a table may have rows."""
