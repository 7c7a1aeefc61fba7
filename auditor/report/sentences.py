"""Sentences with numbers and names in them, the same in every format.

Fixed texts are `wording`, numbers come from `grouping`. A sentence may hold device text:
it is unescaped here and must leave through an exit of `escape`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from auditor.model.finding import DeviceSummary, DueMilestone, Finding, PolicySummary, Status
from auditor.model.identity import Band, SubjectKind
from auditor.model.policy import Citation
from auditor.model.recording import BESIDE, Outcome
from auditor.report import wording
from auditor.report.explain_wording import UNSTATED_SECURITY
from auditor.report.grouping import Headline, status_counts

NOT_INSPECTED = "; not physically inspected"
"""How a reason ends in every verdict; a report says it once, in `wording.FINDING_NOTE`."""
THROUGH_PART = "contains a part that "
SEEN_THROUGH = "seen through the polled device: "
CLAIM_VERBS = ("reports itself as ", "may be ", "carries the brand ", "may carry the brand ")
"""How a claim begins in the reason of a verdict; other reasons are not taken apart."""

ATTESTED = "attested as "
"""How the reason of a verdict begins that rests on a supplier's word, not on what was observed."""

LEAD = re.compile(r"(?:name:)?([a-z0-9][^:]*): (.+)", re.DOTALL)
MAC = re.compile(r"(?:[0-9a-f]{2}:){5}[0-9a-f]{2}")
OID = re.compile(r"[0-9]+(?:\.[0-9]+){3,}")


class Reading(NamedTuple):
    """The reason of a verdict taken apart: what the subject says, and what is to be said of that."""

    claim: str
    remark: str


class Figure(NamedTuple):
    """A count out of a total: "Not read at all", 2, "12 devices"."""

    label: str
    number: int
    total: str


def counted(count: int, noun: str) -> str:
    """ "1 device", "2 devices", "2 entries"."""
    if count == 1:
        return f"1 {noun}"
    return f"{count} {noun[:-1]}ies" if noun.endswith("ry") else f"{count} {noun}s"


def gap_figures(numbers: Headline) -> tuple[Figure, ...]:
    """What was not checked, in figures; zeros are said too, because silence would be a claim."""
    devices, seen = counted(numbers.devices, "device"), counted(numbers.neighbors, "neighbor")
    return (
        Figure("Never read (no answer, refused or skipped)", numbers.not_read, devices),
        Figure("Not read this time; what was read earlier is shown", numbers.read_earlier, devices),
        Figure("Read in part, or completeness not stated", numbers.read_in_part, devices),
        Figure("End as unknown, not checked or undetermined", numbers.not_clear, devices),
        Figure(
            "Judged parts that state no maker we can identify",
            numbers.unknown_parts,
            counted(numbers.parts, "part"),
        ),
        Figure(
            "Seen beyond a port and telling of themselves, maker not known", numbers.unknown_neighbors, seen
        ),
        Figure(
            "Seen beyond a port by an address alone, maker not known (not counted for the exit code)",
            numbers.unknown_stations,
            seen,
        ),
    )


def finding_sentence(numbers: Headline) -> str:
    """How many findings, about how many subjects, on how many devices."""
    if not numbers.findings:
        return "No findings. Read this together with what was not checked."
    return (
        f"{counted(numbers.findings, 'finding')} about {counted(numbers.subjects, 'subject')} "
        f"on {counted(numbers.devices_with_findings, 'device')}."
    )


def claim_text(finding: Finding) -> str:
    """What the subject says it is, no stronger than the evidence: never who built it."""
    claim = reading_of(finding).claim
    if finding.through_part:
        return THROUGH_PART + claim
    if finding.subject_kind is SubjectKind.NEIGHBOR:
        return f"seen beyond a port: {claim}"
    return claim


def reading_of(finding: Finding) -> Reading:
    """The verdict's own claim ("may be HiSilicon, a subsidiary of Huawei") and what follows it.

    Where the reason is worded otherwise, the claim follows from status and confidence.
    """
    because = finding.because.removesuffix(NOT_INSPECTED)
    because = because.removeprefix(SEEN_THROUGH).removeprefix(THROUGH_PART)
    if because.startswith(ATTESTED) or (finding.vendor_name and because.startswith(CLAIM_VERBS)):
        claim, _, remark = because.partition(": ")
        return Reading(claim, remark)
    if not finding.vendor_name:
        return Reading("states no listed maker", because)
    firm = finding.status is Status.EXCLUDED or finding.confidence == Band.STRONG
    return Reading(f"{'reports itself as' if firm else 'may be'} {finding.vendor_name}", because)


NO_PARTS_TOLD = "clear for itself; it told of no part inside it"


def device_reason(device: DeviceSummary) -> str:
    """Why a device has its status, in short; "" for a clear one that told of its parts: that says it all.

    What was found is told in full under findings; how far the device was read is added to it.
    """
    if device.status is Status.CLEAR:
        return NO_PARTS_TOLD if device.components <= 1 else ""
    because = device.because.removesuffix(NOT_INSPECTED)
    if device.status not in (Status.EXCLUDED, Status.REVIEW):
        return because
    if because.removeprefix(THROUGH_PART).startswith(CLAIM_VERBS):
        because = because.partition(": ")[0]
    unread = "" if device.outcome == Outcome.COMPLETE else outcome_text(device.outcome)
    unknown = f"{counted(device.unknown_parts, 'part')} without a maker" if device.unknown_parts else ""
    return "; ".join(filter(None, (because, unread, unknown)))


def lead_sentence(lead: str, vendor_names: Mapping[str, str]) -> str:
    """A lead ("zte: 7c:39:53:2a:19:06") as a sentence; one in another form is shown as it is."""
    match = LEAD.fullmatch(lead)
    if match is None:
        return lead
    vendor, text = vendor_names.get(match[1], match[1]), match[2]
    if MAC.fullmatch(text):
        return f"MAC address {text} is from a block registered to {vendor}"
    if OID.fullmatch(text):
        return f"object identifier {text} is known from equipment of {vendor}"
    return f'"{text}" may hint at {vendor}'


def says_it_is(device: DeviceSummary, vendor_names: Mapping[str, str]) -> str:
    """Who made a device and which model, as it says itself: "Cisco C9300-48P"."""
    maker = vendor_names.get(device.manufacturer, device.manufacturer)
    return f"{maker} {device.model_name}".strip() or "not stated"


def read_over(device: DeviceSummary) -> str:
    """The SNMP version and level of security, without algorithms, and SSH: "v3 authPriv", "v2c, ssh";
    "recording" for files that do not say."""
    if not device.read_at:
        return ""
    return ", ".join(dict.fromkeys(map(_briefly, device.security.split(BESIDE))))


def _briefly(security: str) -> str:
    if security in UNSTATED_SECURITY:
        return "recording"
    version, _, rest = security.partition(" ")
    return f"{version} {rest.partition(' ')[0]}".strip() if version == "v3" else version.strip(",")


def outcome_text(outcome: str) -> str:
    """How reading a device ended, in words; an unknown outcome as it is."""
    return wording.OUTCOME_TEXTS[Outcome(outcome)] if outcome in frozenset(Outcome) else outcome


def counted_outcomes(counts: Mapping[Outcome, int]) -> list[str]:
    """ "17 ok", "1 partial": how recordings ended, zeros left out."""
    return [
        f"{counts[outcome]} {words}"
        for outcome, words in wording.OUTCOME_COUNTS.items()
        if counts.get(outcome)
    ]


def policy_sentence(policy: PolicySummary) -> str:
    """What the policy is, how far it is law, and what designation list is bound to it."""
    kind, status = wording.POLICY_KIND_TEXTS[policy.kind], wording.POLICY_STATUS_TEXTS[policy.status]
    bound = f" Designation list: {policy.designations}." if policy.designations else ""
    return f"This policy {kind}; {status}.{bound}"


def is_undecided(policy: PolicySummary) -> bool:
    """Whether a policy decided nothing: undetermined wherever it was asked about something read."""
    decided = (Status.EXCLUDED, Status.REVIEW, Status.UNKNOWN, Status.CLEAR)
    counts = dict(status_counts(policy.counts))
    return bool(counts[Status.UNDETERMINED]) and not any(counts[status] for status in decided)


def question_key(question: str) -> str:
    """The key a profile answers a question by ("procure: Is the …?"), else the question itself."""
    key, separator, _ = question.partition(": ")
    return key if separator and re.fullmatch(r"[a-z0-9_]+", key) else question


def counts_text(counts: tuple[tuple[str, int], ...]) -> str:
    """ "excluded 2, clear 40": statuses that occur, worst first."""
    told = (f"{wording.STATUS_NAMES[status]} {count}" for status, count in status_counts(counts) if count)
    return ", ".join(told) or "none"


def milestone_text(milestone: DueMilestone) -> str:
    """What falls due, and what of the inventory it concerns."""
    head = f"{milestone.on} ({milestone.kind.replace('_', ' ')}): {milestone.requirement}"
    if not (milestone.excluded or milestone.review):
        return head
    return f"{head} Then: {milestone.excluded} excluded, {milestone.review} for review."


def undetermined_reasons(policy: PolicySummary) -> tuple[str, ...]:
    """Why verdicts of the policy are undetermined; () when none is."""
    if not any(count for status, count in policy.counts if status == Status.UNDETERMINED):
        return ()
    return policy.undetermined_because or (f"the policy {wording.POLICY_KIND_TEXTS[policy.kind]}",)


def citation_text(citation: Citation) -> str:
    """The citation and how it was checked; a fact from memory is never shown as verified."""
    return f"{citation.text} ({wording.VERIFICATION_TEXTS[citation.verification]})"
