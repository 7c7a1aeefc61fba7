"""What devices say cannot break, command or hide anything in the store."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import Ask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stored import (
    device_of,
    evaluate,
    fdb_neighbor,
    lldp_neighbor,
    part,
    recording_in,
    root,
    save,
    save_findings,
    target_of,
)

from auditor.model.device import Observed
from auditor.model.finding import Status
from auditor.model.recording import Outcome, Problem, Reason
from auditor.store import DeviceStatus, Store
from auditor.store.text import clean, distinct

HOSTILE = (
    "x'); DROP TABLE device;--",
    "\0hidden",
    "a\0b\0",
    "\ud800",
    "\udfff\ud800",
    "\U0001f4a9",
    "中兴通讯",
    "\x1b]0;title\x07",
    "\u202eevil",
    "%s %n {0} ?1 :name",
    "' OR 1=1 --",
    "\uffff\ufffe",
    "",
    "z" * 4_096,
)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_hostile_text_is_kept_and_found_in_every_place(store: Store, ask: Ask, text: str) -> None:
    device = device_of(
        root(name=text, model_name=text, serial_num=text, mfg_name="Cisco" + text),
        part("slot:" + text, 1, mfg_name=text + "ZTE", descr=text)._replace(interface=text, sources=(text,)),
        neighbors=(lldp_neighbor("k" + text, system_name=text, mfg_name="ZTE")._replace(addresses=(text,)),),
        name=Observed(text, b"", device_of(root()).name.reference),  # type: ignore[union-attr]
        problems=(Problem(Reason.ROW_UNDECODED, text, text),),
    )
    store.save_targets("run-1", (target_of(site=text, tags=(text,)),), retire_missing=False)
    save(
        store,
        device,
        recording_in(text=text.encode("utf-8", "surrogatepass").hex(), problems=device.problems),
    )
    evaluation = evaluate(store)
    save_findings(store, evaluation)
    store.set_device_statuses([DeviceStatus("switch-1", Status.UNKNOWN, text)])
    assert store.check() == ()
    assert [(clean(text),)] * 2 == ask(
        "SELECT name FROM devices UNION ALL SELECT name FROM components WHERE path = ''"
    )
    assert [("slot:" + clean(text),)] == ask("SELECT path FROM components WHERE descr = ?", clean(text))
    assert [(clean(text + "ZTE"),)] == ask("SELECT mfg_name FROM components WHERE mfg_name LIKE '%ZTE'")
    assert [(clean(text),)] == ask("SELECT because FROM devices")


@given(st.text(alphabet=st.characters(), max_size=40))
def test_clean_text_is_what_sqlite_can_keep(text: str) -> None:
    cleaned = clean(text)
    assert "\0" not in cleaned
    assert len(cleaned.encode("utf-8")) >= len(cleaned)
    assert cleaned == clean(cleaned)


@given(st.lists(st.text(alphabet="ab\0\ud800\ud801#2", max_size=3)))
def test_distinct_texts_stay_distinct(texts: list[str]) -> None:
    result = distinct(texts)
    assert len(texts) == len(result) == len(set(result))


def test_text_behind_a_nul_is_found(store: Store, ask: Ask) -> None:
    """SQLite's text functions stop at NUL: 'a\\0Huawei' would read as 'a'."""
    save(store, device_of(root(descr="a\0Huawei")), recording_in())
    assert ask("SELECT descr FROM components WHERE descr LIKE '%Huawei%'") == [("a␀Huawei",)]


@pytest.mark.parametrize("value", [-1, 1 << 48, 1 << 63, (1 << 64) - 1, 1 << 200])
def test_a_number_beyond_its_field_is_not_stated(store: Store, ask: Ask, value: int) -> None:
    neighbor = fdb_neighbor(1)
    assert neighbor.mac is not None
    number = neighbor.mac._replace(value=value)
    chassis = root()._replace(vendor_oui=number)
    device = device_of(chassis, neighbors=(neighbor._replace(mac=number),), base_mac=number)
    save(store, device, recording_in())
    assert ask("SELECT vendor_oui, mac_int FROM components, neighbors") == [(None, None)]


def test_octets_that_are_no_text_are_in_the_evidence(store: Store, ask: Ask) -> None:
    chassis = root()
    odd = Observed("ZTE�", b"ZTE\xff\x00", part("x", mfg_name="x").mfg_name.reference)  # type: ignore[union-attr]
    save(store, device_of(chassis, part("psu:1")._replace(mfg_name=odd)), recording_in())
    assert ask("SELECT matched_text, raw_hex FROM evidence") == [("ZTE�", "5a5445ff00")]


def test_an_attempt_with_hostile_words_is_kept(store: Store) -> None:
    text = "".join(HOSTILE)
    recording = recording_in(outcome=Outcome.FAILED, reason=Reason.ANSWERS_REJECTED)
    assert store.save_recording(replace(recording, detail=text, security=text, address=text))
    assert ["recording failed: " + clean(text)] == [row.detail for row in store.coverage()]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(texts=st.lists(st.text(max_size=12), min_size=1, max_size=6, unique=True))
def test_saving_any_texts_never_raises_and_keeps_every_part(store: Store, texts: list[str]) -> None:
    parts = tuple(part("p" + text, n, mfg_name=text, serial_num=text) for n, text in enumerate(texts))
    save(store, device_of(root(), *parts), recording_in(), derivation=repr(texts))
    (facts,) = store.device_facts()
    assert len(texts) + 1 == facts.components
