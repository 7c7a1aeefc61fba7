"""The first rows of several roots in one request: at most devices most roots are empty or hold one row.

An answer is believed only where one tree that is walked in order can give it; any other costs nothing but
the question, since each root is then walked by itself. Must not know the plan or what rows mean. Next:
`poll`, which surveys before it walks.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from auditor.collect.budget import Trouble
from auditor.collect.pdu import Pdu, Request
from auditor.collect.session import Session
from auditor.collect.values import END_OF_MIB_VIEW, EXCEPTIONS
from auditor.collect.varbinds import Varbinds
from auditor.model.oid import decode_index, encode_oid
from auditor.model.rows import unpack_rows

ROOTS_AT_ONCE = 14
"""With two rows of each, an answer of usual rows stays within an Ethernet frame."""
ROWS_EACH = 2
"""The second one shows that there is only one, as in scalars."""
RETRIES = 1
"""A device that cannot answer such a question is soon asked the usual way."""


class Start(NamedTuple):
    """The first rows below a root as a payload, their number, the OID of the last, whether they are all."""

    payload: bytes = b""
    row_count: int = 0
    last: bytes = b""
    ended: bool = False


UNKNOWN = Start()


async def survey(session: Session, roots: Sequence[str], rows_each: int = ROWS_EACH) -> dict[str, Start]:
    """What one request tells of these different dotted roots; those that it tells nothing of are left out."""
    ordered = sorted(roots, key=lambda root: order_of(encode_oid(root)))
    oids = tuple(map(encode_oid, ordered))
    answer = await session.ask(Request(oids, rows_each), RETRIES)
    if isinstance(answer, Trouble) or answer.error_status:
        return {}
    return dict(zip(ordered, read_starts(oids, answer), strict=False))


def read_starts(roots: Sequence[bytes], answer: Pdu) -> list[Start]:
    """Starts for these encoded roots, which are in OID order, from an answer to a GETBULK for all of them
    (RFC 3416 4.2.3: the first row of each, then the second of each, as far as there was room). Fewer
    where there was no room for all, none where the answer is none of a tree that is walked in order.
    """
    rows = tuple(_rows(answer.varbinds))
    first, second = rows[: len(roots)], rows[len(roots) : 2 * len(roots)]
    if not _agrees(roots, first):
        return []
    starts = [_after(UNKNOWN, root, row) for root, row in zip(roots, first, strict=False)]
    for number, row in enumerate(second if _goes_on(first, second) else ()):
        start = starts[number]
        if not start.ended and (row.at_end or _follows(row, start.last)):
            starts[number] = _after(start, roots[number], row)
    return starts


class _Row(NamedTuple):
    """`exception`: the tag that stands in place of a value, or 0."""

    name: bytes
    element: bytes
    exception: int

    @property
    def at_end(self) -> bool:
        return self.exception == END_OF_MIB_VIEW


def _rows(varbinds: Varbinds) -> Iterator[_Row]:
    names, elements, special = varbinds
    for name, element in zip(names, elements, strict=True):
        ((_, tag, _),) = unpack_rows(element) if special else ((name, 0, b""),)
        yield _Row(name, element, tag if tag in EXCEPTIONS else 0)


def _agrees(roots: Sequence[bytes], first: Sequence[_Row]) -> bool:
    """Whether these can be the rows that follow the roots: each comes after its root, and one that comes
    after the next root too is also the row that follows that one. So nothing that an agent mixes up,
    repeats or leaves out makes a root look empty."""
    if not all(row.at_end or _follows(row, root) for root, row in zip(roots, first, strict=False)):
        return False
    return all(
        following.at_end if row.at_end else following == row or not _follows(row, root)
        for (row, following), root in zip(pairwise(first), roots[1:], strict=False)
    )


def _goes_on(first: Sequence[_Row], second: Sequence[_Row]) -> bool:
    """Whether each second row can be the next one after its first: no row that is known to be there lies
    between, or after one that is called the last. So a row left out does not make a root look read."""
    names = sorted(order_of(row.name) for row in (*first, *second) if not row.exception)
    for row, following in zip(first, second, strict=False):
        if row.exception:
            continue
        after = bisect_right(names, order_of(row.name))
        if after < len(names) and (following.exception or names[after] < order_of(following.name)):
            return False
    return True


def _follows(row: _Row, oid: bytes) -> bool:
    return not row.exception and order_of(row.name) > order_of(oid)


def _after(start: Start, root: bytes, row: _Row) -> Start:
    if row.at_end or not row.name.startswith(root):
        return start._replace(ended=True)
    return Start(start.payload + row.element, start.row_count + 1, row.name)


@lru_cache(maxsize=2_048)
def order_of(oid: bytes) -> tuple[int, ...]:
    """What encoded OIDs are compared by; a fleet repeats the same few."""
    return decode_index(oid)
