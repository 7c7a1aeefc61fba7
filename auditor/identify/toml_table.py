"""One row of a knowledge file, read key by key; every complaint names file, row, key and remedy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import NamedTuple

from auditor.errors import ConfigError

MAX_RANK = 100


class Table(NamedTuple):
    """A TOML table with its place."""

    file: str
    kind: str
    position: int
    fields: Mapping[str, object]

    @property
    def place(self) -> str:
        """The row for people: its kind and its id, else its position in the file."""
        name = self.fields.get("id")
        return f"{self.kind} {name}" if isinstance(name, str) else f"{self.kind} {self.position}"

    def error(self, key: str, reason: str, remedy: str) -> ConfigError:
        """A complaint about one key."""
        return ConfigError(reason, file=self.file, place=f"{self.place}: {key}", remedy=remedy)

    def allow(self, keys: Iterable[str]) -> None:
        """ConfigError when the row has another key."""
        known = tuple(keys)
        for key in self.fields:
            if key not in known:
                near = get_close_matches(key, known, n=1)
                raise self.error(key, "is no key of this row", f"did you mean {near[0]}?" if near else "")

    def text(self, key: str, default: str | None = None) -> str:
        """A string that is not empty."""
        value = self.fields.get(key, default)
        if not isinstance(value, str) or (not value and default is None):
            raise self.error(key, "is missing or not a text", "")
        return value

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """An array of strings."""
        value = self.fields.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.error(key, "is not an array of texts", "")
        if required and not value:
            raise self.error(key, "is missing", "give at least one example")
        return tuple(str(item) for item in value)

    def numbers(self, key: str) -> tuple[int, ...]:
        """An array of integers."""
        value = self.fields.get(key, [])
        if not isinstance(value, list) or not all(type(item) is int for item in value):
            raise self.error(key, "is not an array of numbers", "")
        return tuple(int(item) for item in value)

    def number(self, key: str) -> int:
        """A positive integer."""
        value = self.fields.get(key)
        if type(value) is not int or value < 1:
            raise self.error(key, "is missing or no positive number", "")
        return value

    def rank(self, key: str) -> int:
        """A confidence rank, 1 to 100."""
        value = self.fields.get(key)
        if type(value) is not int or not 1 <= value <= MAX_RANK:
            raise self.error(key, "is not a rank from 1 to 100", "")
        return value

    def share(self, key: str) -> float | None:
        """A share in percent, above 0 to 100; None when absent."""
        value = self.fields.get(key)
        if value is not None and (type(value) not in (int, float) or not 0 < float(str(value)) <= MAX_RANK):
            raise self.error(key, "is not a share in percent", "")
        return None if value is None else float(str(value))

    def flag(self, key: str) -> bool:
        """A boolean, false when absent."""
        value = self.fields.get(key, False)
        if not isinstance(value, bool):
            raise self.error(key, "is not true or false", "")
        return value

    def tables(self, key: str) -> tuple[Table, ...]:
        """An array of tables inside this row."""
        value = self.fields.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.error(key, "is not an array of tables", "")
        return tuple(Table(self.file, f"{self.place}: {key}", n, item) for n, item in enumerate(value, 1))
