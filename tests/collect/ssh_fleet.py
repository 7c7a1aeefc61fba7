"""SSH servers on loopback that play devices, and a collector that reads them with short limits."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

import paramiko

from auditor.collect.host_keys import HostKey, host_name, write_host_keys
from auditor.collect.interface import CollectJob
from auditor.collect.local_engine import LocalEngine
from auditor.collect.plan import DEFAULT_PLAN
from auditor.demo.cli_device import CliDevice
from auditor.demo.ssh_server import Account, Play, SshServer, play_shell
from auditor.model.limits import Limits
from auditor.model.recording import Recording
from auditor.model.ssh_settings import SshSettings
from auditor.model.target import (
    Credential,
    SecretRef,
    SecretScheme,
    SshPassword,
    Target,
    Transport,
)

ADDRESS = "127.0.0.1"
PASSWORD = "fleet-password"
ACCOUNT = Account("auditor", password=PASSWORD)
QUICK = SshSettings(
    connect_timeout_s=5.0,
    login_timeout_s=5.0,
    command_timeout_s=5.0,
    device_budget_s=20.0,
    start_jitter_s=0.0,
)
"""Short enough for a test of what goes wrong, long enough for a loaded machine."""


@lru_cache(maxsize=4)
def host_key(number: int = 0) -> paramiko.PKey:
    """A key for servers; made once, for making keys takes time."""
    return paramiko.ECDSAKey.generate()


def password(folder: Path, text: str = PASSWORD, name: str = "fleet", enable: str = "") -> SshPassword:
    """A credential whose secrets are files of mode 0600."""
    return SshPassword(
        name,
        ACCOUNT.user,
        secret(folder, f"{name}-password", text),
        secret(folder, f"{name}-enable", enable) if enable else None,
    )


def secret(folder: Path, name: str, text: str) -> SecretRef:
    path = folder / name
    path.write_text(text)
    path.chmod(0o600)
    return SecretRef(SecretScheme.FILE, (str(path),))


@dataclass(slots=True)
class Fleet:
    """Servers with their devices; `targets` are ready to be collected."""

    folder: Path
    server: SshServer
    targets: list[Target] = field(default_factory=list)
    key: paramiko.PKey = field(default_factory=host_key)

    def add(self, device: CliDevice, *credentials: Credential, platform: str | None = None) -> Target:
        """Serve a device; its target, which is also kept."""
        port = self.server.listen(device, ADDRESS)
        target = Target(
            device.host,
            (ADDRESS,),
            credentials or (password(self.folder),),
            transports=(Transport.SSH,),
            ssh_port=port,
            platform=device.platform if platform is None else platform,
        )
        self.targets.append(target)
        return target

    def know_hosts(self, key: paramiko.PKey | None = None) -> Path:
        """A file that knows all servers by the key, their own unless another is given."""
        path = self.folder / "known_hosts"
        shown = key or self.key
        names = {host_name(ADDRESS, target.ssh_port) for target in self.targets}
        write_host_keys(path, [HostKey(name, shown.get_name(), shown.asbytes()) for name in sorted(names)])
        return path

    def collect(
        self, *targets: Target, settings: SshSettings = QUICK, limits: Limits | None = None
    ) -> list[Recording]:
        """Recordings in the order of the targets, all of the fleet unless some are given."""
        path = self.folder / "known_hosts"
        known = str(path if path.exists() else self.know_hosts())
        job = CollectJob(
            "run-1", DEFAULT_PLAN, limits or Limits(), "9.9", ssh=replace(settings, known_hosts=known)
        )
        return collected(job, targets or self.targets)


def collected(job: CollectJob, targets: Sequence[Target]) -> list[Recording]:
    async def run() -> list[Recording]:
        return [delivery.recording async for delivery in LocalEngine().run(job, targets)]

    order = {target.id: number for number, target in enumerate(targets)}
    return sorted(asyncio.run(run()), key=lambda recording: order[recording.target_id])


@contextmanager
def fleet(
    folder: Path, play: Play = play_shell, account: Account = ACCOUNT, key: paramiko.PKey | None = None
) -> Iterator[Fleet]:
    """A fleet whose servers are closed at the end."""
    shown = key or host_key()
    server = SshServer(account, shown, play)
    try:
        yield Fleet(folder, server, key=shown)
    finally:
        server.close()


def outputs_of(recording: Recording) -> dict[str, bytes]:
    """What each command wrote."""
    pairs = zip(recording.sections, recording.payloads, strict=True)
    return {section.root: payload.payload for section, payload in pairs}
