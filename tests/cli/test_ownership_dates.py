"""Companies that were sold: the day of manufacture decides where a device states one, else a human."""

from __future__ import annotations

import pytest
from cli.running import query, run_in_process

DEVICE = """\
1.3.6.1.2.1.1.1.0|4|Access router
1.3.6.1.2.1.47.1.1.1.1.4.1|2|0
1.3.6.1.2.1.47.1.1.1.1.5.1|2|3
1.3.6.1.2.1.47.1.1.1.1.12.1|4|{maker}
1.3.6.1.2.1.47.1.1.1.1.13.1|4|XD-1
"""
BUILT = "1.3.6.1.2.1.47.1.1.1.1.17.1|4x|{octets}\n"

CASES = [
    # name, maker as it reports itself, DateAndTime octets or "", what Huawei, Hytera or Dahua excluded gives
    ("honor-2019", "Honor Device Co., Ltd.", "07e3050610000000", "excluded"),
    ("honor-day-before", "Honor Device Co., Ltd.", "07e40b1000000000", "excluded"),
    ("honor-day-of-sale", "Honor Device Co., Ltd.", "07e40b1100000000", "clear"),
    ("honor-2022", "Honor Device Co., Ltd.", "07e6010100000000", "clear"),
    ("honor-unstated", "Honor Device Co., Ltd.", "", "review"),
    ("honor-unset-clock", "Honor Device Co., Ltd.", "07b2010100000000", "review"),
    ("xfusion-2020", "xFusion Digital Technologies Co., Ltd.", "07e4060100000000", "excluded"),
    ("xfusion-2024", "xFusion Digital Technologies Co., Ltd.", "07e8060100000000", "clear"),
    ("h3c-2019", "H3C", "07e3050610000000", "clear"),
    ("h3c-2005", "H3C", "07d5050600000000", "review"),
    ("h3c-unstated", "H3C", "", "clear"),
    ("marine-2015", "Huawei Marine", "07df050600000000", "review"),
    ("marine-2024", "HMN Technologies", "07e8050600000000", "clear"),
    ("sepura-2016", "Sepura", "07e0050600000000", "clear"),
    ("sepura-2019", "Sepura", "07e3050600000000", "excluded"),
    ("sepura-2022", "Sepura", "07e6050600000000", "review"),
    ("sepura-2024", "Sepura", "07e8050600000000", "clear"),
    ("teltronic-2020", "Teltronic", "07e4050600000000", "excluded"),
    ("teltronic-2026", "Teltronic", "07ea010600000000", "review"),
    ("lorex-2020", "Lorex", "07e4050600000000", "excluded"),
    ("lorex-2024", "Lorex", "07e8050600000000", "clear"),
    ("lorex-unstated", "Lorex", "", "review"),
    ("ezviz-2020", "EZVIZ", "07e4050600000000", "excluded"),
]


@pytest.fixture(scope="module")
def statuses(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("ownership")
    (folder / "recordings").mkdir()
    for name, maker, octets, _ in CASES:
        text = DEVICE.format(maker=maker) + (BUILT.format(octets=octets) if octets else "")
        (folder / "recordings" / f"{name}.snmprec").write_text(text)
    excluded = [
        word for vendor in ("huawei", "hytera", "dahua", "hikvision") for word in ("--exclude", vendor)
    ]
    finished = run_in_process(
        "audit", "--recordings", "recordings", *excluded, "--as-of", "2026-11-22", cwd=folder
    )
    assert finished.returncode == 3, finished.stderr
    sql = "SELECT device_id, status FROM verdicts WHERE subject_kind = 'component'"
    return {str(device): str(status) for device, status in query(folder / "inventory.sqlite", sql)}


@pytest.mark.parametrize(("name", "expected"), [(name, expected) for name, _, _, expected in CASES])
def test_a_device_is_judged_by_the_day_it_was_built(
    statuses: dict[str, str], name: str, expected: str
) -> None:
    assert expected == statuses[name]
