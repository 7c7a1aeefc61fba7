"""Devices, parts and neighbors for the tests of identify, and the shipped knowledge."""

from __future__ import annotations

from dataclasses import replace

from builders import observed

from auditor.identify import Knowledge, identify_device
from auditor.identify.registries.oui import mac_text
from auditor.model.device import (
    Component,
    Device,
    Interface,
    Neighbor,
    Observed,
    PartFunction,
    PhysicalClass,
    Reference,
    Sighting,
)
from auditor.model.identity import SHARED_BY_STATIONS, Belief, SubjectIdentity
from auditor.resources import load_knowledge

HUAWEI_MAC = 0x001882000000
H3C_MAC = 0x000FE2000000
CISCO_MAC = 0x00000C100000
SHARED_HUAWEI_H3C_MAC = 0x00E0FC000000


def knowledge() -> Knowledge:
    return load_knowledge()


def observed_mac(value: int, row: int = 0) -> Observed[int]:
    return Observed(value, value.to_bytes(6, "big"), Reference("recording-0", 1, row))


def component(
    path: str = "module:1",
    *,
    mfg: str = "",
    model: str = "",
    serial: str = "",
    name: str = "",
    descr: str = "",
    function: PartFunction = PartFunction.PART,
    physical_class: PhysicalClass = PhysicalClass.MODULE,
    oui: int | None = None,
    is_fru: bool | None = None,
) -> Component:
    return Component(
        path=path,
        contained_in="" if path else None,
        physical_class=physical_class,
        function=function,
        mfg_name=observed(mfg) if mfg else None,
        model_name=observed(model) if model else None,
        serial_num=observed(serial) if serial else None,
        name=observed(name) if name else None,
        descr=observed(descr) if descr else None,
        vendor_oui=Observed(oui, oui.to_bytes(3, "big"), Reference("recording-0", 2, 0))
        if oui is not None
        else None,
        is_fru=Observed(is_fru, b"\x01", Reference("recording-0", 2, 1)) if is_fru is not None else None,
    )


def transceiver(mfg: str = "", model: str = "", serial: str = "", **fields: int) -> Component:
    return component(
        "port:1/transceiver:1",
        mfg=mfg,
        model=model,
        serial=serial,
        function=PartFunction.TRANSCEIVER,
        **fields,
    )


def device(
    *parts: Component,
    mfg: str = "",
    object_id: str = "",
    descr: str = "",
    macs: tuple[int, ...] = (),
    base_mac: int | None = None,
    neighbors: tuple[Neighbor, ...] = (),
    trees: tuple[int, ...] = (),
) -> Device:
    root = component("", mfg=mfg, function=PartFunction.DEVICE, physical_class=PhysicalClass.CHASSIS)
    return Device(
        id="switch-1",
        recording_id="recording-0",
        components=(root, *parts),
        sys_descr=observed(descr) if descr else None,
        sys_object_id=observed(object_id) if object_id else None,
        base_mac=observed_mac(base_mac, 99) if base_mac is not None else None,
        interfaces=tuple(Interface(n, mac=observed_mac(mac, n)) for n, mac in enumerate(macs, 1)),
        neighbors=neighbors,
        private_trees=tuple(
            Observed(number, b"1", Reference("recording-0", 4, n)) for n, number in enumerate(trees)
        ),
    )


def neighbor(mac: int | None = None, *, mfg: str = "", model: str = "", descr: str = "") -> Neighbor:
    return Neighbor(
        key="neighbor-1",
        sightings=(Sighting("lldp", "port1", Reference("recording-0", 3, 0)),),
        mac=observed_mac(mac) if mac is not None else None,
        mfg_name=observed(mfg) if mfg else None,
        model_name=observed(model) if model else None,
        system_descr=observed(descr) if descr else None,
    )


def root_of(found: Device) -> SubjectIdentity:
    return identify_device(found, knowledge())[0]


def part_of(part: Component) -> SubjectIdentity:
    """The identity of a part inside a Cisco chassis."""
    return identify_device(device(part, mfg="Cisco Systems"), knowledge())[1]


def own_identity(shared: SubjectIdentity, station: Neighbor) -> SubjectIdentity:
    """A station's identity with its own key and address, as the store keeps it."""
    if shared.key != SHARED_BY_STATIONS or station.mac is None:
        return shared
    mac = station.mac
    said = tuple(
        replace(one, matched_text=mac_text(mac.value), raw=mac.raw, reference=mac.reference)
        for one in shared.manufacturer.evidence
    )
    return replace(shared, key=station.key, manufacturer=replace(shared.manufacturer, evidence=said))


def neighbor_of(seen: Neighbor) -> SubjectIdentity:
    """The identity of a neighbor, with what is its own."""
    return own_identity(identify_device(device(neighbors=(seen,)), knowledge())[1], seen)


def belief_about(identity: SubjectIdentity, vendor: str) -> Belief | None:
    return next((belief for belief in identity.beliefs if belief.vendor == vendor), None)
