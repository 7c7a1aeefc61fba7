"""A private designation list: matches in a file for its owner alone, an opaque count everywhere else."""

from __future__ import annotations

import json
import re
import stat
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest
from cli.running import query, run_in_process

POLICY = "jp-it-proc-2018"
ROUTER = """\
1.3.6.1.2.1.1.1.0|4|Cisco IOS Software, C2960X
1.3.6.1.2.1.1.2.0|6|1.3.6.1.4.1.9.1.1208
1.3.6.1.2.1.47.1.1.1.1.4.1|2|0
1.3.6.1.2.1.47.1.1.1.1.5.1|2|3
1.3.6.1.2.1.47.1.1.1.1.12.1|4|Cisco Systems, Inc.
1.3.6.1.2.1.47.1.1.1.1.4.7|2|1
1.3.6.1.2.1.47.1.1.1.1.5.7|2|9
1.3.6.1.2.1.47.1.1.1.1.11.7|4|SN-QUECTEL-0007
1.3.6.1.2.1.47.1.1.1.1.12.7|4|Quectel Wireless Solutions Co., Ltd.
1.3.6.1.2.1.47.1.1.1.1.13.7|4|EC25-J
"""
COMPLETE = 'outcome = "complete"\nend = "complete"\n'
LIST = f"""\
policy = "{POLICY}"
fictitious = true
[[designation]]
id = "D-07"
vendor = "Quectel Wireless Solutions Co., Ltd."
basis = "advice of 2026-03-01, file 31415"
handling = "need to know only"
[[designation]]
id = "D-08"
vendor = "fibocom"
basis = "advice of 2026-03-02, file 27182"
"""
CONFIG = f"""\
[policies]
use = ["{POLICY}"]
[policies.designations]
"{POLICY}" = "list.toml"
[profile]
jp_government_entity = true
procure = true
"""
PRIVATE = "inventory.designated.json"


class Bound(NamedTuple):
    folder: Path
    finished: subprocess.CompletedProcess[str]


def prepare(folder: Path, mode: int = 0o600) -> None:
    (folder / "recordings").mkdir()
    (folder / "recordings" / "router-1.snmprec").write_text(ROUTER)
    (folder / "recordings" / "router-1.toml").write_text(COMPLETE)
    (folder / "list.toml").write_text(LIST)
    (folder / "list.toml").chmod(mode)
    (folder / "config.toml").write_text(CONFIG)


def audit(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    outputs = ("-o", "json=out.json", "-o", "html=out.html")
    return run_in_process("audit", "--recordings", "recordings", *outputs, *arguments, cwd=folder)


@pytest.fixture(scope="module")
def bound(tmp_path_factory: pytest.TempPathFactory) -> Bound:
    folder = tmp_path_factory.mktemp("bound")
    prepare(folder)
    return Bound(folder, audit(folder))


def test_a_match_sets_the_exit_code_and_is_told_to_the_owner_alone(bound: Bound) -> None:
    document = json.loads((bound.folder / PRIVATE).read_text())
    found = {(match["designation"], match["status"], match["device_id"]) for match in document["matches"]}
    parts = [match["subject"] for match in document["matches"] if "EC25-J" in match["subject"]]
    assert (bound.finished.returncode, found) == (3, {("D-07", "excluded", "router-1")})
    assert len(parts) == 1
    assert stat.S_IMODE((bound.folder / PRIVATE).stat().st_mode) == 0o600
    assert stat.S_IMODE((bound.folder / "list.toml.key").stat().st_mode) == 0o600


def test_reports_and_store_have_the_count_the_ids_and_a_keyed_digest(bound: Bound) -> None:
    document = json.loads((bound.folder / "out.json").read_text())
    (policy,) = (policy for policy in document["policies"] if policy["id"] == POLICY)
    assert re.fullmatch(
        r"1 matched \(D-07\) of 2; hmac-sha256 [0-9a-f]{64}, fictitious list", policy["designations"]
    )


def test_nothing_public_says_what_the_list_is_about(bound: Bound) -> None:
    """The device's own text names its maker, as any inventory does; the list's words are nowhere."""
    public = [
        path for path in bound.folder.iterdir() if path.is_file() and path.name.startswith(("inv", "out"))
    ]
    texts = [bound.finished.stdout.encode(), bound.finished.stderr.encode()]
    texts += [path.read_bytes() for path in public if path.name != PRIVATE]
    words = (b"31415", b"27182", b"need to know only", b"fibocom", b"Fibocom", b"D-08")
    assert len(texts) >= 5
    assert [word for word in words for text in texts if word in text] == []


def test_no_table_leads_from_an_opaque_id_to_a_part(bound: Bound) -> None:
    store = bound.folder / "inventory.sqlite"
    statuses = {
        row[0] for row in query(store, "SELECT DISTINCT status FROM verdicts WHERE policy_id = ?", POLICY)
    }
    vendors = query(store, "SELECT DISTINCT vendor FROM verdicts WHERE policy_id = ?", POLICY)
    assert statuses <= {"undetermined", "not_applicable", "not_checked"}
    assert (vendors, query(store, "SELECT count(*) FROM findings")) == ([("",)], [(0,)])
    assert query(store, "SELECT count(*) FROM devices WHERE status IN ('excluded', 'review')") == [(0,)]
    texts = [(bound.folder / name).read_bytes() for name in ("inventory.sqlite", "out.html", "out.json")]
    texts.append(bound.finished.stdout.encode())
    assert [text.count(b"D-07") for text in texts] == [text.count(b"1 matched (D-07) of 2") for text in texts]


def test_the_same_list_has_the_same_digest_in_every_run(bound: Bound) -> None:
    first = json.loads((bound.folder / PRIVATE).read_text())["lists"]
    again = run_in_process("evaluate", cwd=bound.folder)
    assert again.returncode == 3, again.stderr
    assert first == json.loads((bound.folder / PRIVATE).read_text())["lists"]


def test_without_a_list_nobody_is_matched(tmp_path: Path) -> None:
    prepare(tmp_path)
    (tmp_path / "config.toml").write_text(CONFIG.replace(f'"{POLICY}" = "list.toml"', ""))
    finished = audit(tmp_path)
    document = json.loads((tmp_path / "out.json").read_text())
    assert (finished.returncode, (tmp_path / PRIVATE).exists()) == (4, False)
    assert [policy["designations"] for policy in document["policies"]] == ["none bound"]


def test_a_list_that_others_can_read_is_refused(tmp_path: Path) -> None:
    prepare(tmp_path, mode=0o640)
    finished = audit(tmp_path)
    assert (finished.returncode, (tmp_path / "inventory.sqlite").exists()) == (2, False)
    assert [
        word for word in ("list.toml", "can be read by others", "chmod 600") if word not in finished.stderr
    ] == []


def test_a_slip_in_a_list_names_the_entry_and_not_the_vendor(tmp_path: Path) -> None:
    prepare(tmp_path)
    (tmp_path / "list.toml").write_text(LIST.replace('"fibocom"', '"fibocomm"'))
    finished = audit(tmp_path)
    assert (finished.returncode, "fibocom" in finished.stderr) == (2, False)
    assert [word for word in ("list.toml", "is not a known vendor") if word not in finished.stderr] == []
