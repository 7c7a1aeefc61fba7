"""Verdicts that need a human, with a fingerprint that survives runs.

Must not know the store's rows or times of first detection: those are handed in. Device
text stays unescaped; each report format escapes for itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from auditor.errors import PackError
from auditor.evaluate.interface import Candidate, Named
from auditor.model.finding import Finding, Verdict
from auditor.model.fingerprint import fingerprint
from auditor.model.identity import SubjectKind
from auditor.model.policy import Policy, Rule
from auditor.model.serial_number import is_real_serial, is_stated


def make_finding(
    candidate: Candidate, policy: Policy, vendor_names: Mapping[str, str], first_detected_at: str = ""
) -> Finding:
    """The finding of a candidate; `first_detected_at` is "" when it is seen for the first time.

    PackError when the policy has no such rule, which means it is not the policy that judged.
    """
    verdict = candidate.verdict
    rule = _rule_of(verdict, policy)
    return Finding(
        fingerprint=candidate_fingerprint(candidate),
        policy_id=verdict.policy_id,
        rule_id=verdict.rule_id,
        status=verdict.status,
        severity=rule.severity,
        confidence=verdict.confidence,
        subject_kind=candidate.subject_kind,
        device_id=candidate.device_id,
        subject_key=candidate.subject_key,
        subject=subject_text(candidate),
        site=candidate.site,
        vendor=verdict.vendor,
        vendor_name=vendor_names.get(verdict.vendor, verdict.vendor),
        because=verdict.because,
        observed=_quotes(candidate),
        first_detected_at=first_detected_at or candidate.observed_at,
        observed_at=candidate.observed_at,
        citation=rule.citation,
        through_part=candidate.part.path if verdict.through_part and candidate.part else "",
        serial_num=_stated(candidate.serial_num),
        interface=candidate.interface,
        model_name=_stated(candidate.model_name),
    )


def _quotes(candidate: Candidate) -> tuple[str, ...]:
    """What was read, once each; first what speaks for the vendor that the verdict names."""
    named = candidate.verdict.vendor
    quotes = candidate.evidence
    if len(quotes) > 1:
        quotes = sorted(quotes, key=lambda quote: quote.vendor != named)
    return tuple(dict.fromkeys(f"{quote.oid_or_line} = {quote.matched_text}" for quote in quotes))


def _rule_of(verdict: Verdict, policy: Policy) -> Rule:
    for rule in policy.rules:
        if rule.id == verdict.rule_id and policy.id == verdict.policy_id:
            return rule
    raise PackError(
        f"has no rule {verdict.policy_id}/{verdict.rule_id}",
        place=f"policy {policy.id}",
        remedy="evaluate again with the policy that is selected now",
    )


def candidate_fingerprint(candidate: Candidate) -> str:
    """Fingerprint v1: by real serial and model, else by target, place and model."""
    serial, model = candidate.serial_num.strip(), candidate.model_name.strip()
    identity: tuple[str, ...] = ("path", candidate.device_id, candidate.subject_key, model)
    if _is_known_by_serial(serial, model):
        identity = ("serial", serial, model)
    verdict = candidate.verdict
    return fingerprint(verdict.policy_id, verdict.rule_id, verdict.vendor, identity)


def _is_known_by_serial(serial: str, model: str) -> bool:
    return is_real_serial(serial) and is_stated(model)


def _stated(text: str) -> str:
    return text.strip() if is_stated(text) else ""


class DistinctFindings:
    """Tells findings with one fingerprint apart.

    A device and the board in it may state one serial number and model. The first keeps the
    fingerprint made of them; the others are told apart by device and place. Only a fingerprint
    of a serial number can be met again on another device, so only those are remembered.
    """

    def __init__(self) -> None:
        self._elsewhere: set[str] = set()

    def of_device(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """The findings of one device, none with another's fingerprint."""
        here: set[str] = set()
        for finding in findings:
            identity = finding.fingerprint
            if identity in here or identity in self._elsewhere:
                identity = place_fingerprint(finding)
            by_serial = _is_known_by_serial(finding.serial_num, finding.model_name)
            (self._elsewhere if by_serial else here).add(identity)
            yield finding if identity == finding.fingerprint else replace(finding, fingerprint=identity)


def place_fingerprint(finding: Finding) -> str:
    """The fingerprint that tells a finding apart from another one of its serial number and model."""
    place = ("place", finding.device_id, finding.subject_key, finding.subject)
    return fingerprint(finding.policy_id, finding.rule_id, finding.vendor, place)


def subject_text(candidate: Named) -> str:
    """The subject for people: "device S5700", "chassis:1/port:49 SFP-10G", "sw-7 on Gi0/1"."""
    if candidate.subject_kind is SubjectKind.NEIGHBOR:
        where = f" on {candidate.interface}" if candidate.interface else ""
        return f"{candidate.name or candidate.model_name or candidate.subject_key}{where}"
    label = candidate.model_name or candidate.name or candidate.descr
    return f"{candidate.subject_key or 'device'} {label}".strip()
