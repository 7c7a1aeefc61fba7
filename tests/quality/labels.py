"""The labels beside the recordings: truth.tsv, parts.tsv, excluded_evidence.tsv and LibreNMS's links.

Reads files and nothing else; what the labels are worth is argued in label_faults.toml and
in the corpus' own provenance notes.
"""

from __future__ import annotations

import csv
import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

CORPUS = Path(__file__).resolve().parents[2] / ".." / "shared" / "corpus"
HERE = Path(__file__).parent
FAULT_MARK = "\n[[fault]]\n"
FIVE = ("huawei", "zte", "hikvision", "dahua", "hytera")
"""The vendors of the covered list; the corpus marks H3C too, which is on no list of ours."""

SYNONYMS = {
    # The corpus spells one company in two ways: DCN is Digital China Networks.
    "dcn": "digital-china-networks-limited",
}

STATION_TABLES = (
    # ipNetToMediaPhysAddress and dot1dTpFdbAddress hold the address, dot1qTpFdbPort has it as index.
    re.compile(
        rb"^1\.3\.6\.1\.2\.1\.(?:4\.22\.1\.2|17\.4\.3\.1\.1)\.[0-9.]+\|4x\|([0-9A-Fa-f]{12})\r?$", re.M
    ),
    re.compile(rb"^1\.3\.6\.1\.2\.1\.17\.7\.1\.2\.2\.1\.2\.\d+\.((?:\d+\.){5}\d+)\|", re.M),
)
OWN_ADDRESS = re.compile(rb"^1\.3\.6\.1\.2\.1\.2\.2\.1\.6\.\d+\|4x\|([0-9A-Fa-f]{12})\r?$", re.M)


class Link(NamedTuple):
    """A neighbor that LibreNMS expects: what it calls itself and the port it is seen on."""

    recording: str
    protocol: str
    remote: str
    remote_port: str
    ports: tuple[str, ...]


class Fault(NamedTuple):
    """A label that is wrong, or right beside our answer; holds only while both are as they were."""

    figure: str
    recording: str
    ours: str
    label: str
    argument: str


class Labels(NamedTuple):
    """Everything the audit is compared with."""

    truth: dict[str, dict[str, str]]
    parts: tuple[dict[str, str], ...]
    excluded: tuple[dict[str, str], ...]
    links: tuple[Link, ...]
    faults: tuple[Fault, ...]


def read_labels() -> Labels:
    """All label files of the corpus, and our list of the ones at fault."""
    truth = {row["recording"]: row for row in _table("truth.tsv")}
    return Labels(
        truth,
        tuple(_table("parts.tsv")),
        tuple(_table("excluded_evidence.tsv")),
        tuple(_links()),
        read_faults(HERE / "label_faults.toml"),
    )


def read_faults(path: Path) -> tuple[Fault, ...]:
    """The labels at fault; a missing or unknown key fails."""
    rows = tomllib.loads(path.read_text(encoding="utf-8")).get("fault", [])
    return tuple(Fault(**row) for row in rows)


def without_stale(text: str, applied: set[tuple[str, str]]) -> str:
    """The text of label_faults.toml without the entries that no longer apply, as (figure, recording)."""
    head, *blocks = text.split(FAULT_MARK)
    kept = (block for block in blocks if _subject(block) in applied)
    return FAULT_MARK.join([head, *kept]).rstrip() + "\n"


def _subject(block: str) -> tuple[str, str]:
    fault = tomllib.loads(block)
    return fault["figure"], fault["recording"]


def _table(name: str) -> Iterator[dict[str, str]]:
    with (CORPUS / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def _links() -> Iterator[Link]:
    for path in sorted((CORPUS / "expected").glob("*.json")):
        modules = json.loads(path.read_bytes())
        for row in modules.get("discovery-protocols", {}).get("discovery", {}).get("links", ()):
            ports = tuple(filter(None, (row["ifName"], row["ifDescr"], row["ifAlias"])))
            yield Link(path.stem, row["protocol"], row["remote_hostname"], row["remote_port"] or "", ports)


def recorded_bytes(recording: str) -> bytes:
    """The recording, as it was kept."""
    return (CORPUS / "snmprec" / f"{recording}.snmprec").read_bytes()


def by_recording(rows: Iterable[dict[str, str]]) -> dict[str, list[dict[str, str]]]:
    """Label rows in the order given, under their recordings."""
    groups: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        groups.setdefault(row["recording"], []).append(row)
    return groups


def is_recorded(text: str, recording: bytes) -> bool:
    """Whether a text is in a recording, plainly or as hexadecimal octets."""
    octets = text.encode()
    return octets in recording or octets.hex().encode() in recording.lower()


def stations(recording: bytes) -> set[str]:
    """MAC addresses (12 hex digits) in the forwarding and ARP tables of a recording."""
    in_value, in_index = (pattern.findall(recording) for pattern in STATION_TABLES)
    found = {octets.decode().lower() for octets in in_value}
    return found | {bytes(map(int, index.split(b"."))).hex() for index in in_index if _is_mac(index)}


def own_addresses(recording: bytes) -> set[str]:
    """MAC addresses of the device's own interfaces (ifPhysAddress)."""
    return {octets.decode().lower() for octets in OWN_ADDRESS.findall(recording)}


def _is_mac(index: bytes) -> bool:
    return all(int(part) < 256 for part in index.split(b"."))
