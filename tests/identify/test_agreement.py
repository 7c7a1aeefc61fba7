"""Holders of enterprise numbers that no vendor row knows: concluded where the description agrees."""

from __future__ import annotations

import pytest
from identify.identify_builders import device, root_of

CONVERTERS = "1.3.6.1.4.1.9304.100"
"""IANA: 9304 is Connection Technology Systems."""


@pytest.mark.parametrize(
    ("object_id", "descr", "expected"),
    [
        (CONVERTERS, "Connection Technology media converter", "name:connection technology systems"),
        (CONVERTERS, "FOS-3110 media converter", None),
        (CONVERTERS, "", None),
        ("1.3.6.1.4.1.37940.1", "WRD camera", "name:wrd technology"),
        ("1.3.6.1.4.1.37940.1", "camera beside WRD", None),
    ],
)
def test_a_holder_no_vendor_row_knows_needs_the_description(
    object_id: str, descr: str, expected: str | None
) -> None:
    assert expected == root_of(device(object_id=object_id, descr=descr)).manufacturer.value
