"""Secrets and keys of one run: each reference is resolved once, each key derived once.

A secret lives here and in the sessions, nowhere else; errors name the reference. Must not
know targets. Next: `login`, which offers the credentials in order.
"""

from __future__ import annotations

import asyncio

from auditor.collect.budget import Trouble
from auditor.collect.channel import Channel
from auditor.collect.community import CommunitySession
from auditor.collect.secrets import Secret, resolve_secret
from auditor.collect.session import Session
from auditor.collect.usm_keys import MasterKeys, derive_master_keys
from auditor.collect.usm_session import UsmSession
from auditor.errors import CredentialError
from auditor.model.limits import Limits, SnmpEngineName
from auditor.model.recording import Reason
from auditor.model.target import SecretRef, SnmpCommunity, SnmpCredential, SnmpUser


class Keyring:
    """Turns credentials into sessions; keeps what it resolved, also that it failed."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._secrets: dict[SecretRef, asyncio.Task[Secret]] = {}
        self._keys: dict[SnmpUser, MasterKeys] = {}

    async def open_session(
        self, credential: SnmpCredential, channel: Channel, context: str
    ) -> Session | Trouble:
        """A session with this credential, not yet tried; CREDENTIAL_UNAVAILABLE with the reason."""
        try:
            if self._limits.engine is SnmpEngineName.PYSNMP:
                return await self._open_pysnmp(credential, channel, context)
            if isinstance(credential, SnmpCommunity):
                community = await self.reveal(credential.community)
                return CommunitySession(channel, credential.version, community)
            return UsmSession(channel, await self._master_keys(credential), context)
        except CredentialError as error:
            return Trouble(Reason.CREDENTIAL_UNAVAILABLE, str(error))

    async def _open_pysnmp(self, credential: SnmpCredential, channel: Channel, context: str) -> Session:
        # Costs 150 ms to import, and nobody else needs it.
        from auditor.collect import pysnmp_session  # noqa: PLC0415

        if isinstance(credential, SnmpCommunity):
            community = await self.reveal(credential.community)
            login = pysnmp_session.community_login(credential, community)
        else:
            security = (await self._master_keys(credential)).security
            secrets = [await self.reveal(ref) for ref in (credential.auth_secret, credential.priv_secret)]
            login = pysnmp_session.user_login(credential, security, *secrets)
        return pysnmp_session.PysnmpSession(channel, self._limits, login, context)

    async def reveal(self, reference: SecretRef | None) -> bytes:
        """The secret's octets, b"" without a reference; CredentialError names the reference."""
        if reference is None:
            return b""
        if reference not in self._secrets:
            # A command may take seconds: in a thread, and only once for all devices.
            resolving = asyncio.to_thread(resolve_secret, reference)
            self._secrets[reference] = asyncio.ensure_future(resolving)
        return (await asyncio.shield(self._secrets[reference])).reveal()

    async def _master_keys(self, user: SnmpUser) -> MasterKeys:
        if user not in self._keys:
            auth, priv = await self.reveal(user.auth_secret), await self.reveal(user.priv_secret)
        if user not in self._keys:  # others waited for the same secrets
            try:
                keys = derive_master_keys(user.user, user.auth_protocol, auth, user.priv_protocol, priv)
            except ValueError as error:
                raise CredentialError(str(error), place=user.name) from None
            self._keys[user] = keys
        return self._keys[user]

    async def close(self) -> None:
        """Forget everything; wait for what is still being resolved."""
        pending = tuple(self._secrets.values())
        self._secrets.clear()
        self._keys.clear()
        await asyncio.gather(*pending, return_exceptions=True)
