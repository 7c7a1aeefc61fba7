"""Command lines that lie, flood, stall and ask: nothing is hidden, nothing written, all of it bounded."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import paramiko
import pytest
from ssh_fleet import QUICK, fleet, outputs_of

from auditor.collect.cli_plan import find_platform
from auditor.collect.interface import CollectJob
from auditor.collect.plan import DEFAULT_PLAN
from auditor.collect.ssh import SshCollector
from auditor.collect.ssh_exec import run_command
from auditor.demo.cli_device import CliDevice
from auditor.demo.ssh_server import LineReader, play_shell
from auditor.model.limits import Limits
from auditor.model.recording import End, Outcome, Reason, Recording
from auditor.model.ssh_settings import SshSettings

PROMPT = b"R1#"
SHORT = replace(QUICK, login_timeout_s=3.0, command_timeout_s=1.0, device_budget_s=6.0)
HARDWARE = b'NAME: "Chassis", DESCR: "Router"\r\nPID: X , VID: V01, SN: 1\r\n'
COMMANDS = [command.text for command in find_platform("cisco_ios").commands]  # type: ignore[union-attr]
Write = Callable[[bytes], object]


def scripted(answer: Callable[[str, Write], None], banner: bytes = b"\r\n" + PROMPT) -> object:
    """A session that echoes and lets `answer` write what follows the echo, the prompt included."""

    def play(channel: paramiko.Channel, device: CliDevice) -> None:
        with channel:
            lines = LineReader(channel)
            channel.sendall(banner)
            while (line := lines.read()) is not None:
                device.said.append(line)
                answer(line, channel.sendall)

    return play


def read(folder: Path, play: object, settings: SshSettings = SHORT) -> tuple[Recording, list[str]]:
    device = CliDevice("cisco_ios", "R1", {})
    with fleet(folder, play) as devices:  # type: ignore[arg-type]
        devices.add(device)
        (recording,) = devices.collect(settings=settings)
    return recording, device.said


def answering(text: bytes, of: str = COMMANDS[0]) -> Callable[[str, Write], None]:
    """Answers one command with a text, all others with nothing."""
    return lambda line, write: write((text if line == of else b"") + PROMPT)  # type: ignore[return-value]


def sent_only_the_catalogue(said: Iterable[str]) -> bool:
    platform = find_platform("cisco_ios")
    assert platform is not None
    return set(said) <= {*COMMANDS, *platform.prepare, ""}


def test_a_neighbour_named_like_our_prompt_hides_no_line(tmp_path: Path) -> None:
    text = b"System Name: R1#\r\nR1# \r\nSystem Name: Huawei-S5700\r\n  R1#\r\nR1#x\r\nlast\r\n"
    recording, _ = read(tmp_path, scripted(answering(text)))
    assert outputs_of(recording)[COMMANDS[0]] == text


def test_a_prompt_inside_the_output_before_a_pause_hides_no_line(tmp_path: Path) -> None:
    def answer(line: str, write: Write) -> None:
        if line == COMMANDS[0]:
            write(b"System Description: a\r\nR1#")
            time.sleep(0.2)
            write(b"\r\nSystem Name: Huawei-S5700\r\n")
        write(PROMPT)

    recording, _ = read(tmp_path, scripted(answer))
    text = b"System Description: a\r\nR1#\r\nSystem Name: Huawei-S5700\r\n"
    assert outputs_of(recording)[COMMANDS[0]] == text


def test_an_output_that_imitates_our_session_is_not_called_whole(tmp_path: Path) -> None:
    text = b"neighbour: a\r\nR1#" + COMMANDS[0].encode() + b"\r\nneighbour: b\r\n"
    recording, _ = read(tmp_path, scripted(answering(text)))
    section = recording.sections[0]
    assert (section.end, outputs_of(recording)[COMMANDS[0]]) == (End.ERROR, text)
    assert (recording.outcome, recording.reason) == (Outcome.PARTIAL, Reason.PROMPT_UNCLEAR)


def test_an_endless_flood_ends_at_the_byte_cap(tmp_path: Path) -> None:
    def flood(line: str, write: Write) -> None:
        while line == COMMANDS[0]:
            write(b"x" * 30_000 + b"\r\n")
        write(PROMPT)

    recording, _ = read(tmp_path, scripted(flood), replace(SHORT, max_output_bytes=200_000))
    section = recording.sections[0]
    assert (recording.outcome, recording.reason, section.end) == (Outcome.PARTIAL, Reason.BYTE_CAP, End.CAP)
    assert len(outputs_of(recording)[COMMANDS[0]]) < 400_000


def test_a_slow_drip_ends_with_the_time_of_the_command(tmp_path: Path) -> None:
    def drip(line: str, write: Write) -> None:
        while line == COMMANDS[0]:
            write(b".")
            time.sleep(0.05)
        write(PROMPT)

    recording, _ = read(tmp_path, scripted(drip), replace(SHORT, command_timeout_s=0.3))
    assert (recording.reason, recording.sections[0].end) == (Reason.TIME_BUDGET, End.TIMEOUT)


def test_a_wrong_echo_ends_the_session(tmp_path: Path) -> None:
    def play(channel: paramiko.Channel, device: CliDevice) -> None:
        with channel:
            channel.sendall(b"\r\n" + PROMPT)
            while channel.recv(4096):
                channel.sendall(b"\r\nsomething else\r\n" + PROMPT)

    recording, _ = read(tmp_path, play, replace(SHORT, login_timeout_s=0.5))
    assert (recording.outcome, recording.reason) == (Outcome.FAILED, Reason.TIME_BUDGET)
    assert "echo" in recording.detail


@pytest.mark.parametrize(
    "question",
    [
        b"Save the configuration? [Y/N]:",
        b"Proceed with reload? [confirm]",
        b"Are you sure (yes/no)? ",
        b"Enter new password:",
    ],
)
def test_a_question_is_not_answered(tmp_path: Path, question: bytes) -> None:
    recording, said = read(tmp_path, scripted(lambda line, write: write(question if line else PROMPT)))  # type: ignore[arg-type, return-value]
    assert (recording.outcome, recording.reason) == (Outcome.FAILED, Reason.PROMPT_UNCLEAR)
    assert said == ["", "terminal length 0"]


def test_a_banner_that_asks_to_save_is_not_answered(tmp_path: Path) -> None:
    recording, said = read(tmp_path, scripted(lambda *_: None, banner=b"Save now? [Y/N]:"))
    assert (recording.reason, said) == (Reason.PROMPT_UNCLEAR, [])


def test_the_save_question_of_a_huawei_login_is_declined(tmp_path: Path) -> None:
    device = CliDevice("huawei_vrp", "R1", {"display version": b"VRP\r\n"})

    def play(channel: paramiko.Channel, played: CliDevice) -> None:
        channel.sendall(b"There are security risks in the configuration file. Save now? [Y/N]:")
        played.said.append("answer " + (LineReader(channel).read() or ""))
        play_shell(channel, played)

    with fleet(tmp_path, play) as devices:
        devices.add(device)
        (recording,) = devices.collect()
    assert (device.said[0], "Y" in device.said) == ("answer N", False)
    assert outputs_of(recording)["display version"] == b"VRP\r\n"


def test_a_pager_that_never_ends_is_not_waited_for(tmp_path: Path) -> None:
    def play(channel: paramiko.Channel, device: CliDevice) -> None:
        scripted(lambda line, write: write(b"page\r\n --More-- " if line in COMMANDS else PROMPT))(  # type: ignore[operator, arg-type, return-value]
            channel, device
        )

    recording, said = read(tmp_path, play)
    assert (recording.outcome, recording.reason, sent_only_the_catalogue(said)) == (
        Outcome.PARTIAL,
        Reason.PROMPT_UNCLEAR,
        True,
    )
    assert outputs_of(recording)[COMMANDS[0]] == b"page\r\n --More-- "


def test_escape_sequences_are_kept_and_do_not_hide_the_prompt(tmp_path: Path) -> None:
    text = b"\x1b[31mred\x1b[0m\x07\x00 \xe2\x80\xae bidi \xff\r\n"

    def answer(line: str, write: Write) -> None:
        write((text if line == COMMANDS[0] else b"") + b"\x1b[0m\x1b]0;title\x07" + PROMPT + b"\x1b[K ")

    recording, _ = read(tmp_path, scripted(answer, banner=b"\r\n\x1b[2J" + PROMPT))
    assert (recording.outcome, outputs_of(recording)[COMMANDS[0]]) == (Outcome.COMPLETE, text)


def test_a_disconnect_in_the_middle_keeps_what_came(tmp_path: Path) -> None:
    def play(channel: paramiko.Channel, device: CliDevice) -> None:
        def answer(line: str, write: Write) -> None:
            write(b"half an inv" if line == COMMANDS[0] else PROMPT)
            if line == COMMANDS[0]:
                channel.close()

        scripted(answer)(channel, device)  # type: ignore[operator]

    recording, _ = read(tmp_path, play)
    assert (recording.outcome, recording.reason) == (Outcome.PARTIAL, Reason.STOPPED_ANSWERING)
    assert outputs_of(recording)[COMMANDS[0]] == b"half an inv"
    assert [section.detail.startswith("not reached") for section in recording.sections[1:]] == [True] * (
        len(COMMANDS) - 1
    )


def test_a_prompt_that_changes_every_time_is_none(tmp_path: Path) -> None:
    count = iter(range(1_000))
    recording, _ = read(tmp_path, scripted(lambda _, write: write(b"R%d#" % next(count))))  # type: ignore[arg-type, return-value]
    assert (recording.outcome, recording.reason) == (Outcome.FAILED, Reason.PROMPT_UNCLEAR)


def test_a_banner_line_that_looks_like_a_prompt_is_seen_through(tmp_path: Path) -> None:
    def answer(line: str, write: Write) -> None:
        write((HARDWARE if line == COMMANDS[0] else b"") + PROMPT)

    recording, _ = read(tmp_path, scripted(answer, banner=b"Welcome#"))
    assert outputs_of(recording)[COMMANDS[0]] == HARDWARE


def test_silence_after_the_login_ends_with_its_time(tmp_path: Path) -> None:
    def play(channel: paramiko.Channel, device: CliDevice) -> None:
        channel.recv(1)

    recording, said = read(tmp_path, play, replace(SHORT, login_timeout_s=0.5))
    assert (recording.outcome, recording.reason, said) == (Outcome.FAILED, Reason.TIME_BUDGET, [])


def test_an_interrupted_run_does_not_wait_for_a_silent_device(tmp_path: Path) -> None:
    asked = threading.Event()

    def play(channel: paramiko.Channel, device: CliDevice) -> None:
        asked.set()
        while channel.recv(100):
            pass

    patient = replace(QUICK, login_timeout_s=3_600, device_budget_s=3_600)
    with fleet(tmp_path, play) as devices:
        target = devices.add(CliDevice("cisco_ios", "R1", {}))
        settings = replace(patient, known_hosts=str(devices.know_hosts()))
        job = CollectJob("run-1", DEFAULT_PLAN, Limits(), "9.9", ssh=settings)

        async def interrupted() -> Recording:
            async with SshCollector(job) as collector:
                reading = asyncio.create_task(collector.collect(target))
                await asyncio.to_thread(asked.wait)
            return await reading

        recording = asyncio.run(interrupted())
    assert (recording.outcome, recording.reason) == (Outcome.FAILED, Reason.INTERRUPTED)


class EndlessComplaint:
    """A channel of a device that writes to standard error for ever; `stop` is set while it does."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop, self._reads = stop, 0

    def open_session(self, timeout: float) -> EndlessComplaint:
        return self

    def __enter__(self) -> EndlessComplaint:
        return self

    def __exit__(self, *_error: object) -> None:
        pass

    def exec_command(self, command: str) -> None:
        pass

    shutdown_write = recv_stderr_ready = lambda self: True

    def settimeout(self, timeout: float) -> None:
        pass

    def recv(self, size: int) -> bytes:
        raise TimeoutError

    def recv_stderr(self, size: int) -> bytes:
        self._stop.set()
        self._reads += 1
        assert self._reads < 10, "nobody looks whether to stop"
        return b"x" * size


def test_an_endless_complaint_does_not_keep_the_run_from_stopping() -> None:
    stop = threading.Event()
    output, trouble = run_command(EndlessComplaint(stop), "uname -a", 60.0, 1000, stop)
    assert (output, trouble.reason) == (b"", Reason.INTERRUPTED)
