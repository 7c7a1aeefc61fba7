"""Coverage gates the summary of a device, a policy and a run."""

from __future__ import annotations

import pytest
from builders import policy_of, rule_of

from auditor.evaluate import exit_code, summarise, summarise_policy
from auditor.model.finding import DeviceFacts, Status
from auditor.model.policy import Designation, DesignationList, Profile, Question

CLEAR = (("clear", "rule-1", "reports itself as Cisco"),)


def facts_of(**changes: object) -> DeviceFacts:
    facts = DeviceFacts(
        device_id="switch-1",
        address="192.0.2.1",
        site="a",
        name="sw",
        manufacturer="cisco",
        model_name="C9300",
        serial_num="S1",
        outcome="complete",
        in_scope=True,
        ever_read=True,
        complete=True,
        root_statuses=CLEAR,
        part_statuses=(("clear", 4),),
        components=5,
        judged_parts=4,
        unknown_parts=0,
        neighbors=2,
        leads=("x",),
        gaps=(),
    )
    return facts._replace(**changes)  # type: ignore[arg-type]


def root(*statuses: str) -> tuple[tuple[str, str, str], ...]:
    return tuple((status, f"rule-{number}", f"because {status}") for number, status in enumerate(statuses))


GATED = [
    ({}, Status.CLEAR, "reports itself as Cisco"),
    ({"gaps": ("row_undecoded",)}, Status.UNKNOWN, "not read to its end: row undecoded"),
    ({"gaps": ("stopped_answering",)}, Status.UNKNOWN, "not read to its end: stopped answering"),
    ({"gaps": ("not_selected", "tree_repaired")}, Status.CLEAR, "reports itself as Cisco"),
    ({"gaps": ("parts_not_selected",)}, Status.UNKNOWN, "not read to its end: parts not selected"),
    ({"root_statuses": root("clear", "excluded"), "complete": False}, Status.EXCLUDED, "because excluded"),
    ({"root_statuses": root("review", "clear"), "ever_read": False}, Status.REVIEW, "because review"),
    ({"root_statuses": root("review", "excluded")}, Status.EXCLUDED, "because excluded"),
    ({"part_statuses": (("excluded", 1), ("clear", 3))}, Status.EXCLUDED, "1 part below it is excluded"),
    ({"part_statuses": (("review", 2),)}, Status.REVIEW, "2 parts below it are review"),
    (
        {
            "ever_read": False,
            "outcome": "failed",
            "root_statuses": root("not_checked"),
            "gaps": ("no_answer",),
        },
        Status.NOT_CHECKED,
        "the device has never been read: no answer",
    ),
    (
        {"ever_read": False, "outcome": ""},
        Status.NOT_CHECKED,
        "the device has never been read: outcome unstated",
    ),
    (
        {"complete": False, "outcome": "partial", "gaps": ("entPhysicalTable ended with timeout",)},
        Status.UNKNOWN,
        "not read to its end: entPhysicalTable ended with timeout",
    ),
    (
        {"complete": False, "outcome": "partial", "gaps": ("a", "b", "c", "d", "e")},
        Status.UNKNOWN,
        "not read to its end: a; b; c; and 2 more",
    ),
    ({"complete": False, "outcome": "partial"}, Status.UNKNOWN, "not read to its end: outcome partial"),
    ({"outcome": "unstated"}, Status.UNKNOWN, "the recording does not state whether it is complete"),
    ({"unknown_parts": 3}, Status.UNKNOWN, "3 parts state no maker"),
    ({"unknown_parts": 1}, Status.UNKNOWN, "1 part states no maker"),
    ({"root_statuses": root("unknown", "undetermined")}, Status.UNKNOWN, "because unknown"),
    ({"root_statuses": root("undetermined", "not_applicable", "clear")}, Status.CLEAR, "because clear"),
    ({"root_statuses": root("not_applicable", "undetermined")}, Status.UNDETERMINED, "because undetermined"),
    (
        {"root_statuses": root("not_applicable"), "complete": False},
        Status.NOT_APPLICABLE,
        "because not_applicable",
    ),
    (
        {"in_scope": False, "ever_read": False, "root_statuses": root("not_applicable")},
        Status.NOT_APPLICABLE,
        "the target list puts this device out of scope",
    ),
    ({"root_statuses": ()}, Status.UNKNOWN, "no rule was applied to it"),
]


@pytest.mark.parametrize(("changes", "status", "because"), GATED)
def test_coverage_gates_the_summary_of_a_device(
    changes: dict[str, object], status: Status, because: str
) -> None:
    assert (status, because) == summarise(facts_of(**changes))


@pytest.mark.parametrize(
    ("counts", "stale", "expected"),
    [
        ((("clear", 3), ("not_applicable", 2)), False, 0),
        ((("not_applicable", 2),), False, 4),
        ((("clear", 3), ("excluded", 1), ("unknown", 1)), True, 3),
        ((("clear", 3), ("review", 1)), True, 4),
        ((("clear", 3), ("unknown", 1)), False, 4),
        ((("clear", 3), ("not_checked", 1)), False, 4),
        ((("clear", 3), ("undetermined", 1)), False, 4),
        ((("clear", 3),), True, 5),
        ((("clear", 3), ("excluded", 0), ("unknown", 0)), False, 0),
        ((("excluded", 0), ("clear", 1), ("excluded", 1)), False, 3),
        ((), False, 4),
        ((), True, 4),
    ],
)
def test_exit_codes(counts: tuple[tuple[str, int], ...], stale: bool, expected: int) -> None:
    assert expected == exit_code(counts, stale=stale)


def test_a_policy_summary_counts_worst_first_and_asks_what_was_not_answered() -> None:
    questions = tuple(Question(key, f"{key}?", "profile") for key in ("a", "b", "c"))
    policy = policy_of(rule_of("zte"), questions=questions)
    summary = summarise_policy(
        policy, (("clear", 2), ("excluded", 1), ("clear", 3), ("review", 0)), Profile(("a",), ("b",))
    )
    assert (
        summary.counts,
        summary.unanswered,
        summary.designations,
    ) == ((("excluded", 1), ("clear", 5)), ("c: c?",), "")


def test_a_policy_that_names_nobody_says_what_is_bound() -> None:
    policy = policy_of(rule_of(), needs_designations=True)
    bound = DesignationList(
        "policy-1", (Designation("D-07", "zte", "advice"), Designation("D-09", "x", "y")), "ab" * 32
    )
    texts = [
        summarise_policy(policy, (), Profile(), *arguments).designations
        for arguments in ((), (bound,), (bound, ("D-07", "D-07")))
    ]
    digest = "hmac-sha256 " + "ab" * 32
    assert ["none bound", f"none matched of 2; {digest}", f"1 matched (D-07) of 2; {digest}"] == texts


def test_a_policy_summary_says_why_verdicts_are_undetermined() -> None:
    rules = (rule_of(id="a", undetermined_because="a category"), rule_of("zte", id="b"))
    policy = policy_of(*rules, rule_of(id="c", undetermined_because="a category"))
    reasons = [
        summarise_policy(policy, counts, Profile()).undetermined_because
        for counts in ((("undetermined", 2), ("clear", 1)), (("clear", 1),))
    ]
    assert reasons == [("a category",), ()]
    nobody = policy_of(rule_of(), needs_designations=True)
    assert (
        "names no vendor"
        in summarise_policy(nobody, (("undetermined", 1),), Profile()).undetermined_because[0]
    )


def test_a_policy_summary_carries_the_citations() -> None:
    policy = policy_of(rule_of("zte"))
    assert summarise_policy(policy, (), Profile()).citations == policy.citations
