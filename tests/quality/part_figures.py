"""Figures about parts: excluded makers inside other makers' devices, entity rows, optics, serials.

Pure. A part is matched by its serial number where it has one, else by model and maker.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from quality.audited import Audited, Row
from quality.labels import FIVE, Labels, by_recording, is_recorded, recorded_bytes
from quality.measure import Comparison, Figure, Target, compare, folded, is_stated, pool

HP = ("hp", "hpe")
DIFFERENT = (0, 0, 0)
OPTIC, ENTITY = "librenms-expected-transceiver", "ENTITY-MIB"
MORE = re.compile(r"\(and (\d+) more\)$")


def part_figures(audited: Audited, labels: Labels) -> tuple[Figure, ...]:
    """Every figure about parts."""
    foreign = _foreign_parts(labels)
    optics = tuple(_matched_optics(audited, labels))
    return (
        Figure(
            "foreign_parts",
            "parts of the five vendors in other makers' devices: found, with their own evidence",
            tuple(_foreign(audited, foreign)),
            Target(1.0),
        ),
        Figure(
            "foreign_parts_device",
            "those devices say that they contain them",
            tuple(_containing(audited, foreign)),
            Target(1.0),
        ),
        Figure(
            "h3c_parts", "H3C-made parts in HP devices: maker", tuple(_h3c(audited, labels)), Target(0.95)
        ),
        Figure(
            "entity_rows",
            "entity rows that are components, or an explained problem",
            tuple(_entity_rows(audited, labels)),
            Target(1.0),
        ),
        Figure("optics", "optics that LibreNMS expects", tuple(_optics(optics)), Target(0.95)),
        Figure("optic_vendors", "vendor names of those optics", tuple(_optic_vendors(optics)), Target(0.95)),
        *(
            Figure(f"part_{field}", f"{field} of parts with a serial number", tuple(compared))
            for field, compared in _part_fields(audited, labels).items()
        ),
        Figure(
            "parts_named",
            "judged parts whose maker is named (they have no labels: right means named)",
            tuple(_named(audited)),
            labelled=False,
        ),
    )


def _foreign_parts(labels: Labels) -> dict[tuple[str, str], int]:
    """(recording, excluded vendor) -> number of its parts inside another maker's device.

    One part can show in several columns, so the greatest count of a column is the number.
    """
    numbers: dict[tuple[str, str], int] = {}
    for row in labels.excluded:
        vendor = row["excluded_vendor"]
        if row["kind"].startswith("part:") and vendor in FIVE and row["device_vendor"] != vendor:
            key = row["recording"], vendor
            numbers[key] = max(numbers.get(key, 0), int(row["count"]))
    return numbers


def _foreign(audited: Audited, foreign: dict[tuple[str, str], int]) -> Iterator[Comparison]:
    for (recording, vendor), number in foreign.items():
        found = [row for row in _parts(audited, recording) if _accused(audited, row, vendor)]
        for case in range(number):
            ours = found[case]["path"] if case < len(found) else ""
            yield compare(recording, f"part {case + 1} of {number}", vendor, ours, equal=bool(ours))


def _accused(audited: Audited, part: Row, vendor: str) -> bool:
    verdicts = audited.part_verdicts.get(part["component_id"], ())
    return any(row["vendor"] == vendor for row in verdicts) and part["component_id"] in audited.part_evidence


def _containing(audited: Audited, foreign: dict[tuple[str, str], int]) -> Iterator[Comparison]:
    for recording, vendor in foreign:
        said = [
            row["status"]
            for row in audited.root_verdicts.get(recording, ())
            if row["through_part"] == "1" and row["vendor"] == vendor
        ]
        yield compare(recording, "", vendor, " ".join(said), equal=bool(said))


def _parts(audited: Audited, recording: str) -> list[Row]:
    return [row for row in audited.components.get(recording, ()) if row["path"]]


def _h3c(audited: Audited, labels: Labels) -> Iterator[Comparison]:
    expected = pool(
        row["recording"]
        for row in labels.parts
        if row["mfg"] == "H3C" and labels.truth[row["recording"]]["vendor"] in HP
    )
    for recording, number in expected.items():
        said = [row for row in audited.components.get(recording, ()) if folded(row["mfg_name"]) == "h3c"]
        makers = sorted((row["manufacturer"] for row in said), key=lambda maker: maker != "h3c")
        for case, ours in enumerate((makers + [""] * number)[:number]):
            yield compare(recording, f"part {case + 1} of {number}", "h3c", ours, equal=ours == "h3c")


def _entity_rows(audited: Audited, labels: Labels) -> Iterator[Comparison]:
    for recording, truth in labels.truth.items():
        number = int(truth["n_physical_in_recording"] or 0)
        found = sum(ENTITY in row["sources"] for row in audited.components.get(recording, ()))
        explained = sum(_explained(row["detail"]) for row in audited.problems.get(recording, ()))
        for case in range(number):
            ours = "component" if case < found else "problem" if case < found + explained else ""
            yield compare(recording, f"row {case + 1} of {number}", "entity row", ours, equal=bool(ours))


def _explained(detail: str) -> int:
    """Rows that a decode problem says were not entity rows; the view counts the ones it folds."""
    if "not an entPhysicalIndex" not in detail:
        return 0
    more = MORE.search(detail)
    return 1 + (int(more[1]) if more else 0)


def _matched_optics(audited: Audited, labels: Labels) -> Iterator[tuple[dict[str, str], Row | None]]:
    """Expected optics with the component that is each, or None; no component serves twice."""
    expected = by_recording(row for row in labels.parts if row["truth_src"] == OPTIC)
    for recording, wanted in expected.items():
        free = [row for row in audited.components.get(recording, ()) if row["function"] == "transceiver"]
        for label in sorted(wanted, key=lambda row: (not row["serial"], not row["model"])):
            match = max(free, key=partial(_likeness, label), default=None)
            if match is not None and _likeness(label, match) > DIFFERENT:
                free.remove(match)
                yield label, match
            else:
                yield label, None


def _likeness(label: dict[str, str], part: Row) -> tuple[int, int, int]:
    """Agreement of serial, model and vendor; a label that states none is any optic."""
    pairs = (
        (label["serial"], part["serial_num"]),
        (label["model"], part["model_name"]),
        (label["mfg"], part["mfg_name"]),
    )
    serial, model, vendor = (int(bool(one) and folded(one) == folded(other)) for one, other in pairs)
    if not any(stated for stated, _ in pairs):
        return 0, 0, 1
    return (serial, model, vendor) if serial or not (label["serial"] and part["serial_num"]) else DIFFERENT


def _optics(optics: tuple[tuple[dict[str, str], Row | None], ...]) -> Iterator[Comparison]:
    for label, part in optics:
        name = " ".join(filter(None, (label["mfg"], label["model"], label["serial"]))) or "an optic"
        yield compare(
            label["recording"], label["index"], name, part["path"] if part else "", equal=part is not None
        )


def _optic_vendors(optics: tuple[tuple[dict[str, str], Row | None], ...]) -> Iterator[Comparison]:
    for label, part in optics:
        if label["mfg"]:
            ours = part["mfg_name"] if part else ""
            same = folded(ours) == folded(label["mfg"])
            yield compare(label["recording"], label["index"], label["mfg"], ours, equal=same)


def _part_fields(audited: Audited, labels: Labels) -> dict[str, list[Comparison]]:
    """Serial, model and maker of parts, by serial numbers that are in the recording and there once."""
    fields: dict[str, list[Comparison]] = {"serial": [], "model": [], "mfg": []}
    rows = [row for row in labels.parts if row["truth_src"] != OPTIC and is_stated(row["serial"])]
    for recording, wanted in by_recording(rows).items():
        octets = recorded_bytes(recording)
        often = pool(row["serial"] for row in wanted)
        ours: defaultdict[str, list[Row]] = defaultdict(list)
        for part in audited.components.get(recording, ()):
            ours[folded(part["serial_num"])].append(part)
        for row in wanted:
            if often[row["serial"]] == 1 and is_recorded(row["serial"], octets):
                _compare_part(fields, row, ours[folded(row["serial"])])
    return fields


def _compare_part(fields: dict[str, list[Comparison]], label: dict[str, str], parts: list[Row]) -> None:
    """Several components may carry one serial: an optic and the port that names it."""
    where, found = (label["recording"], label["index"]), " ".join(part["path"] or "device" for part in parts)
    fields["serial"].append(compare(*where, label["serial"], found, equal=bool(parts)))
    for field, column in (("model", "model_name"), ("mfg", "mfg_name")):
        if is_stated(label[field]):
            said = sorted({part[column] for part in parts} - {""})
            same = folded(label[field]) in map(folded, said)
            fields[field].append(compare(*where, label[field], " ".join(said), equal=same))


def _named(audited: Audited) -> Iterator[Comparison]:
    for recording in audited.components:
        for part in _parts(audited, recording):
            if part["status"] != "not_applicable":
                maker = part["manufacturer"]
                yield compare(recording, part["path"], "a maker", maker, equal=bool(maker))
