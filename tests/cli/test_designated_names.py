"""No byte that a private run leaves, but its private file, tells whom the list names.

The devices name another company by its right name and the designated one by nothing a list
could be guessed from: a part whose maker is told by its enterprise number. An inventory holds
what devices say, so where a device states a designated maker's name itself, that name stands
in the inventory with or without a list; what may not exist is a byte that differs for being
listed. Both are searched for here.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from cli.running import run_in_process

POLICY = "jp-it-proc-2018"
ROUTER = """\
1.3.6.1.2.1.1.1.0|4|Cisco IOS Software, C2960X
1.3.6.1.2.1.1.2.0|6|1.3.6.1.4.1.9.1.1208
1.3.6.1.2.1.47.1.1.1.1.4.1|2|0
1.3.6.1.2.1.47.1.1.1.1.5.1|2|3
1.3.6.1.2.1.47.1.1.1.1.12.1|4|Cisco Systems, Inc.
1.3.6.1.2.1.47.1.1.1.1.4.7|2|1
1.3.6.1.2.1.47.1.1.1.1.5.7|2|9
1.3.6.1.2.1.47.1.1.1.1.11.7|4|SN-0007-0007
1.3.6.1.2.1.47.1.1.1.1.12.7|4|Zoltrix Radio Works
1.3.6.1.2.1.47.1.1.1.1.13.7|4|ZRW-25
"""
CONFIG = f"""\
[policies]
use = ["{POLICY}"]
[policies.designations]
"{POLICY}" = "private/list.toml"
[profile]
jp_government_entity = true
procure = true
"""
LISTED = {"D-11": "quectel", "D-12": "fibocom", "D-13": "meig"}
"""Vendors of the registry that no device here states."""
PRIVATE = "inventory.designated.json"
FORMATS = ("terminal", "json", "html")


def prepare(folder: Path, listed: dict[str, str]) -> None:
    (folder / "recordings").mkdir()
    (folder / "private").mkdir()
    (folder / "recordings" / "router-1.snmprec").write_text(ROUTER)
    (folder / "recordings" / "router-1.toml").write_text('outcome = "complete"\nend = "complete"\n')
    (folder / "config.toml").write_text(CONFIG)
    entries = "".join(
        f'[[designation]]\nid = "{key}"\nvendor = "{vendor}"\nbasis = "file 27182"\n'
        for key, vendor in listed.items()
    )
    (folder / "private" / "list.toml").write_text(f'policy = "{POLICY}"\n{entries}')
    (folder / "private" / "list.toml").chmod(0o600)


def run(folder: Path) -> dict[str, bytes]:
    """Every byte that an audit, its second evaluation, a report and an explanation leave or print."""
    outputs = [word for name in FORMATS for word in ("-o", f"{name}=out.{name}")]
    left: dict[str, bytes] = {}
    for number, arguments in enumerate((
        ("audit", "--recordings", "recordings", *outputs),
        ("evaluate", *outputs),
        ("report", *outputs),
        ("explain", "router-1"),
        ("policy", "show", POLICY),
    )):  # fmt: skip
        finished = run_in_process(*arguments, cwd=folder)
        assert finished.returncode in (0, 3, 4), finished.stderr
        left[f"stdout {number}"], left[f"stderr {number}"] = (
            finished.stdout.encode(),
            finished.stderr.encode(),
        )
        # The write-ahead log too, and what a killed run would leave: read after every command.
        for path in folder.iterdir():
            if path.is_file() and path.name not in (PRIVATE, "config.toml"):
                left[f"{path.name} {number}"] = path.read_bytes()
    return left


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("designated")
    prepare(folder, LISTED)
    return run(folder)


def test_no_byte_of_store_or_output_holds_a_designated_name(left: dict[str, bytes]) -> None:
    assert {f"out.{name} 0" for name in FORMATS} | {"inventory.sqlite 0"} <= set(left)
    found = [
        (place, vendor)
        for place, data in left.items()
        for vendor in LISTED.values()
        if re.search(re.escape(vendor).encode(), data, re.IGNORECASE)
    ]
    assert found == []


def test_no_byte_says_which_vendor_a_list_of_one_means(tmp_path: Path) -> None:
    """Two lists that name different vendors leave the same bytes, but for the keyed digest."""
    documents = []
    for name, vendor in (("one", "quectel"), ("two", "fibocom")):
        folder = tmp_path / name
        folder.mkdir()
        prepare(folder, {"D-11": vendor})
        run_in_process("audit", "--recordings", "recordings", "-o", "json=out.json", cwd=folder)
        document = json.loads((folder / "out.json").read_text())
        for key in ("run_id", "started_at", "finished_at", "findings"):
            document.pop(key)
        text = re.sub(r"hmac-sha256 [0-9a-f]{64}", "hmac-sha256", json.dumps(document))
        documents.append(re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "T", text))
    assert documents[0] == documents[1]


def test_a_name_that_a_device_states_stands_in_the_inventory_listed_or_not(tmp_path: Path) -> None:
    """Nothing but the counts, ids and keyed digest of the policy differs for being listed."""
    told = []
    for name, vendor in (("listed", "cisco"), ("unlisted", "quectel")):
        folder = tmp_path / name
        folder.mkdir()
        prepare(folder, {"D-11": vendor})
        run_in_process("audit", "--recordings", "recordings", "-o", "json=out.json", cwd=folder)
        document = json.loads((folder / "out.json").read_text())
        told.append(
            (document["devices"][0]["manufacturer"], document["devices"][0]["status"], document["findings"])
        )
    assert told[0] == told[1]
