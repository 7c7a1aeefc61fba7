"""Parsers that no recorded text may stand for: outputs written for this project."""

from __future__ import annotations

import pytest
from decode.shown_samples import ELABEL, SAMPLES, Sample, Told

from auditor.decode.parts import Part
from auditor.decode.problems import ProblemList
from auditor.decode.show_output import PARSERS
from auditor.decode.shown import ShownOutput, ShownText
from auditor.model.device import Observed, PartFunction, PhysicalClass
from auditor.model.recording import End


def read(platform: str, command: str, text: str) -> ShownOutput:
    problems = ProblemList()
    output = PARSERS[platform, command](
        ShownText("r", 4, platform, command, End.COMPLETE, text.encode(), problems)
    )
    assert problems.finish() == ()
    return output


def told(part: Part) -> Told:
    texts = (part.name, part.mfg_name, part.model_name, part.serial_num)
    return Told(*(text.value if text else "" for text in texts))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: f"{sample.platform} {sample.command}")
def test_every_part_is_told_and_nothing_else(sample: Sample) -> None:
    output = read(sample.platform, sample.command, sample.text)
    device = told(output.device) if output.device else None
    assert (tuple(map(told, output.parts)), device) == (sample.parts, sample.device)


def test_a_label_tells_day_place_and_line_of_a_part() -> None:
    board, optic, power = read("huawei_vrp", "display elabel", ELABEL).parts[1:]
    assert isinstance(board.serial_num, Observed)
    lines = ELABEL.splitlines()
    assert lines[board.serial_num.reference.row - 1] == "BarCode=210305XYZA10D1000007"
    assert (board.mfg_date.value if board.mfg_date else None) == "2013-01-22"
    assert (optic.function, optic.interface) == (PartFunction.TRANSCEIVER, "GigabitEthernet4/0/1")
    assert optic.parent != board.parent
    assert (power.physical_class, power.mfg_date) == (PhysicalClass.POWER_SUPPLY, None)
