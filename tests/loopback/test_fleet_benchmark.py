"""The benchmarks' fleets answer and every row of the reference switch arrives, near, far and over v3."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.fleet.poll import COMMUNITY, SIGNED, UNHURRIED, polled
from benchmarks.fleet.responder import answering, responding
from benchmarks.fleet.switch import switch_lines

pytestmark = pytest.mark.loopback
needs_gcc = pytest.mark.skipif(shutil.which("gcc") is None, reason="no C compiler")
DEVICES = 5


@needs_gcc
@pytest.mark.parametrize("options", [(), ("-d", "2", "-l", "1")], ids=["near", "far"])
def test_every_row_of_every_switch_arrives_over_v2c(tmp_path: Path, options: tuple[str, ...]) -> None:
    with responding(tmp_path, switch_lines(), *options) as port:
        cost = polled(replace(UNHURRIED, timeout_s=2, retries=4), COMMUNITY, port, DEVICES)
    assert cost.cpu_ms > 0


def test_every_row_of_every_switch_arrives_over_v3(tmp_path: Path) -> None:
    table = tmp_path / "switch.snmprec"
    table.write_text("\n".join(switch_lines()) + "\n")
    with answering("benchmarks.fleet.usm_agent", str(table), str(DEVICES)) as port:
        cost = polled(UNHURRIED, SIGNED, port, DEVICES)
    assert cost.cpu_ms > 0
