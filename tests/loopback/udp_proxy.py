"""A UDP proxy in front of a device that may bend, drop or add to its answers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager

Bend = Callable[[bytes], Iterable[bytes]]


class _Upstream(asyncio.DatagramProtocol):
    def __init__(self, bend: Bend, send: Callable[[bytes], None]) -> None:
        self._bend, self._send = bend, send

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        for datagram in self._bend(data):
            self._send(datagram)


class _Proxy(asyncio.DatagramProtocol):
    def __init__(self, upstream_port: int, bend: Bend) -> None:
        self._upstream_port, self._bend = upstream_port, bend
        self._clients: dict[tuple[str, int], asyncio.DatagramTransport] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        task = asyncio.ensure_future(self._forward(data, addr))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _forward(self, data: bytes, addr: tuple[str, int]) -> None:
        if addr not in self._clients:
            loop = asyncio.get_running_loop()
            self._clients[addr], _ = await loop.create_datagram_endpoint(
                lambda: _Upstream(self._bend, lambda datagram: self._transport.sendto(datagram, addr)),  # type: ignore[attr-defined]
                remote_addr=("127.0.0.1", self._upstream_port),
            )
        self._clients[addr].sendto(data)

    def close(self) -> None:
        for transport in self._clients.values():
            transport.close()
        self._transport.close()  # type: ignore[attr-defined]


@asynccontextmanager
async def proxy_before(port: int, bend: Bend) -> AsyncIterator[int]:
    """The port of a proxy whose answers went through `bend`."""
    loop = asyncio.get_running_loop()
    transport, proxy = await loop.create_datagram_endpoint(
        lambda: _Proxy(port, bend), local_addr=("127.0.0.1", 0)
    )
    try:
        yield transport.get_extra_info("sockname")[1]
    finally:
        proxy.close()
