"""Polls with few words: credentials from literal secrets, small limits, one recording back."""

from __future__ import annotations

import asyncio
import hashlib
import os
from collections.abc import Iterable

from auditor.collect.interface import CollectJob
from auditor.collect.local_engine import LocalEngine
from auditor.collect.plan import DEFAULT_PLAN, Plan, PlanRoot
from auditor.model.limits import Limits
from auditor.model.recording import End, Recording
from auditor.model.rows import Row, unpack_rows
from auditor.model.sections import SectionKind
from auditor.model.target import (
    AuthProtocol,
    Credential,
    PrivProtocol,
    SecretRef,
    SecretScheme,
    SnmpCommunity,
    SnmpUser,
    SnmpVersion,
    Target,
)

QUICK = Limits(timeout_s=0.15, retries=1, packets_per_s=100_000, device_budget_s=20)
"""Enough for a device on the loopback interface, and over soon where it stays silent."""
SYSTEM = "1.3.6.1.2.1.1"
SYSTEM_PLAN = Plan((PlanRoot(SectionKind.SYSTEM, SYSTEM),))


def secret(value: str) -> SecretRef:
    """A reference to a secret with this value."""
    name = "TEST_SECRET_" + hashlib.sha256(value.encode()).hexdigest()[:12]
    os.environ[name] = value
    return SecretRef(SecretScheme.ENV, (name,))


def community(value: str = "public", version: SnmpVersion = SnmpVersion.V2C, name: str = "") -> SnmpCommunity:
    return SnmpCommunity(name or f"community-{value}", version, secret(value))


def user(
    name: str,
    auth: AuthProtocol = AuthProtocol.NONE,
    priv: PrivProtocol = PrivProtocol.NONE,
    auth_secret: str = "authpass1234",
    priv_secret: str = "privpass1234",
) -> SnmpUser:
    return SnmpUser(
        name=f"user-{name}",
        user=name,
        auth_protocol=auth,
        auth_secret=None if auth is AuthProtocol.NONE else secret(auth_secret),
        priv_protocol=priv,
        priv_secret=None if priv is PrivProtocol.NONE else secret(priv_secret),
    )


def job_of(plan: Plan = DEFAULT_PLAN, limits: Limits = QUICK, remembered: str = "") -> CollectJob:
    known = (("switch-1", remembered),) if remembered else ()
    return CollectJob(run_id="run-1", plan=plan, limits=limits, collector_version="0", remembered=known)


def target_at(port: int, *credentials: Credential, address: str = "127.0.0.1", **fields: object) -> Target:
    return Target(
        id="switch-1",
        addresses=(address,),
        credentials=credentials or (community(),),
        snmp_port=port,
        **fields,  # type: ignore[arg-type]
    )


async def recordings(job: CollectJob, targets: Iterable[Target]) -> list[Recording]:
    return [delivery.recording async for delivery in LocalEngine().run(job, targets)]


async def poll(target: Target, plan: Plan = DEFAULT_PLAN, limits: Limits = QUICK) -> Recording:
    (recording,) = await recordings(job_of(plan, limits), [target])
    return recording


def poll_now(target: Target, plan: Plan = DEFAULT_PLAN, limits: Limits = QUICK) -> Recording:
    return asyncio.run(poll(target, plan, limits))


def rows_of(recording: Recording, root: str, context: str = "") -> list[Row]:
    """The rows of a root's section."""
    return [
        row
        for section, payload in zip(recording.sections, recording.payloads, strict=True)
        if (section.root, section.context) == (root, context)
        for row in unpack_rows(payload.payload)
    ]


def ends_of(recording: Recording) -> set[End]:
    return {section.end for section in recording.sections}
