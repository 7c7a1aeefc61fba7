"""The rule pass: (judgement classes, policies, profile, date) in, verdicts and findings out; pure.

Knows nothing of files, devices' bytes or how a maker was identified. `load` reads packs,
`classify` reduces subjects to what rules can read, `rule_pass` is the table of cases,
`coverage` says what a device or a run may be called. Unknown is never clear.
"""

from auditor.evaluate.affiliations import dated_vendors
from auditor.evaluate.classify import TargetFacts, classify
from auditor.evaluate.coverage import exit_code, summarise, summarise_policy
from auditor.evaluate.designations import judge_designated, parse_designations
from auditor.evaluate.examples import PackExample, failed_examples
from auditor.evaluate.findings import DistinctFindings, make_finding
from auditor.evaluate.load import parse_examples, parse_pack
from auditor.evaluate.operator_list import (
    OPERATOR_POLICY_ID,
    operator_document,
    operator_policy,
    read_operator_document,
)
from auditor.evaluate.rule_pass import judge

__all__ = [
    "OPERATOR_POLICY_ID",
    "DistinctFindings",
    "PackExample",
    "TargetFacts",
    "classify",
    "dated_vendors",
    "exit_code",
    "failed_examples",
    "judge",
    "judge_designated",
    "make_finding",
    "operator_document",
    "operator_policy",
    "parse_designations",
    "parse_examples",
    "parse_pack",
    "read_operator_document",
    "summarise",
    "summarise_policy",
]
