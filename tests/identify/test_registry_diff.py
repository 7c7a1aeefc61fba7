"""Two states of a registry: what came, what went, what passed to somebody else."""

from __future__ import annotations

import pytest
from identify.identify_builders import knowledge

from auditor.errors import RegistryError
from auditor.identify.registries.diff import compare_registries
from auditor.identify.registries.imports import ENTERPRISES, OUI, RegistryRows
from auditor.model.registry_diff import HolderChange, RegistryDiff, RegistryEntry, VendorChange

OLD = {"001882": "HUAWEI TECHNOLOGIES CO.,LTD", "00000C": "Cisco Systems, Inc", "0001AA": "Airspan"}


def state(rows: dict[str, str], registry: str = OUI, label: str = "a") -> RegistryRows:
    return RegistryRows(registry, label, tuple(rows.items()), 0, "")


def diff(old: dict[str, str], new: dict[str, str], registry: str = OUI, vendor: str = "") -> RegistryDiff:
    return compare_registries(
        state(old, registry), state(new, registry, "b"), knowledge().vendors, vendor=vendor
    )


def test_entries_come_go_and_change_their_holder() -> None:
    new = {"001882": "HUAWEI TECHNOLOGIES CO.,LTD", "00000C": "zte corporation", "0002BB": "Acme"}
    found = diff(OLD, new)
    assert (found.added, found.removed, found.changed) == (
        (RegistryEntry("0002BB", "Acme"),),
        (RegistryEntry("0001AA", "Airspan"),),
        (HolderChange("00000C", "Cisco Systems, Inc", "zte corporation"),),
    )


def test_another_spelling_of_the_same_holder_is_no_change() -> None:
    found = diff(OLD, {**OLD, "001882": "Huawei Technologies Co., Ltd."})
    assert (found.changed, found.respelled) == ((), 1)


def test_vendors_are_counted_on_both_sides() -> None:
    huawei = "HUAWEI TECHNOLOGIES CO.,LTD"
    old = {"001882": huawei, "00000C": "Cisco Systems, Inc", "0002BB": "nobody in our registry"}
    assert diff(old, {"001882": huawei, "00000C": "zte corporation", "0003CC": huawei}).vendors == (
        VendorChange("cisco", 1, 0, 0, 0, 1),
        VendorChange("huawei", 1, 2, 1, 0, 0),
        VendorChange("zte", 0, 1, 0, 0, 1),
    )


def test_a_vendor_filter_keeps_what_it_holds_on_either_side() -> None:
    new = {"001882": "zte corporation", "0002BB": "Acme"}
    found = diff(OLD, new, vendor="huawei")
    assert (found.changed, found.added, found.removed) == (
        (HolderChange("001882", "HUAWEI TECHNOLOGIES CO.,LTD", "zte corporation"),),
        (),
        (),
    )


def test_prefix_lengths_of_one_side_only_are_not_compared() -> None:
    found = diff({**OLD, "AC64DD5": "SHANGHAI ZTE TECHNOLOGIES CO.,LTD"}, OLD)
    assert (found.removed, found.left_out, found.rows_before) == ((), (28,), 3)


def test_numbers_are_in_numerical_order() -> None:
    found = diff({"1": "A"}, {"1": "A", "20": "B", "3": "C", "100000": "D"}, ENTERPRISES)
    assert [entry.key for entry in found.added] == ["3", "20", "100000"]


def test_a_number_belongs_to_the_vendor_that_uses_it() -> None:
    found = diff({"1": "A"}, {"1": "A", "2011": "whoever"}, ENTERPRISES)
    assert found.vendors == (VendorChange("huawei", 0, 1, 1, 0, 0),)


def test_equal_states_do_not_differ() -> None:
    found = diff(OLD, OLD)
    assert (found.added, found.removed, found.changed, found.vendors) == ((), (), (), ())


def test_different_registries_are_not_compared() -> None:
    with pytest.raises(RegistryError, match="is of the enterprises registry"):
        compare_registries(state(OLD), state({"1": "A"}, ENTERPRISES, "b"), knowledge().vendors)
