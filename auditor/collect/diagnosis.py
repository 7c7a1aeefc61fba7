"""After silence: is the device dead, does it refuse the community, does it answer from elsewhere?

An agent ignores a wrong community without a word, but states its engine id to anybody who
asks in SNMPv3. Asked from a socket that hears every source. Must not know targets or walks.
"""

from __future__ import annotations

from functools import partial

from auditor.collect import ber
from auditor.collect.budget import DeviceBudget, Trouble
from auditor.collect.channel import Rejected, Verdict
from auditor.collect.community import CommunitySession
from auditor.collect.pdu import Request
from auditor.collect.ports import Ports
from auditor.collect.udp_port import SocketAddress
from auditor.collect.usm_session import discovery_request, read_discovery
from auditor.model.limits import Limits
from auditor.model.recording import Reason


async def explain_silence(
    ports: Ports,
    remote: SocketAddress,
    limits: Limits,
    budget: DeviceBudget,
    session: CommunitySession | None,
) -> Trouble:
    """COMMUNITY_REFUSED, ANSWERS_REJECTED (from elsewhere) or NO_ANSWER; at most two datagrams.

    `session` holds a community that was not answered, None where only users were tried.
    """
    try:
        channel = ports.open_channel(remote, limits, budget, any_source=True)
    except OSError as error:
        return Trouble(Reason.NO_ANSWER, f"no route ({type(error).__name__})")
    try:
        packet, message_id = discovery_request()
        found = await channel.exchange(lambda: packet, partial(_judge_discovery, message_id), retries=0)
        answered = not isinstance(found, Trouble)
        if not answered and session is not None:
            found = await session.on_channel(channel).ask(Request((b"\x2b\x06\x01\x02\x01",)), retries=0)
        if channel.other_sources:
            source = ", ".join(sorted(channel.other_sources))
            return Trouble(Reason.ANSWERS_REJECTED, f"answers come from {source}, not from the address asked")
        if answered and session is not None:
            return Trouble(
                Reason.COMMUNITY_REFUSED, "alive (states its SNMPv3 engine id), ignores the community"
            )
        if not isinstance(found, Trouble):
            return Trouble(Reason.NO_ANSWER, "no answer, then a single late one: overloaded or lossy path")
        return Trouble(Reason.NO_ANSWER, "no answer to the credentials nor to SNMPv3 discovery")
    finally:
        channel.close()


def _judge_discovery(message_id: int, octets: bytes) -> Verdict:
    try:
        return read_discovery(octets, message_id)[1]
    except ber.MalformedError as error:
        return Rejected(str(error))
