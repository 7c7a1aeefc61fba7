"""Bent answers by the thousand: walks end, nothing is forged, memory stays (as `benchmarks.fleet.fuzz`)."""

from __future__ import annotations

from benchmarks.fleet.fuzz import fuzz

PACKETS = 20_000


def test_bent_answers_end_in_rows_or_rejections_and_forge_nothing() -> None:
    figures = fuzz(PACKETS, seed=1)
    assert figures.packets >= PACKETS
    assert (figures.forged, figures.ended) == (0, 0)
    assert figures.accepted > 100
    assert figures.rows > 1_000
    assert set(figures.rejected) >= {"wrong digest", "answer to another request"}
    assert figures.growth_bytes < 16 << 20
