"""The records keep what the architecture promises of them."""

from __future__ import annotations

import dataclasses
import enum
import importlib
import pickle
import pkgutil
from typing import Any

import pytest

import auditor.model
from auditor.model.device import PhysicalClass
from auditor.model.finding import STATUS_ORDER, Status
from auditor.model.identity import TECHNIQUE_CLASS, Field, Identification, Technique
from auditor.model.target import SecretRef, SecretScheme, SnmpCommunity, SnmpVersion, Target

MODULES = [
    importlib.import_module(f"auditor.model.{module.name}")
    for module in pkgutil.iter_modules(auditor.model.__path__)
]
RECORDS = sorted(
    {
        value
        for module in MODULES
        for value in vars(module).values()
        if isinstance(value, type) and value.__module__ == module.__name__ and dataclasses.is_dataclass(value)
    },
    key=lambda record: record.__name__,
)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_a_record_is_frozen_and_slotted(record: Any) -> None:
    assert (record.__dataclass_params__.frozen, "__slots__" in vars(record)) == (True, True)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_a_record_holds_no_list_dict_or_any(record: Any) -> None:
    types = {field.name: str(field.type) for field in dataclasses.fields(record)}
    loose = {
        name: text for name, text in types.items() if any(w in text for w in ("list", "dict", "Any", "set["))
    }
    assert loose == {}


def test_a_target_travels_between_processes_without_a_secret() -> None:
    credential = SnmpCommunity("office", SnmpVersion.V2C, SecretRef(SecretScheme.ENV, ("COMMUNITY",)))
    target = Target("switch-1", ("192.0.2.1",), (credential,))
    assert pickle.loads(pickle.dumps(target)) == target


def test_every_technique_belongs_to_an_evidence_class() -> None:
    assert set(TECHNIQUE_CLASS) == set(Technique)


def test_every_status_has_a_place_in_the_order() -> None:
    assert set(STATUS_ORDER) == set(Status)


def test_there_are_the_15_physical_classes_of_the_mib() -> None:
    assert [item.value for item in PhysicalClass] == list(range(1, 16))


def test_a_vendor_cannot_be_named_without_evidence() -> None:
    with pytest.raises(ValueError, match="without evidence"):
        Identification(Field.MANUFACTURER, "huawei", 90, False, ())


def test_enum_values_are_written_once() -> None:
    enums = [
        value
        for module in MODULES
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, enum.Enum) and value.__module__ == module.__name__
    ]
    assert [item.__name__ for item in enums if len(item.__members__) != len(list(item))] == []
