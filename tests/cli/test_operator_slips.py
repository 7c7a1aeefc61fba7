"""Slips that would cost the operator something are refused."""

from __future__ import annotations

from pathlib import Path

from cli.running import run_auditor


def test_a_demo_never_replaces_an_inventory_that_is_not_a_demo_s(tmp_path: Path) -> None:
    inventory = tmp_path / "inventory.sqlite"
    inventory.write_bytes(b"years of history")
    finished = run_auditor("demo", "--out", str(tmp_path))
    assert (finished.returncode, inventory.read_bytes()) == (2, b"years of history")
    assert "is not from an earlier demo" in finished.stderr


def test_a_profile_answer_that_no_policy_asks_for_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(
        'exclude = ["zte"]\n[policies]\nuse = ["us-ndaa-889"]\n[profile]\nfederal_contracter = true\n'
    )
    finished = run_auditor("audit", "--recordings", ".", cwd=tmp_path)
    assert finished.returncode == 2
    assert "profile.federal_contracter" in finished.stderr
    assert "did you mean federal_contractor?" in finished.stderr
