"""The inventory by device, as reports by device read it."""

from __future__ import annotations

from dataclasses import replace

from stored import device_of, evaluate, next_run, part, recording_in, root, save, target_of
from story import STORY

from auditor.model.finding import Status
from auditor.model.inventory import InventoryDevice
from auditor.model.recording import Outcome, Reason
from auditor.model.target import SourceLine
from auditor.store import Store


def device_in(store: Store, device_id: str = "switch-1") -> InventoryDevice:
    (device,) = store.inventory_devices({device_id})
    return device


def test_a_device_comes_with_its_parts_their_makers_and_its_neighbors(store: Store) -> None:
    save(store, STORY, recording_in())
    evaluate(store)
    device = device_in(store)
    assert [(one.path, one.manufacturer, one.serial_num, one.status) for one in device.parts] == [
        ("", "cisco", "FOC1", Status.EXCLUDED),
        ("psu:1", "zte", "Z1", Status.EXCLUDED),
        ("slot:2", "", "", Status.UNKNOWN),
    ]
    assert [(one.key, one.system_name, one.manufacturer) for one in device.neighbors] == [
        ("serial:9", "cpe", "zte")
    ]
    assert (device.name, device.read_at) == ("core", "2026-11-22T00:00:01Z")


def test_a_maker_comes_with_the_evidence_for_it(store: Store) -> None:
    save(store, STORY, recording_in())
    (evidence,) = device_in(store).parts[1].evidence
    assert (evidence.vendor, evidence.matched_text, evidence.confidence) == ("zte", "ZTE", 95)


def test_a_part_comes_after_the_part_around_it(store: Store) -> None:
    tree = device_of(
        root(),
        part("a:2/b:1")._replace(contained_in="a:2"),
        part("a:2"),
        part("a:10"),
        part("a:2/b:1/c:1")._replace(contained_in="a:2/b:1"),
    )
    save(store, tree, recording_in())
    parts = device_in(store).parts
    seen: set[str] = set()
    for one in parts:
        assert not one.path or one.contained_in in seen
        seen.add(one.path)
    assert seen == {"", "a:2", "a:2/b:1", "a:2/b:1/c:1", "a:10"}


def test_what_is_gone_is_left_out_and_what_hung_on_it_stays(store: Store) -> None:
    save(store, device_of(root(), part("psu:1"), part("fan:1")), recording_in())
    save(store, device_of(root(), part("fan:1")), next_run(store, 2, text="other"))
    assert [one.path for one in device_in(store).parts] == ["", "fan:1"]


def test_a_failed_attempt_hides_nothing_that_was_read_earlier(store: Store) -> None:
    save(store, STORY, recording_in())
    save(store, device_of(root()), next_run(store, 2, outcome=Outcome.FAILED, reason=Reason.NO_ANSWER))
    device = device_in(store)
    assert ([one.path for one in device.parts], device.read_at) == (
        ["", "psu:1", "slot:2"],
        "2026-11-22T00:00:01Z",
    )


def test_a_device_that_was_never_read_says_so(store: Store) -> None:
    save(store, device_of(root()), recording_in(outcome=Outcome.FAILED, reason=Reason.NO_ANSWER))
    device = device_in(store)
    assert (device.read_at, device.security, [one.status for one in device.parts]) == (
        "",
        "",
        [Status.NOT_CHECKED],
    )


def test_a_device_of_a_report_states_its_line_its_security_and_its_policies(store: Store) -> None:
    listed = replace(target_of(), source=SourceLine("targets.csv", 7))
    store.save_targets("run-1", (listed,), retire_missing=True)
    save(store, STORY, recording_in())
    evaluate(store)
    (facts,) = store.device_facts()
    assert (facts.source_file, facts.source_line, facts.security, facts.read_at) == (
        "targets.csv",
        7,
        "v2c",
        "2026-11-22T00:00:01Z",
    )
    assert facts.policy_statuses == (("operator", "excluded"),)


def test_devices_come_by_site_and_id(store: Store) -> None:
    targets = (replace(target_of("a"), site="y"), replace(target_of("b"), site="x"), target_of("c"))
    store.save_targets("run-1", targets, retire_missing=True)
    places = [(device.site, device.device_id) for device in store.inventory_devices({"a", "b", "c"})]
    assert (len(places), places) == (3, sorted(places))
    assert [device.device_id for device in store.inventory_devices({"a", "x"})] == ["a"]
