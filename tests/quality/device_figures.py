"""Figures about devices themselves: excluded vendors, maker or brand, serial, model, version.

Pure: labels and answers in, comparisons out.
"""

from __future__ import annotations

from collections.abc import Iterator

from quality.audited import Audited
from quality.labels import FIVE, SYNONYMS, Labels
from quality.measure import Comparison, Figure, Outcome, Target, compare, folded, is_stated

ACCUSED = ("excluded", "review")
COMWARE_VENDORS = {"h3c", "hpe", "hp"}


def device_figures(audited: Audited, labels: Labels) -> tuple[Figure, ...]:
    """Every figure about devices."""
    return (
        Figure(
            "five_found",
            "devices of the five vendors: excluded or in review",
            tuple(_five(audited, labels, ACCUSED)),
            Target(1.0),
        ),
        Figure(
            "five_excluded",
            "devices of the five vendors: excluded",
            tuple(_five(audited, labels, ("excluded",))),
            Target(0.9),
        ),
        Figure(
            "others_not_excluded",
            "other devices: not excluded for themselves",
            tuple(_others(audited, labels, "excluded")),
            Target(1.0, 0.0),
        ),
        Figure(
            "others_not_in_review",
            "other devices: not in review for themselves",
            tuple(_others(audited, labels, "review")),
            Target(0.99, 0.01),
        ),
        Figure(
            "comware_maker_brand",
            "H3C and HPE Comware devices: maker and brand",
            tuple(_comware(audited, labels)),
            Target(1.0),
        ),
        Figure(
            "vendor",
            "maker or brand of the device",
            tuple(_vendors(audited, labels)),
            Target(0.92, 0.005),
        ),
        Figure(
            "serial",
            "serial number, where real and in the recording",
            tuple(_serials(audited, labels)),
            Target(0.95),
        ),
        Figure(
            "model",
            "model, or a text containing it, where in the recording",
            tuple(_models(audited, labels)),
            Target(0.85),
        ),
        Figure("version", "software version, or a text containing it", tuple(_versions(audited, labels))),
    )


def own_statuses(audited: Audited, recording: str) -> dict[str, str]:
    """Listed vendor -> status of the device's verdict for its own sake, not through a part."""
    rows = audited.root_verdicts.get(recording, ())
    return {row["vendor"]: row["status"] for row in rows if row["through_part"] == "0"}


def _five(audited: Audited, labels: Labels, wanted: tuple[str, ...]) -> Iterator[Comparison]:
    """Wrong is another of the five; a review where excluded is wanted says too little, not wrongly."""
    for recording, truth in labels.truth.items():
        vendor = truth["excluded_self"]
        if vendor in FIVE:
            found = own_statuses(audited, recording)
            accused = {name: status for name, status in found.items() if status in ACCUSED}
            ours = ", ".join(f"{name} {status}" for name, status in sorted(accused.items()))
            right, wrong = accused.get(vendor) in wanted, bool(accused.keys() - {vendor})
            outcome = Outcome.RIGHT if right else Outcome.WRONG if wrong else Outcome.UNSTATED
            yield Comparison(recording, "", vendor, ours, outcome)


def _others(audited: Audited, labels: Labels, status: str) -> Iterator[Comparison]:
    for recording, truth in labels.truth.items():
        if truth["excluded_self"] in FIVE:
            continue
        accusations = [name for name, own in own_statuses(audited, recording).items() if own == status]
        label = truth["vendor"] or "none of the five"
        yield compare(recording, "", label, " ".join(accusations), equal=not accusations)


def _comware(audited: Audited, labels: Labels) -> Iterator[Comparison]:
    for recording, truth in labels.truth.items():
        if truth["excluded_self"] == "h3c":
            said = _makers(audited, recording)
            same = bool(said) and {*said} <= COMWARE_VENDORS
            yield compare(recording, "", truth["vendor"], " ".join(said), equal=same)


def _vendors(audited: Audited, labels: Labels) -> Iterator[Comparison]:
    for recording, truth in labels.truth.items():
        if truth["vendor"]:
            said = _makers(audited, recording)
            same = _canonical(truth["vendor"]) in {_canonical(name) for name in said}
            yield compare(recording, "", truth["vendor"], " ".join(said), equal=same)


def _makers(audited: Audited, recording: str) -> tuple[str, ...]:
    device = audited.devices[recording]
    return tuple(dict.fromkeys(filter(None, (device["manufacturer"], device["brand"]))))


def _canonical(vendor: str) -> str:
    return SYNONYMS.get(vendor, vendor)


def _serials(audited: Audited, labels: Labels) -> Iterator[Comparison]:
    """A stack has no serial of its own: the serial of any member is right for it."""
    for recording, truth in labels.truth.items():
        if truth["serial_placeholder"] == "no" and truth["serial_oid"]:
            label, ours = truth["serial"], audited.devices[recording]["serial_num"]
            members = {folded(serial) for serial in _member_serials(audited, recording)}
            same = folded(label) in {folded(ours), *members}
            yield compare(recording, "", label, ours, equal=same)


def _member_serials(audited: Audited, recording: str) -> Iterator[str]:
    components = audited.components.get(recording, ())
    if any(row["path"] == "" and row["physical_class"] == "stack" for row in components):
        yield from (
            row["serial_num"]
            for row in components
            if row["physical_class"] == "chassis" and row["serial_num"]
        )


def _models(audited: Audited, labels: Labels) -> Iterator[Comparison]:
    for recording, truth in labels.truth.items():
        if truth["hardware_literal_oid"] and is_stated(truth["hardware"]):
            label, ours = truth["hardware"], audited.devices[recording]["model_name"]
            yield compare(recording, "", label, ours, equal=folded(label) in folded(ours))


def _versions(audited: Audited, labels: Labels) -> Iterator[Comparison]:
    for recording, truth in labels.truth.items():
        if is_stated(truth["version"]):
            label, ours = truth["version"], audited.devices[recording]["software_rev"]
            yield compare(recording, "", label, ours, equal=folded(label) in folded(ours))


def with_faults(figure: Figure, labels: Labels) -> Figure:
    """The figure with its labels at fault marked; only where answer and label are as argued."""
    faults = {
        (fault.recording, fault.ours, fault.label) for fault in labels.faults if fault.figure == figure.id
    }
    marked = (
        comparison._replace(outcome=Outcome.LABEL_FAULT)
        if comparison.outcome is not Outcome.RIGHT
        and (comparison.recording, comparison.ours, comparison.label) in faults
        else comparison
        for comparison in figure.comparisons
    )
    return figure._replace(comparisons=tuple(marked))
