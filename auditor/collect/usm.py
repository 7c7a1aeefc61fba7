"""SNMPv3 messages with the user-based security model: octets to fields and back.

Positions are kept, so that a digest is checked in place. Must not know the order of
messages (discovery, clock) nor walks. Next: `usm_session`, which decides what to trust.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from auditor.collect import ber
from auditor.collect.usm_keys import EngineKeys

AUTHENTICATED, PRIVATE, REPORTABLE = 1, 2, 4
"""Bits of msgFlags (RFC 3412 6.4)."""
LEVEL = AUTHENTICATED | PRIVATE

USM_SECURITY_MODEL = 3
MAX_MESSAGE_BYTES = 65_507
"""msgMaxSize: what fits one UDP datagram over IPv4."""
MAX_ENGINE_ID_BYTES = 32
"""SnmpEngineID (RFC 3411 5); the lower bound of five is not kept by all devices."""
MAX_BOOTS_OR_TIME = (1 << 31) - 1
REMEMBERED_ENGINES = 1_024
"""Devices whose unchanging parts of a message are kept: more than are polled at once by one process."""
_VERSION_3 = ber.encode_integer_tlv(3)


class EngineTime(NamedTuple):
    """msgAuthoritativeEngineBoots and msgAuthoritativeEngineTime (seconds)."""

    boots: int
    time: int


class Message(NamedTuple):
    """Fields of a message that arrived; `digest` and `data` are positions in its octets."""

    message_id: int
    flags: int
    engine_id: bytes
    clock: EngineTime
    user: bytes
    digest: ber.Tlv
    salt: bytes
    data: ber.Tlv


def read_message(octets: bytes) -> Message:
    """The fields of a datagram; MalformedError when it is no SNMPv3 USM message (RFC 3412 6)."""
    message = ber.expect(octets, 0, len(octets), ber.SEQUENCE)
    version, position = ber.read_integer(octets, message.start, message.end)
    if version != 3 or message.end != len(octets):
        raise ber.MalformedError("other version" if version != 3 else "octets after the message")
    header = ber.expect(octets, position, message.end, ber.SEQUENCE)
    message_id, position = ber.read_integer(octets, header.start, header.end)
    _, position = ber.read_integer(octets, position, header.end)
    flags, position = ber.read_octets(octets, position, header.end)
    model, _ = ber.read_integer(octets, position, header.end)
    if len(flags) != 1 or model != USM_SECURITY_MODEL:
        raise ber.MalformedError("other security model")
    wrapped = ber.expect(octets, header.end, message.end, ber.OCTET_STRING)
    data = ber.read_tlv(octets, wrapped.end, message.end)
    return _read_parameters(octets, wrapped, message_id, flags[0], data)


def _read_parameters(octets: bytes, wrapped: ber.Tlv, message_id: int, flags: int, data: ber.Tlv) -> Message:
    """UsmSecurityParameters (RFC 3414 2.4)."""
    usm = ber.expect(octets, wrapped.start, wrapped.end, ber.SEQUENCE)
    engine_id, position = ber.read_octets(octets, usm.start, usm.end)
    boots, position = ber.read_integer(octets, position, usm.end)
    time, position = ber.read_integer(octets, position, usm.end)
    user, position = ber.read_octets(octets, position, usm.end)
    digest = ber.expect(octets, position, usm.end, ber.OCTET_STRING)
    salt, _ = ber.read_octets(octets, digest.end, usm.end)
    if not (0 <= boots <= MAX_BOOTS_OR_TIME and 0 <= time <= MAX_BOOTS_OR_TIME):
        raise ber.MalformedError("engine boots or time out of range")
    return Message(message_id, flags, engine_id, EngineTime(boots, time), user, digest, salt, data)


def digest_matches(octets: bytes, message: Message, keys: EngineKeys) -> bool:
    """Whether the digest proves that the sender knows the key (RFC 3414 6.3.2, 7.3.2)."""
    start, end = message.digest.start, message.digest.end
    if end - start != keys.digest_bytes:  # also the one-octet digest of CVE-2008-0960
        return False
    zeroed = octets[:start] + bytes(keys.digest_bytes) + octets[end:]
    return keys.same_digest(octets[start:end], zeroed)


def read_scoped_pdu(octets: bytes, message: Message, keys: EngineKeys | None) -> tuple[bytes, ber.Tlv]:
    """(octets, the PDU element in them) of a message, decrypted where it is encrypted."""
    element = message.data
    if message.flags & PRIVATE:
        if keys is None or element.tag != ber.OCTET_STRING:
            raise ber.MalformedError("encrypted data without a key")
        cipher_text = octets[element.start : element.end]
        octets = keys.decrypt(cipher_text, message.clock.boots, message.clock.time, message.salt)
        # What follows the sequence is DES padding.
        element = ber.read_tlv(octets, 0, len(octets))
    if element.tag != ber.SEQUENCE:
        raise ber.MalformedError("no scoped PDU")
    _, position = ber.read_octets(octets, element.start, element.end)
    _, position = ber.read_octets(octets, position, element.end)
    return octets, ber.read_tlv(octets, position, element.end)


def scoped_pdu(engine_id: bytes, context: bytes, pdu: bytes) -> bytes:
    """ScopedPDU (RFC 3412 6.8)."""
    return ber.encode_tlv(ber.SEQUENCE, _context(engine_id, context) + pdu)


@lru_cache(maxsize=REMEMBERED_ENGINES)
def _context(engine_id: bytes, context: bytes) -> bytes:
    return ber.encode_tlv(ber.OCTET_STRING, engine_id) + ber.encode_tlv(ber.OCTET_STRING, context)


def discovery_message(message_id: int, pdu: bytes) -> bytes:
    """A request that any engine answers with its id (RFC 3414 4); needs no credential."""
    parameters = _parameters(b"", EngineTime(0, 0), b"", b"", b"")
    return _message(message_id, REPORTABLE, parameters, scoped_pdu(b"", b"", pdu))


def secured_message(
    message_id: int, engine_id: bytes, clock: EngineTime, keys: EngineKeys, scoped: bytes
) -> bytes:
    """A message of the user's level of security (RFC 3414 3.1)."""
    level, salt = keys.master.level, b""
    if level & PRIVATE:
        cipher_text, salt = keys.encrypt(scoped, clock.boots, clock.time)
        scoped = ber.encode_tlv(ber.OCTET_STRING, cipher_text)
    digest = bytes(keys.digest_bytes)
    parameters = _parameters(engine_id, clock, keys.master.user, digest, salt)
    octets = _message(message_id, level | REPORTABLE, parameters, scoped)
    if not level & AUTHENTICATED:
        return octets
    end = len(octets) - len(scoped) - len(ber.encode_tlv(ber.OCTET_STRING, salt))
    return octets[: end - len(digest)] + keys.digest(octets) + octets[end:]


def _parameters(engine_id: bytes, clock: EngineTime, user: bytes, digest: bytes, salt: bytes) -> bytes:
    usm = _speaker(engine_id, clock, user) + ber.encode_tlv(ber.OCTET_STRING, digest)
    usm += ber.encode_tlv(ber.OCTET_STRING, salt)
    return ber.encode_tlv(ber.OCTET_STRING, ber.encode_tlv(ber.SEQUENCE, usm))


@lru_cache(maxsize=REMEMBERED_ENGINES)
def _speaker(engine_id: bytes, clock: EngineTime, user: bytes) -> bytes:
    """Who asks whom and when: the same for all requests of a second."""
    times = ber.encode_integer_tlv(clock.boots) + ber.encode_integer_tlv(clock.time)
    strings = (ber.encode_tlv(ber.OCTET_STRING, text) for text in (engine_id, user))
    return times.join(strings)


def _message(message_id: int, flags: int, parameters: bytes, data: bytes) -> bytes:
    header = ber.encode_tlv(ber.SEQUENCE, ber.encode_integer_tlv(message_id) + _header_end(flags))
    return ber.encode_tlv(ber.SEQUENCE, _VERSION_3 + header + parameters + data)


@lru_cache(maxsize=8)
def _header_end(flags: int) -> bytes:
    """msgMaxSize, msgFlags, msgSecurityModel."""
    wrapped = ber.encode_tlv(ber.OCTET_STRING, bytes((flags,)))
    return ber.encode_integer_tlv(MAX_MESSAGE_BYTES) + wrapped + ber.encode_integer_tlv(USM_SECURITY_MODEL)
