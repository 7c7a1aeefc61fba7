"""A device to the identities of its components and neighbors.

Chooses which technique may speak about which subject: the chassis' word is never taken for a part,
what a neighbor says is never taken for the polled device.
"""

from __future__ import annotations

from auditor.identify.agreement import with_agreement
from auditor.identify.bus_vendor import bus_vendor_signals
from auditor.identify.combine import combine
from auditor.identify.described import described_signals
from auditor.identify.interface import Knowledge, Signal
from auditor.identify.mfg_name import name_signals
from auditor.identify.modem import modem_signals
from auditor.identify.neighbor_claim import claim_signals
from auditor.identify.onu_vendor_id import is_onu, onu_signals
from auditor.identify.oui import HolderCache, neighbor_mac_signals, own_mac_signals
from auditor.identify.part_grammar import part_number_signals
from auditor.identify.private_tree import private_tree_signals
from auditor.identify.standing import counts
from auditor.identify.stations import BLOCK_BITS, StationIdentities, unidentified
from auditor.identify.structure import is_structural
from auditor.identify.sys_descr import sys_descr_signals
from auditor.identify.sys_object_id import object_id_signals
from auditor.identify.transceiver import text_signals, transceiver_signals
from auditor.identify.vendor_type import vendor_type_signals
from auditor.identify.vendors import UNLISTED
from auditor.model.device import NOTHING_STATED, Component, Device, Neighbor, PartFunction
from auditor.model.identity import STRONG_FROM, SubjectIdentity, SubjectKind, Technique


def identify_device(device: Device, knowledge: Knowledge) -> tuple[SubjectIdentity, ...]:
    """One identity for each component in the device's order, then for each neighbor; stations of an
    address block share theirs (`stations`)."""
    holders = HolderCache(knowledge)
    root = device.components[0]
    identities = [_identify_root(device, root, knowledge, holders)]
    identities += [_identify_part(component, knowledge) for component in device.components[1:]]
    return (*identities, *_identify_beyond(device, knowledge, holders))


def identify_neighbors(device: Device, knowledge: Knowledge) -> tuple[SubjectIdentity, ...]:
    """As `identify_device`, the neighbors alone."""
    return _identify_beyond(device, knowledge, HolderCache(knowledge))


def _identify_beyond(
    device: Device, knowledge: Knowledge, holders: HolderCache
) -> tuple[SubjectIdentity, ...]:
    stations = StationIdentities(knowledge, holders)
    find, known = stations.find, stations.by_prefix.get
    return tuple([
        known(neighbor.mac[0] >> BLOCK_BITS) or find(neighbor.mac[0])
        if neighbor.mac is not None and neighbor[4:8] == NOTHING_STATED
        else _identify_neighbor(neighbor, knowledge, holders)
        for neighbor in device.neighbors
    ])  # fmt: skip


def _identify_root(
    device: Device, root: Component, knowledge: Knowledge, holders: HolderCache
) -> SubjectIdentity:
    numbered = object_id_signals(device.sys_object_id, knowledge)
    signals = [
        *name_signals(Technique.MFG_NAME, root.mfg_name, knowledge, compound=False),
        *described_signals(root._replace(name=None), knowledge),
        *numbered,
        *private_tree_signals(device.private_trees, numbered, knowledge),
        *sys_descr_signals(device.sys_descr, knowledge),
        *own_mac_signals(device, knowledge, holders),
    ]
    agreed = with_agreement(signals, device.sys_descr)
    if not any(map(counts, agreed)):
        agreed = [*agreed, *part_number_signals(root, knowledge)]
    return combine(SubjectKind.COMPONENT, root.path, agreed, knowledge.vendors)


def _identify_part(component: Component, knowledge: Knowledge) -> SubjectIdentity:
    signals = part_signals(component, knowledge)
    structural = is_structural(component, knowledge)
    if not signals and not structural:
        signals = vendor_type_signals(component, knowledge) + part_number_signals(component, knowledge)
    if not signals:
        return unidentified(SubjectKind.COMPONENT, component.path, structural=structural)
    return combine(SubjectKind.COMPONENT, component.path, signals, knowledge.vendors, structural=structural)


def part_signals(component: Component, knowledge: Knowledge) -> list[Signal]:
    """Signals about a part, from its own fields alone; what describes it speaks where nothing strong
    states its maker."""
    signals = _stated_signals(component, knowledge)
    numbered = bus_vendor_signals(component, knowledge)
    if numbered:
        # A name that nobody has registered is the system's own spelling for the number.
        signals = numbered + [one for one in signals if not one.evidence.vendor.startswith(UNLISTED)]
    if any(counts(signal) and signal.evidence.confidence >= STRONG_FROM for signal in signals):
        return signals
    return signals + described_signals(component, knowledge)


def _stated_signals(component: Component, knowledge: Knowledge) -> list[Signal]:
    if component.function is PartFunction.TRANSCEIVER:
        return transceiver_signals(component, knowledge)
    if component.function is PartFunction.MODEM:
        return modem_signals(component, knowledge)
    named = name_signals(Technique.MFG_NAME, component.mfg_name, knowledge)
    return named or text_signals(component, knowledge)


def _identify_neighbor(neighbor: Neighbor, knowledge: Knowledge, holders: HolderCache) -> SubjectIdentity:
    signals = neighbor_mac_signals(neighbor.mac, knowledge, holders)
    if is_onu(neighbor):
        signals = signals + onu_signals(neighbor, knowledge)
    elif neighbor.mfg_name or neighbor.model_name or neighbor.system_descr:
        signals = signals + claim_signals(neighbor, knowledge)
    if not signals:
        return unidentified(SubjectKind.NEIGHBOR, neighbor.key, structural=False)
    return combine(SubjectKind.NEIGHBOR, neighbor.key, signals, knowledge.vendors)
