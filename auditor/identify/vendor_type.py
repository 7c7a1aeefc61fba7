"""entPhysicalVendorType: the number that the agent's author gave a type of part (RFC 6933).

It says whose product list the part is in, not who made it: resellers number what they buy. So
it speaks only where the part states no maker, never of optics, and asks for a review.
"""

from __future__ import annotations

from auditor.identify.interface import Knowledge, Signal, signal_of
from auditor.identify.sys_object_id import sub_ids_of
from auditor.model.device import Component, PartFunction
from auditor.model.identity import Technique


def vendor_type_signals(component: Component, knowledge: Knowledge) -> list[Signal]:
    """Signals of the rows with the longest prefix."""
    observed = component.vendor_type
    if observed is None or component.function is not PartFunction.PART:
        return []
    sub_ids = sub_ids_of(observed.value)
    for length in range(len(sub_ids), 0, -1):
        rows = knowledge.vendor_types.get(sub_ids[:length])
        if rows:
            return [signal_of(Technique.VENDOR_TYPE, row, observed) for row in rows]
    return []
