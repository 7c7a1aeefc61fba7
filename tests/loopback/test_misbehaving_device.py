"""The collector against the benchmark's responder, which can misbehave in known ways.

The responder and its table writer lie outside the project; without them the tests are skipped.
"""

from __future__ import annotations

import dataclasses
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from collect.polling import QUICK, ends_of, poll_now, rows_of, target_at
from loopback.snmpd import free_port

from auditor.collect.plan import Plan, PlanRoot
from auditor.model.recording import End, Outcome, Reason, Recording
from auditor.model.sections import SectionKind

BENCH = Path(__file__).resolve().parents[3] / "shared" / "bench"
COMPILER = shutil.which("gcc") or shutil.which("cc")
NAMES = "1.3.6.1.2.1.2.2.1.2"

pytestmark = [
    pytest.mark.loopback,
    pytest.mark.skipif(not (BENCH / "responder.c").is_file(), reason="no responder in the shared folder"),
    pytest.mark.skipif(COMPILER is None, reason="no C compiler"),
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the compiled responder and the table of a 52-port switch."""
    folder = tmp_path_factory.mktemp("responder")
    source = [str(COMPILER), "-O1", "-o", str(folder / "responder"), str(BENCH / "responder.c")]
    subprocess.run(source, check=True, capture_output=True)
    table = subprocess.run([sys.executable, str(BENCH / "mktable.py")], check=True, capture_output=True)
    (folder / "switch.snmprec").write_bytes(table.stdout)
    return folder


@contextmanager
def responder(built: Path, *options: str) -> Iterator[int]:
    """The port of a responder that has bound its socket."""
    port = free_port()
    command = [str(built / "responder"), "-p", str(port), "-f", str(built / "switch.snmprec"), *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            while f":{port:04X} " not in Path("/proc/net/udp").read_text():
                assert process.poll() is None, "responder did not start"
            yield port
        finally:
            process.terminate()


def poll_device(built: Path, *options: str, plan: Plan | None = None, **limits: float) -> Recording:
    with responder(built, *options) as port:
        target = target_at(port, address="127.0.0.5")
        chosen = dataclasses.replace(QUICK, timeout_s=0.3, **limits)
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


def test_a_dead_address_gives_no_answer(built: Path) -> None:
    recording = poll_device(built, "-D", "100")
    assert (recording.outcome, recording.reason) == (Outcome.FAILED, Reason.NO_ANSWER)


def test_long_answers_are_taken_whole(built: Path) -> None:
    honest, long = poll_device(built), poll_device(built, "-m", "9000", max_repetitions=200)
    assert long.outcome == Outcome.COMPLETE
    assert honest.payloads == long.payloads
