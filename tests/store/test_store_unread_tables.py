"""What a reading may end depends on the tables it read: what was not asked for is not gone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import text_row
from conftest import Ask
from stored import (
    MFG_NAME,
    device_of,
    fdb_neighbor,
    lldp_neighbor,
    next_run,
    part,
    recording_in,
    root,
    save,
    target_of,
)

from auditor.model.recording import End, Reason, Recording, RecordingSection, Section
from auditor.model.rows import pack_rows
from auditor.model.sections import SectionKind
from auditor.store import Store

CHASSIS = root(mfg_name="Cisco", model_name="C9500", serial_num="FOC1")
PSU = part("psu:1", 1, mfg_name="ZTE", model_name="PWR", serial_num="Z1")
CURRENT = "SELECT is_current FROM components WHERE path = 'psu:1'"


def with_section(recording: Recording, kind: SectionKind, end: End) -> Recording:
    payload = Section.of(pack_rows([text_row(f"{MFG_NAME}.1", "x")]) if end is End.COMPLETE else b"")
    ordinal = len(recording.sections)
    section = RecordingSection(ordinal, kind, MFG_NAME, "", end, "", end is End.COMPLETE, payload.digest)
    return replace(
        recording, sections=(*recording.sections, section), payloads=(*recording.payloads, payload)
    )


@pytest.mark.parametrize(
    ("kind", "end", "current"),
    [
        (SectionKind.ENTITY, End.COMPLETE, 0),
        (SectionKind.ENTITY, End.SKIPPED, 1),
        (SectionKind.VENDOR, End.SKIPPED, 1),
        (SectionKind.FDB, End.SKIPPED, 0),
        (SectionKind.CLI, End.COMPLETE, 0),
        (SectionKind.CLI, End.ERROR, 1),
        (SectionKind.CLI, End.CAP, 1),
    ],
)
def test_a_part_is_gone_only_where_the_tables_of_parts_were_read(
    store: Store, ask: Ask, kind: SectionKind, end: End, current: int
) -> None:
    save(store, device_of(CHASSIS, PSU), recording_in())
    save(store, device_of(CHASSIS), with_section(next_run(store, 2), kind, end))
    assert ask(CURRENT) == [(current,)]


def test_a_neighbor_is_gone_only_where_its_table_was_read(store: Store, ask: Ask) -> None:
    beyond = (lldp_neighbor("serial:1", mfg_name="ZTE"), fdb_neighbor(7))
    save(store, device_of(CHASSIS, neighbors=beyond), recording_in())
    save(store, device_of(CHASSIS), with_section(next_run(store, 2), SectionKind.FDB, End.SKIPPED))
    assert ask("SELECT protocol, is_current FROM neighbors ORDER BY protocol") == [("fdb", 1), ("lldp", 0)]


def test_a_neighbor_is_not_gone_where_a_command_was_rejected(store: Store, ask: Ask) -> None:
    beyond = (lldp_neighbor("serial:1", mfg_name="ZTE"),)
    save(store, device_of(CHASSIS, neighbors=beyond), recording_in())
    save(store, device_of(CHASSIS), with_section(next_run(store, 2), SectionKind.CLI, End.ERROR))
    assert ask("SELECT is_current FROM neighbors") == [(1,)]


def test_parts_that_were_left_out_by_configuration_are_said_apart(store: Store) -> None:
    """Subscribers' tables hide no part; a table of parts does, so it must not look harmless."""
    recording = with_section(recording_in(), SectionKind.ENTITY, End.SKIPPED)
    recording = with_section(recording, SectionKind.FDB, End.SKIPPED)
    chosen = tuple(
        replace(section, detail="not selected for this target") if section.end is End.SKIPPED else section
        for section in recording.sections
    )
    save(store, device_of(CHASSIS), replace(recording, sections=chosen))
    assert sorted(row.reason for row in store.coverage()) == [Reason.NOT_SELECTED, Reason.PARTS_NOT_SELECTED]


def test_tags_of_the_list_reach_subjects_that_are_not_read_anew(store: Store) -> None:
    save(store, device_of(CHASSIS, PSU, neighbors=(fdb_neighbor(7),)), recording_in())
    store.save_targets("run-1", (target_of(tags=("core", "5g")),), retire_missing=False)
    assert store.restate_targets() == 1
    assert {judgement.tags for _, judgement in store.judgement_classes()} == {("5g", "core")}
    assert store.restate_targets() == 0
