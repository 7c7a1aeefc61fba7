"""A CI job on a repository of recordings, run by the very commands of docs/how-to/ci.md."""

# ruff: noqa: SIM300 - assert expected == actual, literals too
from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "ci.md"
INSTALL = 'pip install "network-asset-auditor @ git+https://git.example.org/network-asset-auditor"'
CISCO = "1.3.6.1.2.1.1.1.0|4|Cisco IOS Software\n1.3.6.1.2.1.1.2.0|6|1.3.6.1.4.1.9.1.1208\n"
ENTITY = "1.3.6.1.2.1.47.1.1.1.1"
OPTIC = "".join(
    f"{ENTITY}.{column}.{row}|{tag}|{value}\n"
    for column, tag, values in (
        (4, 2, {1: 0, 7: 1}),
        (5, 2, {1: 3, 7: 9}),
        (7, 4, {1: "chassis", 7: "card"}),
        (11, 4, {1: "FOC0000X000", 7: "SAMPLE0007"}),
        (12, 4, {1: "Cisco", 7: "ZTE"}),
        (13, 4, {1: "WS-C2960X", 7: "LINECARD-1"}),
    )
    for row, value in values.items()
)
COMPLETE = 'outcome = "complete"\nend = "complete"\n'
UNREACHED = 'outcome = "failed"\nreason = "no_answer"\nend = "timeout"\n'
CONFIG = 'exclude = ["zte"]\n\n[[targets]]\npath = "targets.toml"\n'
TARGETS = "".join(
    f'[[targets]]\nid = "{name}"\naddress = "192.0.2.{number}"\nsite = "tokyo"\n\n'
    for number, name in enumerate(("sw-1", "sw-2"), 1)
)
JOBS = ("GitHub", "GitLab")


def scripts(job: str) -> list[str]:
    """The commands of a recipe, in order."""
    blocks = [part.partition("```")[0] for part in DOCUMENT.read_text("utf-8").split("```yaml\n")[1:]]
    github, gitlab = map(yaml.safe_load, blocks)
    if job == "GitLab":
        return list(gitlab["equipment"]["script"])
    return [step["run"] for step in github["jobs"]["audit"]["steps"] if "run" in step]


def run_job(repository: Path, job: str, *options: str) -> int:
    """The exit code of the audit; every other command but the installation must succeed."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "GITHUB_STEP_SUMMARY": str(repository / "summary.md")}
    codes = {}
    for command in scripts(job):
        if command != INSTALL:
            given = " ".join((command, *options)) if command.startswith("auditor audit ") else command
            done = subprocess.run(["sh", "-c", given], cwd=repository, env=environment, check=False)
            codes[command] = done.returncode
    audits = [code for command, code in codes.items() if command.startswith("auditor audit ")]
    others = [code for command, code in codes.items() if not command.startswith("auditor audit ")]
    assert (1, set(others) <= {0}) == (len(audits), True)
    return audits[0]


def record(repository: Path, name: str, rows: str, statement: str = COMPLETE) -> None:
    (repository / "recordings" / f"{name}.snmprec").write_text(rows)
    (repository / "recordings" / f"{name}.toml").write_text(statement)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Two devices, both read to their end, both clear."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "recordings").mkdir()
    (tmp_path / "config.toml").write_text(CONFIG)
    (tmp_path / "targets.toml").write_text(TARGETS)
    for name in ("sw-1", "sw-2"):
        record(tmp_path, name, CISCO)
    return tmp_path


def sarif_results(repository: Path) -> list[dict[str, Any]]:
    return list(json.loads((repository / "audit.sarif").read_text())["runs"][0]["results"])


@pytest.mark.parametrize("job", JOBS)
def test_every_command_of_a_recipe_is_run_here(job: str) -> None:
    assert INSTALL in scripts(job)
    assert 1 == sum(command.startswith("auditor audit ") for command in scripts(job))


@pytest.mark.parametrize("job", JOBS)
def test_a_clear_network_passes(repository: Path, job: str) -> None:
    assert 0 == run_job(repository, job)


@pytest.mark.parametrize("job", JOBS)
def test_a_new_excluded_part_fails_the_job(repository: Path, job: str) -> None:
    assert 0 == run_job(repository, job)
    record(repository, "sw-2", CISCO + OPTIC)
    assert 3 == run_job(repository, job)


@pytest.mark.parametrize("job", JOBS)
def test_a_device_that_was_not_reached_is_not_decided(repository: Path, job: str) -> None:
    record(repository, "sw-2", "", UNREACHED)
    assert 4 == run_job(repository, job)


def test_code_scanning_shows_a_part_at_the_line_of_its_device(repository: Path) -> None:
    record(repository, "sw-2", CISCO + OPTIC)
    run_job(repository, "GitHub")
    line = TARGETS[: TARGETS.index('id = "sw-2"')].count("\n")
    places = {
        (
            one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
            one["locations"][0]["physicalLocation"]["region"]["startLine"],
        )
        for one in sarif_results(repository)
    }
    assert {("targets.toml", line)} == places or {("targets.toml", line + 1)} == places
    assert "SAMPLE0007" in {one["properties"]["serialNumber"] for one in sarif_results(repository)}


def test_a_merge_request_shows_the_part_as_a_failed_case(repository: Path) -> None:
    record(repository, "sw-2", CISCO + OPTIC)
    run_job(repository, "GitLab")
    document = etree.parse(str(repository / "audit.xml"))
    assert ["sw-2"] == document.xpath("//testcase[failure]/@name")
    assert "SAMPLE0007" in document.xpath("string(//failure)")


def test_a_device_in_no_list_is_anchored_to_its_recording(repository: Path) -> None:
    record(repository, "sw-3", CISCO + OPTIC)
    run_job(repository, "GitHub")
    places = {
        one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for one in sarif_results(repository)
    }
    assert {"recordings/sw-3.snmprec"} == places


def accept(repository: Path) -> None:
    """The acceptance of docs/how-to/ci.md, committed beside the configuration."""
    block = DOCUMENT.read_text("utf-8").split("```toml\n")[1].partition("```")[0]
    (repository / "acceptances.toml").write_text(block)
    (repository / "config.toml").write_text(f'acceptances = "acceptances.toml"\n{CONFIG}')


@pytest.mark.parametrize("job", JOBS)
def test_a_job_passes_again_with_an_acceptance_and_fails_when_it_expires(repository: Path, job: str) -> None:
    assert 0 == run_job(repository, job)
    record(repository, "sw-2", CISCO + OPTIC)
    assert 3 == run_job(repository, job)
    accept(repository)
    assert 0 == run_job(repository, job, "--as-of", "2027-03-31")
    assert 3 == run_job(repository, job, "--as-of", "2027-04-01")


@pytest.mark.parametrize("job", JOBS)
def test_an_acceptance_does_not_reach_a_device_that_was_not_read(repository: Path, job: str) -> None:
    record(repository, "sw-2", CISCO + OPTIC)
    accept(repository)
    record(repository, "sw-1", "", UNREACHED)
    assert 4 == run_job(repository, job, "--as-of", "2027-03-31")


def test_where_reviewers_look_an_accepted_part_is_shown_as_such(repository: Path) -> None:
    record(repository, "sw-2", CISCO + OPTIC)
    accept(repository)
    words = "internal acceptance, not a legal waiver, until 2027-03-31 by CISO, NET-4711:"
    run_job(repository, "GitHub", "--as-of", "2027-03-31")
    said = [one["suppressions"][0]["justification"] for one in sarif_results(repository)]
    assert [True] * 2 == [justification.startswith(words) for justification in said]
    assert "internal acceptance, not a legal waiver" in (repository / "summary.md").read_text()
    run_job(repository, "GitLab", "--as-of", "2027-03-31")
    document = etree.parse(str(repository / "audit.xml"))
    assert ["sw-2"] == document.xpath("//testcase[skipped]/@name")
    assert words in document.xpath("string(//skipped/@message)")
    assert [] == document.xpath("//failure | //error")
