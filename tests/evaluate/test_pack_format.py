"""Packs are read strictly: whatever is not understood is refused with file, place, reason, remedy."""

from __future__ import annotations

from datetime import date

import pytest

from auditor.errors import PackError
from auditor.evaluate import failed_examples, parse_examples, parse_pack
from auditor.model.policy import (
    Citation,
    Milestone,
    Period,
    Policy,
    PolicyKind,
    PolicyStatus,
    Question,
    Rule,
    Severity,
    Verification,
)

PACK = """
id = "company-1"
title = "Company list"
jurisdiction = "XX"
kind = "named_exclusion"
status = "in_force"
issuer = "Company"
listed_wording = "equipment on the company list"
notes = "A note."

[[citation]]
id = "act"
text = "Act 1"
url = "https://example.org/act"
verification = "P"

[[question]]
key = "contractor"
topic = "profile"
text = "Are you a contractor?"

[[rule]]
id = "rule-1"
text = "No ZTE."
severity = "high"
vendors = ["zte"]
citation = "act"
effective_from = 2020-01-01
profiles = ["contractor"]
exceptions = ["(1) passive equipment"]
optic_exception = "(1)"

[[milestone]]
relative = "decision+4y"
kind = "removal"
requirement = "All removed."
citation = "act"
verification = "M"
vendors = ["zte"]

[[example]]
rule = "rule-1"
manufacturer = "zte"
as_of = 2026-01-01
affirmed = ["contractor"]
expect = "excluded"
"""
KNOWN = ("cisco", "huawei", "zte")


def parse(text: str) -> Policy:
    return parse_pack(text.encode(), "company.toml", KNOWN)


def test_a_pack_becomes_a_policy() -> None:
    act = Citation("Act 1", "https://example.org/act", Verification.OFFICIAL)
    policy = parse(PACK)
    expected = Policy(
        id="company-1",
        title="Company list",
        jurisdiction="XX",
        kind=PolicyKind.NAMED_EXCLUSION,
        status=PolicyStatus.IN_FORCE,
        issuer="Company",
        citations=(act,),
        rules=(
            Rule(
                id="rule-1",
                text="No ZTE.",
                severity=Severity.HIGH,
                vendors=("zte",),
                citation=act,
                effective=Period(date(2020, 1, 1)),
                profiles=("contractor",),
                exceptions=("(1) passive equipment",),
                optic_exception="(1)",
            ),
        ),
        digest=policy.digest,
        milestones=(
            Milestone(
                None,
                "decision+4y",
                "removal",
                "All removed.",
                Citation("Act 1", "https://example.org/act", Verification.MEMORY),
                ("zte",),
            ),
        ),
        questions=(Question("contractor", "Are you a contractor?", "profile"),),
        listed_wording="equipment on the company list",
        notes="A note.",
    )
    assert expected == policy


def test_the_digest_is_that_of_the_bytes() -> None:
    digests = {parse(PACK).digest, parse(PACK + "# a comment\n").digest}
    assert (2, {64}) == (len(digests), {len(digest) for digest in digests})


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            'severity = "high"',
            'severty = "high"',
            "rule 1 (rule-1): severty: is not a known key (did you mean 'severity'?)",
        ),
        (
            'vendors = ["zte"]\ncitation = "act"\neffective',
            'vendors = ["ztee"]\ncitation = "act"\neffective',
            "rule 1 (rule-1): vendors: 'ztee' is not a known vendor (did you mean 'zte'?)",
        ),
        (
            'severity = "high"',
            'severity = "hihg"',
            "rule 1 (rule-1): severity: 'hihg' is not known (did you mean 'high'?)",
        ),
        ('severity = "high"\n', "", 'rule 1 (rule-1): severity: is missing (write severity = "…")'),
        (
            'kind = "named_exclusion"',
            'kind = "cap"',
            "kind: no rule has a cap_percent (complete the rule, or choose the kind",
        ),
        ('id = "company-1"', 'id = "operator"', "id: 'operator' is reserved (choose another id)"),
        ('id = "company-1"', 'id = "Company 1"', "id: 'Company 1' is not an id (lower-case letters"),
        ('title = "Company list"', "title = 7", "title: is not text: '7' (put it in \"quotes\")"),
        ('title = "Company list"', 'title = " "', "title: is empty (state it, or remove the whole entry)"),
        (
            "effective_from = 2020-01-01",
            'effective_from = "2020"',
            "rule 1 (rule-1): effective_from: is not a date: '2020' (write effective_from = 2019-08-13)",
        ),
        (
            "effective_from = 2020-01-01",
            "effective_from = 2020-01-01\neffective_to = 2020-01-01",
            "rule 1 (rule-1): effective_to: is not after effective_from (the end is",
        ),
        (
            "effective_from = 2020-01-01",
            "covers_parts = 1",
            "rule 1 (rule-1): covers_parts: is not true or false: '1' (write covers_parts = true)",
        ),
        (
            'citation = "act"\neffective',
            'citation = "atc"\neffective',
            "rule 1 (rule-1): citation: there is no citation 'atc' (did you mean 'act'?)",
        ),
        (
            'citation = "act"\neffective',
            'citation = "act"\nverification = "M"\neffective',
            "rule rule-1: citation: a fact from memory (M) cannot decide (cite",
        ),
        (
            'verification = "P"',
            'verification = "S"\n[[citation]]\nid = "act"\ntext = "x"\nverification = "P"',
            "citation 2 (act): id: 'act' is used twice (give",
        ),
        (
            'profiles = ["contractor"]',
            'profiles = ["contracter"]',
            "rule rule-1: profiles: 'contracter' is not asked by a [[question]] of topic 'profile' (did",
        ),
        (
            'vendors = ["zte"]\ncitation = "act"\neffective',
            'vendors = []\ncitation = "act"\neffective',
            "rule rule-1: vendors: the rule names nobody (name vendors, or state undetermined_because)",
        ),
        (
            'notes = "A note."',
            "needs_designations = true",
            "rule rule-1: vendors: a policy that needs designations names nobody itself (move",
        ),
        (
            'optic_exception = "(1)"',
            'optic_exception = "(2)"',
            "rule rule-1: optic_exception: no exception starts with '(2)' (repeat the label",
        ),
        (
            "equipment on the company list",
            "banned equipment",
            "listed_wording: 'banned' says more than polling can show (say what",
        ),
        (
            'topic = "profile"',
            'topic = "profil"',
            "question 1 (contractor): topic: 'profil' is not known (did you mean 'profile'?)",
        ),
        (
            'relative = "decision+4y"',
            "",
            "milestone 1: on: needs either a date or `relative` (write on = 2019-08-13 or",
        ),
        (
            'rule = "rule-1"',
            'rule = "rule-2"',
            "example 1: rule: there is no rule 'rule-2' (did you mean 'rule-1'?)",
        ),
        ('expect = "excluded"', 'expect = "banned"', "example 1: expect: 'banned' is not known"),
    ],
)
def test_a_wrong_pack_is_refused_with_file_place_reason_and_remedy(old: str, new: str, expected: str) -> None:
    assert old in PACK
    with pytest.raises(PackError) as caught:
        parse(PACK.replace(old, new, 1))
    assert str(caught.value).startswith(f"company.toml: {expected}")


def test_a_fact_cannot_be_better_verified_than_its_source() -> None:
    text = PACK.replace('verification = "P"', 'verification = "S"').replace(
        'citation = "act"\neffective', 'citation = "act"\nverification = "P"\neffective'
    )
    with pytest.raises(PackError, match="'P' claims more than its source, which is 'S'"):
        parse(text)


RULE_LINE = 'severity = "high"'


@pytest.mark.parametrize(
    ("kind", "added", "expected"),
    [
        ("cap", "", "kind: no rule has a cap_percent"),
        ("cap", "cap_percent = 35", "rule rule-1: cap_of: a cap states what it is a share of"),
        (
            "cap",
            'cap_percent = 135\ncap_of = "x"',
            "rule 1 (rule-1): cap_percent: is not a percentage: '135'",
        ),
        (
            "named_exclusion",
            'cap_percent = 35\ncap_of = "ports"',
            'rule rule-1: cap_percent: a cap needs kind = "cap"',
        ),
        (
            "allow_list",
            "",
            "rule rule-1: approved_tags: an allow-list needs approved_tags, connected_before_tags",
        ),
        (
            "allow_list",
            'approved_tags = ["a"]\nconnected_before_tags = ["b"]\nconnected_since_tags = ["c"]',
            'rule rule-1: approved_tags: a rule that permits needs kind = "allow_list" and names no vendors',
        ),
        ("case_by_case", "", "rule rule-1: vendors: decisions of one operator are a private list"),
        (
            "prior_screening",
            "",
            "rule rule-1: undetermined_because: whether equipment was notified is not polled",
        ),
        ("category", "", "rule rule-1: undetermined_because: a category by product class or place"),
        (
            "named_exclusion",
            'grandfathering = "Old equipment stays."',
            "rule rule-1: grandfathered_before: grandfathering has a day and a text",
        ),
        (
            "named_exclusion",
            'parts_only = "moden"',
            "rule 1 (rule-1): parts_only: 'moden' is no kind of part",
        ),
        (
            "named_exclusion",
            'segments = ["core"]',
            "rule rule-1: segments: 'core' is not among the segments of",
        ),
        (
            "named_exclusion",
            'review_because = "banned by the press"',
            "rule rule-1: review_because: 'banned' says",
        ),
    ],
)
def test_what_a_kind_needs_is_asked_for(kind: str, added: str, expected: str) -> None:
    text = PACK.replace("named_exclusion", kind).replace(RULE_LINE, f"{RULE_LINE}\n{added}")
    with pytest.raises(PackError) as caught:
        parse(text)
    assert str(caught.value).startswith(f"company.toml: {expected}")


@pytest.mark.parametrize(
    ("relative", "understood"),
    [
        ("list+36m", True),
        ("annual-03-31", True),
        ("decision+4y", True),
        ("decision + 4y", False),
        ("4y", False),
    ],
)
def test_a_relative_date_is_understood_or_refused(relative: str, understood: bool) -> None:
    text = PACK.replace("decision+4y", relative)
    if understood:
        assert parse(text).milestones[0].relative == relative
    else:
        with pytest.raises(PackError, match="is not understood"):
            parse(text)


def test_a_milestone_of_an_unknown_rule_is_refused() -> None:
    with pytest.raises(
        PackError, match=r"milestone 1: rules: there is no rule 'rule-9' \(did you mean 'rule-1'"
    ):
        parse(PACK.replace('kind = "removal"', 'kind = "removal"\nrules = ["rule-9"]'))


def test_an_activity_is_a_known_word() -> None:
    with pytest.raises(PackError, match="question contractor: key: 'contractor' is not an activity"):
        parse(
            PACK.replace('topic = "profile"', 'topic = "activity"').replace('profiles = ["contractor"]\n', "")
        )


def test_a_fact_from_memory_may_wait_in_a_disabled_pack() -> None:
    text = PACK.replace('citation = "act"\neffective', 'citation = "act"\nverification = "M"\neffective')
    policy = parse(text.replace("notes =", 'disabled_because = "nothing is confirmed"\nnotes ='))
    assert policy.disabled_because == "nothing is confirmed"


@pytest.mark.parametrize(
    "data", [b"\xff", b"id =", b"id = 1\nid = 2", b"[" * 100_000, b"#" * (4 * 1024 * 1024 + 1)]
)
def test_bytes_that_are_no_pack_are_refused(data: bytes) -> None:
    with pytest.raises(PackError, match=r"^company\.toml: is "):
        parse_pack(data, "company.toml")


def test_a_rule_id_used_twice_is_refused() -> None:
    rule = PACK[PACK.index("[[rule]]") : PACK.index("[[milestone]]")]
    with pytest.raises(PackError, match="rule rule-1: is there twice"):
        parse(PACK + rule)


def test_vendor_ids_are_not_checked_without_a_registry() -> None:
    assert parse_pack(PACK.replace('"zte"', '"nobody"').encode(), "x").rules[0].vendors == ("nobody",)


def test_an_example_that_does_not_hold_is_told() -> None:
    data = PACK.replace('expect = "excluded"', 'expect = "clear"').encode()
    told = failed_examples(parse_pack(data, "x"), parse_examples(data, "x"), {})
    assert len(told) == 1
    assert told[0].startswith("example 1: rule-1 gives excluded (reports itself as zte: ")
    assert told[0].endswith("), not clear")
