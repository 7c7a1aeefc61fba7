"""What one device says over SSH, command by command; blocking, one call in one thread.

Connects, logs in, asks for what the catalogue has for the platform, and keeps every octet
with how it ended. Never raises for what a device or network does. Next: `cli_session` for
shells, `ssh_exec` for Linux, `ssh` which writes the recording.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import NamedTuple

from auditor.collect.budget import Trouble
from auditor.collect.cli_answers import refusal_in
from auditor.collect.cli_guard import CliGuard, WriteRefusedError
from auditor.collect.cli_plan import (
    INTERFACE,
    INTERFACE_SOURCE,
    CliPlatform,
    Command,
    command_pattern,
    find_platform,
    interface_names,
)
from auditor.collect.cli_session import CliSession, SessionEndedError, SessionLimits
from auditor.collect.host_keys import HostKeys
from auditor.collect.platform_signs import platform_of_banner
from auditor.collect.ssh_exec import run_command
from auditor.collect.ssh_faults import SshFaultError, explain_fault
from auditor.collect.ssh_jump import Route
from auditor.collect.ssh_link import Endpoint, Link, SshLogin, open_link
from auditor.model.recording import End, Problem, Reason
from auditor.model.ssh_settings import SshSettings
from auditor.model.target import Target

UNREACHED = frozenset({Reason.NO_ANSWER, Reason.PORT_CLOSED, Reason.NAME_UNRESOLVED, Reason.ANSWERS_REJECTED})
"""Reasons for which another address of the same device may do better."""
ENDS = {
    Reason.BYTE_CAP: End.CAP,
    Reason.TIME_BUDGET: End.TIMEOUT,
    Reason.COMMAND_REJECTED: End.REJECTED,
    Reason.COMMAND_REFUSED: End.AUTH,
    Reason.PRIVILEGE_TOO_LOW: End.AUTH,
}
"""How a command ended by its trouble; any other is an error."""


class Output(NamedTuple):
    """One command, what came and how it ended; `trouble` None when it is whole."""

    command: str
    text: bytes
    trouble: Trouble | None = None
    reached: bool = True

    @property
    def end(self) -> End:
        """The end, in the words of sections."""
        return End.COMPLETE if self.trouble is None else ENDS.get(self.trouble.reason, End.ERROR)


@dataclass(slots=True)
class Reading:
    """All of one attempt. `stopped` says why it ended early, or never began."""

    address: str = ""
    platform: CliPlatform | None = None
    security: str = ""
    outputs: list[Output] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    stopped: Trouble | None = None


class Asking(NamedTuple):
    """What a reading needs to know. `accepted` is called, from the thread, after the login;
    `stop` is set when the run is interrupted."""

    target: Target
    login: SshLogin
    settings: SshSettings
    host_keys: HostKeys
    route: Route
    accepted: Callable[[], None]
    stop: threading.Event


def read_device(asking: Asking) -> Reading:
    """Try the addresses in order until one answers or refuses."""
    reading = Reading()
    for address in asking.target.addresses:
        reading.address = address
        reading.stopped = None
        _read_address(asking, address, reading)
        if reading.stopped is None or reading.stopped.reason not in UNREACHED:
            break
    return reading


def _read_address(asking: Asking, address: str, reading: Reading) -> None:
    ends_at = time.monotonic() + asking.settings.device_budget_s
    target = asking.target
    endpoint = Endpoint(address, target.ssh_port, target.ssh_algorithms, asking.host_keys)
    try:
        with closing(asking.route.open_stream(endpoint)) as stream:
            reading.platform = platform = _platform(target, asking.route.identification(stream))
            guard = make_guard(platform, asking.login)
            link = open_link(
                endpoint,
                platform.driver,
                asking.login,
                asking.settings,
                guard,
                stream,
                shell=not platform.exec,
            )
            try:
                asking.accepted()
                reading.security = link.security
                _ask(asking, link, guard, reading, ends_at)
            finally:
                link.close()
    except Exception as error:  # noqa: BLE001  becomes the reason why this device was not read
        reading.stopped = explain_fault(error)


def _platform(target: Target, banner: str) -> CliPlatform:
    name = target.platform or platform_of_banner(banner)
    platform = find_platform(name)
    if platform is not None:
        return platform
    said = f"commands of {name} are not known to us" if name else f"SSH server says {banner[:80]!a}"
    raise SshFaultError(Reason.PLATFORM_UNKNOWN, said)


def make_guard(platform: CliPlatform, login: SshLogin) -> CliGuard:
    """The guard for a platform; the privileged level may be asked for only with a secret for it."""
    lines = [command.text for command in platform.commands] + list(platform.prepare)
    if platform.enable and login.enable_secret is not None:
        lines.append(platform.enable)
    keys = [platform.page_key] if platform.page_key else []
    return CliGuard(lines, keys, map(command_pattern, lines))


def _ask(asking: Asking, link: Link, guard: CliGuard, reading: Reading, ends_at: float) -> None:
    """Every command of the platform; those after an end of the session were not reached."""
    platform = reading.platform
    assert platform is not None
    answers = _over_exec if platform.exec else _over_shell
    try:
        for output in answers(asking, link, guard, reading, ends_at):
            reading.outputs.append(output)
    except SessionEndedError as error:
        reading.stopped = error.trouble
    except WriteRefusedError as error:
        reading.stopped = Trouble(Reason.WRITE_REFUSED, str(error))
    except (OSError, EOFError) as error:
        reading.stopped = Trouble(Reason.STOPPED_ANSWERING, f"the connection broke: {type(error).__name__}")
    asked = {output.command for output in reading.outputs}
    stopped = reading.stopped
    for command in platform.commands:
        if command.text not in asked and INTERFACE not in command.text:
            reading.outputs.append(Output(command.text, b"", stopped, reached=False))


def _over_shell(
    asking: Asking, link: Link, guard: CliGuard, reading: Reading, ends_at: float
) -> Iterator[Output]:
    platform, settings = reading.platform, asking.settings
    assert platform is not None
    limits = SessionLimits(settings.login_timeout_s, settings.max_output_bytes, ends_at, asking.stop)
    connection = link.connection
    session = CliSession(connection.remote_conn, platform, guard, limits, connection.RETURN)
    session.log_in()
    if platform.enable and asking.login.enable_secret is not None and not session.prompt.endswith("#"):
        _raise_privilege(session, asking.login, reading)
    session.prepare()
    held: Output | None = None
    for command in platform.commands:
        try:
            reply = session.run(command.text, command.timeout_s or settings.command_timeout_s)
        except SessionEndedError as error:
            if held:
                yield held
            yield Output(command.text, error.text, error.trouble)
            raise
        if held:
            yield _complete(held, reply.late, privileged=_is_privileged(platform, session.prompt))
        held = Output(command.text, reply.text, IMITATED if reply.imitated else None)
    if held:
        late = session.finish(settings.login_timeout_s)
        yield _complete(held, late, privileged=_is_privileged(platform, session.prompt))


IMITATED = Trouble(Reason.PROMPT_UNCLEAR, "the output holds a line like our own prompt and command")


def _raise_privilege(session: CliSession, login: SshLogin, reading: Reading) -> None:
    assert login.enable_secret is not None
    if not session.enable(login.enable_secret):
        detail = "the device did not give the privileged level for this enable secret"
        reading.problems.append(Problem(Reason.PRIVILEGE_TOO_LOW, f"credential {login.name}", detail))


def _is_privileged(platform: CliPlatform, prompt: str) -> bool:
    """Whether every command is known at this prompt; below the privileged level some are not."""
    return not platform.enable or prompt.endswith("#")


def _complete(output: Output, late: bytes, *, privileged: bool) -> Output:
    """The output with the lines that came late, and whether it is none but a refusal."""
    output = output._replace(text=output.text + late)
    refusal = refusal_in(output.text) if output.trouble is None else None
    if refusal is None:
        return output
    reason, line = refusal
    if reason is Reason.COMMAND_REJECTED and not privileged:
        reason = Reason.PRIVILEGE_TOO_LOW
    return output._replace(trouble=Trouble(reason, line))


def _over_exec(
    asking: Asking, link: Link, guard: CliGuard, reading: Reading, ends_at: float
) -> Iterator[Output]:
    platform, settings = reading.platform, asking.settings
    assert platform is not None
    names: tuple[str, ...] = ()
    for command in platform.commands:
        for text in _expanded(command, names):
            guard.check_exec(text)
            timeout_s = min(command.timeout_s or settings.command_timeout_s, ends_at - time.monotonic())
            output, trouble = run_command(
                link.transport, text, timeout_s, settings.max_output_bytes, asking.stop
            )
            if text == INTERFACE_SOURCE:
                names = interface_names(output)
            yield Output(text, output, trouble)


def _expanded(command: Command, names: tuple[str, ...]) -> tuple[str, ...]:
    """The command, or one for each interface where it is asked about them one by one."""
    if INTERFACE not in command.text:
        return (command.text,)
    return tuple(command.text.replace(INTERFACE, name) for name in names)
