"""The operator's own exclusion list as a policy: it needs no legal argument and asks nothing.

Must not know where the words were written (configuration or command line). Judged like
any other policy by `rule_pass`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping

from auditor.errors import PackError
from auditor.evaluate.toml_table import nearest
from auditor.model.policy import Citation, Policy, PolicyKind, PolicyStatus, Rule, Severity, Verification

OPERATOR_POLICY_ID = "operator"
OPERATOR_RULE_ID = "operator-exclude"
_CITATION = Citation("the operator's own exclusion list", "", Verification.OPERATOR)


def operator_policy(exclude: tuple[str, ...], vendors: Mapping[str, str]) -> Policy:
    """The policy that excludes the vendors named by `exclude`, parts and affiliates included.

    `vendors` maps every word a vendor may be called by (ids, aliases) to its id. PackError
    for an unknown word, with the nearest one, and for an empty list.
    """
    if not exclude:
        raise PackError("the exclusion list is empty", place="exclude", remedy='write exclude = ["huawei"]')
    ids = tuple(dict.fromkeys(_resolve(word, vendors) for word in exclude))
    rule = Rule(
        id=OPERATOR_RULE_ID,
        text="Equipment and parts of the vendors the operator excludes.",
        severity=Severity.HIGH,
        vendors=ids,
        citation=_CITATION,
    )
    return Policy(
        id=OPERATOR_POLICY_ID,
        title="The operator's own exclusion list",
        jurisdiction="",
        kind=PolicyKind.NAMED_EXCLUSION,
        status=PolicyStatus.IN_FORCE,
        issuer="the operator",
        citations=(_CITATION,),
        rules=(rule,),
        digest=hashlib.sha256(_document(ids)).hexdigest(),
        listed_wording="equipment on the operator's exclusion list",
    )


def operator_document(policy: Policy) -> bytes:
    """The bytes whose sha256 is the policy's digest: its vendor ids, one a line."""
    return _document(policy.rules[0].vendors)


def read_operator_document(data: bytes, known: Collection[str]) -> Policy:
    """The policy of `operator_document`'s bytes; PackError for a vendor that is not `known`."""
    return operator_policy(tuple(data.decode("utf-8", "replace").split("\n")), {word: word for word in known})


def _document(ids: tuple[str, ...]) -> bytes:
    return "\n".join(sorted(ids)).encode()


def _normal(word: str) -> str:
    return " ".join(word.casefold().split())


def _resolve(word: str, vendors: Mapping[str, str]) -> str:
    vendor = vendors.get(word) or vendors.get(_normal(word))
    if vendor is None:
        remedy = nearest(_normal(word), vendors, "list them with: auditor policy vendors")
        raise PackError(f"{word!r} is not a known vendor", place="exclude", remedy=remedy)
    return vendor
