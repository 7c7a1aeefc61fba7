"""Faults of the operator or of ourselves: what happened, where, what to do next.

Trouble caused by devices, networks or their data is never an exception here; it is a
`Problem` or an outcome with a reason (see `model.recording`).
"""

from __future__ import annotations

import traceback
from pathlib import Path


class AuditorError(Exception):
    """Base of everything the command line turns into an exit code."""

    exit_code = 1


class UsageError(AuditorError):
    """The operator's input is wrong: file, place in it, reason and remedy."""

    exit_code = 2

    def __init__(self, reason: str, *, file: str = "", place: str = "", remedy: str = "") -> None:
        self.reason, self.file, self.place, self.remedy = reason, file, place, remedy
        where = ": ".join(part for part in (file, place) if part)
        super().__init__(f"{where}: {reason}" if where else reason)

    def __str__(self) -> str:
        text = super().__str__()
        return f"{text} ({self.remedy})" if self.remedy else text


class ConfigError(UsageError):
    """config.toml or an option is wrong."""


class TargetListError(UsageError):
    """A target list or an address is wrong."""


class PackError(UsageError):
    """A policy pack or designation list is wrong."""


class RegistryError(UsageError):
    """A registry file cannot be used."""


class StoreError(UsageError):
    """The SQLite file cannot be used."""


class CredentialError(UsageError):
    """A credential reference cannot be resolved. Its message never holds a secret."""


class BundleError(UsageError):
    """An evidence bundle cannot be written, or is not one."""


def type_and_place(error: Exception) -> str:
    """What a fault of our own is told by, such as "KeyError at walk.py:120"; its text could hold a
    secret, or what a device said."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"
