"""What may be sent, and what a driver of the library would send of its own accord: refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from netmiko.channel import SSHChannel

from auditor.collect.cli_guard import CliGuard, GuardedWire, WriteRefusedError
from auditor.collect.cli_plan import command_pattern, find_platform, interface_names, read_catalogue
from auditor.collect.ssh_link import SshLogin, guarded_driver
from auditor.collect.ssh_reading import make_guard
from auditor.model.platforms import PLATFORM_NAMES

LOGIN = SshLogin("fleet", "auditor", password="p", enable_secret=None)


@dataclass
class Recorder:
    """A channel that remembers what leaves, and answers each of it with a prompt."""

    sent: list[bytes] = field(default_factory=list)
    answers: list[bytes] = field(default_factory=list)

    def sendall(self, data: bytes) -> None:
        self.sent.append(data)
        self.answers.append(b"\r\nR1>")

    def recv(self, size: int) -> bytes:
        return self.answers.pop(0)

    def recv_ready(self) -> bool:
        return bool(self.answers)

    def settimeout(self, timeout: float) -> None: ...


def guard_of(platform: str, login: SshLogin = LOGIN) -> CliGuard:
    found = find_platform(platform)
    assert found is not None
    return make_guard(found, login)


@pytest.mark.parametrize(
    "text",
    [
        "Y\n",
        "y",
        "reload\n",
        "write erase\n",
        "configure terminal\n",
        "show inventory\nreload\n",
        "show inventory | redirect flash:x\n",
        "show inventory > x\n",
        "show inventory ",
        "show inventory",
        "SHOW INVENTORY\n",
        " show inventory\n",
        "show inventory \n",
        "show running-config\n",
        "enable\n",
        "login\n",
        "\x03",
    ],
)
def test_what_is_not_in_the_catalogue_as_a_whole_is_refused(text: str) -> None:
    wire = Recorder()
    with pytest.raises(WriteRefusedError):
        GuardedWire(wire, guard_of("cisco_ios")).sendall(text.encode())
    assert wire.sent == []


@pytest.mark.parametrize(
    "text", ["show inventory\n", "show inventory\r\n", "terminal length 0\n", "\n", "\r\n"]
)
def test_a_whole_line_of_the_catalogue_is_sent_as_it_is(text: str) -> None:
    wire = Recorder()
    GuardedWire(wire, guard_of("cisco_ios")).sendall(text.encode())
    assert wire.sent == [text.encode()]


def test_a_secret_is_sent_once_and_only_right_after_it_was_asked_for() -> None:
    guard = guard_of("cisco_ios", SshLogin("fleet", "auditor", enable_secret="let-me"))
    guard.check("enable\n")
    guard.allow_secret_once("let-me")
    guard.check("let-me\n")
    with pytest.raises(WriteRefusedError):
        guard.check("let-me\n")


@pytest.mark.parametrize("secret", ["let-me\nreload", "let-me\rreload"])
def test_a_secret_of_two_lines_is_not_sent(secret: str) -> None:
    guard = guard_of("cisco_ios")
    guard.allow_secret_once(secret)
    with pytest.raises(WriteRefusedError, match="hidden"):
        guard.check(f"{secret}\n")


def test_a_refusal_does_not_repeat_a_secret() -> None:
    guard = guard_of("cisco_ios")
    guard.allow_secret_once("let-me")
    with pytest.raises(WriteRefusedError, match="hidden"):
        guard.check("let-me; reload\n")


@pytest.mark.parametrize("command", ["ethtool -m eth0", "ethtool -m swp1s0.100", "lspci -nn"])
def test_a_program_may_be_asked_about_an_interface(command: str) -> None:
    assert guard_of("linux").check_exec(command) is None


@pytest.mark.parametrize(
    "command",
    [
        "ethtool -m eth0;reboot",
        "ethtool -m -E",
        "ethtool -m",
        "ethtool -m {interface}",
        "lspci -nn; reboot",
        "sh",
    ],
)
def test_no_other_program_may_be_run(command: str) -> None:
    with pytest.raises(WriteRefusedError):
        guard_of("linux").check_exec(command)


def test_names_of_interfaces_that_could_be_more_than_a_name_are_left_out() -> None:
    assert interface_names(b"lo\neth0\n$(reboot)\n-E\na;b\neth0\nswp1s0.100\n\xff\n") == (
        "lo",
        "eth0",
        "swp1s0.100",
    )


@pytest.mark.parametrize(
    ("platform", "script"),
    [
        ("fortinet", lambda driver: driver.write_channel("config system console\n")),
        ("fortinet", lambda driver: driver.remote_conn.send(b"set output standard\n")),
        ("huawei_vrp", lambda driver: driver.channel.write_channel("Y\n")),
        ("huawei_smartax", lambda driver: driver._disable_smart_interaction("undo smart")),
        ("cisco_asa", lambda driver: driver.asa_login()),
        ("cisco_ios", lambda driver: driver.config_mode()),
        ("cisco_ios", lambda driver: driver.enable()),
        ("cisco_ios", lambda driver: driver.send_command("write erase")),
        ("cisco_ios", lambda driver: driver.save_config()),
        ("huawei_vrp", lambda driver: driver.save_config()),
    ],
)
def test_what_a_driver_would_send_itself_is_refused(platform: str, script: Callable[..., object]) -> None:
    wire = Recorder()
    found = find_platform(platform)
    assert found is not None
    driver = guarded_driver(found.driver)(
        device_type=found.driver,
        host="127.0.0.1",
        username="auditor",
        password="p",
        auto_connect=False,
        guard=guard_of(platform),
        host_keys=(),
    )
    driver.remote_conn = wire
    attach(driver)
    with pytest.raises(WriteRefusedError):
        script(driver)
    assert [line for line in wire.sent if line.strip()] == []


def attach(driver: object) -> None:
    """What netmiko does after it has opened a shell."""
    driver.channel = SSHChannel(conn=driver.remote_conn, encoding="latin-1")  # type: ignore[attr-defined]


def test_every_platform_of_the_catalogue_has_a_name_and_a_prompt_that_compiles() -> None:
    catalogue = read_catalogue()
    assert set(catalogue) <= set(PLATFORM_NAMES)
    assert all(re.compile(platform.prompt) for platform in catalogue.values())


def test_no_command_of_the_catalogue_could_write() -> None:
    read_only = re.compile(
        r"(?:show|display|get|info|admin show|/[a-z /]+ print|/interface) ?.*"
        r"|(?:lshw|lspci|lsusb|dmidecode|ethtool -m|mmcli|lldpcli|ip -j|ls|cat|grep -H) ?.*"
    )
    commands = [command.text for platform in read_catalogue().values() for command in platform.commands]
    assert [command for command in commands if not read_only.fullmatch(command)] == []
    assert [
        command for command in commands if re.search(r"[;&`$><\n]|\| *(?:redirect|tee|append)", command)
    ] == []


def test_a_command_with_an_interface_stands_for_one_name() -> None:
    pattern = command_pattern("ethtool -m {interface}")
    assert [bool(pattern.fullmatch(text)) for text in ("ethtool -m eth0", "ethtool -m a b")] == [True, False]
