"""The stage's entry point: one recording to one device.

Only puts together what the readers of the tables yield. It must not know any table; start
with `components` for parts and `neighbors` for what is beyond the ports.
"""

from __future__ import annotations

from auditor.decode.cell_reader import CellReader
from auditor.decode.components import decode_components
from auditor.decode.device_lookups import LOOKUP_ROOTS
from auditor.decode.device_values import VALUE_ROOTS
from auditor.decode.interfaces import decode_interfaces
from auditor.decode.managed_units import UNIT_ROOTS
from auditor.decode.modems import MODEM_TABLES
from auditor.decode.neighbors import decode_neighbors
from auditor.decode.private_trees import find_private_trees
from auditor.decode.problems import ProblemList
from auditor.decode.roots import ENT_ALIAS_MAPPING_ENTRY, ENT_PHYSICAL_ENTRY, STANDARD_ROOTS
from auditor.decode.rows_index import index_rows, only_below
from auditor.decode.show_device import decode_shown_device
from auditor.decode.system_facts import decode_system
from auditor.decode.transceivers import OPTIC_TABLES
from auditor.decode.vendor_modules import MODULE_ROOTS
from auditor.model.device import Device
from auditor.model.recording import Recording
from auditor.model.target import Transport

ROOTS = (
    *STANDARD_ROOTS,
    *(table.root for table in OPTIC_TABLES),
    *(table.root for table in MODEM_TABLES),
    *VALUE_ROOTS,
    *LOOKUP_ROOTS,
    *MODULE_ROOTS,
    *UNIT_ROOTS,
)

PART_ROOTS = frozenset({ENT_PHYSICAL_ENTRY, ENT_ALIAS_MAPPING_ENTRY})
ADJACENCY_ROOTS = tuple(root for root in (*STANDARD_ROOTS, *UNIT_ROOTS) if root not in PART_ROOTS)
"""What neighbors, and the names of the ports they are seen on, are read from."""


def decode_recording(recording: Recording) -> Device:
    """The device a recording tells of. Needs its payloads; never raises on device data.

    `components[0]` is the root, also when nothing was answered. The order of sections does
    not matter, and the output is bounded by the size of the input. Problems of the
    recording itself stay there; those of decoding are the device's.
    """
    if recording.transport is Transport.SSH:
        return decode_shown_device(recording)
    problems = ProblemList()
    reader = CellReader(recording.id, problems)
    rows = index_rows(recording, ROOTS, problems)
    facts = decode_system(rows, reader)
    interfaces = decode_interfaces(rows, reader)
    components = decode_components(rows, reader, interfaces, facts)
    neighbors = decode_neighbors(rows, reader, interfaces, facts.base_mac)
    return Device(
        id=recording.target_id,
        recording_id=recording.id,
        components=components,
        name=facts.name,
        sys_descr=facts.descr,
        sys_object_id=facts.object_id,
        location=facts.location,
        engine_id=facts.engine_id,
        base_mac=facts.base_mac,
        interfaces=interfaces.interfaces,
        neighbors=neighbors,
        private_trees=find_private_trees(recording),
        problems=problems.finish(),
    )


def decode_adjacency(recording: Recording) -> Device:
    """What an SNMP recording shows beyond the ports, as `decode_recording` does, without components:
    a fraction of the work where only forwarding tables changed."""
    problems = ProblemList()
    reader = CellReader(recording.id, problems)
    rows = index_rows(only_below(ADJACENCY_ROOTS, recording), ADJACENCY_ROOTS, problems)
    facts, interfaces = decode_system(rows, reader), decode_interfaces(rows, reader)
    neighbors = decode_neighbors(rows, reader, interfaces, facts.base_mac)
    return Device(
        recording.target_id, recording.id, components=(), neighbors=neighbors, problems=problems.finish()
    )
