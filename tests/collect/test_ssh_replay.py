"""Devices of every platform on loopback: each output is, octet by octet, what the device wrote."""

from __future__ import annotations

from pathlib import Path

import pytest
from ssh_fleet import fleet, outputs_of, password

from auditor.collect.cli_plan import INTERFACE, INTERFACE_SOURCE, find_platform
from auditor.demo.cli_device import MANNERS, CliDevice
from auditor.model.recording import End, Outcome, Reason

PLATFORMS = sorted(MANNERS)


def outputs_for(platform: str) -> dict[str, bytes]:
    """An output for each command of a platform, longer than any page."""
    found = find_platform(platform)
    assert found is not None
    if platform == "linux":
        return {INTERFACE_SOURCE: b"lo\n", "ethtool -m lo": b"none\n", "lspci -nn": b"00:00.0 Host\n" * 60}
    commands = [command.text for command in found.commands if INTERFACE not in command.text]
    return {
        command: b"".join(
            b"%s line %d of %s\r\n" % (platform.encode(), n, command.encode()) for n in range(60)
        )
        for command in commands
    }


@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_output_is_what_the_device_wrote(tmp_path: Path, platform: str) -> None:
    if platform == "fortinet":
        pytest.skip("its pager cannot be turned off: see the test of pagers")
    outputs = outputs_for(platform)
    with fleet(tmp_path) as devices:
        devices.add(CliDevice(platform, "R1", outputs))
        (recording,) = devices.collect()
    read = {command: text for command, text in outputs_of(recording).items() if text}
    assert (recording.outcome, recording.detail, read) == (Outcome.COMPLETE, "", outputs)
    assert {section.context for section in recording.sections} == {platform}


def test_a_recording_says_how_the_device_was_asked(tmp_path: Path) -> None:
    with fleet(tmp_path) as devices:
        devices.add(CliDevice("cisco_ios", "R1", outputs_for("cisco_ios")))
        (recording,) = devices.collect()
    assert recording.security.startswith("ssh, host key ecdsa-sha2-nistp256 SHA256:")
    assert (recording.authenticated, recording.credential, recording.address) == (True, "fleet", "127.0.0.1")


def test_nothing_but_the_catalogue_is_sent(tmp_path: Path) -> None:
    device = CliDevice("huawei_vrp", "R1", outputs_for("huawei_vrp"))
    with fleet(tmp_path) as devices:
        devices.add(device)
        devices.collect()
    platform = find_platform("huawei_vrp")
    assert platform is not None
    catalogue = {command.text for command in platform.commands} | set(platform.prepare) | {""}
    assert set(device.said) == catalogue


def test_a_command_the_model_does_not_know_is_no_gap(tmp_path: Path) -> None:
    with fleet(tmp_path) as devices:
        devices.add(CliDevice("cisco_ios", "R1", {"show inventory": b'NAME: "Chassis"\r\n'}))
        (recording,) = devices.collect()
    rejected = {problem.unit for problem in recording.problems if problem.reason is Reason.PRIVILEGE_TOO_LOW}
    assert "show version" in rejected
    assert outputs_of(recording)["show inventory"] == b'NAME: "Chassis"\r\n'


def test_the_privileged_level_is_asked_for_only_with_a_secret_for_it(tmp_path: Path) -> None:
    with_secret = CliDevice("cisco_ios", "R1", outputs_for("cisco_ios"), enable_secret="let-me")
    without = CliDevice("cisco_ios", "R2", outputs_for("cisco_ios"), enable_secret="let-me")
    with fleet(tmp_path) as devices:
        devices.add(with_secret, password(tmp_path, name="both", enable="let-me"))
        devices.add(without)
        recordings = devices.collect()
    assert [recording.outcome for recording in recordings] == [Outcome.COMPLETE] * 2
    assert (
        [line for line in with_secret.said if line in ("enable", "(secret)")],
        "enable" in without.said,
    ) == (
        ["enable", "(secret)"],
        False,
    )


def test_an_enable_secret_is_typed_as_its_octets(tmp_path: Path) -> None:
    typed = "5€-für-alle".encode().decode("latin-1")
    device = CliDevice("cisco_ios", "R1", outputs_for("cisco_ios"), enable_secret=typed)
    with fleet(tmp_path) as devices:
        devices.add(device, password(tmp_path, name="both", enable="5€-für-alle"))
        (recording,) = devices.collect()
    assert (recording.outcome, "(secret)" in device.said) == (Outcome.COMPLETE, True)


def test_a_password_that_is_no_text_is_not_offered_in_another_form(tmp_path: Path) -> None:
    device = CliDevice("cisco_ios", "R1", outputs_for("cisco_ios"))
    with fleet(tmp_path) as devices:
        credential = password(tmp_path, name="old")
        Path(credential.password.location[0]).write_bytes(b"gr\xfc\xdfe")
        devices.add(device, credential)
        (recording,) = devices.collect()
    assert (recording.reason, device.said) == (Reason.CREDENTIAL_UNAVAILABLE, [])
    assert recording.detail.endswith("is not text in UTF-8")


def test_a_wrong_enable_secret_is_tried_once_and_is_a_gap(tmp_path: Path) -> None:
    device = CliDevice("cisco_ios", "R1", outputs_for("cisco_ios"), enable_secret="let-me")
    with fleet(tmp_path) as devices:
        devices.add(device, password(tmp_path, name="both", enable="not-this"))
        (recording,) = devices.collect()
    assert (recording.outcome, recording.reason, device.said.count("enable")) == (
        Outcome.PARTIAL,
        Reason.PRIVILEGE_TOO_LOW,
        1,
    )


def test_a_platform_without_a_way_to_turn_paging_off_is_read_page_by_page(tmp_path: Path) -> None:
    outputs = outputs_for("fortinet")
    with fleet(tmp_path) as devices:
        devices.add(CliDevice("fortinet", "fgt", outputs))
        (recording,) = devices.collect()
    read = outputs_of(recording)
    lines = {
        command: [line for line in text.split(b"\r\n") if b" line " in line] for command, text in read.items()
    }
    assert {command: len(found) for command, found in lines.items()} == dict.fromkeys(outputs, 60)
    assert {section.end for section in recording.sections} == {End.COMPLETE}


def test_a_linux_device_is_asked_about_the_interfaces_it_lists(tmp_path: Path) -> None:
    outputs = {
        "ls /sys/class/net": b"lo\nswp1\nbad;reboot\n",
        "ethtool -m lo": b"",
        "ethtool -m swp1": b"\tVendor name : OEM\n",
    }
    device = CliDevice("linux", "sonic", outputs)
    with fleet(tmp_path) as devices:
        devices.add(device)
        (recording,) = devices.collect()
    assert outputs_of(recording)["ethtool -m swp1"] == b"\tVendor name : OEM\n"
    assert not any("reboot" in line for line in device.said)
