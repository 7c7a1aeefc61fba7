"""What a value typed for a lookup must look like; a bad one is refused with the forms there are."""

from __future__ import annotations

import re
from typing import NamedTuple

from auditor.errors import UsageError
from auditor.identify.sys_object_id import ENTERPRISES
from auditor.model.oid import MAX_SUB_ID, MAX_SUB_IDS

MAC_FORMS = "forms: 00:18:82:00:00:01, 00-18-82-00-00-01, 0018.8200.0001, or the first 6 to 11 digits"
OID_FORMS = "forms: 1.3.6.1.4.1.2011.2.23, or an enterprise number alone: 2011"
MAX_SHOWN = 60
"""Characters of a refused value that are repeated."""
_ADDRESS = re.compile(
    r"(?i)[0-9a-f]{2}(?:[:-][0-9a-f]{2}){2,5}|[0-9a-f]{4}(?:\.[0-9a-f]{4}){1,2}|[0-9a-f]{6,12}"
)


class AddressValue(NamedTuple):
    """A MAC address or the beginning of one. `number` has the missing digits as zeros."""

    digits: str
    """6 to 12 hexadecimal digits, upper case."""
    whole: bool
    number: int

    @property
    def text(self) -> str:
        """As "00:18:82", with an odd last digit alone."""
        return ":".join(re.findall("..?", self.digits.lower()))


def read_address(value: str) -> AddressValue:
    """A MAC address, or its first 6 to 11 digits; UsageError for anything else."""
    text = value.strip()
    if not _ADDRESS.fullmatch(text):
        raise refused(value, "is no MAC address", MAC_FORMS)
    digits = re.sub("[:.-]", "", text).upper()
    return AddressValue(digits, len(digits) == 12, int(digits.ljust(12, "0"), 16))


def read_object_id(value: str) -> tuple[int, ...]:
    """Sub-identifiers of a dotted OID, or of an enterprise number alone; UsageError otherwise."""
    parts = value.strip().removeprefix(".").split(".")
    if not all(part.isascii() and part.isdigit() and len(part) <= 10 for part in parts):
        raise refused(value, "is no object identifier", OID_FORMS)
    sub_ids = tuple(map(int, parts))
    if len(sub_ids) > MAX_SUB_IDS or max(sub_ids) > MAX_SUB_ID or (len(sub_ids) > 1 and sub_ids[0] > 2):
        raise refused(value, "is no object identifier", OID_FORMS)
    return (*ENTERPRISES, *sub_ids) if len(sub_ids) == 1 else sub_ids


def stated_text(value: str) -> str:
    """A value that is not empty."""
    if not value.strip():
        raise refused(value, "is empty", "give the text as the device states it, in quotes")
    return value


def refused(value: str, reason: str, remedy: str) -> UsageError:
    """The complaint about a value."""
    shown = value if len(value) <= MAX_SHOWN else value[:MAX_SHOWN] + "…"
    return UsageError(f"{shown!r} {reason}", place="VALUE", remedy=remedy)
