"""Discovery: sweep, then follow neighbors if asked, guess vendors, remember what was asked.

Joins the sweep with collect, decode and identify. Never asks an address outside what is allowed.
Next: `collect/sweep`, `report/target_list`, `cli/discover`.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address

from auditor import __version__
from auditor.collect.interface import CollectJob
from auditor.collect.keyring import Keyring
from auditor.collect.local_engine import LocalEngine
from auditor.collect.plan import SYS_DESCR, SYS_OBJECT_ID, Plan, PlanRoot
from auditor.collect.sweep import Community, SweepPace, sweep
from auditor.decode import decode_recording
from auditor.identify import Knowledge, identify_device
from auditor.model.limits import Limits
from auditor.model.oid import encode_oid
from auditor.model.recording import End, Outcome, Recording, RecordingSection, Section
from auditor.model.rows import Tag, pack_rows
from auditor.model.sections import SectionKind
from auditor.model.sighting import Found, Presence
from auditor.model.target import Credential, SnmpCommunity, SnmpVersion, Target, Transport

__all__ = ["Network", "Search", "SweepPace", "count", "discover", "guess_vendor"]

FOLLOW_PLAN = Plan(
    (
        PlanRoot(SectionKind.SYSTEM, SYS_DESCR),
        PlanRoot(SectionKind.SYSTEM, SYS_OBJECT_ID),
        PlanRoot(SectionKind.LLDP, "1.0.8802.1.1.2.1.4"),
        PlanRoot(SectionKind.CDP, "1.3.6.1.4.1.9.9.23.1.2.1"),
    )
)
"""What is read of a device to learn its neighbors' management addresses."""
Network = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True)
class Search:
    """What to look through. `within`: networks that neighbors may be followed into, () follows none."""

    addresses: tuple[str, ...]
    credentials: tuple[Credential, ...]
    pace: SweepPace
    limits: Limits
    within: tuple[Network, ...] = ()


def discover(
    search: Search, known: Iterable[Found], observe: Callable[[Sequence[Found]], None]
) -> tuple[Found, ...]:
    """Everything found, `known` from an earlier attempt included and not asked again.

    `observe` is called with each batch as it is finished. CredentialError when a secret cannot be had.
    """
    return asyncio.run(_discover(search, tuple(known), observe))


async def _discover(
    search: Search, known: tuple[Found, ...], observe: Callable[[Sequence[Found]], None]
) -> tuple[Found, ...]:
    communities = await _communities(search)
    found = {one.address: one for one in known}
    followed: set[str] = set()
    waiting = [address for address in search.addresses if address not in found]
    while True:
        async for batch in sweep(waiting, communities, search.pace):
            found.update((one.address, one) for one in batch)
            observe(batch)
        fresh = [one for one in found.values() if one.credential and one.address not in followed]
        if not search.within or not fresh:
            return tuple(found.values())
        followed.update(one.address for one in fresh)
        seen = [address async for address in _neighbor_addresses(search, fresh)]
        waiting = sorted({one for one in seen if one not in found and allowed(one, search.within)})


async def _communities(search: Search) -> tuple[Community, ...]:
    keyring = Keyring(search.limits)
    try:
        return tuple(
            [
                Community(
                    credential.name,
                    int(credential.version is SnmpVersion.V2C),
                    await keyring.reveal(credential.community),
                )
                for credential in search.credentials
                if isinstance(credential, SnmpCommunity)
            ]
        )
    finally:
        await keyring.close()


def allowed(address: str, within: Sequence[Network]) -> bool:
    """Whether a neighbor's address, as a device stated it, may be asked."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    return any(parsed in network for network in within if network.version == parsed.version)


async def _neighbor_addresses(search: Search, devices: Sequence[Found]) -> AsyncIterator[str]:
    """Management addresses that these devices state of their neighbors."""
    targets = tuple(
        Target(one.address, (one.address,), search.credentials, snmp_port=search.pace.port) for one in devices
    )
    job = CollectJob("discovery", FOLLOW_PLAN, search.limits, __version__)
    async for delivery in LocalEngine().run(job, targets):
        for neighbor in decode_recording(delivery.recording).neighbors:
            for address in neighbor.addresses:
                yield address
        delivery.acknowledge()


def guess_vendor(found: Found, knowledge: Knowledge) -> str:
    """Display name of the maker that the system group names, else who holds the number in the engine
    id; "" where neither says. A guess for the target list, not a finding."""
    if found.sys_object_id or found.sys_descr:
        device = decode_recording(_system_recording(found))
        value = identify_device(device, knowledge)[0].manufacturer.value
        return knowledge.vendors.name_of(value) if value else ""
    holder = knowledge.enterprises.lookup(found.engine_enterprise) if found.engine_enterprise else None
    return holder or ""


def _system_recording(found: Found) -> Recording:
    """The two values as the recording that a poll would have made of them."""
    rows = []
    if found.sys_descr:
        rows.append((encode_oid(f"{SYS_DESCR}.0"), Tag.OCTET_STRING, found.sys_descr))
    if found.sys_object_id:
        rows.append(
            (encode_oid(f"{SYS_OBJECT_ID}.0"), Tag.OBJECT_IDENTIFIER, encode_oid(found.sys_object_id))
        )
    payload = Section.of(pack_rows(rows))
    section = RecordingSection(
        0, SectionKind.SYSTEM, "1.3.6.1.2.1.1", "", End.COMPLETE, "", len(rows), payload.digest
    )
    return Recording(
        id=hashlib.sha256(found.address.encode()).hexdigest(),
        run_id="discovery",
        target_id=found.address,
        transport=Transport.SNMP,
        address=found.address,
        started_at="",
        finished_at="",
        outcome=Outcome.COMPLETE,
        reason=None,
        detail="",
        security="v2c",
        authenticated=False,
        credential=found.credential,
        plan_digest="",
        collector_version=__version__,
        sections=(section,),
        payloads=(payload,),
        problems=(),
    )


def count(found: Iterable[Found]) -> dict[Presence, int]:
    """How many addresses did what."""
    counts = dict.fromkeys(Presence, 0)
    for one in found:
        counts[one.presence] += 1
    return counts
