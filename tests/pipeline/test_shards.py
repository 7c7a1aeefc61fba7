"""How a fleet is cut into what each process polls."""

from __future__ import annotations

from collections import Counter

import pytest

from auditor.collect.interface import CollectJob
from auditor.collect.plan import Plan
from auditor.model.limits import Limits
from auditor.model.target import Target, Transport
from auditor.shards import Shard, default_processes, split

JOB = CollectJob(
    "run-1",
    Plan(()),
    Limits(concurrency=64, site_concurrency=16),
    "0",
    remembered=(("a-0", "core"), ("b-0", "access")),
)


def fleet(**sites: int) -> list[Target]:
    return [
        Target(f"{site}-{number}", (f"192.0.2.{number}",), site=site if site != "none" else "")
        for site, size in sites.items()
        for number in range(size)
    ]


def sites_of(shards: tuple[Shard, ...]) -> list[dict[str, int]]:
    return [dict(Counter(target.site for target in shard.targets)) for shard in shards]


def polled(shards: tuple[Shard, ...]) -> list[str]:
    return sorted(target.id for shard in shards for target in shard.targets)


def test_a_job_remembers_the_credentials_of_its_targets_alone() -> None:
    shards = split(JOB, fleet(a=2, b=2), 2)
    assert [shard.job.remembered for shard in shards] == [(("a-0", "core"),), (("b-0", "access"),)]


def test_one_process_polls_all_with_the_limits_as_they_are() -> None:
    targets = fleet(a=3, none=2)
    assert split(JOB, targets, 1) == (Shard(JOB, tuple(targets)),)


def test_whole_sites_go_to_one_process_and_are_balanced() -> None:
    shards = split(JOB, fleet(a=10, b=30, c=20, d=40), 2)
    assert sites_of(shards) == [{"d": 40, "a": 10}, {"b": 30, "c": 20}]
    assert [shard.job.site_windows for shard in shards] == [(), ()]


def test_every_target_is_polled_by_one_process() -> None:
    targets = fleet(a=7, b=1, none=11, c=20)
    for processes in range(1, 12):
        assert polled(split(JOB, targets, processes)) == sorted(target.id for target in targets)


def test_a_site_larger_than_a_process_s_share_is_divided_and_so_is_its_window() -> None:
    shards = split(JOB, fleet(a=90, b=10), 2)
    assert sites_of(shards) == [{"a": 50}, {"a": 40, "b": 10}]
    assert [shard.job.site_windows for shard in shards] == [(("a", 9),), (("a", 7),)]


@pytest.mark.parametrize("processes", [2, 3, 7, 16])
def test_the_windows_of_all_processes_together_are_those_of_the_run(processes: int) -> None:
    shards = split(JOB, fleet(a=333), processes)
    assert sum(shard.job.limits.concurrency for shard in shards) == JOB.limits.concurrency
    assert sum(dict(shard.job.site_windows)["a"] for shard in shards) == JOB.limits.site_concurrency
    assert all(shard.job.limits.concurrency > 0 for shard in shards)


def test_targets_without_a_site_are_shared_evenly() -> None:
    assert sites_of(split(JOB, fleet(none=101), 4)) == [{"": 26}, {"": 25}, {"": 25}, {"": 25}]


def test_all_that_is_asked_over_ssh_is_one_process_s() -> None:
    over_ssh = [
        Target(f"cli-{n}", ("192.0.2.1",), site=f"s{n}", transports=tuple(Transport)) for n in range(9)
    ]
    shards = split(JOB, [*fleet(s0=5, s1=5, s2=5, s3=5), *over_ssh], 3)
    having = [
        number
        for number, shard in enumerate(shards)
        for target in shard.targets
        if Transport.SSH in target.transports
    ]
    assert having == [0] * 9


def test_fewer_targets_than_processes_make_fewer_shards() -> None:
    assert [len(shard.targets) for shard in split(JOB, fleet(none=2), 8)] == [1, 1]
    assert split(JOB, [], 8) == (Shard(JOB, ()),)


@pytest.mark.parametrize(
    ("targets", "cores", "expected"),
    [(1, 16, 1), (249, 16, 1), (600, 16, 2), (600, 1, 1), (100_000, 2, 2), (100_000, 64, 4)],
)
def test_processes_by_default(targets: int, cores: int, expected: int) -> None:
    assert default_processes(targets, cores) == expected
