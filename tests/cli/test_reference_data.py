"""`auditor policy` and `auditor registry`: what the judgements rest on."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.running import query, run_auditor, run_in_process

from auditor.pack_files import shipped_packs

OWN_PACK = """\
id = "company-list"
title = "Equipment our company does not buy"
jurisdiction = "ours"
kind = "named_exclusion"
status = "in_force"
issuer = "the network board"
[[citation]]
id = "minutes"
text = "minutes of 2026-02-03"
verification = "operator"
[[rule]]
id = "company-1"
text = "Nothing of ZTE"
severity = "medium"
vendors = ["zte"]
citation = "minutes"
"""
CARD = "1.3.6.1.2.1.1.2.0|6|1.3.6.1.4.1.3902.3.1\n1.3.6.1.2.1.1.1.0|4|ZTE ZXR10 5950-36TM Software\n"
SHIPPED_NUMBERS = 62_240


def registry_import(folder: Path, file: str, text: str):
    (folder / file).write_text(text)
    return run_auditor("registry", "import", file, cwd=folder, env={"AUDITOR_DATA_DIR": str(folder / "data")})


def registry_status(folder: Path) -> str:
    return run_auditor(
        "registry", "status", cwd=folder, env={"AUDITOR_DATA_DIR": str(folder / "data")}
    ).stdout


def numbers(count: int) -> str:
    return "# (last updated 2026-11-01)\n" + "".join(f"{n}\tHolder {n}\n" for n in range(1, count + 1))


def test_every_shipped_pack_is_listed(tmp_path: Path) -> None:
    listed = run_in_process("policy", "list", cwd=tmp_path)
    ids = [line.split()[0] for line in listed.stdout.splitlines()]
    assert (listed.returncode, ids) == (0, [name.removesuffix(".toml") for name, _ in shipped_packs()])


def test_a_pack_is_shown_with_its_rules_and_how_far_each_was_verified(tmp_path: Path) -> None:
    shown = run_in_process("policy", "show", "us-ndaa-889", cwd=tmp_path)
    assert shown.returncode == 0
    assert "rule 889-b " in shown.stdout
    assert "vendors: huawei, zte" in shown.stdout
    assert "[official text seen]" in shown.stdout


def test_a_pack_of_our_own_is_shown_and_judged_by_its_path(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(OWN_PACK)
    (tmp_path / "recordings").mkdir()
    (tmp_path / "recordings" / "router-1.snmprec").write_text(CARD)
    shown = run_in_process("policy", "show", "own.toml", cwd=tmp_path)
    audited = run_in_process("audit", "--recordings", "recordings", "--policy", "own.toml", cwd=tmp_path)
    found = query(
        tmp_path / "inventory.sqlite", "SELECT policy_id, rule_id, status, vendor, severity FROM findings"
    )
    assert (shown.returncode, "Equipment our company does not buy" in shown.stdout) == (0, True)
    assert (audited.returncode, found) == (3, [("company-list", "company-1", "excluded", "zte", "medium")])


def test_a_slip_in_a_pack_is_named_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(OWN_PACK.replace('severity = "medium"', 'severity = "midium"'))
    shown = run_in_process("policy", "show", "own.toml", cwd=tmp_path)
    assert shown.returncode == 2
    assert [word for word in ("own.toml", "severity", "'medium'") if word not in shown.stderr] == []


def test_the_registries_work_from_the_first_call(tmp_path: Path) -> None:
    status = registry_status(tmp_path)
    assert [line.split()[0] for line in status.splitlines()][::2] == ["knowledge", "oui", "enterprises"]
    assert status.count("sha256") == 3


def test_a_newer_registry_is_imported_and_used(tmp_path: Path) -> None:
    imported = registry_import(tmp_path, "enterprises.tsv", numbers(SHIPPED_NUMBERS))
    assert (imported.returncode, imported.stdout) == (0, ""), imported.stderr
    assert f"imported enterprises: {SHIPPED_NUMBERS} rows, data date 2026-11-01" in imported.stderr
    assert "enterprises            2026-11-01" in registry_status(tmp_path)


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        ("notes.txt", "nothing of the kind\n", "is no registry file"),
        ("enterprises.tsv", numbers(100), "has 100 enterprise numbers where"),
        ("oui.csv", 'Registry,Assignment,Organization Name\nMA-L,00000C,"' + "x" * 200_000, "cannot be read"),
    ],
    ids=["another file", "cut short", "unclosed quote"],
)
def test_a_registry_that_is_none_is_refused_and_nothing_changes(
    tmp_path: Path, file: str, text: str, words: str
) -> None:
    imported = registry_import(tmp_path, file, text)
    assert (imported.returncode, (tmp_path / "data").exists()) == (2, False)
    assert (words in imported.stderr, "Traceback" in imported.stderr) == (True, False)


def test_a_damaged_registry_ends_an_audit_before_it_begins(tmp_path: Path) -> None:
    (tmp_path / "data" / "registries").mkdir(parents=True)
    (tmp_path / "data" / "registries" / "oui.tsv.gz").write_bytes(b"damaged")
    arguments = ("audit", "--recordings", str(tmp_path), "--exclude", "zte")
    finished = run_auditor(*arguments, cwd=tmp_path, env={"AUDITOR_DATA_DIR": str(tmp_path / "data")})
    assert (finished.returncode, (tmp_path / "inventory.sqlite").exists()) == (2, False)
    assert "oui.tsv.gz" in finished.stderr
