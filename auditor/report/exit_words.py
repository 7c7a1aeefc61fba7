"""What an exit code says to people, in every report.

Must not decide it: `evaluate` does. Siblings: `wording`.
"""

from __future__ import annotations

from typing import NamedTuple

from auditor.model.finding import AuditResult, ExitCode, Status
from auditor.model.findings import in_turn


class ExitText(NamedTuple):
    """An exit code for people: the headline of the report and what it means."""

    headline: str
    meaning: str


EXIT_TEXTS: dict[int, ExitText] = {
    ExitCode.CLEAR: ExitText(
        "Nothing excluded was reported",
        "Every device and part in scope was judged, and none reports itself as an excluded vendor.",
    ),
    ExitCode.OUR_FAILURE: ExitText(
        "The audit failed", "The auditor itself failed; this result must not be relied on."
    ),
    ExitCode.USAGE: ExitText(
        "The audit was not set up", "The command line or the configuration is wrong; nothing was judged."
    ),
    ExitCode.EXCLUDED: ExitText(
        "Excluded equipment was reported",
        "At least one device or part reports itself as an excluded vendor.",
    ),
    ExitCode.NOT_DECIDED: ExitText(
        "Not everything could be judged",
        "Nothing excluded was found, but review, unknown, not checked or undetermined remains.",
    ),
    ExitCode.STALE_DATA: ExitText(
        "The reference data is too old",
        "Registries or policies are older than the configuration allows.",
    ),
}
ATTESTED_CLEAR = (
    "Some parts are unknown and only attested by a supplier, not observed: they do not count here."
)
STATIONS_LEFT_OUT = (
    "Stations seen beyond a port by an address alone whose maker is not known are no part of these "
    "devices: they stay unknown and do not count here."
)
UNKNOWN_EXIT = ExitText("Unknown exit code", "This exit code has no meaning in this version.")

GATED_HEADLINES = {
    ExitCode.CLEAR: "The gates asked for are passed",
    ExitCode.EXCLUDED: "Excluded equipment was reported that the gates do not let pass",
    ExitCode.NOT_DECIDED: "The gates asked for are not passed",
}
"""What an exit code says where gates decided; a passed gate is not a clear network."""


SETTLED_TEXTS = {
    ExitCode.CLEAR: "Excluded equipment was found, and all of it is accepted or decided",
    ExitCode.NOT_DECIDED: "Excluded equipment was found and settled; not everything could be judged",
}


def exit_text(result: AuditResult) -> ExitText:
    """What the exit code of a result says, by the gates where some were asked for."""
    plain = EXIT_TEXTS.get(result.exit_code, UNKNOWN_EXIT)
    if not result.exit_because:
        if result.exit_code == ExitCode.CLEAR and any(device.unknown_stations for device in result.devices):
            plain = plain._replace(meaning=f"{plain.meaning} {STATIONS_LEFT_OUT}")
        attested = any(device.only_attested for device in result.devices)
        if attested and result.exit_code == ExitCode.CLEAR:
            plain = plain._replace(meaning=ATTESTED_CLEAR)
        return _beside_settled(result, plain)
    return ExitText(GATED_HEADLINES.get(result.exit_code, plain.headline), result.exit_because)


def _beside_settled(result: AuditResult, plain: ExitText) -> ExitText:
    """Excluded findings that people accepted or decided do not count; they are no less found."""
    if result.exit_code not in SETTLED_TEXTS:
        return plain
    count = in_turn(result.findings).totals.settled_as(Status.EXCLUDED)
    if not count:
        return plain
    found = "1 excluded finding does" if count == 1 else f"{count} excluded findings do"
    rest = f" {plain.meaning}" if plain.meaning == ATTESTED_CLEAR else ""
    if result.exit_code == ExitCode.NOT_DECIDED:
        rest = " What could not be decided remains."
    meaning = f"{found} not count, because of an acceptance or a decision; each is shown with it.{rest}"
    return ExitText(SETTLED_TEXTS[result.exit_code], meaning)
