"""Rows of the tables that decode reads, built from keywords."""

from __future__ import annotations

from builders import integer_row, oid_row, recording_of, text_row

from auditor.decode import decode_recording
from auditor.model.device import Component, Device, Neighbor
from auditor.model.oid import encode_oid
from auditor.model.recording import Recording
from auditor.model.rows import Row
from auditor.model.sections import SectionKind

ENTITY = "1.3.6.1.2.1.47.1.1.1.1"
ALIAS = "1.3.6.1.2.1.47.1.3.2.1.2"
IF_ENTRY = "1.3.6.1.2.1.2.2.1"
IF_X_ENTRY = "1.3.6.1.2.1.31.1.1.1"
LLDP_REM = "1.0.8802.1.1.2.1.4.1.1"
LLDP_MED = "1.0.8802.1.1.2.1.5.4795.1.3.3.1"
CDP = "1.3.6.1.4.1.9.9.23.1.2.1.1"
BASE_PORT = "1.3.6.1.2.1.17.1.4.1.2"
FDB = "1.3.6.1.2.1.17.4.3.1"
FDB_Q = "1.3.6.1.2.1.17.7.1.2.2.1"
ARP = "1.3.6.1.2.1.4.22.1"

CHASSIS, CONTAINER, POWER_SUPPLY, MODULE, PORT, STACK = 3, 5, 6, 9, 10, 11
ENTITY_COLUMNS = {
    "descr": 2,
    "contained_in": 4,
    "physical_class": 5,
    "position": 6,
    "name": 7,
    "serial": 11,
    "mfg": 12,
    "model": 13,
    "fru": 16,
}


def entity(index: int, **columns: str | int) -> list[Row]:
    """An entPhysicalEntry with the given columns."""
    rows = []
    for name, value in columns.items():
        oid = f"{ENTITY}.{ENTITY_COLUMNS[name]}.{index}"
        rows.append(integer_row(oid, value) if isinstance(value, int) else text_row(oid, value))
    return rows


def alias(index: int, if_index: int) -> list[Row]:
    return [oid_row(f"{ALIAS}.{index}.0", f"{IF_ENTRY}.1.{if_index}")]


def interface(index: int, name: str = "", mac: bytes = b"") -> list[Row]:
    rows = [text_row(f"{IF_X_ENTRY}.1.{index}", name)] if name else []
    return [*rows, text_row(f"{IF_ENTRY}.6.{index}", mac)]


def dotted(mac: str) -> str:
    return ".".join(str(octet) for octet in bytes.fromhex(mac))


def fdb(mac: str, port: int) -> Row:
    return integer_row(f"{FDB}.2.{dotted(mac)}", port)


def base_port(port: int, if_index: int) -> Row:
    return integer_row(f"{BASE_PORT}.{port}", if_index)


def arp(if_index: int, address: str, mac: str) -> Row:
    return text_row(f"{ARP}.2.{if_index}.{address}", bytes.fromhex(mac))


def lldp(
    index: str, *, mac: str = "", name: str = "", descr: str = "", capabilities: bytes = b""
) -> list[Row]:
    """An lldpRemEntry whose chassis id is a MAC, else a local name."""
    rows = [integer_row(f"{LLDP_REM}.4.{index}", 4 if mac else 7)]
    rows += [text_row(f"{LLDP_REM}.5.{index}", bytes.fromhex(mac) if mac else b"chassis " + name.encode())]
    rows += [text_row(f"{LLDP_REM}.9.{index}", name), text_row(f"{LLDP_REM}.10.{index}", descr)]
    return [*rows, text_row(f"{LLDP_REM}.12.{index}", capabilities)]


def recording(*groups: list[Row] | Row) -> Recording:
    rows = [row for group in groups for row in (group if isinstance(group, list) else [group])]
    return recording_of((SectionKind.OTHER, "1.3.6.1", rows))


def device(*groups: list[Row] | Row) -> Device:
    return decode_recording(recording(*groups))


def component(decoded: Device, path: str) -> Component:
    return next(component for component in decoded.components if component.path == path)


def paths(decoded: Device) -> list[str]:
    return [component.path for component in decoded.components]


def neighbor(decoded: Device, key: str) -> Neighbor:
    return next(neighbor for neighbor in decoded.neighbors if neighbor.key == key)


def raw_row(oid: str, tag: int, value: bytes) -> Row:
    return encode_oid(oid), tag, value
