"""SNMPv3 with one user: discovery, clock, and what of an answer may be believed.

Never asks or accepts less security than the credential states. A report that nobody signed
may explain why a first request was refused; it cannot end a walk that has begun. Must not
know walks. Siblings: `community` (v1, v2c).
"""

from __future__ import annotations

import copy
import time
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple, Self

from auditor.collect import ber, usm
from auditor.collect.budget import Trouble
from auditor.collect.channel import OTHER_REQUEST, Channel, Rejected, Verdict
from auditor.collect.community import new_request_id
from auditor.collect.pdu import Pdu, PduTag, Request, decode_pdu, encode_request, read_header
from auditor.collect.session import ROOM_SECURED
from auditor.collect.usm_keys import EngineKeys, MasterKeys
from auditor.model.oid import encode_oid, oid_text
from auditor.model.recording import Reason

MAX_CLOCK_CORRECTIONS = 3
"""Per request: one is normal, two can happen when a device restarts, more never ends."""
TIME_WINDOW_S = 150
"""RFC 3414 2.2.3."""
MAX_BOOTS = (1 << 31) - 1

_USM_STATS = "1.3.6.1.6.3.15.1.1"
_REPORTS: dict[bytes, tuple[Reason, str]] = {  # RFC 3414 5, RFC 3412 5, RFC 3413 4.1
    encode_oid(oid): (reason, text)
    for oid, reason, text in (
        (f"{_USM_STATS}.1.0", Reason.SECURITY_LEVEL_REFUSED, "level of security not accepted"),
        (f"{_USM_STATS}.2.0", Reason.TIME_WINDOW, "request not in the device's time window"),
        (f"{_USM_STATS}.3.0", Reason.UNKNOWN_USER, "user name not known"),
        (f"{_USM_STATS}.4.0", Reason.ANSWERS_REJECTED, "device refuses the engine id it stated itself"),
        (f"{_USM_STATS}.5.0", Reason.AUTHENTICATION_FAILED, "wrong digest: pass phrase or protocol differs"),
        (
            f"{_USM_STATS}.6.0",
            Reason.DECRYPTION_FAILED,
            "not decryptable: privacy pass phrase or protocol differs",
        ),
        ("1.3.6.1.6.3.12.1.4.0", Reason.VIEW_REFUSED, "context not available"),
        ("1.3.6.1.6.3.12.1.5.0", Reason.VIEW_REFUSED, "context not known"),
    )
}
_SILENCE = {  # level of the request -> what a device that answered discovery, then dropped it, means
    0: (Reason.SECURITY_LEVEL_REFUSED, "this user is probably not allowed without authentication"),
    1: (Reason.AUTHENTICATION_FAILED, "user, pass phrase or protocol probably differ"),
    3: (Reason.DECRYPTION_FAILED, "privacy pass phrase or protocol probably differ"),
}


@dataclass(slots=True)
class Engine:
    """What is known of a device's SNMP engine; shared by the contexts of one device."""

    engine_id: bytes
    clock: usm.EngineTime
    keys: EngineKeys
    read_at: float
    established: bool = False
    """An answer of the asked level of security has been accepted."""

    def now(self) -> usm.EngineTime:
        """The engine's clock, carried on with ours."""
        elapsed = int(time.monotonic() - self.read_at)
        return usm.EngineTime(self.clock.boots, min(self.clock.time + elapsed, usm.MAX_BOOTS_OR_TIME))

    def set_clock(self, clock: usm.EngineTime) -> None:
        self.clock, self.read_at = clock, time.monotonic()

    def in_window(self, clock: usm.EngineTime) -> bool:
        """RFC 3414 3.2 7b: not older than 150 s, and not of an earlier boot."""
        ours = self.now()
        return clock.boots > ours.boots or (
            clock.boots == ours.boots != MAX_BOOTS and clock.time >= ours.time - TIME_WINDOW_S
        )


class _Asked(NamedTuple):
    """One request on its way; `sent` maps the message id of each try to its request-id."""

    engine: Engine
    request: Request
    sent: dict[int, int]


class UsmSession:
    """One user on one channel. Asks the engine for its id before the first request."""

    def __init__(self, channel: Channel, master: MasterKeys, context: str) -> None:
        self._channel = channel
        self._master = master
        self._context = context.encode()
        self._engine: Engine | None = None

    @property
    def room_bytes(self) -> int:
        return ROOM_SECURED

    @property
    def bulk(self) -> bool:
        return True

    @property
    def security(self) -> str:
        return self._master.security

    @property
    def authenticated(self) -> bool:
        return bool(self._master.level & usm.AUTHENTICATED)

    def on_channel(self, channel: Channel) -> Self:
        """The same user and engine asked over another socket."""
        other = copy.copy(self)
        other._channel = channel
        return other

    def for_vlan(self, vlan: int) -> Self:
        other = copy.copy(self)
        other._context = b"vlan-%d" % vlan
        return other

    async def ask(self, request: Request, retries: int | None = None) -> Pdu | Trouble:
        engine = self._engine or await self._discover(retries)
        if isinstance(engine, Trouble):
            return engine
        self._engine = engine
        answer = await self._ask_in_time(engine, request, retries)
        if isinstance(answer, Trouble) and answer.reason is Reason.NO_ANSWER and not engine.established:
            reason, text = _SILENCE[self._master.level]
            return Trouble(reason, f"answered discovery but not the request: {text}")
        return answer

    async def _ask_in_time(self, engine: Engine, request: Request, retries: int | None) -> Pdu | Trouble:
        for _ in range(1 + MAX_CLOCK_CORRECTIONS):
            asked = _Asked(engine, request, {})
            packet, judge = partial(self._message, asked), partial(self._judge, asked)
            answer = await self._channel.exchange(packet, judge, retries)
            if not isinstance(answer, Trouble) or answer.reason is not Reason.TIME_WINDOW:
                return answer
        return Trouble(Reason.TIME_WINDOW, f"clock refused {MAX_CLOCK_CORRECTIONS + 1} times in a row")

    def _message(self, asked: _Asked) -> bytes:
        """A fresh message for each try: salt and time differ."""
        message_id = request_id = new_request_id()
        asked.sent[message_id] = request_id
        engine_id, keys = asked.engine.engine_id, asked.engine.keys
        scoped = usm.scoped_pdu(engine_id, self._context, encode_request(asked.request, request_id))
        return usm.secured_message(message_id, engine_id, asked.engine.now(), keys, scoped)

    def _judge(self, asked: _Asked, octets: bytes) -> Verdict:
        try:
            message = usm.read_message(octets)
            if message.message_id not in asked.sent:
                return Rejected(OTHER_REQUEST)
            signed = bool(message.flags & usm.AUTHENTICATED)
            if signed and not self._proven(asked.engine, octets, message):
                return Rejected("wrong digest")
            if message.flags & usm.PRIVATE and not signed:
                return Rejected("privacy without authentication")
            inner, element = usm.read_scoped_pdu(octets, message, asked.engine.keys)
            if element.tag == PduTag.REPORT:
                return self._read_report(asked.engine, message, _pdu(inner, element, max_rows=1))
            why = self._distrusted(asked.engine, message, element)
            return Rejected(why) if why else self._read_response(asked, message, inner, element)
        except ber.MalformedError as error:
            return Rejected(str(error))

    def _proven(self, engine: Engine, octets: bytes, message: usm.Message) -> bool:
        return (
            bool(self._master.level & usm.AUTHENTICATED)
            and message.engine_id == engine.engine_id
            and message.user == self._master.user
            and usm.digest_matches(octets, message, engine.keys)
        )

    def _read_report(self, engine: Engine, message: usm.Message, report: Pdu) -> Verdict:
        signed = bool(message.flags & usm.AUTHENTICATED)
        if engine.established and self.authenticated and not signed:
            return Rejected("unauthenticated report")
        name = report.varbinds.names[0] if report.varbinds.names else b""
        unnamed = (Reason.ANSWERS_REJECTED, f"report {oid_text(name) if name else 'without a row'}")
        reason, text = _REPORTS.get(name, unnamed)
        if reason is Reason.TIME_WINDOW:
            engine.set_clock(message.clock)
        return Trouble(reason, text if signed else f"{text} (unauthenticated report)")

    def _distrusted(self, engine: Engine, message: usm.Message, element: ber.Tlv) -> str:
        """Why this is not our user's answer, "" when it is."""
        if message.flags & usm.LEVEL != self._master.level:
            return "answer of another level of security"
        if message.engine_id != engine.engine_id:
            return "answer of another engine"
        if self.authenticated and not engine.in_window(message.clock):
            return "answer outside the time window"
        return "" if element.tag == PduTag.RESPONSE else "not a response"

    def _read_response(
        self, asked: _Asked, message: usm.Message, inner: bytes, element: ber.Tlv
    ) -> Pdu | Rejected:
        ours = self.authenticated  # only then is it certain that waiting brings nothing better
        try:
            pdu = _pdu(inner, element, asked.request.max_rows)
        except ber.MalformedError as error:
            return Rejected(str(error), ours)
        if pdu.request_id != asked.sent[message.message_id]:
            return Rejected(OTHER_REQUEST)
        if message.clock > asked.engine.clock:
            asked.engine.set_clock(message.clock)
        asked.engine.established = True
        return pdu

    async def _discover(self, retries: int | None) -> Engine | Trouble:
        packet, message_id = discovery_request()
        found: list[usm.Message] = []

        def judge(octets: bytes) -> Verdict:
            try:
                message, report = read_discovery(octets, message_id)
            except ber.MalformedError as error:
                return Rejected(str(error))
            found.append(message)
            return report

        answer = await self._channel.exchange(lambda: packet, judge, retries)
        if isinstance(answer, Trouble):
            return answer
        message = found[0]
        keys = EngineKeys(self._master, message.engine_id)
        return Engine(message.engine_id, message.clock, keys, time.monotonic())


def discovery_request() -> tuple[bytes, int]:
    """(datagram, message id) of a request every SNMPv3 engine answers with its id."""
    message_id = new_request_id()
    return usm.discovery_message(message_id, encode_request(Request(()), message_id)), message_id


def read_discovery(octets: bytes, message_id: int) -> tuple[usm.Message, Pdu]:
    """The engine's report; MalformedError when the datagram is not the answer to that request."""
    message = usm.read_message(octets)
    if message.message_id != message_id:
        raise ber.MalformedError(OTHER_REQUEST)
    if not 1 <= len(message.engine_id) <= usm.MAX_ENGINE_ID_BYTES:
        raise ber.MalformedError(f"engine id of {len(message.engine_id)} octets")
    if message.flags & usm.LEVEL:
        raise ber.MalformedError("not a discovery report")
    inner, element = usm.read_scoped_pdu(octets, message, None)
    if element.tag != PduTag.REPORT:
        raise ber.MalformedError("not a discovery report")
    return message, _pdu(inner, element, max_rows=1)


def _pdu(data: bytes, element: ber.Tlv, max_rows: int) -> Pdu:
    header = read_header(data, element.start, element.end)
    return decode_pdu(data, element.tag, header, element.end, max_rows)
