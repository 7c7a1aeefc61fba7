"""A parsed TOML table whose keys and types are checked while they are read.

A failure names the file, the place of the key and what is expected; it repeats a value only
where the caller says that the value is no secret. Must not know which keys exist.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import NoReturn

from auditor.errors import UsageError
from auditor.targets.operator_file import suggest

MAX_TEXT_CHARACTERS = 1_024
"""Longer than any path, name or address that people write by hand."""

TOML_TYPE_NAMES = {
    bool: "a boolean",
    int: "an integer",
    float: "a float",
    str: "a string",
    list: "an array",
    dict: "a table",
}


def has_control(text: str) -> bool:
    """True for text with NUL, line ends or other control characters."""
    return not text.isprintable() and any(unicodedata.category(character) == "Cc" for character in text)


def type_name(value: object) -> str:
    """What TOML calls the type of a value, with its article."""
    return TOML_TYPE_NAMES.get(type(value), "a date or time")


@dataclass(frozen=True, slots=True)
class Table:
    """A table with where it was written: `prefix` goes before a key ("snmp." or "line 3: ")."""

    values: Mapping[str, object]
    file: str
    prefix: str
    error: type[UsageError]

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def fail(self, key: str, reason: str, remedy: str = "") -> NoReturn:
        """Raise the table's error for a key."""
        raise self.error(reason, file=self.file, place=self.prefix + key, remedy=remedy)

    def only(self, keys: Collection[str]) -> None:
        """Refuse keys outside `keys`, with the nearest valid one."""
        for key in self.values:
            if key not in keys:
                self.fail(key, "unknown key", suggest(key, keys))

    def text(self, key: str, default: str = "") -> str:
        """A string without control characters; it may not be empty where it is given."""
        return self._text(key, self.values[key]) if key in self.values else default

    def texts(self, key: str) -> tuple[str, ...]:
        """An array of distinct strings."""
        texts = tuple(self._text(key, value) for value in self._array(key))
        if len(set(texts)) != len(texts):
            self.fail(key, "the same value is listed twice")
        return texts

    def text_or_texts(self, key: str) -> tuple[str, ...]:
        """A string, or an array of distinct strings."""
        return (self.text(key),) if isinstance(self.values.get(key), str) else self.texts(key)

    def choice(self, key: str, choices: Collection[str], default: str) -> str:
        """One of `choices`."""
        text = self.text(key, default)
        if text not in choices:
            self.fail(key, "not one of the valid words", suggest(text, choices))
        return text

    def boolean(self, key: str, default: bool) -> bool:
        """true or false."""
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            self._wrong_type(key, "a boolean", value)
        return value

    def integer(self, key: str, low: int, high: int, default: int) -> int:
        """An integer from `low` to `high`."""
        value = self.values.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int):
            self._wrong_type(key, "an integer", value)
        return value if low <= value <= high else self._out_of_range(key, low, high)

    def number(self, key: str, low: float, high: float, default: float) -> float:
        """A finite number from `low` to `high`."""
        value = self.values.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            self._wrong_type(key, "a number", value)
        usable = not math.isnan(value) and low <= value <= high
        return float(value) if usable else self._out_of_range(key, low, high)

    def table(self, key: str) -> Table:
        """A table, empty where it is absent."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            self._wrong_type(key, "a table", value)
        return Table(value, self.file, f"{self.prefix}{key}.", self.error)

    def tables(self, key: str) -> Iterator[Table]:
        """The tables of an array, with prefixes such as "targets[2]." counted from 1."""
        for number, value in enumerate(self._array(key), start=1):
            if not isinstance(value, dict):
                self._wrong_type(key, "an array of tables", value)
            yield Table(value, self.file, f"{self.prefix}{key}[{number}].", self.error)

    def _array(self, key: str) -> list[object]:
        value = self.values.get(key, [])
        if not isinstance(value, list):
            self._wrong_type(key, "an array", value)
        return value

    def _text(self, key: str, value: object) -> str:
        if not isinstance(value, str):
            self._wrong_type(key, "a string", value)
        if not value.strip():
            self.fail(key, "is empty")
        if has_control(value):
            self.fail(key, "holds a control character")
        if len(value) > MAX_TEXT_CHARACTERS:
            self.fail(key, f"is longer than {MAX_TEXT_CHARACTERS} characters")
        return value

    def _wrong_type(self, key: str, expected: str, value: object) -> NoReturn:
        self.fail(key, f"must be {expected}, not {type_name(value)}")

    def _out_of_range(self, key: str, low: float, high: float) -> NoReturn:
        self.fail(key, f"must be from {low} to {high}")
