"""What polling one device costs: our engine, pysnmp, snmpbulkwalk and a floor in C, over v2c and v3.

The work is eight walks of the reference switch, 2,306 rows. CPU of the client only, user and system;
ratios within one run are what to trust, since the machine's other work raises all figures. Started by
`python -m benchmarks.fleet`.
"""

from __future__ import annotations

import asyncio
import os
import resource
import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from auditor.collect.interface import CollectJob
from auditor.collect.local_engine import LocalEngine
from auditor.collect.plan import Plan, PlanRoot
from auditor.model.limits import Limits, SnmpEngineName
from auditor.model.recording import Outcome
from auditor.model.sections import SectionKind
from auditor.model.target import (
    AuthProtocol,
    PrivProtocol,
    SecretRef,
    SecretScheme,
    SnmpCommunity,
    SnmpCredential,
    SnmpUser,
    SnmpVersion,
    Target,
)
from benchmarks.fleet.responder import addresses, build
from benchmarks.fleet.usm_agent import AUTH_SECRET, PRIV_SECRET, USER

ROOTS = (
    *("1.3.6.1.2.1.1", "1.3.6.1.2.1.2.2.1.2", "1.3.6.1.2.1.2.2.1.3", "1.3.6.1.2.1.2.2.1.6"),
    *("1.3.6.1.2.1.47.1.1.1", "1.3.6.1.2.1.17.7.1.2.2.1.2", "1.0.8802.1.1.2.1.4.1", "1.3.6.1.2.1.4.22.1.2"),
)
PLAN = Plan(tuple(PlanRoot(SectionKind.SYSTEM, root) for root in ROOTS))
ROWS = 2_306
UNHURRIED = Limits(packets_per_s=100_000, timeout_s=5)
WITH_PYSNMP = Limits(packets_per_s=100_000, timeout_s=5, engine=SnmpEngineName.PYSNMP)


def _secret(name: str, value: str) -> SecretRef:
    os.environ[name] = value
    return SecretRef(SecretScheme.ENV, (name,))


COMMUNITY = SnmpCommunity("v2c", SnmpVersion.V2C, _secret("BENCHMARK_COMMUNITY", "public"))
SIGNED = SnmpUser(
    "v3",
    USER,
    AuthProtocol.SHA256,
    _secret("BENCHMARK_AUTH", AUTH_SECRET.decode()),
    PrivProtocol.AES256,
    _secret("BENCHMARK_PRIV", PRIV_SECRET.decode()),
)
LOGIN_V2C = ("-v2c", "-c", "public")
LOGIN_V3 = (
    *("-v3", "-l", "authPriv", "-u", USER, "-a", "SHA-256", "-A", AUTH_SECRET.decode()),
    *("-x", "AES-256", "-X", PRIV_SECRET.decode()),
)

Measure = Callable[[], float]
"""Milliseconds of CPU per device."""


class Polled(NamedTuple):
    """What polling a number of devices cost."""

    cpu_ms: float
    """Per device."""
    per_s: float
    """Devices, by the wall clock."""


def clients_v2c(folder: Path, port: int) -> dict[str, Measure]:
    """Who is compared over v2c."""
    clients = _clients(COMMUNITY, LOGIN_V2C, port, ours=200)
    return clients | {"floor in C": partial(_floor_ms, build("floor", folder), port)}


def clients_v3(port: int) -> dict[str, Measure]:
    """Who is compared over v3, authPriv with SHA-256 and AES-256."""
    return _clients(SIGNED, LOGIN_V3, port, ours=40)


def _clients(login: SnmpCredential, words: Sequence[str], port: int, ours: int) -> dict[str, Measure]:
    clients: dict[str, Measure] = {
        "auditor": lambda: polled(UNHURRIED, login, port, ours).cpu_ms,
        "auditor, pysnmp engine": lambda: polled(WITH_PYSNMP, login, port, 3).cpu_ms,
    }
    walk = shutil.which("snmpbulkwalk")
    if walk is not None:
        clients["snmpbulkwalk"] = partial(_bulkwalk_ms, walk, words, port, 10)
    return clients


def cpu_s(who: int = resource.RUSAGE_SELF) -> float:
    """Seconds of CPU of this process, or of its children that ended."""
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def polled(limits: Limits, login: SnmpCredential, port: int, count: int) -> Polled:
    """What our collector costs; fails when a row is missing."""
    targets = [Target(address, (address,), (login,), snmp_port=port) for address in addresses(count)]
    job = CollectJob(run_id="benchmark", plan=PLAN, limits=limits, collector_version="benchmark")

    async def run() -> None:
        async for delivery in LocalEngine().run(job, targets):
            recording = delivery.recording
            rows = sum(section.row_count for section in recording.sections)
            if (recording.outcome, rows) != (Outcome.COMPLETE, ROWS):
                raise SystemExit(f"{recording.target_id}: {recording.outcome} with {rows} rows")
            delivery.acknowledge()

    before, started = cpu_s(), time.monotonic()
    asyncio.run(run())
    return Polled((cpu_s() - before) * 1000 / count, count / (time.monotonic() - started))


def _floor_ms(program: Path, port: int) -> float:
    command = [str(program), "-n", "500", "-c", "50", "-r", "25", "-p", str(port)]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return float(output.split()[-1])


def _bulkwalk_ms(program: str, login: Sequence[str], port: int, count: int) -> float:
    before = cpu_s(resource.RUSAGE_CHILDREN)
    for address in addresses(count):
        for root in ROOTS:
            command = [program, *login, "-Cr25", "-On", "-Oq", f"{address}:{port}", root]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={"MIBS": ""})
    return (cpu_s(resource.RUSAGE_CHILDREN) - before) * 1000 / count
