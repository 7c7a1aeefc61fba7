"""SNMPv3 as far as discovery: every message is answered with a Report (RFC 3414 4, RFC 3412).

The simulated agents have no users, so an unknown engine id and an unknown user are all there
is to report. Must not know tables. Next: `responder`.
"""

from __future__ import annotations

from auditor.demo.ber import OBJECT_IDENTIFIER, OCTET_STRING, SEQUENCE, Cursor, integer, tlv
from auditor.model.oid import encode_oid
from auditor.model.rows import Tag

REPORT = 0xA8
REPORTABLE = 0x04
USER_SECURITY_MODEL = 3
MAX_MESSAGE = 1472
"""What one Ethernet frame carries over IPv4 and UDP: agents of switches answer no more."""
ENGINE_BOOTS = 1
UNKNOWN_USER_NAMES = encode_oid("1.3.6.1.6.3.15.1.1.3.0")
UNKNOWN_ENGINE_IDS = encode_oid("1.3.6.1.6.3.15.1.1.4.0")


def discovery_report(message: Cursor, engine_id: bytes, uptime_s: int) -> bytes | None:
    """The Report for a v3 message after its version; None when it must not be reported on.

    ValueError when the message is malformed.
    """
    header = Cursor(message.take(SEQUENCE))
    message_id = header.take_integer()
    header.take_integer()
    flags = header.take(OCTET_STRING)
    model = header.take_integer()
    asked_engine = Cursor(Cursor(message.take(OCTET_STRING)).take(SEQUENCE)).take(OCTET_STRING)
    if model != USER_SECURITY_MODEL or len(flags) != 1 or not flags[0] & REPORTABLE:
        return None
    counter = UNKNOWN_USER_NAMES if asked_engine == engine_id else UNKNOWN_ENGINE_IDS
    return tlv(
        SEQUENCE,
        integer(3),
        tlv(SEQUENCE, integer(message_id), integer(MAX_MESSAGE), tlv(OCTET_STRING, b"\0"), integer(model)),
        tlv(OCTET_STRING, _security(engine_id, uptime_s)),
        _scoped_pdu(engine_id, counter, _request_id(message)),
    )


def _request_id(message: Cursor) -> int:
    """The id of a plain request; 0 where it cannot be read (RFC 3412 7.1 3c)."""
    tag, content = message.take_any()
    if tag != SEQUENCE:
        return 0
    scoped = Cursor(content)
    scoped.take(OCTET_STRING)
    scoped.take(OCTET_STRING)
    return Cursor(scoped.take_any()[1]).take_integer()


def _security(engine_id: bytes, uptime_s: int) -> bytes:
    """UsmSecurityParameters (RFC 3414 2.4) without user, authentication and privacy."""
    empty = tlv(OCTET_STRING)
    clock = (integer(ENGINE_BOOTS), integer(uptime_s))
    return tlv(SEQUENCE, tlv(OCTET_STRING, engine_id), *clock, empty, empty, empty)


def _scoped_pdu(engine_id: bytes, counter: bytes, request_id: int) -> bytes:
    varbind = tlv(SEQUENCE, tlv(OBJECT_IDENTIFIER, counter), integer(1, Tag.COUNTER32))
    pdu = tlv(REPORT, integer(request_id), integer(0), integer(0), tlv(SEQUENCE, varbind))
    return tlv(SEQUENCE, tlv(OCTET_STRING, engine_id), tlv(OCTET_STRING), pdu)
