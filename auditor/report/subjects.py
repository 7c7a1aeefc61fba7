"""What a finding is about, taken apart: path and model of a part, port and name of a neighbor.

A finding names its subject in one text; where that text is not in the form expected, it is
shown whole. Text is unescaped and must leave through an exit of `escape`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from auditor.model.finding import Finding
from auditor.model.identity import SubjectKind

ROOT_WORD = "device"
"""How the subject of a device's own finding begins; the rest is its model."""
MAC_KEY = re.compile(r"mac:([0-9a-f]{12})(?:#[0-9]+)?")
ON_PORT = " on "
NUMBERS = re.compile(r"([0-9]{1,18})")


class PartName(NamedTuple):
    """A part: its path in the device and what it calls itself ("" where it does not)."""

    path: str
    label: str

    @property
    def text(self) -> str:
        """ "modem:1 ZM8620"."""
        return f"{self.path} {self.label}".strip()


class NeighborName(NamedTuple):
    """A neighbor: the port it was seen at ("" where that is not known) and what it is called."""

    port: str
    name: str


def is_whole_device(finding: Finding) -> bool:
    """Whether the finding is about the device itself and not about a part or a neighbor."""
    return finding.subject_kind is SubjectKind.COMPONENT and not finding.subject_key


def is_neighbor(finding: Finding) -> bool:
    """Whether the finding is about what was seen beyond a port."""
    return finding.subject_kind is SubjectKind.NEIGHBOR


def device_model(finding: Finding) -> str:
    """What a device's own finding calls it: "device S5735" gives "S5735"."""
    return finding.subject.removeprefix(ROOT_WORD).strip()


def part_name(finding: Finding) -> PartName:
    """Path and model: "modem:1 ZM8620" of the part "modem:1" gives ("modem:1", "ZM8620")."""
    path, subject = finding.subject_key, finding.subject
    if subject.startswith(path):
        return PartName(path, subject[len(path) :].strip())
    return PartName(subject, "")


def neighbor_name(finding: Finding) -> NeighborName:
    """Port and name: "sw-7 on Gi0/1" of the neighbor "mac:…" gives ("Gi0/1", "sw-7, MAC …")."""
    key, subject = finding.subject_key, finding.subject
    if subject.startswith(key):
        name, port = key, subject[len(key) :].removeprefix(ON_PORT)
    else:
        name, _, port = subject.partition(ON_PORT)
    known = key_text(key)
    return NeighborName(port.strip(), known if name == key else ", ".join(filter(None, (name, known))))


def key_text(key: str) -> str:
    """A neighbor's key for people: "MAC 44:19:b6:00:00:01", "serial number 2102…"."""
    match = MAC_KEY.fullmatch(key)
    if match:
        return "MAC " + ":".join(match[1][start : start + 2] for start in range(0, 12, 2))
    kind, _, rest = key.partition(":")
    return f"serial number {rest}" if kind == "serial" and rest else key


def identity_text(finding: Finding) -> str:
    """What tells a device or part from its like: "serial 2102…, interface Gi1/0/49", or ""."""
    serial = f"serial {finding.serial_num}" if finding.serial_num else ""
    place = "" if is_whole_device(finding) or is_neighbor(finding) else finding.interface
    return ", ".join(filter(None, (serial, f"interface {place}" if place else "")))


def by_port(findings: Iterable[Finding]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(port, names) of neighbors, in the order given."""
    ports: dict[str, list[str]] = {}
    for finding in findings:
        port, name = neighbor_name(finding)
        ports.setdefault(port, []).append(name)
    return tuple((port, tuple(names)) for port, names in ports.items())


def natural_key(text: str) -> tuple[tuple[int, str], ...]:
    """Sorts "Gi1/0/2" before "Gi1/0/10"; the text itself decides between equals."""
    pieces = NUMBERS.split(text)  # numbers stand at the odd places
    keyed = ((int(piece), "") if place % 2 else (-1, piece) for place, piece in enumerate(pieces))
    return (*keyed, (-1, text))
