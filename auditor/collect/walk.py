"""Walks one sub-tree: every row a device has below a root, and how the walk ended.

Whatever the device does, a walk ends: OIDs must increase, rows and bytes are capped, the
device's time is counted down. Rows read before trouble are kept. Must not know versions of
SNMP, credentials or what the rows mean. Next: `snmp`, which walks the plan.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from operator import lt
from typing import NamedTuple

from auditor.collect.budget import DeviceBudget, Trouble
from auditor.collect.pdu import (
    AUTHORIZATION_ERROR,
    NO_ACCESS,
    NO_SUCH_NAME,
    TOO_BIG,
    Pdu,
    Request,
    error_name,
)
from auditor.collect.session import Session
from auditor.collect.survey import UNKNOWN, Start
from auditor.collect.values import END_OF_MIB_VIEW, NO_SUCH_INSTANCE, NO_SUCH_OBJECT
from auditor.model.limits import Limits
from auditor.model.oid import decode_index, encode_oid, oid_text
from auditor.model.recording import End, Reason
from auditor.model.rows import Row, unpack_rows
from auditor.model.sections import SectionKind

_EXCEPTIONS = {NO_SUCH_OBJECT: "noSuchObject", NO_SUCH_INSTANCE: "noSuchInstance"}
_ENDS = {
    Reason.NO_ANSWER: End.TIMEOUT,
    Reason.PORT_CLOSED: End.TIMEOUT,
    Reason.TIME_BUDGET: End.TIMEOUT,
    Reason.BYTE_CAP: End.CAP,
    Reason.STOPPED_ANSWERING: End.TIMEOUT,
    Reason.NAME_UNRESOLVED: End.ERROR,
    Reason.ANSWERS_REJECTED: End.ERROR,
    Reason.INTERNAL_ERROR: End.ERROR,
}


FIRST_REPETITIONS = 25
"""Asked for before the size of a table's rows is known: half an Ethernet frame of usual ones."""


class Walked(NamedTuple):
    """Rows of a sub-tree in the device's order, as a section's payload (`pack_rows`) and their number;
    `reason` is None when the end is COMPLETE."""

    payload: bytes
    row_count: int
    end: End
    reason: Reason | None = None
    detail: str = ""

    def read_rows(self) -> Iterator[Row]:
        """Decoded as far as names, tags and values."""
        return unpack_rows(self.payload)


class WalkedRoot(NamedTuple):
    """What became of one root in one context ("" = the device's own)."""

    kind: SectionKind
    root: str
    context: str
    walked: Walked


def end_of(reason: Reason) -> End:
    """The end of a walk that stopped for this reason; what is left is a refusal."""
    return _ENDS.get(reason, End.AUTH)


class _Stop(NamedTuple):
    end: End
    reason: Reason | None = None
    detail: str = ""


_COMPLETE = _Stop(End.COMPLETE)


@dataclass(slots=True)
class _Position:
    """How far the walk of one root has come; `order` are the sub-identifiers after the root.

    Rows are kept as one piece for each answer: as objects of their own those of all devices in flight
    would be more than a processor's caches hold."""

    root: bytes
    oid: bytes
    order: tuple[int, ...]
    bulk: bool
    session: Session
    repetitions: int
    pieces: list[bytes] = field(default_factory=list)
    row_count: int = 0

    def fit(self, size_bytes: int, count: int, ceiling: int) -> None:
        """Ask for as many rows as fit an answer where so many have this size; each has a header of two
        octets there."""
        fitting = self.session.room_bytes // (size_bytes // count + 2)
        self.repetitions = min(ceiling, max(1, fitting))

    def keep(self, rows: bytes, count: int, last: bytes, order: tuple[int, ...]) -> None:
        """These rows are read, the last of them with this OID."""
        self.pieces.append(rows)
        self.row_count += count
        self.oid, self.order = last, order


class Walker:
    """Walks the roots of one device; remembers how much it can answer."""

    def __init__(self, session: Session, limits: Limits, budget: DeviceBudget) -> None:
        self._session = session
        self._limits = limits
        self._budget = budget
        self._ceiling = max(1, limits.max_repetitions)

    async def walk(
        self, root: str, *, first_only: bool = False, over: Session | None = None, start: Start = UNKNOWN
    ) -> Walked:
        """Every row below a dotted OID, or only the first; never raises for what the device does.

        `over`: a session of the same device, where several roots are walked at the same time. `start`: what
        is known already of these rows.
        """
        position = self._at(encode_oid(root), start, over or self._session, bulk=not first_only)
        stop: _Stop | None = None
        while stop is None and not (first_only and position.row_count):
            asked = Request((position.oid,), position.repetitions if position.bulk else 0)
            answer = await position.session.ask(asked)
            if isinstance(answer, Trouble):
                stop = await self._after_trouble(position, answer)
            elif answer.error_status:
                stop = self._after_error(position, answer, asked)
            else:
                stop = self._take(position, answer)
        return Walked(b"".join(position.pieces), position.row_count, *(stop or _COMPLETE))

    def _at(self, root: bytes, start: Start, session: Session, *, bulk: bool) -> _Position:
        """Where a walk begins: before the first row, or after those that are known already."""
        repetitions = min(FIRST_REPETITIONS, self._ceiling)
        position = _Position(root, root, (), session.bulk and bulk, session, repetitions)
        if start.row_count:
            order = decode_index(start.last[len(root) :])
            position.keep(start.payload, start.row_count, start.last, order)
            position.fit(len(start.payload), start.row_count, self._ceiling)
        return position

    def _take(self, position: _Position, answer: Pdu) -> _Stop | None:
        """Keep the rows of an answer; why the walk ends with it, if it does."""
        names, elements, special = answer.varbinds
        if not names:
            return _step_by_step(position, _Stop(End.ERROR, Reason.ERROR_STATUS, "answer without rows"))
        if special or not self._take_at_once(position, names, elements):
            return self._take_one_by_one(position, elements)
        if not names[-1].startswith(position.root):
            return _COMPLETE
        if len(names) >= position.repetitions:
            position.fit(len(b"".join(elements)), len(elements), self._ceiling)
        return None

    def _take_at_once(self, position: _Position, names: list[bytes], elements: list[bytes]) -> bool:
        """Keep the rows below the root where nothing is special, as in nearly every answer.

        Names in the order of their octets, between two that have the root as prefix, have it too.
        That order is not OID order where sub-identifiers are large, so the last name is compared
        in full with where the walk was: a device that goes back cannot keep the walk going.
        """
        root = position.root
        if not names[-1].startswith(root):
            names = list(takewhile(lambda name: name.startswith(root), names))
            elements = elements[: len(names)]
        if not names:
            return True
        order = decode_index(names[-1][len(root) :])
        if (
            not names[0].startswith(root)
            or not position.oid < names[0]
            or not all(map(lt, names, names[1:]))
            or order <= position.order
            or position.row_count + len(names) > self._limits.max_rows_per_root
        ):
            return False
        position.keep(b"".join(elements), len(names), names[-1], order)
        return True

    def _take_one_by_one(self, position: _Position, elements: list[bytes]) -> _Stop | None:
        for element in elements:
            ((oid, tag, _),) = unpack_rows(element)
            if tag == END_OF_MIB_VIEW or not oid.startswith(position.root):
                return _COMPLETE
            order = decode_index(oid[len(position.root) :])
            if order <= position.order:
                return self._not_increasing(position, oid, tag)
            if tag in _EXCEPTIONS:  # not allowed here (RFC 3416 4.2.2), seen as holes in tables
                position.oid, position.order = oid, order
                continue
            if position.row_count >= self._limits.max_rows_per_root:
                return _Stop(End.CAP, Reason.ROW_CAP, f"more than {self._limits.max_rows_per_root} rows")
            position.keep(element, 1, oid, order)
        return None

    @staticmethod
    def _not_increasing(position: _Position, oid: bytes, tag: int) -> _Stop:
        if tag in _EXCEPTIONS:
            return _Stop(End.ERROR, Reason.ERROR_STATUS, f"{_EXCEPTIONS[tag]} for {oid_text(oid)}")
        detail = f"OID does not increase: {oid_text(oid)} after {oid_text(position.oid)}"
        return _Stop(End.LOOP, Reason.NOT_INCREASING, detail)

    def _after_error(self, position: _Position, answer: Pdu, asked: Request) -> _Stop | None:
        """What an error-status means for the walk; None = ask for less and go on."""
        status = answer.error_status
        detail = f"{error_name(status)} after {oid_text(position.oid)}"
        if status == NO_SUCH_NAME:  # SNMPv1's end of the MIB view (RFC 3584 4.2.2.2)
            return _COMPLETE
        if status in {NO_ACCESS, AUTHORIZATION_ERROR}:
            return _Stop(End.AUTH, Reason.VIEW_REFUSED, detail)
        if status == TOO_BIG and asked.repetitions > 1:
            self._ceiling = position.repetitions = max(1, asked.repetitions // 2)
            return None
        return _step_by_step(position, _Stop(End.ERROR, Reason.ERROR_STATUS, detail))

    async def _after_trouble(self, position: _Position, trouble: Trouble) -> _Stop | None:
        stop = _Stop(end_of(trouble.reason), trouble.reason, trouble.detail)
        if trouble.reason is Reason.ANSWERS_REJECTED:
            return _step_by_step(position, stop)
        if trouble.reason is not Reason.NO_ANSWER or not position.bulk:
            return stop
        # Firewalls drop the fragments of long answers: a short one tells that from silence.
        cheap = Request((position.oid,))
        answer = await position.session.ask(cheap, retries=0)
        if isinstance(answer, Trouble):
            return stop
        position.bulk = position.repetitions > 1
        self._ceiling = position.repetitions = max(1, position.repetitions // 4)
        return (
            self._after_error(position, answer, cheap)
            if answer.error_status
            else self._take(position, answer)
        )


def _step_by_step(position: _Position, stop: _Stop) -> _Stop | None:
    """Go on row by row with GETNEXT, or stop where that is what failed."""
    if not position.bulk:
        return stop
    position.bulk = False
    return None
