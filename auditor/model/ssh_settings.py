"""How devices are asked over SSH: budgets, care against lockouts, and where host keys are kept.

Each number with its reason. Data only; `collect/ssh.py` obeys it.
"""

from __future__ import annotations

from dataclasses import dataclass

from auditor.model.limits import MAX_OUTPUT_BYTES
from auditor.model.target import SshKey, SshPassword

DEFAULT_KNOWN_HOSTS = "known_hosts"
MODERN = "modern"
LEGACY = "legacy"
ALGORITHM_PROFILES = (MODERN, LEGACY)
"""Which algorithms may be agreed on; `legacy` adds SHA-1, CBC and the like, and marks the evidence."""


@dataclass(frozen=True, slots=True)
class JumpHost:
    """A server that all SSH connections go through; its host key is checked as any other."""

    address: str
    credential: SshPassword | SshKey
    port: int = 22


@dataclass(frozen=True, slots=True)
class SshSettings:
    """What one run may do over SSH."""

    known_hosts: str = DEFAULT_KNOWN_HOSTS
    """File of host keys; one that is not there accepts nobody."""
    connect_timeout_s: float = 10.0
    """TCP, the server's identification and the key exchange, each: old route processors take seconds."""
    login_timeout_s: float = 20.0
    """Authentication through a slow AAA server, and the first prompt."""
    command_timeout_s: float = 60.0
    """One command, from its echo to the next prompt; the catalogue gives slow ones more."""
    device_budget_s: float = 600.0
    """All of one device: electronic labels of a big chassis take minutes."""
    max_output_bytes: int = MAX_OUTPUT_BYTES
    """What one command may write."""
    sessions: int = 50
    """Sessions at once, each a thread: beyond 100 the interpreter's lock costs more than it gains."""
    sessions_per_site: int = 10
    """Sessions at once into one site: one AAA server and one WAN line serve them all."""
    rejections_before_pause: int = 3
    """A credential that so many devices in a row rejected is offered to no more of them."""
    start_jitter_s: float = 0.2
    """Logins are spread by up to this, so that an AAA server does not get all of them at once."""
    jump: JumpHost | None = None
