"""Outputs of commands as files: exact round trips, names that read back, what is refused."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from builders import cli_recording, recording_of, text_row

from auditor.collect.cli_files import command_file_name, command_of
from auditor.collect.interface import CollectJob
from auditor.collect.local_engine import LocalEngine
from auditor.collect.plan import DEFAULT_PLAN
from auditor.collect.recording_files import recorded_targets, write_recording
from auditor.errors import UsageError
from auditor.model.limits import Limits
from auditor.model.recording import End, Outcome, Reason, Recording, Section
from auditor.model.sections import SectionKind
from auditor.model.target import Target, Transport

SHOWN = {
    "show inventory": b'NAME: "Chassis", DESCR: "C9300"\r\nPID: C9300-24T , VID: V01, SN: FOC1\r\n',
    "show chassis hardware detail | display xml": b"<rpc/>\n\xff\x00\x1b[31m\n",
    "cat /sys/bus/usb/devices/*/idVendor": b"",
}


def replayed(directory: Path, *targets: Target) -> list[Recording]:
    job = CollectJob("run-2", DEFAULT_PLAN, Limits(), "9.9", recordings=str(directory))

    async def collect() -> list[Recording]:
        deliveries = LocalEngine().run(job, targets or recorded_targets(directory))
        return [delivery.recording async for delivery in deliveries]

    return asyncio.run(collect())


def outputs_of(recording: Recording) -> dict[str, bytes]:
    pairs = zip(recording.sections, recording.payloads, strict=True)
    return {section.root: payload.payload for section, payload in pairs}


def by_hand(directory: Path, statement: str = "") -> Path:
    folder = directory / "sw" / "ssh"
    folder.mkdir(parents=True)
    (folder / "display_version.txt").write_bytes(b"VRP\n")
    if statement:
        (directory / "sw" / "ssh.toml").write_text(statement)
    return directory


@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("show inventory", "show_inventory.txt"),
        ("show a_b", "show_a%5Fb.txt"),
        ("cat /sys/*/x", "cat_%2Fsys%2F%2A%2Fx.txt"),
        ("../x", "%2E.%2Fx.txt"),
        ("show | no-more", "show_%7C_no-more.txt"),
        ("a  b", "a__b.txt"),
    ],
)
def test_a_command_names_a_file_and_is_read_back(command: str, name: str) -> None:
    assert (command_file_name(command), command_of(name)) == (name, command)


@pytest.mark.parametrize("command", ["", "x" * 201])
def test_a_command_without_a_file_name_is_refused(command: str) -> None:
    with pytest.raises(UsageError, match="makes no file name"):
        command_file_name(command)


def test_what_was_recorded_over_ssh_is_read_back_octet_by_octet(tmp_path: Path) -> None:
    recording = cli_recording("cisco_ios", SHOWN, target_id="core/sw 1")
    write_recording(tmp_path, recording)
    (read,) = replayed(tmp_path)
    assert read == replace(recording, id=read.id, run_id="run-2")
    assert {section.context for section in read.sections} == {"cisco_ios"}


def test_a_target_recorded_over_both_gives_one_recording_for_each(tmp_path: Path) -> None:
    write_recording(tmp_path, recording_of((SectionKind.SYSTEM, "1.3.6.1.2.1.1.5", [name_row()])))
    write_recording(tmp_path, cli_recording("cisco_ios", SHOWN))
    assert [(read.target_id, read.transport) for read in replayed(tmp_path)] == [
        ("switch-1", Transport.SNMP),
        ("switch-1", Transport.SSH),
    ]


def test_outputs_of_an_earlier_recording_do_not_stay(tmp_path: Path) -> None:
    write_recording(tmp_path, cli_recording("cisco_ios", SHOWN))
    write_recording(tmp_path, cli_recording("cisco_ios", {"show version": b"IOS\n"}))
    assert [path.name for path in (tmp_path / "switch-1" / "ssh").iterdir()] == ["show_version.txt"]


def test_an_output_that_was_changed_since_is_unstated(tmp_path: Path) -> None:
    write_recording(tmp_path, cli_recording("cisco_ios", {"show version": b"IOS\n"}))
    (tmp_path / "switch-1" / "ssh" / "show_version.txt").write_bytes(b"XR\n")
    (read,) = replayed(tmp_path)
    assert (read.outcome, read.sections[0].end, outputs_of(read)) == (
        Outcome.UNSTATED,
        End.UNSTATED,
        {"show version": b"XR\n"},
    )


def test_outputs_given_by_hand_are_of_the_platform_that_is_stated(tmp_path: Path) -> None:
    (read,) = replayed(by_hand(tmp_path, 'platform = "huawei_vrp"\n'))
    assert (read.outcome, read.sections[0].context, outputs_of(read)) == (
        Outcome.UNSTATED,
        "huawei_vrp",
        {"display version": b"VRP\n"},
    )


def test_outputs_given_by_hand_are_of_the_platform_of_the_target_list(tmp_path: Path) -> None:
    target = Target("sw", (), transports=(Transport.SSH,), platform="hp_comware")
    (read,) = replayed(by_hand(tmp_path), target)
    assert read.sections[0].context == "hp_comware"


def test_a_misspelt_platform_is_named_with_the_nearest_one(tmp_path: Path) -> None:
    (read,) = replayed(by_hand(tmp_path, 'platform = "huawei_vpr"\n'))
    assert [(problem.reason, "huawei_vrp" in problem.detail) for problem in read.problems] == [
        (Reason.COMPLETENESS_UNSTATED, True)
    ]


def test_a_link_in_place_of_an_output_is_not_followed(tmp_path: Path) -> None:
    by_hand(tmp_path)
    secret = tmp_path / "secret"
    secret.write_text("hidden")
    (tmp_path / "sw" / "ssh" / "show_run.txt").symlink_to(secret)
    (read,) = replayed(tmp_path)
    assert (outputs_of(read), [problem.unit for problem in read.problems]) == (
        {"display version": b"VRP\n"},
        ["show run"],
    )


def test_the_digest_of_an_output_is_that_of_its_octets() -> None:
    recording = cli_recording("cisco_ios", {"show version": b"IOS\r\n"})
    assert recording.sections[0].digest == Section.of(b"IOS\r\n").digest


def name_row() -> tuple[bytes, int, bytes]:
    return text_row("1.3.6.1.2.1.1.5.0", "sw")
