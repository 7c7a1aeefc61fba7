"""SNMPv1 and v2c: a community in clear, so an answer proves nothing about its sender.

Accepts an answer only with our version, our random request-id and a Response PDU of at
most the size asked for. Must not know walks. Siblings: `usm_session` (v3).
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from functools import partial
from typing import Self

from auditor.collect import ber
from auditor.collect.budget import Trouble
from auditor.collect.channel import OTHER_REQUEST, Channel, Rejected, Verdict
from auditor.collect.pdu import Pdu, PduTag, Request, decode_pdu, encode_request, read_header
from auditor.collect.session import ROOM_PLAIN
from auditor.model.target import SnmpVersion

_VERSION_NUMBERS = {SnmpVersion.V1: 0, SnmpVersion.V2C: 1}


def _request_ids() -> Iterator[int]:
    while True:
        yield from (number & 0x7FFF_FFFF for (number,) in struct.iter_unpack("I", os.urandom(4096)))


_REQUEST_IDS = _request_ids()


def new_request_id() -> int:
    """Unguessable, so that an answer forged off the path does not match (31 bits)."""
    return next(_REQUEST_IDS)


def community_message(number: int, community: bytes, pdu: bytes) -> bytes:
    """An SNMPv1 or v2c message (RFC 1157 4, RFC 1901 3)."""
    head = ber.encode_integer_tlv(number) + ber.encode_tlv(ber.OCTET_STRING, community)
    return ber.encode_tlv(ber.SEQUENCE, head + pdu)


def judge_community_answer(
    data: bytes, number: int, request: Request, request_id: int
) -> Pdu | Trouble | Rejected:
    """The PDU of the answer to this very request, or why this datagram is none."""
    ours = False
    try:
        tag, position, end = ber.head(data, 0, len(data))
        version, position = ber.read_integer(data, position, end)
        if version != number or end != len(data) or tag != ber.SEQUENCE:
            return Rejected("other version" if version != number else "octets after the message")
        _, _, position = ber.head(data, position, end)  # whatever community the agent writes there
        tag, start, stop = ber.head(data, position, end)
        if tag != PduTag.RESPONSE:
            return Rejected("not a response")
        header = read_header(data, start, stop)
        if header.request_id != request_id:
            return Rejected(OTHER_REQUEST)
        ours = True
        return decode_pdu(data, tag, header, stop, request.max_rows, version_1=number == 0)
    except ber.MalformedError as error:
        return Rejected(str(error), ours)


class CommunitySession:
    """One community on one channel."""

    def __init__(self, channel: Channel, version: SnmpVersion, community: bytes) -> None:
        self._channel = channel
        self._version = version
        self._number = _VERSION_NUMBERS[version]
        self._community = community

    @property
    def room_bytes(self) -> int:
        return ROOM_PLAIN

    @property
    def bulk(self) -> bool:
        return self._version is SnmpVersion.V2C

    @property
    def security(self) -> str:
        return self._version.value

    @property
    def authenticated(self) -> bool:
        return False

    async def ask(self, request: Request, retries: int | None = None) -> Pdu | Trouble:
        packet, request_id = self.message(request)
        judge = partial(self._judge, request, request_id)
        return await self._channel.exchange(lambda: packet, judge, retries)

    def message(self, request: Request) -> tuple[bytes, int]:
        """The datagram of a request and the request-id its answer must carry."""
        request_id = new_request_id()
        pdu = encode_request(request, request_id)
        return community_message(self._number, self._community, pdu), request_id

    def _judge(self, request: Request, request_id: int, data: bytes) -> Verdict:
        return judge_community_answer(data, self._number, request, request_id)

    def on_channel(self, channel: Channel) -> Self:
        """The same community asked over another socket."""
        return type(self)(channel, self._version, self._community)

    def for_vlan(self, vlan: int) -> Self:
        return type(self)(self._channel, self._version, self._community + b"@%d" % vlan)
