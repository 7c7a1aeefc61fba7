"""The findings of an audit as a sequence that need not be in memory, and how many say what.

A fleet has a hundred thousand of them, so whoever tells of them reads them in turn, in the order
of a report, and takes numbers from `totals`. The store's are read as they are asked for; next to
them, `ListedFindings` are those at hand. Must not know a format.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple, overload

from auditor.model.finding import STATUS_ORDER, Finding, Status, Verdict
from auditor.model.identity import SubjectKind
from auditor.model.policy import Citation, Severity

SEVERITY_ORDER = tuple(Severity)
"""Worst first."""


class VendorCount(NamedTuple):
    """How many devices themselves, parts and neighbors have findings about a listed vendor."""

    vendor_name: str
    status: Status
    devices: int
    parts: int
    neighbors: int


class RuleUse(NamedTuple):
    """A rule that findings cite, and how many."""

    policy_id: str
    rule_id: str
    severity: Severity
    citation: Citation
    findings: int


class FindingTotals(NamedTuple):
    """How many findings there are of what; a subject found under two policies is one subject.

    `vendors` are distinct subjects, worst status first, then by vendor; `rules` are by policy and
    rule; `named` are (vendor id, name); `settled` counts (policy id, status) of what people
    decided, and `settled_devices` have some of it.
    """

    findings: int
    subjects: int
    neighbor_findings: int
    statuses: tuple[tuple[Status, int], ...]
    vendors: tuple[VendorCount, ...]
    rules: tuple[RuleUse, ...]
    named: tuple[tuple[str, str], ...]
    sites: tuple[tuple[str, int], ...]
    devices: frozenset[str]
    settled: tuple[tuple[tuple[str, Status], int], ...]
    settled_devices: frozenset[str]

    def of_status(self, status: Status) -> int:
        """How many findings have a status."""
        return dict(self.statuses).get(status, 0)

    def settled_as(self, status: Status) -> int:
        """How many findings of a status are settled."""
        return sum(count for (_, found), count in self.settled if found is status)


class Findings(Sequence[Finding], ABC):
    """Findings in the order of a report (`finding_key`); each reading goes through them anew."""

    @property
    @abstractmethod
    def totals(self) -> FindingTotals:
        """Numbers about all of them."""

    @abstractmethod
    def __iter__(self) -> Iterator[Finding]: ...

    @abstractmethod
    def of_kind(self, kind: SubjectKind) -> Iterator[Finding]:
        """Those about components, or about neighbors."""

    @abstractmethod
    def of_device(self, device_id: str) -> tuple[Finding, ...]:
        """Those about one device."""

    def __len__(self) -> int:
        return self.totals.findings

    @overload
    def __getitem__(self, place: int) -> Finding: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Finding, ...]: ...
    def __getitem__(self, place: int | slice) -> Finding | tuple[Finding, ...]:
        if isinstance(place, slice):
            return tuple(islice(self, *place.indices(len(self))))
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        return next(islice(self, place % len(self), None))


class ListedFindings(Findings):
    """Findings in memory."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._findings = tuple(sorted(findings, key=finding_key))

    @cached_property
    def totals(self) -> FindingTotals:
        return total(self._findings)

    @cached_property
    def _by_device(self) -> dict[str, list[Finding]]:
        found: dict[str, list[Finding]] = defaultdict(list)
        for finding in self._findings:
            found[finding.device_id].append(finding)
        return found

    def __iter__(self) -> Iterator[Finding]:
        return iter(self._findings)

    def __len__(self) -> int:
        return len(self._findings)

    def of_kind(self, kind: SubjectKind) -> Iterator[Finding]:
        return (finding for finding in self._findings if finding.subject_kind is kind)

    def of_device(self, device_id: str) -> tuple[Finding, ...]:
        return tuple(self._by_device.get(device_id, ()))


class MarkedFindings(Findings):
    """Findings of which each is told with a mark that changes no number, such as a baseline's."""

    def __init__(self, findings: Findings, mark: Callable[[Finding], Finding]) -> None:
        self._findings, self._mark = findings, mark

    @property
    def totals(self) -> FindingTotals:
        return self._findings.totals

    def __iter__(self) -> Iterator[Finding]:
        return map(self._mark, self._findings)

    def of_kind(self, kind: SubjectKind) -> Iterator[Finding]:
        return map(self._mark, self._findings.of_kind(kind))

    def of_device(self, device_id: str) -> tuple[Finding, ...]:
        return tuple(map(self._mark, self._findings.of_device(device_id)))


def in_turn(findings: Sequence[Finding]) -> Findings:
    """Findings to be read in the order of a report, whoever holds them."""
    return findings if isinstance(findings, Findings) else ListedFindings(findings)


def finding_key(finding: Finding) -> tuple[int, int, tuple[str, ...]]:
    """Sorts worst status first, then severity, site, device, subject and rule."""
    place = (finding.site, finding.device_id, finding.subject_kind, finding.subject_key)
    return (
        STATUS_ORDER.index(finding.status),
        SEVERITY_ORDER.index(finding.severity),
        (*place, finding.policy_id, finding.rule_id, finding.vendor, finding.fingerprint, finding.because),
    )


def verdict_of(finding: Finding) -> Verdict:
    """The verdict that a finding was made of."""
    said = finding.vendor, finding.confidence, finding.because, bool(finding.through_part)
    return Verdict(finding.status, finding.policy_id, finding.rule_id, *said)


def total(findings: Sequence[Finding]) -> FindingTotals:
    """The numbers about findings in memory."""
    settled = [finding for finding in findings if finding.settled]
    return FindingTotals(
        findings=len(findings),
        subjects=len({(one.device_id, one.subject_kind, one.subject_key) for one in findings}),
        neighbor_findings=sum(one.subject_kind is SubjectKind.NEIGHBOR for one in findings),
        statuses=tuple(sorted(Counter(one.status for one in findings).items())),
        vendors=vendor_counts(findings),
        rules=rules_met(findings),
        named=tuple(sorted({(one.vendor, one.vendor_name) for one in findings if one.vendor_name})),
        sites=tuple(sorted(Counter(one.site for one in findings).items())),
        devices=frozenset(one.device_id for one in findings),
        settled=tuple(sorted(Counter((one.policy_id, one.status) for one in settled).items())),
        settled_devices=frozenset(one.device_id for one in settled),
    )


def vendor_counts(findings: Iterable[Finding]) -> tuple[VendorCount, ...]:
    """Distinct subjects by listed vendor and status, worst status first, then by vendor."""
    subjects: dict[tuple[str, Status], set[tuple[str, SubjectKind, str]]] = defaultdict(set)
    for one in findings:
        named = (one.vendor_name or NONE_NAMED, one.status)
        subjects[named].add((one.device_id, one.subject_kind, one.subject_key))
    return in_vendor_order(_vendor_count(*named, found) for named, found in subjects.items())


def in_vendor_order(counts: Iterable[VendorCount]) -> tuple[VendorCount, ...]:
    """Worst status first, then by vendor."""
    return tuple(sorted(counts, key=lambda one: (STATUS_ORDER.index(one.status), one.vendor_name)))


def rules_met(findings: Iterable[Finding]) -> tuple[RuleUse, ...]:
    """The rules that findings cite, by policy and rule."""
    uses = Counter((one.policy_id, one.rule_id, one.severity, one.citation) for one in findings)
    return in_rule_order(RuleUse(*use, count) for use, count in uses.items())


def in_rule_order(uses: Iterable[RuleUse]) -> tuple[RuleUse, ...]:
    """By policy and rule, the most severe first."""
    return tuple(sorted(uses, key=_rule_order))


NONE_NAMED = "none named"
"""The vendor of a finding under a rule that names nobody."""


def _rule_order(use: RuleUse) -> tuple[str, str, int, str, str]:
    order = SEVERITY_ORDER.index(use.severity)
    return use.policy_id, use.rule_id, order, use.citation.text, use.citation.url


def _vendor_count(name: str, status: Status, subjects: set[tuple[str, SubjectKind, str]]) -> VendorCount:
    neighbors = sum(kind is SubjectKind.NEIGHBOR for _, kind, _ in subjects)
    devices = sum(kind is SubjectKind.COMPONENT and not key for _, kind, key in subjects)
    return VendorCount(name, status, devices, len(subjects) - devices - neighbors, neighbors)
