"""Who plays in the demo: devices, addresses, recordings, behaviour and what to expect.

Reads package data only (`cast.toml`, `recordings/`). Must not know how devices are polled or
judged: what is expected is for tests and documentation. Next: `server`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from importlib.resources import files
from typing import NamedTuple

from auditor.collect.cli_files import CLI_FOLDER, CLI_STATEMENT, command_of
from auditor.collect.recording_statement import parse_statement
from auditor.collect.snmprec import read_snmprec
from auditor.demo.cli_device import CliDevice
from auditor.demo.responder import Agent, make_agent
from auditor.model.oid import encode_oid, sub_ids
from auditor.model.rows import Row
from auditor.model.target import Transport

COMMUNITY = "demo"
"""The read community of every simulated device."""
USER = "auditor"
PASSWORD = "demo"  # noqa: S105  of simulated devices that listen on loopback
"""Who may log in to every simulated device that has a command line."""
ENGINE_ID_OID = encode_oid("1.3.6.1.6.3.10.2.1.1.0")
_RESOURCES = files("auditor.demo")


class Behaviour(StrEnum):
    """How a simulated device treats requests."""

    ANSWERS = "answers"
    SILENT = "silent"
    STOPS = "stops"
    """Answers until it is asked for a row of ENTITY-MIB after `stop_after`, then never again."""


class Expected(NamedTuple):
    """A part or neighbor that the demo is to show, and how it is judged."""

    where: str
    vendor: str
    status: str


class CastMember(NamedTuple):
    """One simulated device. `recording` is a file stem, "" when there is none to play.

    `status` is that of the device's summary; `coverage` are reasons that must be listed.
    """

    name: str
    address: str
    site: str
    tags: tuple[str, ...]
    transports: tuple[Transport, ...]
    recording: str
    behaviour: Behaviour
    stop_after: str
    status: str
    because: str
    parts: tuple[Expected, ...]
    neighbors: tuple[Expected, ...]
    coverage: tuple[str, ...]
    leads: tuple[str, ...]


class Cast(NamedTuple):
    """The whole demo; `exclude` is the list that the expected statuses are for."""

    operator: str
    exclude: tuple[str, ...]
    members: tuple[CastMember, ...]


def load_cast() -> Cast:
    """The cast in the package."""
    data = tomllib.loads(_RESOURCES.joinpath("cast.toml").read_text("utf-8"))
    members = tuple(_member(entry) for entry in data["device"])
    return Cast(data["operator"], tuple(data["exclude"]), members)


def designation_list() -> bytes:
    """The demo's private designation list, which is clearly fictitious."""
    return _RESOURCES.joinpath("designations.toml").read_bytes()


def make_agents(cast: Cast) -> dict[str, Agent]:
    """An agent by address for every member."""
    return {member.address: _agent(member) for member in cast.members}


def recorded_rows(recording: str) -> dict[str, list[Row]]:
    """Rows of a recording in the package by context; "" is the device's own."""
    rows: dict[str, list[Row]] = {}
    for entry in _RESOURCES.joinpath("recordings").iterdir():
        stem, dot, suffix = entry.name.rpartition(".")
        name, _, context = stem.partition("@")
        if name == recording and dot + suffix == ".snmprec":
            rows[context] = read_snmprec(entry.read_bytes(), entry.name)[0]
    return rows


def make_cli_devices(cast: Cast) -> dict[str, CliDevice]:
    """A command line by address for every member that is asked over SSH."""
    return {
        member.address: _cli_device(member) for member in cast.members if Transport.SSH in member.transports
    }


def _cli_device(member: CastMember) -> CliDevice:
    """Plays NAME/ssh as the platform that NAME/ssh.toml states."""
    folder = _RESOURCES.joinpath("recordings", member.name)
    platform = parse_statement(folder.joinpath(CLI_STATEMENT).read_bytes()).platform
    outputs = {command_of(file.name): file.read_bytes() for file in folder.joinpath(CLI_FOLDER).iterdir()}
    return CliDevice(platform, member.name, outputs)


def _agent(member: CastMember) -> Agent:
    rows = recorded_rows(member.recording) if member.recording else {}
    communities: Mapping[bytes, list[Row]] = {
        (f"{COMMUNITY}@{context}" if context else COMMUNITY).encode(): table
        for context, table in rows.items()
    }
    engine_id = next((value for oid, _, value in rows.get("", ()) if oid == ENGINE_ID_OID), b"")
    return make_agent(
        communities,
        engine_id,
        silent=member.behaviour is Behaviour.SILENT,
        stop_after=sub_ids(encode_oid(member.stop_after)) if member.stop_after else None,
    )


def _member(entry: Mapping[str, object]) -> CastMember:
    return CastMember(
        name=str(entry["name"]),
        address=str(entry["address"]),
        site=str(entry["site"]),
        tags=_words(entry.get("tags", [])),
        transports=tuple(map(Transport, _words(entry.get("transports", ["snmp"])))),
        recording=str(entry.get("recording", "")),
        behaviour=Behaviour(str(entry.get("behaviour", "answers"))),
        stop_after=str(entry.get("stop_after", "")),
        status=str(entry["expected"]),
        because=str(entry["because"]),
        parts=_expected(entry.get("part", [])),
        neighbors=_expected(entry.get("neighbor", [])),
        coverage=_words(entry.get("coverage", [])),
        leads=_words(entry.get("leads", [])),
    )


def _expected(entries: object) -> tuple[Expected, ...]:
    if not isinstance(entries, list):
        raise TypeError("part and neighbor are lists of tables")
    return tuple(Expected(entry["where"], entry["vendor"], entry["expected"]) for entry in entries)


def _words(entries: object) -> tuple[str, ...]:
    if not isinstance(entries, list):
        raise TypeError("tags, coverage and leads are lists of words")
    return tuple(map(str, entries))
