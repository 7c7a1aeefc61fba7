"""Hostile device text through bills of materials: valid, whole, and nothing but printable text."""

# ruff: noqa: SIM300 - assert expected == actual, literals too
from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from hostile.hostile_texts import HOSTILE, hostile_device, hostile_result

from auditor.report.cyclonedx import device_boms, site_boms
from auditor.report.escape import plain_text
from auditor.report.folder import File

STRICT = JsonStrictValidator(SchemaVersion.V1_6)
SAFE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.")


def files(text: str) -> list[File]:
    result, names = hostile_result(text), {text: text}
    return [
        *device_boms(result, [hostile_device(text)], names),
        *site_boms(result, [hostile_device(text)], names),
    ]


def texts(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    for item in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from texts(item)


@pytest.mark.parametrize("case", HOSTILE)
def test_a_bill_stays_valid_and_nothing_in_it_acts(case: str) -> None:
    text = HOSTILE[case]
    for file in files(text):
        assert file.text.isascii()
        assert None is STRICT.validate_str(file.text)
        document = json.loads(file.text)
        shown = set(texts(document))
        assert plain_text(text) in shown
        assert [] == [one for one in shown if not one.replace("\u3000", " ").isprintable()]


@pytest.mark.parametrize("case", HOSTILE)
def test_a_file_is_never_named_by_device_text(case: str) -> None:
    for file in files(HOSTILE[case]):
        assert set() == set(file.name) - SAFE
        assert file.name[0] not in ".-" and len(file.name) < 80
