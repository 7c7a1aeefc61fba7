"""Private designation lists: who is named under a policy that names nobody.

Only an entry's opaque id may leave this list: verdicts and errors never hold a vendor
name. File permissions are the edge's job. Judged by the same cases as every policy.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from auditor.errors import PackError
from auditor.evaluate.affiliations import Affiliations, Ground, Names
from auditor.evaluate.rule_pass import judge_rule
from auditor.evaluate.toml_table import Table, parse_toml
from auditor.model.finding import JudgementClass, Status, Verdict
from auditor.model.policy import Designation, DesignationList, Period, Policy, Profile

LIST_KEYS = ("policy", "fictitious", "designation")
ENTRY_KEYS = ("id", "vendor", "basis", "valid_from", "valid_to", "handling")
MIN_KEY_BYTES = 16
"""A shorter HMAC key can be guessed, and with it the few names a list may hold."""
UNNAMED = "another vendor"
UNANSWERED = Profile()


def parse_designations(
    data: bytes, name: str, key: bytes, vendors: Mapping[str, str] | None = None
) -> DesignationList:
    """The list of a file, with the HMAC-SHA256 of its canonical content under `key`.

    `vendors` maps known vendor words to ids; None takes the words as ids. PackError names
    the entry, never the vendor in it. ValueError when the key is too short.
    """
    if len(key) < MIN_KEY_BYTES:
        raise ValueError(f"a key of {len(key)} bytes cannot protect a designation list")
    table = Table(parse_toml(data, name), LIST_KEYS, file=name)
    rows = table.tables("designation", ENTRY_KEYS)
    if not rows:
        raise table.fault("designation", "the list is empty", "add [[designation]]")
    entries = tuple(sorted((_read_entry(row, vendors) for row in rows), key=lambda entry: entry.id))
    ids = [entry.id for entry in entries]
    if len(set(ids)) != len(ids):
        raise table.fault("designation", "an id is used twice", "give each entry an id of its own")
    policy, fictitious = table.text("policy"), table.flag("fictitious", False)
    handling = tuple(sorted((row.text("id"), row.text("handling", "")) for row in rows))
    digest = hmac.new(key, _canonical(policy, fictitious, entries, handling), hashlib.sha256).hexdigest()
    return DesignationList(policy, entries, digest, fictitious)


def _read_entry(row: Table, vendors: Mapping[str, str] | None) -> Designation:
    word = row.text("vendor").casefold()
    vendor = word if vendors is None else vendors.get(word)
    if vendor is None:
        raise row.fault("vendor", "is not a known vendor", "use an id of the vendor registry")
    identifier = row.text("id")
    if word in identifier.casefold() or vendor in identifier.casefold():
        raise row.fault("id", "gives the vendor away", 'use an opaque id such as "D-07"')
    period = Period(row.day("valid_from"), row.day("valid_to"))
    if period.start and period.end and period.end <= period.start:
        raise row.fault("valid_to", "is not after valid_from", "the end is the first day without effect")
    return Designation(identifier, vendor, row.text("basis"), period)


def _canonical(
    policy: str, fictitious: bool, entries: tuple[Designation, ...], handling: tuple[tuple[str, str], ...]
) -> bytes:
    """The same bytes for the same content, whatever the order and the comments of the file."""
    content = [
        [entry.id, entry.vendor, entry.basis, str(entry.valid.start or ""), str(entry.valid.end or "")]
        for entry in entries
    ]
    return json.dumps([policy, fictitious, content, handling], ensure_ascii=True).encode()


def judge_designated(
    judgement: JudgementClass,
    policy: Policy,
    designations: DesignationList,
    as_of: date,
    affiliations: Affiliations,
    *,
    profile: Profile = UNANSWERED,
) -> tuple[Verdict, ...]:
    """One verdict per rule against the entries in force; its vendor is an entry's id or "".

    For the private file only. PackError when the list is for another policy.
    """
    if designations.policy_id != policy.id:
        reason = f"the designation list is for policy {designations.policy_id!r}, not {policy.id!r}"
        raise PackError(reason, place="designations", remedy="bind it to the policy it names")
    ids: dict[str, str] = {}
    for entry in sorted(designations.entries, key=lambda entry: entry.id):
        if entry.valid.contains(as_of):
            ids.setdefault(entry.vendor, entry.id)
    names = Names({vendor: f"designation {entry_id}" for vendor, entry_id in ids.items()}, UNNAMED)
    named = replace(policy, needs_designations=False)
    verdicts = []
    for rule in policy.rules:
        bound = replace(
            rule,
            vendors=tuple(sorted(ids)),
            undetermined_because=_undecided(rule.undetermined_because, ids, as_of),
        )
        verdict = judge_rule(judgement, named, bound, profile, Ground(as_of, affiliations, names))
        verdicts.append(_private(verdict, ids, designations.fictitious))
    return tuple(verdicts)


def _undecided(because: str, ids: Mapping[str, str], as_of: date) -> str:
    return because or ("" if ids else f"no designation of the list is in force on {as_of}")


def _private(verdict: Verdict, ids: Mapping[str, str], fictitious: bool) -> Verdict:
    because = verdict.because
    if fictitious and verdict.status in (Status.EXCLUDED, Status.REVIEW):
        because += "; the designation list is fictitious"
    return verdict._replace(vendor=ids.get(verdict.vendor, ""), because=because)
