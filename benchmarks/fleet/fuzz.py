"""Bent answers by the hundred thousand, against the engine as it stands: no crash, no hang, no growth.

    python -m benchmarks.fleet.fuzz [--packets 500000] [--seed 1]

A simulated switch answers real walks over v1, v2c and v3; of each answer bent copies come first, and
whatever is taken for an answer is what the walk goes on with. Nobody may forge an answer of an
authenticated session, nor end a walk that has begun with an unsigned report. No sockets.
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from random import Random
from typing import NamedTuple

from auditor.collect import ber, usm
from auditor.collect.budget import DeviceBudget, Trouble
from auditor.collect.channel import Channel, Judge, Rejected, Verdict
from auditor.collect.community import CommunitySession
from auditor.collect.deadlines import Deadlines
from auditor.collect.pdu import Pdu
from auditor.collect.session import Session
from auditor.collect.snmprec import read_snmprec
from auditor.collect.usm_session import UsmSession
from auditor.collect.walk import Walker
from auditor.demo.responder import Agent, answer, make_agent
from auditor.model.limits import Limits
from auditor.model.recording import Reason
from auditor.model.target import AuthProtocol, PrivProtocol, SnmpVersion
from benchmarks.fleet.mutations import bent
from benchmarks.fleet.switch import switch_lines
from benchmarks.fleet.usm_agent import INSIDE, UsmAgent, master_keys

ENGINE_ID = bytes.fromhex("80001f8804") + b"fuzzed"
ROOTS = ("1.3.6.1.2.1.1", "1.3.6.1.2.1.47.1.1.1.1.7", "1.0.8802.1.1.2.1.4.1", "1.3.6.1.2.1.4.22.1.2")
COPIES = 25
"""Bent copies of each answer."""
LIMITS = Limits(packets_per_s=1e9, device_budget_s=1e6)
MAX_ROWS = 20_000
"""Of one walk: the switch has 5,539; bent answers add some, and a walk must end all the same."""
SHOWN_REASONS = 15

Respond = Callable[[bytes], bytes | None]


class Figures(NamedTuple):
    """What came of the packets. `forged` and `ended` have to be 0."""

    packets: int
    accepted: int
    rejected: Counter[str]
    forged: int
    """Bent answers taken by an authenticated session."""
    ended: int
    """Walks of such a session ended by something nobody signed."""
    walks: int
    rows: int
    slowest_s: float
    growth_bytes: int
    """Of peak memory, after the first tenth of the packets."""


class BentChannel(Channel):
    """A channel without a network: hands bent answers to the judge, then the true one."""

    def __init__(self, respond: Respond, noise: Random, *, authenticated: bool = False) -> None:
        budget, deadlines = DeviceBudget(LIMITS), Deadlines()
        super().__init__(("127.0.0.1", 161), LIMITS, budget, deadlines, any_source=False)
        self.packets = self.accepted = self.forged = self.ended = 0
        self.why: Counter[str] = Counter()
        self.slowest_s = 0.0
        self._respond, self._noise, self._authenticated = respond, noise, authenticated
        self._before = b""
        self._begun = False
        """A signed answer has been accepted: from then on only signed ones count."""

    async def exchange(
        self, packet: Callable[[], bytes], judge: Judge, _retries: int | None = None
    ) -> Pdu | Trouble:
        request = packet()
        true = self._respond(request)
        if true is None:
            return Trouble(Reason.NO_ANSWER, "no answer")
        before, self._before = self._before or true, true
        if not self._authenticated or _is_signed(request):
            for _ in range(COPIES):
                copy = bent(true, before, self._noise)
                verdict = self._judged(judge, copy)
                if copy != true and not isinstance(verdict, Rejected):
                    self._note(verdict)
                    return verdict
        verdict = self._judged(judge, true)
        if isinstance(verdict, Rejected):
            return Trouble(Reason.ANSWERS_REJECTED, verdict.why)
        self._begun = self._begun or _is_signed(request)
        return verdict

    def _note(self, verdict: Pdu | Trouble) -> None:
        """A bent answer was taken, which is wrong where answers are signed."""
        self.accepted += 1
        self.forged += self._authenticated and isinstance(verdict, Pdu)
        self.ended += self._begun and isinstance(verdict, Trouble)

    def _judged(self, judge: Judge, copy: bytes) -> Verdict:
        self.packets += 1
        started = time.process_time()
        try:
            verdict = judge(copy)
        except Exception as error:
            error.add_note(f"packet {self.packets}: {copy.hex()}")
            raise
        if isinstance(verdict, Rejected):
            self.why[verdict.why] += 1
        self.slowest_s = max(self.slowest_s, time.process_time() - started)
        return verdict


def _is_signed(request: bytes) -> bool:
    try:
        return bool(usm.read_message(request).flags & usm.AUTHENTICATED)
    except ber.MalformedError:  # v1, v2c
        return False


class _Kind(NamedTuple):
    """A way to speak to the switch."""

    respond: Respond
    open: Callable[[Channel], Session]
    authenticated: bool = False


def fuzz(packets: int, seed: int) -> Figures:
    """Walk and bend until this many packets were judged."""
    return asyncio.run(_fuzz(packets, Random(seed)))


async def _fuzz(packets: int, noise: Random) -> Figures:
    agent = make_agent({INSIDE: read_snmprec("\n".join(switch_lines()).encode(), "switch")[0]}, ENGINE_ID)
    kinds = (*_open_kinds(agent), *_signed_kinds(agent, noise))
    total, first_peak = Figures(0, 0, Counter(), 0, 0, 0, 0, 0.0, 0), 0
    while total.packets < packets:
        for kind in kinds:
            channel = BentChannel(kind.respond, noise, authenticated=kind.authenticated)
            rows = await _walk_all(kind.open(channel))
            total = _added(total, channel, rows)
        if total.packets * 10 >= packets:
            first_peak = first_peak or _peak_bytes()
    return total._replace(growth_bytes=_peak_bytes() - first_peak)


def _open_kinds(agent: Agent) -> tuple[_Kind, ...]:
    """Sessions in which anybody may say anything."""
    plain = master_keys(AuthProtocol.NONE, PrivProtocol.NONE)
    return (
        _Kind(lambda d: answer(agent, d, 0).octets, lambda c: CommunitySession(c, SnmpVersion.V1, INSIDE)),
        _Kind(lambda d: answer(agent, d, 0).octets, lambda c: CommunitySession(c, SnmpVersion.V2C, INSIDE)),
        _Kind(UsmAgent(agent, plain).answer, lambda c: UsmSession(c, plain, "")),
    )


def _signed_kinds(agent: Agent, noise: Random) -> tuple[_Kind, ...]:
    """Sessions with a digest: bent on the way, or by the device itself before it signs."""
    strong = master_keys(AuthProtocol.SHA256, PrivProtocol.AES256)
    old = master_keys(AuthProtocol.MD5, PrivProtocol.DES)
    lying = UsmAgent(
        agent, old, lambda scoped: bent(scoped, scoped, noise) if noise.random() < 0.5 else scoped
    )
    return (
        _Kind(UsmAgent(agent, strong).answer, lambda c: UsmSession(c, strong, ""), True),
        _Kind(lying.answer, lambda c: UsmSession(c, old, ""), True),
    )


async def _walk_all(session: Session) -> int:
    """Rows of all roots; a walk ends, within its bounds, whatever was answered."""
    walker, rows = Walker(session, LIMITS, DeviceBudget(LIMITS)), 0
    for root in ROOTS:
        walked = await walker.walk(root)
        if walked.row_count > MAX_ROWS:
            raise SystemExit(f"a walk of {walked.row_count} rows")
        rows += walked.row_count
    return rows


def _added(total: Figures, channel: BentChannel, rows: int) -> Figures:
    return total._replace(
        packets=total.packets + channel.packets,
        accepted=total.accepted + channel.accepted,
        rejected=total.rejected + channel.why,
        forged=total.forged + channel.forged,
        ended=total.ended + channel.ended,
        walks=total.walks + len(ROOTS),
        rows=total.rows + rows,
        slowest_s=max(total.slowest_s, channel.slowest_s),
    )


def _peak_bytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main() -> None:
    """Print what came of the packets; exit code 1 when one did what it must not."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--packets", type=int, default=500_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    started = time.process_time()
    figures = fuzz(arguments.packets, arguments.seed)
    for why, count in figures.rejected.most_common(SHOWN_REASONS):
        print(f"{count:>9} {why}")
    print(
        f"{figures.packets} packets, {figures.accepted} bent ones taken for answers, "
        f"{figures.forged} of them in signed sessions, {figures.ended} walks ended by unsigned ones; "
        f"{figures.walks} walks, {figures.rows} rows; slowest {figures.slowest_s * 1000:.1f} ms, "
        f"peak memory grew by {figures.growth_bytes >> 10} KiB; {time.process_time() - started:.0f} s CPU"
    )
    sys.exit(bool(figures.forged or figures.ended))


if __name__ == "__main__":
    main()
