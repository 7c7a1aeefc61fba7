"""Stations: neighbors of which nothing is known but their MAC address.

Hundreds share an address block, and all that is known of them is who holds it: they share one
identity, made once for each block. A station's own are its key, and in the evidence the address: its
text, octets and place. Next: `oui`, `combine`.
"""

from __future__ import annotations

from dataclasses import replace

from auditor.identify.combine import UNKNOWN, combine
from auditor.identify.interface import Knowledge
from auditor.identify.oui import HolderCache, neighbor_mac_signals
from auditor.model.device import Observed, Reference
from auditor.model.identity import (
    SHARED_BY_STATIONS,
    Field,
    SubjectIdentity,
    SubjectKind,
)

BLOCK_BITS = 24
"""Bits of an address below the prefix of a whole block."""
NOWHERE = Reference("", 0, 0)


def unidentified(kind: SubjectKind, key: str, *, structural: bool) -> SubjectIdentity:
    """The identity of a subject that states nothing."""
    return SubjectIdentity(
        kind=kind,
        key=key,
        manufacturer=UNKNOWN[Field.MANUFACTURER],
        brand=UNKNOWN[Field.BRAND],
        os_vendor=UNKNOWN[Field.OS_VENDOR],
        beliefs=(),
        structural=structural,
    )


_NOBODY = unidentified(SubjectKind.NEIGHBOR, SHARED_BY_STATIONS, structural=False)


class StationIdentities:
    """The identities that the stations of one device share, by address block. `by_prefix` has those
    found so far of whole 24-bit blocks, for the loop over hundreds of stations."""

    __slots__ = ("_by_block", "_holders", "_key_of", "_knowledge", "by_prefix")

    def __init__(self, knowledge: Knowledge, holders: HolderCache) -> None:
        self._knowledge, self._holders = knowledge, holders
        self._key_of = knowledge.oui.cache_key
        self._by_block: dict[int, SubjectIdentity] = {}
        self.by_prefix: dict[int, SubjectIdentity] = {}

    def find(self, mac: int) -> SubjectIdentity:
        """The identity of every station in the address's block."""
        block = self._key_of(mac)
        known = self._by_block.get(block)
        if known is None:
            known = self._by_block[block] = self._identify(mac)
        if block == mac >> BLOCK_BITS:
            self.by_prefix[block] = known
        return known

    def _identify(self, mac: int) -> SubjectIdentity:
        observed = Observed(mac, b"", NOWHERE)
        signals = [
            signal._replace(evidence=replace(signal.evidence, matched_text=""))
            for signal in neighbor_mac_signals(observed, self._knowledge, self._holders)
        ]
        if not signals:
            return _NOBODY
        return combine(SubjectKind.NEIGHBOR, SHARED_BY_STATIONS, signals, self._knowledge.vendors)
