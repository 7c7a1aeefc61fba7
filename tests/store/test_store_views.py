"""The public views: their columns, their words, and that one look-up never reads everything."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from conftest import Ask
from stored import device_of, fdb_neighbor, lldp_neighbor, part, recording_in, root, run_of, save

from auditor.model.device import PhysicalClass, physical_class_name
from auditor.model.finding import Status
from auditor.store import Store, open_store
from auditor.store.interning import STATUS_KEYS
from auditor.store.migrations import view_statements

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "reference" / "schema.md"
CONTRACT = {
    "runs": "run_id mode started_at finished_at outcome",
    "devices": "device_id target address site name manufacturer brand model_name serial_num software_rev"
    " os_vendor confidence status because_component_id outcome first_seen last_seen",
    "components": "component_id device_id path physical_class name descr mfg_name model_name serial_num"
    " manufacturer confidence is_fru status first_seen last_seen",
    "manufacturers": "manufacturer components",
    "neighbors": "neighbor_id device_id local_interface protocol mac system_name system_descr mfg_name"
    " model_name serial_num manufacturer confidence status first_seen last_seen",
    "evidence": "subject_kind device_id component_id neighbor_id technique claim role vendor confidence"
    " matched_text knowledge_row oid_or_line raw_hex section_sha256 observed_at transport authenticated"
    " registry_sha256",
    "verdicts": "subject_kind device_id component_id neighbor_id policy_id rule_id status",
    "findings": "policy_id rule_id status subject_kind device_id component_id neighbor_id vendor severity"
    " confidence because first_detected_at fingerprint accepted run_id as_of policy_sha256",
    "decisions": "fingerprint kind decided_by reason decided_at",
    "attestations": "subject_kind device_id component_id neighbor_id attestation_id manufacturer"
    " document_sha256 signer signed expires",
    "coverage": "stage reason device_id detail",
}
PRIVATE = {"neighbor_quote"}
"""For the other views and our own queries alone."""
LOOK_UPS = (
    "SELECT * FROM devices WHERE device_id = 'x'",
    "SELECT * FROM devices WHERE name = 'x'",
    "SELECT * FROM components WHERE device_id = 'x'",
    "SELECT * FROM components WHERE component_id = 7",
    "SELECT * FROM components WHERE serial_num = 'x'",
    "SELECT * FROM components WHERE manufacturer = 'x'",
    "SELECT * FROM neighbors WHERE device_id = 'x'",
    "SELECT * FROM neighbors WHERE mac_int = 7",
    "SELECT * FROM neighbors WHERE mac_int BETWEEN 7 AND 9",
    "SELECT * FROM evidence WHERE device_id = 'x'",
    "SELECT * FROM verdicts WHERE device_id = 'x'",
    "SELECT * FROM findings WHERE device_id = 'x'",
)
BIG_TABLES = {"c", "e", "n", "w", "f"}
"""Aliases that the views give to component, evidence, neighbor, verdict and finding."""


def columns(ask: Ask, view: str) -> list[str]:
    return [str(row[0]) for row in ask("SELECT name FROM pragma_table_info(?)", view)]


@pytest.mark.parametrize("view", CONTRACT)
def test_a_view_has_the_columns_of_the_contract(store: Store, ask: Ask, view: str) -> None:
    assert set(CONTRACT[view].split()) <= set(columns(ask, view))


def test_the_views_of_a_store_are_those_of_the_contract(store: Store, ask: Ask) -> None:
    views = {row[0] for row in ask("SELECT name FROM sqlite_master WHERE type = 'view'")}
    assert set(CONTRACT) | PRIVATE == views == {name for name, _ in view_statements()}


@pytest.mark.parametrize("view", CONTRACT)
def test_the_document_lists_exactly_the_columns_of_a_view(store: Store, ask: Ask, view: str) -> None:
    chapter = re.search(
        rf"^## {view}\n(.*?)(?=^## |\Z)", DOCUMENT.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    assert chapter is not None
    assert columns(ask, view) == re.findall(r"^\| `(\w+)` \|", chapter[1], re.MULTILINE)


def test_the_queries_of_the_document_run(store: Store, ask: Ask) -> None:
    (block,) = re.findall(r"```sql\n(.*?)```", DOCUMENT.read_text("utf-8"), re.DOTALL)
    statements = [statement for statement in block.split(";") if statement.strip()]
    assert [ask(statement) for statement in statements] == [[], [("collect", "never_polled", 1)], []]


def test_every_base_table_is_strict_and_no_view_is_called_like_one(store: Store, ask: Ask) -> None:
    tables = {
        name: strict
        for name, strict in ask(
            "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
        )
        if not str(name).startswith(("sqlite_", "_sqlite_"))
    }
    assert {1} == set(tables.values())
    assert set() == set(tables) & set(CONTRACT)


@pytest.mark.parametrize("query", LOOK_UPS)
def test_a_look_up_reads_no_big_table_from_end_to_end(store: Store, path: Path, query: str) -> None:
    store.finish_run("run-1", "2026-11-22T01:00:00Z", "complete")
    with closing(sqlite3.connect(path)) as connection:
        plan = [row[3] for row in connection.execute("EXPLAIN QUERY PLAN " + query)]
    assert [step for step in plan if step.startswith("SCAN") and step.split()[1] in BIG_TABLES] == []


def test_the_fixed_tables_have_the_models_words(store: Store, ask: Ask) -> None:
    assert {int(value): physical_class_name(value) for value in PhysicalClass} == dict(
        ask("SELECT physical_class, name FROM physical_class")  # type: ignore[arg-type]
    )
    assert {key: name for name, key in STATUS_KEYS.items()} == dict(ask("SELECT status, name FROM status"))  # type: ignore[arg-type]
    assert {status.value for status in Status} == set(STATUS_KEYS)


def test_a_neighbor_shows_its_mac_as_text_and_number(store: Store, ask: Ask) -> None:
    save(
        store, device_of(root(), neighbors=(fdb_neighbor(0x0A1B2C3D4E5F), lldp_neighbor("x"))), recording_in()
    )
    assert ask("SELECT mac, mac_int FROM neighbors") == [("0a:1b:2c:3d:4e:5f", 0x0A1B2C3D4E5F), (None, None)]


def test_manufacturers_count_what_components_show(store: Store, ask: Ask) -> None:
    parts = (part("psu:1", 1, mfg_name="ZTE"), part("psu:2", 2, mfg_name="ZTE"), part("fan:1", 3))
    save(store, device_of(root(), *parts), recording_in())
    counted = "SELECT manufacturer, count(*) FROM components WHERE is_current = 1 GROUP BY 1 ORDER BY 1"
    rolled_up = ask("SELECT manufacturer, components FROM manufacturers ORDER BY 1")
    assert rolled_up == ask(counted)
    assert ("zte", 2) in rolled_up


def test_manufacturers_leave_out_targets_that_were_taken_off_the_list(
    store: Store, path: Path, ask: Ask
) -> None:
    save(store, device_of(root(), part("psu:1", 1, mfg_name="ZTE")), recording_in())
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE target SET retired_at = '2026-11-22T00:00:00Z'")
        connection.commit()
    assert ask("SELECT * FROM manufacturers") == []


def test_manufacturers_are_counted_from_an_index_alone(store: Store, path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        plan = [row[3] for row in connection.execute("EXPLAIN QUERY PLAN SELECT * FROM manufacturers")]
    assert any("component USING COVERING INDEX component_by_maker" in step for step in plan)


def test_evidence_leads_back_to_the_octets_and_their_section(store: Store, ask: Ask) -> None:
    recording = recording_in()
    save(store, device_of(root(), part("psu:1", 1, mfg_name="ZTE")), recording)
    assert [
        ("zte", "ZTE", b"ZTE".hex(), "1.3.6.1.2.1.47.1.1.1.1.12.2", recording.sections[0].digest, 1, 0)
    ] == ask(
        "SELECT vendor, matched_text, raw_hex, oid_or_line, section_sha256, section_row, authenticated"
        " FROM evidence"
    )


def test_runs_tell_the_unfinished_from_the_interrupted(store: Store, ask: Ask) -> None:
    store.start_run(run_of("run-2"))
    store.start_run(run_of("run-3"))
    store.finish_run("run-2", "2026-11-22T05:00:00Z", "complete")
    assert ask("SELECT run_id, outcome FROM runs") == [
        ("run-1", "interrupted"),
        ("run-2", "complete"),
        ("run-3", "unfinished"),
    ]


def test_views_are_brought_up_to_date_when_a_store_is_opened_for_writing(
    store: Store, path: Path, ask: Ask
) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP VIEW coverage")
        connection.execute("CREATE VIEW coverage AS SELECT 1 AS old")
        connection.commit()
    with open_store(path, create=False):
        pass
    assert CONTRACT["coverage"].split() == columns(ask, "coverage")
