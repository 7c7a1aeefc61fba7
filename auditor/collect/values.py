"""Which octets a value may have by its SMI type (RFC 2578 7.1, RFC 3416 3, RFC 1155 3.2).

A check without decoding: pyasn1 would build an object per value, which costs six times as
much per device, and rows are kept as octets anyway. Must not know what an OID means.
"""

from __future__ import annotations

from typing import NamedTuple

from auditor.collect import ber
from auditor.model.limits import MAX_VALUE_BYTES
from auditor.model.rows import Tag

NO_SUCH_OBJECT, NO_SUCH_INSTANCE, END_OF_MIB_VIEW = 0x80, 0x81, 0x82
"""Exceptions in place of a value (RFC 3416 3)."""


class Allowed(NamedTuple):
    """Sizes in octets, and for integers the first value too low and the first too high."""

    min_size: int
    max_size: int
    above: int | None = None
    below: int | None = None


ALLOWED: dict[int, Allowed] = {
    Tag.INTEGER: Allowed(1, ber.MAX_INTEGER_OCTETS, -(1 << 31) - 1, 1 << 31),
    Tag.OCTET_STRING: Allowed(0, MAX_VALUE_BYTES),
    Tag.NULL: Allowed(0, 0),
    Tag.OBJECT_IDENTIFIER: Allowed(1, MAX_VALUE_BYTES),
    Tag.IP_ADDRESS: Allowed(4, 4),
    Tag.COUNTER32: Allowed(1, ber.MAX_INTEGER_OCTETS, -1, 1 << 32),
    Tag.GAUGE32: Allowed(1, ber.MAX_INTEGER_OCTETS, -1, 1 << 32),
    Tag.TIME_TICKS: Allowed(1, ber.MAX_INTEGER_OCTETS, -1, 1 << 32),
    Tag.OPAQUE: Allowed(0, MAX_VALUE_BYTES),
    Tag.COUNTER64: Allowed(1, 9, -1, 1 << 64),
}
"""Integers may be padded (BER, not DER): real agents do it."""
VERSION_2_ONLY: dict[int, Allowed] = {
    NO_SUCH_OBJECT: Allowed(0, 0),
    NO_SUCH_INSTANCE: Allowed(0, 0),
    END_OF_MIB_VIEW: Allowed(0, 0),
}
VERSION_1: dict[int, Allowed] = {tag: allowed for tag, allowed in ALLOWED.items() if tag != Tag.COUNTER64}
VERSION_2: dict[int, Allowed] = {**ALLOWED, **VERSION_2_ONLY}


EXCEPTIONS = frozenset((NO_SUCH_OBJECT, NO_SUCH_INSTANCE, END_OF_MIB_VIEW))

_ALWAYS_PLAIN = ((Tag.INTEGER, range(1, 5)), (Tag.NULL, (0,)), (Tag.IP_ADDRESS, (4,)))
_PLAIN_1 = frozenset(tag << 8 | 2 + size for tag, sizes in _ALWAYS_PLAIN for size in sizes)
PLAIN = (_PLAIN_1 | {tag << 8 | 2 for tag in EXCEPTIONS}, _PLAIN_1)
"""tag << 8 | octets of the whole element, which need no further look, in versions 2 and 1."""


def check_value(version_1: bool, tag: int, value: bytes) -> None:
    """MalformedError when these octets are no value of the type."""
    allowed = (VERSION_1 if version_1 else VERSION_2).get(tag)
    if allowed is None:
        raise ber.MalformedError(f"value with tag {tag:#04x}")
    if not allowed.min_size <= len(value) <= allowed.max_size:
        raise ber.MalformedError(f"value of {len(value)} octets with tag {tag:#04x}")
    if allowed.below is not None and allowed.above is not None:
        number = int.from_bytes(value, "big", signed=True)
        if not allowed.above < number < allowed.below:
            raise ber.MalformedError(f"value out of range with tag {tag:#04x}")
    elif tag == Tag.OBJECT_IDENTIFIER:
        ber.check_oid(value)
