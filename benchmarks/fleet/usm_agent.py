"""A simulated agent with one SNMPv3 user: the demo's answers, signed and encrypted.

Needs no socket. It reads and writes messages with the code of `auditor.collect.usm`; that these are right
is shown by the tests against net-snmp. Next: `fuzz`.
"""

from __future__ import annotations

from collections.abc import Callable

from auditor.collect import ber, usm
from auditor.collect.community import community_message
from auditor.collect.usm_keys import EngineKeys, MasterKeys, derive_master_keys
from auditor.demo.report import ENGINE_BOOTS
from auditor.demo.responder import Agent, answer
from auditor.model.target import AuthProtocol, PrivProtocol

USER, AUTH_SECRET, PRIV_SECRET = "operator", b"authpass1234", b"privpass1234"
INSIDE = b"public"
"""The community of the agent's table, which v3 does without."""
V2C = 1


def master_keys(auth: AuthProtocol, priv: PrivProtocol) -> MasterKeys:
    """Keys of the one user."""
    return derive_master_keys(
        USER,
        auth,
        AUTH_SECRET if auth is not AuthProtocol.NONE else b"",
        priv,
        PRIV_SECRET if priv is not PrivProtocol.NONE else b"",
    )


class UsmAgent:
    """Answers one user's messages; `bend` may spoil what is then signed and encrypted."""

    def __init__(
        self, agent: Agent, master: MasterKeys, bend: Callable[[bytes], bytes] = lambda scoped: scoped
    ) -> None:
        self.clock = 0
        """Seconds since the engine started."""
        self._agent, self._bend = agent, bend
        self._keys = EngineKeys(master, agent.engine_id)

    def answer(self, datagram: bytes) -> bytes | None:
        """The answer, None for what an agent drops."""
        try:
            message = usm.read_message(datagram)
        except ber.MalformedError:
            return None
        if message.engine_id != self._agent.engine_id:
            return answer(self._agent, datagram, self.clock).octets
        master = self._keys.master
        if message.user != master.user or message.flags & usm.LEVEL != master.level:
            return None
        if master.level and not usm.digest_matches(datagram, message, self._keys):
            return None
        return self._respond(datagram, message)

    def _respond(self, datagram: bytes, message: usm.Message) -> bytes | None:
        inner, asked = usm.read_scoped_pdu(datagram, message, self._keys)
        pdu = ber.encode_tlv(asked.tag, inner[asked.start : asked.end])
        plain = answer(self._agent, community_message(V2C, INSIDE, pdu), self.clock).octets
        if plain is None:
            return None
        outer = ber.expect(plain, 0, len(plain), ber.SEQUENCE)
        _, position = ber.read_integer(plain, outer.start, outer.end)
        _, position = ber.read_octets(plain, position, outer.end)
        scoped = self._bend(usm.scoped_pdu(self._agent.engine_id, b"", plain[position : outer.end]))
        clock = usm.EngineTime(ENGINE_BOOTS, self.clock)
        return usm.secured_message(message.message_id, self._agent.engine_id, clock, self._keys, scoped)
