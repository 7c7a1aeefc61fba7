"""UDP sockets shared by many devices: datagrams out, datagrams in to the channel they belong to.

An answer belongs to the channel whose device has its source address; anything else is counted and
dropped, so a stranger reaches nobody. Refusals by ICMP come through the socket's error queue with the
address they are about. Must not know SNMP. Next: `channel`.
"""

from __future__ import annotations

import asyncio
import socket
from typing import Protocol

SocketAddress = tuple[str, int] | tuple[str, int, int, int]
"""As `getaddrinfo` gives it, for IPv4 and IPv6."""

MAX_DATAGRAM_BYTES = 65_535
DATAGRAMS_PER_TURN = 128
"""Read before other work of the loop gets its turn: a flood must not hold up the timers."""
PENDING_ERRORS = 8
"""Errors of other datagrams that may stand before one is sent; more is a network that is down."""
RECEIVE_BUFFER_BYTES = 4 * 1024 * 1024
"""Asked for; the kernel gives what `net.core.rmem_max` allows."""
_RECEIVE_ERRORS = {socket.AF_INET: (socket.IPPROTO_IP, 11), socket.AF_INET6: (socket.IPPROTO_IPV6, 25)}
"""IP_RECVERR and IPV6_RECVERR of Linux; Python has no names for them."""
_ERROR_QUEUE = getattr(socket, "MSG_ERRQUEUE", 0)


class Receiver(Protocol):
    """Who hears what comes from one address."""

    @property
    def awaits(self) -> bool:
        """Whether a request is on its way."""

    def receive(self, data: bytes, source: SocketAddress) -> None: ...

    def refuse(self, error_number: int, about: SocketAddress) -> None:
        """The network says that this address, or its port, cannot be reached."""


def address_key(address: SocketAddress) -> tuple[str, int]:
    """What makes two socket addresses the same: host without zone, and port."""
    return address[0].partition("%")[0], address[1]


class UdpPort:
    """One socket in the running event loop. `listener`: a receiver of everything, whoever sent it."""

    def __init__(self, family: socket.AddressFamily, listener: Receiver | None = None) -> None:
        self.strays = 0
        """Datagrams from addresses nobody was asking."""
        self._listener = listener
        self._receivers: dict[SocketAddress, list[Receiver]] = {}
        self._socket = _open_socket(family)
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(self._socket.fileno(), self._read)

    def add(self, remote: SocketAddress, receiver: Receiver) -> None:
        """Hand what comes from `remote` to this receiver too."""
        self._receivers.setdefault(address_key(remote), []).append(receiver)

    def remove(self, remote: SocketAddress, receiver: Receiver) -> None:
        """The inverse of `add`."""
        key = address_key(remote)
        self._receivers[key].remove(receiver)
        if not self._receivers[key]:
            del self._receivers[key]

    def send(self, data: bytes, remote: SocketAddress) -> None:
        """Send, or lose it as the network might; OSError when there is no way to `remote`.

        An error that is pending on the socket is of an earlier datagram, perhaps to somebody else: it is
        told to whom it is about, and the datagram is sent again.
        """
        for _ in range(PENDING_ERRORS):
            try:
                self._socket.sendto(data, remote)
            except BlockingIOError:
                return
            except OSError:
                if not self._read_errors():
                    raise
            else:
                return

    def close(self) -> None:
        self._loop.remove_reader(self._socket.fileno())
        self._socket.close()

    def _read(self) -> None:
        receive, receivers, listener = self._socket.recvfrom, self._receivers, self._listener
        for count in range(DATAGRAMS_PER_TURN):
            try:
                data, source = receive(MAX_DATAGRAM_BYTES)
            except BlockingIOError:
                if count == 0:  # woken for the error queue alone
                    self._read_errors()
                return
            except OSError:
                self._read_errors()
                continue
            if listener is not None:
                listener.receive(data, source)
                continue
            heard = receivers.get(source) or receivers.get(address_key(source), [])
            if len(heard) == 1:  # nearly always
                heard[0].receive(data, source)
            else:
                self._share(heard, data, source)

    def _share(
        self, heard: tuple[Receiver, ...] | list[Receiver], data: bytes, source: SocketAddress
    ) -> None:
        """The same address asked by several at once: each judges for itself."""
        self.strays += not heard
        for receiver in tuple(heard):
            if receiver.awaits:
                receiver.receive(data, source)

    def _read_errors(self) -> int:
        """Tell of the errors in the queue; how many there were."""
        for count in range(DATAGRAMS_PER_TURN if _ERROR_QUEUE else 0):
            try:
                _, notes, _, about = self._socket.recvmsg(0, 512, _ERROR_QUEUE)
            except OSError:
                return count
            number = int.from_bytes(notes[0][2][:4], "little") if notes else 0
            if about:
                heard = self._receivers.get(address_key(about), ())
                for receiver in (self._listener,) if self._listener is not None else tuple(heard):
                    receiver.refuse(number, about)
        return DATAGRAMS_PER_TURN


def _open_socket(family: socket.AddressFamily) -> socket.socket:
    udp = socket.socket(family, socket.SOCK_DGRAM)
    try:
        udp.setblocking(False)
        udp.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER_BYTES)
        if _ERROR_QUEUE:
            udp.setsockopt(*_RECEIVE_ERRORS[family], 1)
        udp.bind(("::" if family == socket.AF_INET6 else "0.0.0.0", 0))  # noqa: S104 a client's port
    except BaseException:
        udp.close()
        raise
    return udp
