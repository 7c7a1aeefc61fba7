"""Collects what several tables say of neighbors, and joins what is the same neighbor.

A neighbor is known by its claimed serial number, else its MAC address, else the identity it
claims; a name seen on the same port by two protocols is one neighbor. It must not know the
tables (`lldp`, `cdp`, `fdb`, `arp`).

Most neighbors of a switch are stations seen once at one place; they stay tuples of five and become a
draft where something is added to them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter

from auditor.decode.cell_reader import NEW
from auditor.decode.paths import segment_text, unique_text
from auditor.model.device import NOTHING_STATED, Neighbor, Observed, Reference, Sighting

PROTOCOL_RANKS = {
    "lldp": 0, "cdp": 0, "edp": 0, "fdp": 0, "isdp": 0, "sonmp": 0, "mndp": 0, "pon": 0, "fdb": 1,
    "wlan": 2, "arp": 2,
}  # fmt: skip
"""A neighbor that speaks on the port itself is nearest; an ARP entry, or an access point that a
controller manages, may be routers away."""


Seen = tuple[bytes, str, str, Reference, tuple[str, ...]]
"""A station at one place: octets of its MAC, protocol, local interface, reference, IP addresses."""


@dataclass(slots=True)
class Claims:
    """What one announcement says of a neighbor. `identity` stands in for serial and MAC."""

    identity: str
    mac: Observed[int] | None = None
    system_name: Observed[str] | None = None
    system_descr: Observed[str] | None = None
    mfg_name: Observed[str] | None = None
    model_name: Observed[str] | None = None
    serial_num: Observed[str] | None = None
    addresses: tuple[str, ...] = ()
    capabilities: tuple[str, ...] = ()


class Draft:
    """A neighbor while the tables are read. Most are one MAC on one port, so nothing is
    allocated for what they lack."""

    __slots__ = ("addresses", "claims", "mac", "serial_num", "sightings")

    def __init__(self, mac: Observed[int] | None) -> None:
        self.mac = mac
        self.serial_num: Observed[str] | None = None
        self.claims: list[Claims] | None = None
        self.sightings: dict[tuple[str, str], Reference] = {}
        """(protocol, local interface) -> first reference."""
        self.addresses: dict[str, None] | None = None

    def may_be(self, claims: Claims) -> bool:
        """Whether no serial number, and without equal ones no MAC, contradicts the claims."""
        if self.serial_num and claims.serial_num:
            return self.serial_num.value == claims.serial_num.value
        return self.mac is None or claims.mac is None or self.mac.value == claims.mac.value

    def see(self, seen: Seen) -> None:
        _, protocol, interface, reference, addresses = seen
        self.sightings.setdefault((protocol, interface), reference)
        if addresses:
            self.addresses = {} if self.addresses is None else self.addresses
            self.addresses.update(dict.fromkeys(addresses))


class NeighborBook:
    """Neighbors of one device while its tables are read. `limit`: neighbors kept; `own_macs`
    are the device's own and never a neighbor's."""

    def __init__(self, own_macs: frozenset[int], limit: int) -> None:
        self.own_macs = own_macs
        self.dropped = 0
        self.addresses_on_port: Counter[str] = Counter()
        """MACs learned per local interface."""
        self._limit = limit
        self._drafts: list[Draft] = []
        self._by_mac: dict[int, Draft] = {}
        self._stations: dict[int, Seen] = {}
        self._by_claim: dict[tuple[str, str], Draft] = {}

    def announce(self, protocol: str, interface: str, claims: Claims, reference: Reference) -> None:
        """A neighbor told of itself on a port."""
        mac = claims.mac.value if claims.mac else None
        if mac in self.own_macs:
            return
        keys = _claim_keys(interface, claims)
        draft = self._find(mac, keys, claims) or self._new_draft(claims.mac)
        if draft is None:
            return
        draft.claims = draft.claims or []
        draft.claims.append(claims)
        draft.mac = draft.mac or claims.mac
        draft.serial_num = draft.serial_num or claims.serial_num
        draft.sightings.setdefault((protocol, interface), reference)
        for key in keys:
            self._by_claim.setdefault(key, draft)
        if mac is not None:
            self._by_mac.setdefault(mac, draft)

    def _find(self, mac: int | None, keys: list[tuple[str, str]], claims: Claims) -> Draft | None:
        """The neighbor this announcement is also of, by serial number, MAC, identity, then name."""
        found = [self._by_claim.get(key) for key in keys]
        if mac is not None:
            found.insert(1 if claims.serial_num else 0, self._draft_of(mac))
        return next((draft for draft in found if draft is not None and draft.may_be(claims)), None)

    def see(self, stations: Iterable[tuple[int, Seen]]) -> None:
        """MACs of stations were seen behind ports; the caller made sure that each is a station's."""
        own, announced, lone = self.own_macs, self._by_mac, self._stations
        room = self._limit - len(self._drafts)
        for mac, seen in stations:
            if mac in own:
                continue
            if mac not in announced and mac not in lone:
                if len(lone) < room:
                    lone[mac] = seen
                else:
                    self.dropped += 1
            elif (draft := self._draft_of(mac)) is not None:
                room = self._limit - len(self._drafts)
                draft.see(seen)

    def _draft_of(self, mac: int) -> Draft | None:
        """The draft with this address; a station seen at one place becomes one."""
        seen = self._stations.pop(mac, None)
        if seen is None:
            return self._by_mac.get(mac)
        draft = self._by_mac[mac] = Draft(Observed(mac, seen[0], seen[3]))
        draft.see(seen)
        self._drafts.append(draft)
        return draft

    def _new_draft(self, mac: Observed[int] | None) -> Draft | None:
        if len(self._drafts) + len(self._stations) >= self._limit:
            self.dropped += 1
            return None
        draft = Draft(mac)
        self._drafts.append(draft)
        return draft

    def neighbors(self) -> tuple[Neighbor, ...]:
        """All of them by key; the sightings of each from the nearest to the farthest."""
        found = self._lone_stations()
        taken = {neighbor[0] for neighbor in found}
        repeats: Counter[str] = Counter()
        plain_first = sorted(self._drafts, key=lambda draft: draft.claims is not None)
        found += [self._neighbor(draft, taken, repeats) for draft in plain_first]
        return tuple(sorted(found, key=itemgetter(0)))

    def _lone_stations(self) -> list[Neighbor]:
        count, nothing = self.addresses_on_port.get, NOTHING_STATED
        return [
            NEW(Neighbor, (
                "mac:%012x" % mac,  # noqa: UP031  half the cost of an f-string
                (NEW(Sighting, (protocol, interface, reference, count(interface, 0))),),
                NEW(Observed, (mac, raw, reference)),
                None, *nothing, addresses, (),
            ))
            for mac, (raw, protocol, interface, reference, addresses) in self._stations.items()
        ]  # fmt: skip

    def _neighbor(self, draft: Draft, taken: set[str], repeats: Counter[str]) -> Neighbor:
        count = self.addresses_on_port.get
        sightings = [
            Sighting(protocol, interface, reference, count(interface, 0))
            for (protocol, interface), reference in draft.sightings.items()
        ]
        if len(sightings) > 1:
            sightings.sort(key=_nearness)
        if draft.claims is not None or draft.mac is None:
            return _announced(draft, tuple(sightings), taken, repeats)
        key = f"mac:{draft.mac.value:012x}"
        taken.add(key)
        return Neighbor(key, tuple(sightings), draft.mac, addresses=tuple(draft.addresses or ()))


def _claim_keys(interface: str, claims: Claims) -> list[tuple[str, str]]:
    """What makes another announcement the same neighbor's, the surest first."""
    keys = []
    if claims.serial_num:
        keys.append(("serial", claims.serial_num.value))
    elif not claims.mac:
        keys.append(("identity", claims.identity))
    if claims.system_name:
        keys.append((f"name on {interface}", claims.system_name.value.casefold()))
    return keys


def _nearness(sighting: Sighting) -> tuple[int, bool, int, str]:
    rank = PROTOCOL_RANKS[sighting.protocol]
    return rank, not sighting.local_interface, sighting.addresses_on_port, sighting.local_interface


def _announced(
    draft: Draft, sightings: tuple[Sighting, ...], taken: set[str], repeats: Counter[str]
) -> Neighbor:
    claims = draft.claims or []
    addresses = dict.fromkeys([one for claim in claims for one in claim.addresses])
    return Neighbor(
        key=_key(draft, claims, taken, repeats),
        sightings=sightings,
        mac=draft.mac,
        system_name=next((claim.system_name for claim in claims if claim.system_name), None),
        system_descr=next((claim.system_descr for claim in claims if claim.system_descr), None),
        mfg_name=next((claim.mfg_name for claim in claims if claim.mfg_name), None),
        model_name=next((claim.model_name for claim in claims if claim.model_name), None),
        serial_num=draft.serial_num,
        addresses=tuple(addresses | (draft.addresses or {})),
        capabilities=tuple(dict.fromkeys(one for claim in claims for one in claim.capabilities)),
    )


def _key(draft: Draft, claims: list[Claims], taken: set[str], repeats: Counter[str]) -> str:
    if draft.serial_num is not None:
        key = f"serial:{segment_text(draft.serial_num.value)}"
    elif draft.mac is not None:
        key = f"mac:{draft.mac.value:012x}"
    else:
        key = segment_text(claims[0].identity)
    return unique_text(key, taken, repeats)
