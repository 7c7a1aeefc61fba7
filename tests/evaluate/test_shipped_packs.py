"""The packs of this project: their examples hold, their facts are cited, nobody is accused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from auditor.evaluate import failed_examples, parse_examples, parse_pack
from auditor.evaluate.designations import ENTRY_KEYS, LIST_KEYS
from auditor.evaluate.examples import EXAMPLE_KEYS
from auditor.evaluate.load import CITATION_KEYS, MILESTONE_KEYS, PACK_KEYS, QUESTION_KEYS, RULE_KEYS
from auditor.model.finding import Status
from auditor.model.policy import Policy, PolicyKind, Severity, Verification
from auditor.pack_files import shipped_packs

PACKS = shipped_packs()
VENDORS = ("dahua", "hikvision", "huawei", "hytera", "zte")
CHIP_MAKERS = ("cxmt", "smic", "ymtc")
DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "reference" / "policies.md"
every_pack = pytest.mark.parametrize(("name", "data"), PACKS, ids=[name for name, _ in PACKS])


def policy_named(policy_id: str) -> Policy:
    (data,) = [data for name, data in PACKS if name == f"{policy_id}.toml"]
    return parse_pack(data, policy_id)


def test_the_promised_packs_are_there() -> None:
    expected = [
        "au-5g-2018", "be-2022", "ca-c8-2026", "ca-policy-2022", "de-5g-2024", "dk-2021", "ee-eca-2021",
        "eu-csa2-2026", "fr-2019-810", "gb-dvd-huawei-2022", "in-nsdts-2021", "it-golden-power",
        "jp-espa-2022", "jp-it-proc-2018", "jp-press-watch", "lt-2021", "nz-ticsa-2018", "pl-ksc-2026",
        "pt-cas-2023", "ro-163-2021", "se-pts-2020", "tw-ict-2019", "us-2cfr-200-216", "us-fcc-1.50007",
        "us-fcc-covered-list", "us-fcc-ea-2025-modules", "us-ndaa-5949", "us-ndaa-805-1260h", "us-ndaa-889",
        "us-rfo-52.240-91",
    ]  # fmt: skip
    assert expected == [name.removesuffix(".toml") for name, _ in PACKS]


def test_what_nobody_confirmed_ships_disabled() -> None:
    disabled = [policy.id for name, _ in PACKS if (policy := policy_named(name[:-5])).disabled_because]
    assert disabled == ["gb-dvd-huawei-2022"]


def test_the_watch_list_says_who_did_not_name_the_vendors() -> None:
    (rule,) = policy_named("jp-press-watch").rules
    expected = (Severity.NOTICE, "named in press reports, not by the government")
    assert expected == (rule.severity, rule.review_because)


@every_pack
def test_a_pack_is_named_after_its_id(name: str, data: bytes) -> None:
    assert name == f"{parse_pack(data, name, VENDORS + CHIP_MAKERS).id}.toml"


@every_pack
def test_its_examples_hold(name: str, data: bytes) -> None:
    assert (
        failed_examples(parse_pack(data, name, VENDORS + CHIP_MAKERS), parse_examples(data, name), {}) == ()
    )


@every_pack
def test_every_rule_has_an_example_or_decides_nothing(name: str, data: bytes) -> None:
    shown = {example.rule_id for example in parse_examples(data, name)}
    decisive = {rule.id for rule in parse_pack(data, name, VENDORS + CHIP_MAKERS).rules if rule.vendors}
    without_purposes = {rule for rule in decisive if rule != "889-a-purposes"}
    assert without_purposes <= shown


@every_pack
def test_every_citation_has_an_address_and_was_seen(name: str, data: bytes) -> None:
    policy = parse_pack(data, name, VENDORS + CHIP_MAKERS)
    seen = {Verification.OFFICIAL, Verification.SECONDARY}
    assert [
        c for c in policy.citations if c.verification not in seen or not re.match("https?://", c.url)
    ] == []


@every_pack
def test_nothing_in_it_speaks_of_a_crime(name: str, data: bytes) -> None:
    policy = parse_pack(data, name, VENDORS + CHIP_MAKERS)
    texts = (policy.listed_wording, policy.notes, *(rule.text for rule in policy.rules))
    assert re.findall(r"(?i)violat\w*|\bbanned\b|made by", " ".join(texts)) == []


def test_section_889_has_both_parts_with_their_dates() -> None:
    policy = policy_named("us-ndaa-889")
    named, limited = ("huawei", "zte"), ("hytera", "hikvision", "dahua")
    expected = [
        ("889-a", "2019-08-13", named, 0),
        ("889-a-purposes", "2019-08-13", limited, 4),
        ("889-b", "2020-08-13", named, 0),
        ("889-b-purposes", "2020-08-13", limited, 4),
    ]
    rules = [(r.id, str(r.effective.start), r.vendors, len(r.purposes)) for r in policy.rules]
    assert expected == rules
    assert {("(c)(2)", 2, True, True)} == {
        (r.optic_exception, len(r.exceptions), r.covers_parts, r.covers_affiliates) for r in policy.rules
    }


def test_the_covered_list_lists_and_does_not_forbid_use() -> None:
    policy = policy_named("us-fcc-covered-list")
    assert policy.listed_wording == "equipment on the FCC Covered List"
    named = {vendor for rule in policy.rules for vendor in rule.vendors}
    assert set(VENDORS) == named
    undecided = [rule.id for rule in policy.rules if rule.undetermined_because]
    assert undecided == ["fcc-services-and-software", "fcc-uas-category", "fcc-consumer-router-category"]


def test_dates_from_memory_are_marked_and_decide_nothing() -> None:
    policy = policy_named("us-fcc-covered-list")
    memory = [m.on for m in policy.milestones if m.citation.verification is Verification.MEMORY]
    assert [str(day) for day in memory] == ["2022-09-20", "2024-07-23"]
    assert set() == set(memory) & {rule.effective.start for rule in policy.rules}


def test_the_japanese_agreement_names_nobody() -> None:
    policy = policy_named("jp-it-proc-2018")
    assert (
        policy.kind,
        policy.needs_designations,
        tuple(rule.vendors for rule in policy.rules),
    ) == (PolicyKind.CRITERIA, True, ((),))
    text = dict(PACKS)["jp-it-proc-2018.toml"].decode().casefold()
    assert re.findall(r"huawei|zte|hytera|hikvision|dahua", text) == []


def test_the_reference_names_every_pack_rule_key_and_status() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    keys = {
        *PACK_KEYS, *CITATION_KEYS, *QUESTION_KEYS, *RULE_KEYS, *MILESTONE_KEYS, *EXAMPLE_KEYS, *LIST_KEYS,
        *ENTRY_KEYS,
    }  # fmt: skip
    words = keys | {rule.id for name, data in PACKS for rule in parse_pack(data, name).rules}
    words |= {name.removesuffix(".toml") for name, _ in PACKS}
    assert sorted(word for word in words if f"`{word}`" not in text) == []


def test_the_explanation_names_every_status() -> None:
    text = (DOCUMENT.parents[1] / "explanation" / "verdicts.md").read_text(encoding="utf-8")
    assert [status.value for status in Status if f"`{status.value}`" not in text] == []
