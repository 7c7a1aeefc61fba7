"""The inventory as it was: judged from stored recordings, without polling, and without a trace."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

import pytest
from cli.running import query
from cli.site import CISCO, ZTE, Site

from auditor.model.decisions import Decision, DecisionKind
from auditor.store import open_store


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A router that was of ZTE on 10 November and is of Cisco since the 20th; a second one since then."""
    site = Site(tmp_path)
    site.record("router-1", ZTE)
    site.audit()
    dated(site, "2026-11-10T03:00:00Z")
    site.record("router-1", CISCO)
    site.record("router-2", CISCO)
    assert site.audit() == 0
    dated(site, "2026-11-20T03:00:00Z", since="2026-11-11")
    return site


def dated(site: Site, moment: str, since: str = "") -> None:
    """Gives what was recorded after `since` another time, as if it had been made then."""
    with closing(sqlite3.connect(site.folder / "inventory.sqlite")) as connection, connection:
        connection.execute("UPDATE recording SET finished_at = ? WHERE finished_at > ?", (moment, since))
        connection.execute("UPDATE target SET first_listed_at = ? WHERE first_listed_at > ?", (moment, since))


def judged(site: Site, moment: str, *options: str) -> tuple[int, dict[str, str], dict[str, object]]:
    finished = site.run("evaluate", "--inventory-at", moment, "-o", "json=past.json", *options)
    assert finished.returncode not in (1, 2), finished.stderr
    report = json.loads((site.folder / "past.json").read_text())
    return finished.returncode, {d["device_id"]: d["status"] for d in report["devices"]}, report


def test_a_day_is_judged_by_what_was_recorded_until_its_end(site: Site) -> None:
    assert judged(site, "2026-11-10")[:2] == (3, {"router-1": "excluded"})
    assert judged(site, "2026-11-19")[:2] == (3, {"router-1": "excluded"})
    assert judged(site, "2026-11-20T02:59:59Z")[:2] == (3, {"router-1": "excluded"})
    assert judged(site, "2026-11-20", "--as-of", "2026-11-20")[:2] == (
        0,
        {"router-1": "clear", "router-2": "clear"},
    )


def test_the_report_says_of_when_it_is_and_what_it_was_judged_with(site: Site) -> None:
    _, _, report = judged(site, "2026-11-10", "--as-of", "2026-11-10")
    assert (report["inventory_at"], report["as_of"]) == ("2026-11-10T23:59:59Z", "2026-11-10")
    assert report["notes"][0].startswith("The inventory as it was at 2026-11-10T23:59:59Z, from recordings")
    assert {"knowledge", "oui", "enterprises"} <= {source["name"] for source in report["sources"]}
    assert all(len(source["digest"]) == 64 for source in report["sources"])


def test_the_inventory_itself_is_unchanged(site: Site) -> None:
    store = site.folder / "inventory.sqlite"
    with closing(sqlite3.connect(store)) as connection:
        before = list(connection.iterdump())
    judged(site, "2026-11-10")
    with closing(sqlite3.connect(store)) as connection:
        assert before == list(connection.iterdump())
    assert site.run("report").returncode == 0


def test_a_past_audit_can_be_compared_with_today(site: Site) -> None:
    judged(site, "2026-11-10")
    told = json.loads(site.run("diff", "past.json", "last", "--json").stdout)
    assert (told["counts"]["gone"], told["before"]["inventory_at"]) == (1, "2026-11-10T23:59:59Z")


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-11-09", "nothing was recorded until 2026-11-09T23:59:59Z (the first recording is of"),
        ("yesterday", "'yesterday' is no day and no time"),
        ("2026-13-01", "'2026-13-01' is no day and no time"),
    ],
)
def test_a_moment_without_recordings_is_a_usage_error(site: Site, moment: str, said: str) -> None:
    finished = site.run("evaluate", "--inventory-at", moment)
    assert (finished.returncode, said in finished.stderr) == (2, True), finished.stderr


def test_the_bytes_of_all_data_of_a_judgement_are_kept_once(site: Site) -> None:
    store = site.folder / "inventory.sqlite"
    site.run("evaluate", "--policy", "us-ndaa-889")
    named = {digest for (digest,) in query(store, "SELECT digest FROM data_source")}
    rows = query(store, "SELECT digest, payload FROM artefact WHERE name NOT LIKE 'operator%'")
    kept = {digest: hashlib.sha256(zlib.decompress(payload)).hexdigest() for digest, payload in rows}
    assert (set(), {digest: digest for digest in kept}) == (named - set(kept), kept)


def test_decisions_count_from_the_day_they_were_made(site: Site) -> None:
    site.run("evaluate", "--inventory-at", "2026-11-10", "-o", "json=past.json")
    (found,) = json.loads((site.folder / "past.json").read_text())["findings"]
    with closing(sqlite3.connect(site.folder / "inventory.sqlite")) as connection, connection:
        connection.execute("UPDATE detection SET first_detected_at = '2026-11-10T03:00:00Z'")
    word = Decision(found["fingerprint"], DecisionKind.NOT_COVERED, "A. Sato", "why", "2026-11-12T09:00:00Z")
    with open_store(site.folder / "inventory.sqlite", create=False) as store:
        store.add_decision(word)
    assert judged(site, "2026-11-11")[0] == 3
    code, _, report = judged(site, "2026-11-12")
    assert (code, report["findings"][0]["decision"]["kind"]) == (0, "not_covered")


def test_acceptances_count_by_the_legal_date(site: Site) -> None:
    (site.folder / "acceptances.toml").write_text(
        '[[acceptance]]\nid = "a-1"\nreason = "leaves"\napprover = "CISO"\nexpires = 2026-11-30\n'
        'match = { device = "router-1" }\n'
    )
    option = ("--acceptances", "acceptances.toml")
    assert judged(site, "2026-11-10", *option, "--as-of", "2026-11-30")[0] == 0
    assert judged(site, "2026-11-10", *option, "--as-of", "2026-12-01")[0] == 3
