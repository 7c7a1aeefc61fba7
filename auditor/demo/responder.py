"""A small SNMP agent as a function: a request's octets in, an answer's octets or nothing out.

Answers GET, GETNEXT and GETBULK over v1 and v2c for a table of rows, refuses SET, and
answers every v3 message with a Report, so that it can be discovered. It never answers a
wrong community (RFC 3584 5.2.1). Must not know sockets, files or time. Next: `server`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from auditor.demo.ber import NULL, OBJECT_IDENTIFIER, OCTET_STRING, SEQUENCE, Cursor, integer, tlv
from auditor.demo.report import MAX_MESSAGE, discovery_report
from auditor.model.oid import sub_ids
from auditor.model.rows import Row, Tag

MAX_VARBINDS = 200
"""More than any manager asks for in one frame."""

V1, V2C, V3 = 0, 1, 3
GET, GETNEXT, RESPONSE, SET, GETBULK = 0xA0, 0xA1, 0xA2, 0xA3, 0xA5
NO_SUCH_OBJECT, NO_SUCH_INSTANCE, END_OF_MIB_VIEW = b"\x80\x00", b"\x81\x00", b"\x82\x00"
NO_ERROR, TOO_BIG, NO_SUCH_NAME, READ_ONLY, NOT_WRITABLE = 0, 1, 2, 4, 17
_OVERHEAD = 64
"""Octets of message, PDU and list around the varbinds, with a community of 32 octets."""

OidKey = tuple[int, ...]
ENTITY_MIB: OidKey = (1, 3, 6, 1, 2, 1, 47)


class Table:
    """Rows by OID, with each varbind encoded once."""

    def __init__(self, rows: Iterable[Row]) -> None:
        ordered = sorted((sub_ids(oid), oid, tag, value) for oid, tag, value in rows)
        self._keys = [key for key, *_ in ordered]
        self._oids = [oid for _, oid, *_ in ordered]
        self._varbinds = [_varbind(oid, tlv(tag, value)) for _, oid, tag, value in ordered]

    def __len__(self) -> int:
        return len(self._keys)

    def at(self, key: OidKey) -> bytes | None:
        """The varbind with exactly this OID."""
        index = bisect_left(self._keys, key)
        found = index < len(self) and self._keys[index] == key
        return self._varbinds[index] if found else None

    def has_below(self, key: OidKey) -> bool:
        """Whether there is a row below this OID."""
        index = bisect_left(self._keys, key)
        return index < len(self) and self._keys[index][: len(key)] == key

    def index_after(self, key: OidKey) -> int:
        """Index of the first row after this OID; the number of rows when there is none."""
        return bisect_right(self._keys, key)

    def key(self, index: int) -> OidKey:
        return self._keys[index]

    def oid(self, index: int) -> bytes:
        return self._oids[index]

    def varbind(self, index: int) -> bytes:
        return self._varbinds[index]


@dataclass(frozen=True, slots=True)
class Agent:
    """One simulated device. `tables` by community: Cisco's "community@VLAN" is one of its own.

    It answers nothing when `silent`, and falls silent when asked for a row of ENTITY-MIB after
    `stop_after`. `max_message`: octets of its longest answer.
    """

    tables: Mapping[bytes, Table]
    v1_tables: Mapping[bytes, Table]
    engine_id: bytes
    silent: bool = False
    stop_after: OidKey | None = None
    max_message: int = MAX_MESSAGE


def make_agent(
    rows_by_community: Mapping[bytes, Iterable[Row]],
    engine_id: bytes,
    *,
    silent: bool = False,
    stop_after: OidKey | None = None,
    max_message: int = MAX_MESSAGE,
) -> Agent:
    """An agent for rows by community; v1 does not see Counter64 (RFC 3584 4.2.2.1)."""
    rows = {community: tuple(table) for community, table in rows_by_community.items()}
    old = {
        community: Table(row for row in table if row[1] != Tag.COUNTER64) for community, table in rows.items()
    }
    return Agent(
        {name: Table(table) for name, table in rows.items()}, old, engine_id, silent, stop_after, max_message
    )


class _Request(NamedTuple):
    """A v1 or v2c request; `first` and `second` are non-repeaters and max-repetitions of GETBULK."""

    version: int
    community: bytes
    pdu: int
    id: int
    first: int
    second: int
    oids: tuple[bytes, ...]


class Answer(NamedTuple):
    """What to send, None = nothing, and whether the agent falls silent for good."""

    octets: bytes | None
    falls_silent: bool = False


NOTHING = Answer(None)


class _SilentError(Exception):
    """The agent has come to the row after which it answers no more."""


def answer(agent: Agent, datagram: bytes, uptime_s: int) -> Answer:
    """The answer to one datagram. Never raises."""
    if agent.silent:
        return NOTHING
    try:
        message = Cursor(Cursor(datagram).take(SEQUENCE))
        version = message.take_integer()
        if version == V3:
            return Answer(discovery_report(message, agent.engine_id, uptime_s))
        tables = agent.v1_tables if version == V1 else agent.tables
        request = _parse(version, message)
        table = tables.get(request.community)
        return NOTHING if table is None else Answer(_respond(agent, table, request))
    except _SilentError:
        return Answer(None, falls_silent=True)
    except ValueError:
        return NOTHING


def _parse(version: int, message: Cursor) -> _Request:
    community = message.take(OCTET_STRING)
    tag, content = message.take_any()
    pdu = Cursor(content)
    request_id, first, second = pdu.take_integer(), pdu.take_integer(), pdu.take_integer()
    varbinds = Cursor(pdu.take(SEQUENCE))
    oids: list[bytes] = []
    while not varbinds.at_end and len(oids) < MAX_VARBINDS:
        oids.append(Cursor(varbinds.take(SEQUENCE)).take(OBJECT_IDENTIFIER))
    if version not in (V1, V2C) or (version == V1 and tag == GETBULK):
        raise ValueError("not a request of this version")
    return _Request(version, community, tag, request_id, first, second, tuple(oids))


def _respond(agent: Agent, table: Table, request: _Request) -> bytes:
    if request.pdu == SET:
        return _error(request, READ_ONLY if request.version == V1 else NOT_WRITABLE, 1)
    if request.pdu == GETBULK:
        return _response(request, NO_ERROR, 0, _bulk(agent, table, request))
    if request.pdu not in (GET, GETNEXT):
        raise ValueError("not a request")
    look_up = _get if request.pdu == GET else _next
    varbinds: list[bytes] = []
    for position, oid in enumerate(request.oids, 1):
        varbind, exists = look_up(agent, table, oid)
        if request.version == V1 and not exists:
            return _error(request, NO_SUCH_NAME, position)
        varbinds.append(varbind)
    if sum(map(len, varbinds)) + _OVERHEAD > agent.max_message:
        return _error(request, TOO_BIG, 0)
    return _response(request, NO_ERROR, 0, varbinds)


def _get(agent: Agent, table: Table, oid: bytes) -> tuple[bytes, bool]:
    """The varbind with this OID and whether it exists."""
    key = sub_ids(oid)
    _check_answered(agent, key)
    found = table.at(key)
    if found is not None:
        return found, True
    return _varbind(oid, NO_SUCH_INSTANCE if table.has_below(key[:-1]) else NO_SUCH_OBJECT), False


def _next(agent: Agent, table: Table, oid: bytes) -> tuple[bytes, bool]:
    """The varbind after this OID and whether it exists."""
    index = table.index_after(sub_ids(oid))
    _check_answered(agent, table.key(index) if index < len(table) else sub_ids(oid))
    return (table.varbind(index), True) if index < len(table) else (_varbind(oid, END_OF_MIB_VIEW), False)


def _bulk(agent: Agent, table: Table, request: _Request) -> Iterator[bytes]:
    """Varbinds of a GETBULK, as many as one message holds."""
    room = agent.max_message - _OVERHEAD
    for position, varbind in enumerate(_bulk_varbinds(agent, table, request)):
        room -= len(varbind)
        if room < 0 or position >= MAX_VARBINDS:
            return
        yield varbind


def _bulk_varbinds(agent: Agent, table: Table, request: _Request) -> Iterator[bytes]:
    """In the order of RFC 3416 4.2.3; ends early before a row that is not answered."""
    single = max(0, request.first)
    for oid in request.oids[:single]:
        yield _next(agent, table, oid)[0]
    names = list(request.oids[single:])
    indexes = [table.index_after(sub_ids(oid)) for oid in names]
    for repetition in range(max(0, request.second)):
        for column, index in enumerate(indexes):
            if index < len(table) and not _is_answered(agent, table.key(index)) and repetition:
                return
            varbind, exists = _next(agent, table, names[column])
            yield varbind
            if exists:
                names[column] = table.oid(index)
                indexes[column] += 1
        if all(index >= len(table) for index in indexes):
            return


def _is_answered(agent: Agent, key: OidKey) -> bool:
    in_table = key[: len(ENTITY_MIB)] == ENTITY_MIB
    return agent.stop_after is None or not in_table or key <= agent.stop_after


def _check_answered(agent: Agent, key: OidKey) -> None:
    if not _is_answered(agent, key):
        raise _SilentError


def _varbind(oid: bytes, value: bytes) -> bytes:
    return tlv(SEQUENCE, tlv(OBJECT_IDENTIFIER, oid), value)


def _response(request: _Request, status: int, index: int, varbinds: Iterable[bytes]) -> bytes:
    listed = tlv(SEQUENCE, *varbinds)
    pdu = tlv(RESPONSE, integer(request.id), integer(status), integer(index), listed)
    return tlv(SEQUENCE, integer(request.version), tlv(OCTET_STRING, request.community), pdu)


def _error(request: _Request, status: int, index: int) -> bytes:
    """An error with the varbinds as asked; tooBig has none in v2c (RFC 3416 4.2.1)."""
    asked = () if status == TOO_BIG and request.version != V1 else request.oids
    return _response(request, status, index, [_varbind(oid, tlv(NULL)) for oid in asked])
