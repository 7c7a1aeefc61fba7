"""What is kept of a finding to compare audits by.

A module of its own, because `finding` reads the words of `comparison`. Next: `evaluate.comparison`.
"""

from __future__ import annotations

from auditor.model.comparison import FindingFacts
from auditor.model.decisions import settled_by
from auditor.model.finding import Finding


def finding_facts(finding: Finding) -> FindingFacts:
    """What a comparison reads of a finding."""
    return FindingFacts(
        finding.fingerprint,
        finding.policy_id,
        finding.rule_id,
        finding.status.value,
        finding.severity.value,
        finding.confidence,
        finding.vendor,
        finding.device_id,
        finding.subject_key,
        finding.subject,
        finding.site,
        finding.because,
        finding.first_detected_at,
        settled_by(
            accepted=finding.acceptance is not None,
            decision=finding.decision.kind if finding.decision else "",
        ),
    )
