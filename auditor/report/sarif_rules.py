"""Rules of policies as SARIF reporting descriptors: what they exclude and where that is written.

Must not know results. Next: `sarif_report`, which puts them into a run.
"""

from __future__ import annotations

from auditor.model.finding import AuditResult
from auditor.model.findings import RuleUse
from auditor.model.policy import Severity
from auditor.report import grouping, sentences
from auditor.report.escape import plain_text, sarif_text
from auditor.report.html_report import link_of

Sarif = dict[str, object]

SECURITY_SEVERITY: dict[Severity, str] = {
    Severity.CRITICAL: "9.5",
    Severity.HIGH: "8.0",
    Severity.MEDIUM: "5.5",
    Severity.LOW: "3.0",
    Severity.NOTICE: "1.0",
}
"""Inside the bands that hosted code scanning calls critical, high, medium and low."""


def policy_rules(result: AuditResult) -> list[Sarif]:
    """A descriptor for each rule that findings cite, by policy and rule; the first citation stands."""
    titles = {policy.id: policy.title for policy in grouping.sorted_policies(result)}
    rules: dict[str, Sarif] = {}
    for use in grouping.sorted_findings(result).totals.rules:
        rules.setdefault(rule_id(use.policy_id, use.rule_id), _rule(use, titles))
    return list(rules.values())


def rule_id(policy_id: str, rule: str) -> str:
    """The id of a policy's rule: "us-ndaa-889/covered-equipment"."""
    return plain_text(f"{policy_id}/{rule}")


def _rule(use: RuleUse, titles: dict[str, str]) -> Sarif:
    title = titles.get(use.policy_id, use.policy_id)
    citation = sentences.citation_text(use.citation)
    rule: Sarif = {
        "id": rule_id(use.policy_id, use.rule_id),
        "shortDescription": {"text": sarif_text(f"Listed equipment: {title}")},
        "fullDescription": {"text": sarif_text(f"{title}, rule {use.rule_id}. Written in {citation}.")},
        "help": {
            "text": sarif_text(f"Written in {citation}. Whether it applies to you is not decided here.")
        },
        "properties": {
            "security-severity": SECURITY_SEVERITY[use.severity],
            "tags": ["security", "listed-equipment"],
        },
    }
    if link_of(use.citation):
        rule["helpUri"] = link_of(use.citation)
    return rule
