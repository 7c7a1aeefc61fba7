"""Text in columns for a terminal: display widths, wrapping, aligned tables.

Knows nothing of audits. Every text passes `escape.terminal_text` here, on its way to
a line, so a caller cannot forget it; colours are added after that, never read from text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from auditor.report.escape import cut_text, terminal_text

MIN_WIDTH = 40
"""Narrower lines hold no OID and no words; a smaller terminal wraps by itself."""
MAX_CELL_CHARACTERS = 240
"""A cell is a summary; the whole text is in the JSON report."""
MAX_PARAGRAPH_CHARACTERS = 2_000
"""Longest paragraph: a full sysDescr of two screens."""
GAP = "  "
INDENT = "  "
BREAK_AFTER = re.compile(r"[-/.:=,;_]")
"""Long words (paths, OIDs) are broken after these if one is near the end of the line."""
RESET = "\x1b[0m"
BOLD = "1"


class Cell(NamedTuple):
    """Unescaped text and its SGR parameters ("1;31"), or "" for plain."""

    text: str
    style: str = ""


class Column(NamedTuple):
    """A column; below the sum of the minimums a table becomes a list of records."""

    title: str
    minimum: int
    right: bool = False


def text_width(text: str) -> int:
    """Terminal cells of printable text: wide characters take two, combining marks none (UAX #11)."""
    return len(text) if text.isascii() else sum(map(_character_width, text))


def wrap_text(text: str, width: int) -> list[str]:
    """Lines of at most `width` cells; words longer than a line are broken."""
    lines, line, used = [], "", 0
    for word in text.split(" "):
        size = text_width(word)
        if line and used + 1 + size <= width:
            line, used = f"{line} {word}", used + 1 + size
            continue
        if line:
            lines.append(line.rstrip())
        *whole, line = _break_word(word, width)
        lines += whole
        used = text_width(line)
    return [*lines, line]


class Page(NamedTuple):
    """Where lines go: `width` in cells, and whether they may be coloured."""

    width: int
    colour: bool

    def heading(self, text: str) -> list[str]:
        lines = wrap_text(terminal_text(text).upper(), self.width)
        rule = "-" * max(map(text_width, lines))
        return ["", *(self.paint(line, BOLD) for line in lines), rule]

    def paragraph(self, text: str, style: str = "", mark: str = "") -> list[str]:
        """Wrapped text; `mark` ("- ") starts the first line and indents the others."""
        shown = terminal_text(cut_text(text, MAX_PARAGRAPH_CHARACTERS))
        lines = wrap_text(shown, self.width - len(INDENT) - len(mark))
        starts = [mark] + [" " * len(mark)] * (len(lines) - 1)
        return [INDENT + start + self.paint(line, style) for start, line in zip(starts, lines, strict=True)]

    def table(self, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> list[str]:
        """Aligned columns, or one block of "title: text" for each row where they do not fit; a block
        leaves empty cells out."""
        cells = [[_shown(cell) for cell in row] for row in rows]
        room = self.width - len(INDENT) - len(GAP) * (len(columns) - 1)
        if sum(column.minimum for column in columns) > room:
            return [line for row in cells for line in self._record(columns, row)][1:]
        widths = _share(columns, cells, room)
        head = [Cell(column.title, BOLD) for column in columns]
        lines = self._row(columns, widths, head)
        for row in cells:
            lines += self._row(columns, widths, row)
        return lines

    def entry(self, mark: Cell, mark_width: int, texts: Sequence[Cell]) -> list[str]:
        """Texts below each other, wrapped, beside a mark in a column of at least `mark_width` cells."""
        label = terminal_text(mark.text)
        mark_width = max(mark_width, text_width(label))
        room = self.width - len(INDENT) - mark_width - len(GAP)
        wrapped = []
        for cell in texts:
            shown = terminal_text(cut_text(cell.text, MAX_PARAGRAPH_CHARACTERS))
            wrapped += [self.paint(line, cell.style) for line in wrap_text(shown, room)]
        first = self.paint(label, mark.style) + " " * (mark_width - text_width(label))
        starts = [first] + [" " * mark_width] * (len(wrapped) - 1)
        return [(INDENT + start + GAP + line).rstrip() for start, line in zip(starts, wrapped, strict=True)]

    def paint(self, text: str, style: str) -> str:
        """The text in its colour, when colours are on."""
        return f"\x1b[{style}m{text}{RESET}" if self.colour and style and text else text

    def _row(self, columns: Sequence[Column], widths: Sequence[int], row: Sequence[Cell]) -> list[str]:
        wrapped = [wrap_text(cell.text, width) for cell, width in zip(row, widths, strict=True)]
        lines = []
        for number in range(max(map(len, wrapped))):
            pieces = []
            for column, width, cell, texts in zip(columns, widths, row, wrapped, strict=True):
                text = texts[number] if number < len(texts) else ""
                padding = " " * (width - text_width(text))
                painted = self.paint(text, cell.style)
                pieces.append(padding + painted if column.right else painted + padding)
            lines.append((INDENT + GAP.join(pieces)).rstrip())
        return lines

    def _record(self, columns: Sequence[Column], row: Sequence[Cell]) -> list[str]:
        label_width = max(text_width(column.title) for column in columns)
        lines = [""]
        for column, cell in zip(columns, row, strict=True):
            if not cell.text:
                continue
            label = self.paint(column.title, BOLD) + " " * (label_width - text_width(column.title))
            texts = wrap_text(cell.text, self.width - len(INDENT) - label_width - len(GAP))
            starts = [label] + [" " * label_width] * (len(texts) - 1)
            lines += [
                (INDENT + start + GAP + self.paint(text, cell.style)).rstrip()
                for start, text in zip(starts, texts, strict=True)
            ]
        return lines


def _shown(cell: Cell) -> Cell:
    return cell._replace(text=terminal_text(cut_text(cell.text, MAX_CELL_CHARACTERS)))


def _share(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], room: int) -> list[int]:
    """Widths that fit `room`: the minimums, whole words if they fit, the rest to the most cramped."""
    texts = [[column.title, *(row[number].text for row in rows)] for number, column in enumerate(columns)]
    natural = [max(map(text_width, column)) for column in texts]
    words = [max(text_width(word) for text in column for word in text.split(" ")) for column in texts]
    widths = [min(size, column.minimum) for size, column in zip(natural, columns, strict=True)]
    unbroken = [max(width, word) for width, word in zip(widths, words, strict=True)]
    if sum(unbroken) <= room:
        widths = unbroken
    for _ in range(min(room, sum(natural)) - sum(widths)):
        cramped = max(range(len(widths)), key=lambda number: natural[number] / max(widths[number], 1))
        widths[cramped] += 1
    return widths


def _break_word(word: str, width: int) -> list[str]:
    pieces = []
    while text_width(word) > width:
        fitting = _fitting(word, width)
        ends = [match.end() for match in BREAK_AFTER.finditer(word, 0, fitting)]
        cut = ends[-1] if ends and ends[-1] > fitting // 2 else fitting
        pieces.append(word[:cut])
        word = word[cut:]
    return [*pieces, word]


def _fitting(word: str, width: int) -> int:
    """How many characters of a word fit; at least one, so that breaking always ends."""
    used = 0
    for number, character in enumerate(word):
        used += _character_width(character)
        if used > width:
            return max(number, 1)
    return len(word)


def _character_width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
