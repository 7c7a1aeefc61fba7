"""Two targets that may be one device are said to be, with the reason; placeholders say nothing."""

from __future__ import annotations

import pytest

from auditor.evaluate.duplicates import DeviceKeys, suspected_duplicates
from auditor.model.finding import Coverage
from auditor.model.recording import Reason

ENGINE = bytes.fromhex("80000009030011223344ff")
MAC = 0x0011223344FF


def keys(device_id: str, **changes: object) -> DeviceKeys:
    return DeviceKeys(device_id, "", "", "", b"", None)._replace(**changes)  # type: ignore[arg-type]


def details(*devices: DeviceKeys) -> dict[str, str]:
    return {row.device_id: row.detail for row in suspected_duplicates(devices)}


def test_one_serial_number_at_two_targets_is_suspected_at_both() -> None:
    same = {"serial_num": "FOC1234X0AB", "model_name": "C9300"}
    row = Coverage("targets", Reason.SUSPECTED_DUPLICATE, "a", "same serial number FOC1234X0AB as b")
    found = tuple(suspected_duplicates((keys("b", **same), keys("a", **same), keys("c"))))
    assert (found[0], [each.device_id for each in found]) == (row, ["a", "b"])


def test_every_key_that_agrees_is_named() -> None:
    same = {"engine_id": ENGINE, "base_mac": MAC}
    expected = f"same engine id {ENGINE.hex()} as b; same base MAC 0011223344ff as b"
    assert expected == details(keys("a", **same), keys("b", **same))["a"]


def test_what_speaks_against_it_is_said() -> None:
    one = keys("a", base_mac=MAC, model_name="C9300", sys_object_id="1.3.6.1.4.1.9.1.1")
    other = keys("b", base_mac=MAC, model_name="C9500", sys_object_id="1.3.6.1.4.1.9.1.1")
    assert details(one, other)["a"] == "same base MAC 0011223344ff as b (but another model)"


@pytest.mark.parametrize(
    "placeholder",
    [
        {"serial_num": "12345678"},
        {"serial_num": "<private>"},
        {"serial_num": "0000000"},
        {"base_mac": 0},
        {"base_mac": (1 << 48) - 1},
        {"base_mac": 0x01005E000001},
        {"engine_id": b""},
        {"engine_id": bytes.fromhex("800000090000000000")},
        {"engine_id": bytes.fromhex("8000")},
    ],
    ids=str,
)
def test_a_placeholder_is_no_key(placeholder: dict[str, object]) -> None:
    assert details(keys("a", **placeholder), keys("b", **placeholder)) == {}


def test_one_serial_number_on_two_models_is_no_key() -> None:
    one, other = (
        keys("a", serial_num="AB12CD34", model_name="X"),
        keys("b", serial_num="AB12CD34", model_name="Y"),
    )
    assert details(one, other) == {}


def test_many_targets_with_one_key_are_counted_not_all_named() -> None:
    found = details(*(keys(f"sw-{number}", engine_id=ENGINE) for number in range(9)))
    assert len(found) == 9
    assert found["sw-0"].endswith("as sw-1, sw-2, sw-3 and 5 more")
    assert found["sw-8"].endswith("as sw-0, sw-1, sw-2 and 5 more")
