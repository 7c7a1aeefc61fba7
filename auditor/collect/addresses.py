"""Names and addresses of a target to socket addresses, IPv4 and IPv6.

Must not know SNMP. Next: `login`, which tries them in order.
"""

from __future__ import annotations

import asyncio
import socket

from auditor.collect.budget import DeviceBudget, Trouble
from auditor.collect.udp_port import SocketAddress
from auditor.model.recording import Reason

MAX_ADDRESSES_PER_NAME = 4
"""A device has one management address per family, sometimes two; a round-robin name is no device."""


async def resolve_address(text: str, port: int, budget: DeviceBudget) -> tuple[SocketAddress, ...] | Trouble:
    """Socket addresses of an address or name, in the resolver's order; NAME_UNRESOLVED with why."""
    literal = _literal(text, port)
    if literal is not None:
        return (literal,)
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(budget.remaining_s):
            found = await loop.getaddrinfo(text, port, type=socket.SOCK_DGRAM)
    except TimeoutError:
        return Trouble(Reason.NAME_UNRESOLVED, "name service did not answer in time")
    except (OSError, UnicodeError) as error:
        return Trouble(Reason.NAME_UNRESOLVED, f"name not resolved ({type(error).__name__})")
    remotes = dict.fromkeys(remote for *_, remote in found if isinstance(remote[0], str))
    return tuple(remotes)[:MAX_ADDRESSES_PER_NAME]


def _literal(text: str, port: int) -> SocketAddress | None:
    """An address written as numbers needs no resolver, nor the thread it works in."""
    for family, rest in ((socket.AF_INET, ()), (socket.AF_INET6, (0, 0))):
        try:
            host = socket.inet_ntop(family, socket.inet_pton(family, text))
        except OSError:
            continue
        return (host, port, *rest)
    return None
