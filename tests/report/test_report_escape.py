"""The exits of device text."""

# ruff: noqa: SIM300 - assert expected == actual, literals too
from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from auditor.report.escape import (
    MAX_COMBINING_RUN,
    MAX_SHOWN_CHARACTERS,
    cut_text,
    html_value,
    json_text,
    plain_text,
    terminal_text,
    visible_text,
)

ANY_TEXT = st.text(st.characters(exclude_categories=()))  # surrogates and controls too


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("plain text", "plain text"),
        ("\x1b[2J", r"\x1b[2J"),
        ("\x9b31m", r"\x9b31m"),
        ("\x7f\x00\x07", r"\x7f\x00\x07"),
        ("a\r\nb\tc", r"a\r\nb\tc"),
        ("a\u202eb\u2066c\u200fd", r"a\u202eb\u2066c\u200fd"),
        ("zero\u200bwidth\ufeff", r"zero\u200bwidth\ufeff"),
        ("a\u2028b\u2029c", r"a\u2028b\u2029c"),
        ("lone \udc80", r"lone \udc80"),
        ("tag \U000e0041", r"tag \U000e0041"),
        ("filler \u3164", r"filler \u3164"),
        ("nbsp\u00a0here", r"nbsp\xa0here"),
        ("華為 屋外\u3000ルータ é", "華為 屋外\u3000ルータ é"),
    ],
)
def test_what_cannot_be_seen_is_spelt_out(raw: str, shown: str) -> None:
    assert shown == visible_text(raw)


def test_stacked_marks_beyond_what_languages_use_are_spelt_out() -> None:
    assert "a" + "\u0301" * MAX_COMBINING_RUN + r"\u0301" == visible_text(
        "a" + "\u0301" * (MAX_COMBINING_RUN + 1)
    )


def test_a_mark_without_a_letter_does_not_sit_on_our_own_text() -> None:
    assert r"\u0301a" == visible_text("\u0301a")


@given(ANY_TEXT)
def test_visible_text_is_printable_encodable_and_one_line(text: str) -> None:
    shown = visible_text(text)
    shown.encode("utf-8")
    assert all(character.isprintable() or character == "\u3000" for character in shown)
    assert len(shown.splitlines()) <= 1
    assert not any(unicodedata.category(character) == "Cf" for character in shown)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("::error::pwned", r"\x3a:error::pwned"),
        ("  ::error::pwned", r"  \x3a:error::pwned"),
        ("x ::Error file=a::b", r"x \x3a:Error file=a::b"),
        ("::token-of-mine::", r"\x3a:token-of-mine::"),
        ("##vso[task.setvariable]", r"\x23#vso[task.setvariable]"),
        ("##[group]", r"\x23#[group]"),
        ("see ##teamcity[x", r"see \x23#teamcity[x"),
    ],
)
def test_commands_to_a_ci_system_are_broken(raw: str, shown: str) -> None:
    assert shown == terminal_text(raw)


@pytest.mark.parametrize("address", ["::1", "2001:db8::1", "fe80::dead:beef", "::ffff:192.0.2.1", "a ## b"])
def test_addresses_and_ordinary_text_are_not_taken_for_commands(address: str) -> None:
    assert address == terminal_text(address)


def test_markup_of_our_own_macros_is_not_escaped_twice() -> None:
    assert Markup("<b>") == html_value(Markup("<b>"))


def test_numbers_pass_the_html_exit_unchanged() -> None:
    assert html_value(7) == 7


def test_long_text_is_cut_with_a_mark_and_its_length() -> None:
    assert "x" * MAX_SHOWN_CHARACTERS + "… (cut, 60000 characters)" == html_value("x" * 60_000)


def test_text_at_the_limit_is_not_cut() -> None:
    assert cut_text("xxx", 3) == "xxx"


def test_json_keeps_everything_but_lone_surrogates() -> None:
    assert json_text("\x00\x1b\u202e é \udfff") == "\x00\x1b\u202e é \\udfff"


@pytest.mark.parametrize("text", ["x" * 60_000, "\u202e" * 1_999, "x" * 2_000, "a\x00"])
def test_plain_text_is_printable_and_never_longer_than_its_limit(text: str) -> None:
    shown = plain_text(text)
    assert len(shown) <= MAX_SHOWN_CHARACTERS
    assert shown.isprintable()
    assert ("(cut, " in shown) == (len(text) > MAX_SHOWN_CHARACTERS or "\u202e" in text)
