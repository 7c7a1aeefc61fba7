"""Collector over recorded command outputs: NAME/ssh/COMMAND.txt becomes a recording over SSH.

Sections are those that NAME/ssh.toml lists, in its order, then the outputs it does not list, as
they would have been asked for.
Must not know what an output means. Next: `cli_files`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from auditor.collect.cli_files import CliFiles
from auditor.collect.cli_plan import find_platform
from auditor.collect.file_access import TooLargeError, read_file
from auditor.collect.recording_folder import RecordingFolder
from auditor.collect.recording_statement import StatedSection, Statement
from auditor.collect.replay_outline import blank_recording, described, failed, read_statement
from auditor.model.limits import MAX_OUTPUT_BYTES
from auditor.model.recording import End, Outcome, Problem, Reason, Recording, RecordingSection, Section
from auditor.model.sections import SectionKind
from auditor.model.target import Target, Transport


class CliReplayCollector(RecordingFolder):
    """Reads targets from the folder of the job; opens no socket."""

    async def collect(self, target: Target) -> Recording:
        """The target's recording over SSH; failed, with the reason, where there is none."""
        files = self._files.get(target.id)
        blank = blank_recording(self._job, target, Transport.SSH)
        if files is None or files.cli is None:
            detail = f"no recording of this target over SSH in {self._job.recordings}"
            return failed(blank, Reason.NEVER_POLLED, detail)
        return _replay(blank, target, files.cli)


class _Output(NamedTuple):
    """One output as stated, its octets, and whether the file was there."""

    stated: StatedSection
    octets: bytes


def _replay(blank: Recording, target: Target, files: CliFiles) -> Recording:
    statement, problems = read_statement(files.statement)
    texts, changed_at, unread = _read_texts(files)
    outputs = list(_outputs(statement, texts, statement.platform or target.platform))
    changed = tuple(_changed(outputs))
    recording = described(blank, statement, changed_at)
    if changed and recording.outcome is Outcome.COMPLETE:
        recording = replace(recording, outcome=Outcome.UNSTATED, reason=Reason.COMPLETENESS_UNSTATED)
    recording = replace(recording, problems=(*statement.problem, *problems, *unread, *changed))
    if statement.outcome is None and not any(output.octets for output in outputs):
        return failed(recording, Reason.RECORDING_UNREADABLE, "the folder holds no output")
    payloads = tuple(Section.of(output.octets) for output in outputs)
    sections = tuple(map(_section, range(len(outputs)), outputs, payloads))
    return replace(recording, sections=sections, payloads=payloads)


def _read_texts(files: CliFiles) -> tuple[dict[str, bytes], float, tuple[Problem, ...]]:
    """Octets by command, the latest modification time and what could not be read."""
    texts: dict[str, bytes] = {}
    problems: list[Problem] = []
    changed_at = 0.0
    for command, path in files.outputs:
        try:
            texts[command], modified = read_file(path, MAX_OUTPUT_BYTES)
        except TooLargeError as error:
            problems.append(Problem(Reason.BYTE_CAP, command, str(error)))
        except OSError as error:
            detail = f"{path.name} cannot be read: {error.strerror or error}"
            problems.append(Problem(Reason.RECORDING_UNREADABLE, command, detail))
        else:
            changed_at = max(changed_at, modified)
    return texts, changed_at, tuple(problems)


def _outputs(statement: Statement, texts: Mapping[str, bytes], platform: str) -> Iterator[_Output]:
    listed = {stated.root for stated in statement.section}
    for stated in statement.section:
        yield _Output(stated, texts.get(stated.root, b""))
    for command, octets in sorted(texts.items(), key=lambda text: _turn(platform, text[0])):
        if command not in listed:
            stated = StatedSection(SectionKind.CLI, command, statement.end or End.UNSTATED, platform)
            yield _Output(stated, octets)


def _turn(platform: str, command: str) -> tuple[int, str]:
    """Where a command comes in the catalogue of a platform; those it does not have come last."""
    known = find_platform(platform)
    commands = [one.text for one in known.commands] if known else []
    return commands.index(command) if command in commands else len(commands), command


def _changed(outputs: list[_Output]) -> Iterator[Problem]:
    for stated, octets in outputs:
        if stated.digest not in ("", Section.of(octets).digest):
            detail = "the text is not what was recorded"
            yield Problem(Reason.COMPLETENESS_UNSTATED, stated.root, detail)


def _section(ordinal: int, output: _Output, payload: Section) -> RecordingSection:
    stated = output.stated
    changed = stated.digest not in ("", payload.digest)
    return RecordingSection(
        ordinal=ordinal,
        kind=SectionKind.CLI,
        root=stated.root,
        context=stated.context,
        end=End.UNSTATED if changed else stated.end,
        detail=stated.detail,
        row_count=line_count(output.octets),
        digest=payload.digest,
    )


def line_count(octets: bytes) -> int:
    """Lines of a text; the last counts also without a line end."""
    return octets.count(b"\n") + (not octets.endswith(b"\n") if octets else 0)
