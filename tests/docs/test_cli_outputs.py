"""docs/reference/cli-outputs.md is current: which commands are read, and what proves it."""

from __future__ import annotations

import csv
import io
import os
from importlib.resources import files
from pathlib import Path

from corpus.cli_truth import PROVEN, PROVEN_NEIGHBORS
from decode.linux_samples import OUTPUTS
from decode.shown_samples import SAMPLES

from auditor.decode.show_output import NO_PARTS, PARSERS

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "cli-outputs.md"
OWN = {(sample.platform, sample.command) for sample in SAMPLES} | {
    ("linux", "ethtool -m {interface}" if command.startswith("ethtool") else command) for command in OUTPUTS
}
HEAD = """\
# Which command outputs are read

Generated from the catalogue of commands (`auditor/collect/cli_commands.tsv`), the parsers
(`auditor/decode/show_output.py`) and what their tests read.

"recorded" is text of real devices with known contents: every serial number, model and maker in it is told.
"written" is text made for this project, after the vendor's documentation. A command that nothing reads is
kept as text, and the coverage says so (`output_undecoded`). A command that is off is not sent.

| platform | command | sent | read | proven by |
|---|---|---|---|---|
"""


def page() -> str:
    table = files("auditor.collect").joinpath("cli_commands.tsv").read_text("utf-8").partition("\n")[2]
    rows = csv.DictReader(io.StringIO(table), delimiter="\t")
    return HEAD + "".join(_row(row["platform"], row["command"], row["off_because"]) for row in rows)


def _row(platform: str, command: str, off_because: str) -> str:
    key = (platform, command)
    read = "yes" if key in PARSERS else "tells of no part" if key in NO_PARTS else "no"
    proof = proof_of(key) if key in PARSERS else ""
    shown = command.replace("|", "\\|")
    return (
        f"| {platform} | `{shown}` | {f'off: {off_because}' if off_because else 'yes'} | {read} | {proof} |\n"
    )


def proof_of(key: tuple[str, str]) -> str:
    """ "" where no test reads an output of the command."""
    return ", ".join(
        word
        for word, is_so in (("recorded", key in PROVEN or key in PROVEN_NEIGHBORS), ("written", key in OWN))
        if is_so
    )


def test_the_page_is_current() -> None:
    expected = page()
    if os.environ.get("AUDITOR_UPDATE_GOLDEN"):
        PAGE.write_text(expected, "utf-8")
    assert expected == PAGE.read_text("utf-8")


def test_every_parser_is_proven_by_text() -> None:
    assert [key for key in sorted(PARSERS) if not proof_of(key)] == []


def test_every_command_that_is_read_can_be_sent() -> None:
    table = files("auditor.collect").joinpath("cli_commands.tsv").read_text("utf-8").partition("\n")[2]
    known = {(row["platform"], row["command"]) for row in csv.DictReader(io.StringIO(table), delimiter="\t")}
    assert [key for key in sorted({*PARSERS, *NO_PARTS}) if key not in known] == []
