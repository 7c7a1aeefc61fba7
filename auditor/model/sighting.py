"""What a sweep found at an address: an answer, a refusal or silence.

Device text in it is bytes, unescaped.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Presence(StrEnum):
    """What an address did with a question."""

    ANSWERING = "answering"
    REFUSED = "refused"
    """The host says that nobody listens at the port (ICMP)."""
    SILENT = "silent"
    """Nobody there, a filter, or an agent that knows none of the credentials."""


class Found(NamedTuple):
    """One address after all questions. `engine_id`: from SNMPv3 discovery (RFC 3411 5), b"" when
    there was none; the rest from the system group, where a community was accepted."""

    address: str
    presence: Presence
    engine_id: bytes = b""
    sys_object_id: str = ""
    sys_descr: bytes = b""
    sys_name: bytes = b""
    credential: str = ""
    """Name of the community that was accepted."""

    @property
    def engine_enterprise(self) -> int:
        """The enterprise number in an engine id (RFC 3411 5), 0 when there is none."""
        return int.from_bytes(self.engine_id[:4], "big") & 0x7FFF_FFFF if len(self.engine_id) >= 5 else 0
