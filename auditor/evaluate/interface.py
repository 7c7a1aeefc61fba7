"""What a finding is written from: the shape a store's candidate must have.

Stages never import each other, so the store's record is known here by its attributes
only. Texts that a device did not state are "". Next: `findings`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from auditor.model.finding import Verdict
from auditor.model.identity import SubjectKind


class Quote(Protocol):
    """One observation a verdict rests on: a dotted OID or line, the text read there, and the
    vendor that it speaks for."""

    @property
    def vendor(self) -> str: ...
    @property
    def oid_or_line(self) -> str: ...
    @property
    def matched_text(self) -> str: ...


class Part(Protocol):
    """The contained part that decided its device's verdict."""

    @property
    def path(self) -> str: ...


class Named(Protocol):
    """What a subject is called by: see `findings.subject_text`."""

    @property
    def subject_kind(self) -> SubjectKind: ...
    @property
    def subject_key(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def descr(self) -> str: ...
    @property
    def model_name(self) -> str: ...
    @property
    def interface(self) -> str: ...


class Candidate(Named, Protocol):
    """A current subject with a verdict that may need a human.

    `subject_key` is the component path ("" for the device itself) or the neighbor key;
    `evidence` is the deciding part's where the verdict came through a part.
    """

    @property
    def verdict(self) -> Verdict: ...
    @property
    def device_id(self) -> str: ...
    @property
    def site(self) -> str: ...
    @property
    def observed_at(self) -> str: ...
    @property
    def serial_num(self) -> str: ...
    @property
    def part(self) -> Part | None: ...
    @property
    def evidence(self) -> Sequence[Quote]: ...
