"""A simulated SNMPv1/v2c agent on the loopback interface whose every answer a test may bend.

A behaviour is a function from what was asked to the datagrams sent back; `table` is the
honest one, others are made from it.
"""

from __future__ import annotations

import asyncio
import bisect
import socket
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from typing import NamedTuple

from auditor.collect import ber
from auditor.collect.varbinds import read_varbinds
from auditor.model.oid import decode_index
from auditor.model.rows import Row

GET_NEXT, RESPONSE, GET_BULK, REPORT = 0xA1, 0xA2, 0xA5, 0xA8
END_OF_MIB_VIEW = 0x82
MAX_OIDS = 64


class Asked(NamedTuple):
    """A request as it arrived; `number` counts from 0. `others`: OIDs after the first."""

    number: int
    version: int
    community: bytes
    tag: int
    request_id: int
    repetitions: int
    oid: bytes
    others: tuple[bytes, ...] = ()

    @property
    def oids(self) -> tuple[bytes, ...]:
        return (self.oid, *self.others)

    def names(self, root: bytes) -> bool:
        """Whether one of its OIDs is this one or lies below it."""
        return any(oid.startswith(root) for oid in self.oids)


Behaviour = Callable[[Asked], Iterable[bytes]]


def read_request(data: bytes, number: int) -> Asked | None:
    """The fields of a v1 or v2c request; None for anything else (SNMPv3)."""
    message = ber.expect(data, 0, len(data), ber.SEQUENCE)
    version, position = ber.read_integer(data, message.start, message.end)
    if version not in {0, 1}:
        return None
    community, position = ber.read_octets(data, position, message.end)
    pdu = ber.read_tlv(data, position, message.end)
    request_id, position = ber.read_integer(data, pdu.start, pdu.end)
    _, position = ber.read_integer(data, position, pdu.end)
    repetitions, position = ber.read_integer(data, position, pdu.end)
    varbinds = ber.expect(data, position, pdu.end, ber.SEQUENCE)
    found = read_varbinds(data, varbinds.start, varbinds.end, MAX_OIDS, version_1=False)
    oid, *others = found.names
    return Asked(number, version, community, pdu.tag, request_id, repetitions, oid, tuple(others))


def varbinds(rows: Iterable[Row]) -> bytes:
    """The content of a varbind list."""
    return b"".join(
        ber.encode_tlv(ber.SEQUENCE, ber.encode_tlv(6, oid) + ber.encode_tlv(tag, value))
        for oid, tag, value in rows
    )


def answer(
    asked: Asked,
    rows: Iterable[Row] = (),
    *,
    status: int = 0,
    index: int = 0,
    tag: int = RESPONSE,
    request_id: int | None = None,
    version: int | None = None,
    raw_rows: bytes | None = None,
) -> bytes:
    """A datagram that answers `asked`; every field can be made wrong."""
    numbers = (asked.request_id if request_id is None else request_id, status, index)
    content = b"".join(map(ber.encode_integer_tlv, numbers))
    content += ber.encode_tlv(ber.SEQUENCE, varbinds(rows) if raw_rows is None else raw_rows)
    head = ber.encode_integer_tlv(asked.version if version is None else version)
    head += ber.encode_tlv(ber.OCTET_STRING, asked.community)
    return ber.encode_tlv(ber.SEQUENCE, head + ber.encode_tlv(tag, content))


def next_rows(rows: list[Row], asked: Asked) -> list[Row]:
    """What a correct agent with these (sorted) rows answers (RFC 3416 4.2.2, 4.2.3)."""
    keys = [decode_index(oid) for oid, _, _ in rows]
    count = asked.repetitions if asked.tag == GET_BULK else 1
    columns: list[list[Row]] = []
    for oid in asked.oids:
        start = bisect.bisect_right(keys, decode_index(oid))
        found = rows[start : start + count]
        last = found[-1][0] if found else oid
        columns.append(found + [(last, END_OF_MIB_VIEW, b"")] * (count - len(found)))
    by_round = [list(one) for one in zip(*columns, strict=True)]
    whole = [one for one in by_round if any(tag != END_OF_MIB_VIEW for _, tag, _ in one)]
    return [row for one in whole or by_round[:1] for row in one]


def table(rows: Iterable[Row], communities: tuple[bytes, ...] = ()) -> Behaviour:
    """A correct agent. Silent to communities it does not know; () = any."""
    ordered = sorted(rows, key=lambda row: decode_index(row[0]))

    def behave(asked: Asked) -> Iterable[bytes]:
        if communities and asked.community not in communities:
            return
        found = next_rows(ordered, asked)
        if asked.version == 0 and found[0][1] == END_OF_MIB_VIEW:
            yield answer(asked, [(asked.oid, 5, b"")], status=2, index=1)
        else:
            yield answer(asked, found)

    return behave


class _Agent(asyncio.DatagramProtocol):
    def __init__(self, behaviour: Behaviour, requests: list[Asked]) -> None:
        self._behaviour, self._requests = behaviour, requests

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        asked = read_request(data, len(self._requests))
        if asked is None:
            return
        self._requests.append(asked)
        for datagram in self._behaviour(asked):
            self._transport.sendto(datagram, addr)  # type: ignore[attr-defined]


class Running(NamedTuple):
    """A running agent: its port and everything it was asked."""

    port: int
    requests: list[Asked]


@asynccontextmanager
async def running(behaviour: Behaviour, address: str = "127.0.0.1") -> AsyncIterator[Running]:
    """An agent that behaves so until the block ends."""
    udp = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_DGRAM)
    udp.setblocking(False)
    udp.bind((address, 0))
    requests: list[Asked] = []
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(lambda: _Agent(behaviour, requests), sock=udp)
    try:
        yield Running(udp.getsockname()[1], requests)
    finally:
        transport.close()
