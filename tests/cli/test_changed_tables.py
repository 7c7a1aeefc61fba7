"""A night on which only forwarding tables changed leaves the inventory that reading everything leaves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from cli.running import query
from cli.site import CISCO, Site, chassis

from auditor.pipeline import derivation_digests
from auditor.resources import load_knowledge
from auditor.store import open_store

FDB_PORT = "1.3.6.1.2.1.17.7.1.2.2.1.2"
PORTS = "1.3.6.1.2.1.17.1.4.1.2.7|2|3\n1.3.6.1.2.1.2.2.1.2.3|4|Gi1/0/3\n"
ZTE_BLOCK, CISCO_BLOCK = "0.25.198", "0.24.24"
SHOWN = (
    "SELECT key, mac, protocol, local_interface, manufacturer, status, sightings FROM neighbors"
    " WHERE is_current = 1 ORDER BY key",
    "SELECT matched_text, oid_or_line, raw_hex, section_sha256, section_row FROM evidence"
    " WHERE neighbor_id IN (SELECT neighbor_id FROM neighbors WHERE is_current = 1) ORDER BY oid_or_line",
    "SELECT path, model_name, serial_num, manufacturer, status, is_current FROM components ORDER BY path",
    "SELECT device_id, status FROM devices",
    "SELECT policy_id, subject, status, observed FROM findings ORDER BY subject",
)


def forwarding(*stations: str) -> str:
    return "".join(f"{FDB_PORT}.10.{station}|2|7\n" for station in stations)


FIRST = chassis("FOC1234A001", power_supply=True) + PORTS
NIGHT_1 = forwarding(f"{CISCO_BLOCK}.0.0.1", f"{ZTE_BLOCK}.0.0.1")
NIGHT_2 = forwarding(f"{CISCO_BLOCK}.0.0.2", f"{CISCO_BLOCK}.0.0.1", f"{ZTE_BLOCK}.0.0.9")


def site(folder: Path) -> Site:
    folder.mkdir()
    return Site(folder)


def test_two_nights_give_what_the_second_alone_gives(tmp_path: Path) -> None:
    twice, once = site(tmp_path / "twice"), site(tmp_path / "once")
    for rows in (NIGHT_1, NIGHT_2):
        twice.record("sw", FIRST + rows)
        twice.audit()
    once.record("sw", FIRST + NIGHT_2)
    once.audit()
    for asked in SHOWN:
        shown = query(once.folder / "inventory.sqlite", asked)
        assert shown
        assert shown == query(twice.folder / "inventory.sqlite", asked)


def test_a_station_that_left_is_no_longer_current_and_parts_were_seen_again(tmp_path: Path) -> None:
    twice = site(tmp_path / "twice")
    for rows in (NIGHT_1, NIGHT_2):
        twice.record("sw", FIRST + rows)
        twice.audit()
    store = twice.folder / "inventory.sqlite"
    gone = query(store, "SELECT mac, is_current FROM neighbors WHERE mac LIKE '00:19:c6%' ORDER BY mac")
    assert gone == [("00:19:c6:00:00:01", 0), ("00:19:c6:00:00:09", 1)]
    newest = query(store, "SELECT finished_at FROM recording ORDER BY recording_key DESC LIMIT 1")
    assert newest == query(store, "SELECT DISTINCT last_seen FROM components WHERE is_current = 1")


def edited(text: str, statement: str = "") -> Callable[[Site], None]:
    return lambda here: here.record("sw", text, *((statement,) if statement else ()))


@pytest.mark.parametrize(
    ("change", "stand"),
    [
        (edited(FIRST + NIGHT_2), True),
        (edited(chassis("FOC1234A002", power_supply=True) + PORTS + NIGHT_2), False),
        (edited(CISCO + PORTS + NIGHT_2), False),
        (edited(FIRST + NIGHT_2, 'outcome = "partial"\nend = "timeout"\n'), False),
    ],
    ids=["tables", "another chassis", "no parts", "partial"],
)
def test_parts_stand_only_where_all_but_the_tables_is_the_same(
    tmp_path: Path, change: Callable[[Site], None], stand: bool
) -> None:
    here = site(tmp_path / "here")
    here.record("sw", FIRST + NIGHT_1)
    here.audit()
    change(here)
    here.run("collect", "--recordings", "recordings")
    with open_store(here.folder / "inventory.sqlite", create=False) as store:
        ((recording,), (target,)) = store.recordings(underived_only=True), store.targets()
        asked = derivation_digests(recording, load_knowledge(), target)
        assert stand is store.parts_stand(recording, asked)
