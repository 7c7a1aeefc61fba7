"""Records as JSON: field names are the keys, enums their value, octets NAME_hex.

For outputs that are one record of the model; the audit report has a schema of its own
(`json_report`). ASCII only, keys sorted, so that diffs and digests are meaningful.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum

from auditor.report.escape import json_text

Plain = str | int | bool | None | list["Plain"] | dict[str, "Plain"]


def render_record(schema: str, values: Mapping[str, object]) -> str:
    """One JSON object with `schema` and the values, ending with a newline (RFC 8259, RFC 7493)."""
    document = {"schema": schema, **{key: plain_value(value) for key, value in values.items()}}
    return json.dumps(document, ensure_ascii=True, sort_keys=True, indent=2) + "\n"


def plain_value(value: object) -> Plain:
    """A record, enum, text, number, octets, date, mapping or sequence of these as JSON values."""
    named = record_fields(value)
    if named is not None:
        return {_key(key, item): plain_value(item) for key, item in named.items()}
    if isinstance(value, tuple | list):
        return [plain_value(item) for item in value]
    return _plain_scalar(value.value if isinstance(value, Enum) else value)


def _key(name: str, value: object) -> str:
    return f"{name}_hex" if isinstance(value, bytes) else name


def _plain_scalar(value: object) -> Plain:
    if isinstance(value, str):
        return json_text(value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no JSON form for {type(value).__name__}")


def record_fields(value: object) -> dict[str, object] | None:
    """The fields of a record or the items of a mapping; None for anything else."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return dict(zip(value._fields, value, strict=True))
    return {str(key): item for key, item in value.items()} if isinstance(value, Mapping) else None
