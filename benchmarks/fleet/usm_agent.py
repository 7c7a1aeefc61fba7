"""A simulated agent with one SNMPv3 user: the demo's answers, signed and encrypted.

    python -m benchmarks.fleet.usm_agent TABLE.snmprec DEVICES

The command plays that many switches, prints "ready PORT" and answers until standard input closes;
`UsmAgent` alone needs no socket. It reads and writes messages with the code of `auditor.collect.usm`; that
this is right is shown by the tests against net-snmp. Next: `fuzz`, `poll`.
"""

from __future__ import annotations

import selectors
import socket
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from auditor.collect import ber, usm
from auditor.collect.community import community_message
from auditor.collect.pdu import PduTag
from auditor.collect.snmprec import read_snmprec
from auditor.collect.usm_keys import EngineKeys, MasterKeys, derive_master_keys
from auditor.demo.report import ENGINE_BOOTS
from auditor.demo.responder import Agent, answer, make_agent
from auditor.demo.server import bind_all
from auditor.model.target import AuthProtocol, PrivProtocol
from benchmarks.fleet.responder import addresses

USER, AUTH_SECRET, PRIV_SECRET = "operator", b"authpass1234", b"privpass1234"
INSIDE = b"public"
"""The community of the agent's table, which v3 does without."""
V2C = 1
ENGINE_ID = bytes.fromhex("80001f8804") + b"benchmark"


def master_keys(auth: AuthProtocol, priv: PrivProtocol) -> MasterKeys:
    """Keys of the one user."""
    signed, private = auth is not AuthProtocol.NONE, priv is not PrivProtocol.NONE
    return derive_master_keys(USER, auth, AUTH_SECRET * signed, priv, PRIV_SECRET * private)


class UsmAgent:
    """Answers one user's messages; `bend` may spoil what is then signed and encrypted."""

    def __init__(
        self, agent: Agent, master: MasterKeys, bend: Callable[[bytes], bytes] = lambda scoped: scoped
    ) -> None:
        self.clock = 0
        """Seconds since the engine started."""
        self._agent, self._bend = agent, bend
        self._keys = EngineKeys(master, agent.engine_id)
        self._kept: dict[tuple[int, bytes], bytes | None] = {}

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
        _, rest = ber.read_integer(inner, asked.start, asked.end)
        request_id = inner[asked.start : rest]
        answered = self._look_up(asked.tag, inner[rest : asked.end])
        if answered is None:
            return None
        pdu = ber.encode_tlv(PduTag.RESPONSE, request_id + answered)
        scoped = self._bend(usm.scoped_pdu(self._agent.engine_id, b"", pdu))
        clock = usm.EngineTime(ENGINE_BOOTS, self.clock)
        return usm.secured_message(message.message_id, self._agent.engine_id, clock, self._keys, scoped)

    def _look_up(self, tag: int, rest: bytes) -> bytes | None:
        """What follows the request-id in the answer; kept, so that nobody waits for the agent."""
        if (tag, rest) not in self._kept:
            pdu = ber.encode_tlv(tag, ber.encode_integer_tlv(0) + rest)
            plain = answer(self._agent, community_message(V2C, INSIDE, pdu), self.clock).octets
            self._kept[tag, rest] = None if plain is None else _after_request_id(plain)
        return self._kept[tag, rest]


def _after_request_id(plain: bytes) -> bytes:
    message = ber.expect(plain, 0, len(plain), ber.SEQUENCE)
    _, position = ber.read_integer(plain, message.start, message.end)
    _, position = ber.read_octets(plain, position, message.end)
    pdu = ber.expect(plain, position, message.end, PduTag.RESPONSE)
    _, position = ber.read_integer(plain, pdu.start, pdu.end)
    return plain[position : pdu.end]


def serve(agent: UsmAgent, sockets: Iterable[socket.socket]) -> None:
    """Answer on these sockets until standard input closes."""
    with selectors.DefaultSelector() as selector:
        selector.register(sys.stdin.fileno(), selectors.EVENT_READ)
        for endpoint in sockets:
            selector.register(endpoint, selectors.EVENT_READ, endpoint)
        while True:
            for key, _ in selector.select():
                if key.data is None:
                    return
                datagram, sender = key.data.recvfrom(65_535)
                octets = agent.answer(datagram)
                if octets is not None:
                    key.data.sendto(octets, sender)


def main() -> None:
    """Play the switch at the first addresses of the fleet."""
    rows, _ = read_snmprec(Path(sys.argv[1]).read_bytes(), "switch")
    agent = make_agent({INSIDE: rows}, ENGINE_ID)
    sockets = bind_all(addresses(int(sys.argv[2])))
    print("ready", sockets.port, flush=True)
    serve(UsmAgent(agent, master_keys(AuthProtocol.SHA256, PrivProtocol.AES256)), sockets.udp.values())


if __name__ == "__main__":
    main()
