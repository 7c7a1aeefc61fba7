"""Joins the stages: collect → store → decode → identify → evaluate → result.

With `rule_run`, the only modules that know them all. One device at a time is polled, stored
and derived, so memory does not grow with the fleet; what is stored is derived again at will.
"""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path

from auditor import __version__
from auditor.collect.interface import CollectJob
from auditor.collect.local_engine import LocalEngine
from auditor.collect.plan import DEFAULT_PLAN
from auditor.collect.replay import write_recording
from auditor.derive import Reading, derive, derive_adjacency, readings_of
from auditor.errors import UsageError
from auditor.evaluate import TargetFacts
from auditor.identify import Knowledge
from auditor.model.limits import Limits
from auditor.model.recording import Instant, Recording
from auditor.model.sections import PERSONAL_DATA_KINDS
from auditor.model.ssh_settings import SshSettings
from auditor.model.target import Target, Transport
from auditor.store import Derived, RunRecord, Store, derivation_of

Observer = Callable[[Recording], None]
INSTANT = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True, slots=True)
class Collection:
    """What to poll. `recordings` names a folder to read instead, "" for the live network;
    `whole_inventory`: targets no longer listed are retired; `personal_data_days`: forwarding and
    ARP tables older than this are removed at the end, None keeps them; so are recordings older
    than `recording_days`, and what all but `evaluations_kept` evaluations are compared by."""

    targets: tuple[Target, ...]
    limits: Limits
    recordings: str
    whole_inventory: bool
    personal_data_days: int | None = None
    ssh: SshSettings = field(default_factory=SshSettings)
    recording_days: int | None = None
    evaluations_kept: int | None = None

    @property
    def attempts(self) -> int:
        """Recordings that a run makes of it: one for each transport of each target."""
        return sum(len(target.transports) for target in self.targets)


def utc_now() -> Instant:
    """The present, to the second."""
    return datetime.now(UTC).strftime(INSTANT)


def new_run_id() -> str:
    """Sortable by time and unique."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"


def collect_run(store: Store, collection: Collection, knowledge: Knowledge | None, observe: Observer) -> str:
    """Poll every target and store what it said; with knowledge, derive each device at once.

    Returns the run's id. Interrupted, everything acknowledged is kept and the run says so.
    """
    run_id = new_run_id()
    mode = "recordings" if collection.recordings else "live"
    store.start_run(RunRecord(run_id, mode, utc_now(), __version__, _digest(collection)))
    store.save_targets(run_id, collection.targets, retire_missing=collection.whole_inventory)
    if knowledge:
        store.save_data_sources(run_id, knowledge.sources)
    targets = {target.id: target for target in collection.targets}

    def keep(recording: Recording) -> None:
        store.save_recording(recording)
        target = targets[recording.target_id]
        if knowledge and recording.transport is target.transports[-1]:
            _derive_target(store, recording, knowledge, target)
        observe(recording)

    outcome = "interrupted"
    try:
        asyncio.run(
            _deliver(_job(run_id, collection, store.remembered_credentials()), collection.targets, keep)
        )
        outcome = "complete"
    finally:
        store.finish_run(run_id, utc_now(), outcome)
    return run_id


def purge_old(store: Store, collection: Collection) -> None:
    """Removes what is kept for a time only; call it once what is new was judged."""
    now = datetime.now(UTC)
    if collection.personal_data_days is not None:
        oldest = now - timedelta(days=collection.personal_data_days)
        store.purge_personal_data(oldest.strftime(INSTANT))
    if collection.recording_days is not None:
        store.purge_recordings((now - timedelta(days=collection.recording_days)).strftime(INSTANT))
    if collection.evaluations_kept is not None:
        store.purge_evaluations(collection.evaluations_kept)


def record_run(collection: Collection, folder: Path, observe: Observer) -> None:
    """Poll every target into recording files."""

    def keep(recording: Recording) -> None:
        try:
            write_recording(folder, recording)
        except OSError as error:
            raise UsageError(
                f"cannot write the recording of {recording.target_id!r}: {error.strerror}",
                file=str(folder),
                remedy="free space or name another folder, then record again",
            ) from error
        observe(recording)

    asyncio.run(_deliver(_job(new_run_id(), collection, ()), collection.targets, keep))


def identify_store(
    store: Store,
    knowledge: Knowledge,
    *,
    underived_only: bool = False,
) -> int:
    """Decode and identify stored recordings again; returns the number of devices. Never polls."""
    targets = {target.id: target for target in store.targets()}
    wanted = None
    if underived_only:
        found = store.recordings(underived_only=True)
        wanted = sorted({recording.target_id for recording in found})
    recordings = store.recordings(with_base=True, target_ids=wanted)
    derived = 0
    for target_id, group in groupby(recordings, key=lambda recording: recording.target_id):
        if target_id in targets:
            _derive(store, tuple(group), knowledge, targets[target_id])
            derived += 1
    return derived


def _job(run_id: str, collection: Collection, remembered: tuple[tuple[str, str], ...]) -> CollectJob:
    return CollectJob(
        run_id=run_id,
        plan=DEFAULT_PLAN,
        limits=collection.limits,
        collector_version=__version__,
        remembered=remembered,
        recordings=collection.recordings,
        ssh=collection.ssh,
    )


async def _deliver(job: CollectJob, targets: tuple[Target, ...], keep: Observer) -> None:
    async for delivery in LocalEngine().run(job, targets):
        keep(delivery.recording)
        delivery.acknowledge()


def _derive_target(store: Store, recording: Recording, knowledge: Knowledge, target: Target) -> None:
    """Derive the device a recording is of, with what it last said over each transport."""
    if recording.transport is Transport.SNMP and len(target.transports) == 1:
        _derive(store, (recording,), knowledge, target)
    else:
        recordings = store.recordings(target_ids=[target.id], with_base=True)
        _derive(store, tuple(recordings), knowledge, target, with_earlier_ssh=False)


def _derive(
    store: Store,
    recordings: tuple[Recording, ...],
    knowledge: Knowledge,
    target: Target,
    *,
    with_earlier_ssh: bool = True,
) -> None:
    """Derive a device from its recordings, as `readings_of` pairs them."""
    for reading in readings_of(recordings, with_earlier_ssh=with_earlier_ssh):
        _save_reading(store, reading, knowledge, target)


def _save_reading(store: Store, reading: Reading, knowledge: Knowledge, target: Target) -> None:
    derivation = derivation_digests(reading.recording, knowledge, target)
    if reading.beside is not None:
        derivation = f"{derivation}+{derivation_digests(reading.beside, knowledge, target)}"
    if store.seen_unchanged(reading.recording, derivation):
        return
    facts = TargetFacts(in_scope=target.in_scope, tags=target.tags)
    if reading.beside is None and store.parts_stand(reading.recording, derivation):
        beyond = derive_adjacency(reading.recording, knowledge, facts)
        if beyond is not None:
            store.save_adjacency(Derived(*beyond), derivation)
            return
    store.save_device(*derive(reading, knowledge, facts), derivation)


def derivation_digests(recording: Recording, knowledge: Knowledge, target: Target) -> str:
    """What the derived rows of a device depend on; equal derivations give equal rows. Its first half
    leaves out the tables that no part is read from."""
    parts = [__version__, knowledge.digest, str(target.in_scope), *target.tags, recording.outcome.value]
    parts += (
        f"{s.kind}{s.root}{s.context}{s.end}{s.digest}"
        for s in recording.sections
        if s.kind not in PERSONAL_DATA_KINDS
    )
    stations = (
        f"{s.kind}{s.root}{s.context}{s.end}{s.digest}"
        for s in recording.sections
        if s.kind in PERSONAL_DATA_KINDS
    )
    return derivation_of(_sha256(parts), _sha256((*parts, *stations)))


def _sha256(texts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()


def _digest(collection: Collection) -> str:
    """Which targets and budgets a run was made with; credentials are references only."""
    return hashlib.sha256(repr(collection).encode("utf-8", "surrogatepass")).hexdigest()
