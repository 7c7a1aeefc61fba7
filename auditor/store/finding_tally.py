"""How many findings an evaluation has of what, and where each device's come in a report.

One pass over a few numbers of every finding; kept are counts, a few for each device.
Next: `read_findings`, which reads the findings themselves.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from auditor.model.finding import STATUS_ORDER, Status
from auditor.model.findings import (
    NONE_NAMED,
    SEVERITY_ORDER,
    FindingTotals,
    RuleUse,
    VendorCount,
    in_rule_order,
    in_vendor_order,
)
from auditor.model.policy import Citation, Severity
from auditor.model.recording import Instant
from auditor.store.documents import read_citation
from auditor.store.reported_subjects import STATUS_NAMES

RULINGS = """
    SELECT g.ruling_key, u.policy_id, u.rule_id, j.status, g.severity, j.confidence, j.vendor, g.vendor_name,
      j.because, g.citation
    FROM ruling AS g JOIN rule AS u USING (rule_key) JOIN judgement AS j USING (judgement_key)
"""
LIGHT = """
    SELECT f.device_key, f.ruling_key, coalesce(f.component_key, -f.neighbor_key), f.neighbor_key IS NOT NULL,
      f.subject_key = '', f.acceptance <> '', f.through_part, f.fingerprint, f.site
    FROM finding AS f
    WHERE f.since_key <= ?1 AND (f.until_key IS NULL OR f.until_key > ?1)
    ORDER BY f.device_key
"""


class Ruling(NamedTuple):
    """What findings share: see the table."""

    policy_id: str
    rule_id: str
    status: Status
    severity: Severity
    confidence: str
    vendor: str
    vendor_name: str
    because: str
    citation: Citation


class Judged(NamedTuple):
    """A device with findings, and when the recording it was judged by ended."""

    device_id: str
    observed_at: Instant


Light = tuple[int, int, int, int, int, int, str, str, str]
"""A row of `LIGHT`: what is counted of a finding. The third tells subjects of a device apart."""


class Block(NamedTuple):
    """Findings of one device that follow one another in a report, in its order."""

    status: int
    severity: int
    site: str
    device_id: str
    device_key: int
    components: int
    neighbors: int


Rulings = Mapping[int, Ruling]


def read_rulings(connection: sqlite3.Connection) -> Rulings:
    """Every ruling by its key."""
    found = {}
    for (
        key,
        policy_id,
        rule_id,
        status,
        severity,
        confidence,
        vendor,
        name,
        because,
        citation,
    ) in connection.execute(RULINGS):
        judged = STATUS_NAMES[status], Severity(severity), confidence
        found[key] = Ruling(policy_id, rule_id, *judged, vendor, name, because, read_citation(citation))
    return found


@dataclass(slots=True)
class Tally:
    """Counts while they are made; `settled` tells whether people settled a finding, None that they
    settled nothing."""

    rulings: Rulings
    judged: Mapping[int, Judged]
    settled: Callable[[Light], bool] | None
    blocks: list[Block] = field(default_factory=list)
    uses: Counter[int] = field(default_factory=Counter)
    vendors: dict[tuple[str, Status], list[int]] = field(default_factory=dict)
    sites: Counter[str] = field(default_factory=Counter)
    settled_as: Counter[tuple[str, Status]] = field(default_factory=Counter)
    settled_devices: set[str] = field(default_factory=set)
    subjects: int = 0

    def count(self, connection: sqlite3.Connection, evaluation_id: int) -> None:
        """Counts the findings of an evaluation about the devices judged."""
        rows = connection.execute(LIGHT, (evaluation_id,))
        for device_key, group in groupby(rows, key=itemgetter(0)):
            if device_key in self.judged:
                self._count_device(device_key, list(group))

    def totals(self) -> FindingTotals:
        """What came of it."""
        sums, statuses = Counter[tuple[str, str, Severity, Citation]](), Counter[Status]()
        used = [self.rulings[key] for key in self.uses]
        for found, count in zip(used, self.uses.values(), strict=True):
            sums[found.policy_id, found.rule_id, found.severity, found.citation] += count
            statuses[found.status] += count
        return FindingTotals(
            findings=self.uses.total(),
            subjects=self.subjects,
            neighbor_findings=sum(block.neighbors for block in self.blocks),
            statuses=tuple(sorted(statuses.items())),
            vendors=in_vendor_order(VendorCount(*named, *counts) for named, counts in self.vendors.items()),
            rules=in_rule_order(RuleUse(*use, count) for use, count in sums.items()),
            named=tuple(sorted({(one.vendor, one.vendor_name) for one in used if one.vendor_name})),
            sites=tuple(sorted(self.sites.items())),
            devices=frozenset(block.device_id for block in self.blocks),
            settled=tuple(sorted(self.settled_as.items())),
            settled_devices=frozenset(self.settled_devices),
        )

    def _count_device(self, device_key: int, found: Sequence[Light]) -> None:
        device_id, site = self.judged[device_key].device_id, found[0][8]
        said = Counter(map(itemgetter(1, 3, 4), found))
        distinct = len(set(map(itemgetter(2), found)))
        self.subjects += distinct
        self.sites[site] += len(found)
        self._count_rulings(said, device_key, device_id, site)
        self._count_vendors(said if distinct == len(found) else self._distinct(found))
        settled = [self.rulings[one[1]] for one in found if self.settled(one)] if self.settled else []
        self.settled_as.update((one.policy_id, one.status) for one in settled)
        if settled:
            self.settled_devices.add(device_id)

    def _count_rulings(
        self, said: Counter[tuple[int, int, int]], device_key: int, device_id: str, site: str
    ) -> None:
        blocks: Counter[tuple[int, int, int]] = Counter()
        for (key, is_neighbor, _), count in said.items():
            self.uses[key] += count
            ruling = self.rulings[key]
            place = STATUS_ORDER.index(ruling.status), SEVERITY_ORDER.index(ruling.severity)
            blocks[(*place, is_neighbor)] += count
        for status, severity in {place[:2] for place in blocks}:
            counts = blocks[status, severity, 0], blocks[status, severity, 1]
            self.blocks.append(Block(status, severity, site, device_id, device_key, *counts))

    def _distinct(self, found: Sequence[Light]) -> Counter[tuple[int, int, int]]:
        """As if each subject had one finding about a vendor with a status, though under several rules."""
        first: dict[tuple[str, Status, int], tuple[int, int, int]] = {}
        for _, ruling_key, subject, is_neighbor, is_whole, *_ in found:
            ruling = self.rulings[ruling_key]
            first[ruling.vendor_name, ruling.status, subject] = (ruling_key, is_neighbor, is_whole)
        return Counter(first.values())

    def _count_vendors(self, said: Counter[tuple[int, int, int]]) -> None:
        for (key, is_neighbor, is_whole), count in said.items():
            named = self.rulings[key].vendor_name or NONE_NAMED, self.rulings[key].status
            place = 2 if is_neighbor else (0 if is_whole else 1)
            self.vendors.setdefault(named, [0, 0, 0])[place] += count
