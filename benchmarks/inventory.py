"""A large inventory made by SQL: no polling, no decoding, only rows as they would be stored.

Each device has parts of three hundred makers, one part in two thousand of a listed one, and one primary
evidence row for each part. Next: `rule_pass`, `queries`.
"""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from auditor.identify import Knowledge
from auditor.model.finding import JudgementClass
from auditor.model.identity import Belief, Strength, SubjectKind, Vendor
from auditor.store import open_store
from auditor.store.documents import class_document
from auditor.store.interning import digest_of

MAKERS = 300
LISTED_PERIOD = 2_000
"""Every so many parts, one of a listed vendor: 0.05 %, some findings on 2 % of the devices."""
LISTED = ("huawei", "zte", "hikvision", "dahua", "hytera", "honor")
TAGS = ((), ("5g-core",), ("5g", "public_safety"), ("other-network",))

TARGETS = """
    WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < :devices)
    INSERT INTO target (target_key, id, address, addresses, site, tags, in_scope, out_of_scope_reason,
      source_file, last_attempt_key, last_usable_key)
    SELECT k, printf('device-%06d', k), '192.0.2.1', '["192.0.2.1"]', printf('site-%03d', k % 200),
      json_extract(:tags, '$[' || (k % 4) || ']'), 1, '', '', k, k FROM n
"""
RECORDINGS = """
    INSERT INTO recording (recording_key, id, run_key, target_key, transport, address, started_at,
      finished_at, outcome, usable, whole, detail, security, authenticated, credential, plan_digest,
      collector_version)
    SELECT target_key, 'recording-' || target_key, 1, target_key, 'snmp', address, '2026-11-22T00:00:00Z',
      '2026-11-22T00:00:01Z', 'complete', 1, 1, '', 'v2c', 0, '', '', '0' FROM target
"""
DEVICES = """
    INSERT INTO device (device_key, recording_key, first_recording_key, derivation, name, leads)
    SELECT target_key, target_key, target_key, '', id, '[]' FROM target
"""
COMPONENTS = """
    WITH RECURSIVE p(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM p WHERE n + 1 < :parts)
    INSERT INTO component (component_key, device_key, path, parent_key, physical_class, function, mfg_name,
      model_name, serial_num, interface, sources, confidence, class_key, current, first_recording_key,
      manufacturer_key)
    SELECT (device_key - 1) * :parts + n + 1, device_key,
      CASE n WHEN 0 THEN '' ELSE printf('module:%d', n) END,
      CASE n WHEN 0 THEN NULL ELSE (device_key - 1) * :parts + 1 END, CASE n WHEN 0 THEN 3 ELSE 9 END,
      CASE n WHEN 0 THEN 'device' ELSE 'part' END, 'Maker', printf('MODEL-%d', (device_key + n) % 500),
      printf('SN%010d', (device_key - 1) * :parts + n), '', 'ENTITY-MIB', 90,
      CASE WHEN n = 0 THEN device_key % :roots
        WHEN ((device_key - 1) * :parts + n) % :listed = 7 THEN :roots + device_key % :listed_classes
        ELSE :roots + :listed_classes + (device_key * 7 + n) % (:others / 4) * 4 + device_key % 4 END + 1,
      1, device_key, 1 + (device_key * 7 + n) % :makers
    FROM device, p
"""
CLAIMS = """
    WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < 500)
    INSERT INTO claim (claim_key, digest, field, technique, claim, role, vendor_key, confidence, matched_text,
      knowledge_row)
    SELECT k, randomblob(32), 'manufacturer', 'mfg_name', 'maker', 'primary', 1 + k % :makers, 90,
      printf('Maker %d', k), '' FROM n
"""
EVIDENCE = """
    INSERT INTO component_evidence (component_key, ordinal, claim_key, section_key, row, oid_or_line)
    SELECT component_key, 0, 1 + component_key % 500, device_key, component_key % 2000,
      printf('1.3.6.1.2.1.47.1.1.1.1.12.%d', 1000 + component_key % 50) FROM component
"""
ROOTS = "UPDATE device SET root_component_key = (device_key - 1) * :parts + 1"


def make_inventory(path: Path, devices: int, parts: int, knowledge: Knowledge) -> int:
    """An inventory; returns the number of its judgement classes."""
    with open_store(path, create=True):
        pass
    roots, listed, others = _classes(knowledge)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute(
        "INSERT INTO run VALUES (1, 'run-1', 'live', '2026-11-22T00:00:00Z', '2026-11-22T01:00:00Z',"
        " 'complete', '0', '')"
    )
    documents = [class_document(judgement) for judgement in (*roots, *listed, *others)]
    connection.executemany(
        "INSERT INTO judgement_class (class_key, digest, record, structural, attested)"
        " VALUES (?, ?, ?, 0, 0)",
        ((key, digest_of(document), document) for key, document in enumerate(documents, 1)),
    )
    makers = [(vendor.id,) for vendor in knowledge.vendors.all()][:MAKERS]
    connection.executemany("INSERT OR IGNORE INTO vendor (id) VALUES (?)", makers)
    sizes = {
        "makers": len(makers), "devices": devices, "parts": parts, "listed": LISTED_PERIOD,
        "roots": len(roots), "listed_classes": len(listed), "others": len(others),
        "tags": json.dumps([json.dumps(tags) for tags in TAGS]),
    }  # fmt: skip
    for statement in (TARGETS, RECORDINGS, DEVICES, COMPONENTS, ROOTS, CLAIMS, EVIDENCE, "ANALYZE"):
        wanted = {key: value for key, value in sizes.items() if f":{key}" in statement}
        connection.execute(statement, wanted)
    connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return len(documents)


def _classes(
    knowledge: Knowledge,
) -> tuple[list[JudgementClass], list[JudgementClass], list[JudgementClass]]:
    """Classes of devices, of listed parts and of other parts: makers × tags, as networks have them."""
    makers = [vendor.id for vendor in knowledge.vendors.all() if _is_plain(vendor)][:MAKERS]
    contained = (Belief("cisco", Strength.ADEQUATE, "strong_evidence"),)
    roots = [_class(maker, tags, contained) for maker in makers for tags in TAGS]
    others = [_class(maker, tags) for maker in ("", *makers) for tags in TAGS]
    return roots, [_class(maker, tags) for maker in LISTED for tags in TAGS], others


def _is_plain(vendor: Vendor) -> bool:
    """Whether no list names it, nor anybody it is tied to."""
    return not vendor.affiliations and vendor.id not in {*LISTED, "smic", "cxmt", "ymtc"}


def _class(maker: str, tags: tuple[str, ...], contained: tuple[Belief, ...] = ()) -> JudgementClass:
    belief = (Belief(maker, Strength.ADEQUATE, "strong_evidence"),) if maker else ()
    root = bool(contained)
    return JudgementClass(
        SubjectKind.COMPONENT, root, True, False, True, maker, "", False, belief, contained, tags
    )
