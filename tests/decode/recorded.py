"""Rows of the shared corpus' recordings, read simply and independently of the collector."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from builders import recording_of

from auditor.model.oid import encode_oid
from auditor.model.recording import Recording
from auditor.model.rows import Row, Tag, encode_integer
from auditor.model.sections import SectionKind

SNMPREC = Path(__file__).resolve().parents[2] / ".." / "shared" / "corpus" / "snmprec"
INTEGER_TAGS = {Tag.INTEGER, Tag.COUNTER32, Tag.GAUGE32, Tag.TIME_TICKS, Tag.COUNTER64}


def recorded_rows(path: Path) -> Iterator[Row]:
    """Rows of OID|TAG|VALUE lines; lines of another form are left out."""
    for line in path.read_bytes().split(b"\n"):
        oid, _, rest = line.rstrip(b"\r").partition(b"|")
        tag, _, value = rest.partition(b"|")
        try:
            row = _row(oid.decode("ascii"), tag.decode("ascii"), value)
        except ValueError:
            continue
        if row is not None:
            yield row


def _row(oid: str, tag: str, value: bytes) -> Row | None:
    is_hexadecimal, number = tag.endswith("x"), int(tag.rstrip("xe").partition(":")[0])
    if is_hexadecimal:
        return encode_oid(oid), number, bytes.fromhex(value.decode("ascii"))
    if number in INTEGER_TAGS:
        return encode_oid(oid), number, encode_integer(int(value))
    if number == Tag.OBJECT_IDENTIFIER:
        return encode_oid(oid), number, encode_oid(value.decode("ascii"))
    if number == Tag.IP_ADDRESS:
        return encode_oid(oid), number, bytes(map(int, value.split(b".")))
    return encode_oid(oid), number, value


def recording(path: Path) -> Recording:
    """The whole file as one section, as a recording given by hand that no plan sorted."""
    return recording_of((SectionKind.OTHER, "1.3.6.1", recorded_rows(path)), target_id=path.stem)
