"""Part and serial numbers in one maker's grammar: a review of parts that state no maker."""

from __future__ import annotations

from dataclasses import replace

import pytest
from identify.identify_builders import component, device, part_of, root_of

from auditor.model.device import PartFunction
from auditor.model.identity import Belief, Strength, Technique


@pytest.mark.parametrize(
    ("fields", "vendor"),
    [
        ({"serial": "2102113774P0HC000023"}, "huawei"),
        ({"serial": "022VLL10HB000282"}, "huawei"),
        ({"serial": "210231A0LSX10B000123"}, "h3c"),
        ({"model": "750-028467"}, "juniper"),
        ({"model": "CR57LPUF120A"}, "huawei"),
        ({"model": "N9K-PAC-650W"}, "cisco"),
    ],
)
def test_the_number_alone_asks_for_a_review(fields: dict[str, str], vendor: str) -> None:
    identity = part_of(component(**fields))
    assert identity.beliefs == (Belief(vendor, Strength.REVIEW, "grammar_only"),)
    assert [one.technique for one in identity.manufacturer.evidence] == [Technique.PART_GRAMMAR]


def test_a_stated_maker_silences_the_number() -> None:
    identity = part_of(component(mfg="Delta", serial="2102113774P0HC000023"))
    assert (identity.manufacturer.value, identity.manufacturer.conflict) == ("delta", False)
    assert "huawei" not in {one.vendor for one in identity.beliefs}


@pytest.mark.parametrize("serial", ["FOC1234X0AB", "731946300021", "2102113774P09C000023", "0" * 300])
def test_numbers_that_several_makers_use_name_nobody(serial: str) -> None:
    assert part_of(component(serial=serial, function=PartFunction.PART)).beliefs == ()


@pytest.mark.parametrize(
    ("model", "serial", "maker"),
    [
        ("FortiGate-60F", "", "fortinet"),
        ("", "2102311BVH6RG7310915", "huawei"),
        ("Box 7", "ABC123", None),
    ],
)
def test_a_device_that_states_only_numbers_is_known_by_their_grammar(
    model: str, serial: str, maker: str | None
) -> None:
    root = component(model=model, serial=serial)._replace(path="", function=PartFunction.DEVICE)
    assert root_of(replace(device(), components=(root,))).manufacturer.value == maker
