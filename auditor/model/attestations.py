"""A supplier's signed word about parts: shown as attested, never as observed.

It clears nothing and overrides nothing that was observed. Next: `evaluate.attestations` reads the
file, `finding` carries what covers a subject.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from auditor.model.identity import SubjectKind


@dataclass(frozen=True, slots=True)
class Attestation:
    """One declaration. `match` are (condition, pattern) pairs, all of which must hold; `manufacturer`
    is a vendor id, or a name that the registry does not know; `expires` is the last day it counts."""

    id: str
    match: tuple[tuple[str, str], ...]
    manufacturer: str
    manufacturer_name: str
    document: str
    document_sha256: str
    signer: str
    signed: date
    expires: date
    statement: str = ""


def attested_makers(attestations: Iterable[Attestation]) -> tuple[str, ...]:
    """The makers that attestations name, each once."""
    return tuple(sorted({attestation.manufacturer for attestation in attestations}))


class StatedSubject(NamedTuple):
    """What a current subject states, as conditions read it; "" where it states nothing.
    `subject_id` is its id in the views, `vendor` the observed maker's id."""

    kind: SubjectKind
    subject_id: int
    device: str
    site: str
    path: str
    interface: str
    serial: str
    model: str
    vendor: str


class AttestedSubject(NamedTuple):
    """A subject that attestations cover, with its status over all rules. Device text is unescaped."""

    device_id: str
    subject_kind: SubjectKind
    subject_key: str
    serial_num: str
    model_name: str
    status: str
    attestations: tuple[Attestation, ...]
