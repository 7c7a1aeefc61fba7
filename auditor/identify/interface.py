"""What a technique is: a function from a subject to signals, with knowledge as its input.

`Signal` is evidence plus the reason, if any, why it alone never suffices. `combine` is the
only reader of signals; techniques never see each other's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from auditor.identify.registries.enterprises import EnterpriseTable
from auditor.identify.registries.oui import OuiTable
from auditor.identify.vendors import VendorRegistry
from auditor.model.device import Observed
from auditor.model.finding import DataSource
from auditor.model.identity import Claim, Evidence, EvidenceRole, Technique


class Signal(NamedTuple):
    """One reading. `cap` is "" or a code of `combine.CAPS`."""

    evidence: Evidence
    cap: str = ""


class Row(NamedTuple):
    """What every knowledge row states, whatever it matches."""

    id: str
    claim: Claim
    vendor: str
    confidence: int
    source: str
    date: str
    matching: tuple[str, ...]
    non_matching: tuple[str, ...]
    cap: str = ""
    """Why the row alone never suffices (`combine.CAPS`), or ""."""
    exact: bool = False
    """Only the object identifier itself, nothing below it."""


class PatternRow(NamedTuple):
    """A row that matches the beginning of a text; `subject_field` says of which text."""

    row: Row
    subject_field: str
    pattern: re.Pattern[str]


class PatternGroup(NamedTuple):
    """Rows tried together: `any_of` matches where the pattern of any of them does."""

    any_of: re.Pattern[str]
    rows: tuple[PatternRow, ...]


@dataclass(frozen=True, slots=True, eq=False)
class PatternGroups:
    """Groups as one thing that is only equal to itself, so that what a text says can be remembered."""

    groups: tuple[PatternGroup, ...] = ()


class Reading(NamedTuple):
    """What a text says, whoever states it: `matched` of it ("" is all), `cap` as of a signal."""

    row: Row
    matched: str = ""
    cap: str = ""


class PrefixRow(NamedTuple):
    """A row about an object identifier and everything below it."""

    row: Row
    prefix: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything identification knows, with the digest that tells one state from another."""

    vendors: VendorRegistry
    oui: OuiTable
    enterprises: EnterpriseTable
    digest: str
    sources: tuple[DataSource, ...] = ()
    sys_object_ids: Mapping[tuple[int, ...], tuple[Row, ...]] = field(default_factory=dict)
    sys_descrs: tuple[PatternRow, ...] = ()
    sys_descr_groups: PatternGroups = field(default_factory=PatternGroups)
    """The same rows, grouped to be tried together (`pattern_groups`)."""
    private_trees: Mapping[int, tuple[Row, ...]] = field(default_factory=dict)
    """Rows by enterprise number."""
    optics: tuple[PatternRow, ...] = ()
    optic_groups: Mapping[str, tuple[PatternGroup, ...]] = field(default_factory=dict)
    """The same rows, grouped by the field they speak of."""
    modems: tuple[PatternRow, ...] = ()
    parts: tuple[PatternRow, ...] = ()
    part_groups: Mapping[str, tuple[PatternGroup, ...]] = field(default_factory=dict)
    """The same rows, grouped by the field they speak of."""
    neighbor_models: tuple[PatternRow, ...] = ()
    vendor_types: Mapping[tuple[int, ...], tuple[Row, ...]] = field(default_factory=dict)
    """Rows by the sub-tree of entPhysicalVendorType."""
    bus_vendors: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    """Rows by a vendor's number on a bus: "usb:12d1"."""
    onu_vendor_ids: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    """Rows by the four letters that begin a PON unit's serial number."""
    placeholders: frozenset[str] = frozenset()
    """Normalised texts that state nothing, such as "n/a"."""

    def states(self, observed: Observed[str] | None) -> bool:
        """Whether a value says anything: neither absent, empty nor a placeholder."""
        if observed is None:
            return False
        text = observed.value.strip(" \t\r\n\0.-_*").casefold()
        return bool(text) and text not in self.placeholders


def signal_of(
    technique: Technique,
    row: Row,
    observed: Observed[str] | Observed[int],
    matched: str = "",
    *,
    cap: str = "",
    role: EvidenceRole = EvidenceRole.PRIMARY,
    registry_digest: str = "",
) -> Signal:
    """The signal of a knowledge row that matched an observation (`matched`: what of it)."""
    return Signal(
        Evidence(
            technique,
            role,
            row.claim,
            row.vendor,
            row.confidence,
            matched or str(observed.value),
            row.id,
            observed.reference,
            observed.raw,
            registry_digest,
        ),
        cap or row.cap,
    )
