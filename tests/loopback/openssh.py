"""A running OpenSSH server of a test, and how the collector asks it."""

from __future__ import annotations

import asyncio
import os
import pwd
import socket
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from auditor.collect.interface import CollectJob
from auditor.collect.plan import DEFAULT_PLAN
from auditor.collect.ssh import SshCollector
from auditor.host_key_run import accept_host_keys, scan_host_keys
from auditor.model.limits import Limits
from auditor.model.recording import Recording
from auditor.model.ssh_settings import SshSettings
from auditor.model.target import SecretRef, SecretScheme, SshKey, Target, Transport

SSHD = "/usr/sbin/sshd"
USER = pwd.getpwuid(os.geteuid()).pw_name


@dataclass(frozen=True)
class Server:
    """A running sshd with its folder of keys."""

    folder: Path
    port: int

    @property
    def settings(self) -> SshSettings:
        return SshSettings(
            known_hosts=str(self.folder / "known_hosts"),
            login_timeout_s=10,
            command_timeout_s=20,
            start_jitter_s=0,
        )

    @property
    def credential(self) -> SshKey:
        return SshKey("key", USER, SecretRef(SecretScheme.FILE, (str(self.folder / "client"),)))

    @property
    def target(self) -> Target:
        return Target(
            "linux-box",
            ("127.0.0.1",),
            (self.credential,),
            transports=(Transport.SSH,),
            ssh_port=self.port,
            platform="linux",
        )

    def collect(self, target: Target | None = None, settings: SshSettings | None = None) -> Recording:
        job = CollectJob("run-1", DEFAULT_PLAN, Limits(), "9.9", ssh=settings or self.settings)

        async def run() -> Recording:
            async with SshCollector(job) as collector:
                return await collector.collect(target or self.target)

        return asyncio.run(run())

    def know(self) -> None:
        """Accept what the server shows."""
        seen = scan_host_keys([self.target], self.settings)
        keys = [one.key for one in seen if one.key]
        accept_host_keys(Path(self.settings.known_hosts), keys, replace=True)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def make_key(path: Path) -> None:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(path)], check=True)


def make_privilege_folder() -> None:
    """What sshd insists on as root; its packaged service would make it."""
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)


def answers(port: int, process: subprocess.Popen[str]) -> bool:
    """Whether the server that was started answers; False where it ended, or took ten seconds."""
    ends_at = time.monotonic() + 10
    while time.monotonic() < ends_at and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return True
    return False


def wait_until(happened: Callable[[], bool]) -> None:
    """Returns once something is so; fails after ten seconds."""
    ends_at = time.monotonic() + 10
    while not happened():
        assert time.monotonic() < ends_at, "it did not happen in time"
        time.sleep(0.02)


def stop(process: subprocess.Popen[str]) -> None:
    process.terminate()
    process.wait(10)
