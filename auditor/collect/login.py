"""Finds the address and the credential a device answers to, or says why there is none.

Addresses and credentials are tried in order, the credential that worked last first, never
more than the limits allow. Must not know the plan. Next: `snmp`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from auditor.collect.addresses import resolve_address
from auditor.collect.budget import DeviceBudget, Trouble
from auditor.collect.channel import Channel
from auditor.collect.community import CommunitySession
from auditor.collect.diagnosis import explain_silence
from auditor.collect.keyring import Keyring
from auditor.collect.pdu import AUTHORIZATION_ERROR, NO_ACCESS, Pdu, Request, error_name
from auditor.collect.ports import Ports
from auditor.collect.session import Session
from auditor.collect.udp_port import SocketAddress
from auditor.model.limits import Limits
from auditor.model.oid import encode_oid
from auditor.model.recording import Problem, Reason
from auditor.model.target import SnmpCommunity, SnmpCredential, SnmpUser, Target

PROBE = Request((encode_oid("1.3.6.1.2.1.1"),))
"""GETNEXT into the system group: the smallest thing every agent has."""

_MOST_TELLING = (  # the first of these that occurred is the reason; all are in the detail
    *(Reason.VIEW_REFUSED, Reason.AUTHENTICATION_FAILED, Reason.DECRYPTION_FAILED, Reason.UNKNOWN_USER),
    *(Reason.SECURITY_LEVEL_REFUSED, Reason.TIME_WINDOW, Reason.COMMUNITY_REFUSED),
    *(Reason.ANSWERS_REJECTED, Reason.TIME_BUDGET, Reason.BYTE_CAP, Reason.NO_ANSWER, Reason.PORT_CLOSED),
    *(Reason.CREDENTIAL_UNAVAILABLE, Reason.NAME_UNRESOLVED),
)
_UNREACHED = frozenset(
    (Reason.NO_ANSWER, Reason.PORT_CLOSED, Reason.NAME_UNRESOLVED, Reason.ANSWERS_REJECTED)
)
"""Reasons for which another address of the same device may do better."""


class LoggedIn(NamedTuple):
    """An answering device. The channel is the caller's to close."""

    session: Session
    channel: Channel
    credential: SnmpCredential
    address: str
    problems: tuple[Problem, ...]


class NotLoggedIn(NamedTuple):
    """Why nobody answered; `address` is the last one tried, as far as it is known."""

    trouble: Trouble
    address: str
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class Login:
    """One attempt at one device."""

    target: Target
    credentials: tuple[SnmpCredential, ...]
    limits: Limits
    keyring: Keyring
    ports: Ports
    budget: DeviceBudget
    problems: list[Problem] = field(default_factory=list)

    async def run(self) -> LoggedIn | NotLoggedIn:
        """Try every address in order until one answers or refuses."""
        if not self.credentials:
            trouble = Trouble(Reason.CREDENTIAL_UNAVAILABLE, "no credential is assigned to this target")
            return NotLoggedIn(trouble, self.target.addresses[0], ())
        tried: dict[str, Trouble] = {}
        for text in self.target.addresses:
            remotes = await resolve_address(text, self.target.snmp_port, self.budget)
            if isinstance(remotes, Trouble):
                tried[text] = remotes
                continue
            for remote in remotes:
                found = await self._try_address(remote)
                if isinstance(found, LoggedIn):
                    return found._replace(problems=self._with_addresses(tried))
                tried[remote[0]] = found
                if found.reason not in _UNREACHED:
                    return NotLoggedIn(_sum_up(tried), remote[0], tuple(self.problems))
        return NotLoggedIn(_sum_up(tried), next(reversed(tried)), tuple(self.problems))

    def _with_addresses(self, tried: dict[str, Trouble]) -> tuple[Problem, ...]:
        unreached = (Problem(trouble.reason, address, trouble.detail) for address, trouble in tried.items())
        return (*self.problems, *unreached)

    async def _try_address(self, remote: SocketAddress) -> LoggedIn | Trouble:
        try:
            channel = self.ports.open_channel(
                remote, self.limits, self.budget, any_source=self.target.accept_other_source
            )
        except OSError as error:
            return Trouble(Reason.NO_ANSWER, f"no route ({type(error).__name__})")
        try:
            found = await self._try_credentials(channel)
        except BaseException:
            channel.close()
            raise
        if isinstance(found, Trouble):
            channel.close()
        return found

    async def _try_credentials(self, channel: Channel) -> LoggedIn | Trouble:
        tried: dict[str, Trouble] = {}
        unanswered: CommunitySession | None = None
        for credential in self.credentials:
            session = await self.keyring.open_session(credential, channel, self.target.snmp_context)
            answer = session if isinstance(session, Trouble) else _accepted(await session.ask(PROBE))
            if not isinstance(answer, Trouble):
                assert not isinstance(session, Trouble)
                return LoggedIn(session, channel, credential, channel.remote[0], ())
            tried[credential.name] = answer
            self._note(credential, answer)
            if answer.reason is Reason.NO_ANSWER and isinstance(session, CommunitySession):
                unanswered = unanswered or session
            if answer.reason in {Reason.PORT_CLOSED, Reason.TIME_BUDGET, Reason.BYTE_CAP}:
                break
        summary = _sum_up(tried)
        if summary.reason is Reason.NO_ANSWER:
            return await explain_silence(self.ports, channel.remote, self.limits, self.budget, unanswered)
        return summary

    def _note(self, credential: SnmpCredential, trouble: Trouble) -> None:
        problem = Problem(trouble.reason, f"credential {credential.name}", trouble.detail)
        if trouble.reason is Reason.CREDENTIAL_UNAVAILABLE and problem not in self.problems:
            self.problems.append(problem)


def _accepted(answer: Pdu | Trouble) -> Pdu | Trouble:
    """The answer, unless it says that this credential may read nothing."""
    if isinstance(answer, Pdu) and answer.error_status in {NO_ACCESS, AUTHORIZATION_ERROR}:
        return Trouble(Reason.VIEW_REFUSED, f"{error_name(answer.error_status)} for the system group")
    return answer


def _sum_up(tried: dict[str, Trouble]) -> Trouble:
    """One trouble of many: the most telling reason, every detail."""
    reason = min((trouble.reason for trouble in tried.values()), key=_MOST_TELLING.index)
    if len(tried) == 1:
        return Trouble(reason, *(trouble.detail for trouble in tried.values()))
    return Trouble(reason, "; ".join(f"{name}: {trouble.detail}" for name, trouble in tried.items()))


def order_credentials(target: Target, remembered: str, limits: Limits) -> tuple[SnmpCredential, ...]:
    """The target's SNMP credentials, the one that worked last first, cut to the allowed attempts."""
    usable = [one for one in target.credentials if isinstance(one, SnmpCommunity | SnmpUser)]
    ordered = sorted(usable, key=lambda credential: credential.name != remembered)
    return tuple(ordered[: limits.credential_attempts])
