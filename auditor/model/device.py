"""What a recording decodes to: a device, its component tree, interfaces and neighbors.

Names are RFC 6933's without "entPhysical". Every value is `Observed`: it cannot lose the
bytes it came from. A device never says here who made it; that is `identity`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Generic, NamedTuple, TypeVar

from auditor.model.oid import oid_text
from auditor.model.recording import Problem

T = TypeVar("T")


class Reference(NamedTuple):
    """Where a value was observed: row (from 0) or line (from 1) of a section of a recording."""

    recording_id: str
    section: int
    row: int
    oid: bytes = b""
    command: str = ""
    own_octets: int = 0
    """How many octets at the end of `oid` spell the station's address, where its index does."""

    @property
    def oid_or_line(self) -> str:
        """The dotted OID, or "COMMAND, line N" for text sections."""
        return oid_text(self.oid) if self.oid else f"{self.command}, line {self.row}"


class Observed(NamedTuple, Generic[T]):
    """A decoded value, the value octets it was decoded from and where they are."""

    value: T
    raw: bytes
    reference: Reference


class PhysicalClass(IntEnum):
    """IANAPhysicalClass (IANA-ENTITY-MIB)."""

    OTHER = 1
    UNKNOWN = 2
    CHASSIS = 3
    BACKPLANE = 4
    CONTAINER = 5
    POWER_SUPPLY = 6
    FAN = 7
    SENSOR = 8
    MODULE = 9
    PORT = 10
    STACK = 11
    CPU = 12
    ENERGY_OBJECT = 13
    BATTERY = 14
    STORAGE_DRIVE = 15


PHYSICAL_CLASS_NAMES = {physical_class: physical_class.name.lower() for physical_class in PhysicalClass} | {
    PhysicalClass.POWER_SUPPLY: "powerSupply",
    PhysicalClass.ENERGY_OBJECT: "energyObject",
    PhysicalClass.STORAGE_DRIVE: "storageDrive",
}


def physical_class_name(physical_class: PhysicalClass) -> str:
    """The class in the MIB's spelling, such as "powerSupply"."""
    return PHYSICAL_CLASS_NAMES[physical_class]


class PartFunction(StrEnum):
    """What a part does, where its source says so; decides which technique may speak."""

    DEVICE = "device"
    PART = "part"
    TRANSCEIVER = "transceiver"
    MODEM = "modem"


PLUGGABLE = frozenset({PartFunction.TRANSCEIVER, PartFunction.MODEM})
"""What sits in a port and may be of another maker than the device."""


class Component(NamedTuple):
    """One physical entity. `path` is unique in the device and survives renumbered indices;
    the root component has path "" and `contained_in` None. A tuple, because a chassis has thousands."""

    path: str
    contained_in: str | None
    physical_class: PhysicalClass
    function: PartFunction = PartFunction.PART
    name: Observed[str] | None = None
    descr: Observed[str] | None = None
    mfg_name: Observed[str] | None = None
    model_name: Observed[str] | None = None
    serial_num: Observed[str] | None = None
    vendor_type: Observed[str] | None = None
    """entPhysicalVendorType, or the numbers on a bus: "usb:12d1:14dc", "pci:19e5"."""
    subsystem: Observed[str] | None = None
    """The subsystem vendor's number on PCI, "pci:19e5": whose card it is, whoever made the chip."""
    hardware_rev: Observed[str] | None = None
    firmware_rev: Observed[str] | None = None
    software_rev: Observed[str] | None = None
    vendor_oui: Observed[int] | None = None
    """24-bit OUI from a transceiver's EEPROM."""
    is_fru: Observed[bool] | None = None
    mfg_date: Observed[str] | None = None
    """Day of manufacture as "2019-05-06", as the device states it."""
    interface: str = ""
    sources: tuple[str, ...] = ()
    """The tables that told of it, such as "ENTITY-MIB"."""


@dataclass(frozen=True, slots=True)
class Interface:
    """An IF-MIB row. `mac` is the 48-bit integer of ifPhysAddress."""

    index: int
    name: Observed[str] | None = None
    descr: Observed[str] | None = None
    if_type: int | None = None
    mac: Observed[int] | None = None
    alias: Observed[str] | None = None

    @property
    def label(self) -> str:
        """ifName, else ifDescr, else the index."""
        text = self.name or self.descr
        return text.value if text else f"ifIndex {self.index}"


class Sighting(NamedTuple):
    """One place a neighbor was seen at. `addresses_on_port` counts MACs learned there."""

    protocol: str
    local_interface: str
    reference: Reference
    addresses_on_port: int = 0


class Neighbor(NamedTuple):
    """What is seen beyond a port. `key` is unique in the device: claimed serial, else MAC,
    else the claimed identity. The first sighting is the nearest (fewest MACs on its port).
    A tuple, because a switch has hundreds."""

    key: str
    sightings: tuple[Sighting, ...]
    mac: Observed[int] | None = None
    system_name: Observed[str] | None = None
    system_descr: Observed[str] | None = None
    mfg_name: Observed[str] | None = None
    model_name: Observed[str] | None = None
    serial_num: Observed[str] | None = None
    addresses: tuple[str, ...] = ()
    capabilities: tuple[str, ...] = ()
    """LLDP capability names: bridge, router, wlanAccessPoint, telephone …"""


NOTHING_STATED = (None, None, None, None)
"""Description, maker, model and serial number of a station: a neighbor with a MAC address, which alone
can tell who made it."""


@dataclass(frozen=True, slots=True)
class Device:
    """A managed network element; `components[0]` is its root."""

    id: str
    recording_id: str
    components: tuple[Component, ...]
    name: Observed[str] | None = None
    sys_descr: Observed[str] | None = None
    sys_object_id: Observed[str] | None = None
    location: Observed[str] | None = None
    engine_id: Observed[bytes] | None = None
    base_mac: Observed[int] | None = None
    interfaces: tuple[Interface, ...] = ()
    neighbors: tuple[Neighbor, ...] = ()
    private_trees: tuple[Observed[int], ...] = ()
    """Enterprise numbers below which rows were answered, ascending, each with its first row."""
    problems: tuple[Problem, ...] = ()
    beside_id: str = ""
    """The recording over the other transport that tells of it too; "" where one tells all."""
