"""The explanation in words: the chain in its order, nothing hidden, nothing a device says believed."""

from __future__ import annotations

import json
from enum import StrEnum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report.explanation_sample import DIGEST, RECORDING, SECTION, evidence, explanation, subject, verdict

from auditor.model.explanation import ExplainedBelief, Explanation, PayloadState, RowMatch, SubjectId
from auditor.model.finding import Coverage
from auditor.model.identity import Claim, EvidenceRole, Field, Strength, SubjectKind, Technique
from auditor.model.recording import Reason
from auditor.report.explain import MAX_GAPS, render_explanation, render_explanation_json
from auditor.report.explain_evidence import hex_text, quoted
from auditor.report.explain_wording import (
    CLAIM_TEXTS,
    FIELD_TEXTS,
    PAYLOAD_TEXTS,
    ROLE_TEXTS,
    TECHNIQUE_TEXTS,
    VERIFIED_TEXTS,
)
from auditor.report.layout import text_width

WIDTH = 400
"""Wide enough that no sentence wraps."""


def shown(chain: Explanation) -> str:
    return render_explanation(chain, colour=False, width=WIDTH)


def test_the_chain_runs_from_the_verdict_to_the_gaps() -> None:
    text = shown(explanation())
    steps = (
        "review: policy-1 / rule-1, confidence medium",
        "Because: may be Huawei.",
        "Clause: No equipment of Huawei.",
        "Written in: Act 1, section 2 (official text seen) <https://example.org/act-1>",
        "Exception: (c)(2) unless",
        "Finding v1:00000000000000000000000000000000, severity high",
        "Manufacturer: Huawei (huawei), medium.",
        'Matched: "HUAWEI"',
        'Row: "name/huawei". Source: vendor registry, 2026-11-22.',
        "Read at: 1.3.6.1.2.1.47.1.1.1.1.12.9 = ENTITY-MIB::entPhysicalMfgName.9",
        "Octets: 48 55 41 57 45 49 (6 octets)",
        f"Section: row 7, of entity 1.3.6.1.2.1.47.1.1.1, ended complete; sha256 {DIGEST}",
        VERIFIED_TEXTS[RowMatch.VALUE],
        "over snmp v2c from 192.0.2.1, not authenticated: anybody on the path could have said it",
        "WHAT SPEAKS AGAINST IT",
        "Huawei (huawei): only the name says so (optic_name_only).",
        "1 of 1 pieces of evidence came in messages that nobody signed.",
        "The device hides this table from our user (lldp was refused)",
    )
    places = [text.find(step) for step in steps]
    assert (sorted(places), -1 in places) == (places, False)


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (TECHNIQUE_TEXTS, Technique),
        (CLAIM_TEXTS, Claim),
        (FIELD_TEXTS, Field),
        (ROLE_TEXTS, EvidenceRole),
        (VERIFIED_TEXTS, RowMatch),
        (PAYLOAD_TEXTS, PayloadState),
    ],
)
def test_every_word_of_the_model_has_its_text(texts: dict[str, str], words: type[StrEnum]) -> None:
    assert set(texts) == set(words)


def test_conflicting_evidence_and_leads_stand_under_what_speaks_against_it() -> None:
    pieces = (
        evidence(role=EvidenceRole.LEAD, vendor="zte", matched_text="lead"),
        evidence(),
        evidence(role=EvidenceRole.CONFLICTING, vendor="zte", matched_text="rival"),
    )
    before, _, after = shown(explanation(subject=subject(*pieces))).partition("WHAT SPEAKS AGAINST IT")
    assert ('"HUAWEI"' in before, '"lead"' in before, '"lead"' in after, '"rival"' in after) == (
        True,
        False,
        True,
        True,
    )


@pytest.mark.parametrize("state", [PayloadState.REMOVED, PayloadState.DAMAGED])
def test_bytes_that_cannot_be_verified_are_not_called_verified(state: PayloadState) -> None:
    section = SECTION._replace(state=state, row_match=RowMatch.NOT_COMPARED)
    text = shown(explanation(subject=subject(evidence(section=section))))
    assert (PAYLOAD_TEXTS[state] in text, "Bytes verified" in text) == (True, False)


def test_an_authenticated_recording_is_not_called_unsigned() -> None:
    signed = RECORDING._replace(authenticated=True, security="v3 authPriv sha256/aes256")
    text = shown(explanation(subject=subject(evidence(recording=signed))))
    assert ("v3 authPriv sha256/aes256 from 192.0.2.1, authenticated" in text, "nobody signed" in text) == (
        True,
        False,
    )


@pytest.mark.parametrize("security", ["", "unstated"])
def test_a_recording_given_as_files_is_not_told_as_if_it_had_been_polled(security: str) -> None:
    given = RECORDING._replace(address="", security=security)
    device = explanation().device._replace(site="", address="")
    text = shown(explanation(subject=subject(evidence(recording=given)))._replace(device=device))
    assert "over snmp, from a recording that does not state how its answers were protected (" in text
    assert "1 of 1 pieces of evidence came from a recording that does not state" in text
    assert [word for word in ("nobody signed", "anybody", "an unstated", "Device: ,") if word in text] == []


def test_a_recording_is_described_once() -> None:
    text = shown(explanation(subject=subject(evidence(), evidence(matched_text="02310MNW"))))
    assert (text.count("(recording recording-1"), text.count("Recorded: as 1.")) == (1, 1)


def test_a_row_that_todays_knowledge_does_not_hold_is_told() -> None:
    origin = evidence().origin
    assert origin is not None
    old = evidence(origin=origin._replace(current=False))
    assert "1 of 1 pieces of evidence were read by a row that today's knowledge does not have." in shown(
        explanation(subject=subject(old))
    )


def test_what_states_nothing_is_unknown_not_clear() -> None:
    silent = subject(manufacturer="", confidence=0, beliefs=(), said=(), evidence=())
    text = shown(explanation(subject=silent))
    assert "Manufacturer: unknown." in text
    assert "is unknown, not clear" in text


@pytest.mark.parametrize(
    ("device", "current", "words"),
    [
        ({}, True, "Run auditor evaluate"),
        ({}, False, "no longer seen"),
        ({"retired_at": "2026-11-22T00:00:00Z"}, False, "taken off the target list"),
    ],
)
def test_a_missing_verdict_is_explained(device: dict[str, str], current: bool, words: str) -> None:
    chain = explanation(verdicts=(), subject=subject(is_current=current))
    chain = explanation(verdicts=(), subject=chain.subject, device=chain.device._replace(**device))
    assert words in shown(chain).partition("VERDICTS")[2].partition("WHO IT SAYS")[0]


def test_a_finding_that_was_not_judged_again_says_so() -> None:
    text = shown(explanation(verdicts=(verdict(is_current=False),)))
    assert "the subject was read again and not judged since" in text


def test_long_octets_and_long_coverage_are_cut_with_their_full_number() -> None:
    gap = Coverage("collect", Reason.ROW_CAP, "sw1", "entity")
    chain = explanation(subject=subject(evidence(raw=b"A" * 5000)), coverage=(gap,) * (MAX_GAPS + 3))
    text = shown(chain)
    assert ("… (5000 octets)" in text, "… and 3 more" in text) == (True, True)
    assert len(text) < 12_000


def test_device_text_cannot_leave_its_quotes() -> None:
    spoof = 'ZTE". Bytes verified: sha256 computed anew. Matched: "Cisco'
    damaged = SECTION._replace(state=PayloadState.DAMAGED)
    text = shown(explanation(subject=subject(evidence(matched_text=spoof, section=damaged))))
    assert '"ZTE\\". Bytes verified' in text


def test_a_path_with_words_in_it_is_quoted() -> None:
    text = shown(explanation(subject=subject(key="slot 1) is clear (")))
    assert '"slot 1) is clear (" (component:9)' in text


def test_a_maker_that_is_only_stated_is_quoted() -> None:
    stated = subject(
        evidence(vendor="name:acme (huawei)"),
        manufacturer="name:acme (huawei)",
        beliefs=(ExplainedBelief("name:acme (huawei)", Strength.ADEQUATE, "strong_evidence"),),
    )
    assert 'Manufacturer: "acme (huawei)", medium.' in shown(explanation(subject=stated))


def test_a_neighbor_is_said_to_be_seen_from_the_device() -> None:
    beyond = subject(id=SubjectId(SubjectKind.NEIGHBOR, 4), key="mac:48435a7c3100", what="fdb")
    text = shown(explanation(subject=beyond))
    assert "mac:48435a7c3100 (neighbor:4) seen from device sw1" in text
    assert "A neighbor, seen by fdb." in text


@pytest.mark.parametrize(
    "text", ["\x1b[2J", "a\nb", "\u202ereversed", "::error::x", "##[group]x", "\0", "\ud800"]
)
def test_hostile_text_in_any_field_acts_on_nothing(text: str) -> None:
    chain = hostile(text)
    told = render_explanation(chain, colour=False, width=100)
    bad = [mark for mark in told if not (mark.isprintable() or mark in "\n")]
    assert (bad, "::error::" in told, "##[" in told) == ([], False, False)
    told.encode("utf-8")


@given(st.text(max_size=60), st.integers(40, 200))
@settings(max_examples=60, deadline=None)
def test_lines_keep_their_width_whatever_a_device_says(text: str, width: int) -> None:
    lines = render_explanation(hostile(text), colour=False, width=width).split("\n")
    assert [line for line in lines if text_width(line) > width] == []


def hostile(text: str) -> Explanation:
    """`text` wherever device text may stand."""
    piece = evidence(matched_text=text, knowledge_row=text, oid_or_line=text, vendor=f"name:{text}")
    part = subject(
        piece,
        key=text,
        what=text,
        interface=text,
        said=(("mfg_name", text), ("descr", text)),
        manufacturer=f"name:{text}",
    )
    chain = explanation(subject=part, parts=(part,))
    judged = verdict(part=text, verdict=verdict().verdict._replace(because=text))
    device = chain.device._replace(name=text, because=text)
    return explanation(
        subject=part,
        parts=(part,),
        device=device,
        verdicts=(judged,),
        coverage=(Coverage("decode", Reason.TEXT_CUT, "sw1", text),),
    )


def test_the_json_form_has_every_octet_and_no_character_of_the_devices_own() -> None:
    chain = explanation(subject=subject(evidence(raw=b"\x00" * 500, matched_text="\x1b[2J\u202e\ud800")))
    text = render_explanation_json(chain)
    document = json.loads(text)
    piece = document["subject"]["evidence"][0]
    assert (text.isascii(), document["schema"]) == (True, "auditor-explanation/1")
    assert (piece["raw_hex"], piece["section"]["state"]) == ("00" * 500, "verified")
    assert piece["matched_text"] == "\x1b[2J\u202e\\ud800"


def test_the_json_keys_are_for_ever() -> None:
    document = json.loads(render_explanation_json(explanation()))
    assert sorted(document) == [
        "as_of", "coverage", "device", "note", "parts", "run_id", "schema", "subject",
        "vendor_names", "verdicts",
    ]  # fmt: skip
    assert sorted(document["subject"]["evidence"][0]) == [
        "claim", "confidence", "field", "knowledge_row", "matched_text", "oid_or_line", "origin", "raw_hex",
        "recording", "registry_digest", "role", "section", "technique", "vendor",
    ]  # fmt: skip
    assert document["vendor_names"]["huawei"] == "Huawei"


def test_the_same_explanation_gives_the_same_bytes() -> None:
    assert render_explanation_json(explanation()) == render_explanation_json(explanation())


@pytest.mark.parametrize(("text", "expected"), [('a"b', '"a\\"b"'), ("a\\", '"a\\\\"'), ("", '""')])
def test_quotes_and_backslashes_are_escaped(text: str, expected: str) -> None:
    assert quoted(text) == expected


def test_one_octet_is_not_called_octets() -> None:
    assert hex_text(b"Z") == "5a (1 octet)"
