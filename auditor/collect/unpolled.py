"""A recording of a target that was never asked over a transport: out of scope, or our own failure.

Must not know how a transport polls. Next: `snmp`, whose tables an unpolled recording lists.
"""

from __future__ import annotations

from dataclasses import replace

from auditor.collect import snmp
from auditor.collect.budget import Trouble
from auditor.collect.interface import CollectJob
from auditor.collect.replay_outline import blank_recording
from auditor.collect.snmp import now
from auditor.model.recording import Outcome, Reason, Recording
from auditor.model.target import Target, Transport


def unpolled_recording(job: CollectJob, target: Target, transport: Transport, trouble: Trouble) -> Recording:
    """The recording, with the reason."""
    if transport is Transport.SNMP:
        return snmp.unpolled_recording(job, target, trouble)
    skipped = trouble.reason in {Reason.OUT_OF_SCOPE, Reason.PLATFORM_UNKNOWN}
    return replace(
        blank_recording(job, target, transport),
        address=target.addresses[0] if target.addresses else "",
        started_at=now(),
        finished_at=now(),
        outcome=Outcome.SKIPPED if skipped else Outcome.FAILED,
        reason=trouble.reason,
        detail=trouble.detail,
        security="",
    )
