"""What is known of one value without any device: the answer of an offline lookup.

Next: `identify.lookup` answers, `report.lookup_text` words it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from auditor.model.identity import Claim


class LookupKind(StrEnum):
    """What a looked-up value is."""

    MAC = "mac"
    OID = "oid"
    DESCR = "descr"
    PART = "part"
    SERIAL = "serial"


class Known(NamedTuple):
    """One row of knowledge or registry that speaks of a value. `cap` is "" or why the row alone
    never suffices; `applies` is False where a longer prefix goes first; a `lead` concludes nothing."""

    claim: Claim
    vendor: str
    vendor_name: str
    confidence: int
    row: str
    reads: str
    source: str
    date: str
    cap: str = ""
    applies: bool = True
    lead: bool = False


class Answer(NamedTuple):
    """Everything known of one value. `facts` are (name, text) that name no vendor's equipment,
    such as the registrant of a prefix or the special class of an address."""

    kind: LookupKind
    value: str
    facts: tuple[tuple[str, str], ...]
    known: tuple[Known, ...]
