"""One grammar of sysDescr, as a record.

Groups of a pattern are the fields of the root (`DeviceField`). It is anchored at the start.
Each row has a text that fits and one that must not; both are run as tests.
"""

from __future__ import annotations

from typing import NamedTuple


class DescrPattern(NamedTuple):
    """A grammar; `example` fits it, `other` does not."""

    what: str
    pattern: str
    example: str
    other: str
