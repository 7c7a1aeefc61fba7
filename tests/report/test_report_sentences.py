"""Reasons of verdicts taken apart, and the words the rule pass really uses."""

# ruff: noqa: SIM300 - assert expected == actual, literals too
from __future__ import annotations

import pytest
from report.audit_builders import LISTED, device, finding
from report.audit_sample import POLICIES

from auditor.evaluate import matches, rule_pass
from auditor.model.finding import Status
from auditor.report import sentences
from auditor.report.sentences import device_reason, is_undecided, lead_sentence, question_key, reading_of

CHIP = (
    "may be HiSilicon, a subsidiary of Huawei: only the mark of a chip says so; its tie to Huawei has not "
    "been verified"
)


def test_the_rule_pass_still_words_its_reasons_as_they_are_taken_apart() -> None:
    verbs = tuple(f"{verb} " for verb in (*matches.REPORTS, *matches.CARRIES))
    assert sentences.CLAIM_VERBS == verbs
    assert sentences.NOT_INSPECTED == f"; {rule_pass.NOT_INSPECTED}"


@pytest.mark.parametrize(
    ("because", "claim", "remark"),
    [
        (
            f"reports itself as ZTE: {LISTED}",
            "reports itself as ZTE",
            "equipment on the operator's exclusion list",
        ),
        (f"contains a part that may be ZTE: a: b; {LISTED}", "may be ZTE", f"a: b; {LISTED.split(';')[0]}"),
        ("seen through the polled device: may be ZTE: x; not physically inspected", "may be ZTE", "x"),
        (CHIP, *CHIP.split(": ", 1)),
        ("carries the brand Honor: x", "carries the brand Honor", "x"),
        ("the clerk said so", "reports itself as Huawei", "the clerk said so"),
    ],
)
def test_a_reason_is_a_claim_and_a_remark(because: str, claim: str, remark: str) -> None:
    assert (claim, remark) == reading_of(finding(because=because))


def test_a_subsidiary_is_not_said_to_be_its_parent() -> None:
    claim = sentences.claim_text(finding(status=Status.REVIEW, confidence="weak", because=CHIP))
    assert "may be HiSilicon, a subsidiary of Huawei" == claim


@pytest.mark.parametrize(
    ("status", "because", "changes", "reason"),
    [
        (Status.CLEAR, "reports itself as Cisco, which this rule does not list", {}, ""),
        (Status.EXCLUDED, f"reports itself as ZTE: {LISTED}", {}, "reports itself as ZTE"),
        (
            Status.EXCLUDED,
            f"contains a part that reports itself as ZTE: {LISTED}",
            {"outcome": "partial", "unknown_parts": 2},
            "contains a part that reports itself as ZTE; read in part; 2 parts without a maker",
        ),
        (Status.REVIEW, "1 part below it is review", {}, "1 part below it is review"),
        (
            Status.UNKNOWN,
            "not read to its end: no answer",
            {"outcome": "partial"},
            "not read to its end: no answer",
        ),
    ],
)
def test_the_reason_of_a_device_is_short_and_of_a_clear_one_empty(
    status: Status, because: str, changes: dict[str, object], reason: str
) -> None:
    assert reason == device_reason(device("a", status, because, **changes))


@pytest.mark.parametrize(
    ("lead", "sentence"),
    [
        ("zte: 7c:39:53:00:00:06", "MAC address 7c:39:53:00:00:06 is from a block registered to ZTE"),
        (
            "name:elmegt: 00:09:4f:00:00:01",
            "MAC address 00:09:4f:00:00:01 is from a block registered to elmegt",
        ),
        (
            "radware: 1.3.6.1.4.1.89.1.1",
            "object identifier 1.3.6.1.4.1.89.1.1 is known from equipment of radware",
        ),
        ("zte: to ZTE MSAN", '"to ZTE MSAN" may hint at ZTE'),
        ('ifAlias "to ZTE"', 'ifAlias "to ZTE"'),
        ("", ""),
    ],
)
def test_a_lead_becomes_a_sentence(lead: str, sentence: str) -> None:
    assert sentence == lead_sentence(lead, {"zte": "ZTE"})


def test_only_a_policy_that_decided_nothing_is_undecided() -> None:
    assert ["jp-it-proc-2018"] == [policy.id for policy in POLICIES if is_undecided(policy)]
    mixed = POLICIES[2]._replace(counts=(("undetermined", 3), ("clear", 1)))
    assert not is_undecided(mixed)
    assert not is_undecided(POLICIES[2]._replace(counts=()))


@pytest.mark.parametrize(
    ("question", "key"),
    [("procure: Is it being procured?", "procure"), ("Is it: so?", "Is it: so?"), ("procure", "procure")],
)
def test_a_question_is_named_by_its_key(question: str, key: str) -> None:
    assert key == question_key(question)


def test_a_device_is_called_by_the_name_of_its_vendor_and_not_by_an_id() -> None:
    names, plain = {"cisco": "Cisco"}, device("sw", Status.CLEAR, "")
    assert "Cisco C9300-48P" == sentences.says_it_is(plain._replace(manufacturer="cisco"), names)
    assert "ciena C9300-48P" == sentences.says_it_is(plain._replace(manufacturer="ciena"), names)
    assert "not stated" == sentences.says_it_is(plain._replace(manufacturer="", model_name=""), names)


@pytest.mark.parametrize(
    ("security", "shown"),
    [
        ("v3 authPriv sha256/aes256", "v3 authPriv"),
        ("v3 noAuthNoPriv", "v3 noAuthNoPriv"),
        ("v2c", "v2c"),
        ("v2c, answers from 192.0.2.9", "v2c"),
        ("", "recording"),
        ("unstated and ", "recording"),
        ("v2c and ssh, host key x", "v2c, ssh"),
    ],
)
def test_a_reading_over_v2c_is_told_from_one_over_v3(security: str, shown: str) -> None:
    assert shown == sentences.read_over(device("a", Status.CLEAR, "", security=security))
    assert "" == sentences.read_over(device("a", Status.CLEAR, "", security=security, read_at=""))
