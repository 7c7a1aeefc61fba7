"""From the recordings of one device to its parts, makers and judgement classes, by values alone.

`pipeline` saves what comes out, `bundle.rederive.consult` needs what is asked of the registries on the way:
the rule of what is read with what stands here once. It must not know a store, file or clock.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from auditor.decode import decode_adjacency, decode_recording, merge_devices
from auditor.errors import type_and_place
from auditor.evaluate import TargetFacts, classify, dated_vendors
from auditor.identify import Knowledge, identify_device, identify_neighbors
from auditor.model.device import Component, Device, PartFunction, PhysicalClass
from auditor.model.finding import JudgementClass
from auditor.model.identity import SubjectIdentity
from auditor.model.recording import Outcome, Problem, Reason, Recording
from auditor.model.target import Transport
from auditor.store.write_recording import is_usable, is_whole


class Reading(NamedTuple):
    """A recording, and what the other transport told beside it."""

    recording: Recording
    beside: Recording | None


class Derivation(NamedTuple):
    """What a reading came to; identities and classes hold the components in order, then the
    neighbors. `recording` is the reading's, called partial where either transport was."""

    device: Device
    identities: tuple[SubjectIdentity, ...]
    classes: tuple[JudgementClass, ...]
    recording: Recording


def readings_of(recordings: Sequence[Recording], *, with_earlier_ssh: bool = True) -> Iterator[Reading]:
    """The readings of a device, from its recordings, those of a transport in the order they were made.

    `with_earlier_ssh`: also what earlier recordings over SSH told beside SNMP; a poll has derived
    them before, and must not date what they tell as seen now.
    """
    over_ssh = [recording for recording in recordings if recording.transport is Transport.SSH]
    over_snmp = [recording for recording in recordings if recording.transport is not Transport.SSH]
    if not over_ssh or not is_usable(over_ssh[-1]):
        yield from (Reading(recording, None) for recording in over_snmp or over_ssh)
    elif any(map(is_usable, over_snmp)):
        # Parts that a later recording over SSH leaves open are derived from the earlier ones.
        beside_snmp = over_ssh if with_earlier_ssh else over_ssh[-1:]
        yield from (Reading(recording, beside_snmp[0]) for recording in over_snmp)
        yield from (Reading(over_snmp[-1], later) for later in beside_snmp[1:])
    else:
        yield from (Reading(recording, None) for recording in over_ssh)


def derive_adjacency(recording: Recording, knowledge: Knowledge, facts: TargetFacts) -> Derivation | None:
    """What a usable SNMP recording shows beyond the ports alone; None where there is more to tell."""
    try:
        device = decode_adjacency(recording)
    except Exception:  # noqa: BLE001  reading everything meets it again, and tells of it
        return None
    if device.problems:
        return None
    identities = identify_neighbors(device, knowledge)
    classes = classify(device, identities, ever_read=True, target=facts)
    return Derivation(device, identities, classes, recording)


def derive(reading: Reading, knowledge: Knowledge, facts: TargetFacts) -> Derivation:
    """Decode, merge, identify and classify. Never raises: a fault of our own ends one device's reading
    and no run. What was known of the device stays, and the fault is a gap of its coverage."""
    try:
        return _derive(reading, knowledge, facts)
    except Exception as error:  # noqa: BLE001  becomes a problem of the device
        recording = reading.recording
        detail = f"{type_and_place(error)}; the recording is kept"
        problem = Problem(Reason.INTERNAL_ERROR, f"recording {recording.id}", detail)
        nothing = Component("", None, PhysicalClass.CHASSIS, PartFunction.DEVICE)
        device = Device(recording.target_id, recording.id, (nothing,), problems=(problem,))
        return _judged(device, replace(recording, outcome=Outcome.PARTIAL), knowledge, facts)


def _derive(reading: Reading, knowledge: Knowledge, facts: TargetFacts) -> Derivation:
    recording, beside = reading
    device = decode_recording(recording)
    if beside is not None:
        device = merge_devices(device, decode_recording(beside))
        if not is_whole(beside):
            # What the other transport did not tell this time is kept as it was told before.
            recording = replace(recording, outcome=Outcome.PARTIAL)
    return _judged(device, recording, knowledge, facts)


def _judged(device: Device, recording: Recording, knowledge: Knowledge, facts: TargetFacts) -> Derivation:
    identities = identify_device(device, knowledge)
    classes = classify(
        device,
        identities,
        ever_read=is_usable(recording),
        target=facts,
        dated_vendors=dated_vendors(knowledge.vendors.affiliations()),
    )
    return Derivation(device, identities, classes, recording)
