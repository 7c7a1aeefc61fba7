"""Devices read over SSH: how many a second, what each costs, and whether every output is right.

    python benchmarks/ssh_sessions.py [--devices 200] [--sessions 50]

Plays devices with four commands each from a process of their own, reads them with our collector
and, in the same run, with netmiko as it is (the same number of threads, the same commands), and
compares every output with what was played. Prints a line for each and their ratio.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import paramiko
from netmiko import ConnectHandler

from auditor.collect.host_keys import HostKey, host_name, write_host_keys
from auditor.collect.interface import CollectJob
from auditor.collect.local_engine import LocalEngine
from auditor.collect.plan import DEFAULT_PLAN
from auditor.demo.cli_device import CliDevice
from auditor.demo.ssh_server import Account, SshServer
from auditor.model.limits import Limits
from auditor.model.ssh_settings import SshSettings
from auditor.model.target import SecretRef, SecretScheme, SshPassword, Target, Transport

ADDRESS, USER, PASSWORD = "127.0.0.1", "auditor", "benchmark-password"
PLATFORM = "cisco_nxos"
COMMANDS = ("show inventory", "show version", "show interface transceiver", "show module")
LINES = 60
"""Lines of an output: an inventory of a switch with its optics."""


def outputs_of(number: int) -> dict[str, bytes]:
    """What a device answers; no two devices answer the same."""
    return {
        command: b"".join(
            b"device %d line %d of %s\r\n" % (number, n, command.encode()) for n in range(LINES)
        )
        for command in COMMANDS
    }


def play(count: int, key_file: str, pipe: Connection) -> None:
    """Serve the devices and tell their ports; ends when the pipe closes."""
    server = SshServer(Account(USER, password=PASSWORD), paramiko.ECDSAKey.from_private_key_file(key_file))
    pipe.send([server.listen(CliDevice(PLATFORM, f"sw{n}", outputs_of(n)), ADDRESS) for n in range(count)])
    with suppress(EOFError):
        pipe.recv()


@dataclass(frozen=True)
class Fleet:
    """The playing devices: ports in order, and a folder for keys and secrets."""

    folder: Path
    ports: list[int]

    def known_hosts(self, key: paramiko.PKey) -> str:
        path = self.folder / "known_hosts"
        names = (host_name(ADDRESS, port) for port in self.ports)
        write_host_keys(path, [HostKey(name, key.get_name(), key.asbytes()) for name in names])
        return str(path)

    def targets(self) -> tuple[Target, ...]:
        secret = self.folder / "password"
        secret.write_text(PASSWORD)
        secret.chmod(0o600)
        login = SshPassword("bench", USER, SecretRef(SecretScheme.FILE, (str(secret),)))
        return tuple(
            Target(
                f"sw{number}",
                (ADDRESS,),
                (login,),
                transports=(Transport.SSH,),
                ssh_port=port,
                platform=PLATFORM,
            )
            for number, port in enumerate(self.ports)
        )


@contextmanager
def playing(count: int, folder: Path, key: paramiko.PKey) -> Iterator[Fleet]:
    """Devices in a process of their own."""
    key_file = folder / "host"
    key.write_private_key_file(str(key_file))
    ours, theirs = multiprocessing.get_context("spawn").Pipe()
    child = multiprocessing.get_context("spawn").Process(target=play, args=(count, str(key_file), theirs))
    child.start()
    theirs.close()
    try:
        yield Fleet(folder, ours.recv())
    finally:
        ours.close()
        child.join(10)
        child.terminate()


Read = Mapping[int, Mapping[str, bytes]]
"""Outputs by command, by number of the device."""


def read_with_auditor(fleet: Fleet, key: paramiko.PKey, sessions: int) -> Read:
    settings = SshSettings(
        fleet.known_hosts(key), sessions=sessions, sessions_per_site=sessions, start_jitter_s=0.0
    )
    job = CollectJob("bench", DEFAULT_PLAN, Limits(concurrency=2 * sessions), "bench", ssh=settings)

    async def run() -> Read:
        read: dict[int, dict[str, bytes]] = {}
        async for delivery in LocalEngine().run(job, fleet.targets()):
            recording = delivery.recording
            pairs = zip(recording.sections, recording.payloads, strict=True)
            read[int(recording.target_id[2:])] = {
                section.root: payload.payload for section, payload in pairs if section.root in COMMANDS
            }
        return read

    return asyncio.run(run())


def read_with_netmiko(fleet: Fleet, _key: paramiko.PKey, sessions: int) -> Read:
    def one(port: int) -> dict[str, bytes]:
        with ConnectHandler(
            device_type=PLATFORM, host=ADDRESS, port=port, username=USER, password=PASSWORD
        ) as connection:
            return {command: str(connection.send_command(command)).encode() for command in COMMANDS}

    with ThreadPoolExecutor(max_workers=sessions) as threads:
        return dict(enumerate(threads.map(one, fleet.ports)))


def wrong_outputs(read: Read, count: int) -> int:
    """Outputs that are not what was played; line ends and blanks at the ends are not compared."""
    return sum(
        read.get(number, {}).get(command, b"").split() != text.split()
        for number in range(count)
        for command, text in outputs_of(number).items()
    )


def measure(
    name: str,
    reader: Callable[[Fleet, paramiko.PKey, int], Read],
    fleet: Fleet,
    key: paramiko.PKey,
    sessions: int,
) -> float:
    """Read the fleet once and print what it took; devices a second."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    started = time.perf_counter()
    read = reader(fleet, key, sessions)
    took = time.perf_counter() - started
    now = resource.getrusage(resource.RUSAGE_SELF)
    cpu_s = now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime
    count = len(fleet.ports)
    wrong = wrong_outputs(read, count)
    print(
        f"{name:<10} {count / took:7.1f} devices/s  {1000 * cpu_s / count:6.1f} ms CPU/device  "
        f"{wrong} of {count * len(COMMANDS)} outputs wrong"
    )
    return count / took


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--devices", type=int, default=200)
    parser.add_argument("--sessions", type=int, default=50)
    options = parser.parse_args()
    key = paramiko.ECDSAKey.generate()
    with tempfile.TemporaryDirectory() as folder, playing(options.devices, Path(folder), key) as fleet:
        ours = measure("auditor", read_with_auditor, fleet, key, options.sessions)
        theirs = measure("netmiko", read_with_netmiko, fleet, key, options.sessions)
    print(f"ratio      {ours / theirs:7.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
