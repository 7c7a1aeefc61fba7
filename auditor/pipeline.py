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
from auditor.collect.budget import Trouble
from auditor.collect.interface import CollectJob
from auditor.collect.local_engine import LocalEngine
from auditor.collect.plan import DEFAULT_PLAN
from auditor.collect.unpolled import unpolled_recording
from auditor.derive import Reading, derive, derive_adjacency, readings_of
from auditor.evaluate import TargetFacts
from auditor.identify import Knowledge
from auditor.model.limits import Limits
from auditor.model.progress import Attempted, RunFinished, RunStarted, attempted
from auditor.model.recording import Instant, Reason, Recording
from auditor.model.sections import PERSONAL_DATA_KINDS
from auditor.model.ssh_settings import SshSettings
from auditor.model.target import Target, Transport
from auditor.shards import Shard, split
from auditor.store import Derived, PastRun, RunRecord, Store, derivation_of, turnstile_file
from auditor.workers import Assignment, Lost, Observer, work

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


def collect_run(
    store: Store,
    collection: Collection,
    knowledge: Knowledge | None,
    observe: Observer,
    *,
    processes: int = 1,
    resumed: PastRun | None = None,
) -> str:
    """Poll every target and store what it said; with knowledge, derive each device at once.

    `processes` share the polling and each stores what it read. `resumed`: that run goes on, and
    the targets it has are not polled again. Returns the run's id. Interrupted, everything
    acknowledged is kept and the run says so.
    """
    run_id = resumed.run_id if resumed else new_run_id()
    mode = "recordings" if collection.recordings else "live"
    store.start_run(RunRecord(run_id, mode, utc_now(), __version__, collection_digest(collection)))
    store.save_targets(run_id, collection.targets, retire_missing=collection.whole_inventory)
    if knowledge:
        store.save_data_sources(run_id, knowledge.sources)
    job = collect_job(run_id, collection, store.remembered_credentials())
    done = resumed.recorded if resumed else frozenset[tuple[str, Transport]]()
    targets = [target for target in collection.targets if not done.issuperset(_attempts(target))]
    outcome = "interrupted"
    left = sum(len(target.transports) for target in targets)
    observe(RunStarted(run_id, collection.attempts, collection.attempts - left))
    try:
        asyncio.run(_poll_shards(store, split(job, targets, processes), knowledge, observe))
        outcome = "complete"
    except asyncio.CancelledError:  # a worker was told to stop, and the whole run is meant
        raise KeyboardInterrupt from None
    finally:
        store.finish_run(run_id, utc_now(), outcome)
        observe(RunFinished(run_id, outcome))
    return run_id


def _attempts(target: Target) -> list[tuple[str, Transport]]:
    return [(target.id, transport) for transport in target.transports]


async def poll(
    store: Store,
    job: CollectJob,
    targets: tuple[Target, ...],
    knowledge: Knowledge | None,
    observe: Callable[[Attempted], None],
) -> None:
    """Poll targets from this process alone; what each says is stored, then derived."""
    by_id = {target.id: target for target in targets}
    async for delivery in LocalEngine().run(job, targets):
        recording = delivery.recording
        store.save_recording(recording)
        _derive_attempt(store, recording, knowledge, by_id[recording.target_id])
        delivery.acknowledge()
        observe(attempted(recording, delivery.duration_s))


async def _poll_shards(
    store: Store, shards: tuple[Shard, ...], knowledge: Knowledge | None, observe: Observer
) -> None:
    """The first shard here, each other one in a process of its own; a fault of one ends all."""
    if len(shards) == 1:
        await poll(store, *shards[0], knowledge, observe)
        return
    with turnstile_file() as turns, store.taking_turns(turns):
        await _poll_together(store, shards, knowledge, observe, turns)


async def _poll_together(
    store: Store, shards: tuple[Shard, ...], knowledge: Knowledge | None, observe: Observer, turns: Path
) -> None:
    digest = knowledge.digest if knowledge else ""
    workers = [
        asyncio.create_task(work(Assignment(store.path, *shard, digest, turns), observe))
        for shard in shards[1:]
    ]
    here = asyncio.create_task(poll(store, *shards[0], knowledge, observe))
    try:
        for ended in asyncio.as_completed([here, *workers]):
            await ended
    finally:
        for task in (here, *workers):
            task.cancel()
        await asyncio.gather(here, *workers, return_exceptions=True)
    for worker in workers:
        lost = worker.result()
        if lost is not None:
            _save_lost(store, lost, knowledge, observe)


def _save_lost(store: Store, lost: Lost, knowledge: Knowledge | None, observe: Observer) -> None:
    """A failed recording for each target that a process ended without."""
    for target in lost.targets:
        for transport in target.transports:
            recording = unpolled_recording(
                lost.job, target, transport, Trouble(Reason.INTERNAL_ERROR, lost.how)
            )
            if store.save_recording(recording):
                _derive_attempt(store, recording, knowledge, target)
                observe(attempted(recording, 0.0))


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


def collect_job(run_id: str, collection: Collection, remembered: tuple[tuple[str, str], ...]) -> CollectJob:
    """What a run asks of every target; `remembered` as in `CollectJob`."""
    return CollectJob(
        run_id=run_id,
        plan=DEFAULT_PLAN,
        limits=collection.limits,
        collector_version=__version__,
        remembered=remembered,
        recordings=collection.recordings,
        ssh=collection.ssh,
    )


def _derive_attempt(store: Store, recording: Recording, knowledge: Knowledge | None, target: Target) -> None:
    """Derive the device a recording is of, with what it last said over each transport, also over one
    that it is no longer asked over, once the last transport was tried."""
    if knowledge is None or recording.transport is not target.transports[-1]:
        return
    is_alone = len(target.transports) == 1 and not store.told_over_others(recording)
    if recording.transport is Transport.SNMP and is_alone:
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
        if reading.beside.run_id != reading.recording.run_id:
            derivation += f"@{reading.beside.id}"  # what it alone tells was seen then, not now
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


def collection_digest(collection: Collection) -> str:
    """Which targets and budgets a run was made with; credentials are references only."""
    return hashlib.sha256(repr(collection).encode("utf-8", "surrogatepass")).hexdigest()
