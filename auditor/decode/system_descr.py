from __future__ import annotations
from auditor.decode.device_values import Statement
from auditor.model.device import Observed
def descr_statements(descr: Observed[str] | None) -> list[Statement]:
    return []
