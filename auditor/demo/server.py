"""Runs agents on UDP sockets, one port for all addresses, until a file descriptor closes.

The same TCP port is SSH's where a device has it. Must not know SNMP or SSH. Next: `__main__`.
"""

from __future__ import annotations

import errno
import os
import selectors
import socket
import time
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from auditor.demo.responder import Agent, answer

PORT_ATTEMPTS = 50
"""A port that is free on one address may be taken on another; tries before giving up."""
RECEIVE_BYTES = 65_535
BATCH = 64
"""Datagrams answered per readable socket before the others get their turn."""
BACKLOG = 16


class Sockets(NamedTuple):
    """Sockets by address, all on one port; those of `tcp` listen."""

    udp: dict[str, socket.socket]
    tcp: dict[str, socket.socket]

    @property
    def port(self) -> int:
        return int(next(iter(self.udp.values())).getsockname()[1])


def bind_all(udp: Iterable[str], tcp: Iterable[str] = ()) -> Sockets:
    """A socket per address, all on the same free port; OSError when none is."""
    wanted, listening = tuple(udp), tuple(tcp)
    for _ in range(PORT_ATTEMPTS):
        sockets = Sockets({}, {})
        try:
            port = 0
            for address in wanted:
                sockets.udp[address] = _bound(address, port)
                port = sockets.port
            for address in listening:
                sockets.tcp[address] = socket.create_server((address, port), backlog=BACKLOG)
        except OSError as error:
            _close((*sockets.udp.values(), *sockets.tcp.values()))
            if error.errno != errno.EADDRINUSE:
                raise
        else:
            return sockets
    raise OSError(errno.EADDRINUSE, "no port is free on all addresses of the demo")


def serve(agents: Mapping[str, Agent], sockets: Mapping[str, socket.socket], until_closed: int) -> None:
    """Answer until reading the descriptor gives end of file; closes the sockets."""
    started = time.monotonic()
    playing = dict(agents)
    with selectors.DefaultSelector() as selector:
        selector.register(until_closed, selectors.EVENT_READ, "")
        for address, endpoint in sockets.items():
            selector.register(endpoint, selectors.EVENT_READ, address)
        try:
            while True:
                for key, _ in selector.select():
                    address = key.data
                    if not address and not os.read(until_closed, 4096):
                        return
                    if address:
                        uptime_s = int(time.monotonic() - started)
                        playing[address] = _answer_batch(sockets[address], playing[address], uptime_s)
        finally:
            _close(sockets.values())


def _answer_batch(endpoint: socket.socket, agent: Agent, uptime_s: int) -> Agent:
    """Answer what has arrived; the agent as it is afterwards."""
    for _ in range(BATCH):
        try:
            datagram, sender = endpoint.recvfrom(RECEIVE_BYTES)
            octets, falls_silent = answer(agent, datagram, uptime_s)
            agent = replace(agent, silent=True) if falls_silent else agent
            if octets is not None:
                endpoint.sendto(octets, sender)
        except BlockingIOError:
            break
        except OSError:
            # An ICMP error of a manager that has gone: nobody is left to answer.
            continue
    return agent


def _bound(address: str, port: int) -> socket.socket:
    endpoint = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        endpoint.setblocking(False)
        endpoint.bind((address, port))
    except OSError:
        endpoint.close()
        raise
    return endpoint


def _close(sockets: Iterable[socket.socket]) -> None:
    for endpoint in sockets:
        endpoint.close()
