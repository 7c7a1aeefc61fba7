"""Scanning devices for their SSH host keys, and what the store of known ones says of each.

Nothing is accepted here and nobody is logged in to. Next: `collect/host_keys.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from pathlib import Path

from auditor.collect.host_keys import HostKey, HostKeys, host_name, read_host_keys, write_host_keys
from auditor.errors import UsageError
from auditor.model.ssh_settings import JumpHost, SshSettings
from auditor.model.target import Target, Transport


class Standing(StrEnum):
    """What the store says of a key that was seen."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    CHANGED = "changed"
    NOT_REACHED = "not reached"


@dataclass(frozen=True, slots=True)
class SeenKey:
    """What one address of a target showed; `key` None where nothing could be read, `detail` why."""

    target_id: str
    host: str
    standing: Standing
    key: HostKey | None
    detail: str = ""


def scan_host_keys(targets: Iterable[Target], settings: SshSettings) -> Iterator[SeenKey]:
    """What every address of the targets that are asked over SSH shows, in their order."""
    known = read_host_keys(Path(settings.known_hosts))
    asked = [
        (target, address)
        for target in targets
        if target.in_scope and Transport.SSH in target.transports
        for address in target.addresses
    ]
    with ThreadPoolExecutor(max_workers=settings.sessions) as threads:
        yield from threads.map(lambda pair: _scan(pair[0], pair[1], known, settings), asked)


def jump_target(jump: JumpHost) -> Target:
    """The jump host as a target to be scanned."""
    return Target("jump host", (jump.address,), transports=(Transport.SSH,), ssh_port=jump.port)


def accept_host_keys(path: Path, offered: Iterable[HostKey], *, replace: bool) -> int:
    """Add keys to the store; the number added. UsageError, and nothing added, where one contradicts
    what is known and `replace` is not set."""
    known = read_host_keys(path)
    added = [key for key in offered if key not in known.of_host(key.host)]
    changed = [key for key in added if known.conflict(key)]
    if changed and not replace:
        raise UsageError(
            f"another key is known for {changed[0].host}",
            file=str(path),
            remedy="find out why it changed; then accept with --replace",
        )
    for host, keys in groupby(sorted(added), key=lambda key: key.host):
        known.accept(host, tuple(keys), replace=replace)
    write_host_keys(path, known.all())
    return len(added)


def _scan(target: Target, address: str, known: HostKeys, settings: SshSettings) -> SeenKey:
    # Loaded when needed: every command of auditor is imported at its start, and netmiko costs as much as all.
    from auditor.collect.ssh_faults import explain_fault  # noqa: PLC0415
    from auditor.collect.ssh_link import Endpoint, fetch_host_key  # noqa: PLC0415

    host = host_name(address, target.ssh_port)
    try:
        key = fetch_host_key(Endpoint(address, target.ssh_port, target.ssh_algorithms, known), settings)
    except Exception as error:  # noqa: BLE001  becomes this address' line
        return SeenKey(target.id, host, Standing.NOT_REACHED, None, explain_fault(error).detail)
    if key in known.of_host(host):
        return SeenKey(target.id, host, Standing.KNOWN, key)
    changed = known.conflict(key)
    if changed is not None:
        return SeenKey(target.id, host, Standing.CHANGED, key, f"known is {changed.fingerprint}")
    return SeenKey(target.id, host, Standing.UNKNOWN, key)
