"""The sockets of one collector: opened when first needed, shared by all its devices.

Must not know SNMP. `channel` is one device's share of them.
"""

from __future__ import annotations

import socket
from collections.abc import Sequence
from itertools import cycle

from auditor.collect.budget import DeviceBudget
from auditor.collect.channel import Channel
from auditor.collect.deadlines import Deadlines
from auditor.collect.udp_port import SocketAddress, UdpPort
from auditor.model.limits import Limits

SOCKETS_PER_FAMILY = 8
"""Default kernels give a socket room for about 100 answers; eight hold those of 500 devices at once."""


class Ports:
    """Opens channels. Lives in one event loop; `close` ends every socket."""

    def __init__(self) -> None:
        self._ports: dict[socket.AddressFamily, cycle[UdpPort]] = {}
        self._open: list[UdpPort] = []
        self._deadlines = Deadlines()

    def open_channel(
        self, remote: SocketAddress, limits: Limits, budget: DeviceBudget, *, any_source: bool = False
    ) -> Channel:
        """A channel to `remote`; OSError when the network refuses the socket.

        `any_source`: answers from other addresses are accepted too, over a socket of its own.
        """
        family = socket.AF_INET6 if ":" in remote[0] else socket.AF_INET
        channel = Channel(remote, limits, budget, self._deadlines, any_source=any_source)
        if any_source:
            channel.use(UdpPort(family, channel), shared=False)
        else:
            channel.use(next(self._of(family)), shared=True)
        return channel

    def open_beside(self, channels: Sequence[Channel]) -> Channel:
        """One more channel to the device of these, over a socket that none of them uses, so that an
        answer is heard by who asked. At most SOCKETS_PER_FAMILY in all."""
        first, taken = channels[0], [channel.port for channel in channels]
        family = socket.AF_INET6 if ":" in first.remote[0] else socket.AF_INET
        channel = first.sibling()
        channel.use(next(port for port in self._of(family) if port not in taken), shared=True)
        return channel

    def _of(self, family: socket.AddressFamily) -> cycle[UdpPort]:
        if family not in self._ports:
            opened = [UdpPort(family) for _ in range(SOCKETS_PER_FAMILY)]
            self._open += opened
            self._ports[family] = cycle(opened)
        return self._ports[family]

    def close(self) -> None:
        self._deadlines.close()
        for port in self._open:
            port.close()
