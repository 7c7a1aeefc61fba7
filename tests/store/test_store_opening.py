"""Which files are opened, how they are created, and what is refused with which words."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from conftest import Ask
from stored import device_of, part, recording_in, root, run_of, save, target_of

from auditor.errors import StoreError
from auditor.store import Store, open_store

PAGE = 4096


def refusal(path: Path, *, create: bool = False, read_only: bool = False) -> str:
    with pytest.raises(StoreError) as caught, open_store(path, create=create, read_only=read_only):
        pass
    return str(caught.value)


def altered(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()


def pragma(store: Store, name: str) -> object:
    return store._session.connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_a_new_store_belongs_to_its_owner_alone_whatever_the_umask(path: Path) -> None:
    earlier = os.umask(0)
    try:
        with open_store(path, create=True) as store:
            store.start_run(run_of())
            modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    finally:
        os.umask(earlier)
    expected = {"inventory.sqlite": 0o600, "inventory.sqlite-wal": 0o600, "inventory.sqlite-shm": 0o600}
    assert expected == modes


def test_every_write_is_durable_and_checked(store: Store) -> None:
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
    }
    assert expected == {name: pragma(store, name) for name in expected}


def test_closing_leaves_one_file_with_everything_in_it(path: Path) -> None:
    with open_store(path, create=True) as store:
        store.start_run(run_of())
    assert [file.name for file in path.parent.iterdir()] == ["inventory.sqlite"]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM runs").fetchone() == (1,)


def test_a_missing_store_is_not_made_by_a_reader(path: Path) -> None:
    assert "there is no store (run auditor audit first, or check --db)" in refusal(path)
    assert not path.exists()


def test_a_missing_directory_is_named(tmp_path: Path) -> None:
    missing = tmp_path / "nowhere" / "inventory.sqlite"
    assert f"{missing}: its directory does not exist (create {missing.parent} first)" == refusal(
        missing, create=True
    )


def test_a_directory_is_refused(tmp_path: Path) -> None:
    assert "is a directory" in refusal(tmp_path, create=True)


@pytest.mark.parametrize("content", [b"hello", b"x" * PAGE * 2, b"SQLite format 3\0" + b"\xff" * PAGE])
def test_what_is_not_a_database_is_refused_and_kept(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert "is not a SQLite database" in refusal(path, create=True)
    assert content == path.read_bytes()


def test_the_database_of_another_program_is_refused_and_kept(path: Path) -> None:
    altered(path, "CREATE TABLE recipe (name TEXT)")
    before = path.read_bytes()
    assert "is a SQLite file of another program" in refusal(path, create=True)
    assert before == path.read_bytes()


def test_a_newer_store_is_refused_and_kept(path: Path) -> None:
    with open_store(path, create=True):
        pass
    altered(path, "PRAGMA user_version = 99")
    before = path.read_bytes()
    assert "was written by a newer auditor (schema 99, this one knows 1)" in refusal(path, create=True)
    assert "was written by a newer auditor" in refusal(path, read_only=True)
    assert before == path.read_bytes()


def test_an_empty_file_left_by_a_kill_becomes_a_store(path: Path) -> None:
    path.touch(0o600)
    assert "is empty" in refusal(path, read_only=True)
    with open_store(path, create=True) as store:
        store.start_run(run_of())
    with open_store(path, create=False, read_only=True) as store:
        assert [run.run_id for run in store.runs()] == ["run-1"]


def filled(path: Path) -> bytes:
    """A store with a device of many parts; its bytes."""
    with open_store(path, create=True) as store:
        store.start_run(run_of())
        store.save_targets("run-1", (target_of(),), retire_missing=False)
        parts = (
            part(f"slot:{number}", number, mfg_name="Cisco", serial_num=f"S{number}") for number in range(300)
        )
        save(store, device_of(root(mfg_name="Cisco"), *parts), recording_in())
    return path.read_bytes()


def test_a_damaged_page_is_refused_never_read_as_nothing_found(path: Path) -> None:
    whole = filled(path)
    pages = len(whole) // PAGE
    refused = 0
    for page in range(1, pages):
        path.write_bytes(whole[: page * PAGE] + b"\xa5" * PAGE + whole[(page + 1) * PAGE :])
        try:
            with open_store(path, create=False, read_only=True) as store:
                assert sum(facts.components for facts in store.device_facts()) > 300
        except StoreError as error:
            assert "is damaged" in str(error)
            refused += 1
    assert pages * 0.9 < refused + 1


def test_a_file_cut_in_half_is_refused(path: Path) -> None:
    whole = filled(path)
    path.write_bytes(whole[: len(whole) // 2 // PAGE * PAGE])
    assert "is damaged" in refusal(path)


def test_a_reader_cannot_write(path: Path) -> None:
    with open_store(path, create=True):
        pass
    with (
        open_store(path, create=False, read_only=True) as store,
        pytest.raises(StoreError, match="is read-only"),
    ):
        store.start_run(run_of())


def test_a_reader_works_while_a_writer_writes_and_sees_whole_transactions(path: Path, store: Store) -> None:
    with open_store(path, create=False, read_only=True) as reader:
        before = tuple(reader.device_facts())
        save(store, device_of(root(mfg_name="Cisco"), part("psu:1")), recording_in())
        after = tuple(reader.device_facts())
    assert [(device.components, device.outcome) for device in before] == [(0, "never_polled")]
    assert [(device.components, device.outcome) for device in after] == [(2, "complete")]


def test_a_second_writer_is_told_to_wait_and_loses_nothing(path: Path, store: Store) -> None:
    store._session.connection.execute("PRAGMA busy_timeout = 0")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="is locked by another writer"):
            store.save_recording(recording_in())
        other.execute("ROLLBACK")
    assert store.save_recording(recording_in())


def test_a_writer_that_committed_in_between_does_not_fail_the_next_write(path: Path, store: Store) -> None:
    """A deferred transaction that read first would fail here in spite of its timeout."""
    recordings = store.recordings()
    store.save_recording(recording_in())
    with open_store(path, create=False) as other:
        other.start_run(run_of("run-2"))
    assert [recording.target_id for recording in recordings] == ["switch-1"]
    store.finish_run("run-1", "2026-11-22T02:00:00Z", "complete")
    assert (store.runs()[0].run_id, store.runs()[0].outcome) == ("run-2", "unfinished")


def test_a_full_disk_is_said_and_nothing_acknowledged_is_lost(path: Path, store: Store) -> None:
    connection = store._session.connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages + 20}")
    saved = 0
    with pytest.raises(StoreError, match=r"the disk is full \(free some space and run again"):
        for number in range(1_000):
            recording = recording_in(target_id=f"switch-{number}", text=os.urandom(2_000).hex())
            save(store, device_of(root(mfg_name="Cisco"), part("psu:1")), recording)
            saved = number + 1
    connection.execute("PRAGMA max_page_count = 1000000")
    assert store.check() == ()
    stored = [facts for facts in store.device_facts() if facts.ever_read]
    assert saved == len(stored)
    assert {2} == {facts.components for facts in stored}
    assert save(store, device_of(root(mfg_name="Cisco")), recording_in(target_id="switch-after"))


def test_a_write_locks_out_others_from_its_first_moment(path: Path, store: Store) -> None:
    """A lock taken only by the first write lets another writer in between reading and writing."""
    other = sqlite3.connect(path, timeout=0, isolation_level=None)
    with closing(other), store._session.writing(), pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")


def test_a_device_without_identities_saves_nothing(store: Store) -> None:
    recording = recording_in()
    store.save_recording(recording)
    with pytest.raises(ValueError, match="1 subjects"):
        store.save_device(device_of(root()), (), (), recording, "")
    assert [facts.ever_read for facts in store.device_facts()] == [False]


def test_an_undone_write_forgets_its_keys(store: Store, ask: Ask) -> None:
    """A key remembered from an undone transaction would soon name another vendor."""
    with pytest.raises(KeyboardInterrupt), store._session.writing():
        store._session.keys.vendor("zte")
        raise KeyboardInterrupt
    save(store, device_of(root(mfg_name="Cisco"), part("psu:1", mfg_name="ZTE")), recording_in())
    assert ask("SELECT path, manufacturer FROM components") == [("", "cisco"), ("psu:1", "zte")]
    assert ask("SELECT vendor FROM evidence") == [("cisco",), ("zte",)]
