"""What an inventory says through its views, without row numbers, runs and times.

Two inventories that tell the same have equal `told`.
"""

from __future__ import annotations

from pathlib import Path

from cli.running import query

Rows = list[tuple[object, ...]]

SUBJECT = """
    coalesce((SELECT c.path FROM components AS c WHERE c.component_id = {0}.component_id), '')
      || coalesce((SELECT n.key FROM neighbors AS n WHERE n.neighbor_id = {0}.neighbor_id), '')"""

TOLD = {
    "devices": """
        SELECT device_id, address, site, name, manufacturer, brand, model_name, serial_num, software_rev,
          os_vendor, confidence, status, because, outcome, sys_object_id, sys_descr, location, in_scope,
          last_attempt_reason FROM devices""",
    "components": """
        SELECT device_id, path, physical_class, name, descr, mfg_name, model_name, serial_num, manufacturer,
          confidence, is_fru, status, is_current, contained_in, function, brand, vendor_type, hardware_rev,
          firmware_rev, software_rev, vendor_oui, interface, sources FROM components""",
    "neighbors": """
        SELECT device_id, key, local_interface, protocol, mac, system_name, system_descr, mfg_name,
          model_name, serial_num, manufacturer, confidence, status, is_current, brand, addresses,
          capabilities, sightings FROM neighbors""",
    "evidence": f"""
        SELECT e.device_id, {SUBJECT.format("e")}, e.field, e.technique, e.claim, e.role, e.vendor,
          e.confidence, e.matched_text, e.knowledge_row, e.oid_or_line, e.raw_hex, e.section_sha256,
          e.section_row, e.authenticated, e.registry_sha256 FROM evidence AS e""",
    "verdicts": f"""
        SELECT v.device_id, {SUBJECT.format("v")}, v.subject_kind, v.policy_id, v.rule_id, v.status, v.vendor,
          v.confidence, v.because, v.through_part, v.as_of FROM verdicts AS v""",
    "findings": """
        SELECT device_id, fingerprint, policy_id, rule_id, status, subject_kind, vendor, severity, confidence,
          because, accepted, as_of, policy_sha256, subject, site, through_part, observed FROM findings""",
    "coverage": "SELECT stage, reason, device_id, detail FROM coverage",
}


def told(store: Path) -> dict[str, Rows]:
    """The rows of every view by its name, in an order of their own."""
    return {name: sorted(query(store, sql), key=repr) for name, sql in TOLD.items()}


def statuses(store: Path) -> dict[object, object]:
    """The status of every device by its id."""
    return dict(query(store, "SELECT device_id, status FROM devices"))


def reasons(store: Path, device_id: str) -> set[object]:
    """The reasons of a device's gaps in collecting."""
    sql = "SELECT DISTINCT reason FROM coverage WHERE device_id = ? AND stage = 'collect'"
    return {reason for (reason,) in query(store, sql, device_id)}


def run_outcomes(store: Path) -> list[object]:
    """How each run ended, in the order they started."""
    return [outcome for (outcome,) in query(store, "SELECT outcome FROM runs ORDER BY run_id")]
