"""Asks many addresses one cheap question each, at a steady rate: who answers SNMP at all?

First SNMPv3 discovery, which needs no credential, then the system group with each community. No task
and no socket per address. Answers are judged by address and random id, as in a poll. Must not know
what is done with the found. Next: `ports`, `usm_session` (discovery), `community`.
"""

from __future__ import annotations

import asyncio
import errno
import socket
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from auditor.collect import ber
from auditor.collect.community import community_message, judge_community_answer, new_request_id
from auditor.collect.pdu import Pdu, Request, encode_request
from auditor.collect.udp_port import SocketAddress, UdpPort
from auditor.collect.usm_session import discovery_request, read_discovery
from auditor.model.oid import encode_oid, stated_oid
from auditor.model.rows import Tag, unpack_rows
from auditor.model.sighting import Found, Presence

BATCH = 16_384
"""Addresses asked at once: a quarter of a /16, some ten megabytes of what is known about them."""
PAUSE_S = 0.01
"""Between two bursts of the steady rate."""
LOOK_S = 0.05
"""How often to see whether all have answered."""
_OIDS = tuple(map(encode_oid, ("1.3.6.1.2.1.1.1", "1.3.6.1.2.1.1.2", "1.3.6.1.2.1.1.5")))
SYSTEM = Request(_OIDS)
"""GETNEXT of sysDescr, sysObjectID and sysName."""
MAX_TEXT_OCTETS = 255
"""DisplayString (RFC 2579): more is cut."""


class Community(NamedTuple):
    """A community to ask with; `number` 0 is SNMPv1, 1 v2c. The text of it shows no secret."""

    name: str
    number: int
    community: bytes

    def __repr__(self) -> str:
        return f"Community({self.name})"


@dataclass(frozen=True, slots=True)
class SweepPace:
    """How fast and how patiently to ask; `retries` are repeats of each question."""

    port: int = 161
    packets_per_s: float = 1_000.0
    timeout_s: float = 1.5
    retries: int = 1


async def sweep(
    addresses: Iterable[str], communities: Sequence[Community], pace: SweepPace
) -> AsyncIterator[tuple[Found, ...]]:
    """What each address did, in batches, in the order given. Addresses are numbers, not names."""
    waiting = iter(addresses)
    while batch := tuple(islice(waiting, BATCH)):
        yield await _Batch(batch, communities, pace).run()


@dataclass(slots=True)
class _Asking:
    """One question on its way to many: the id that each answer must carry, and how it is judged."""

    read: Callable[[bytes, int, Found], Found | None]
    ids: dict[str, int] = field(default_factory=dict)


class _Batch:
    """The addresses asked at once; hears what comes from anywhere."""

    def __init__(self, addresses: Sequence[str], communities: Sequence[Community], pace: SweepPace) -> None:
        self.found = {address: Found(address, Presence.SILENT) for address in addresses}
        self._communities, self._pace = communities, pace
        self._asking: _Asking | None = None
        self._ports: dict[socket.AddressFamily, UdpPort] = {}

    @property
    def awaits(self) -> bool:
        return self._asking is not None

    def receive(self, data: bytes, source: SocketAddress) -> None:
        address, asking = source[0], self._asking
        if asking is None or source[1] != self._pace.port or address not in asking.ids:
            return
        found = asking.read(data, asking.ids[address], self.found[address])
        if found is not None:
            self.found[address] = found
            del asking.ids[address]

    def refuse(self, error_number: int, about: SocketAddress) -> None:
        if error_number != errno.ECONNREFUSED or about[1] != self._pace.port:
            return
        known = self.found.get(about[0])
        if known is not None and known.presence is Presence.SILENT:
            self.found[about[0]] = known._replace(presence=Presence.REFUSED)

    async def run(self) -> tuple[Found, ...]:
        """Ask every question; what each address did."""
        try:
            await self._ask(_discovery, _read_discovery, 1 if self._communities else self._tries)
            for community in self._communities:
                await self._ask(_asker(community), _reader(community), self._tries)
        finally:
            self._asking = None
            for port in self._ports.values():
                port.close()
        return tuple(self.found.values())

    @property
    def _tries(self) -> int:
        return 1 + self._pace.retries

    async def _ask(
        self,
        message: Callable[[], tuple[bytes, int]],
        read: Callable[[bytes, int, Found], Found | None],
        tries: int,
    ) -> None:
        """One question to all who have not refused or answered one like it."""
        self._asking = _Asking(read)
        for attempt in range(tries):
            await self._send_all(message, first=attempt == 0)
            await self._wait()

    async def _wait(self) -> None:
        """Until all have answered or refused, at most the time-out."""
        loop = asyncio.get_running_loop()
        until = loop.time() + self._pace.timeout_s
        while self._still_open(first=False) and loop.time() < until:
            await asyncio.sleep(min(LOOK_S, max(0.0, until - loop.time())))

    async def _send_all(self, message: Callable[[], tuple[bytes, int]], *, first: bool) -> None:
        assert self._asking is not None
        loop = asyncio.get_running_loop()
        due = loop.time()
        size = max(1, int(self._pace.packets_per_s * PAUSE_S))
        for burst in _bursts(self._still_open(first), size):
            for address in burst:
                packet, self._asking.ids[address] = message()
                self._send(packet, address)
            due += len(burst) / self._pace.packets_per_s
            await asyncio.sleep(max(0.0, due - loop.time()))

    def _still_open(self, first: bool) -> list[str]:
        assert self._asking is not None
        if not first:
            return [one for one in self._asking.ids if self.found[one].presence is not Presence.REFUSED]
        return [
            one.address
            for one in self.found.values()
            if one.presence is not Presence.REFUSED and not one.credential
        ]

    def _send(self, packet: bytes, address: str) -> None:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        if family not in self._ports:
            self._ports[family] = UdpPort(family, self)
        try:
            self._ports[family].send(packet, (address, self._pace.port))
        except OSError:  # no route: as silent as a dead address
            return


def _bursts(addresses: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (addresses[start : start + size] for start in range(0, len(addresses), size))


def _discovery() -> tuple[bytes, int]:
    return discovery_request()


def _read_discovery(data: bytes, message_id: int, found: Found) -> Found | None:
    try:
        message, _ = read_discovery(data, message_id)
    except ber.MalformedError:
        return None
    return found._replace(presence=Presence.ANSWERING, engine_id=message.engine_id)


def _asker(community: Community) -> Callable[[], tuple[bytes, int]]:
    def message() -> tuple[bytes, int]:
        request_id = new_request_id()
        pdu = encode_request(SYSTEM, request_id)
        return community_message(community.number, community.community, pdu), request_id

    return message


def _reader(community: Community) -> Callable[[bytes, int, Found], Found | None]:
    def read(data: bytes, request_id: int, found: Found) -> Found | None:
        answer = judge_community_answer(data, community.number, SYSTEM, request_id)
        if not isinstance(answer, Pdu):
            return None
        rows = unpack_rows(b"".join(answer.varbinds.rows))
        values = {(oid[: len(_OIDS[0])], tag): value for oid, tag, value in rows}
        stated = values.get((_OIDS[1], Tag.OBJECT_IDENTIFIER))
        return found._replace(
            presence=Presence.ANSWERING,
            sys_descr=values.get((_OIDS[0], Tag.OCTET_STRING), b"")[:MAX_TEXT_OCTETS],
            sys_object_id=stated_oid(stated) if stated else "",
            sys_name=values.get((_OIDS[2], Tag.OCTET_STRING), b"")[:MAX_TEXT_OCTETS],
            credential=community.name,
        )

    return read
