"""What a text on the command line names: a device, part, neighbor or finding of the store.

A name that fits nothing, or more than one thing, comes back with the nearest names; it is the
caller who refuses it. Texts in the answer are device text, unescaped. Next: `read_explanation`.
"""

from __future__ import annotations

import re
import sqlite3
from difflib import get_close_matches

from auditor.model.explanation import SubjectId, SubjectSearch
from auditor.model.fingerprint import MIN_DIGITS, VERSION, beginning_of
from auditor.model.identity import SubjectKind
from auditor.store.session import Session

MAX_NEAR = 5
"""Names offered instead: as many as people compare at a glance."""
MAX_COMPARED = 5_000
"""Keys of one device compared for likeness; a core switch sees more neighbors than that."""
LIKENESS = 0.5

_BY_ID = re.compile(r"(component|neighbor):(\d{1,18})\Z")
_MAC_KEY = re.compile(r"(?i)(?:mac:)?((?:[0-9a-f]{2}[:-]?){5}[0-9a-f]{2}|(?:[0-9a-f]{4}\.){2}[0-9a-f]{4})\Z")

COMPONENT = "SELECT 1 FROM component WHERE component_key = ?"
NEIGHBOR = "SELECT 1 FROM neighbor WHERE neighbor_key = ?"
TARGETS = "SELECT id FROM target ORDER BY id"
NAMED_TARGETS = """
    SELECT t.id
    FROM target AS t JOIN device AS d ON d.device_key = t.target_key
    WHERE d.name = ?
    ORDER BY t.id
"""
ROOT = """
    SELECT d.root_component_key
    FROM device AS d JOIN target AS t ON t.target_key = d.device_key
    WHERE t.id = ?
"""
COMPONENT_AT = """
    SELECT c.component_key
    FROM component AS c JOIN target AS t ON t.target_key = c.device_key
    WHERE t.id = ? AND c.path = ?
    ORDER BY c.current DESC, c.component_key DESC LIMIT 1
"""
NEIGHBOR_AT = """
    SELECT n.neighbor_key
    FROM neighbor AS n JOIN target AS t ON t.target_key = n.device_key
    WHERE t.id = ? AND n.key = ?
"""
KEYS_OF = """
    SELECT c.path, 'component:' || c.component_key
    FROM component AS c JOIN target AS t ON t.target_key = c.device_key
    WHERE t.id = ?1 AND c.path <> '' AND c.current = 1
    UNION ALL
    SELECT n.key, 'neighbor:' || n.neighbor_key
    FROM neighbor AS n JOIN target AS t ON t.target_key = n.device_key
    WHERE t.id = ?1 AND n.current = 1
    LIMIT ?2
"""
FINDINGS = """
    SELECT DISTINCT f.fingerprint, u.policy_id, u.rule_id,
      iif(f.neighbor_key IS NULL, 'component', 'neighbor'), coalesce(f.component_key, f.neighbor_key), t.id,
      f.subject_key
    FROM finding AS f JOIN target AS t ON t.target_key = f.device_key
    JOIN ruling AS g USING (ruling_key)
    JOIN rule AS u USING (rule_key)
    WHERE substr(f.fingerprint, 1, length(?1)) = ?1 AND f.until_key IS NULL
    ORDER BY f.fingerprint, t.id, f.subject_key
"""
PAST_FINDING = """
    SELECT fingerprint, first_detected_at
    FROM detection
    WHERE substr(fingerprint, 1, length(?1)) = ?1
    ORDER BY fingerprint LIMIT 1
"""


def find_subject(session: Session, text: str) -> SubjectSearch:
    """The subject that `text` names: a target id, "DEVICE:PATH", "DEVICE:KEY of a neighbor",
    "component:7", "neighbor:7", or a fingerprint (its beginning: `model.fingerprint`)."""
    with session.reading() as connection:
        targets = [str(row[0]) for row in connection.execute(TARGETS)]
        if text in targets:
            return _root_of(connection, text)
        by_id = _BY_ID.match(text)
        if by_id:
            return _numbered(connection, SubjectKind(by_id[1]), int(by_id[2]))
        within = _device_of(targets, text)
        if within is not None:
            return _inside(connection, within, text[len(within) + 1 :])
        return _finding(connection, text) or _unknown(connection, targets, text)


def _root_of(connection: sqlite3.Connection, target_id: str) -> SubjectSearch:
    row = connection.execute(ROOT, (target_id,)).fetchone()
    if row is None or row[0] is None:
        return SubjectSearch(None, reason=f"target {target_id!r} was never polled")
    return SubjectSearch(SubjectId(SubjectKind.COMPONENT, int(row[0])))


def _numbered(connection: sqlite3.Connection, kind: SubjectKind, number: int) -> SubjectSearch:
    query = COMPONENT if kind is SubjectKind.COMPONENT else NEIGHBOR
    if connection.execute(query, (number,)).fetchone() is None:
        return SubjectSearch(None, reason=f"there is no {kind.value} {number} in this inventory")
    return SubjectSearch(SubjectId(kind, number))


def _device_of(targets: list[str], text: str) -> str | None:
    """The longest target id before a colon: ids may hold colons themselves (IPv6)."""
    known = set(targets)
    ends = (position for position in range(len(text) - 1, 0, -1) if text[position] == ":")
    return next((text[:end] for end in ends if text[:end] in known), None)


def _inside(connection: sqlite3.Connection, target_id: str, key: str) -> SubjectSearch:
    if not key:
        return _root_of(connection, target_id)
    for kind, query, name in (
        (SubjectKind.COMPONENT, COMPONENT_AT, key),
        (SubjectKind.NEIGHBOR, NEIGHBOR_AT, key),
        (SubjectKind.NEIGHBOR, NEIGHBOR_AT, _mac_key(key)),
    ):
        row = connection.execute(query, (target_id, name)).fetchone()
        if row:
            return SubjectSearch(SubjectId(kind, int(row[0])))
    rows = connection.execute(KEYS_OF, (target_id, MAX_COMPARED)).fetchall()
    names = {str(name): f"{target_id}:{name} ({number})" for name, number in rows}
    near = tuple(names[name] for name in _nearest(key, names))
    return SubjectSearch(None, reason=f"{target_id!r} has no part or neighbor {key!r}", near=near)


def _mac_key(text: str) -> str:
    """A neighbor's key of an address in any usual spelling, else the text."""
    found = _MAC_KEY.match(text)
    return "mac:" + re.sub("[:.-]", "", found[1]).lower() if found else text


def _finding(connection: sqlite3.Connection, text: str) -> SubjectSearch | None:
    """The subject of a finding; None when the text cannot be the beginning of a fingerprint."""
    wanted = beginning_of(text)
    if not wanted:
        return None
    rows = connection.execute(FINDINGS, (wanted,)).fetchall()
    if not rows:
        past = connection.execute(PAST_FINDING, (wanted,)).fetchone()
        reason = f"finding {past[0]}, first detected {past[1]}, is not in the last evaluation" if past else ""
        return SubjectSearch(None, reason=reason) if past else None
    if len(rows) > 1:
        near = tuple(f"{row[0]} ({row[5]}:{row[6]}, {row[3]}:{row[4]})" for row in rows[:MAX_NEAR])
        return SubjectSearch(None, reason=f"{len(rows)} findings begin with {text!r}", near=near)
    _, policy_id, rule_id, kind, number, _, _ = rows[0]
    return SubjectSearch(SubjectId(SubjectKind(kind), int(number)), (policy_id, rule_id))


def _unknown(connection: sqlite3.Connection, targets: list[str], text: str) -> SubjectSearch:
    named = tuple(str(row[0]) for row in connection.execute(NAMED_TARGETS, (text,)))
    near = named or tuple(_nearest(text.partition(":")[0], dict.fromkeys(targets, "")))
    reason = f"nothing in this inventory is called {text!r}"
    if text.startswith(VERSION) and not beginning_of(text):
        reason = f"{text!r} is too short: a finding is named by {MIN_DIGITS} digits or more"
    if not named and not near and not targets:
        reason = "the inventory has no device yet"
    return SubjectSearch(None, reason=reason, near=near[:MAX_NEAR])


def _nearest(word: str, names: dict[str, str]) -> list[str]:
    """Names that contain the word, then names like it."""
    folded = word.casefold()
    inside = [name for name in names if folded and folded in name.casefold()]
    alike = get_close_matches(word, list(names)[:MAX_COMPARED], n=MAX_NEAR, cutoff=LIKENESS)
    return list(dict.fromkeys(inside[:MAX_NEAR] + alike))[:MAX_NEAR]
