"""What people say beside the rule pass: decisions, internal acceptances, suppliers' attestations.

Part of judging a store (`rule_run`): words are matched and kept here, and the exit code leaves out
what they settle. No word changes an observation or a status for the better.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Protocol

from auditor import __version__
from auditor.evaluate import DistinctFindings, make_finding
from auditor.evaluate.acceptances import Accepting
from auditor.evaluate.attestations import cover
from auditor.evaluate.settled import only_attested, still_counting
from auditor.model.attestations import Attestation
from auditor.model.decisions import Acceptance
from auditor.model.finding import AuditResult, Coverage, DeviceFacts, Finding, PolicySummary
from auditor.model.findings import Findings
from auditor.model.policy import Policy
from auditor.model.recording import Instant
from auditor.store import CandidateBatch, Store


class Said(Protocol):
    """What of a judging is read here."""

    @property
    def policies(self) -> tuple[Policy, ...]: ...
    @property
    def as_of(self) -> date: ...
    @property
    def acceptances(self) -> tuple[Acceptance, ...]: ...
    @property
    def attestations(self) -> tuple[Attestation, ...]: ...


def attest(store: Store, said: Said) -> tuple[Coverage, ...]:
    """Marks the subjects that attestations in force cover; what there is to say of the list."""
    covered = cover(store.stated_subjects() if said.attestations else (), said.attestations, said.as_of)
    store.restate_attested(covered.subjects)
    return covered.coverage


def save_findings(
    store: Store, evaluation_id: int, said: Said, names: Mapping[str, str], at: Instant
) -> tuple[Coverage, ...]:
    """Saves the findings with what people said of them; returns what to say of the acceptances.

    One device at a time. `at` is when this evaluation detected what none did before: a recording
    may be older than anybody's knowledge of it, and a file's date is not a time of detection.
    """
    policies = {policy.id: policy for policy in said.policies}
    accepting, distinct = Accepting(said.acceptances, said.as_of), DistinctFindings()

    def made() -> Iterator[tuple[CandidateBatch, tuple[Finding, ...]]]:
        for batch in store.finding_batches(_frame(said, names)):
            findings = [
                make_finding(one, policies[one.verdict.policy_id], names, at) for one in batch.candidates
            ]
            yield batch, tuple(accepting.marked(distinct.of_device(findings)))

    store.save_findings(evaluation_id, made())
    return accepting.coverage()


def _frame(said: Said, names: Mapping[str, str]) -> bytes:
    """A digest of what findings are made of beside what is stored; b"" where acceptances have a say:
    which of them cover nothing can only be said of all findings."""
    if said.acceptances:
        return b""
    policies = tuple((policy.id, policy.digest) for policy in said.policies)
    return hashlib.sha256(repr((__version__, policies, sorted(names.items()))).encode()).digest()


def with_words(store: Store, result: AuditResult, facts: Iterable[DeviceFacts] | None) -> AuditResult:
    """A result whose devices say that they are unknown for nothing but what a supplier attests."""
    devices = result.devices
    if result.attested:
        known = store.device_facts() if facts is None else facts
        settled = {device.device_id for device in known if only_attested(device)}
        devices = tuple(one._replace(only_attested=one.device_id in settled) for one in devices)
    return replace(result, devices=devices)


def still_counted(
    facts: Iterable[DeviceFacts],
    policies: tuple[PolicySummary, ...],
    findings: Findings,
    shown: frozenset[str],
) -> Iterator[tuple[str, int]]:
    """What the exit code is of: what people settled is shown, and fails nothing."""
    return still_counting((device for device in facts if device.device_id in shown), policies, findings)
