"""Protocol data units: requests to octets, answers to plain records (RFC 3416 3).

What arrives is read by `ber`, its rows by `varbinds`. Must not know about sockets or security.
Next: `community`, `usm_session`.
"""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from auditor.collect import ber
from auditor.collect.varbinds import Varbinds, read_varbinds


class PduTag(IntEnum):
    """Tags of the PDUs we send or accept (RFC 1157, RFC 3416)."""

    GET_NEXT = 0xA1
    RESPONSE = 0xA2
    GET_BULK = 0xA5
    REPORT = 0xA8


class Request(NamedTuple):
    """What is asked: rows after `oids`, `repetitions` of them each (0 = GETNEXT)."""

    oids: tuple[bytes, ...]
    repetitions: int = 0

    @property
    def max_rows(self) -> int:
        """Rows a correct answer can hold at most (RFC 3416 4.2.3)."""
        return len(self.oids) * max(1, self.repetitions)


class Pdu(NamedTuple):
    """A PDU that arrived."""

    tag: int
    request_id: int
    error_status: int
    error_index: int
    varbinds: Varbinds


ERROR_NAMES = (
    *("noError", "tooBig", "noSuchName", "badValue", "readOnly", "genErr", "noAccess", "wrongType"),
    *("wrongLength", "wrongEncoding", "wrongValue", "noCreation", "inconsistentValue"),
    *("resourceUnavailable", "commitFailed", "undoFailed", "authorizationError", "notWritable"),
    "inconsistentName",
)
"""error-status by number (RFC 3416 3)."""
TOO_BIG, NO_SUCH_NAME, NO_ACCESS, AUTHORIZATION_ERROR = 1, 2, 6, 16


def error_name(status: int) -> str:
    """ "genErr" for 5; numbers outside RFC 3416 are named as such."""
    return ERROR_NAMES[status] if 0 <= status < len(ERROR_NAMES) else f"error-status {status}"


_NO_ERROR = ber.encode_integer_tlv(0) * 2
"""error-status and error-index of a request; non-repeaters and repetitions in a GETBULK."""
_NULL_VALUE = b"\x05\x00"


def encode_request(request: Request, request_id: int) -> bytes:
    """The PDU octets of a request; GETBULK where it asks for repetitions (not in SNMPv1)."""
    varbinds = b"".join([_varbind(oid) for oid in request.oids])
    tag, counts = PduTag.GET_NEXT, _NO_ERROR
    if request.repetitions:
        tag, counts = PduTag.GET_BULK, _bulk_counts(request.repetitions)
    content = ber.encode_integer_tlv(request_id) + counts + ber.encode_tlv(ber.SEQUENCE, varbinds)
    return ber.encode_tlv(tag, content)


def _varbind(oid: bytes) -> bytes:
    """SEQUENCE { name, NULL }."""
    size = len(oid)
    if size < 0x7C:
        return b"\x30%c\x06%c%b\x05\x00" % (size + 4, size, oid)
    return ber.encode_tlv(ber.SEQUENCE, ber.encode_tlv(ber.OBJECT_IDENTIFIER, oid) + _NULL_VALUE)


@lru_cache(maxsize=64)
def _bulk_counts(repetitions: int) -> bytes:
    return ber.encode_integer_tlv(0) + ber.encode_integer_tlv(repetitions)


class Header(NamedTuple):
    """What stands before the varbind list, and where that starts."""

    request_id: int
    error_status: int
    error_index: int
    varbinds: int


def read_header(data: bytes, start: int, end: int) -> Header:
    """The header of the PDU whose content is data[start:end]."""
    request_id, position = ber.read_integer(data, start, end)
    if data.startswith(_NO_ERROR, position):
        return Header(request_id, 0, 0, position + len(_NO_ERROR))
    status, position = ber.read_integer(data, position, end)
    index, position = ber.read_integer(data, position, end)
    return Header(request_id, status, index, position)


def decode_pdu(
    data: bytes, tag: int, header: Header, end: int, max_rows: int, *, version_1: bool = False
) -> Pdu:
    """The PDU with this header that ends at `end`; MalformedError when anything about it is wrong."""
    list_tag, start, stop = ber.head(data, header.varbinds, end)
    if list_tag != ber.SEQUENCE or stop != end:
        raise ber.MalformedError("no varbind list, or octets after it")
    varbinds = read_varbinds(data, start, stop, max_rows, version_1=version_1)
    return Pdu(tag, header.request_id, header.error_status, header.error_index, varbinds)
