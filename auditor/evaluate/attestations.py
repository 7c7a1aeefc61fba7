"""Attestations: which parts a supplier's signed words cover on a day, and which do nothing.

Reads the file and matches it; what an attested maker means for a verdict is `attested`'s. Must
not know files, today, or the vendor registry, which comes in as a function.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from fnmatch import fnmatchcase
from typing import NamedTuple

from auditor.evaluate.toml_table import Table, parse_toml
from auditor.model.attestations import Attestation, StatedSubject
from auditor.model.finding import Coverage
from auditor.model.recording import Reason

ENTRY_KEYS = (
    "id", "manufacturer", "document", "document_sha256", "signer", "signed", "expires", "statement", "match",
)  # fmt: skip
NAMING = ("model", "serial")
"""A declaration is about part numbers or serial numbers: one of these must be named."""
CONDITIONS = (*NAMING, "vendor", "device", "site", "path", "interface")
"""Conditions of a match, which are fields of `StatedSubject`."""
WILDCARDS = "*?"
SHA256 = re.compile(r"[0-9a-f]{64}")


class Maker(NamedTuple):
    """Who a word names: `id` is a vendor's, or "name:…" of one that the registry does not know;
    `near` is the id of a vendor that such a name resembles, or ""."""

    id: str
    name: str
    near: str = ""


class Covered(NamedTuple):
    """Subjects with the attestations in force that cover them, and what there is to say of the list."""

    subjects: tuple[tuple[StatedSubject, tuple[Attestation, ...]], ...]
    coverage: tuple[Coverage, ...]


def parse_attestations(data: bytes, name: str, maker_of: Callable[[str], Maker]) -> tuple[Attestation, ...]:
    """The attestations of a file, in its order; PackError names file, entry, key and remedy."""
    table = Table(parse_toml(data, name), ("attestation",), file=name)
    rows = table.tables("attestation", ENTRY_KEYS)
    found: dict[str, Attestation] = {}
    for row in rows:
        attestation = _read(row, maker_of)
        if attestation.id in found:
            raise row.fault("id", "is used twice", "give each attestation an id of its own")
        found[attestation.id] = attestation
    return tuple(found.values())


def _read(row: Table, maker_of: Callable[[str], Maker]) -> Attestation:
    signed, expires = _day(row, "signed", "it was signed"), _day(row, "expires", "it counts to")
    if expires < signed:
        raise row.fault("expires", f"is before it was signed ({signed})", "correct one of the two days")
    word = row.text("manufacturer")
    maker = maker_of(word)
    if maker.near:
        remedy = f"write manufacturer = {maker.near!r}, or a name that cannot be taken for it"
        raise row.fault("manufacturer", f"{word!r} resembles the vendor {maker.near!r}", remedy)
    return Attestation(
        row.text("id"),
        _conditions(row),
        maker.id,
        maker.name,
        row.text("document"),
        _digest(row),
        row.text("signer"),
        signed,
        expires,
        row.text("statement", ""),
    )


def _day(row: Table, key: str, what: str) -> date:
    day = row.day(key)
    if day is None:
        raise row.fault(key, "is missing", f"write the day {what}: {key} = 2027-03-31")
    return day


def _digest(row: Table) -> str:
    digest = row.text("document_sha256").casefold()
    if not SHA256.fullmatch(digest):
        raise row.fault("document_sha256", "is not 64 hexadecimal digits", "write what sha256sum prints")
    return digest


def _conditions(row: Table) -> tuple[tuple[str, str], ...]:
    match = row.table("match", CONDITIONS)
    conditions = tuple((key, match.text(key)) for key in CONDITIONS if key in match)
    if not any(key in NAMING for key, _ in conditions):
        raise row.fault("match", "names no part", "name a model, a serial, or both; they may hold * and ?")
    for key, pattern in conditions:
        if not pattern.strip(WILDCARDS):
            raise match.fault(key, "matches everything", "name a value, or leave the condition out")
    return conditions


def attests(attestation: Attestation, subject: StatedSubject) -> bool:
    """Whether every condition matches the whole value, in case too (`*`, `?`, `[…]` as in a shell)."""
    return bool(attestation.match) and all(
        fnmatchcase(str(getattr(subject, key)), pattern) for key, pattern in attestation.match
    )


def cover(subjects: Iterable[StatedSubject], attestations: Sequence[Attestation], as_of: date) -> Covered:
    """The subjects that attestations in force on a day cover, in order, and rows about the others."""
    valid = [one for one in attestations if one.signed <= as_of <= one.expires]
    found = tuple(
        (subject, held)
        for subject in (subjects if valid else ())
        if (held := tuple(one for one in valid if attests(one, subject)))
    )
    used = {one.id for _, held in found for one in held}
    return Covered(found, tuple(_said(attestations, used, as_of)))


def _said(attestations: Iterable[Attestation], used: set[str], as_of: date) -> Iterator[Coverage]:
    for one in attestations:
        if one.expires < as_of:
            yield _row(Reason.ATTESTATION_EXPIRED, f"attestation {one.id} expired on {one.expires}")
        elif as_of < one.signed:
            yield _row(
                Reason.ATTESTATION_UNUSED, f"attestation {one.id} is signed on {one.signed}, after {as_of}"
            )
        elif one.id not in used:
            yield _row(
                Reason.ATTESTATION_UNUSED, f"attestation {one.id} (until {one.expires}) covers no part"
            )


def _row(reason: Reason, detail: str) -> Coverage:
    return Coverage("evaluate", reason, "", detail)
