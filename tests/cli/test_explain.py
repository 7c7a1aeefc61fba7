"""`auditor explain` tells the whole chain of what an audit found, and refuses what it cannot find."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.running import query, run_auditor

ENTITY = "1.3.6.1.2.1.47.1.1.1.1"
HOSTILE_NAME = 'ZTE\x1b[2J\r\n::error::owned"\u202e. Bytes verified'.encode()
ROWS = (
    "1.3.6.1.2.1.1.1.0|4|Cisco IOS Software, C3850",
    "1.3.6.1.2.1.1.2.0|6|1.3.6.1.4.1.9.1.2694",
    "1.3.6.1.2.1.1.5.0|4|core",
    f"{ENTITY}.2.1|4|chassis",
    f"{ENTITY}.2.2|4|line card",
    f"{ENTITY}.2.3|4|odd card",
    f"{ENTITY}.4.1|2|0",
    f"{ENTITY}.4.2|2|1",
    f"{ENTITY}.4.3|2|1",
    f"{ENTITY}.5.1|2|3",
    f"{ENTITY}.5.2|2|9",
    f"{ENTITY}.5.3|2|9",
    f"{ENTITY}.6.2|2|1",
    f"{ENTITY}.6.3|2|2",
    f"{ENTITY}.11.2|4|ZTE000111",
    f"{ENTITY}.11.3|4|ODD000111",
    f"{ENTITY}.12.1|4|Cisco",
    f"{ENTITY}.12.2|4|ZTE",
    f"{ENTITY}.12.3|4x|{HOSTILE_NAME.hex()}",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An inventory of one recorded switch with a card of ZTE and one with a hostile name."""
    folder = tmp_path_factory.mktemp("explained")
    (folder / "recordings").mkdir()
    (folder / "recordings" / "core-1.snmprec").write_text("\n".join(ROWS) + "\n", encoding="utf-8")
    finished = run_auditor("audit", "--recordings", "recordings", "--exclude", "zte", cwd=folder)
    assert finished.returncode == 3, finished.stderr
    return folder


def component(folder: Path, serial: str) -> str:
    sql = "select component_id from components where serial_num = ?"
    return f"component:{query(folder / 'inventory.sqlite', sql, serial)[0][0]}"


def explain(folder: Path, *arguments: str):
    return run_auditor("explain", *arguments, cwd=folder)


def test_a_part_is_explained_down_to_its_octets(folder: Path) -> None:
    told = explain(folder, component(folder, "ZTE000111"))
    assert told.returncode == 0, told.stderr
    for words in (
        "excluded: operator / operator-exclude",
        "the operator's own exclusion list (your own list)",
        "Manufacturer: ZTE (zte), strong.",
        'Row: "name/zte"',
        f"{ENTITY}.12.2 = ENTITY-MIB::entPhysicalMfgName.2",
        "5a 54 45 (3 octets)",
        "Bytes verified: sha256 computed anew",
        "does not say whether it is complete",
    ):
        assert words in told.stdout


def test_a_device_brings_the_part_that_decided(folder: Path) -> None:
    told = explain(folder, "core-1").stdout
    assert ("THE PART THAT DECIDED" in told, "Manufacturer: Cisco (cisco)" in told) == (True, True)


def test_a_finding_is_explained_by_the_beginning_of_its_fingerprint(folder: Path) -> None:
    sql = "select fingerprint from findings where through_part = '' order by fingerprint"
    fingerprint = str(query(folder / "inventory.sqlite", sql)[0][0])
    told = explain(folder, fingerprint[:14], "--format", "json")
    document = json.loads(told.stdout)
    assert [v["finding"]["fingerprint"] for v in document["verdicts"]] == [fingerprint]


def test_hostile_device_text_acts_on_nothing(folder: Path) -> None:
    told = explain(folder, component(folder, "ODD000111")).stdout
    bad = [mark for mark in told if not mark.isprintable() and mark != "\n"]
    assert (bad, "::error::" in told, "\\x1b[2J" in told) == ([], False, True)
    assert 'owned\\"' in told


def test_hostile_device_text_is_whole_in_the_json_form(folder: Path) -> None:
    told = explain(folder, component(folder, "ODD000111"), "--format", "json").stdout
    stated = dict(json.loads(told)["subject"]["said"])
    assert (told.isascii(), "\x1b[2J" in stated["mfg_name"]) == (True, True)


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("core-2", "did you mean: core-1?"),
        ("core-1:line", "no part or neighbor"),
        ("component:99999", "no component 99999"),
        ("v1:ffffffffffff", "nothing in this inventory"),
        ("\x1b[2J", "nothing in this inventory"),
    ],
)
def test_an_unknown_subject_ends_with_2_and_a_remedy(folder: Path, subject: str, words: str) -> None:
    told = explain(folder, subject)
    assert (told.returncode, words in told.stderr, told.stdout) == (2, True, "")
    assert "\x1b" not in told.stderr


def test_a_policy_that_did_not_judge_it_is_refused(folder: Path) -> None:
    told = explain(folder, "core-1", "--policy", "operater")
    assert (told.returncode, "did you mean operator?" in told.stderr) == (2, True)


def test_only_the_verdicts_of_the_chosen_policy_are_shown(folder: Path) -> None:
    told = explain(folder, "core-1", "--policy", "operator", "--format", "json")
    assert [v["verdict"]["policy_id"] for v in json.loads(told.stdout)["verdicts"]] == ["operator"]


def test_a_missing_inventory_is_named(tmp_path: Path) -> None:
    told = explain(tmp_path, "core-1", "--db", "nowhere.sqlite")
    assert (told.returncode, "nowhere.sqlite" in told.stderr) == (2, True)


def test_the_inventory_is_only_read(folder: Path) -> None:
    before = (folder / "inventory.sqlite").read_bytes()
    explain(folder, "core-1")
    assert (folder / "inventory.sqlite").read_bytes() == before


def test_the_clause_is_read_from_the_pack_that_judged(folder: Path) -> None:
    (folder / "packed.sqlite").write_bytes((folder / "inventory.sqlite").read_bytes())
    judged = run_auditor("evaluate", "--policy", "us-ndaa-889", "--db", "packed.sqlite", cwd=folder)
    assert judged.returncode in (3, 4), judged.stderr
    told = explain(folder, component(folder, "ZTE000111"), "--db", "packed.sqlite").stdout
    assert ("Clause: " in told, "read from the pack's stored bytes" in " ".join(told.split())) == (True, True)
