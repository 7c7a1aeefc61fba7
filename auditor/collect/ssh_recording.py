"""From what a device said over SSH to a recording: sections with their ends, outcome, reason.

Complete only when every command of the platform was answered; one that this model does not
know is no gap. Must not know sessions. Next: `ssh`.
"""

from __future__ import annotations

from dataclasses import replace

from auditor.collect.budget import Trouble
from auditor.collect.interface import CollectJob
from auditor.collect.outcome import REFUSALS, Conclusion
from auditor.collect.replay_cli import line_count
from auditor.collect.replay_outline import blank_recording
from auditor.collect.ssh_reading import Output, Reading
from auditor.model.recording import Instant, Outcome, Problem, Reason, Recording, RecordingSection, Section
from auditor.model.sections import SectionKind
from auditor.model.target import Target, Transport

SSH_REFUSALS = REFUSALS | {
    Reason.HOST_KEY_UNKNOWN,
    Reason.HOST_KEY_CHANGED,
    Reason.ALGORITHMS_REFUSED,
    Reason.CREDENTIAL_PAUSED,
    Reason.COMMAND_REFUSED,
    Reason.PRIVILEGE_TOO_LOW,
}
"""The device is alive, and it or we refused; any other reason is a failure."""


def make_recording(
    job: CollectJob, target: Target, reading: Reading, times: tuple[Instant, Instant], credential: str
) -> Recording:
    """The recording of an attempt. `credential`: the name of the one that was accepted, or ""."""
    payloads = tuple(Section.of(output.text) for output in reading.outputs)
    name = reading.platform.name if reading.platform else ""
    sections = tuple(
        _section(ordinal, output, payload, name)
        for ordinal, (output, payload) in enumerate(zip(reading.outputs, payloads, strict=True))
    )
    conclusion = conclude_reading(reading)
    return replace(
        blank_recording(job, target, Transport.SSH),
        address=reading.address or next(iter(target.addresses), ""),
        started_at=times[0],
        finished_at=times[1],
        outcome=conclusion.outcome,
        reason=conclusion.reason,
        detail=conclusion.detail,
        security=reading.security,
        authenticated=bool(reading.security),
        credential=credential,
        plan_digest=reading.platform.digest if reading.platform else "",
        sections=sections,
        payloads=payloads,
        problems=(*reading.problems, *_problems(reading)),
    )


def conclude_reading(reading: Reading) -> Conclusion:
    """How the attempt ended, and why unless it is complete."""
    reached = [output for output in reading.outputs if output.reached]
    told = [output for output in reached if output.text and not _is_answer(output)]
    cut = [output for output in reached if output.trouble and not _is_unknown(output)]
    if not told:
        return _conclude_unread(
            reading.stopped or next((one.trouble for one in reached if one.trouble), None)
        )
    if reading.stopped is not None:
        missing = len(reading.outputs) - len(told)
        detail = f"{missing} of {len(reading.outputs)} commands not read: {reading.stopped.detail}"
        return Conclusion(Outcome.PARTIAL, reading.stopped.reason, detail)
    if cut and cut[0].trouble:
        reason, detail = cut[0].trouble
        counted = f"{len(cut)} of {len(reading.outputs)} commands not whole"
        return Conclusion(Outcome.PARTIAL, reason, f"{counted}, first {cut[0].command}: {detail}")
    if reading.problems:
        return Conclusion(Outcome.PARTIAL, reading.problems[0].reason, reading.problems[0].detail)
    return Conclusion(Outcome.COMPLETE, None, "")


def _conclude_unread(trouble: Trouble | None) -> Conclusion:
    reason, detail = trouble or Trouble(Reason.NO_ANSWER, "logged in, but no command wrote anything")
    if reason is Reason.PLATFORM_UNKNOWN:
        return Conclusion(Outcome.SKIPPED, reason, detail)
    return Conclusion(Outcome.REFUSED if reason in SSH_REFUSALS else Outcome.FAILED, reason, detail)


def _is_answer(output: Output) -> bool:
    """Whether the text is a refusal instead of an output."""
    return output.trouble is not None and output.trouble.reason in {
        *(Reason.COMMAND_REJECTED, Reason.COMMAND_REFUSED, Reason.PRIVILEGE_TOO_LOW)
    }


def _is_unknown(output: Output) -> bool:
    return output.trouble is not None and output.trouble.reason is Reason.COMMAND_REJECTED


def _problems(reading: Reading) -> tuple[Problem, ...]:
    """What was refused or cut, command by command; what was not reached is said once, by the outcome."""
    return tuple(
        Problem(output.trouble.reason, output.command, output.trouble.detail)
        for output in reading.outputs
        if output.trouble is not None and output.reached
    )


def _section(ordinal: int, output: Output, payload: Section, platform: str) -> RecordingSection:
    detail = "" if output.trouble is None else output.trouble.detail
    return RecordingSection(
        ordinal=ordinal,
        kind=SectionKind.CLI,
        root=output.command,
        context=platform,
        end=output.end,
        detail=detail if output.reached else f"not reached: {detail}",
        row_count=line_count(output.text),
        digest=payload.digest,
    )
