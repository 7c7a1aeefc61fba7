"""Whose turn it is: targets site by site in rotation, a window for each site.

A site behind a slow line, or one that is down, takes no more than its own window, so the others go
on. Must not know how a target is polled. Next: `local_engine`.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable

from auditor.collect.interface import CollectJob
from auditor.model.target import Target


class Turns:
    """The targets that wait. A target without a site shares no line that we know of: no window of a
    site holds it up."""

    def __init__(self, job: CollectJob, targets: Iterable[Target]) -> None:
        self._waiting: dict[str, deque[Target]] = {}
        for target in targets:
            self._waiting.setdefault(target.site, deque()).append(target)
        self._rotation = deque(self._waiting)
        self._windows = dict(job.site_windows)
        self._window = max(1, job.limits.site_concurrency)
        self._running = Counter[str]()

    def take(self) -> Target | None:
        """The next target of the next site that has room; None when nothing may start now."""
        for _ in range(len(self._rotation)):
            site = self._rotation[0]
            self._rotation.rotate(-1)
            if self._has_room(site):
                return self._start(site)
        return None

    def give_back(self, target: Target) -> None:
        """A target that was taken is polled: there is room for another one of its site."""
        self._running[target.site] -= 1

    def _has_room(self, site: str) -> bool:
        return not site or self._running[site] < self._windows.get(site, self._window)

    def _start(self, site: str) -> Target:
        waiting = self._waiting[site]
        self._running[site] += 1
        target = waiting.popleft()
        if not waiting:
            self._rotation.remove(site)
        return target
