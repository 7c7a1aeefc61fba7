"""One interactive session: each output is what lies between the echo of its command and the prompt.

The prompt is learned at login, then taken literally and only at the beginning of a line. An
output's end is proven by the echo of the next command: lines that come after something that
looked like the prompt still belong to the output before. Every wait is bounded in time and
octets. Must not know SSH logins. Next: `cli_guard`, which every write passes.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from auditor.collect.budget import Trouble
from auditor.collect.cli_guard import CliGuard, Wire
from auditor.collect.cli_lines import visible
from auditor.collect.cli_plan import CliPlatform
from auditor.model.recording import Reason

CHUNK = 65_536
"""Octets read at once, an SSH window's worth of packets."""
MAX_LOGIN_BYTES = 262_144
"""Banner and messages of the day before the first prompt; a screenful is usual."""
PROMPT_ATTEMPTS = 4
"""Empty lines sent until two prompts in a row are the same: a banner may look like a prompt once."""
QUIET_S = 0.3
"""Silence after which an unfinished line is what the device waits at."""
PAGERS = re.compile(
    r"-{2,}\s*\(?more\)?[^-]*-{2,}|^\s*(?:<--- More --->|Press any key to continue|--More--).*", re.I
)
"""What pagers show, where a platform should have none."""
PASSWORD = re.compile(r"assword:\s*$", re.I)
QUESTIONS = re.compile(
    r"[\[(]\s*(?:y(?:es)?\s*/\s*no?|n\s*/\s*y|confirm)\s*[\])]\s*[:?]?\s*$|\?\s*$|assword:\s*$", re.I
)
"""What an unfinished line asks; nothing but the catalogue's answers is ever given."""


class SessionEndedError(Exception):
    """The session cannot go on; `trouble` says why, `text` is what had come by then."""

    def __init__(self, reason: Reason, detail: str, text: bytes = b"") -> None:
        super().__init__(detail)
        self.trouble, self.text = Trouble(reason, detail), text


@dataclass(slots=True)
class Reply:
    """The output of a command, octets as they came. `late`: lines of the command before it;
    `imitated`: the output holds an echo of its own command, so where it begins is not certain."""

    text: bytes
    late: bytes
    imitated: bool


class SessionLimits(NamedTuple):
    """What one session may cost."""

    login_timeout_s: float
    max_output_bytes: int
    ends_at: float
    """On the monotonic clock."""
    stop: threading.Event
    """Set when the run is interrupted."""


class CliSession:
    """Sends one command at a time. `prompt` is "" until `log_in`."""

    def __init__(
        self, wire: Wire, platform: CliPlatform, guard: CliGuard, limits: SessionLimits, line_end: str
    ) -> None:
        self.prompt = ""
        self._wire, self._platform, self._guard, self._limits = wire, platform, guard, limits
        self._line_end = line_end
        self._shape = re.compile(rf"(?:{platform.prompt})\s?")
        self._pager = re.compile(platform.pager) if platform.pager else None
        self._buffer = bytearray()
        """All that came since the line of the last prompt, that line included."""

    def log_in(self) -> None:
        """Wait for the first prompt and make sure that it is one."""
        deadline = self._deadline(self._limits.login_timeout_s)
        seen = self._wait_for_prompt_shape(0, deadline)
        for _ in range(PROMPT_ATTEMPTS):
            start = len(self._buffer)
            self._write("")
            self.prompt = self._wait_for_prompt_shape(start, deadline)
            if self.prompt == seen:
                del self._buffer[: self._last_line_start()]
                return
            seen = self.prompt
        raise SessionEndedError(Reason.PROMPT_UNCLEAR, f"the prompt keeps changing: {seen[:60]!a}")

    def prepare(self) -> None:
        """The settings of this session that the catalogue names; what they answer is dropped."""
        for command in self._platform.prepare:
            self.run(command, self._limits.login_timeout_s)

    def run(self, command: str, timeout_s: float) -> Reply:
        """The output of a command; SessionEndedError when it has no clear end in time."""
        self._write(command)
        deadline = self._deadline(timeout_s)
        echo, start = self._wait_for_echo(command, deadline)
        late = self._told(bytes(self._buffer[:echo]))
        end = self._wait_for_prompt(start, deadline)
        text = bytes(self._buffer[start:end])
        del self._buffer[:end]
        return Reply(text, late, self._holds_echo(text, command))

    def finish(self, timeout_s: float) -> bytes:
        """Lines of the last output that came after its end seemed to be there."""
        command = next(iter(self._platform.prepare), "")
        reply = self.run(command, timeout_s)
        return reply.late if command else reply.late + reply.text

    def enable(self, secret: str) -> bool:
        """Ask for the privileged level once; whether the prompt says that it was given."""
        deadline = self._deadline(self._limits.login_timeout_s)
        self._write(self._platform.enable)
        _, start = self._wait_for_echo(self._platform.enable, deadline)
        while not PASSWORD.search(line := self._last_line()):
            if self._last_line_start() >= start and self._shape.fullmatch(line):
                return self._stand_at(line)
            self._read(deadline, "a password prompt")
        start = len(self._buffer)
        self._guard.allow_secret_once(secret)
        self._write(secret)
        return self._stand_at(self._wait_for_prompt_shape(start, deadline))

    def _stand_at(self, prompt: str) -> bool:
        self.prompt = prompt.rstrip()
        del self._buffer[: self._last_line_start()]
        return self.prompt.endswith("#")

    def _wait_for_prompt_shape(self, start: int, deadline: float) -> str:
        """The visible text of an unfinished line, begun at or after `start`, that looks like a prompt."""
        unasked = list(self._platform.questions)
        while True:
            line = self._last_line()
            if self._last_line_start() >= start and self._shape.fullmatch(line):
                return line.rstrip()
            asked = next((one for one in unasked if re.search(one.ask + r"\s*$", line)), None)
            if asked is not None:
                unasked.remove(asked)
                self._guard.allow_answer_once(asked.answer)
                self._write(asked.answer)
            self._read(deadline, "the prompt", cap=MAX_LOGIN_BYTES)

    def _wait_for_echo(self, command: str, deadline: float) -> tuple[int, int]:
        """Where the line of the echo begins, and the line after it."""
        position = 0
        while True:
            for start, end in self._lines(position):
                if self._is_echo(self._buffer[start:end], command):
                    return start, end + 1
                position = end + 1
            self._read(deadline, f"the echo of {command!r}")

    def _wait_for_prompt(self, start: int, deadline: float) -> int:
        """Where the unfinished line begins that is exactly the prompt."""
        while True:
            begin = self._last_line_start()
            if begin >= start and self._last_line().rstrip() == self.prompt:
                return begin
            if self._pager and begin >= start and self._pager.fullmatch(self._last_line()):
                self._turn_page()
            self._read(deadline, "the prompt", start)

    def _is_echo(self, line: bytes | bytearray, command: str) -> bool:
        """Whether a line is the prompt with the command typed behind it."""
        text = visible(bytes(line)).rstrip()
        return text.startswith(self.prompt) and text[len(self.prompt) :].strip() == command

    def _holds_echo(self, text: bytes, command: str) -> bool:
        """Whether an output holds what should stand before it: somebody imitates our session."""
        marks = (line for line in text.split(b"\n") if command.encode() in line) if command else ()
        return any(self._is_echo(line, command) for line in marks)

    def _told(self, late: bytes) -> bytes:
        """Lines before an echo, unless they are only repetitions of the prompt."""
        empty = {"", self.prompt}
        return b"" if all(visible(line).rstrip() in empty for line in late.split(b"\n")) else late

    def _turn_page(self) -> None:
        self._wire.sendall(self._platform.page_key.encode("latin-1"))
        self._buffer += b"\n"

    def _lines(self, position: int) -> Iterator[tuple[int, int]]:
        """(start, end) of the finished lines from a position on."""
        while (end := self._buffer.find(b"\n", position)) >= 0:
            yield position, end
            position = end + 1

    def _last_line_start(self) -> int:
        return self._buffer.rfind(b"\n") + 1

    def _last_line(self) -> str:
        return visible(bytes(self._buffer[self._last_line_start() :]))

    def _deadline(self, timeout_s: float) -> float:
        return min(time.monotonic() + timeout_s, self._limits.ends_at)

    def _write(self, line: str) -> None:
        self._wire.sendall((line + self._line_end).encode("latin-1"))

    def _read(self, deadline: float, what: str, start: int = 0, cap: int = 0) -> None:
        """At least one more octet; SessionEndedError at the deadline, the cap or the end."""
        cap = cap or self._limits.max_output_bytes
        if len(self._buffer) - start > cap:
            raise self._ended(Reason.BYTE_CAP, f"more than {cap} bytes and no end", start)
        while True:
            remaining = deadline - time.monotonic()
            if self._limits.stop.is_set():
                raise self._ended(Reason.INTERRUPTED, "the run was interrupted", start)
            if remaining <= 0:
                raise self._ended(Reason.TIME_BUDGET, f"{what} did not come in time", start)
            self._wire.settimeout(min(QUIET_S, remaining))
            try:
                data = self._wire.recv(CHUNK)
            except TimeoutError:
                self._check_waiting(start)
                continue
            if not data:
                raise self._ended(
                    Reason.STOPPED_ANSWERING, f"the device closed the session before {what}", start
                )
            self._buffer += data
            return

    def _check_waiting(self, start: int) -> None:
        """After a silence: a pager or a question that nobody will answer need not be waited for."""
        line = self._last_line().strip()
        if PAGERS.fullmatch(line) and not self._pager:
            raise self._ended(Reason.PROMPT_UNCLEAR, f"output stops at a pager: {line[:60]!a}", start)
        if QUESTIONS.search(line) and not self._shape.fullmatch(line):
            detail = f"the device asks and got no answer: {line[-60:]!a}"
            raise self._ended(Reason.PROMPT_UNCLEAR, detail, start)

    def _ended(self, reason: Reason, detail: str, start: int) -> SessionEndedError:
        return SessionEndedError(reason, detail, bytes(self._buffer[start:]))
