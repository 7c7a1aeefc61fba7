"""Care against lockouts: who may try which credential now.

Until a credential was accepted once in this run, it is tried on one device at a time; after
several rejections in a row it is offered to no more devices. Lives in the event loop. Must
not know SSH. Next: `ssh`.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Standing:
    """What became of a credential so far."""

    rejections: int = 0
    """In a row."""
    accepted: bool = False
    proving: bool = False
    """One device is trying it, and it was never accepted."""
    changed: asyncio.Event = field(default_factory=asyncio.Event)


class LoginBreaker:
    """Counts rejections of each credential over all devices."""

    def __init__(self, rejections_before_pause: int) -> None:
        self._limit = rejections_before_pause
        self._standings: dict[str, _Standing] = {}

    async def admit(self, credential: str) -> bool:
        """Whether the credential may be tried. True obliges to `settle`, whatever happens."""
        standing = self._of(credential)
        while standing.proving and not standing.accepted and not self._paused(standing):
            standing.changed.clear()
            await standing.changed.wait()
        if self._paused(standing):
            return False
        standing.proving = True
        return True

    def note(self, credential: str, *, accepted: bool) -> None:
        """A device accepted or rejected it; the next one may be tried."""
        standing = self._of(credential)
        standing.rejections = 0 if accepted else standing.rejections + 1
        standing.accepted = standing.accepted or accepted
        standing.changed.set()

    def settle(self, credential: str) -> None:
        """The attempt is over, however it ended."""
        standing = self._of(credential)
        standing.proving = False
        standing.changed.set()

    def rejections(self, credential: str) -> int:
        """Rejections in a row."""
        return self._of(credential).rejections

    def _paused(self, standing: _Standing) -> bool:
        return standing.rejections >= self._limit

    def _of(self, credential: str) -> _Standing:
        return self._standings.setdefault(credential, _Standing())
