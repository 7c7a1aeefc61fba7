"""A day on the command line, written as 2026-11-22."""

from __future__ import annotations

from datetime import datetime

import click

FORMAT = "%Y-%m-%d"


class Day(click.DateTime):
    """The type of options that take a day; names the way to write one where it is written otherwise."""

    name = "day"

    def __init__(self) -> None:
        super().__init__([FORMAT])

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002  (click's signature)
        return "YYYY-MM-DD"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            return datetime.strptime(str(value), FORMAT)  # noqa: DTZ007  (a day has no zone)
        except ValueError:
            self.fail(f"{value!r} is no day: write it as year, month, day, such as 2026-11-22", param, ctx)


DAY = Day()
