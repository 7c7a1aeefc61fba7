"""What a device says about itself as a whole: the system group, engine id and bridge address.

It must not interpret them: which vendor a sysObjectID or sysDescr means is `identify`'s.
"""

from __future__ import annotations

from typing import NamedTuple

from auditor.decode.cell_reader import CellReader
from auditor.decode.roots import DOT1D_BASE, SNMP_ENGINE, SYSTEM
from auditor.decode.rows_index import Rows
from auditor.model.device import Observed


class SystemFacts(NamedTuple):
    """Scalars of the device; None where not stated."""

    descr: Observed[str] | None
    object_id: Observed[str] | None
    name: Observed[str] | None
    location: Observed[str] | None
    engine_id: Observed[bytes] | None
    base_mac: Observed[int] | None


def decode_system(rows: Rows, reader: CellReader) -> SystemFacts:
    """sysDescr, sysObjectID, sysName, sysLocation, snmpEngineID and dot1dBaseBridgeAddress."""
    return SystemFacts(
        descr=reader.text(rows.scalar(SYSTEM, 1)),
        object_id=reader.object_id(rows.scalar(SYSTEM, 2)),
        name=reader.text(rows.scalar(SYSTEM, 5)),
        location=reader.text(rows.scalar(SYSTEM, 6)),
        engine_id=reader.octets(rows.scalar(SNMP_ENGINE, 1)),
        base_mac=reader.mac(rows.scalar(DOT1D_BASE, 1)),
    )
