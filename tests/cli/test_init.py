"""`auditor init` writes a configuration that an audit accepts, asks who you are, overwrites nothing."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from cli.running import run_in_process

from auditor.config import load_config

ANSWERS = """huawei, ZTE Corporation
us-ndaa-889
n
y

y
maybe
n
"""
"""The fifth question is answered twice: "maybe" is no answer. The rest are left open by an empty line."""


def init(folder: Path, *arguments: str, stdin: str = ""):
    return run_in_process("init", *arguments, cwd=folder, stdin=stdin)


def test_what_init_wrote_is_accepted_up_to_the_credential(tmp_path: Path) -> None:
    written = init(tmp_path, "--exclude", "huawei", "--policy", "us-fcc-covered-list", "--no-input")
    assert (written.returncode, written.stdout) == (0, ""), written.stderr
    audited = run_in_process("audit", cwd=tmp_path, env={"AUDITOR_COMMUNITY": ""})
    assert audited.returncode == 2
    assert audited.stderr == (
        "auditor: config.toml: credentials.default.community: env:AUDITOR_COMMUNITY is empty; "
        "no device was polled\n"
    )
    modes = {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("config.toml", "targets.toml")}
    assert modes == {0o600}


def test_the_answers_become_the_list_the_packs_and_the_profile(tmp_path: Path) -> None:
    written = init(tmp_path, stdin=ANSWERS + "\n" * 8)
    assert written.returncode == 0, written.stderr
    config = load_config(tmp_path / "config.toml")
    assert (config.exclude, config.policies) == (("huawei", "ZTE Corporation"), ("us-ndaa-889",))
    assert config.profile.affirmed == ("federal_contractor", "use")
    assert config.profile.denied == ("federal_procurement", "public_safety")


def test_an_answer_that_is_missing_writes_nothing(tmp_path: Path) -> None:
    written = init(tmp_path, stdin="huawei\n")
    assert (written.returncode, list(tmp_path.iterdir())) == (2, [])
    assert "--no-input" in written.stderr


def test_existing_files_are_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "targets.toml").write_text("# mine\n")
    assert init(tmp_path, "--exclude", "zte", "--no-input").returncode == 0
    written = (tmp_path / "config.toml").read_text()
    again = init(tmp_path, "--exclude", "huawei", "--no-input")
    assert (again.returncode, (tmp_path / "config.toml").read_text()) == (2, written)
    assert "exists already" in again.stderr
    assert (tmp_path / "targets.toml").read_text() == "# mine\n"


def test_the_next_step_names_the_files_that_were_written(tmp_path: Path) -> None:
    (tmp_path / "my audit").mkdir()
    there = init(tmp_path, "--exclude", "zte", "--no-input", "--dir", "my audit").stderr
    assert ("my audit/targets.toml" in there, "auditor audit --config 'my audit/config.toml'" in there) == (
        True,
        True,
    )
    assert init(tmp_path, "--exclude", "zte", "--no-input").stderr.endswith("run: auditor audit\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--exclude", "hauwei"), "did you mean 'huawei'?"),
        (("--policy", "us-ndaa-898"), "did you mean us-ndaa-889?"),
        (("--exclude", "zte", "--dir", "missing"), "missing/config.toml"),
    ],
)
def test_a_slip_writes_nothing(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    written = init(tmp_path, *arguments, "--no-input")
    assert (written.returncode, list(tmp_path.iterdir())) == (2, [])
    assert words in written.stderr
