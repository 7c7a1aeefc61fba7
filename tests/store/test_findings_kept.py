"""A finding is kept for as long as evaluations say the same, and every evaluation can be read again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import Ask
from stored import (
    device_of,
    evaluate,
    evaluation_of,
    fdb_neighbor,
    finding_of,
    lldp_neighbor,
    next_run,
    part,
    recording_in,
    root,
    save,
    save_findings,
)
from stored import judged as verdicts_of
from story import STORY

from auditor.errors import StoreError
from auditor.model.findings import ListedFindings
from auditor.model.identity import SubjectKind
from auditor.store import Store

FRAME = b"what findings are made of beside the store"


def judged(store: Store, frame: bytes = FRAME, rules: tuple[str, ...] = ("list",)) -> tuple[int, list[str]]:
    """Judges by equal rules; the id of the evaluation and the subjects of which a finding was made."""
    verdicts = [
        (key, verdict._replace(rule_id=rule))
        for key, judgement in store.judgement_classes()
        for verdict in verdicts_of(judgement, "zte")
        for rule in rules
    ]
    evaluation, made = store.save_evaluation(evaluation_of(), verdicts), []
    saved = []
    for batch in store.finding_batches(frame):
        made += [one.subject_key for one in batch.candidates]
        saved.append((batch, [finding_of(one) for one in batch.candidates]))
    store.save_findings(evaluation, saved)
    return evaluation, made


def found(store: Store, evaluation: int) -> list[tuple[str, str]]:
    """Subject and port of the findings of an evaluation."""
    findings = store.findings(evaluation, frozenset({"switch-1"}))
    return [(one.subject_key, one.interface) for one in findings]


def test_what_did_not_change_is_neither_made_nor_written_again(store: Store, ask: Ask) -> None:
    save(store, replace(STORY, neighbors=()), recording_in())
    first, made = judged(store)
    before = ask("SELECT * FROM findings WHERE subject_kind = 'component' AND through_part = ''")
    second, again = judged(store)
    assert (made, again) == (["", "psu:1"], ["", "psu:1"])  # both have a serial number, so both are made
    assert before == ask("SELECT * FROM findings WHERE subject_kind = 'component' AND through_part = ''")
    assert found(store, first) == found(store, second)
    assert ask("SELECT count(*) FROM finding") == [(2,)]


def test_a_neighbor_that_stays_is_kept_and_only_made_again_when_something_is_said_otherwise(
    store: Store, ask: Ask
) -> None:
    seen = lldp_neighbor("name:cpe", mfg_name="ZTE", system_name="cpe")
    save(store, device_of(root(mfg_name="Cisco"), neighbors=(seen,)), recording_in())
    assert judged(store)[1] == ["name:cpe"]
    assert judged(store)[1] == []
    renamed = lldp_neighbor("name:cpe", mfg_name="ZTE", system_name="cpe-2")
    save(store, device_of(root(mfg_name="Cisco"), neighbors=(renamed,)), next_run(store, 2, text="changed"))
    assert judged(store)[1] == ["name:cpe"]
    assert judged(store)[1] == []
    assert judged(store, b"another version of the program")[1] == ["name:cpe"]
    assert judged(store, b"")[1] == ["name:cpe"]


def test_a_subject_found_under_two_rules_has_two_findings_every_time(store: Store, ask: Ask) -> None:
    save(store, STORY, recording_in())
    for _ in range(3):
        evaluation, _ = judged(store, rules=("list", "other"))
        assert len(found(store, evaluation)) == 6
    assert ask("SELECT count(*) FROM finding") == [(6,)]


def test_an_earlier_evaluation_reads_as_it_was(store: Store, ask: Ask) -> None:
    save(store, STORY, recording_in())
    first, _ = judged(store)
    then = found(store, first)
    save(store, device_of(root(mfg_name="Cisco")), next_run(store, 2, text="changed"))
    second, _ = judged(store)
    assert (3, then, []) == (len(then), found(store, first), found(store, second))
    assert ask("SELECT count(*) FROM findings") == [(0,)]
    assert ask("SELECT count(*) FROM finding WHERE until_key IS NOT NULL") == [(3,)]


def test_a_finding_is_observed_when_its_device_was_last_judged(store: Store, ask: Ask) -> None:
    save(store, STORY, recording_in())
    first, _ = judged(store)
    save(store, STORY, next_run(store, 2))
    again, _ = judged(store)
    shown = frozenset({"switch-1"})
    at = [{one.observed_at for one in store.findings(key, shown)} for key in (first, again)]
    assert len(at[0] | at[1]) == 2
    assert at[1] == {row[0] for row in ask("SELECT observed_at FROM findings")}


def test_what_was_ended_before_the_oldest_kept_evaluation_is_forgotten(store: Store, ask: Ask) -> None:
    save(store, STORY, recording_in())
    judged(store)
    save(store, device_of(root(mfg_name="Cisco")), next_run(store, 2, text="changed"))
    judged(store)
    store.purge_evaluations(1)
    assert ask("SELECT count(*) FROM finding") == [(0,)]


def test_findings_removed_while_they_are_read_are_told(store: Store) -> None:
    save(store, STORY, recording_in())
    first, _ = judged(store)
    findings = store.findings(first, frozenset({"switch-1"}))
    assert len(findings) == 3
    save(store, device_of(root(mfg_name="Cisco")), next_run(store, 2, text="changed"))
    judged(store)
    store.purge_evaluations(1)
    with pytest.raises(StoreError, match="removed by retention while they were read"):
        tuple(findings)


@pytest.mark.parametrize("kind", SubjectKind)
def test_numbers_and_order_are_those_of_the_findings_themselves(store: Store, kind: SubjectKind) -> None:
    neighbors = (lldp_neighbor("serial:9", mfg_name="ZTE", system_name="cpe"), fdb_neighbor(0x48435A7C3100))
    inside = (part("psu:1", 1, mfg_name="ZTE"), part("slot:2", 2, mfg_name="ZTE", model_name="X"))
    save(store, device_of(root(mfg_name="Cisco"), *inside, neighbors=neighbors), recording_in())
    evaluation = evaluate(store)
    stored = store.findings(evaluation, save_findings(store, evaluation))
    listed = ListedFindings(reversed(tuple(stored)))
    assert listed.totals == stored.totals
    assert (tuple(listed), listed[1:3]) == (tuple(stored), stored[1:3])
    assert tuple(listed.of_kind(kind)) == tuple(stored.of_kind(kind))
    assert listed.of_device("switch-1") == stored.of_device("switch-1")
