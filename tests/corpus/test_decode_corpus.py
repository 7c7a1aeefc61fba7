"""Every recorded device decodes, and no row of its entity table is lost."""

from __future__ import annotations

import csv

import pytest
from decode.recorded import SNMPREC, recording

from auditor.decode import decode_adjacency, decode_recording
from auditor.model.device import PartFunction

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not SNMPREC.is_dir(), reason="the shared corpus of recorded devices is not here"),
]

SHARE = 8
"""The recordings are dealt to this many tests, which pytest-xdist can run side by side."""


def truth() -> list[dict[str, str]]:
    with (SNMPREC.parent / "truth.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("share", range(SHARE))
def test_every_recording_decodes_and_every_entity_row_is_a_component(share: int) -> None:
    wrong = []
    for row in truth()[share::SHARE]:
        device = decode_recording(recording(SNMPREC / f"{row['recording']}.snmprec"))
        paths = {component.path for component in device.components}
        entities = sum("ENTITY-MIB" in component.sources for component in device.components)
        undecoded = sum("not an entPhysicalIndex" in problem.detail for problem in device.problems)
        if entities + undecoded != int(row["n_physical_in_recording"] or 0) or len(paths) != len(
            device.components
        ):
            wrong.append((row["recording"], row["n_physical_in_recording"], entities, undecoded))
    assert wrong == []


@pytest.mark.parametrize("share", range(SHARE))
def test_neighbors_are_the_same_when_they_alone_are_decoded(share: int) -> None:
    names = sorted(path.name for path in SNMPREC.glob("*.snmprec"))[share::SHARE]
    read = ((name, recording(SNMPREC / name)) for name in names)
    differing = [
        name for name, one in read if decode_recording(one).neighbors != decode_adjacency(one).neighbors
    ]
    assert names
    assert differing == []


@pytest.mark.parametrize(
    ("name", "transceivers", "maker"),
    [
        ("eltex-mes23xx_mes3324f", 10, "HuaWei"),
        ("comware", 27, "FINISAR CORP."),
        ("iosxe_c9600-svl", 34, "CISCO-ACCELINK"),
        ("iosxr_asr9901", 4, "CISCO-FINISAR"),
        ("vrp_ne8000-m8", 9, "PRECISION"),
    ],
)
def test_transceivers_are_found_with_their_makers(name: str, transceivers: int, maker: str) -> None:
    components = decode_recording(recording(SNMPREC / f"{name}.snmprec")).components
    found = [one for one in components if one.function is PartFunction.TRANSCEIVER]
    assert transceivers == len(found)
    assert maker in {one.mfg_name.value for one in found if one.mfg_name}


@pytest.mark.parametrize(
    ("name", "maker"), [("rutos-rutx_rut955", "Quectel"), ("iosxe_ir1101", "Sierra Wireless")]
)
def test_modems_are_found_with_their_makers(name: str, maker: str) -> None:
    components = decode_recording(recording(SNMPREC / f"{name}.snmprec")).components
    modems = [one for one in components if one.function is PartFunction.MODEM]
    assert [maker] == [one.mfg_name.value for one in modems if one.mfg_name]


def test_stack_members_keep_their_serial_numbers() -> None:
    components = decode_recording(recording(SNMPREC / "iosxe_c9500h-svl.snmprec")).components
    members = [one for one in components if one.physical_class.name == "CHASSIS"]
    assert len({one.serial_num.value for one in members if one.serial_num}) == 2
