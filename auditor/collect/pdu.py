"""Protocol data units: built and checked with pysnmp, seen by the rest as plain records.

The only module that knows pysnmp's message classes. What arrives is scanned by `ber` first
(structure, counts), then every value is checked against its SMI type by `values`. Must not
know about sockets or security. Next: `community` and `usm_session`.
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from pyasn1.codec.ber import encoder
from pysnmp.proto.api import v1, v2c

from auditor.collect import ber
from auditor.collect.values import check_values
from auditor.model.oid import sub_ids
from auditor.model.rows import Row


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
    """A PDU that arrived. Rows are verbatim; exceptions such as endOfMibView keep their tag."""

    tag: int
    request_id: int
    error_status: int
    error_index: int
    rows: tuple[Row, ...]


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


def encode_request(request: Request, request_id: int, *, version_1: bool = False) -> bytes:
    """The PDU octets of a request; SNMPv1 knows GETNEXT only."""
    module = v1 if version_1 else v2c
    bulk = request.repetitions > 0
    api = v2c.apiBulkPDU if bulk else module.apiPDU
    pdu = v2c.GetBulkRequestPDU() if bulk else module.GetNextRequestPDU()
    api.set_defaults(pdu)
    api.set_request_id(pdu, request_id)
    if bulk:
        api.set_max_repetitions(pdu, request.repetitions)
    api.set_varbinds(pdu, [(sub_ids(oid), module.null) for oid in request.oids])
    return bytes(encoder.encode(pdu))


def read_header(data: bytes, element: ber.Tlv) -> tuple[int, int, int, int]:
    """(request-id, error-status, error-index, where the varbind list starts)."""
    request_id, position = ber.read_integer(data, element.start, element.end)
    status, position = ber.read_integer(data, position, element.end)
    index, position = ber.read_integer(data, position, element.end)
    return request_id, status, index, position


def decode_pdu(data: bytes, element: ber.Tlv, max_rows: int, *, version_1: bool = False) -> Pdu:
    """The PDU whose content is `element`; MalformedError when anything about it is wrong."""
    request_id, status, index, position = read_header(data, element)
    varbinds = ber.expect(data, position, element.end, ber.SEQUENCE)
    if varbinds.end != element.end:
        raise ber.MalformedError("octets after the varbind list")
    rows = ber.read_rows(data, varbinds.start, varbinds.end, max_rows)
    check_values(rows, version_1=version_1)
    return Pdu(element.tag, request_id, status, index, rows)
