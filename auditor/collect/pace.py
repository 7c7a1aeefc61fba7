"""How soon a device answers, and so how soon a datagram is given up as lost.

Without it each lost datagram costs the whole timeout, which is meant for devices that think for seconds.
Must not know what is sent. Used by `channel`.
"""

from __future__ import annotations

MIN_WAIT_S = 0.2
"""RFC 6298 2.4 asks for a second; a repeated SNMP request harms nobody, and at most one is sent early."""


class Pace:
    """Smoothed time to an answer and its deviation, as RFC 6298 2 has them."""

    def __init__(self) -> None:
        self._usual_s = 0.0
        self._deviation_s = 0.0

    def learn(self, took_s: float) -> None:
        """An answer came this long after its request was first sent, so a loss makes us more patient."""
        if self._usual_s:
            self._deviation_s += (abs(self._usual_s - took_s) - self._deviation_s) / 4
            self._usual_s += (took_s - self._usual_s) / 8
        else:
            self._usual_s, self._deviation_s = took_s, took_s / 2

    def early_s(self, timeout_s: float, tries: int) -> float:
        """How long to wait before one repeat ahead of the usual tries; 0 where there is to be none."""
        early_s = max(MIN_WAIT_S, self._usual_s + 4 * self._deviation_s)
        return early_s if self._usual_s and tries > 1 and early_s * 2 <= timeout_s else 0.0
