"""A simulated command line: what it prompts, echoes and answers to each line it is sent.

Knows the manners of a platform (prompt, privileged level, pager, error) and the outputs it
plays; what it is not told it rejects. Must not know SSH. Next: `ssh_server`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

PAGE_LINES = 24
"""Lines that a terminal shows before the pager stops."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How a platform behaves; `{h}` is the host name."""

    prompt: str
    error: str
    silencers: tuple[str, ...] = ()
    """Commands that turn the pager off for the session."""
    quiet: tuple[str, ...] = ()
    privileged: str = ""
    pager: str = ""
    banner: str = ""
    version: str = ""
    """What the SSH server calls itself (RFC 4253 4.2) where that shows the platform."""


IOS_ERROR = "% Invalid input detected at '^' marker."

MANNERS: Mapping[str, Manners] = {
    "cisco_ios": Manners(
        "{h}>", IOS_ERROR, ("terminal length 0",), ("terminal width 511",), "{h}#", " --More-- "
    ),
    "cisco_xr": Manners(
        "RP/0/RSP0/CPU0:{h}#", IOS_ERROR, ("terminal length 0",), ("terminal width 511",), pager=" --More-- "
    ),
    "cisco_nxos": Manners(
        "{h}#", IOS_ERROR, ("terminal length 0",), ("terminal width 511",), pager="--More--"
    ),
    "arista_eos": Manners(
        "{h}>", "% Invalid input", ("terminal length 0",), ("terminal width 511",), "{h}#", " --More-- "
    ),
    "juniper_junos": Manners(
        "auditor@{h}> ",
        "unknown command.",
        ("set cli screen-length 0",),
        ("set cli screen-width 511", "set cli complete-on-space off"),
        pager="---(more)---",
    ),
    "huawei_vrp": Manners(
        "<{h}>",
        "Error: Unrecognized command found at '^' position.",
        ("screen-length 0 temporary",),
        pager="  ---- More ----",
        banner="Info: The max number of VTY users is 5.\r\n",
        version="SSH-2.0-HUAWEI-1.5",
    ),
    "hp_comware": Manners(
        "<{h}>",
        " % Unrecognized command found at '^' position.",
        ("screen-length disable",),
        pager="---- More ----",
    ),
    "zte_zxr10": Manners("{h}>", IOS_ERROR, ("terminal length 0",), (), "{h}#", " --More--"),
    "mikrotik": Manners("[auditor@{h}] > ", "bad command name"),
    "fortinet": Manners("{h} # ", "Unknown action 0", pager="--More-- "),
    "linux": Manners("auditor@{h}:~$ ", "sh: 1: {c}: not found"),
}


@dataclass(slots=True)
class CliDevice:
    """One device: its outputs by command, and the state of one session of it."""

    platform: str
    host: str
    outputs: Mapping[str, bytes]
    enable_secret: str | None = None
    privileged: bool = False
    paging: bool = True
    said: list[str] = field(default_factory=list)
    """Every line it was sent, for those who want to know."""

    @property
    def manners(self) -> Manners:
        return MANNERS[self.platform]

    @property
    def prompt(self) -> bytes:
        """The prompt of the present level."""
        manners = self.manners
        text = manners.privileged if self.privileged and manners.privileged else manners.prompt
        return text.format(h=self.host).encode()

    def answer(self, line: str) -> Iterator[bytes]:
        """What it writes after the echo of a line, in pages; after all but the last the pager waits."""
        manners = self.manners
        if line in manners.silencers:
            self.paging = False
        elif line in self.outputs:
            yield from self._pages(self.outputs[line])
        elif line and line not in manners.quiet:
            yield (manners.error.format(h=self.host, c=line.split(maxsplit=1)[0]) + "\r\n").encode()

    def _pages(self, text: bytes) -> Iterator[bytes]:
        if not self.paging or not self.manners.pager:
            yield text
            return
        lines = text.splitlines(keepends=True)
        for first in range(0, max(1, len(lines)), PAGE_LINES):
            yield b"".join(lines[first : first + PAGE_LINES])
