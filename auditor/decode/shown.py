"""The text of a command as lines with references, and what its parser makes of it.

The seam between `show_device`, which joins the outputs of a device, and the parsers that
`show_output` lists. A parser sees one output and never raises on it: trouble goes to
`ShownText.problems`. Must not know any platform.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from auditor.decode.parts import Part
from auditor.decode.placeholders import is_placeholder
from auditor.decode.problems import ProblemList
from auditor.decode.text import decode_text
from auditor.model.device import Neighbor, Observed, Reference
from auditor.model.recording import End

MAX_LINES = 200_000
"""As many lines of one output as a table may have rows; the rest is a problem."""


class ShownLine(NamedTuple):
    """A line without its end; `number` counts from 1, as an editor does."""

    number: int
    octets: bytes

    @property
    def text(self) -> str:
        """For matching: one character per octet, so that positions are those of the octets."""
        return self.octets.decode("latin-1")


@dataclass(frozen=True, slots=True)
class ShownText:
    """The output of one command; `end` other than COMPLETE means that lines may be missing."""

    recording_id: str
    section: int
    platform: str
    command: str
    end: End
    octets: bytes
    problems: ProblemList

    def lines(self) -> Iterator[ShownLine]:
        """All lines, the empty ones too; line ends are CR LF, LF or CR CR LF."""
        for number, octets in enumerate(self.octets.split(b"\n")[:MAX_LINES], start=1):
            yield ShownLine(number, octets.rstrip(b"\r"))

    def observed(self, octets: bytes, line: int) -> Observed[str] | None:
        """A value found in a line, decoded; None where nothing is stated."""
        text = decode_text(octets).text
        return Observed(text, octets, self.reference(line)) if text else None

    def reference(self, line: int) -> Reference:
        """What evidence from a line points to."""
        return Reference(self.recording_id, self.section, line, command=self.command)

    def identity(self, octets: bytes, line: int) -> Observed[str] | None:
        """As `observed` for a maker, model or serial number: placeholders are not stated."""
        observed = self.observed(octets, line)
        return None if observed is None or is_placeholder(observed.value) else observed


@dataclass(slots=True)
class ShownOutput:
    """What an output tells. Keys of `parts` are unique in it; parent b"" is the device.

    `device` holds what is said of the device as a whole (its key and parent do not matter).
    `is_inventory`: the output lists all parts of its kind, so that none is missing.
    """

    parts: list[Part] = field(default_factory=list)
    device: Part | None = None
    name: Observed[str] | None = None
    sys_descr: Observed[str] | None = None
    """The line that names the software, as sysDescr would: "Cisco IOS Software, …"."""
    base_mac: Observed[int] | None = None
    neighbors: list[Neighbor] = field(default_factory=list)
