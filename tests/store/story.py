"""One device that several tests start from, and the findings about it."""

from __future__ import annotations

from stored import device_of, lldp_neighbor, part, root, save_findings

from auditor.model.finding import Finding
from auditor.store import Store

STORY = device_of(
    root(mfg_name="Cisco", model_name="C9500", serial_num="FOC1"),
    part("psu:1", 1, mfg_name="ZTE", model_name="PWR", serial_num="Z1", name="PSU 1"),
    part("slot:2", 2),
    neighbors=(lldp_neighbor("serial:9", mfg_name="ZTE", system_name="cpe"),),
)
"""A device with a part and a neighbor of ZTE and a part without a maker."""


def findings_of(store: Store, evaluation_id: int, at: str = "2026-11-22T01:00:00Z") -> tuple[Finding, ...]:
    devices = save_findings(store, evaluation_id, at)
    return tuple(store.findings(evaluation_id, devices))
