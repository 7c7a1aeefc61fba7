"""Which components are structure: kept, but not judged unless they state a maker.

A slot, a sensor or a fixed port is not a thing somebody bought; if each had to be
identified, no real network could ever be clear.
"""

from __future__ import annotations

from auditor.identify.bus_vendor import is_on_bus
from auditor.identify.interface import Knowledge
from auditor.model.device import Component, PartFunction, PhysicalClass

NEVER_A_PRODUCT = frozenset(
    {
        PhysicalClass.BACKPLANE,
        PhysicalClass.CONTAINER,
        PhysicalClass.SENSOR,
        PhysicalClass.PORT,
        PhysicalClass.CPU,
        PhysicalClass.ENERGY_OBJECT,
    }
)
"""Structure whatever model they repeat (agents copy the card's model to its ports and
sensors); a transceiver or modem in a port is a part by its function."""

REPLACEABLE = frozenset(
    {PhysicalClass.CHASSIS, PhysicalClass.MODULE, PhysicalClass.POWER_SUPPLY, PhysicalClass.STORAGE_DRIVE}
)
"""Parts that are bought: one that says it is replaceable is judged even if nameless. Any
other class needs a maker, a model or a serial number of its own to be a part; a module
with nothing but a description is a position of the agent's own drawing."""


def is_structural(component: Component, knowledge: Knowledge) -> bool:
    """True for structure. The caller makes an exception where a maker was stated."""
    if component.function is not PartFunction.PART:
        return False
    if component.physical_class in NEVER_A_PRODUCT:
        return True
    if component.physical_class in REPLACEABLE and component.is_fru is not None and component.is_fru.value:
        return False
    if is_on_bus(component):
        return False
    fields = (component.mfg_name, component.model_name, component.serial_num)
    return not any(knowledge.states(field) for field in fields)
