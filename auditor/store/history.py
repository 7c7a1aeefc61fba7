"""What becomes of the components a device had when it is read again.

A component seen again keeps its row. After a whole reading what was not seen is no longer
current; after any other one it stays, and so does a part of which less was told, unless another
maker is named. Rows are never deleted. Must not know how rows are made (`subject_rows`). See also:
`neighbor_history`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from auditor.model.sections import SectionKind
from auditor.store.subject_rows import ComponentRow
from auditor.store.write_evidence import COMPONENT_EVIDENCE, save_evidence

READ_COMPONENTS = """
    SELECT component_key, path, model_name, serial_num, mfg_name, manufacturer_key, current, class_key
    FROM component
    WHERE device_key = ?
    ORDER BY current, component_key
"""
SAVE_COMPONENT = """
    INSERT INTO component (component_key, device_key, path, parent_key, physical_class, function, name,
      descr, mfg_name, model_name, serial_num, vendor_type, hardware_rev, firmware_rev, software_rev,
      vendor_oui, is_fru, mfg_date, interface, sources, manufacturer_key, brand_key, confidence, class_key,
      current, first_recording_key)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)
    ON CONFLICT (component_key) DO UPDATE SET parent_key = excluded.parent_key,
      physical_class = excluded.physical_class, function = excluded.function, name = excluded.name,
      descr = excluded.descr, mfg_name = excluded.mfg_name, model_name = excluded.model_name,
      serial_num = excluded.serial_num, vendor_type = excluded.vendor_type,
      hardware_rev = excluded.hardware_rev, firmware_rev = excluded.firmware_rev,
      software_rev = excluded.software_rev, vendor_oui = excluded.vendor_oui, is_fru = excluded.is_fru,
      mfg_date = excluded.mfg_date, interface = excluded.interface, sources = excluded.sources,
      manufacturer_key = excluded.manufacturer_key, brand_key = excluded.brand_key,
      confidence = excluded.confidence, class_key = excluded.class_key, current = 1,
      last_recording_key = NULL, first_recording_key = coalesce(first_recording_key,
      excluded.first_recording_key)
"""
LEAVE_COMPONENT = """
    UPDATE component SET current = ?, last_recording_key = coalesce(last_recording_key, ?)
    WHERE component_key = ? AND current = 1
"""
SET_COMPONENT_CLASS = "UPDATE component SET class_key = ? WHERE component_key = ?"
ClassMerge = Callable[[int, int], int]
"""(class read now, class known before) to the class of both; keys of `judgement_class`."""


class Reading(NamedTuple):
    """The reading that is being saved: whose, from which recording (None: nothing was read),
    which one was before it, whether it may have missed parts, and the kinds it did not read."""

    device_key: int
    recording_key: int | None
    earlier_key: int | None
    partial: bool
    unread: frozenset[SectionKind] = frozenset()


class KnownComponent(NamedTuple):
    """A component row that is there already."""

    key: int
    path: str
    model_name: str | None
    serial_num: str | None
    mfg_name: str | None
    manufacturer_key: int | None
    current: int
    class_key: int


class Place(NamedTuple):
    """Where a row goes: its key, whether it is written, and the class of what is there then."""

    key: int
    written: bool
    class_key: int


def save_components(
    connection: sqlite3.Connection, reading: Reading, rows: Sequence[ComponentRow], merge: ClassMerge
) -> int:
    """Saves a reading's components; the key of the root, which is `rows[0]`."""
    known = [KnownComponent(*row) for row in connection.execute(READ_COMPONENTS, (reading.device_key,))]
    next_key = int(
        connection.execute("SELECT coalesce(max(component_key), 0) + 1 FROM component").fetchone()[0]
    )
    places = _places(known, rows, next_key, merge if reading.partial else None)
    keys = [place.key for place in places]
    written = {place.key for place in places if place.written}
    by_path = {component.path: component.key for component in known if component.current}
    by_path.update((row.path, key) for row, key in zip(rows, keys, strict=True))
    pairs = [(place.key, row) for place, row in zip(places, rows, strict=True) if place.written]
    connection.executemany(
        SAVE_COMPONENT, (_component_cells(key, row, by_path, reading) for key, row in pairs)
    )
    connection.executemany(SET_COMPONENT_CLASS, _merged_classes(known, rows, places))
    unseen = [component for component in known if component.current and component.key not in written]
    gone = _gone(unseen, rows, keys, partial=reading.partial)
    leave(connection, LEAVE_COMPONENT, ((part.key, part.key in gone) for part in unseen), reading)
    evidence = ((key, row.evidence) for key, row in pairs)
    save_evidence(connection, COMPONENT_EVIDENCE, reading.device_key, evidence)
    return keys[0]


def _places(
    known: Sequence[KnownComponent], rows: Sequence[ComponentRow], next_key: int, merge: ClassMerge | None
) -> list[Place]:
    """The place of each row. `merge` is given for a reading that may have missed something:
    what it says of a part is then added to what was known, and replaces nothing."""
    by_identity = {(part.path, part.model_name, part.serial_num): part for part in known}
    by_path = {part.path: part for part in known if part.current}
    places: list[Place] = []
    for row in rows:
        at_path = by_path.get(row.path)
        class_key = row.class_key
        if merge and at_path is not None and not _is_another(row, at_path):
            class_key = merge(row.class_key, at_path.class_key)
            if _tells_less(row, at_path) and not _names_another(row, at_path):
                places.append(Place(at_path.key, written=False, class_key=class_key))
                continue
        same = by_identity.get((row.path, row.model_name, row.serial_num))
        if same is None and at_path is not None and _fills_in(row, at_path):
            same = at_path
        places.append(Place(same.key if same else next_key, written=True, class_key=class_key))
        next_key += same is None
    return places


def _merged_classes(
    known: Sequence[KnownComponent], rows: Sequence[ComponentRow], places: Sequence[Place]
) -> Iterable[tuple[int, int]]:
    """(class, component) keys where the class is not the one that stands in the row already."""
    standing = {part.key: part.class_key for part in known}
    for place, row in zip(places, rows, strict=True):
        if place.class_key != (row.class_key if place.written else standing[place.key]):
            yield place.class_key, place.key


def _is_another(row: ComponentRow, known: KnownComponent) -> bool:
    """A model or serial number shows that it is another piece of equipment."""
    pairs = ((row.model_name, known.model_name), (row.serial_num, known.serial_num))
    return any(None not in pair and pair[0] != pair[1] for pair in pairs)


def _names_another(row: ComponentRow, known: KnownComponent) -> bool:
    """It names a maker, and not the one that is known."""
    return row.manufacturer_key is not None and row.manufacturer_key != known.manufacturer_key


def _tells_less(row: ComponentRow, known: KnownComponent) -> bool:
    """Nothing in the row contradicts what is known, and something known is missing in it."""
    pairs = (
        (row.model_name, known.model_name),
        (row.serial_num, known.serial_num),
        (row.mfg_name, known.mfg_name),
    )
    agrees = all(new is None or new == old or old is None for new, old in pairs)
    return agrees and any(new is None and old is not None for new, old in pairs)


def _fills_in(row: ComponentRow, known: KnownComponent) -> bool:
    """What is known agrees with the row, so the row only tells more of the same part."""
    return known.model_name in (None, row.model_name) and known.serial_num in (None, row.serial_num)


def _gone(
    unseen: Sequence[KnownComponent], rows: Sequence[ComponentRow], keys: Sequence[int], *, partial: bool
) -> set[int]:
    """Parts that are no longer there: all unseen ones, after a partial reading only those
    whose place is taken by another part."""
    if not partial:
        return {part.key for part in unseen}
    holder = {row.path: key for row, key in zip(rows, keys, strict=True)}
    return {part.key for part in unseen if holder.get(part.path, part.key) != part.key}


def _component_cells(
    key: int, row: ComponentRow, by_path: dict[str, int], reading: Reading
) -> tuple[str | int | bytes | None, ...]:
    parent = by_path.get(row.contained_in) if row.contained_in is not None else None
    return (key, reading.device_key, row.path, parent, *row.cells, reading.recording_key)


def leave(
    connection: sqlite3.Connection, statement: str, subjects: Iterable[tuple[int, bool]], reading: Reading
) -> None:
    """Subjects that were not seen: (key, whether gone). They were last seen in the earlier reading."""
    connection.executemany(statement, ((not gone, reading.earlier_key, key) for key, gone in subjects))
