"""Several roots in one request: fewer questions, the same rows, whatever an agent makes of it."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Iterable, Sequence

import pytest
from builders import integer_row, oid_row, text_row
from collect.polling import QUICK, community, poll, rows_of, target_at
from collect.snmp_agent import END_OF_MIB_VIEW, GET_BULK, Asked, Behaviour, answer, next_rows, running, table
from hypothesis import given
from hypothesis import strategies as st

from auditor.collect.pdu import Pdu, PduTag
from auditor.collect.plan import DEFAULT_PLAN
from auditor.collect.survey import ROWS_EACH, Start, read_starts
from auditor.collect.varbinds import Varbinds
from auditor.model.oid import encode_oid
from auditor.model.recording import Outcome, Recording
from auditor.model.rows import Row, pack_rows
from auditor.model.target import SnmpVersion

TREE = "1.3.6.1.4.1.99999"
ROOTS = [f"{TREE}.{number}" for number in (1, 2, 3, 4, 300)]
ENCODED = [encode_oid(root) for root in ROOTS]
ROWS = [
    integer_row(f"{TREE}.1.0", 1),
    *(integer_row(f"{TREE}.3.{number}", number) for number in (1, 2, 3)),
    integer_row(f"{TREE}.4.1", 1),
    integer_row(f"{TREE}.299.1", 1),
]
"""A scalar, no row, three rows, one row, and none: after them the tree goes on, then ends."""
SWITCH = [
    text_row("1.3.6.1.2.1.1.1.0", "Example switch"),
    oid_row("1.3.6.1.2.1.1.2.0", "1.3.6.1.4.1.99999.1"),
    text_row("1.3.6.1.2.1.1.5.0", "sw-1"),
    *(text_row(f"1.3.6.1.2.1.2.2.1.2.{index}", f"port {index}") for index in range(1, 61)),
    *(integer_row(f"1.3.6.1.2.1.47.1.1.1.1.4.{index}", 1) for index in range(1, 300)),
]


def shown(rows: Sequence[Row]) -> Pdu:
    """An answer with these rows."""
    names, elements = [oid for oid, _, _ in rows], [pack_rows([row]) for row in rows]
    special = any(tag >= 0x80 for _, tag, _ in rows)
    return Pdu(PduTag.RESPONSE, 1, 0, 0, Varbinds(names, elements, special))


def honest_rows(rows: list[Row], roots: Sequence[bytes], repetitions: int = ROWS_EACH) -> list[Row]:
    return next_rows(rows, Asked(0, 1, b"", GET_BULK, 1, repetitions, roots[0], tuple(roots[1:])))


def start_of(*rows: Row, ended: bool) -> Start:
    return Start(pack_rows(rows), len(rows), rows[-1][0] if rows else b"", ended)


WHOLE = [
    start_of(ROWS[0], ended=True),
    start_of(ended=True),
    start_of(*ROWS[1:3], ended=False),
    start_of(ROWS[4], ended=True),
    start_of(ended=True),
]


def test_one_answer_tells_which_roots_are_empty_and_which_hold_one_row() -> None:
    assert read_starts(ENCODED, shown(honest_rows(ROWS, ENCODED))) == WHOLE


@pytest.mark.parametrize("room", range(11))
def test_an_answer_cut_short_tells_of_as_many_roots_as_it_has_rows_for(room: int) -> None:
    starts = read_starts(ENCODED, shown(honest_rows(ROWS, ENCODED)[:room]))
    assert len(starts) == min(room, len(ROOTS))
    for start, whole in zip(starts, WHOLE, strict=False):
        assert whole.payload.startswith(start.payload)
        assert whole.ended or not start.ended


def mixed_up(how: str) -> Callable[[list[Row]], list[Row]]:
    """What broken agents make of an answer."""
    return {
        "column by column": lambda rows: [row for first in range(5) for row in rows[first::5]],
        "backwards": lambda rows: rows[::-1],
        "the first alone": lambda rows: rows[:1] * 10,
        "ended ones left out": lambda rows: [row for row in rows if row[1] != END_OF_MIB_VIEW],
        "the second left out": lambda rows: rows[:1] + rows[2:],
        "an exception": lambda rows: [*rows[:2], (rows[2][0], 0x81, b""), *rows[3:]],
        "the end for the second": lambda rows: [rows[0], (ENCODED[1], END_OF_MIB_VIEW, b""), *rows[2:]],
        "as asked": lambda rows: [(oid, END_OF_MIB_VIEW - 2, b"") for oid in ENCODED],
    }[how]  # fmt: skip


@pytest.mark.parametrize(
    "how",
    [
        *("column by column", "backwards", "the first alone", "ended ones left out", "the second left out"),
        *("an exception", "the end for the second", "as asked"),
    ],
)
def test_of_an_answer_that_no_tree_gives_nothing_is_believed(how: str) -> None:
    assert read_starts(ENCODED, shown(mixed_up(how)(honest_rows(ROWS, ENCODED)))) == []


def test_a_second_row_left_out_makes_no_root_look_read() -> None:
    rows = [integer_row(f"{TREE}.{root}.{row}", 1) for root in (1, 2, 3) for row in (1, 2, 3)]
    honest = honest_rows(rows, ENCODED[:3])
    for missing in (3, 4):
        starts = read_starts(ENCODED[:3], shown([*honest[:missing], *honest[missing + 1 :]]))
        assert [start.ended for start in starts] == [False] * 3


def test_the_end_in_place_of_a_second_row_ends_no_root_before_others() -> None:
    rows = [integer_row(f"{TREE}.{root}.{row}", 1) for root in (1, 2) for row in (1, 2)]
    first = honest_rows(rows, ENCODED[:2], 1)
    starts = read_starts(ENCODED[:2], shown([*first, (ENCODED[0], END_OF_MIB_VIEW, b"")]))
    assert [start.ended for start in starts] == [False, False]


OIDS = st.lists(st.tuples(st.integers(1, 4), st.integers(1, 3)), unique=True, max_size=10)


@given(OIDS, st.lists(st.integers(1, 5), unique=True, min_size=2, max_size=5), st.randoms())
def test_rows_in_any_order_make_no_root_look_empty(
    oids: list[tuple[int, int]], numbers: list[int], chance: random.Random
) -> None:
    rows = [integer_row(f"{TREE}.{first}.{second}", 1) for first, second in sorted(oids)]
    roots = [encode_oid(f"{TREE}.{number}") for number in sorted(numbers)]
    found = honest_rows(rows, roots, 1)
    honest = read_starts(roots, shown(found))
    chance.shuffle(found)
    starts = read_starts(roots, shown(found))
    assert starts in ([], honest)
    assert honest == [
        start_of(*[row for row in rows if row[0].startswith(root)][:1], ended=not any(
            row[0].startswith(root) for row in rows
        ))
        for root in roots
    ]  # fmt: skip


def polled(behaviour: Behaviour, version: SnmpVersion = SnmpVersion.V2C) -> tuple[Recording, int]:
    """The recording, and how many requests were needed."""

    async def run() -> tuple[Recording, int]:
        async with running(behaviour) as agent:
            recording = await poll(target_at(agent.port, community(version=version)), DEFAULT_PLAN, QUICK)
            return recording, len(agent.requests)

    return asyncio.run(run())


def test_a_plan_needs_fewer_requests_than_roots() -> None:
    recording, requests = polled(table(SWITCH))
    assert recording.outcome == Outcome.COMPLETE
    assert requests < len(recording.sections)


def one_at_a_time(of_several: Behaviour) -> Behaviour:
    """Behaves so where several OIDs are asked for."""
    honest = table(SWITCH)
    return lambda asked: of_several(asked) if asked.others else honest(asked)


def reordered(asked: Asked) -> Iterable[bytes]:
    return [answer(asked, mixed_up("backwards")(next_rows(SWITCH, asked)))]


OF_SEVERAL: dict[str, Behaviour] = {
    "silence": lambda asked: (),
    "genErr": lambda asked: [answer(asked, status=5, index=1)],
    "tooBig": lambda asked: [answer(asked, status=1)],
    "nothing": lambda asked: [answer(asked)],
    "one row": lambda asked: [answer(asked, next_rows(SWITCH, asked)[:1])],
    "backwards": reordered,
    "too many rows": lambda asked: [answer(asked, next_rows(SWITCH, asked) * 2)],
}


@pytest.mark.parametrize("how", OF_SEVERAL)
def test_an_agent_that_cannot_answer_for_several_roots_gives_the_same_rows(how: str) -> None:
    whole, _ = polled(table(SWITCH))
    recording, _ = polled(one_at_a_time(OF_SEVERAL[how]))
    assert recording.outcome == Outcome.COMPLETE
    assert (recording.sections, recording.payloads) == (whole.sections, whole.payloads)


def test_version_1_gives_the_same_rows_root_by_root() -> None:
    recording, requests = polled(table(SWITCH), SnmpVersion.V1)
    assert requests > len(recording.sections)
    assert rows_of(recording, "1.3.6.1.2.1.47.1.1.1") == SWITCH[63:]


def test_what_was_read_before_a_device_fell_silent_is_kept() -> None:
    honest = table(SWITCH)
    recording, _ = polled(lambda asked: honest(asked) if asked.number < 4 else ())
    assert recording.outcome == Outcome.PARTIAL
    assert rows_of(recording, "1.3.6.1.2.1.47.1.1.1")[:2] == SWITCH[63:65]
