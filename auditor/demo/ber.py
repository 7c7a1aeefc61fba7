"""The BER that an SNMP agent needs: reading requests strictly, writing answers (X.690).

Must not know what a message means. Next: `responder`.
"""

from __future__ import annotations

from auditor.model.rows import encode_integer, encode_length

SEQUENCE = 0x30
INTEGER = 0x02
OCTET_STRING = 0x04
NULL = 0x05
OBJECT_IDENTIFIER = 0x06


class Cursor:
    """Reads one TLV after another; ValueError at the first octet that is not BER."""

    def __init__(self, octets: bytes) -> None:
        self._octets = octets
        self._position = 0

    @property
    def at_end(self) -> bool:
        return self._position >= len(self._octets)

    def take(self, tag: int) -> bytes:
        """Content octets of the next TLV, which must have this tag."""
        found, content = self.take_any()
        if found != tag:
            raise ValueError(f"tag {found:#04x} where {tag:#04x} is expected")
        return content

    def take_any(self) -> tuple[int, bytes]:
        """Tag and content octets of the next TLV."""
        octets, position = self._octets, self._position
        if position + 2 > len(octets):
            raise ValueError("message ends early")
        tag, length = octets[position], octets[position + 1]
        position += 2
        if length >= 0x80:
            size = length & 0x7F
            if not 1 <= size <= 4 or position + size > len(octets):
                raise ValueError("bad length")
            length = int.from_bytes(octets[position : position + size], "big")
            position += size
        if position + length > len(octets):
            raise ValueError("message ends early")
        self._position = position + length
        return tag, octets[position : self._position]

    def take_integer(self) -> int:
        """The next TLV as an integer of at most four octets."""
        content = self.take(INTEGER)
        if not 1 <= len(content) <= 4:
            raise ValueError("bad integer")
        return int.from_bytes(content, "big", signed=True)


def tlv(tag: int, *contents: bytes) -> bytes:
    """One TLV around the contents."""
    content = b"".join(contents)
    return bytes((tag,)) + encode_length(len(content)) + content


def integer(value: int, tag: int = INTEGER) -> bytes:
    """An integer TLV; other tags for the unsigned types of SMI."""
    return tlv(tag, encode_integer(value))
