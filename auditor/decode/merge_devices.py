"""One device from what it said over SNMP and over SSH: parts that are the same are told once.

The same are two parts of which two agree: serial number, model, place; and nothing that both
state differs. Else both stay, and a problem says that they may be one; so do two roots with
another model or serial number. It must not know how either was decoded. Pure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from auditor.decode.problems import MAX_DETAIL_CHARACTERS
from auditor.decode.vendor_parts import MAX_ALIKE, letters
from auditor.model.device import (
    PLUGGABLE,
    Component,
    Device,
    Neighbor,
    Observed,
    PartFunction,
    PhysicalClass,
)
from auditor.model.recording import Problem, Reason
from auditor.model.serial_number import is_real_serial

OVER_SSH = "ssh:"
"""Begins the path of a part that only SSH tells of where SNMP has another part at its place."""
FILLED = (
    "name", "descr", "mfg_name", "model_name", "serial_num", "vendor_type", "hardware_rev", "firmware_rev",
    "software_rev", "vendor_oui", "is_fru", "subsystem",
)  # fmt: skip
UNCERTAIN = frozenset({
    PhysicalClass.OTHER, PhysicalClass.UNKNOWN, PhysicalClass.MODULE, PhysicalClass.PORT,
    PhysicalClass.CONTAINER,
})  # fmt: skip
"""Classes that agents and outputs give to parts of any kind."""
MAX_DUPLICATES = 50
"""Possible duplicates listed one by one; the count tells of the others."""


def merge_devices(snmp: Device, ssh: Device) -> Device:
    """The device of both. What SNMP states stays; SSH completes it and adds what it alone tells."""
    (known, *parts), (root, *told) = snmp.components, ssh.components
    merged: dict[str, Component] = {component.path: component for component in snmp.components}
    is_one = {"model", "serial number"}.isdisjoint(_differ(known, root))
    if is_one:
        merged[""] = _completed(known, root)
    else:
        told.insert(0, root._replace(path=OVER_SSH + "device", function=PartFunction.PART))
    finder = _Finder(parts)
    pairs = finder.pairs(told)
    places: dict[str, str] = {"": ""}
    doubts: list[Problem] = list(_contradictions(known, root, "the device"))
    for part in told:
        if part.path in pairs:
            places[part.path] = pairs[part.path]
            merged[pairs[part.path]] = _completed(merged[pairs[part.path]], part)
            continue
        path = part.path if part.path not in merged else _free(OVER_SSH + part.path, merged)
        places[part.path] = path
        merged[path] = part._replace(path=path, contained_in=places.get(part.contained_in or "", ""))
        doubts += finder.doubts(part, path)
    doubts = [
        *finder.crowds(),
        *doubts,
    ]  # of doubts only the first are listed
    return replace(
        snmp,
        beside_id=ssh.recording_id,
        components=tuple(merged.values()),
        name=snmp.name or ssh.name,
        sys_descr=snmp.sys_descr or (ssh.sys_descr if is_one else None),
        base_mac=snmp.base_mac or (ssh.base_mac if is_one else None),
        neighbors=_neighbors(snmp.neighbors, ssh.neighbors),
        problems=(*snmp.problems, *ssh.problems, *_bounded(doubts)),
    )


class _Finder:
    """Finds the part of one source that each part of the other is."""

    def __init__(self, parts: Iterable[Component]) -> None:
        self._by_serial: defaultdict[str, list[Component]] = defaultdict(list)
        self._by_place: defaultdict[str, list[Component]] = defaultdict(list)
        self._taken: set[str] = set()
        self._crowds: dict[str, int] = {}
        for part in parts:
            if _serial(part):
                self._by_serial[_serial(part)].append(part)
            if part.serial_num or part.model_name:
                # Sensors fill many places, and nothing of theirs could agree.
                for place in _places(part):
                    self._by_place[place].append(part)

    def pairs(self, told: Iterable[Component]) -> dict[str, str]:
        """The path of the part each is, by its own path: those at one place are paired first, so
        that the two ends of a cable, which share a serial number, meet their own."""
        told, found = tuple(told), dict[str, str]()
        for at_place in (True, False):
            for part in told:
                fitting = {} if part.path in found else self._fitting(part, at_place)
                if len(fitting) == 1:
                    found[part.path] = next(iter(fitting))
                    self._taken.add(found[part.path])
        return found

    def _fitting(self, part: Component, at_place: bool) -> dict[str, Component]:
        if not at_place:
            known = self._alike(self._by_serial, _serial(part))
            return {one.path: one for one in known if self._fits(one, part) and _one_model(one, part)}
        near = {one.path: one for place in _places(part) for one in self._alike(self._by_place, place)}
        fitting = {path: one for path, one in near.items() if self._fits(one, part)}
        by_serial = {path: one for path, one in fitting.items() if _serial(one) and _serial(part)}
        return by_serial or {path: one for path, one in fitting.items() if _one_model(one, part)}

    def _alike(self, groups: Mapping[str, list[Component]], sign: str) -> list[Component]:
        """The parts that share a sign; none where so many do that it tells none of them."""
        alike = groups.get(sign, [])
        if len(alike) <= MAX_ALIKE:
            return alike
        self._crowds[sign] = len(alike)
        return []

    def _fits(self, one: Component, other: Component) -> bool:
        return one.path not in self._taken and not any(_differ(one, other))

    def doubts(self, part: Component, path: str) -> Iterable[Problem]:
        """Parts that share its serial number and were not taken for the same."""
        for other in self._alike(self._by_serial, _serial(part)):
            differing = ", ".join(_differ(other, part))
            because = f"but not its {differing}" if differing else "and is perhaps the same part"
            detail = f"has the serial number of {other.path} over SNMP, {because}"
            yield Problem(Reason.SUSPECTED_DUPLICATE, path, detail)

    def crowds(self) -> Iterable[Problem]:
        """Signs that too many parts share for one of them to be told by it."""
        for sign, count in self._crowds.items():
            detail = f"{count} parts over SNMP share {sign!r}; none was compared by it"
            yield Problem(Reason.SUSPECTED_DUPLICATE, "parts", detail[:MAX_DETAIL_CHARACTERS])


def _serial(part: Component) -> str:
    """Its serial number, "" where it cannot tell two parts apart: "1", "N/A"."""
    is_real = part.serial_num is not None and is_real_serial(part.serial_num.value)
    return _letters(part.serial_num) if is_real else ""


def _places(part: Component) -> set[str]:
    """All that says where it is. Marks stay: slot 1/1 is not slot 11."""
    places = (part.path, part.interface, part.name.value if part.name else "")
    return {"".join(place.casefold().split()) for place in places if place}


def _one_model(one: Component, other: Component) -> bool:
    return bool(_letters(one.model_name)) and _letters(one.model_name) == _letters(other.model_name)


def _differ(one: Component, other: Component) -> tuple[str, ...]:
    """What both state and not alike."""
    fields = (
        ("maker", _letters(one.mfg_name), _letters(other.mfg_name)),
        ("model", _letters(one.model_name), _letters(other.model_name)),
        ("serial number", _letters(one.serial_num), _letters(other.serial_num)),
        ("kind", _kind(one), _kind(other)),
    )
    return tuple(name for name, a, b in fields if a and b and a != b)


def _kind(part: Component) -> str:
    """What it is where that is certain; "" for a mere module, which outputs call most parts,
    and for a root, which is a chassis here and a stack there."""
    if part.function in PLUGGABLE:
        return part.function.value
    is_certain = part.function is not PartFunction.DEVICE and part.physical_class not in UNCERTAIN
    return part.physical_class.name if is_certain else ""


def _letters(text: Observed[str] | None) -> str:
    return letters(text) if text else ""


def _completed(known: Component, told: Component) -> Component:
    """What is known, with what only the other source states."""
    missing = {
        name: getattr(told, name)
        for name in FILLED
        if getattr(known, name) is None and getattr(told, name) is not None
    }
    return known._replace(
        **missing,
        function=told.function if known.function is PartFunction.PART else known.function,
        sources=(*known.sources, *(source for source in told.sources if source not in known.sources)),
        interface=known.interface or told.interface,
    )


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
