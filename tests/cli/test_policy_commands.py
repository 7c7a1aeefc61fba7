"""`auditor policy`: packs listed with what is known of them, checked with file and line, run by example."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from cli.running import run_in_process

PACK = """\
id = "company-1"
title = "Company list"
jurisdiction = "XX"
kind = "named_exclusion"
status = "in_force"
issuer = "Company"

[[citation]]
id = "minutes"
text = "Minutes of the board"
verification = "operator"

[[rule]]
id = "rule-1"
text = "No ZTE."
severity = "high"
vendors = ["zte"]
citation = "minutes"

[[example]]
rule = "rule-1"
manufacturer = "zte"
as_of = 2026-01-01
expect = "excluded"
"""


def policy(*arguments: str, cwd: Path) -> tuple[int, str, str]:
    finished = run_in_process("policy", *arguments, cwd=cwd)
    return finished.returncode, finished.stdout, finished.stderr


def test_the_list_tells_kind_status_data_date_and_verification(tmp_path: Path) -> None:
    code, text, _ = policy("list", cwd=tmp_path)
    lines = {line.split()[0]: line.split()[1:6] for line in text.splitlines()}
    assert code == 0
    assert lines["de-5g-2024"] == ["DE", "named_exclusion", "in_force", "2026-11-22", "P"]
    assert lines["gb-dvd-huawei-2022"] == ["GB", "cap", "disabled", "2026-11-22", "S"]


def test_the_printed_file_of_a_pack_is_a_pack(tmp_path: Path) -> None:
    code, text, _ = policy("show", "gb-dvd-huawei-2022", "--toml", cwd=tmp_path)
    (tmp_path / "copy.toml").write_text(text)
    assert (code, policy("test", "copy.toml", cwd=tmp_path)[1]) == (0, "copy.toml: 10 examples hold\n")


def test_sources_say_what_rests_on_them(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(PACK)
    expected = "company-1: facts of an unstated day\n  [operator] Minutes of the board\n      rule rule-1\n"
    assert (0, expected, "") == policy("sources", "own.toml", cwd=tmp_path)


def test_vendors_are_found_by_any_of_their_names(tmp_path: Path) -> None:
    code, text, _ = policy("vendors", "honor", cwd=tmp_path)
    assert (code, [line.split()[0] for line in text.splitlines()]) == (0, ["honor"])
    assert "former unit: Huawei ? to 2020-11-17 (S)" in text
    assert len(policy("vendors", cwd=tmp_path)[1].splitlines()) > 400


def test_a_valid_pack_says_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(PACK)
    expected = "own.toml: company-1 is valid: 1 rules, 0 milestones, 1 examples\n"
    assert (0, expected, "") == policy("validate", "own.toml", cwd=tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('kind = "named_exclusion"', 'kind = "named"', "own.toml:4: kind: 'named' is not known"),
        ('severity = "high"', 'severety = "high"', "own.toml:16: rule 1 (rule-1): severety: is not a known"),
        ('vendors = ["zte"]', 'vendors = ["zet"]', "own.toml:17: rule 1 (rule-1): vendors: 'zet' is not"),
        ('vendors = ["zte"]', "", "own.toml:13: rule rule-1: vendors: the rule names nobody"),
        ('as_of = 2026-01-01\n', "", "own.toml:20: example 1: as_of: is missing"),
        ('id = "minutes"', 'id = "minuets"', "own.toml:18: rule 1 (rule-1): citation: there is no citation"),
        ("title = ", "title ", "own.toml: is not valid TOML: Expected '=' after a key"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_file_line_key_and_reason(
    tmp_path: Path, old: str, new: str, expected: str
) -> None:
    assert old in PACK
    (tmp_path / "own.toml").write_text(PACK.replace(old, new))
    code, _, errors = policy("validate", "own.toml", cwd=tmp_path)
    assert (code, errors[: len("auditor: ") + len(expected)]) == (2, f"auditor: {expected}")


def test_every_file_is_checked_even_after_a_fault(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(PACK)
    code, text, errors = policy("validate", "absent.toml", "own.toml", cwd=tmp_path)
    assert (code, "own.toml: company-1 is valid" in text, "absent.toml: cannot be read" in errors) == (
        2,
        True,
        True,
    )


def test_an_example_that_does_not_hold_is_told(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(PACK.replace('"excluded"', '"clear"'))
    code, text, _ = policy("test", "own.toml", cwd=tmp_path)
    assert (code, text.startswith("own.toml: example 1: rule-1 gives excluded (reports itself as zte")) == (
        2,
        True,
    )


def test_the_examples_of_all_shipped_packs_hold(tmp_path: Path) -> None:
    code, text, _ = policy("test", cwd=tmp_path)
    assert code == 0
    assert [line for line in text.splitlines() if not re.search(r": \d+ examples hold$", line)] == []


def test_a_disabled_pack_cannot_be_chosen_and_says_what_to_do(tmp_path: Path) -> None:
    finished = run_in_process("evaluate", "--policy", "gb-dvd-huawei-2022", cwd=tmp_path)
    words = ("is disabled: its dates were read in secondary sources", "policy show gb-dvd-huawei-2022 --toml")
    assert finished.returncode == 2
    assert [word for word in words if word not in finished.stderr] == []


def test_a_wrong_word_of_the_configuration_is_told_with_its_file_and_key(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('exclude = ["huawey"]\n')
    finished = run_in_process("evaluate", cwd=tmp_path)
    expected = "auditor: config.toml: exclude: 'huawey' is not a known vendor (did you mean 'huawei'?)\n"
    assert (2, expected) == (finished.returncode, finished.stderr)


def test_words_of_a_pack_from_elsewhere_do_not_act_on_a_terminal(tmp_path: Path) -> None:
    pack = run_in_process("policy", "show", "us-ndaa-889", "--toml", cwd=tmp_path).stdout
    texts = re.compile(r'^(title|issuer|requirement|text|question|sentence) = "', re.MULTILINE)
    hostile = texts.sub(r"\g<0>\\u001b[2J\\u202e::error::", pack)
    (tmp_path / "own.toml").write_text(hostile.replace('id = "us-ndaa-889"', 'id = "own"', 1), "utf-8")
    dates = ("--from", "2019-01-01", "--until", "2040-01-01")
    for words in (
        ("show", "own.toml"),
        ("sources", "own.toml"),
        ("test", "own.toml"),
        ("calendar", "--policy", "own.toml", *dates),
    ):
        told = run_in_process("policy", *words, cwd=tmp_path)
        lines = (told.stdout + told.stderr).splitlines()
        assert [line for line in lines if not line.replace("\u3000", " ").isprintable()] == []
        assert (told.returncode, lines == []) == (0, False)
    assert r"\x1b[2J\u202e" in told.stdout
