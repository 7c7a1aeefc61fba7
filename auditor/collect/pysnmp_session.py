"""The same requests over pysnmp: chosen with `engine = "pysnmp"`, and the oracle for our own engine.

Slow (some 200 ms of CPU per switch), so never the default. One pysnmp engine for each device, since
its tables of targets grow slower with each. pysnmp checks messages, digests and time windows in its
own way; values are encoded again, so padded numbers of odd agents come out minimal. No type of
pysnmp leaves this file. Siblings: `community`, `usm_session`.
"""

from __future__ import annotations

import copy
from typing import NamedTuple, Self

from pyasn1.codec.ber import encoder
from pyasn1.type import univ
from pysnmp.hlapi.v3arch import asyncio as pysnmp
from pysnmp.proto import errind
from pysnmp.proto.rfc1902 import ObjectName

from auditor.collect import ber
from auditor.collect.budget import Trouble
from auditor.collect.channel import Channel
from auditor.collect.pdu import Pdu, PduTag, Request
from auditor.collect.session import ROOM_SECURED
from auditor.collect.values import EXCEPTIONS
from auditor.collect.varbinds import Varbinds
from auditor.model.limits import Limits
from auditor.model.oid import sub_ids
from auditor.model.recording import Reason
from auditor.model.rows import encode_integer
from auditor.model.target import AuthProtocol, PrivProtocol, SnmpCommunity, SnmpUser, SnmpVersion

_AUTH = {
    AuthProtocol.NONE: pysnmp.usmNoAuthProtocol,
    AuthProtocol.MD5: pysnmp.usmHMACMD5AuthProtocol,
    AuthProtocol.SHA1: pysnmp.usmHMACSHAAuthProtocol,
    AuthProtocol.SHA224: pysnmp.usmHMAC128SHA224AuthProtocol,
    AuthProtocol.SHA256: pysnmp.usmHMAC192SHA256AuthProtocol,
    AuthProtocol.SHA384: pysnmp.usmHMAC256SHA384AuthProtocol,
    AuthProtocol.SHA512: pysnmp.usmHMAC384SHA512AuthProtocol,
}
_PRIV = {
    PrivProtocol.NONE: pysnmp.usmNoPrivProtocol,
    PrivProtocol.DES: pysnmp.usmDESPrivProtocol,
    PrivProtocol.AES128: pysnmp.usmAesCfb128Protocol,
    PrivProtocol.AES192: pysnmp.usmAesBlumenthalCfb192Protocol,
    PrivProtocol.AES256: pysnmp.usmAesBlumenthalCfb256Protocol,
    PrivProtocol.AES192_REEDER: pysnmp.usmAesCfb192Protocol,
    PrivProtocol.AES256_REEDER: pysnmp.usmAesCfb256Protocol,
}
_TROUBLE = (
    (errind.RequestTimedOut, Reason.NO_ANSWER),
    (errind.UnknownUserName, Reason.UNKNOWN_USER),
    (errind.UnsupportedSecurityLevel, Reason.SECURITY_LEVEL_REFUSED),
    (errind.NotInTimeWindow, Reason.TIME_WINDOW),
    (errind.DecryptionError, Reason.DECRYPTION_FAILED),
    (errind.WrongDigest, Reason.AUTHENTICATION_FAILED),
    ((errind.AuthenticationFailure, errind.AuthenticationError), Reason.AUTHENTICATION_FAILED),
)
"""What pysnmp indicates, and the reason it is; anything else is ANSWERS_REJECTED."""


class Login(NamedTuple):
    """What pysnmp needs to know of a credential; `auth` holds the secret."""

    auth: pysnmp.CommunityData | pysnmp.UsmUserData
    security: str
    authenticated: bool
    bulk: bool


def community_login(credential: SnmpCommunity, community: bytes) -> Login:
    """SNMPv1 or v2c."""
    model = 0 if credential.version is SnmpVersion.V1 else 1
    auth = pysnmp.CommunityData("auditor", community.decode("latin-1"), mpModel=model)
    return Login(auth, credential.version.value, authenticated=False, bulk=model == 1)


def user_login(user: SnmpUser, security: str, auth_secret: bytes, priv_secret: bytes) -> Login:
    """A user of SNMPv3; `security` in words."""
    auth = pysnmp.UsmUserData(
        user.user,
        authKey=auth_secret or None,
        privKey=priv_secret or None,
        authProtocol=_AUTH[user.auth_protocol],
        privProtocol=_PRIV[user.priv_protocol],
    )
    return Login(auth, security, authenticated=user.auth_protocol is not AuthProtocol.NONE, bulk=True)


class PysnmpSession:
    """One credential at one device, asked through pysnmp."""

    def __init__(self, channel: Channel, limits: Limits, login: Login, context: str) -> None:
        self._channel, self._limits, self._login, self._context = channel, limits, login, context
        self._engine = pysnmp.SnmpEngine()
        channel.also_close = self._engine.close_dispatcher

    @property
    def room_bytes(self) -> int:
        return ROOM_SECURED

    @property
    def bulk(self) -> bool:
        return self._login.bulk

    @property
    def security(self) -> str:
        return f"{self._login.security}, by pysnmp"

    @property
    def authenticated(self) -> bool:
        return self._login.authenticated

    def for_vlan(self, vlan: int) -> Self:
        other = copy.copy(self)
        if isinstance(self._login.auth, pysnmp.CommunityData):
            auth = self._login.auth.clone(communityName=f"{self._login.auth.communityName}@{vlan}")
            other._login = self._login._replace(auth=auth)
        else:
            other._context = f"vlan-{vlan}"
        return other

    async def ask(self, request: Request, retries: int | None = None) -> Pdu | Trouble:
        spent = await self._channel.budget.wait_turn()
        if spent is not None:
            return spent
        target = await _target(self._channel, self._limits, retries)
        names = [pysnmp.ObjectType(pysnmp.ObjectIdentity(ObjectName(sub_ids(oid)))) for oid in request.oids]
        asked = (
            self._engine,
            self._login.auth,
            target,
            pysnmp.ContextData(contextName=self._context.encode()),
        )
        if request.repetitions:
            answer = pysnmp.bulk_cmd(*asked, 0, request.repetitions, *names, lookupMib=False)
        else:
            answer = pysnmp.next_cmd(*asked, *names, lookupMib=False)
        indication, status, index, found = await answer
        if indication:
            return _trouble(indication)
        return Pdu(PduTag.RESPONSE, 0, int(status), int(index), _varbinds(found))


async def _target(channel: Channel, limits: Limits, retries: int | None) -> pysnmp.UdpTransportTarget:
    transport = pysnmp.Udp6TransportTarget if ":" in channel.remote[0] else pysnmp.UdpTransportTarget
    tries = limits.retries if retries is None else retries
    return await transport.create(channel.remote[:2], timeout=limits.timeout_s, retries=tries)


def _trouble(indication: errind.ErrorIndication) -> Trouble:
    text = f"pysnmp: {type(indication).__name__}"
    for kinds, reason in _TROUBLE:
        if isinstance(indication, kinds):
            return Trouble(reason, "no answer" if reason is Reason.NO_ANSWER else text)
    return Trouble(Reason.ANSWERS_REJECTED, text)


def _varbinds(found: tuple[pysnmp.ObjectType, ...]) -> Varbinds:
    names: list[bytes] = []
    rows: list[bytes] = []
    special = False
    for name, value in found:
        name_element, value_element = bytes(encoder.encode(name)), _value_element(value)
        names.append(name_element[ber.head(name_element, 0, len(name_element))[1] :])
        rows.append(name_element + value_element)
        special = special or value_element[0] in EXCEPTIONS
    return Varbinds(names, rows, special)


def _value_element(value: univ.Integer | univ.OctetString) -> bytes:
    """pyasn1 writes an octet too many for -128, -2 ** 31 and the like (0.6.5)."""
    element = bytes(encoder.encode(value))
    if isinstance(value, univ.Integer):
        return ber.encode_tlv(element[0], encode_integer(int(value)))
    return element
