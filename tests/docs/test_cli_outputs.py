"""docs/reference/cli-outputs.md is current: which commands are read, and what proves it."""

from __future__ import annotations

import csv
import io
import os
from importlib.resources import files
from pathlib import Path

from corpus.cli_truth import PROVEN, PROVEN_NEIGHBORS
from decode import linux_samples, neighbor_samples
from decode.shown_samples import SAMPLES

from auditor.collect.cli_plan import read_catalogue
from auditor.decode.show_output import NO_PARTS, PARSERS

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "cli-outputs.md"
OWN = (
    {(sample.platform, sample.command) for sample in SAMPLES}
    | set(neighbor_samples.OUTPUTS)
    | {
        ("linux", "ethtool -m {interface}" if command.startswith("ethtool") else command)
        for command in linux_samples.OUTPUTS
    }
)
HEAD = """\
# Which command outputs are read

Generated from the catalogue of commands (`auditor/collect/cli_commands.tsv`), the parsers
(`auditor/decode/show_output.py`) and what their tests read.

"recorded" is text of real devices with known contents: every serial number, model and maker in it is told.
"written" is text made for this project, after the vendor's documentation or the source of the program.
Every command that is sent is read, or the table says what it is sent for. A command that is off is not
sent, for the reason given: most because no text of it could be confirmed. An output that nothing reads (of
a recording made elsewhere, say) is kept as text, and the coverage says so (`output_undecoded`).

"""
COLUMNS = """
| platform | command | sent | read | proven by |
|---|---|---|---|---|
"""


def page() -> str:
    table = files("auditor.collect").joinpath("cli_commands.tsv").read_text("utf-8").partition("\n")[2]
    rows = list(csv.DictReader(io.StringIO(table), delimiter="\t"))
    sent = [(row["platform"], row["command"]) for row in rows if not row["off_because"]]
    lines = (_row(row["platform"], row["command"], row["off_because"]) for row in rows)
    return HEAD + summary(sent, len(rows)) + COLUMNS + "".join(lines)


def summary(sent: list[tuple[str, str]], known: int) -> str:
    """How many commands of the table are sent, and what proves that they are read right."""
    proofs = [proof_of(key) for key in sent if key in PARSERS]
    recorded = sum("recorded" in proof for proof in proofs)
    return (
        f"{len(sent)} of {known} commands are sent, of {len({name for name, _ in sent})} platforms. "
        f"{len(proofs)} are read: {recorded} proven by recorded text,\n{len(proofs) - recorded} by written "
        f"text alone; {len(sent) - len(proofs)} tell of no part.\n"
    )


def _row(platform: str, command: str, off_because: str) -> str:
    key = (platform, command)
    read = "yes" if key in PARSERS else NO_PARTS.get(key, "no")
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


def test_every_command_that_is_sent_is_read_or_says_why_not() -> None:
    sent = [(name, command.text) for name, one in read_catalogue().items() for command in one.commands]
    assert (len(sent) > 50, [key for key in sent if key not in PARSERS and key not in NO_PARTS]) == (True, [])


def test_every_command_that_is_read_can_be_sent() -> None:
    table = files("auditor.collect").joinpath("cli_commands.tsv").read_text("utf-8").partition("\n")[2]
    known = {(row["platform"], row["command"]) for row in csv.DictReader(io.StringIO(table), delimiter="\t")}
    assert [key for key in sorted({*PARSERS, *NO_PARTS}) if key not in known] == []


def test_the_how_to_names_every_platform_that_is_asked() -> None:
    text = (PAGE.parents[1] / "how-to" / "ssh.md").read_text("utf-8")
    assert [name for name in read_catalogue() if f"`{name}`" not in text] == []
