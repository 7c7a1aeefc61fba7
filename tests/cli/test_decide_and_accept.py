"""A person's word on a finding: it stays listed with the word beside it, and the exit code follows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.running import query, run_in_process

SYSTEM = "1.3.6.1.2.1.1"
ZTE = f"{SYSTEM}.1.0|4|ZTE ZXR10 5950-36TM Software\n{SYSTEM}.2.0|6|1.3.6.1.4.1.3902.3.1\n"
CISCO = f"{SYSTEM}.1.0|4|Cisco IOS Software, C2960X\n{SYSTEM}.2.0|6|1.3.6.1.4.1.9.1.1208\n"
READ = 'outcome = "complete"\nend = "complete"\n'
ACCEPTED = """
[[acceptance]]
id = "a-1"
reason = "leaves with the building <b>=1+1</b>"
approver = "CISO"
ticket = "NET-7"
expires = 2026-11-30
match = {{ device = "{device}", vendor = "zte" }}
"""
BY = ("--by", "A. Sato", "--reason", "label read on site")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An inventory with one listed device and one that is clear."""
    (tmp_path / "recordings").mkdir()
    for name, rows in (("sold", ZTE), ("kept", CISCO)):
        (tmp_path / "recordings" / f"{name}.snmprec").write_text(rows)
        (tmp_path / "recordings" / f"{name}.toml").write_text(READ)
    (tmp_path / "config.toml").write_text('exclude = ["zte"]\n')
    assert run_in_process("audit", "--recordings", "recordings", cwd=tmp_path).returncode == 3
    return tmp_path


def fingerprint(folder: Path) -> str:
    return str(query(folder / "inventory.sqlite", "SELECT fingerprint FROM findings")[0][0])


def evaluate(folder: Path, *arguments: str) -> tuple[int, dict[str, object]]:
    finished = run_in_process("evaluate", "-o", "json=-", *arguments, cwd=folder)
    assert finished.stdout, finished.stderr
    report = json.loads(finished.stdout)
    assert len(report["findings"]) == 1
    return finished.returncode, report["findings"][0]


def accept(folder: Path, device: str = "sold") -> tuple[str, str]:
    (folder / "acceptances.toml").write_text(ACCEPTED.format(device=device))
    return ("--acceptances", "acceptances.toml")


def test_an_accepted_finding_stays_listed_and_fails_again_after_its_day(folder: Path) -> None:
    option = accept(folder)
    code, finding = evaluate(folder, *option, "--as-of", "2026-11-30")
    assert (code, finding["status"]) == (0, "excluded")
    assert finding["acceptance"] == {
        "id": "a-1",
        "match": {"device": "sold", "vendor": "zte"},
        "reason": "leaves with the building <b>=1+1</b>",
        "approver": "CISO",
        "ticket": "NET-7",
        "expires": "2026-11-30",
    }
    assert query(folder / "inventory.sqlite", "SELECT accepted FROM findings") == [(1,)]
    code, finding = evaluate(folder, *option, "--as-of", "2026-12-01")
    assert (code, finding["acceptance"]) == (3, None)
    coverage = "SELECT detail FROM coverage WHERE reason = 'acceptance_expired'"
    assert query(folder / "inventory.sqlite", coverage) == [
        ("acceptance a-1 expired on 2026-11-30; 1 finding counts again",)
    ]


def test_the_configuration_names_the_acceptances(folder: Path) -> None:
    accept(folder)
    (folder / "config.toml").write_text('exclude = ["zte"]\nacceptances = "acceptances.toml"\n')
    assert evaluate(folder, "--as-of", "2026-11-22")[0] == 0


def test_reports_for_people_say_that_it_is_no_legal_waiver_and_escape_its_words(folder: Path) -> None:
    option = accept(folder)
    outputs = ("-o", "html=a.html", "--as-of", "2026-11-22")
    shown = run_in_process("evaluate", *option, *outputs, cwd=folder)
    html = (folder / "a.html").read_text()
    words = "internal acceptance, not a legal waiver, until 2026-11-30 by CISO, NET-7:"
    assert words in " ".join(shown.stdout.split())
    assert (words in html, "building &lt;b&gt;" in html, "building <b>" in html) == (True, True, False)


def test_an_acceptance_of_another_device_changes_nothing_and_is_said(folder: Path) -> None:
    assert evaluate(folder, *accept(folder, "kept"), "--as-of", "2026-11-22")[0] == 3
    unused = "SELECT count(*) FROM coverage WHERE reason = 'acceptance_unused'"
    assert query(folder / "inventory.sqlite", unused) == [(1,)]


def test_a_wrong_file_stops_before_anything_is_judged(folder: Path) -> None:
    (folder / "acceptances.toml").write_text(ACCEPTED.format(device="sold").replace("approver", "aprover"))
    finished = run_in_process("evaluate", "--acceptances", "acceptances.toml", cwd=folder)
    assert (finished.returncode, finished.stdout) == (2, "")
    expected = "acceptances.toml: acceptance 1 (a-1): aprover: is not a known key (did you mean 'approver'?)"
    assert expected in finished.stderr
    assert query(folder / "inventory.sqlite", "SELECT count(DISTINCT run_id) FROM findings") == [(1,)]


@pytest.mark.parametrize(
    ("option", "kind", "code"),
    [
        ("--confirmed", "confirmed", 3),
        ("--not-covered", "not_covered", 0),
        ("--false-positive", "false_positive", 0),
    ],
)
def test_a_decision_is_shown_and_counts_from_the_next_evaluation(
    folder: Path, option: str, kind: str, code: int
) -> None:
    decided = run_in_process("decide", fingerprint(folder)[:12], option, *BY, cwd=folder)
    assert decided.returncode == 0, decided.stderr
    returned, finding = evaluate(folder)
    said = finding["decision"]
    assert isinstance(said, dict)
    assert (returned, said["kind"], said["by"], said["reason"]) == (
        code,
        kind,
        "A. Sato",
        "label read on site",
    )
    assert finding["confirmed_at"] == (said["decided_at"] if kind == "confirmed" else "")
    explained = run_in_process("explain", fingerprint(folder), cwd=folder)
    assert "by A. Sato on" in explained.stdout


def test_two_words_about_one_finding_at_once_are_refused(folder: Path) -> None:
    done = run_in_process("decide", fingerprint(folder), "--confirmed", "--not-covered", *BY, cwd=folder)
    assert (done.returncode, "contradict each other" in done.stderr) == (2, True)
    assert run_in_process("decide", "--list", cwd=folder).stdout == ""


def test_what_is_accepted_or_decided_is_still_called_found(folder: Path) -> None:
    run_in_process("decide", fingerprint(folder), "--not-covered", *BY, cwd=folder)
    done = run_in_process("evaluate", "--exclude", "zte", cwd=folder)
    assert done.returncode == 0
    assert "Excluded equipment was found, and all of it is accepted or decided" in done.stdout
    assert "Nothing excluded" not in done.stdout


def test_the_last_decision_counts_and_all_are_listed(folder: Path) -> None:
    for option in ("--false-positive", "--confirmed"):
        run_in_process("decide", fingerprint(folder), option, *BY, cwd=folder)
    assert evaluate(folder)[0] == 3
    listed = run_in_process("decide", "--list", cwd=folder).stdout.splitlines()
    assert [line.split()[2] for line in listed] == ["false_positive", "confirmed"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("v1:ffffffff", "--confirmed", *BY), "no finding begins with 'v1:ffffffff'"),
        (("v1:", "--confirmed", *BY), "give 8 or more characters"),
        (("v1:ffffffff", *BY), "nothing is decided"),
        (("v1:ffffffff", "--confirmed", "--by", "me"), "--reason: is missing"),
        (("v1:ffffffff", "--confirmed", "--by", " ", "--reason", "x"), "--by: is missing"),
    ],
)
def test_a_slip_decides_nothing(folder: Path, arguments: tuple[str, ...], message: str) -> None:
    finished = run_in_process("decide", *arguments, cwd=folder)
    assert (finished.returncode, message in finished.stderr) == (2, True), finished.stderr
    assert query(folder / "inventory.sqlite", "SELECT count(*) FROM decisions") == [(0,)]
