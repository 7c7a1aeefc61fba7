"""The operator's own exclusion list comes first and needs no legal argument."""

from __future__ import annotations

from datetime import date

import pytest
from builders import judgement_of

from auditor.errors import PackError
from auditor.evaluate import judge, operator_policy
from auditor.model.finding import Status
from auditor.model.policy import Citation, PolicyKind, Profile, Severity, Verification

VENDORS = {
    "huawei": "huawei",
    "huawei technologies": "huawei",
    "quidway": "huawei",
    "zte": "zte",
    "cisco": "cisco",
}


def test_the_list_is_a_policy_of_its_own() -> None:
    policy = operator_policy(("ZTE", "huawei"), VENDORS)
    (rule,) = policy.rules
    citation = Citation("the operator's own exclusion list", "", Verification.OPERATOR)
    assert (
        policy.id,
        policy.kind,
        rule.id,
        rule.vendors,
    ) == ("operator", PolicyKind.NAMED_EXCLUSION, "operator-exclude", ("zte", "huawei"))
    assert (Severity.HIGH, True, True, citation) == (
        rule.severity,
        rule.covers_parts,
        rule.covers_affiliates,
        rule.citation,
    )


def test_aliases_in_any_case_name_the_vendor_once() -> None:
    assert operator_policy((" Huawei  Technologies", "Quidway"), VENDORS).rules[0].vendors == ("huawei",)


def test_an_unknown_vendor_is_refused_with_the_nearest() -> None:
    with pytest.raises(PackError) as caught:
        operator_policy(("zte", "huawai"), VENDORS)
    assert str(caught.value) == "exclude: 'huawai' is not a known vendor (did you mean 'huawei'?)"


def test_an_empty_list_is_refused() -> None:
    with pytest.raises(PackError, match="the exclusion list is empty"):
        operator_policy((), VENDORS)


def test_the_digest_is_that_of_the_vendors_in_any_order() -> None:
    one, other, third = (
        operator_policy(words, VENDORS) for words in (("zte", "huawei"), ("quidway", "zte"), ("zte",))
    )
    assert (one.digest == other.digest, one.digest == third.digest) == (True, False)


def test_it_asks_nothing() -> None:
    policy = operator_policy(("zte",), VENDORS)
    (verdict,) = judge(judgement_of("zte"), (policy,), Profile(), date(1990, 1, 1), {})
    expected = "reports itself as zte: equipment on the operator's exclusion list; not physically inspected"
    assert (Status.EXCLUDED, expected) == (verdict.status, verdict.because)
