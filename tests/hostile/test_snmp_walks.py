"""Devices whose tables never end, go back, come slowly or fail (cases H25 to H34)."""

from __future__ import annotations

import asyncio
import dataclasses
import itertools
from collections.abc import Iterable

import pytest
from builders import text_row
from collect.polling import QUICK, SYSTEM, SYSTEM_PLAN, poll, rows_of, target_at
from collect.snmp_agent import GET_BULK, Asked, Behaviour, answer, next_rows, running, table

from auditor.collect.budget import BURST_PACKETS
from auditor.model.limits import Limits
from auditor.model.oid import encode_oid
from auditor.model.recording import End, Outcome, Reason, Recording
from auditor.model.rows import Row, Tag

BY_25 = dataclasses.replace(QUICK, max_repetitions=25)
"""So that answers end where the tests expect them to."""
ROWS = [text_row(f"{SYSTEM}.{number}.0", f"row {number}") for number in range(1, 101)]


def poll_agent(behaviour: Behaviour, limits: Limits = BY_25) -> Recording:
    async def run() -> Recording:
        async with running(behaviour) as agent:
            return await poll(target_at(agent.port), SYSTEM_PLAN, limits)

    return asyncio.run(run())


def end_of(recording: Recording) -> tuple[End, Outcome, Reason | None]:
    (section,) = recording.sections
    return section.end, recording.outcome, recording.reason


def test_the_same_oid_for_ever_ends_as_a_loop_with_its_row_kept() -> None:
    recording = poll_agent(lambda asked: [answer(asked, [ROWS[4]])])
    assert end_of(recording) == (End.LOOP, Outcome.PARTIAL, Reason.NOT_INCREASING)
    assert [ROWS[4]] == rows_of(recording, SYSTEM)
    assert "1.3.6.1.2.1.1.5.0" in recording.sections[0].detail


def test_an_oid_that_goes_back_ends_as_a_loop_with_the_rows_before_it_kept() -> None:
    honest = table(ROWS)

    def behave(asked: Asked) -> Iterable[bytes]:
        back = asked.oid == ROWS[49][0]
        return [answer(asked, ROWS[10:35])] if back else honest(asked)

    recording = poll_agent(behave)
    assert end_of(recording) == (End.LOOP, Outcome.PARTIAL, Reason.NOT_INCREASING)
    assert ROWS[:50] == rows_of(recording, SYSTEM)


def test_rows_after_one_that_lies_outside_the_root_are_not_taken() -> None:
    outside = text_row("1.3.6.1.2.1.2.1.0", "elsewhere")
    shown = [*ROWS[:2], outside, ROWS[2], outside]
    recording = poll_agent(lambda asked: [answer(asked, shown[: max(1, asked.repetitions)])])
    assert end_of(recording) == (End.COMPLETE, Outcome.COMPLETE, None)
    assert ROWS[:2] == rows_of(recording, SYSTEM)


def test_rows_of_one_answer_must_increase_too() -> None:
    recording = poll_agent(
        lambda asked: [answer(asked, [ROWS[0], ROWS[2], ROWS[1]][: max(1, asked.repetitions)])]
    )
    assert end_of(recording) == (End.LOOP, Outcome.PARTIAL, Reason.NOT_INCREASING)
    assert [ROWS[0], ROWS[2]] == rows_of(recording, SYSTEM)


def endless(asked: Asked) -> Iterable[bytes]:
    """A table with a counter in its index: strictly increasing, without an end."""
    start = encode_oid(SYSTEM)
    known = int.from_bytes(asked.oid[len(start) :], "big") if len(asked.oid) > len(start) + 3 else 0
    rows: list[Row] = []
    count = known
    for _ in range(asked.repetitions or 1):
        count += 1
        while any(octet >= 0x80 for octet in count.to_bytes(4, "big")):
            count += 1
        rows.append((start + count.to_bytes(4, "big"), Tag.OCTET_STRING, b"x" * 40))
    return [answer(asked, rows)]


def test_an_endless_table_ends_at_the_row_cap() -> None:
    recording = poll_agent(endless, dataclasses.replace(QUICK, max_rows_per_root=500))
    assert end_of(recording) == (End.CAP, Outcome.PARTIAL, Reason.ROW_CAP)
    assert len(rows_of(recording, SYSTEM)) == 500


def test_an_endless_table_ends_at_the_byte_cap() -> None:
    recording = poll_agent(endless, dataclasses.replace(QUICK, max_bytes_per_device=20_000))
    assert end_of(recording) == (End.CAP, Outcome.PARTIAL, Reason.BYTE_CAP)
    assert 0 < len(rows_of(recording, SYSTEM)) < 500


def test_a_device_that_answers_one_row_at_a_time_slowly_ends_with_its_time_budget() -> None:
    """Each answer comes just in time for its request, so only the device's budget ends it."""
    limits = dataclasses.replace(QUICK, timeout_s=5.0, device_budget_s=0.4, packets_per_s=20.0)
    honest = table(ROWS)
    recording = poll_agent(lambda asked: [*honest(asked._replace(repetitions=1))][:1], limits)
    assert end_of(recording) == (End.TIMEOUT, Outcome.PARTIAL, Reason.TIME_BUDGET)
    assert 0 < len(rows_of(recording, SYSTEM)) < BURST_PACKETS + 20


@pytest.mark.parametrize("tag", [0x80, 0x81])
def test_an_exception_inside_a_table_is_a_hole(tag: int) -> None:
    rows = [*ROWS[:3], (ROWS[3][0], tag, b""), *ROWS[4:9]]
    recording = poll_agent(table(rows))
    assert end_of(recording) == (End.COMPLETE, Outcome.COMPLETE, None)
    assert [*ROWS[:3], *ROWS[4:9]] == rows_of(recording, SYSTEM)


@pytest.mark.parametrize(("tag", "name"), [(0x80, "noSuchObject"), (0x81, "noSuchInstance")])
def test_an_exception_in_place_of_an_end_is_an_error_not_an_end(tag: int, name: str) -> None:
    honest = table(ROWS[:30])

    def behave(asked: Asked) -> Iterable[bytes]:
        at_end = asked.oid == ROWS[24][0]
        return [answer(asked, [(asked.oid, tag, b"")])] if at_end else honest(asked)

    recording = poll_agent(behave)
    assert end_of(recording) == (End.ERROR, Outcome.PARTIAL, Reason.ERROR_STATUS)
    assert recording.sections[0].detail.startswith(name)
    assert ROWS[:25] == rows_of(recording, SYSTEM)


def test_end_of_mib_view_ends_the_table() -> None:
    recording = poll_agent(table(ROWS))
    assert end_of(recording) == (End.COMPLETE, Outcome.COMPLETE, None)
    assert rows_of(recording, SYSTEM) == ROWS


def failing(rows: list[Row], bad: bytes, status: int) -> Behaviour:
    """An agent that answers `status` wherever the row `bad` would be in the answer."""
    honest = table(rows)

    def behave(asked: Asked) -> Iterable[bytes]:
        if any(oid == bad for oid, _, _ in next_rows(rows, asked)):
            return [answer(asked, [(asked.oid, Tag.NULL, b"")], status=status, index=1)]
        return honest(asked)

    return behave


def test_generr_on_one_row_keeps_every_row_before_it_and_names_the_place() -> None:
    recording = poll_agent(failing(ROWS, ROWS[40][0], status=5))
    assert end_of(recording) == (End.ERROR, Outcome.PARTIAL, Reason.ERROR_STATUS)
    assert ROWS[:40] == rows_of(recording, SYSTEM)
    assert recording.sections[0].detail == "genErr after 1.3.6.1.2.1.1.40.0"


def test_generr_to_every_getbulk_is_walked_with_getnext() -> None:
    honest = table(ROWS)

    def behave(asked: Asked) -> Iterable[bytes]:
        bulk = asked.tag == GET_BULK
        return [answer(asked, [(asked.oid, Tag.NULL, b"")], status=5, index=1)] if bulk else honest(asked)

    recording = poll_agent(behave)
    assert end_of(recording) == (End.COMPLETE, Outcome.COMPLETE, None)
    assert rows_of(recording, SYSTEM) == ROWS


def test_too_big_halves_the_repetitions_until_the_answer_fits() -> None:
    honest, seen = table(ROWS), []

    def behave(asked: Asked) -> Iterable[bytes]:
        seen.append(asked.repetitions)
        return [answer(asked, status=1)] if asked.repetitions > 10 else honest(asked)

    recording = poll_agent(behave)
    assert end_of(recording) == (End.COMPLETE, Outcome.COMPLETE, None)
    assert list(dict.fromkeys(seen))[1:4] == [25, 12, 6]
    assert rows_of(recording, SYSTEM) == ROWS


def test_too_big_for_a_single_row_is_an_error() -> None:
    honest = table(ROWS)
    recording = poll_agent(lambda asked: honest(asked) if asked.number == 0 else [answer(asked, status=1)])
    assert end_of(recording) == (End.ERROR, Outcome.FAILED, Reason.ERROR_STATUS)
    assert recording.sections[0].detail == "tooBig after 1.3.6.1.2.1.1"


@pytest.mark.parametrize(("status", "index"), [(5, 127), (5, 2_000_000_000)])
def test_an_error_index_outside_the_varbinds_is_harmless(status: int, index: int) -> None:
    honest = table(ROWS)

    def behave(asked: Asked) -> Iterable[bytes]:
        if asked.number < 3:
            return honest(asked)
        return [answer(asked, [ROWS[0]], status=status, index=index)]

    recording = poll_agent(behave)
    assert end_of(recording) == (End.ERROR, Outcome.PARTIAL, Reason.ERROR_STATUS)
    assert ROWS[:50] == rows_of(recording, SYSTEM)


def test_an_unknown_error_status_is_an_error() -> None:
    honest = table(ROWS)
    recording = poll_agent(lambda asked: honest(asked) if asked.number < 2 else [answer(asked, status=9999)])
    assert recording.sections[0].end == End.ERROR
    assert recording.outcome == Outcome.PARTIAL
    assert ROWS[:25] == rows_of(recording, SYSTEM)


def test_an_answer_without_rows_is_an_error_not_an_end() -> None:
    honest = table(ROWS)
    recording = poll_agent(lambda asked: honest(asked) if asked.number < 2 else [answer(asked)])
    assert end_of(recording) == (End.ERROR, Outcome.PARTIAL, Reason.ERROR_STATUS)
    assert recording.sections[0].detail == "answer without rows"


def test_fewer_rows_than_asked_for_are_taken_and_the_walk_goes_on() -> None:
    recording = poll_agent(lambda asked: table(ROWS)(asked._replace(repetitions=min(3, asked.repetitions))))
    assert recording.outcome == Outcome.COMPLETE
    assert rows_of(recording, SYSTEM) == ROWS


def test_rows_outside_the_root_are_not_kept() -> None:
    outside = text_row("1.3.6.1.4.1.1.1.0", "of another tree")
    recording = poll_agent(table([*ROWS[:3], outside]))
    assert end_of(recording) == (End.COMPLETE, Outcome.COMPLETE, None)
    assert ROWS[:3] == rows_of(recording, SYSTEM)


def test_a_lossy_path_gives_the_same_rows() -> None:
    honest, counter = table(ROWS), itertools.count()
    limits = dataclasses.replace(QUICK, timeout_s=0.05, retries=3)
    recording = poll_agent(lambda asked: () if next(counter) % 3 == 0 else [*honest(asked)] * 2, limits)
    assert recording.outcome == Outcome.COMPLETE
    assert rows_of(recording, SYSTEM) == ROWS
