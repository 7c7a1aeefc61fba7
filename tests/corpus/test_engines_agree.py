"""Recorded devices polled through our engine and through pysnmp: the same sections, octet by octet.

`python -m benchmarks.fleet.differential` does it with all of them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.fleet.differential import compare

RECORDINGS = Path(__file__).resolve().parents[2] / ".." / "shared" / "corpus" / "snmprec"
SMALL_BYTES = 60_000
"""Larger ones have more rows, not other ones."""
ODD = re.compile(rb"\|(?:5|68x?)\||^(?!1\.3\.6\.)[0-9.]+\||^[^\n]{2800}", re.MULTILINE)
"""NULL, Opaque, OIDs outside of the internet's, values longer than a frame."""

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.loopback,
    pytest.mark.skipif(not RECORDINGS.is_dir(), reason="the shared corpus of recorded devices is not here"),
    pytest.mark.skipif(sys.platform != "linux", reason="needs all of 127.0.0.0/8"),
]


def small(chosen: Callable[[int, Path], bool]) -> list[Path]:
    paths = [path for path in sorted(RECORDINGS.glob("*.snmprec")) if path.stat().st_size < SMALL_BYTES]
    return [path for number, path in enumerate(paths) if chosen(number, path)]


@pytest.mark.parametrize("first", [0, 1])
def test_every_fortieth_recording_polled_by_both_engines_is_the_same(first: int) -> None:
    figures = compare(small(lambda number, _: number % 80 == 40 * first))
    assert figures.differences == ()
    assert figures.recordings > 10


def test_recordings_with_odd_values_polled_by_both_engines_are_the_same() -> None:
    figures = compare(small(lambda _, path: bool(ODD.search(path.read_bytes()))), planned=False)
    assert figures.differences == ()
    assert figures.recordings > 50
