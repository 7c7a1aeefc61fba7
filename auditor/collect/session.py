"""The seam between walking and security: whoever can ask one request for one answer.

The walk knows only this, so that another message engine can take the place of the ones in
`community` and `usm_session`. Must not know walks or sections. Next: `walk`.
"""

from __future__ import annotations

from typing import Protocol, Self

from auditor.collect.budget import Trouble
from auditor.collect.pdu import Pdu, Request

ROOM_PLAIN = 1_380
"""Octets for rows in an answer that is to come in one Ethernet frame of 1,500, with the headers of IPv6 and
UDP, a community of 20 octets and some to spare, since rows differ."""
ROOM_SECURED = 1_300
"""The same beside what SNMPv3 adds: engine id twice, user, digest, salt, context."""


class Session(Protocol):
    """A device that accepted (or is about to be offered) one credential."""

    @property
    def bulk(self) -> bool:
        """Whether GETBULK exists in this version of the protocol."""

    @property
    def room_bytes(self) -> int:
        """Octets of rows to fill an answer with, so that it comes in one piece."""

    @property
    def security(self) -> str:
        """Message security in words, such as "v2c" or "v3 authPriv sha256/aes256"."""

    @property
    def authenticated(self) -> bool:
        """Whether each answer is proven to come from somebody who knows the secret."""

    async def ask(self, request: Request, retries: int | None = None) -> Pdu | Trouble:
        """One answer with at most `request.max_rows` rows; never raises for what arrives.

        `retries` None = as the limits say.
        """

    def for_vlan(self, vlan: int) -> Self:
        """The same device's bridge tables of one VLAN (Cisco's community@N, context vlan-N)."""
