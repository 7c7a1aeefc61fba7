"""A fleet cut into the parts that processes poll, so that no limit of the run is exceeded.

Whole sites where that is even; values in, values out. Must not know how processes are started.
Next: `workers`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import NamedTuple

from auditor.collect.interface import CollectJob
from auditor.model.target import Target, Transport

TARGETS_PER_PROCESS = 250
"""A process takes two seconds to start, and a target 20 ms of CPU: below this it is not worth it."""
MOST_BY_DEFAULT = 4
"""A third of the work is writing, which only one process at a time can do."""


class Shard(NamedTuple):
    """What one process polls, and the job with its part of the windows."""

    job: CollectJob
    targets: tuple[Target, ...]


@dataclass(slots=True)
class _Part:
    """A shard being filled."""

    number: int
    targets: list[Target] = field(default_factory=list)
    sites: Counter[str] = field(default_factory=Counter)

    def add(self, targets: Sequence[Target]) -> None:
        self.targets += targets
        self.sites.update(target.site for target in targets)


def default_processes(targets: int, cores: int) -> int:
    """How many processes poll so many targets on so many cores, where nobody says."""
    return max(1, min(targets // TARGETS_PER_PROCESS, cores, MOST_BY_DEFAULT))


def split(job: CollectJob, targets: Sequence[Target], processes: int) -> tuple[Shard, ...]:
    """At most so many shards, each with targets; the first one polls all that is asked over SSH,
    where rejected credentials are counted over the fleet.

    Windows are divided, at least 1 for each shard, so only a window below the number of processes
    is exceeded.
    """
    if processes == 1 or len(targets) < 2:
        return (Shard(job, tuple(targets)),)
    parts = [_Part(number) for number in range(min(processes, len(targets)))]
    parts[0].add([target for target in targets if Transport.SSH in target.transports])
    others = [target for target in targets if Transport.SSH not in target.transports]
    for piece in _pieces(others, -(-len(targets) // len(parts))):
        min(parts, key=lambda part: (len(part.targets), part.number)).add(piece)
    filled = [part for part in parts if part.targets]
    windows = _divided(job.limits.concurrency, [len(part.targets) for part in filled])
    sites = _site_windows(filled, job.limits.site_concurrency)
    jobs = map(partial(_job_of, job), filled, windows, sites)
    return tuple(Shard(its, tuple(part.targets)) for its, part in zip(jobs, filled, strict=True))


def _job_of(
    job: CollectJob, part: _Part, window: int, site_windows: tuple[tuple[str, int], ...]
) -> CollectJob:
    ids = {target.id for target in part.targets}
    return replace(
        job,
        limits=replace(job.limits, concurrency=window),
        site_windows=site_windows,
        remembered=tuple(pair for pair in job.remembered if pair[0] in ids),
    )


def _pieces(targets: Sequence[Target], largest: int) -> Iterator[list[Target]]:
    """Targets that stay together, the largest pieces first: a site, or a part of one that is larger
    than a process's share. Targets without a site share nothing, so each is a piece."""
    by_site: dict[str, list[Target]] = {}
    for target in targets:
        by_site.setdefault(target.site, []).append(target)
    alone = by_site.pop("", [])
    for site in sorted(by_site.values(), key=len, reverse=True):
        yield from (site[start : start + largest] for start in range(0, len(site), largest))
    yield from ([target] for target in alone)


def _divided(window: int, sizes: Sequence[int]) -> list[int]:
    """A window in parts that go by these sizes, each at least 1, together no more than the window
    where it has room for all."""
    spare, total = max(0, window - len(sizes)), sum(sizes)
    shares = [1 + spare * size // total for size in sizes]
    shares[0] += max(0, window - sum(shares))
    return shares


def _site_windows(parts: Sequence[_Part], window: int) -> Iterator[tuple[tuple[str, int], ...]]:
    """For each part, its share of the windows of the sites that other parts poll too."""
    windows: list[dict[str, int]] = [{} for _ in parts]
    for site in sorted({site for part in parts for site in part.sites if site}):
        having = [number for number, part in enumerate(parts) if part.sites[site]]
        if len(having) > 1:
            sizes = [parts[number].sites[site] for number in having]
            for number, share in zip(having, _divided(window, sizes), strict=True):
                windows[number][site] = share
    yield from (tuple(one.items()) for one in windows)
