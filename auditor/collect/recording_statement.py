"""NAME.toml, NAME/ssh.toml: what a recording says about itself, and its integrity.

The rows alone cannot say how the polling ended, so this file does; without it completeness
is unstated. The digests show whether rows were lost or changed since. Must not know folders
or plans. Next: `recording_files`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeVar

from auditor.model.oid import encode_oid
from auditor.model.platforms import PLATFORM_NAMES
from auditor.model.recording import End, Instant, Outcome, Problem, Reason, Recording
from auditor.model.sections import SectionKind
from auditor.model.target import Transport
from auditor.model.toml_text import parse_untrusted

MAX_TEXT = 4_096
"""As long as the longest decoded text that is kept."""

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z")


@dataclass(frozen=True, slots=True)
class StatedSection:
    """How the walk of one root ended; `digest` is the sha256 of its rows, "" = not stated."""

    kind: SectionKind
    root: str
    end: End
    context: str = ""
    detail: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """What NAME.toml states; None and "" where it says nothing. `end` is for roots not listed."""

    outcome: Outcome | None = None
    reason: Reason | None = None
    end: End | None = None
    detail: str = ""
    address: str = ""
    started_at: Instant = ""
    finished_at: Instant = ""
    security: str = ""
    authenticated: bool = False
    credential: str = ""
    plan_digest: str = ""
    collector_version: str = ""
    platform: str = ""
    """Whose commands those of NAME/ssh are that no section lists (`model.platforms`)."""
    section: tuple[StatedSection, ...] = ()
    problem: tuple[Problem, ...] = ()


UNSTATED = Statement()


def parse_statement(data: bytes) -> Statement:
    """The statement in TOML text; ValueError naming the key and the reason when it is invalid."""
    return Statement(**_read_table(parse_untrusted(data.decode()), _STATEMENT))  # type: ignore[arg-type]


def format_statement(recording: Recording) -> bytes:
    """The TOML text from which `parse_statement` reads the same statement."""
    return "\n".join(_statement_lines(recording)).encode() + b"\n"


def _statement_lines(recording: Recording) -> Iterator[str]:
    yield _TITLES[recording.transport]
    yield _line("outcome", recording.outcome.value)
    if recording.reason is not None:
        yield _line("reason", recording.reason.value)
    for key in _TEXTS:
        yield _line(key, getattr(recording, key))
    yield f"authenticated = {'true' if recording.authenticated else 'false'}"
    for section in recording.sections:
        yield "\n[[section]]"
        yield _line("kind", section.kind.value)
        yield _line("root", section.root)
        yield _line("context", section.context)
        yield _line("end", section.end.value)
        yield _line("detail", section.detail)
        yield _line("digest", section.digest)
    for problem in recording.problems:
        yield "\n[[problem]]"
        yield _line("reason", problem.reason.value)
        yield _line("unit", problem.unit)
        yield _line("detail", problem.detail)


def _line(key: str, text: str) -> str:
    """A TOML basic string: JSON's escapes are TOML's, except that DEL must be escaped too."""
    clean = text[:MAX_TEXT].encode(errors="replace").decode()
    return f"{key} = {json.dumps(clean, ensure_ascii=False)}".replace("\x7f", "\\u007f")


_TITLES = {
    Transport.SNMP: "# How the rows in the .snmprec file of the same name were polled.",
    Transport.SSH: "# How the outputs in the folder ssh beside this file were collected.",
}

Reader = Callable[[object], object]
_Table = Mapping[str, Reader]
_Member = TypeVar("_Member", Outcome, Reason, End, SectionKind)


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > MAX_TEXT:
        raise ValueError(f"must be text of at most {MAX_TEXT} characters")
    return value


def _boolean(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("must be true or false")
    return value


def _instant(value: object) -> Instant:
    text = _text(value)
    if text and not _INSTANT.fullmatch(text):
        raise ValueError('must be UTC time such as "2026-11-22T16:26:26Z"')
    return text


def _stated_section(**values: object) -> StatedSection:
    """A section; its root is an object identifier, or a command where the kind is that of commands."""
    section = StatedSection(**values)  # type: ignore[arg-type]  # _SECTION read them
    if section.kind is not SectionKind.CLI:
        try:
            encode_oid(section.root)
        except ValueError as error:
            raise ValueError(f"root: {error}") from None
    return section


def _platform(value: object) -> str:
    if value not in PLATFORM_NAMES:
        raise ValueError(f"is not a platform{_nearest(str(value), dict.fromkeys(PLATFORM_NAMES, ''))}")
    return str(value)


def _member_of(kind: type[_Member]) -> Reader:
    words = {member.value: member for member in kind}

    def read(value: object) -> _Member:
        if not isinstance(value, str) or value not in words:
            raise ValueError(f"must be one of {', '.join(words)}{_nearest(str(value), words)}")
        return words[value]

    return read


def _list_of(record: Callable[..., object], table: _Table, *needed: str) -> Reader:
    def read(value: object) -> tuple[object, ...]:
        if not isinstance(value, list):
            raise TypeError("must be a list of tables")
        return tuple(record(**_read_table(entry, table, *needed)) for entry in value)

    return read


_TEXTS = (
    "detail",
    "address",
    "started_at",
    "finished_at",
    "security",
    "credential",
    "plan_digest",
    "collector_version",
)
_SECTION: _Table = {
    "kind": _member_of(SectionKind),
    "root": _text,
    "context": _text,
    "end": _member_of(End),
    "detail": _text,
    "digest": _text,
}
_PROBLEM: _Table = {"reason": _member_of(Reason), "unit": _text, "detail": _text}
_STATEMENT: _Table = {
    **dict.fromkeys(_TEXTS, _text),
    "started_at": _instant,
    "finished_at": _instant,
    "outcome": _member_of(Outcome),
    "reason": _member_of(Reason),
    "end": _member_of(End),
    "authenticated": _boolean,
    "platform": _platform,
    "section": _list_of(_stated_section, _SECTION, "kind", "root", "end"),
    "problem": _list_of(Problem, _PROBLEM, *_PROBLEM),
}


def _read_table(values: object, table: _Table, *needed: str) -> dict[str, object]:
    if not isinstance(values, dict):
        raise TypeError("must be a table")
    if missing := [key for key in needed if key not in values]:
        raise ValueError(f"{missing[0]} is missing")
    read: dict[str, object] = {}
    for key, value in values.items():
        if key not in table:
            raise ValueError(f"unknown key {key[:MAX_TEXT]!r}{_nearest(key, table)}")
        try:
            read[key] = table[key](value)
        except (TypeError, ValueError) as error:
            raise ValueError(f"{key}: {error}") from None
    return read


def _nearest(word: str, words: Mapping[str, object]) -> str:
    close = get_close_matches(word, words, n=1)
    return f"; nearest: {close[0]}" if close else ""
