"""The journal of a sweep: what was asked and found, so that an interrupted one can go on.

One JSON object per line and address, appended batch by batch. Next: `discovery`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from auditor.errors import UsageError
from auditor.model.oid import encode_oid
from auditor.model.sighting import Found, Presence

MAX_JOURNAL_BYTES = 1024 * 1024 * 1024
"""A /12 of answering devices at 500 octets each is half of that."""


def read_journal(path: Path) -> tuple[Found, ...]:
    """What an earlier attempt found, () without a file; UsageError names the line that is none of ours.

    A last line that was cut by an interruption is left out: its address is asked again.
    """
    if not path.exists():
        return ()
    if path.stat().st_size > MAX_JOURNAL_BYTES:
        raise UsageError("is too large for a journal", file=str(path), place="--resume")
    found: list[Found] = []
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    for number, line in enumerate(lines, start=1):
        try:
            found.append(_read(line))
        except (ValueError, TypeError, KeyError):
            if number < len(lines):
                raise UsageError(
                    "is no line of a sweep's journal",
                    file=str(path),
                    place=f"line {number}",
                    remedy="name another file; a new one is made",
                ) from None
    return tuple(found)


def append_journal(path: Path, found: Iterable[Found]) -> None:
    """Add what was found; readable by the owner alone, like everything devices said."""
    if not path.exists():
        path.touch(mode=0o600)
    kept = path.read_bytes() if path.stat().st_size else b""
    with path.open("ab") as journal:
        if kept and not kept.endswith(b"\n"):  # the line an interruption cut
            journal.truncate(kept.rfind(b"\n") + 1)
        journal.write("".join(f"{_line(one)}\n" for one in found).encode())


def _line(found: Found) -> str:
    values = {"address": found.address, "presence": found.presence.value}
    for key in ("engine_id", "sys_descr", "sys_name"):
        if octets := getattr(found, key):
            values[key] = octets.hex()
    for key in ("sys_object_id", "credential"):
        if text := getattr(found, key):
            values[key] = text
    return json.dumps(values, sort_keys=True)


def _read(line: str) -> Found:
    values = json.loads(line)

    def octets(key: str) -> bytes:
        return bytes.fromhex(values.get(key, ""))

    object_id = str(values.get("sys_object_id", ""))
    if object_id:
        encode_oid(object_id)  # ValueError where it is none
    return Found(
        str(values["address"]),
        Presence(values["presence"]),
        engine_id=octets("engine_id"),
        sys_object_id=object_id,
        sys_descr=octets("sys_descr"),
        sys_name=octets("sys_name"),
        credential=str(values.get("credential", "")),
    )
