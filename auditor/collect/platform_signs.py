"""Which platform's command line a device has, from what it has already said.

Goes by sysObjectID and sysDescr of an SNMP recording, or by the identification string of an
SSH server (RFC 4253 4.2), and by the table `platform_signs.tsv`. Commands are never tried
out: what no row tells is not known.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from auditor.collect.plan import SYS_DESCR, SYS_OBJECT_ID, within
from auditor.model.oid import oid_text
from auditor.model.platforms import Platform
from auditor.model.recording import Recording
from auditor.model.rows import Tag, unpack_rows
from auditor.model.target import Transport

MAX_DESCR_OCTETS = 1_024
"""The name of the software stands at the beginning; RFC 3418 allows 255 octets."""
BY_DESCR, BY_OBJECT_ID, BY_BANNER = "sysDescr", "sysObjectID", "banner"
"""Kinds of signs: a pattern in a text, a sub-tree of object identifiers, a pattern in a banner."""


class Sign(NamedTuple):
    """A row of the table: `sign` in what `kind` names tells the platform."""

    kind: str
    platform: Platform
    sign: str


@lru_cache(maxsize=1)
def read_signs() -> tuple[Sign, ...]:
    """All rows in the order of the table."""
    text = files("auditor.collect").joinpath("platform_signs.tsv").read_text("utf-8")
    table = "".join(line for line in io.StringIO(text) if not line.startswith("#"))
    rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple(Sign(row["kind"], Platform(row["platform"]), row["sign"]) for row in rows)


LINUX_OBJECT_ID = "1.3.6.1.4.1.8072.3.2.10"
"""net-snmp's number for Linux; together with a sysDescr that is `uname -a`, a shell."""


def known_platform(recordings: Sequence[Recording]) -> str:
    """The platform that an SNMP recording of the same target tells of, or ""."""
    for recording in recordings:
        if recording.transport is Transport.SNMP:
            return platform_of(_text(recording, SYS_OBJECT_ID), _text(recording, SYS_DESCR))
    return ""


def platform_of(sys_object_id: str, sys_descr: str) -> str:
    """The platform of a dotted sysObjectID and a sysDescr, "" where neither is known."""
    stated = _first_sign(BY_DESCR, sys_descr)
    if stated:
        return stated
    for kind, platform, root in read_signs():
        if kind == BY_OBJECT_ID and sys_object_id and within(sys_object_id, root):
            return platform.value
    if sys_object_id == LINUX_OBJECT_ID and sys_descr.startswith("Linux "):
        return Platform.LINUX.value
    return ""


def platform_of_banner(banner: str) -> str:
    """The platform of an SSH server's identification string, "" where several use it."""
    return _first_sign(BY_BANNER, banner)


def _first_sign(kind: str, text: str) -> str:
    signs = (sign for sign in read_signs() if sign.kind == kind)
    return next((sign.platform.value for sign in signs if re.search(sign.sign, text)), "")


def _text(recording: Recording, root: str) -> str:
    """The first value at a root of an SNMP recording, or ""."""
    for section, payload in zip(recording.sections, recording.payloads, strict=True):
        if section.root == root and section.row_count:
            _, tag, value = next(iter(unpack_rows(payload.payload)))
            is_oid = tag == Tag.OBJECT_IDENTIFIER
            return oid_text(value) if is_oid else value[:MAX_DESCR_OCTETS].decode("latin-1")
    return ""
