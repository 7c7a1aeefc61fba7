"""Each listed device with its current parts, their evidence and its neighbors, one at a time.

Must not hold more than one device in memory: a network has five million parts. Next:
the folder formats of `auditor.report`, through the pipeline.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator

from auditor.model.finding import Status
from auditor.model.identity import Claim, EvidenceRole, Technique
from auditor.model.inventory import InventoryDevice, InventoryNeighbor, InventoryPart, PartEvidence
from auditor.store.session import Session
from auditor.store.text import text_tuple

LISTED = "SELECT target_key, id FROM target WHERE retired_at IS NULL ORDER BY site, id"
DEVICE = """
    SELECT t.id, t.site, t.addresses, coalesce(d.name, ''), coalesce(d.sys_descr, ''),
      coalesce(d.sys_object_id, ''), coalesce(d.location, ''), coalesce(o.id, ''),
      coalesce(r.finished_at, ''), coalesce(r.id, ''), coalesce(r.security, '')
        || coalesce(' and ' || s.security, ''),
      coalesce(r.authenticated, 0)
    FROM target AS t
    LEFT JOIN device AS d ON d.device_key = t.target_key
    LEFT JOIN vendor AS o ON o.vendor_key = d.os_vendor_key
    LEFT JOIN recording AS r ON r.recording_key = d.recording_key
    LEFT JOIN recording AS s ON s.recording_key = t.side_usable_key
    WHERE t.target_key = ?
"""
PARTS = """
    SELECT c.component_key, c.path, coalesce(u.path, '') AS contained_in, p.name AS physical_class,
      c.function, coalesce(c.name, '') AS name, coalesce(c.descr, '') AS descr,
      coalesce(c.mfg_name, '') AS mfg_name, coalesce(c.model_name, '') AS model_name,
      coalesce(c.serial_num, '') AS serial_num, coalesce(c.vendor_type, '') AS vendor_type,
      coalesce(c.hardware_rev, '') AS hardware_rev, coalesce(c.firmware_rev, '') AS firmware_rev,
      coalesce(c.software_rev, '') AS software_rev, c.is_fru, c.interface,
      coalesce(m.id, '') AS manufacturer, coalesce(b.id, '') AS brand, c.confidence,
      coalesce(s.name, CASE WHEN d.recording_key IS NULL THEN 'not_checked'
        WHEN k.structural THEN 'not_applicable' ELSE 'unknown' END) AS status
    FROM component AS c
    JOIN device AS d USING (device_key)
    JOIN judgement_class AS k USING (class_key)
    JOIN physical_class AS p USING (physical_class)
    LEFT JOIN component AS u ON u.component_key = c.parent_key
    LEFT JOIN vendor AS m ON m.vendor_key = c.manufacturer_key
    LEFT JOIN vendor AS b ON b.vendor_key = c.brand_key
    LEFT JOIN status AS s ON s.status = k.status
    WHERE c.device_key = ? AND c.current = 1
    ORDER BY c.path
"""
EVIDENCE = """
    SELECT e.component_key, k.technique, k.claim, k.role, coalesce(v.id, ''), k.confidence, e.oid_or_line,
      k.matched_text, k.knowledge_row, coalesce(lower(hex(x.digest)), '')
    FROM component AS c JOIN component_evidence AS e USING (component_key)
    JOIN claim AS k USING (claim_key)
    LEFT JOIN section AS x USING (section_key)
    LEFT JOIN vendor AS v USING (vendor_key)
    WHERE c.device_key = ? AND c.current = 1 AND k.field = 'manufacturer' AND k.role <> 'lead'
    ORDER BY e.component_key, e.ordinal
"""
NEIGHBORS = """
    SELECT n.key, n.local_interface, n.protocol, n.mac, coalesce(n.system_name, ''),
      coalesce(n.system_descr, ''), coalesce(n.mfg_name, ''), coalesce(n.model_name, ''),
      coalesce(n.serial_num, ''), coalesce(m.id, ''), n.confidence,
      coalesce(s.name, iif(k.structural, 'not_applicable', 'unknown'))
    FROM neighbor AS n JOIN judgement_class AS k USING (class_key)
    LEFT JOIN vendor AS m ON m.vendor_key = n.manufacturer_key
    LEFT JOIN status AS s ON s.status = k.status
    WHERE n.device_key = ? AND n.current = 1
    ORDER BY n.key
"""
IS_FRU, STATUS = 13, 18
"""Places of the two columns of a part that are not taken as they are."""


def inventory_devices(session: Session, device_ids: Container[str]) -> Iterator[InventoryDevice]:
    """Those of the listed targets by their site and id; each is read in a snapshot of its own."""
    with session.reading() as connection:
        keys = [key for key, device_id in connection.execute(LISTED) if device_id in device_ids]
    for key in keys:
        with session.reading() as connection:
            device = _device(connection, key)
        yield device


def _device(connection: sqlite3.Connection, key: int) -> InventoryDevice:
    row = connection.execute(DEVICE, (key,)).fetchone()
    device_id, site, addresses, *rest, authenticated = row
    parts, neighbors = tuple(_outside_in(_parts(connection, key))), tuple(_neighbors(connection, key))
    return InventoryDevice._make(
        (device_id, site, text_tuple(addresses), *rest, bool(authenticated), parts, neighbors)
    )


def _parts(connection: sqlite3.Connection, key: int) -> Iterator[InventoryPart]:
    evidence = _evidence(connection, key)
    for component, *columns in connection.execute(PARTS, (key,)):
        if columns[IS_FRU] is not None:
            columns[IS_FRU] = bool(columns[IS_FRU])
        columns[STATUS] = Status(columns[STATUS])
        yield InventoryPart._make((*columns, tuple(evidence[component])))


def _outside_in(parts: Iterable[InventoryPart]) -> Iterator[InventoryPart]:
    """The device itself, then depth first; what hangs on nothing that is here hangs on the device."""
    inside: dict[str, list[InventoryPart]] = defaultdict(list)
    waiting: list[InventoryPart] = []
    for part in parts:
        (inside[part.contained_in] if part.path else waiting).append(part)
    while waiting or inside:
        if not waiting:
            lost = inside.pop(min(inside))
            waiting = [part._replace(contained_in="") for part in reversed(lost)]
        part = waiting.pop()
        yield part
        waiting += reversed(inside.pop(part.path, []))


def _evidence(connection: sqlite3.Connection, key: int) -> dict[int, list[PartEvidence]]:
    found: dict[int, list[PartEvidence]] = defaultdict(list)
    for component, technique, claim, role, *rest in connection.execute(EVIDENCE, (key,)):
        found[component].append(PartEvidence(Technique(technique), Claim(claim), EvidenceRole(role), *rest))
    return found


def _neighbors(connection: sqlite3.Connection, key: int) -> Iterator[InventoryNeighbor]:
    for neighbor, interface, protocol, mac, *texts, rank, status in connection.execute(NEIGHBORS, (key,)):
        address = "" if mac is None else mac.to_bytes(6, "big").hex(":")
        yield InventoryNeighbor._make((neighbor, interface, protocol, address, *texts, rank, Status(status)))
