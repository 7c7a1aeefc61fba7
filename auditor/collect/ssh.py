"""The SSH collector: one target in, one recording out, whatever the device does.

Decides who is asked with which credential and when; the asking itself runs in a bounded pool
of threads (`ssh_reading`). No type of netmiko or paramiko and no secret leaves it. The clock is
read here. Start with `ssh_reading`, then `cli_session` and `ssh_link`.
"""

from __future__ import annotations

import asyncio
import random
import threading
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Self

from auditor.collect.budget import Trouble
from auditor.collect.host_keys import HostKeys, read_host_keys
from auditor.collect.interface import CollectJob
from auditor.collect.keyring import Keyring
from auditor.collect.snmp import now
from auditor.collect.ssh_breaker import LoginBreaker
from auditor.collect.ssh_jump import DirectRoute, JumpRoute, Route
from auditor.collect.ssh_link import OCTETS_ARE_CHARACTERS, Endpoint, SshLogin
from auditor.collect.ssh_reading import Asking, Reading, read_device
from auditor.collect.ssh_recording import make_recording
from auditor.errors import CredentialError
from auditor.model.recording import Problem, Reason, Recording
from auditor.model.ssh_settings import MODERN, JumpHost
from auditor.model.target import SecretRef, SshCredential, SshKey, SshPassword, Target


class SshCollector:
    """Reads devices over SSH; each `collect` has a session of its own, all share secrets and care."""

    def __init__(self, job: CollectJob) -> None:
        self._job, self._settings = job, job.ssh
        self._keyring = Keyring()
        self._remembered = frozenset(job.remembered)
        self._breaker = LoginBreaker(job.ssh.rejections_before_pause)
        self._sites = defaultdict[str, asyncio.Semaphore](
            lambda: asyncio.Semaphore(job.ssh.sessions_per_site)
        )
        self._threads = ThreadPoolExecutor(max_workers=job.ssh.sessions, thread_name_prefix="ssh")
        self._stop = threading.Event()
        self._host_keys = HostKeys()
        self._route: Route = DirectRoute(job.ssh)

    async def __aenter__(self) -> Self:
        self._host_keys = read_host_keys(Path(self._settings.known_hosts))
        if self._settings.jump is not None:
            self._route = await self._jump_route(self._settings.jump)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # After an interruption threads are still waiting for devices; nobody waits for them any more.
        self._stop.set()
        await asyncio.to_thread(self._threads.shutdown, cancel_futures=True)
        self._route.close()
        await self._keyring.close()

    async def collect(self, target: Target) -> Recording:
        """One attempt; never raises for what the device, the network or a credential does."""
        started_at = now()
        credential, reading = await self._read(target)
        return make_recording(self._job, target, reading, (started_at, now()), credential)

    async def _read(self, target: Target) -> tuple[str, Reading]:
        """(name of the credential that was accepted or "", what was read): each is tried once."""
        reading = Reading(stopped=Trouble(Reason.CREDENTIAL_UNAVAILABLE, "no SSH credential for this target"))
        problems: list[Problem] = []
        for credential in self._credentials(target):
            reading = await self._try(target, credential)
            if reading.security or reading.stopped is None:
                reading.problems[:0] = problems
                return credential.name, reading
            problems.append(_problem(credential, reading.stopped))
            if reading.stopped.reason not in NEXT_CREDENTIAL:
                break
        reading.problems = problems[:-1]  # the last one is the outcome itself
        return "", reading

    def _credentials(self, target: Target) -> tuple[SshCredential, ...]:
        usable = [one for one in target.credentials if isinstance(one, SshPassword | SshKey)]
        ordered = sorted(usable, key=lambda one: (target.id, one.name) not in self._remembered)
        return tuple(ordered[: self._job.limits.credential_attempts])

    async def _try(self, target: Target, credential: SshCredential) -> Reading:
        try:
            login = await self._reveal(credential)
        except CredentialError as error:
            return Reading(stopped=Trouble(Reason.CREDENTIAL_UNAVAILABLE, str(error)))
        async with self._sites[target.site]:
            if not await self._breaker.admit(credential.name):
                return Reading(stopped=_paused(self._breaker.rejections(credential.name)))
            try:
                await asyncio.sleep(random.uniform(0, self._settings.start_jitter_s))  # noqa: S311  no secret
                return await self._in_thread(target, credential, login)
            finally:
                self._breaker.settle(credential.name)

    async def _in_thread(self, target: Target, credential: SshCredential, login: SshLogin) -> Reading:
        loop = asyncio.get_running_loop()

        def accepted() -> None:
            loop.call_soon_threadsafe(lambda: self._breaker.note(credential.name, accepted=True))

        asking = Asking(target, login, self._settings, self._host_keys, self._route, accepted, self._stop)
        reading = await loop.run_in_executor(self._threads, read_device, asking)
        if reading.stopped is not None and reading.stopped.reason is Reason.AUTHENTICATION_FAILED:
            self._breaker.note(credential.name, accepted=False)
        return reading

    async def _reveal(self, credential: SshCredential) -> SshLogin:
        """The login with its secrets; CredentialError names the reference."""
        # Typed into the session, where octets are characters.
        enable = await self._text(credential.enable_secret, OCTETS_ARE_CHARACTERS)
        if isinstance(credential, SshPassword):
            password = await self._text(credential.password)
            return SshLogin(credential.name, credential.user, password=password, enable_secret=enable)
        key, passphrase = await self._text(credential.key), await self._text(credential.passphrase)
        return SshLogin(
            credential.name, credential.user, key_text=key, passphrase=passphrase, enable_secret=enable
        )

    async def _text(self, reference: SecretRef | None, encoding: str = "utf-8") -> str | None:
        """A secret as text; one that is none is not offered in another form (RFC 4252 8)."""
        if reference is None:
            return None
        try:
            return (await self._keyring.reveal(reference)).decode(encoding)
        except UnicodeDecodeError:
            raise CredentialError(f"{reference} is not text in UTF-8") from None

    async def _jump_route(self, jump: JumpHost) -> Route:
        endpoint = Endpoint(jump.address, jump.port, MODERN, self._host_keys)
        return JumpRoute(endpoint, await self._reveal(jump.credential), self._settings)


NEXT_CREDENTIAL = frozenset(
    {Reason.AUTHENTICATION_FAILED, Reason.CREDENTIAL_UNAVAILABLE, Reason.CREDENTIAL_PAUSED}
)
"""After these another credential may do better; after any other it would fail the same way."""


def _paused(rejections: int) -> Trouble:
    return Trouble(Reason.CREDENTIAL_PAUSED, f"rejected by {rejections} devices in a row; not tried here")


def _problem(credential: SshCredential, trouble: Trouble) -> Problem:
    return Problem(trouble.reason, f"credential {credential.name}", trouble.detail)
