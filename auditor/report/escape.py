"""The exits of device text: one function per format, and nothing else may print it.

Everything a device says is hostile: it may clear a screen, reverse a line, start a
CI command or look empty. These functions make every such character visible. HTML markup
itself is escaped by Jinja's autoescape, see `html_report`; JSON by the `json` module.
"""

from __future__ import annotations

import re
import unicodedata

from markupsafe import Markup

MAX_COMBINING_RUN = 4
"""Marks on one letter: no written language stacks more; further ones smear over other lines."""

MAX_SHOWN_CHARACTERS = 2_000
"""Longest text in one place of a report that people look at: a full sysDescr of two screens."""

NAMED_ESCAPES = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}

IDEOGRAPHIC_SPACE = "\u3000"
"""An ordinary space of Japanese and Chinese text; the one non-printable that is shown as is."""

INVISIBLE = frozenset(
    map(
        chr,
        (
            0x034F,  # combining grapheme joiner
            *(0x115F, 0x1160, 0x3164, 0xFFA0),  # Hangul fillers: letters by category, blank by design
            *(0x17B4, 0x17B5),  # Khmer inherent vowels
            *range(0x180B, 0x1810),  # Mongolian selectors
            0x2800,  # blank Braille pattern
            *range(0xFE00, 0xFE10),  # variation selectors
            *range(0xE0100, 0xE01F0),  # variation selectors supplement
        ),
    )
)
"""Printable by Unicode category, but drawn as nothing: `str.isprintable` lets them through."""

WORKFLOW_COMMANDS = (
    "add-mask|add-matcher|add-path|debug|echo|endgroup|error|group|notice|remove-matcher"
    "|save-state|set-env|set-output|stop-commands|warning"
)
CI_COMMAND = re.compile(
    rf"\A(\s*):(?=:[^:]*::)|:(?=:(?:{WORKFLOW_COMMANDS})[\s:])|#(?=#[a-z]*\[)", re.IGNORECASE
)
"""What CI systems read in a job's log as orders to themselves: "::error::" (GitHub and Gitea
Actions), "##vso[" and "##[group]" (Azure Pipelines), "##teamcity[". Wherever it stands in
the text, because wrapping can move any word to the start of a line."""

MARKDOWN_ACTIVE = re.compile(
    r"[`*\[\]<>#$^{|}~]|\\(?![0-9A-Za-z ])|&(?=#|[0-9A-Za-z]{1,32};)|(?<![0-9A-Za-z])_|_(?![0-9A-Za-z])"
    r"|(?<==)=|=(?==)|\A(?:[-+:](?=[\s-]|\Z)|[0-9]{1,9}[.)](?=\s|\Z))"
)
"""Punctuation that may begin markup, where it stands (CommonMark 0.31, GitHub's and GitLab's dialects).

A "_" inside a word begins no emphasis (6.2), a backslash before a letter escapes nothing (2.4), and
bullets, numbers, rules and indented code begin with the text or not at all (4, 5): names of
interfaces, models, commands and times stay readable. Quotes, brackets "()", "!" and "/" act only
beside what is escaped here.
"""
SITE_ACTIVE = re.compile(
    r"[@#]|://|www\.|:(?![0-9]{2}:)[0-9a-z_+-]+:|[!&$^][0-9]|~\S|%[\w\"]|\bGH-[0-9]", re.IGNORECASE
)
"""Mentions, references (#7, GH-7, !7, &7, $7, ^7, ~label and %milestone on GitLab), addresses and
emoji; two digits between colons are a time."""
CODE_ENDING = re.compile(r"( *[`|{}\[\]<>#&$\\][`|{}\[\]<>#&$\\ ]*|\A +| +\Z)")
"""What ends a code span or acts in one (a table's "|"), and blanks that would be lost at its ends."""
FORMULA = re.compile(r"[\s'\u3000]*(?:\\[trnx][0-9a-f]*|\\u[0-9a-f]{4})*\s*[=+\-@|%\uff1d\uff0b\uff0d\uff20]")
"""Beginnings of a cell that some spreadsheet calculates, full-width forms and what we spelt out included."""
MAX_CELL_CHARACTERS = 32_000
"""A spreadsheet cell holds 32,767."""
SARIF_ACTIVE = re.compile(r"[\\\[\]{}]")
XML_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"})

LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def visible_text(text: str) -> str:
    """The text on one line with every control, bidi, zero-width and unassigned character spelt out.

    Control characters become \\x1b, others \\u202e or \\U000e0001; line ends \\r and \\n. The
    result is printable and encodable as UTF-8. The JSON report has the text unchanged.
    """
    if text.isascii() and text.isprintable():
        return text
    shown, marks = [], MAX_COMBINING_RUN  # a mark without a letter would sit on our own text
    for character in text:
        marks = marks + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        shown.append(_visible_character(character) if marks <= MAX_COMBINING_RUN else _spell(character))
    return "".join(shown)


def terminal_text(text: str) -> str:
    """Text for a terminal or a log: one line, nothing a terminal or a CI system would act on."""
    shown = visible_text(text)
    if "::" not in shown and "##" not in shown:
        return shown
    return CI_COMMAND.sub(_spell_command, shown)


def plain_text(text: str, limit: int = MAX_SHOWN_CHARACTERS) -> str:
    """Text for formats that other programs read and show: visible, at most `limit` characters.

    Such programs put it into pages, tables and logs of their own, so nothing but printable
    characters is handed on; the JSON report has the text unchanged.
    """
    shown = visible_text(text[:limit])
    if len(text) <= limit and len(shown) <= limit:
        return shown
    mark = f"… (cut, {len(text)} characters)"
    return shown[: limit - len(mark)] + mark


def markdown_text(text: str) -> str:
    """Text for Markdown: one line, visible, and inert.

    What Markdown or HTML in it acts on becomes character references, and only that: people read the
    source too. What the site around it would make a link or a picture of (@mention, #reference,
    address, :emoji:) stands in code, which such sites leave alone.
    """
    shown = plain_text(text)
    if SITE_ACTIVE.search(shown):
        pieces = enumerate(CODE_ENDING.split(shown))
        inert = "".join(_referred(piece) if odd % 2 else f"`{piece}`" for odd, piece in pieces if piece)
    else:
        inert = MARKDOWN_ACTIVE.sub(lambda match: match[0][:-1] + _referred(match[0][-1]), shown)
    return f"&#32;{inert[1:]}" if inert.startswith(" ") else inert  # five blanks would begin code


def _referred(text: str) -> str:
    return "".join(character if character == " " else f"&#{ord(character)};" for character in text)


def csv_text(text: str) -> str:
    """A quoted cell (RFC 4180): visible, and preceded by an apostrophe where a spreadsheet would
    calculate it (it looks past blanks and invisible characters at the beginning)."""
    shown = plain_text(text, MAX_CELL_CHARACTERS)
    if FORMULA.match(shown):
        shown = f"'{shown}"
    doubled = shown.replace('"', '""')
    return f'"{doubled}"'


def xml_text(text: str) -> str:
    """Text for XML 1.0, markup escaped: visible, so nothing is left that XML forbids (2.2)."""
    return plain_text(text).translate(XML_ESCAPES)


def sarif_text(text: str) -> str:
    """Text of a SARIF message: visible, its brackets and braces not read as links (3.11.6) or
    placeholders (3.11.5)."""
    return SARIF_ACTIVE.sub(
        lambda match: match[0] * 2 if match[0] in "{}" else f"\\{match[0]}", plain_text(text)
    )


def html_value(value: object) -> object:
    """Jinja's `finalize`: every expression of a template passes here, then through autoescape.

    Markup (the output of our macros, already escaped) and non-text values pass unchanged.
    """
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return visible_text(cut_text(value, MAX_SHOWN_CHARACTERS))


def json_text(text: str) -> str:
    """The text unchanged, but lone surrogates spelt out: I-JSON forbids them (RFC 7493 2.1)."""
    if text.isascii():
        return text
    return LONE_SURROGATE.sub(lambda match: _spell(match[0]), text)


def cut_text(text: str, limit: int) -> str:
    """At most `limit` characters, then a mark with the full length."""
    return text if len(text) <= limit else f"{text[:limit]}… (cut, {len(text)} characters)"


def _visible_character(character: str) -> str:
    if character.isprintable() and character not in INVISIBLE:
        return character
    return character if character == IDEOGRAPHIC_SPACE else _spell(character)


def _spell(character: str) -> str:
    number = ord(character)
    named = NAMED_ESCAPES.get(character)
    if named:
        return named
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def _spell_command(match: re.Match[str]) -> str:
    return f"{match[1] or ''}{_spell(match[0][-1])}"
