"""The counts, devices and gaps that the report of a bundle states are those its recordings lead to."""

# ruff: noqa: SIM300 - assert expected == actual, literals too
from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bundle.bundled import audited, changed
from cli.running import run_in_process
from cli.site import CHASSIS, CISCO, FAILED, Site, entity_rows

Report = dict[str, Any]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = audited(tmp_path_factory.mktemp("figures"))
    finished = run_in_process("bundle", "--run", "-o", "audit.zip", cwd=folder)
    assert finished.returncode == 0, finished.stderr
    return folder


def device(report: Report, name: str = "core-1") -> Report:
    return next(one for one in report["devices"] if one["device_id"] == name)


def more_components(report: Report) -> None:
    device(report, "acc-1")["components"] += 1


def clear_device(report: Report) -> None:
    device(report, "acc-1")["status"] = "clear"
    report["status_counts"]["excluded"] -= 1
    report["status_counts"]["clear"] += 1


def no_gaps(report: Report) -> None:
    report["coverage"] = []
    report["summary"]["gaps"] = 0


def fewer_parts(report: Report) -> None:
    device(report)["judged_parts"] -= 1
    report["summary"]["parts"] -= 1


def fewer_neighbors(report: Report) -> None:
    device(report)["neighbors"] -= 1
    report["summary"]["neighbors"] -= 1


def set_in(*path: str, to: object) -> Callable[[Report], None]:
    def change(report: Report) -> None:
        place: Any = report
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = to

    return change


def policy_count(policy_id: str, status: str, by: int) -> Callable[[Report], None]:
    def change(report: Report) -> None:
        (policy,) = (one for one in report["policies"] if one["id"] == policy_id)
        policy["counts"][status] += by

    return change


CHANGES: dict[str, tuple[Callable[[Report], None], str]] = {
    "a component more": (more_components, "of acc-1 it states 2 components and not 1"),
    "a device called clear": (clear_device, "of acc-1 it states status 'clear' and not 'excluded'"),
    "no gaps": (no_gaps, "it leaves out the gap completeness_unstated (collect)"),
    "fewer parts": (fewer_parts, "of core-1 it states 0 judged_parts and not 1"),
    "fewer neighbors": (fewer_neighbors, "of core-1 it states 0 neighbors and not 1"),
    "a sum of its own": (set_in("summary", "unknown_parts", to=7), "its summary states 7 unknown_parts"),
    "a count of devices": (set_in("status_counts", "clear", to=9), "it counts 9 devices as clear"),
    "another maker": (
        lambda report: device(report).update(manufacturer="juniper"),
        "of core-1 it states manufacturer 'juniper' and not 'cisco'",
    ),
    "another outcome": (
        lambda report: device(report).update(outcome="complete"),
        "of core-1 it states outcome 'complete' and not 'unstated'",
    ),
    "a status under a policy": (
        lambda report: device(report)["policy_statuses"].update(operator="clear"),
        "of core-1 it states other statuses under the policies",
    ),
    "fewer excluded": (
        policy_count("operator", "excluded", -1),
        "verdicts of operator as excluded, and",
    ),
    "more clear": (policy_count("operator", "clear", 5), "verdicts of operator as clear, and"),
    "a policy less": (lambda report: report["policies"].pop(), "it tells of other policies than judged"),
}


def test_a_device_that_failed_since_may_be_told_with_more_care_and_not_with_less(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.record("sw-1", CISCO + entity_rows(1, CHASSIS))
    assert 0 == site.run("audit", "--recordings", "recordings").returncode
    site.record("sw-1", "", FAILED)
    assert 4 == site.run("audit", "--recordings", "recordings").returncode
    bundled = run_in_process("bundle", "--run", "-o", "audit.zip", cwd=tmp_path)
    assert 0 == bundled.returncode, bundled.stderr

    def tamper(files: dict[str, bytes]) -> None:
        report = json.loads(files["audit.json"])
        device(report, "sw-1")["status"] = "clear"
        files["audit.json"] = json.dumps(report).encode()

    changed(tmp_path / "audit.zip", tmp_path / "x.zip", tamper, relist=True)
    verified = run_in_process("verify", "x.zip", cwd=tmp_path)
    words = "it calls sw-1 clear, and states outcome 'failed'"
    assert (3, True) == (verified.returncode, words in verified.stdout), verified.stdout


@pytest.mark.parametrize("case", CHANGES)
def test_a_report_that_states_other_figures_does_not_verify(folder: Path, tmp_path: Path, case: str) -> None:
    change, words = CHANGES[case]

    def tamper(files: dict[str, bytes]) -> None:
        report = json.loads(files["audit.json"])
        change(report)
        files["audit.json"] = json.dumps(report).encode()

    changed(folder / "audit.zip", tmp_path / "x.zip", tamper, relist=True)
    verified = run_in_process("verify", "x.zip", cwd=tmp_path)
    assert (3, True) == (verified.returncode, "audit.json: " in verified.stdout), verified.stdout
    assert words in verified.stdout
