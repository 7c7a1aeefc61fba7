"""One device from what it said over SNMP and over SSH: parts that are the same are told once.

The same are two parts with one serial number and model, or with one place and model, where
nothing they both state differs. Else both stay, and a problem says that they may be one. It
must not know how either was decoded. Pure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from auditor.model.device import Component, Device, Neighbor, Observed
from auditor.model.recording import Problem, Reason

OVER_SSH = "ssh:"
"""Begins the path of a part that only SSH tells of where SNMP has another part at its place."""
FILLED = (
    "name", "descr", "mfg_name", "model_name", "serial_num", "vendor_type", "hardware_rev", "firmware_rev",
    "software_rev", "vendor_oui", "is_fru",
)  # fmt: skip
MAX_DUPLICATES = 50
"""Possible duplicates listed one by one; the count tells of the others."""


def merge_devices(snmp: Device, ssh: Device) -> Device:
    """The device of both. What SNMP states stays; SSH completes it and adds what it alone tells."""
    root, *told = ssh.components
    merged: dict[str, Component] = {component.path: component for component in snmp.components}
    finder = _Finder(snmp.components[1:])
    places: dict[str, str] = {"": ""}
    doubts: list[Problem] = list(_contradictions(snmp.components[0], root, "the device"))
    merged[""] = _completed(snmp.components[0], root)
    for part in told:
        same = finder.same(part)
        if same is not None:
            merged[same.path] = _completed(merged[same.path], part)
            places[part.path] = same.path
            continue
        path = part.path if part.path not in merged else _free(OVER_SSH + part.path, merged)
        places[part.path] = path
        merged[path] = replace(part, path=path, contained_in=places.get(part.contained_in or "", ""))
        doubts += finder.doubts(part, path)
    return replace(
        snmp,
        components=tuple(merged.values()),
        name=snmp.name or ssh.name,
        sys_descr=snmp.sys_descr or ssh.sys_descr,
        base_mac=snmp.base_mac or ssh.base_mac,
        neighbors=_neighbors(snmp.neighbors, ssh.neighbors),
        problems=(*snmp.problems, *ssh.problems, *_bounded(doubts)),
    )


class _Finder:
    """Finds the part of one source that a part of the other is."""

    def __init__(self, parts: Iterable[Component]) -> None:
        self._by_serial: defaultdict[str, list[Component]] = defaultdict(list)
        self._by_place: dict[str, Component] = {}
        self._by_interface: defaultdict[str, list[Component]] = defaultdict(list)
        self._taken: set[str] = set()
        for part in parts:
            self._by_place[part.path] = part
            if part.serial_num:
                self._by_serial[_letters(part.serial_num)].append(part)
            if part.interface:
                self._by_interface[part.interface.casefold()].append(part)

    def same(self, part: Component) -> Component | None:
        """The one part it is, which is then nobody else's; None where none or several fit."""
        by_serial = self._by_serial.get(_letters(part.serial_num), []) if part.serial_num else []
        fitting = [one for one in by_serial if self._fits(one, part)]
        if not fitting:
            here = self._by_place.get(part.path)
            near = [*([here] if here else []), *self._by_interface.get(part.interface.casefold(), ())]
            fitting = [one for one in near if one.model_name and part.model_name and self._fits(one, part)]
        if len({one.path for one in fitting}) != 1:
            return None
        self._taken.add(fitting[0].path)
        return fitting[0]

    def _fits(self, one: Component, other: Component) -> bool:
        return one.path not in self._taken and not any(_differ(one, other))

    def doubts(self, part: Component, path: str) -> Iterable[Problem]:
        """Parts that share its serial number and were not taken for the same."""
        for other in self._by_serial.get(_letters(part.serial_num), []) if part.serial_num else []:
            differing = ", ".join(_differ(other, part)) or "another part is the same already"
            yield Problem(
                Reason.SUSPECTED_DUPLICATE,
                path,
                f"has the serial number of {other.path} over SNMP, but not its {differing}",
            )


def _differ(one: Component, other: Component) -> tuple[str, ...]:
    """What both state and not alike."""
    fields = (
        ("maker", one.mfg_name, other.mfg_name),
        ("model", one.model_name, other.model_name),
        ("serial number", one.serial_num, other.serial_num),
    )
    return tuple(name for name, a, b in fields if a and b and _letters(a) != _letters(b))


def _letters(text: Observed[str] | None) -> str:
    return "".join(character for character in text.value.casefold() if character.isalnum()) if text else ""


def _completed(known: Component, told: Component) -> Component:
    """What is known, with what only the other source states."""
    missing = {
        name: getattr(told, name)
        for name in FILLED
        if getattr(known, name) is None and getattr(told, name) is not None
    }
    sources = (*known.sources, *(source for source in told.sources if source not in known.sources))
    return replace(known, **missing, sources=sources, interface=known.interface or told.interface)


def _contradictions(known: Component, told: Component, what: str) -> Iterable[Problem]:
    for name in _differ(known, told):
        detail = f"SNMP and SSH state another {name}; what SNMP states is shown"
        yield Problem(Reason.SUSPECTED_DUPLICATE, what, detail)


def _free(path: str, taken: Mapping[str, Component]) -> str:
    candidate, number = path, 2
    while candidate in taken:
        candidate, number = f"{path}#{number}", number + 1
    return candidate


def _neighbors(snmp: tuple[Neighbor, ...], ssh: tuple[Neighbor, ...]) -> tuple[Neighbor, ...]:
    known = {neighbor.key for neighbor in snmp}
    return (*snmp, *(neighbor for neighbor in ssh if neighbor.key not in known))


def _bounded(doubts: list[Problem]) -> tuple[Problem, ...]:
    more = len(doubts) - MAX_DUPLICATES
    if more <= 0:
        return tuple(doubts)
    rest = Problem(Reason.SUSPECTED_DUPLICATE, "device", f"{more} more like these are not listed")
    return (*doubts[:MAX_DUPLICATES], rest)
