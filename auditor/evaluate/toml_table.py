"""Strict reading of an operator's TOML: every key known, every value of its type.

Must not know what the keys mean; `load` and `designations` do. A fault is a PackError that
names the file, the place in it, the reason and a remedy.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from auditor.errors import PackError
from auditor.model.toml_text import parse_untrusted

MAX_FILE_BYTES = 4 * 1024 * 1024
"""A pack with every milestone of every known policy is under 200 KB."""
MAX_SHOWN = 60
"""Characters of a wrong value quoted in a message: enough to recognise it on one line."""

Choice = TypeVar("Choice", bound=StrEnum)


def nearest(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """A remedy that names the nearest known word, else `otherwise`."""
    near = get_close_matches(word, sorted(known), n=1)
    return f"did you mean {near[0]!r}?" if near else otherwise


def one_of(known: Iterable[str]) -> str:
    """A remedy that lists the known words."""
    return "one of: " + ", ".join(sorted(known))


def parse_toml(data: bytes, file: str) -> dict[str, object]:
    """The document's tables; PackError when it is no UTF-8 TOML of at most MAX_FILE_BYTES."""
    if len(data) > MAX_FILE_BYTES:
        raise PackError("is larger than 4 MiB", file=file, remedy="split the file")
    try:
        return parse_untrusted(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise PackError(
            f"is not UTF-8 at byte {error.start}", file=file, remedy="save it as UTF-8"
        ) from error
    except ValueError as error:
        raise PackError(f"is not valid TOML: {error}", file=file, remedy="see https://toml.io") from error


class Table:
    """One TOML table with the keys it may have; unknown keys are refused at once."""

    __slots__ = ("_file", "_place", "_values")

    def __init__(
        self, values: Mapping[str, object], keys: Iterable[str], *, file: str, place: str = ""
    ) -> None:
        self._values, self._file, self._place = values, file, place
        known = tuple(keys)
        for key in values:
            if key not in known:
                raise self.fault(key, "is not a known key", nearest(key, known, one_of(known)))

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def fault(self, key: str, reason: str, remedy: str) -> PackError:
        """The error about one key of this table."""
        place = ": ".join(part for part in (self._place, key[:MAX_SHOWN]) if part)
        return PackError(reason, file=self._file, place=place, remedy=remedy)

    def text(self, key: str, default: str | None = None) -> str:
        """A string without leading or trailing space; empty only where `default` is given."""
        value = self._values.get(key, default)
        if value is None:
            raise self.fault(key, "is missing", f'write {key} = "…"')
        if not isinstance(value, str):
            raise self.fault(key, f"is not text: {str(value)[:MAX_SHOWN]!r}", 'put it in "quotes"')
        if not value.strip() and default is None:
            raise self.fault(key, "is empty", "state it, or remove the whole entry")
        return value.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of distinct non-empty strings; () when the key is absent."""
        value = self._values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(text, str) and text.strip() for text in value):
            raise self.fault(key, "is not a list of texts", f'write {key} = ["…", "…"]')
        if len(set(value)) != len(value):
            raise self.fault(key, "holds a value twice", "remove one of them")
        return tuple(text.strip() for text in value)

    def flag(self, key: str, default: bool) -> bool:
        """A boolean."""
        value = self._values.get(key, default)
        if not isinstance(value, bool):
            raise self.fault(key, f"is not true or false: {str(value)[:MAX_SHOWN]!r}", f"write {key} = true")
        return value

    def day(self, key: str) -> date | None:
        """A TOML local date; None when the key is absent."""
        value = self._values.get(key)
        if value is None:
            return None
        if isinstance(value, datetime) or not isinstance(value, date):
            raise self.fault(key, f"is not a date: {str(value)[:MAX_SHOWN]!r}", f"write {key} = 2019-08-13")
        return value

    def percent(self, key: str) -> int | None:
        """A whole number from 0 to 100; None when the key is absent."""
        value = self._values.get(key)
        if value is not None and (
            isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 100
        ):
            raise self.fault(key, f"is not a percentage: {str(value)[:MAX_SHOWN]!r}", f"write {key} = 35")
        return value

    def choice(self, key: str, choices: type[Choice], default: Choice | None = None) -> Choice:
        """A word of an enumeration."""
        text = self.text(key, default.value if default else None)
        known = [choice.value for choice in choices]
        if text not in known:
            raise self.fault(key, f"{text[:MAX_SHOWN]!r} is not known", nearest(text, known, one_of(known)))
        return choices(text)

    def table(self, key: str, keys: Iterable[str]) -> Table:
        """A table within this one, allowed `keys`; an empty one when the key is absent."""
        value = self._values.get(key, {})
        if not isinstance(value, dict):
            raise self.fault(key, "is not a table", f"write [{key}] with one key a line")
        return Table(value, keys, file=self._file, place=": ".join(filter(None, (self._place, key))))

    def tables(self, key: str, keys: Iterable[str], noun: str = "") -> tuple[Table, ...]:
        """The tables of an array of tables, each allowed `keys`; () when the key is absent."""
        value = self._values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            raise self.fault(key, "is not a list of tables", f"write [[{key}]]")
        known = tuple(keys)
        return tuple(
            Table(entry, known, file=self._file, place=self._entry_place(noun or key, number, entry))
            for number, entry in enumerate(value, start=1)
        )

    @staticmethod
    def _entry_place(noun: str, number: int, entry: Mapping[str, object]) -> str:
        name = entry.get("id", entry.get("key"))
        return f"{noun} {number} ({name[:MAX_SHOWN]})" if isinstance(name, str) else f"{noun} {number}"
