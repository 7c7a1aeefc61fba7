"""Value fields of the snmprec form: text to BER content octets and back, by tag.

A plain field is the value as people write it, "x" marks hexadecimal octets, "e" escapes,
":module" a variation module of the simulators. Must not know lines, files or OID order.
Next: `snmprec`.
"""

from __future__ import annotations

import re
from binascii import unhexlify
from collections.abc import Callable
from typing import AnyStr

from auditor.model.oid import encode_oid, oid_text
from auditor.model.rows import Tag, encode_integer

MAX_DIGITS = 20
"""2**64-1, the largest SNMP number, has 20 digits."""

Convert = Callable[[bytes], bytes]


def field_reader(field: bytes) -> tuple[int, Convert]:
    """BER tag and reader of the value field for a tag field; ValueError for an unknown tag."""
    return _FIELDS.get(field) or _unusual_reader(field)


def value_fields(tag: int, value: bytes) -> bytes:
    """ "TAG|VALUE" that reads back as exactly these octets."""
    plain = _plain_value(tag, value)
    return b"%dx|%s" % (tag, value.hex().encode()) if plain is None else b"%d|%s" % (tag, plain)


def is_exact(convert: Callable[[AnyStr], bytes], text: AnyStr, expected: bytes) -> bool:
    """Whether reading the text gives the expected octets."""
    try:
        return convert(text) == expected
    except ValueError:
        return False


def _plain(text: bytes) -> bytes:
    return text


def _integer(text: bytes) -> bytes:
    digits = text.strip()
    if not digits.removeprefix(b"-").isdigit() or len(digits) > MAX_DIGITS:
        raise ValueError("not a number")
    return encode_integer(int(digits))


def _null(text: bytes) -> bytes:
    if text.strip():
        raise ValueError("a NULL has no value")
    return b""


def _oid_value(text: bytes) -> bytes:
    return encode_oid(text.decode("ascii"))


def _ip_address(text: bytes) -> bytes:
    parts = text.strip().split(b".")
    if len(parts) != 4 or not all(part.isdigit() and len(part) <= 3 for part in parts):
        raise ValueError("not an IPv4 address")
    return bytes(map(int, parts))


def _hexadecimal(text: bytes) -> bytes:
    return unhexlify(text.strip())


_ESCAPE = re.compile(rb"\\(?:x([0-9a-fA-F]{2})|([0-7]{1,3})|(.))", re.DOTALL)
_ESCAPED = dict(zip(b"abfnrtv\\'\"", b"\a\b\f\n\r\t\v\\'\"", strict=True))
"""Letter after the backslash → octet; the escapes of Python literals, which simulators write."""


def _unescape(match: re.Match[bytes]) -> bytes:
    hexadecimal, octal, letter = match.groups()
    if hexadecimal:
        return unhexlify(hexadecimal)
    if octal:
        return bytes((int(octal, 8) & 0xFF,))
    return bytes((_ESCAPED[letter[0]],)) if letter[0] in _ESCAPED else match[0]


def _escaped(text: bytes) -> bytes:
    return _ESCAPE.sub(_unescape, text)


_CONVERT: dict[int, Convert] = {
    Tag.INTEGER: _integer,
    Tag.BIT_STRING: _plain,
    Tag.OCTET_STRING: _plain,
    Tag.NULL: _null,
    Tag.OBJECT_IDENTIFIER: _oid_value,
    Tag.IP_ADDRESS: _ip_address,
    Tag.COUNTER32: _integer,
    Tag.GAUGE32: _integer,
    Tag.TIME_TICKS: _integer,
    Tag.OPAQUE: _plain,
    Tag.COUNTER64: _integer,
}
_FIELDS: dict[bytes, tuple[int, Convert]] = {
    b"%d%s" % (tag, suffix): (int(tag), suffixed or convert)
    for tag, convert in _CONVERT.items()
    for suffix, suffixed in ((b"", None), (b"x", _hexadecimal), (b"e", _escaped))
}

_VARIATIONS = {b"numeric": b"initial", b"writecache": b"value", b"delay": b"value"}
"""Variation module of the simulators → the argument that holds the value to start with."""


def _unusual_reader(field: bytes) -> tuple[int, Convert]:
    """Variation modules ("4:writecache"), and hexadecimal values of tags SNMP does not know."""
    base, colon, module = field.partition(b":")
    if colon and base in _FIELDS and module in _VARIATIONS:
        tag, convert = _FIELDS[base]
        return tag, lambda text: convert(_argument(text, _VARIATIONS[module]))
    number = base.removesuffix(b"x")
    if not colon and number != base and number.isdigit() and len(number) <= 3 and 0 < int(number) <= 0xFF:
        return int(number), _hexadecimal
    raise ValueError("unknown tag")


def _argument(text: bytes, name: bytes) -> bytes:
    """The named argument of a variation module; the whole text when it names none."""
    if b"=" not in text:
        return text
    start = (b"," + text).find(b"," + name + b"=")
    if start < 0:
        raise ValueError(f"no fixed value ({name.decode()}=) to take")
    value = text[start + len(name) + 1 :]
    return re.split(rb",[A-Za-z]+=", value, maxsplit=1)[0]


_SAFE_TEXT = re.compile(rb"(?:[!-{}~](?:[ -{}~]*[!-{}~])?)?")
"""Printable ASCII without "|", not beginning or ending with a space: other readers trim those."""


def _plain_value(tag: int, value: bytes) -> bytes | None:
    """The value as plain text, or None when reading that would not give the same octets."""
    convert = _CONVERT.get(tag)
    if convert is _plain:
        return value if _SAFE_TEXT.fullmatch(value) else None
    if convert is _integer:
        text = b"%d" % int.from_bytes(value, "big", signed=True)
    elif convert is _oid_value:
        text = oid_text(value).encode()
    elif convert is _ip_address:
        text = b".".join(b"%d" % octet for octet in value)
    else:
        text = b""
    return text if convert is not None and is_exact(convert, text, value) else None
