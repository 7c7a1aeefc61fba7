"""Worksheets bring together what an audit knows and answer nothing for the operator."""

# ruff: noqa: SIM300 - assert expected == actual, literals too
from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from report.audit_builders import finding
from report.audit_sample import POLICIES, sample_result

from auditor.model.decisions import Decision, DecisionKind
from auditor.model.finding import AuditResult, DueMilestone, Status
from auditor.report.interface import FORMATS, render
from auditor.report.worksheets import WORKSHEETS

NAMES = [sheet.name for sheet in WORKSHEETS]
BLANK = "____"


def judged_under(policy_id: str, **changes: object) -> AuditResult:
    """The sample audit with its findings, and one more, under a policy."""
    result = sample_result()
    policy = POLICIES[1]._replace(id=policy_id)
    more = finding(
        subject_key="psu:1", subject="psu:1 PWR-9", model_name="PWR-9", serial_num="S|7", **changes
    )
    findings = tuple(replace(one, policy_id=policy_id) for one in (*result.findings, more))
    return replace(result, policies=(policy,), findings=findings)


def milestone(on: str, requirement: str, *rules: str) -> DueMilestone:
    return DueMilestone(on, "removal", requirement, "S", 1, 0, rules)


@pytest.mark.parametrize("name", NAMES)
def test_no_answer_is_ever_ticked(name: str) -> None:
    text = render(name, judged_under("us-ndaa-889"))
    assert [] == re.findall(r"\[\s*[xX✓]\s*\\?\]", text)


@pytest.mark.parametrize("name", [*NAMES, "removal-plan"])
def test_everything_that_limits_an_answer_stands_above_the_signature(name: str) -> None:
    text = render(name, judged_under("us-ndaa-889"))
    order = [
        text.index(f"\n## {title}\n")
        for title in (
            "Scope of the audit",
            "What polling cannot see",
            "Not checked",
            "Open reviews",
            "Signature",
        )
    ]
    assert sorted(order) == order
    for words in ("spare parts", "powered off", "services", "2 of 12 devices"):
        assert words in text


@pytest.mark.parametrize("name", ["far-24", "far-26", "fcc-5641", "far-52-240-91"])
def test_a_representation_is_asked_for_below_the_open_reviews(name: str) -> None:
    text = render(name, judged_under("us-ndaa-889"))
    assert (
        text.index("\n## Open reviews\n")
        < text.index("\n## Representation\n")
        < text.index("\n## Signature\n")
    )


def test_an_item_states_both_dates_and_leaves_the_second_to_a_person() -> None:
    text = unescape(render("far-25d", judged_under("us-ndaa-889", first_detected_at="2026-01-02T03:04:05Z")))
    item = text[text.index("psu:1") : text.index("psu:1") + 1500]
    assert "| First detected at | 2026-01-02T03:04:05Z |" in item
    assert f"| Confirmed by a person at | `{BLANK}" in item
    assert "| Supplier name | `____" in item


def test_device_text_cannot_end_a_cell_or_mark_up_the_sheet() -> None:
    text = render("far-25d", judged_under("us-ndaa-889"))
    assert "| Serial number | S&#124;7 |" in text
    hostile = "# head\n| <script> [a](http://x) `c` **b** @everyone ::error:: \x1b[2J"
    result = replace(sample_result(), findings=(finding(policy_id="us-ndaa-889", model_name=hostile),))
    (line,) = (line for line in render("far-25d", result).splitlines() if line.startswith("| Model number"))
    assert 3 == len(re.findall(r"(?<!\\)\|", line))
    outside = "".join(line.split("`")[::2])
    for dangerous in ("<script", "[a]", "http://", "@everyone", "::error::", "\x1b", "**"):
        assert dangerous not in outside
    assert "<script" not in line


@pytest.mark.parametrize("name", ["fcc-5641", "far-52-240-91"])
def test_a_field_whose_facts_are_not_official_says_so(name: str) -> None:
    text = render(name, judged_under("us-fcc-1.50007" if name == "fcc-5641" else "us-ndaa-889"))
    asked = [line for line in text.splitlines() if BLANK in line and "Confirmed" not in line]
    asked = asked[: -len(("Name and title", "Date", "Signature"))]
    assert [] == [line for line in asked if "*check against the live form*" not in line]
    assert "*check against the live form*" not in render("far-25d", judged_under("us-ndaa-889"))


@pytest.mark.parametrize("name", NAMES)
def test_an_audit_that_was_not_judged_against_the_law_lists_nothing_and_says_so(name: str) -> None:
    text = render(name, sample_result())
    assert "This audit was not judged against" in text
    assert "\n## Items (0)\n" in text
    assert "That is no statement that there is none" in text


def test_a_subject_found_under_two_rules_is_one_item() -> None:
    result = sample_result()
    twice = tuple(finding(policy_id="us-ndaa-889", rule_id=rule) for rule in ("889-a", "889-b"))
    text = unescape(render("far-25d", replace(result, findings=twice)))
    assert ("\n## Items (1)\n" in text, "(889-a)" in text, "(889-b)" in text) == (True, True, True)


def test_a_device_is_not_an_item_for_a_part_in_it() -> None:
    whole = finding(policy_id="us-ndaa-889", through_part="modem:1")
    part = finding(policy_id="us-ndaa-889", subject_key="modem:1", subject="modem:1 MF833V")
    text = unescape(render("far-25d", replace(sample_result(), findings=(whole, part))))
    assert ("\n## Items (1)\n" in text, "modem:1" in text) == (True, True)


def test_a_removal_plan_goes_by_the_day() -> None:
    items = (
        finding(policy_id="act", rule_id="core", subject_key="a", subject="a"),
        finding(policy_id="act", rule_id="edge", subject_key="b", subject="b"),
        finding(policy_id="own", rule_id="x", subject_key="c", subject="c"),
        finding(policy_id="act", rule_id="core", subject_key="d", subject="d", status=Status.REVIEW),
    )
    dated = (
        milestone("2027-01-01", "Core goes.", "core"),
        milestone("2029-01-01", "Edge goes.", "edge"),
        milestone("decision+4y", "After the decision.", "none"),
    )
    act = POLICIES[0]._replace(id="act", milestones=dated)
    text = render("removal-plan", replace(sample_result(), findings=items, policies=(act,)))
    order = [
        text.index(words)
        for words in (
            "## 2027-01-01\n",
            "Core goes.",
            "| tokyo / tyo-acc-01 / a |",
            "## 2029-01-01\n",
            "| tokyo / tyo-acc-01 / b |",
            "## No further date: the rule has taken effect, or states none (1)\n",
            "| tokyo / tyo-acc-01 / c |",
            "## Dates ahead that concern no item",
            "decision+4y, a day that polling does not know",
            "## Open reviews",
            "tokyo / tyo-acc-01 / d",
        )
    ]
    assert sorted(order) == order


def test_the_worksheets_are_formats_like_all_others() -> None:
    assert {*NAMES, "removal-plan"} <= set(FORMATS)
    assert len({row.suffix for row in FORMATS.values()}) == len(FORMATS)


def test_a_confirmation_stands_beside_the_detection_and_only_a_settled_review_is_not_open() -> None:
    decision = Decision("v1:1", DecisionKind.CONFIRMED, "K. Sato", "label read", "2026-11-20T09:00:00Z")
    cleared = replace(decision, kind=DecisionKind.FALSE_POSITIVE)
    law = {"policy_id": "us-ndaa-889"}
    seen = finding(**law, decision=decision, confirmed_at="2026-11-20T09:00:00Z")
    open_review = finding(**law, subject_key="a", subject="a", status=Status.REVIEW)
    decided = finding(**law, subject_key="b", subject="b", status=Status.REVIEW, decision=cleared)
    confirmed = finding(**law, subject_key="c", subject="c", status=Status.REVIEW, decision=decision)
    result = replace(sample_result(), findings=(seen, open_review, decided, confirmed))
    text = unescape(render("far-25d", result))
    assert "| Confirmed by a person at | 2026-11-20T09:00:00Z |" in text
    assert "confirmed by K. Sato on 2026-11-20: label read" in text
    reviews = text[text.index("## Open reviews") :]
    assert [True, False, True] == [f"tyo-acc-01 / {name}:" in reviews for name in "abc"]


def test_pieces_of_one_text_are_quoted_once() -> None:
    descr, maker = "1.3.6.1.2.1.1.1.0", "1.3.6.1.2.1.47.1.1.1.1.12.1"
    quotes = (f"{descr} = ZTE", f"{descr} = ZTE ZXR10 5950", f"{maker} = ZTE", f"{descr} = Version 2")
    found = finding(policy_id="us-ndaa-889", observed=quotes)
    text = unescape(render("far-25d", replace(sample_result(), findings=(found,))))
    assert "device; it states: ZTE ZXR10 5950; ZTE; Version 2" in text


def test_a_question_of_two_policies_is_asked_once() -> None:
    policies = tuple(POLICIES[0]._replace(id=name, unanswered=("use: Do you use it?",)) for name in "ab")
    text = render("removal-plan", replace(sample_result(), policies=policies))
    assert 1 == unescape(text).count("use: Do you use it?")


def test_a_removal_plan_without_an_item_says_so() -> None:
    text = render("removal-plan", replace(sample_result(), findings=()))
    assert "That is no statement that there is none" in text
