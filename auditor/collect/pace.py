"""How soon a device answers, and so how soon a datagram is given up as lost.

Without it each lost datagram costs the whole timeout, which is meant for devices that think for seconds.
Must not know what is sent. Used by `channel`.
"""

from __future__ import annotations

from collections.abc import Iterator

MIN_WAIT_S = 0.2
"""RFC 6298 2.4 asks for a second; a repeated SNMP request harms nobody, and few are sent early."""
MAX_EARLY = 2
"""Repeats ahead of the usual tries. Of a fleet's requests, a few are lost twice at one loss in a hundred, and
hardly any three times."""


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

    def waits_s(self, timeout_s: float, tries: int) -> Iterator[float]:
        """How long to wait after each sending of one request: the timeout, doubled with each of the tries.

        Before that as long as the device usually takes, doubled too (RFC 6298 5.5), where that is at most
        half the timeout; so in all never less than the timeouts alone. Not where one try is asked for.
        """
        if self._usual_s and tries > 1:
            early_s = max(MIN_WAIT_S, self._usual_s + 4 * self._deviation_s)
            for _ in range(MAX_EARLY):
                if early_s * 2 <= timeout_s:
                    yield early_s
                early_s *= 2
        for _ in range(tries):
            yield timeout_s
            timeout_s *= 2
