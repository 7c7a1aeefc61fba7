"""The findings on a terminal: an overview by vendor, then an entry for each thing that is said.

An entry has a line for where and what, and one for the claim with the first quote. What
belongs in one entry is `finding_groups`; how lines are made is `layout`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from auditor.model.finding import AuditResult, Finding, Status
from auditor.model.findings import VendorCount
from auditor.model.identity import SubjectKind
from auditor.model.policy import Severity
from auditor.report import grouping, sentences, subjects, wording
from auditor.report.escape import cut_text
from auditor.report.finding_groups import (
    FindingGroup,
    device_groups,
    in_blocks,
    neighbor_groups,
)
from auditor.report.layout import BOLD, Cell, Column, Page
from auditor.report.observations import evidence_text, object_names, observations_of
from auditor.report.terminal_styles import status_cell

MAX_DEVICE_ENTRIES = 40
"""About four screens, worst first; longer lists are work for the HTML or JSON report."""
MAX_NEIGHBOR_ENTRIES = 15
"""One screen: a neighbor known by its MAC address alone is the weakest kind of finding."""
MAX_PARTS = 3
"""Parts named in one entry; the others are counted."""
MAX_PORTS = 3
MAX_NEIGHBORS_PER_PORT = 3
"""A port with more is an uplink: where it leads matters more than each address behind it."""
MARK_WIDTH = len(wording.STATUS_NAMES[Status.EXCLUDED])
"""The column of the status, the same in all entries: findings are excluded or under review."""
MAX_NAME_CHARACTERS = 100
"""A name in a list: models are shorter, hostile ones are not."""


def findings_section(result: AuditResult, page: Page) -> list[str]:
    """Overview, devices with their parts, then what was seen beyond ports."""
    findings = grouping.sorted_findings(result)
    totals = findings.totals
    told = sentences.finding_sentence(grouping.headline(result))
    lines = [*page.heading("Findings"), *page.paragraph(told)]
    if not totals.findings:
        return lines
    lines += page.paragraph(f"{wording.FINDING_NOTE} {wording.GROUP_NOTE}")
    if len(totals.rules) == 1:
        rule = totals.rules[0]
        lines += page.paragraph(f"All under {_rule_text(rule.policy_id, rule.rule_id, rule.severity)}.")
    lines += ["", *_overview(totals.vendors, page)]
    several, beyond = len(totals.rules) > 1, totals.neighbor_findings
    groups = in_blocks(findings.of_kind(SubjectKind.COMPONENT), device_groups)
    lines += _entries(groups, MAX_DEVICE_ENTRIES, totals.findings - beyond, several, page)
    if not beyond:
        return lines
    lines += ["", *page.paragraph(wording.NEIGHBOR_TITLE.upper(), BOLD)]
    lines += page.paragraph(wording.NEIGHBOR_NOTE)
    groups = in_blocks(findings.of_kind(SubjectKind.NEIGHBOR), neighbor_groups)
    return lines + _entries(groups, MAX_NEIGHBOR_ENTRIES, beyond, several, page)


def _overview(counts: Iterable[VendorCount], page: Page) -> list[str]:
    columns = (
        *(Column("STATUS", 8), Column("VENDOR", 8), Column("DEVICES", 7, True)),
        *(Column("PARTS", 5, True), Column("NEIGHBORS", 9, True)),
    )
    rows = [
        (status_cell(count.status), Cell(count.vendor_name), *(Cell(str(number)) for number in count[2:]))
        for count in counts
    ]
    return page.table(columns, rows)


def _entries(
    groups: Iterator[FindingGroup], limit: int, findings: int, several_rules: bool, page: Page
) -> list[str]:
    """The first groups, and how many of the `findings` are in further ones, which nobody reads here."""
    lines: list[str] = []
    for group in islice(groups, limit):
        findings -= len(group.findings)
        texts = _neighbor_lines(group) if _is_beyond(group) else _device_lines(group)
        texts += _remarks(group, several_rules)
        where, *rest = texts
        cells = [Cell(where, BOLD), *map(Cell, rest)]
        lines += ["", *page.entry(status_cell(group.first.status), MARK_WIDTH, cells)]
    if findings:
        count = sentences.counted(findings, "more finding")
        lines += ["", *page.paragraph(f"… and {count} in further entries ({wording.ALL_FINDINGS_AT})")]
    return lines


def _is_beyond(group: FindingGroup) -> bool:
    return group.whole is None and subjects.is_neighbor(group.first)


def _device_lines(group: FindingGroup) -> list[str]:
    """Where, and what it says: of the device itself, of a part in it, or of several parts."""
    claim, evidence = group.reading.claim, evidence_text(group.first)
    where, others = _where(group.first), group.other_members
    if group.whole:
        named = (where, _short(subjects.device_model(group.whole)), _identity(group.whole))
        where = ", ".join(filter(None, named))
        if group.deciding_part:
            part = f"{_short(group.deciding_part.text)}{_bracketed(group.stated)}"
            claim = f"contains {part}, which {claim}"
        return [where, _claimed(claim, evidence), *_others(others)]
    if len(others) == 1:
        return [f"{where}: {_part_text(others[0])}", _claimed(claim, evidence)]
    each = f"each {claim}"
    return [f"{where}: {sentences.counted(len(others), 'part')}", _claimed(each, evidence), _names(others)]


def _others(others: Sequence[Finding]) -> list[str]:
    """The parts that say the same as the device, or as the part that decided."""
    if not others:
        return []
    return [f"and {sentences.counted(len(others), 'part')}: {_names(others)}"]


def _names(parts: Sequence[Finding]) -> str:
    told = "; ".join(map(_part_text, parts[:MAX_PARTS]))
    hidden = len(parts) - MAX_PARTS
    return f"{told}; and {hidden} more ({wording.ALL_FINDINGS_AT})" if hidden > 0 else told


def _part_text(part: Finding) -> str:
    """ "psu:1 PWR-AC (serial 2102…)"."""
    return f"{_short(subjects.part_name(part).text)}{_bracketed(part)}"


def _bracketed(part: Finding | None) -> str:
    identity = _identity(part) if part else ""
    return f" ({identity})" if identity else ""


def _identity(finding: Finding) -> str:
    return _short(subjects.identity_text(finding))


def _neighbor_lines(group: FindingGroup) -> list[str]:
    where, claim = _where(group.first), group.reading.claim
    if len(group.members) == 1:
        port, name = subjects.neighbor_name(group.first)
        place = f"{where}, {_short(port) or 'no port stated'}: {_short(name)}"
        return [place, _claimed(claim, evidence_text(group.first))]
    read = object_names(seen for one in group.members for seen in observations_of(one))
    counted = sentences.counted(len(group.members), "neighbor")
    source = f" (read from {read})" if read else ""
    return [f"{where}: {counted}", f"each {claim}{source}", *_ports(group)]


def _ports(group: FindingGroup) -> list[str]:
    ports = subjects.by_port(group.members)
    lines = []
    for port, names in ports[:MAX_PORTS]:
        told = ", ".join(map(_short, names[:MAX_NEIGHBORS_PER_PORT]))
        hidden = len(names) - MAX_NEIGHBORS_PER_PORT
        uncounted = f" and {hidden} more" if hidden > 0 else ""
        lines.append(f"{_short(port) or 'no port stated'}: {told}{uncounted}")
    hidden = sum(len(names) for _, names in ports[MAX_PORTS:])
    if hidden:
        ports_left = sentences.counted(len(ports) - MAX_PORTS, "port")
        lines.append(f"and {hidden} more on {ports_left} ({wording.ALL_FINDINGS_AT})")
    return lines


def _remarks(group: FindingGroup, several_rules: bool) -> list[str]:
    """What a human has to weigh, the rule where there are several, and how old the finding is."""
    first = group.first
    remark = group.reading.remark if first.status is not Status.EXCLUDED else ""
    told = [f"rule {_rule_text(first.policy_id, first.rule_id, first.severity)}"] if several_rules else []
    if first.baseline:
        told.append(wording.BASELINE_TEXTS[first.baseline])
    if first.first_detected_at[:10] != first.observed_at[:10]:
        told.append(f"first detected {first.first_detected_at[:10]}")
    if first.confirmed_at:
        told.append(f"first detected {first.first_detected_at[:10]}, confirmed {first.confirmed_at[:10]}")
    lines = (f"to review: {remark}" if remark else "", "; ".join(dict.fromkeys(told)), *group.said)
    return [line for line in lines if line]


def _claimed(claim: str, evidence: str) -> str:
    return f"{claim}: {evidence}" if evidence else claim


def _rule_text(policy_id: str, rule_id: str, severity: Severity) -> str:
    return f"{policy_id} / {rule_id}, severity {severity.value}"


def _where(finding: Finding) -> str:
    return " / ".join(_short(part) for part in (finding.site, finding.device_id) if part)


def _short(text: str) -> str:
    return cut_text(text, MAX_NAME_CHARACTERS)
