"""Debian's snmpd on the loopback interface, with users and communities for the tests."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

SNMPD = shutil.which("snmpd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
needs_snmpd = pytest.mark.skipif(SNMPD is None, reason="snmpd is not installed")

USERS = (  # name, authentication, privacy, as snmpd.conf spells them
    ("md5-des", "MD5", "DES"),
    ("sha1-aes128", "SHA", "AES"),
    ("sha224-aes128", "SHA-224", "AES"),
    ("sha256-aes256", "SHA-256", "AES-256"),
    ("sha384-aes192", "SHA-384", "AES-192"),
    ("sha512-aes256", "SHA-512", "AES-256"),
    ("sha1-aes256", "SHA", "AES-256"),
    ("sha1-aes192-reeder", "SHA", "AES192C"),
    ("sha1-aes256-reeder", "SHA", "AES256C"),
)


def _configuration(port: int, addresses: Iterable[str], more: Iterable[str]) -> str:
    lines = [
        "agentAddress " + ",".join(f"udp:{address}:{port}" for address in addresses),
        "sysDescr Example router",
        "sysName loopback-router",
        "sysLocation bench",
        "view nothing included .1.3.6.1.3.99999",
        "rocommunity public 127.0.0.1",
        "rocommunity blind 127.0.0.1 -V nothing",
        "createUser signed SHA-256 authpass1234",
        "rouser signed authNoPriv",
        "createUser open",
        "rouser open noauth",
        "createUser unseeing SHA-256 authpass1234 AES privpass1234",
        "rouser unseeing authPriv -V nothing",
        *more,
    ]
    for name, auth, priv in USERS:
        lines += [f"createUser {name} {auth} authpass1234 {priv} privpass1234", f"rouser {name} authPriv"]
    return "\n".join(lines) + "\n"


def free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_snmpd(
    directory: Path, addresses: Iterable[str] = ("127.0.0.1",), more: Iterable[str] = ()
) -> Iterator[int]:
    """The port of an snmpd that has started; `more` are lines of its configuration."""
    port = free_port()
    configuration = directory / "snmpd.conf"
    configuration.write_text(_configuration(port, addresses, more))
    environment = {**os.environ, "SNMP_PERSISTENT_DIR": str(directory), "MIBS": ""}
    command = [str(SNMPD), "-f", "-C", "-c", str(configuration), "-Lo", "-I", "-smux"]
    log = directory / "snmpd.log"
    # A pipe that nobody reads would stop the agent once it is full of what it says about requests.
    with (
        log.open("w") as output,
        subprocess.Popen(command, env=environment, stdout=output, stderr=output) as process,
    ):
        try:
            while "NET-SNMP version" not in log.read_text(errors="replace"):
                assert process.poll() is None, "snmpd did not start"
            yield port
        finally:
            process.terminate()
