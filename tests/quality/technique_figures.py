"""Precision and recall of each technique on devices: does what it says agree with the label?

Pure. One case for each vendor that a technique names on a device, as primary or supporting
evidence of a maker, brand or assignee; agent software says nothing of who made the device.
"""

from __future__ import annotations

from collections.abc import Iterator

from quality.audited import Audited
from quality.labels import SYNONYMS, Labels
from quality.measure import Comparison, Figure, Outcome, compare

TECHNIQUES = ("mfg_name", "sys_object_id", "sys_descr", "oui")


def technique_figures(audited: Audited, labels: Labels) -> tuple[Figure, ...]:
    """One figure per technique that speaks about devices; its recall is over every labelled device."""
    return tuple(
        Figure(f"technique_{name}", name, tuple(_comparisons(audited, labels, name))) for name in TECHNIQUES
    )


def _comparisons(audited: Audited, labels: Labels, technique: str) -> Iterator[Comparison]:
    for recording, truth in labels.truth.items():
        label = truth["vendor"]
        if not label:
            continue
        rows = audited.evidence.get(recording, ())
        said = sorted({row["vendor"] for row in rows if row["technique"] == technique and row["vendor"]})
        same = [name for name in said if SYNONYMS.get(name, name) == SYNONYMS.get(label, label)]
        yield from (compare(recording, "", label, name, equal=name in same) for name in said)
        if not said:
            yield Comparison(recording, "", label, "", Outcome.UNSTATED)
