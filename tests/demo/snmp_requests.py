"""Requests of a manager and what is in an answer, written independently of the agent's code."""

from __future__ import annotations

from typing import NamedTuple

from pyasn1.codec.ber import decoder, encoder
from pysnmp.proto import api

PDUS = {
    "get": "GetRequestPDU",
    "next": "GetNextRequestPDU",
    "bulk": "GetBulkRequestPDU",
    "set": "SetRequestPDU",
}


class Answered(NamedTuple):
    """An answer as pysnmp reads it: error status, error index, (dotted OID, type, value) rows."""

    status: int
    index: int
    rows: list[tuple[str, str, str]]


def request(
    kind: str,
    *oids: str,
    version: int = 1,
    community: str = "demo",
    repetitions: int = 0,
    non_repeaters: int = 0,
) -> bytes:
    """A request as pysnmp encodes it; `version` is 0 for v1 and 1 for v2c."""
    module = api.PROTOCOL_MODULES[version]
    pdu = getattr(module, PDUS[kind])()
    api_pdu = module.apiBulkPDU if kind == "bulk" else module.apiPDU
    api_pdu.set_defaults(pdu)
    if kind == "bulk":
        api_pdu.set_max_repetitions(pdu, repetitions)
        api_pdu.set_non_repeaters(pdu, non_repeaters)
    api_pdu.set_varbinds(pdu, [(oid, module.Null("")) for oid in oids])
    message = module.Message()
    module.apiMessage.set_defaults(message)
    module.apiMessage.set_community(message, community)
    module.apiMessage.set_pdu(message, pdu)
    return encoder.encode(message)


def answered(octets: bytes, version: int = 1) -> Answered:
    """The answer; fails when pysnmp cannot read it."""
    module = api.PROTOCOL_MODULES[version]
    message, rest = decoder.decode(octets, asn1Spec=module.Message())
    assert not rest
    pdu = module.apiMessage.get_pdu(message)
    rows = [
        (str(oid), type(value).__name__, value.prettyPrint())
        for oid, value in module.apiPDU.get_varbinds(pdu)
    ]
    return Answered(
        int(module.apiPDU.get_error_status(pdu)),
        int(module.apiPDU.get_error_index(pdu, muteErrors=True)),
        rows,
    )
