"""The collector against a fleet's worth of misbehaviour: `benchmarks/fleet/responder.c` and its quirks.

Every row arrives, or the recording says why not.
"""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import pytest
from collect.polling import QUICK, ends_of, poll_now, rows_of, target_at

from auditor.collect.plan import Plan, PlanRoot
from auditor.model.recording import End, Outcome, Reason, Recording
from auditor.model.sections import SectionKind
from benchmarks.fleet.responder import build, responding
from benchmarks.fleet.switch import switch_lines

NAMES = "1.3.6.1.2.1.2.2.1.2"
FEW = Plan(
    tuple(PlanRoot(SectionKind.OTHER, root) for root in ("1.3.6.1.2.1.1", NAMES, "1.3.6.1.2.1.47.1.1.1.1.7"))
)

pytestmark = [
    pytest.mark.loopback,
    pytest.mark.skipif(shutil.which("gcc") is None, reason="no C compiler"),
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the compiled responder."""
    folder = tmp_path_factory.mktemp("responder")
    build("responder", folder)
    return folder


def poll_device(
    built: Path, *options: str, plan: Plan | None = None, any_source: bool = False, **limits: float
) -> Recording:
    with responding(built, switch_lines(), *options) as port:
        target = target_at(port, address="127.0.0.5", accept_other_source=any_source)
        chosen = dataclasses.replace(QUICK, **{"timeout_s": 0.3, **limits})
        return poll_now(target, plan, chosen) if plan else poll_now(target, limits=chosen)


def test_the_honest_switch_is_read_completely(built: Path) -> None:
    recording = poll_device(built)
    assert (Outcome.COMPLETE, {End.COMPLETE}) == (recording.outcome, ends_of(recording))
    assert len(rows_of(recording, NAMES)) == 52
    assert rows_of(recording, NAMES)[0][2] == b"GigabitEthernet1/0/1"


@pytest.mark.parametrize("quirk", ["dup", "toobig", "generr"])
def test_a_quirk_that_can_be_worked_around_costs_no_row(built: Path, quirk: str) -> None:
    honest, quirky = poll_device(built), poll_device(built, "-q", quirk)
    assert (Outcome.COMPLETE, {End.COMPLETE}) == (quirky.outcome, ends_of(quirky))
    assert honest.payloads == quirky.payloads


@pytest.mark.parametrize("quirk", ["badid", "badsrc", "badport", "trunc"])
def test_answers_that_are_not_ours_are_rejected_and_named(built: Path, quirk: str) -> None:
    recording = poll_device(built, "-q", quirk)
    assert (recording.outcome, recording.reason) == (Outcome.FAILED, Reason.ANSWERS_REJECTED)
    assert {End.ERROR} == ends_of(recording)


@pytest.mark.parametrize("quirk", ["badsrc", "badport"])
def test_answers_from_elsewhere_are_taken_where_the_target_allows_it(built: Path, quirk: str) -> None:
    honest, elsewhere = poll_device(built), poll_device(built, "-q", quirk, any_source=True)
    assert elsewhere.outcome == Outcome.COMPLETE
    assert honest.payloads == elsewhere.payloads
    assert "answers from" in elsewhere.security


def test_a_device_that_goes_back_ends_as_a_loop(built: Path) -> None:
    everything = Plan((PlanRoot(SectionKind.OTHER, "1.3.6.1.2.1"),))
    recording = poll_device(built, "-q", "loop", plan=everything)
    assert (recording.outcome, recording.reason) == (Outcome.PARTIAL, Reason.NOT_INCREASING)
    assert {End.LOOP} == ends_of(recording)
    assert recording.sections[0].row_count > 1_000


def test_a_lossy_path_costs_no_row(built: Path) -> None:
    honest, lossy = poll_device(built), poll_device(built, "-l", "5", retries=4)
    assert lossy.outcome == Outcome.COMPLETE
    assert honest.payloads == lossy.payloads


def test_late_answers_to_repeated_requests_cost_no_row(built: Path) -> None:
    """Answers take up to twice the timeout: repeats and late answers cross on the way."""
    honest = poll_device(built, plan=FEW)
    late = poll_device(built, "-d", "5", "-j", "60", plan=FEW, timeout_s=0.03, retries=5)
    assert late.outcome == Outcome.COMPLETE
    assert honest.payloads == late.payloads


def test_loss_jitter_and_duplicates_together_cost_no_row(built: Path) -> None:
    honest = poll_device(built, plan=FEW)
    rough = poll_device(built, "-j", "10", "-l", "10", "-q", "dup", plan=FEW, timeout_s=0.05, retries=6)
    assert rough.outcome == Outcome.COMPLETE
    assert honest.payloads == rough.payloads


def test_short_answers_cost_no_row(built: Path) -> None:
    """484 octets are what every engine must be able to take (RFC 3417 3.2.1): a GETBULK is cut short."""
    honest, short = poll_device(built), poll_device(built, "-m", "484")
    assert short.outcome == Outcome.COMPLETE
    assert honest.payloads == short.payloads


def test_a_device_slower_than_every_timeout_ends_as_a_timeout(built: Path) -> None:
    recording = poll_device(built, "-d", "400", timeout_s=0.05, retries=1)
    assert (recording.outcome, recording.reason) == (Outcome.FAILED, Reason.NO_ANSWER)
    assert {End.TIMEOUT} == ends_of(recording)


def test_a_dead_address_gives_no_answer(built: Path) -> None:
    recording = poll_device(built, "-D", "100")
    assert (recording.outcome, recording.reason) == (Outcome.FAILED, Reason.NO_ANSWER)


def test_long_answers_are_taken_whole(built: Path) -> None:
    honest, long = poll_device(built), poll_device(built, "-m", "9000", max_repetitions=200)
    assert long.outcome == Outcome.COMPLETE
    assert honest.payloads == long.payloads
