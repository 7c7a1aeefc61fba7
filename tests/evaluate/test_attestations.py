"""A supplier's word covers what it names while it is in force, and makes nothing better."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from builders import judgement_of, policy_of, rule_of
from test_summaries import facts_of

from auditor.errors import PackError
from auditor.evaluate import judge, summarise
from auditor.evaluate.attestations import Maker, attests, cover, parse_attestations
from auditor.evaluate.settled import only_attested, without_attested
from auditor.model.attestations import Attestation, StatedSubject
from auditor.model.finding import JudgementClass, Status, Verdict
from auditor.model.identity import Affiliation, Belief, Strength, SubjectKind
from auditor.model.policy import Profile
from auditor.model.recording import Reason

DIGEST = "0123456789abcdef" * 4
ENTRY = f"""
[[attestation]]
id = "psu"
manufacturer = "Lite-On"
document = "declaration.pdf"
document_sha256 = "{DIGEST}"
signer = "Supplier Ltd"
signed = 2026-01-15
expires = 2027-01-14
match = {{ model = "PWR-*", serial = "LIT*" }}
"""
ATTESTATION = Attestation(
    "psu",
    (("model", "PWR-*"), ("serial", "LIT*")),
    "lite-on",
    "LITE-ON",
    "declaration.pdf",
    DIGEST,
    "Supplier Ltd",
    date(2026, 1, 15),
    date(2027, 1, 14),
)
SUBJECT = StatedSubject(SubjectKind.COMPONENT, 7, "sw-1", "north", "psu:1", "", "LIT1", "PWR-C1", "")
NAMES = {"zte": "ZTE", "cisco": "Cisco", "lite-on": "LITE-ON", "meraki": "Meraki"}
TIES = {"meraki": (Affiliation("cisco", "subsidiary", "2012"),)}


def maker_of(word: str) -> Maker:
    if "huawey" in word.casefold():
        return Maker("name:" + word, word, "huawei")
    return Maker("lite-on", "LITE-ON") if word == "Lite-On" else Maker("name:" + word, word)


def parse(text: str) -> tuple[Attestation, ...]:
    return parse_attestations(text.encode(), "attestations.toml", maker_of)


def judged(judgement: JudgementClass) -> Verdict:
    (verdict,) = judge(
        judgement, [policy_of(rule_of("zte"))], Profile(), date(2026, 11, 22), TIES, names=NAMES
    )
    return verdict


def test_an_attestation_is_read_with_everything_it_states() -> None:
    assert parse(ENTRY) == (ATTESTATION,)


def test_a_maker_outside_the_registry_is_kept_as_a_name() -> None:
    (read,) = parse(ENTRY.replace('"Lite-On"', '"Nobody Knows"'))
    assert (read.manufacturer, read.manufacturer_name) == ("name:Nobody Knows", "Nobody Knows")


@pytest.mark.parametrize(
    ("line", "instead", "message"),
    [
        ('signer = "Supplier Ltd"', "", "attestation 1 (psu): signer: is missing"),
        ('signer = "Supplier Ltd"', 'singer = "x"', "did you mean 'signer'?"),
        ('document = "declaration.pdf"', 'document = " "', "document: is empty"),
        (DIGEST, DIGEST[1:], "document_sha256: is not 64 hexadecimal digits"),
        (DIGEST, "g" + DIGEST[1:], "document_sha256: is not 64 hexadecimal digits"),
        ("signed = 2026-01-15", "", "signed: is missing"),
        ("expires = 2027-01-14", "", "expires: is missing"),
        ("expires = 2027-01-14", 'expires = "never"', "expires: is not a date"),
        ("expires = 2027-01-14", "expires = 2026-01-14", "expires: is before it was signed (2026-01-15)"),
        ('"Lite-On"', '"Huawey Co"', "manufacturer: 'Huawey Co' resembles the vendor 'huawei'"),
        ('{ model = "PWR-*", serial = "LIT*" }', "{}", "match: names no part"),
        ('{ model = "PWR-*", serial = "LIT*" }', '{ site = "north" }', "match: names no part"),
        ('serial = "LIT*"', 'serial = "*"', "match: serial: matches everything"),
        ('serial = "LIT*"', 'serail = "LIT*"', "did you mean 'serial'?"),
    ],
)
def test_an_invalid_file_is_refused_with_file_key_and_remedy(line: str, instead: str, message: str) -> None:
    assert line in ENTRY
    with pytest.raises(PackError) as caught:
        parse(ENTRY.replace(line, instead))
    assert ("attestations.toml: " in str(caught.value), message in str(caught.value)) == (True, True)


def test_an_id_is_used_once() -> None:
    with pytest.raises(PackError, match="is used twice"):
        parse(ENTRY + ENTRY)


@pytest.mark.parametrize(
    ("changes", "covered"),
    [
        ({}, True),
        ({"model": "PWR"}, False),
        ({"model": "A-PWR-C1"}, False),
        ({"model": "pwr-c1"}, False),
        ({"serial": ""}, False),
        ({"serial": "XLIT1"}, False),
        ({"device": "sw-2"}, True),
    ],
    ids=str,
)
def test_every_condition_must_match_its_whole_value(changes: dict[str, str], covered: bool) -> None:
    assert covered is attests(ATTESTATION, SUBJECT._replace(**changes))
    assert attests(replace(ATTESTATION, match=()), SUBJECT) is False


@pytest.mark.parametrize(
    ("day", "held", "reasons"),
    [
        (date(2026, 1, 14), 0, [Reason.ATTESTATION_UNUSED]),
        (date(2026, 1, 15), 1, []),
        (date(2027, 1, 14), 1, []),
        (date(2027, 1, 15), 0, [Reason.ATTESTATION_EXPIRED]),
    ],
    ids=str,
)
def test_an_attestation_counts_from_its_first_to_its_last_day(
    day: date, held: int, reasons: list[Reason]
) -> None:
    covered = cover([SUBJECT], [ATTESTATION], day)
    assert (len(covered.subjects), [row.reason for row in covered.coverage]) == (held, reasons)


def test_an_attestation_that_covers_nothing_is_said() -> None:
    rows = cover([SUBJECT._replace(model="FAN")], [ATTESTATION], date(2026, 11, 22)).coverage
    assert [(row.reason, row.detail) for row in rows] == [
        (Reason.ATTESTATION_UNUSED, "attestation psu (until 2027-01-14) covers no part")
    ]


def test_an_unknown_part_stays_unknown_and_says_who_attests_it() -> None:
    verdict = judged(judgement_of(is_root=False, attested=("lite-on",)))
    expected = "no adequate evidence of its maker; attested, not observed: LITE-ON"
    assert (verdict.status, verdict.because) == (Status.UNKNOWN, expected)


@pytest.mark.parametrize("structural", [False, True])
def test_a_part_attested_to_a_listed_vendor_is_a_review(structural: bool) -> None:
    verdict = judged(judgement_of(is_root=False, structural=structural, attested=("zte",)))
    expected = "attested as ZTE, a listed vendor: not observed; not physically inspected"
    assert (verdict.status, verdict.vendor, verdict.because) == (Status.REVIEW, "zte", expected)


def test_a_listed_part_stays_excluded_whatever_is_attested() -> None:
    verdict = judged(judgement_of("zte", is_root=False, attested=("cisco",)))
    assert (verdict.status, verdict.vendor) == (Status.EXCLUDED, "zte")


@pytest.mark.parametrize(
    ("judgement", "said"),
    [
        (judgement_of("cisco", is_root=False, attested=("lite-on",)), "LITE-ON, and reports itself as Cisco"),
        (
            judgement_of("", Belief("cisco", Strength.REVIEW, "oui_only"), attested=("lite-on",)),
            "LITE-ON, and may be Cisco",
        ),
        (judgement_of("cisco", conflict=True, attested=("cisco",)), "Cisco, and the evidence disagrees"),
        (judgement_of(attested=("cisco", "lite-on")), "Cisco and as LITE-ON, and the attestations disagree"),
    ],
    ids=["observed", "weakly observed", "conflicting evidence", "two attestations"],
)
def test_an_attestation_against_what_was_observed_is_a_review_with_both_sides(
    judgement: JudgementClass, said: str
) -> None:
    verdict = judged(judgement)
    assert (verdict.status, verdict.because.startswith(f"attested as {said}")) == (Status.REVIEW, True)


@pytest.mark.parametrize("attested", ["cisco", "meraki"])
def test_an_attestation_that_agrees_changes_no_verdict(attested: str) -> None:
    plain = judgement_of("cisco", is_root=False)
    assert judged(plain) == judged(plain._replace(attested=(attested,)))


def test_attested_parts_no_longer_count_and_other_unknown_ones_do() -> None:
    facts = facts_of(root_statuses=(("clear", "r", "because"),), unknown_parts=2, attested_parts=2)
    assert summarise(facts) == (Status.UNKNOWN, "2 parts state no maker (2 attested, not observed)")
    assert (summarise(without_attested(facts))[0], only_attested(facts)) == (Status.CLEAR, True)
    assert only_attested(facts._replace(unknown_parts=3)) is False
    assert only_attested(facts._replace(complete=False)) is False


def test_a_device_that_is_attested_itself_no_longer_counts_as_unknown() -> None:
    facts = facts_of(root_statuses=(("unknown", "r", "because"),), root_attested=True)
    assert (summarise(facts)[0], only_attested(facts)) == (Status.UNKNOWN, True)
