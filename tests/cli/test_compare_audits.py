"""`auditor diff` and the baselines: what is new counts, what is known is shown as such."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.site import CISCO, FAILED, NOBODY, ZTE, Site, chassis


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A clear router and one of ZTE, audited once into first.json."""
    site = Site(tmp_path)
    site.record("router-1", CISCO)
    site.record("router-2", ZTE)
    assert site.audit("-o", "json=first.json") == 3
    return site


def differences(site: Site, *words: str) -> dict[str, object]:
    finished = site.run("diff", *words, "--json")
    assert finished.returncode == 0, finished.stderr
    return json.loads(finished.stdout)


def test_two_equal_audits_differ_in_nothing(site: Site) -> None:
    site.audit()
    told = differences(site, "previous", "last")
    assert told["counts"] == {"new": 0, "changed": 0, "moved": 0, "gone": 0, "unchanged": 1}
    assert (told["changes"], told["coverage"], told["notes"]) == ([], [], [])


def test_new_and_gone_findings_are_told_apart(site: Site) -> None:
    site.record("router-1", ZTE)
    site.record("router-2", CISCO)
    site.audit()
    changes = differences(site, "previous")["changes"]
    assert [(change["kind"], (change["after"] or change["before"])["device_id"]) for change in changes] == [
        ("new", "router-1"),
        ("gone", "router-2"),
    ]
    text = site.run("diff", "first.json", "last").stdout
    assert ("NEW FINDINGS" in text, "FINDINGS THAT ARE GONE" in text) == (True, True)


def test_a_part_that_was_carried_to_another_device_has_moved(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.record("router-1", chassis("FOC1111A001", power_supply=True))
    site.record("router-2", chassis("FOC2222A002", power_supply=False))
    assert site.audit() == 3
    site.record("router-1", chassis("FOC1111A001", power_supply=False))
    site.record("router-2", chassis("FOC2222A002", power_supply=True))
    site.audit()
    changes = differences(site, "previous")["changes"]
    moved = [change for change in changes if change["kind"] == "moved"]
    assert [(change["before"]["device_id"], change["after"]["device_id"]) for change in moved] == [
        ("router-1", "router-2")
    ]
    assert [change["kind"] for change in changes] == ["new", "moved", "gone"]


def test_coverage_that_was_lost_is_told_before_the_findings(site: Site) -> None:
    site.record("router-1", "", FAILED)
    site.audit()
    told = differences(site, "previous")
    assert {row["device_id"] for row in told["coverage"] if row["lost"]} == {"router-1"}
    text = site.run("diff", "previous").stdout
    assert text.index("COVERAGE LOST") < text.index("router-1")


def test_another_exclusion_list_is_said_and_not_taken_for_equipment_that_left(site: Site) -> None:
    site.run("evaluate", "--exclude", "huawei")
    told = differences(site, "previous")
    assert told["notes"] == ["Policy operator changed between the audits (another digest)."]
    (gone,) = told["changes"]
    remark = "policy operator changed between the audits: the equipment may be as it was"
    assert (gone["kind"], gone["remark"]) == ("gone", remark)
    text = " ".join(site.run("diff", "previous").stdout.split())
    assert f"not physically inspected ({remark})" in text


def test_a_decision_is_named_as_what_changed_the_exit_code(site: Site) -> None:
    (finding,) = json.loads((site.folder / "first.json").read_text())["findings"]
    why = ("--not-covered", "--by", "A. Sato", "--reason", "bought before the rule")
    assert site.run("decide", finding["fingerprint"], *why).returncode == 0
    assert site.audit("-o", "json=second.json") == 0
    note = (
        "A decision or an internal acceptance keeps findings out of the exit code:"
        " 0 in the first audit (exit code 3) and 1 in the second (exit code 0)."
    )
    for words in (("previous", "last"), ("first.json", "second.json")):
        told = differences(site, *words)
        assert told["notes"] == [note]
        assert [change["fields"] for change in told["changes"]] == [["settled_by"]]
        text = " ".join(site.run("diff", *words).stdout.split())
        assert "settled by nobody before, by decision: not covered now" in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nothing",), "no evaluation is named by 'nothing'"),
        (("2001-01-01",), "no evaluation is named by '2001-01-01'"),
        (("absent.json",), "absent.json: cannot be read"),
        (("config.toml",), "config.toml: is not JSON"),
        (("other.json",), "other.json: schema: is not text"),
    ],
)
def test_an_audit_that_cannot_be_compared_with_is_a_usage_error(
    site: Site, words: tuple[str, ...], said: str
) -> None:
    (site.folder / "other.json").write_text("{}")
    finished = site.run("diff", *words)
    assert (finished.returncode, said in finished.stderr) == (2, True), finished.stderr


def test_a_baseline_lets_known_findings_pass_and_says_so(site: Site) -> None:
    assert site.audit("--baseline", "first.json", "-o", "json=second.json") == 0
    second = json.loads((site.folder / "second.json").read_text())
    assert [finding["baseline"] for finding in second["findings"]] == ["known"]
    assert "not a clear" not in second["exit_meaning"]
    assert second["exit_meaning"].startswith("The gates asked for are passed")
    site.record("router-1", ZTE)
    assert site.audit("--baseline", "first.json", "-o", "json=third.json") == 3
    third = json.loads((site.folder / "third.json").read_text())
    assert {finding["device_id"]: finding["baseline"] for finding in third["findings"]} == {
        "router-1": "new",
        "router-2": "known",
    }


def test_the_last_audit_can_be_the_baseline_of_the_next(site: Site) -> None:
    assert site.audit("--baseline", "last") == 0
    assert site.run("report", "--baseline", "previous").returncode == 0
    assert site.run("report").returncode == 3
    assert site.run("evaluate", "--baseline", "last").returncode == 0


def test_a_baseline_does_not_hide_what_was_never_decided(site: Site) -> None:
    site.record("router-1", NOBODY)
    assert site.audit("--baseline", "first.json") == 4
    assert site.audit("--baseline", "last", "--coverage-baseline", "last") == 0
    assert site.audit("--baseline", "first.json", "--coverage-baseline", "first.json") == 4


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        (NOBODY, (), 4),
        (NOBODY, ("--fail-on", "review"), 0),
        (NOBODY, ("--fail-on", "excluded"), 0),
        (NOBODY, ("--fail-on", "excluded", "--min-coverage", "100"), 0),
        (ZTE, ("--fail-on", "excluded"), 3),
        (ZTE, ("--fail-on", "never"), 0),
        (CISCO, ("--min-coverage", "100"), 0),
        (CISCO, ("--max-data-age", "1"), 5),
        (ZTE, ("--max-data-age", "1"), 3),
        (NOBODY, ("--max-data-age", "1"), 4),
        (NOBODY, ("--max-data-age", "1", "--fail-on", "review"), 5),
    ],
)
def test_gates_decide_the_exit_code(tmp_path: Path, text: str, options: tuple[str, ...], code: int) -> None:
    site = Site(tmp_path)
    site.record("router-1", text)
    assert site.audit(*options) == code


def test_too_little_coverage_is_said_with_its_share(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.record("router-1", CISCO)
    site.record("router-2", "", FAILED)
    finished = site.run(
        "audit", "--recordings", "recordings", "--fail-on", "excluded", "--min-coverage", "90"
    )
    said = "devices read to their end 50.0 %, 90 % asked"
    assert (finished.returncode, said in " ".join(finished.stdout.split())) == (4, True)
    assert site.run("report", "--fail-on", "excluded", "--min-coverage", "50").returncode == 0


def test_a_known_finding_hides_nothing_that_was_not_read(site: Site) -> None:
    site.record("router-2", ZTE, 'outcome = "partial"\nreason = "stopped_answering"\n')
    assert site.audit("--baseline", "first.json", "-o", "junit=a.xml") == 4
    assert 'name="router-2"' in (site.folder / "a.xml").read_text().split("<error")[0]
    assert site.audit("--baseline", "last", "--coverage-baseline", "last", "-o", "junit=a.xml") == 0
    assert "<error" not in (site.folder / "a.xml").read_text()


def test_a_report_is_compared_with_the_audit_before_it_and_not_with_itself(site: Site) -> None:
    site.record("router-1", ZTE)
    assert site.audit() == 3
    finished = site.run("report", "--baseline", "last", "-o", "json=-")
    found = {one["device_id"]: one["baseline"] for one in json.loads(finished.stdout)["findings"]}
    assert (finished.returncode, found) == (3, {"router-1": "new", "router-2": "known"})


@pytest.mark.parametrize("word", ["last", "previous"])
def test_the_first_audit_has_no_baseline_and_says_so(tmp_path: Path, word: str) -> None:
    site = Site(tmp_path)
    site.record("router-1", ZTE)
    assert site.audit("--baseline", word, "--coverage-baseline", word, "-o", "json=a.json") == 3
    (note,) = json.loads((tmp_path / "a.json").read_text())["notes"]
    assert note.startswith("No audit was made before this one")
    assert site.run("report", "--baseline", "last").returncode == 3
