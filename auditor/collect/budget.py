"""What one device may cost: time, packets per second, bytes.

Durations are monotonic, so a clock set back in a run changes nothing. Must not know what
the packets say. Next: `channel`, which spends it.
"""

from __future__ import annotations

import asyncio
import time
from typing import NamedTuple

from auditor.model.limits import Limits
from auditor.model.recording import Reason

BURST_PACKETS = 50
"""Sent without a pause after a rest: policers allow a burst, and one request at a time paces itself."""


class Trouble(NamedTuple):
    """Why a request has no answer, in the words of coverage."""

    reason: Reason
    detail: str


class DeviceBudget:
    """Counts down what `Limits` allow one device in one run."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._ends_at = time.monotonic() + limits.device_budget_s
        self._interval_s = 1 / limits.packets_per_s
        self._next_packet_at = 0.0
        self._bytes_left = limits.max_bytes_per_device
        self.repeats = 0
        """Requests that found no usable answer in time, each try counted."""

    @property
    def remaining_s(self) -> float:
        """Seconds left, never below 0."""
        return max(0.0, self._ends_at - time.monotonic())

    def spend_bytes(self, count: int) -> None:
        """Count octets that arrived, wanted or not."""
        self._bytes_left -= count

    def exhausted(self) -> Trouble | None:
        """What has run out, or None."""
        if self.remaining_s <= 0:
            return Trouble(Reason.TIME_BUDGET, f"time budget of {self._limits.device_budget_s:g} s used up")
        if self._bytes_left <= 0:
            return Trouble(Reason.BYTE_CAP, f"more than {self._limits.max_bytes_per_device} bytes received")
        return None

    async def wait_turn(self) -> Trouble | None:
        """Wait until the packet rate allows one more; what has run out, if anything has."""
        now, interval_s = time.monotonic(), self._interval_s
        self._next_packet_at = max(now - BURST_PACKETS * interval_s, self._next_packet_at) + interval_s
        if self._next_packet_at > now:
            await asyncio.sleep(min(self._next_packet_at, self._ends_at) - now)
        elif self._bytes_left > 0 and now < self._ends_at:
            return None
        return self.exhausted()
