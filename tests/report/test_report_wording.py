"""Every word has its sentence, and no sentence accuses."""

# ruff: noqa: SIM300 - assert expected == actual, literals too
from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

import pytest
from report.audit_sample import finding, sample_result
from report.report_files import TEMPLATE

from auditor.model.finding import ExitCode, Status
from auditor.model.identity import SubjectKind
from auditor.model.policy import PolicyKind, PolicyStatus, Verification
from auditor.model.recording import Outcome, Reason
from auditor.report import wording
from auditor.report.exit_words import EXIT_TEXTS
from auditor.report.interface import FORMATS, render
from auditor.report.sentences import claim_text, counted, outcome_text

ACCUSING = re.compile(r"violat|\bbanned\b|made by|\bbad\b|complian|offend|illegal|guilty", re.IGNORECASE)


@pytest.mark.parametrize(
    ("words", "texts"),
    [
        (Status, wording.STATUS_TEXTS),
        (Status, wording.STATUS_NAMES),
        (Reason, wording.REASON_TEXTS),
        (Outcome, wording.OUTCOME_TEXTS),
        (PolicyKind, wording.POLICY_KIND_TEXTS),
        (PolicyStatus, wording.POLICY_STATUS_TEXTS),
        (Verification, wording.VERIFICATION_TEXTS),
    ],
)
def test_every_word_of_the_model_has_its_own_text(words: type[StrEnum], texts: Mapping[str, object]) -> None:
    assert set(words) == set(texts)
    assert len(words) == len(set(texts.values()))


def test_every_reason_names_a_next_step() -> None:
    assert [] == [reason for reason, text in wording.REASON_TEXTS.items() if not text.next_step.endswith(".")]


def test_every_exit_code_has_a_meaning() -> None:
    codes = {value for name, value in vars(ExitCode).items() if name.isupper()}
    assert codes == set(EXIT_TEXTS)


@pytest.mark.parametrize("status", [Status.UNKNOWN, Status.NOT_CHECKED])
def test_what_is_not_known_is_said_not_to_be_clear(status: Status) -> None:
    assert wording.STATUS_TEXTS[status].endswith("Not clear.")


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_no_report_accuses(name: str) -> None:
    assert None is ACCUSING.search(render(name, sample_result(), TEMPLATE))


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({}, "reports itself as Huawei"),
        ({"confidence": "medium"}, "reports itself as Huawei"),
        ({"status": Status.REVIEW}, "reports itself as Huawei"),
        ({"status": Status.REVIEW, "confidence": "medium"}, "may be Huawei"),
        ({"through_part": "slot:1"}, "contains a part that reports itself as Huawei"),
        (
            {"status": Status.REVIEW, "confidence": "weak", "subject_kind": SubjectKind.NEIGHBOR},
            "seen beyond a port: may be Huawei",
        ),
        ({"vendor_name": ""}, "states no listed maker"),
    ],
)
def test_a_claim_is_no_stronger_than_its_evidence(changes: dict[str, object], text: str) -> None:
    assert text == claim_text(finding(because="worded otherwise", **changes))


@pytest.mark.parametrize(
    ("count", "noun", "text"),
    [(1, "device", "1 device"), (0, "device", "0 devices"), (2, "coverage entry", "2 coverage entries")],
)
def test_counts_agree_with_their_noun(count: int, noun: str, text: str) -> None:
    assert text == counted(count, noun)


def test_an_outcome_of_a_later_version_is_shown_as_it_is() -> None:
    assert "postponed" == outcome_text("postponed")
