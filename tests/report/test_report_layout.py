"""Columns, widths and wrapping."""

# ruff: noqa: SIM300 - assert expected == actual, literals too
from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.report.layout import Cell, Column, Page, text_width, wrap_text

PAGE = Page(40, colour=False)
OUR_COLOURS = re.compile(r"\x1b\[[0-9;]+m")


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("屋外", 4), ("e\u0301", 1), ("", 0), ("ﾙｰﾀ", 3)])
def test_widths_follow_east_asian_width_and_marks(text: str, width: int) -> None:
    assert width == text_width(text)


def test_words_are_kept_whole_where_they_fit() -> None:
    assert ["one two", "three"] == wrap_text("one two three", 8)


def test_long_words_break_after_a_separator() -> None:
    assert ["stack/member:1/", "port:49"] == wrap_text("stack/member:1/port:49", 16)


def test_a_word_without_separators_is_cut() -> None:
    assert ["aaaa", "aaaa", "a"] == wrap_text("a" * 9, 4)


@given(st.text(st.characters(categories=("L", "N", "P", "Zs"))), st.integers(2, 30))
def test_no_line_is_wider_than_asked_and_nothing_but_spaces_is_lost(text: str, width: int) -> None:
    lines = wrap_text(text, width)
    assert all(text_width(line) <= width for line in lines)
    assert "".join(text.split(" ")) == "".join("".join(lines).split(" "))


def test_columns_are_aligned_by_display_width() -> None:
    rows = [(Cell("屋外"), Cell("7")), (Cell("abcdef"), Cell("11"))]
    table = PAGE.table((Column("NAME", 4), Column("N", 1, right=True)), rows)
    assert ["  NAME     N", "  屋外     7", "  abcdef  11"] == table


def test_a_table_that_does_not_fit_becomes_records() -> None:
    table = PAGE.table((Column("A", 30), Column("LONG", 30)), [(Cell("x"), Cell("y"))] * 2)
    assert ["  A     x", "  LONG  y", "", "  A     x", "  LONG  y"] == table


def test_cells_leave_through_the_terminal_exit() -> None:
    assert ["  A", r"  \x1b[2J"] == PAGE.table((Column("A", 4),), [(Cell("\x1b[2J"),)])


def test_colour_surrounds_the_text_and_not_the_padding() -> None:
    page = Page(40, colour=True)
    lines = page.table((Column("A", 1), Column("B", 1)), [(Cell("x", "1;31"), Cell("yy"))])
    assert "  \x1b[1;31mx\x1b[0m  yy" == lines[1]


def test_an_entry_wraps_beside_its_mark() -> None:
    lines = Page(40, colour=False).entry(Cell("review"), 8, [Cell("first line"), Cell("words " * 6 + "end")])
    assert [
        "  review    first line",
        "            words words words words",
        "            words words end",
    ] == lines


def test_a_mark_wider_than_its_column_does_not_widen_the_page() -> None:
    lines = Page(40, colour=True).entry(Cell("not applicable", "2"), 8, [Cell("x" * 60, "1")])
    assert lines[0].startswith("  \x1b[2mnot applicable\x1b[0m  \x1b[1mxxx")
    assert [40, 40, 34] == [text_width(OUR_COLOURS.sub("", line)) for line in lines]


def test_an_entry_leaves_through_the_terminal_exit() -> None:
    assert [r"  \x1b[2J  a\nb"] == PAGE.entry(Cell("\x1b[2J"), 1, [Cell("a\nb")])


def test_a_record_leaves_out_what_is_empty() -> None:
    table = PAGE.table((Column("A", 30), Column("LONG", 30)), [(Cell("x"), Cell(""))])
    assert ["  A     x"] == table
