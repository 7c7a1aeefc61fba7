"""`auditor lookup` and `auditor registry diff`: answers from registries and knowledge, offline."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.running import run_auditor

LIST = "001882:Huawei Technologies Co.,Ltd\n00000C:Cisco Systems\n"


def test_several_values_are_answered_in_their_order() -> None:
    told = run_auditor("lookup", "mac", "00:18:82:00:00:01", "01:00:5e:00:00:01", "--format", "json")
    answers = json.loads(told.stdout)["answers"]
    assert (told.returncode, [a["value"] for a in answers]) == (0, ["00:18:82:00:00:01", "01:00:5e:00:00:01"])
    assert [known["vendor"] for known in answers[0]["known"]] == ["huawei"]
    assert answers[1]["known"] == []


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("mac", "00:18:82:00:00:01", "registered to: HUAWEI TECHNOLOGIES CO.,LTD"),
        ("oid", "1.3.6.1.4.1.2011.2.23.95", "Row soi/huawei-products"),
        ("descr", "Huawei AR2220 router", "names as maker Huawei (huawei) (strong)"),
        ("part", "02310MNW", "alone it asks for a review"),
        ("serial", "022VLL10HB000282", "Row optic/huawei-serial-16"),
        ("part", "nobody-knows-me", "Nothing known reads it. That is unknown, not clear."),
    ],
)
def test_the_answer_comes_with_its_reason(kind: str, value: str, words: str) -> None:
    told = run_auditor("lookup", kind, value)
    assert (told.returncode, words in " ".join(told.stdout.split())) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("mac", "00:18"), "forms:"),
        (("oid", "1.x"), "forms:"),
        (("serial", ""), "in quotes"),
        (("mac",), "VALUE"),
        (("colour", "red"), "mac"),
    ],
)
def test_bad_syntax_ends_with_2_and_a_remedy(arguments: tuple[str, ...], words: str) -> None:
    told = run_auditor("lookup", *arguments)
    assert (told.returncode, words in told.stderr) == (2, True)


def test_a_hostile_value_acts_on_nothing() -> None:
    told = run_auditor("lookup", "part", "\x1b[2J::error::x\u202e")
    assert (told.returncode, "\x1b" in told.stdout, "::error::" in told.stdout) == (0, False, False)


def compare(folder: Path, *arguments: str):
    environment = {"AUDITOR_DATA_DIR": str(folder / "data")}
    return run_auditor("registry", "diff", *arguments, cwd=folder, env=environment)


def test_two_files_are_compared(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LIST)
    (tmp_path / "b.txt").write_text(LIST.replace("00000C:Cisco Systems", "00000D:zte corporation"))
    told = compare(tmp_path, "a.txt", "b.txt", "--format", "json")
    document = json.loads(told.stdout)
    assert (document["added"], document["removed"]) == (
        [{"key": "00000D", "holder": "zte corporation"}],
        [{"key": "00000C", "holder": "Cisco Systems"}],
    )


def test_a_vendor_is_counted_and_its_entries_shown(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LIST)
    told = compare(tmp_path, "a.txt", "shipped", "--vendor", "Huawei", "--limit", "2").stdout
    assert ("not compared, because only one side has them: prefixes of 28, 36 bits" in told) is True
    assert [line.split()[0] for line in told.splitlines() if line.strip().startswith("huawei")] == ["huawei"]
    assert "more (--limit 0 shows all)" in told


def test_what_was_imported_is_compared_with_what_was_shipped(tmp_path: Path) -> None:
    rows = "".join(f"{n}\tHolder {n}\n" for n in range(1, 62_300))
    (tmp_path / "numbers.tsv").write_text(rows)
    environment = {"AUDITOR_DATA_DIR": str(tmp_path / "data")}
    imported = run_auditor("registry", "import", "numbers.tsv", cwd=tmp_path, env=environment)
    assert imported.returncode == 0, imported.stderr
    told = compare(tmp_path, "installed", "numbers.tsv")
    assert (told.returncode, "Nothing differs" in told.stdout) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("shipped", "installed"), "no oui registry was imported"),
        (("shiped", "shipped"), "did you mean shipped?"),
        (("shipped", "mac-vendor-lookup", "--vendor", "huawey"), "did you mean huawei?"),
        (("shipped", "mac-vendor-lookup", "--registry", "enterprises"), "has no enterprises registry"),
    ],
)
def test_what_cannot_be_compared_is_refused(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    told = compare(tmp_path, *arguments)
    assert (told.returncode, words in told.stderr) == (2, True)
