"""Enterprise numbers below which a device answered rows, each with its first row.

Reads OIDs alone: must not know what a number means (`identify.private_tree` does) nor what
the rows say. Sections of a polled device have one root each, so only their first row is read.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.model.device import Observed, Reference
from auditor.model.oid import decode_index, encode_oid
from auditor.model.recording import Recording, RecordingSection, Section
from auditor.model.rows import unpack_rows
from auditor.model.target import Transport

ENTERPRISES = encode_oid("1.3.6.1.4.1")
MAX_TREES = 64
"""The widest agents seen answer below ten numbers; more is a table of somebody's making."""


def find_private_trees(recording: Recording) -> tuple[Observed[int], ...]:
    """One observation per enterprise number, ascending; the raw octets are the row's value."""
    found: dict[int, Observed[int]] = {}
    if recording.transport is not Transport.SNMP:
        return ()
    for section, payload in zip(recording.sections, recording.payloads, strict=False):
        for tree in _trees_of(section, payload, recording.id):
            known = found.get(tree.value)
            if known is None or _order(tree) < _order(known):
                found[tree.value] = tree
    return tuple(found[number] for number in sorted(found)[:MAX_TREES])


def _order(tree: Observed[int]) -> tuple[bytes, bytes]:
    """By object identifier, so that the order of sections does not matter."""
    return tree.reference.oid, tree.raw


def _trees_of(section: RecordingSection, payload: Section, recording_id: str) -> Iterator[Observed[int]]:
    """The first row of each run of rows with one number; a payload that is cut short ends there."""
    root = _root_octets(section.root)
    single = root.startswith(ENTERPRISES) and len(root) > len(ENTERPRISES)
    if not single and not ENTERPRISES.startswith(root):
        return
    prefix = b""
    if ENTERPRISES not in payload.payload:
        return
    try:
        for row, (oid, _, value) in enumerate(unpack_rows(payload.payload)):
            if (prefix and oid.startswith(prefix)) or not oid.startswith(ENTERPRISES):
                continue
            number = decode_index(oid[len(ENTERPRISES) : _end_of_number(oid)])
            if not number:
                continue
            prefix = oid[: _end_of_number(oid)]
            yield Observed(number[0], value, Reference(recording_id, section.ordinal, row, oid))
            if single:
                return
    except ValueError:
        return


def _root_octets(dotted: str) -> bytes:
    """OID octets of a section's root; empty for a root that is none."""
    try:
        return encode_oid(dotted)
    except ValueError:
        return b""


def _end_of_number(oid: bytes) -> int:
    """Where the sub-identifier after 1.3.6.1.4.1 ends."""
    end = len(ENTERPRISES)
    while end < len(oid) and oid[end] >= 0x80:
        end += 1
    return end + 1
