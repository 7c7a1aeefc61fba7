"""Targets that may be one device: the same serial number, engine id or base MAC at two of them.

Nothing is merged: two targets stay two devices, and the report says why they may be one. Must
not know how the keys were read. Placeholders are no keys.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from auditor.model.finding import Coverage
from auditor.model.recording import Reason
from auditor.model.serial_number import is_real_serial

MIN_ENGINE_ID = 5
"""Octets of the shortest engine id (RFC 3411 SnmpEngineID); the first four name an enterprise."""
MULTICAST_BIT = 1 << 40
"""A group address is nobody's own (IEEE 802)."""
MAX_NAMED = 3
"""Other targets named in one row; each of them has a row of its own."""


class DeviceKeys(NamedTuple):
    """What tells a device from any other; "", b"" and None where it states nothing."""

    device_id: str
    serial_num: str
    model_name: str
    sys_object_id: str
    engine_id: bytes
    base_mac: int | None


class _Key(NamedTuple):
    """One key in words, and what must not differ for it to mean anything."""

    text: str
    model_name: str = ""


def suspected_duplicates(devices: Iterable[DeviceKeys]) -> Iterator[Coverage]:
    """A row for every device that shares a key with another target, by device."""
    known = {device.device_id: device for device in devices}
    holders: dict[_Key, list[str]] = defaultdict(list)
    for device in known.values():
        for key in _keys(device):
            holders[key].append(device.device_id)
    for device_id in sorted(known):
        shared = [(key, holders[key]) for key in _keys(known[device_id]) if len(holders[key]) > 1]
        if shared:
            detail = "; ".join(_reason(known, device_id, key, ids) for key, ids in shared)
            yield Coverage("targets", Reason.SUSPECTED_DUPLICATE, device_id, detail)


def _keys(device: DeviceKeys) -> Iterator[_Key]:
    serial = device.serial_num.strip()
    if is_real_serial(serial):
        yield _Key(f"serial number {serial}", device.model_name.strip())
    if is_real_engine_id(device.engine_id):
        yield _Key(f"engine id {device.engine_id.hex()}")
    if device.base_mac is not None and is_real_mac(device.base_mac):
        yield _Key(f"base MAC {device.base_mac:012x}")


def is_real_engine_id(engine_id: bytes) -> bool:
    """Whether an SNMP engine id can tell two agents apart: more than an enterprise and filling."""
    return len(engine_id) >= MIN_ENGINE_ID and len(set(engine_id[MIN_ENGINE_ID - 1 :])) > 1


def is_real_mac(mac: int) -> bool:
    """Whether a 48-bit MAC can be one device's own: no group address, and more than zeros."""
    return not mac & MULTICAST_BIT and mac & 0xFFFFFF not in (0, 0xFFFFFF)


def _reason(known: dict[str, DeviceKeys], device_id: str, key: _Key, holders: list[str]) -> str:
    """Whom a device shares a key with, and what speaks against their being one."""
    named = [other for other in holders[: MAX_NAMED + 1] if other != device_id][:MAX_NAMED]
    more = len(holders) - 1 - len(named)
    others = ", ".join(f"{other}{_against(known[device_id], known[other])}" for other in named)
    return f"same {key.text} as {others}{f' and {more} more' if more else ''}"


def _against(device: DeviceKeys, other: DeviceKeys) -> str:
    pairs = (
        ("model", device.model_name, other.model_name),
        ("sysObjectID", device.sys_object_id, other.sys_object_id),
    )
    differs = [words for words, mine, theirs in pairs if mine and theirs and mine != theirs]
    return f" (but another {' and '.join(differs)})" if differs else ""
