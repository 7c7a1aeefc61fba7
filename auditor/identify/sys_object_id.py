"""sysObjectID: what the agent says it is, in numbers.

Curated sub-trees state a maker; the bare enterprise number says only who registered the
number, and a holder that is no vendor of ours (a chip, card or OEM house) is a lead. Some numbers
are used by others than their holder: rows with a longer prefix win.
"""

from __future__ import annotations

from auditor.identify.interface import Knowledge, Row, Signal, signal_of
from auditor.identify.normalise import normalise_name
from auditor.identify.vendors import UNLISTED
from auditor.model.device import Observed
from auditor.model.identity import Claim, EvidenceRole, Technique

ENTERPRISES = (1, 3, 6, 1, 4, 1)
MAX_OID_CHARACTERS = 128 * 11
"""128 sub-identifiers (RFC 2578 3.5) of at most ten digits and a dot."""
NUMBER_CONFIDENCE = 75
"""A bare enterprise number: medium, because OEM firmware keeps its author's number."""


def object_id_signals(observed: Observed[str] | None, knowledge: Knowledge) -> list[Signal]:
    """Signals of the rows with the longest prefix, else of the number's holder."""
    sub_ids = sub_ids_of(observed.value) if observed else ()
    if observed is None or len(sub_ids) <= len(ENTERPRISES):
        return []
    for length in range(len(sub_ids), 0, -1):
        rows = knowledge.sys_object_ids.get(sub_ids[:length], ())
        rows = tuple(row for row in rows if not row.exact or length == len(sub_ids))
        if rows:
            return [signal_of(Technique.SYS_OBJECT_ID, row, observed) for row in rows]
    if sub_ids[: len(ENTERPRISES)] != ENTERPRISES:
        return []
    return _holder_signals(sub_ids[len(ENTERPRISES)], observed, knowledge)


def _holder_signals(number: int, observed: Observed[str], knowledge: Knowledge) -> list[Signal]:
    """The holder of an enterprise number: our registry first, then IANA's name for it."""
    vendor = knowledge.vendors.by_enterprise(number)
    organisation = knowledge.enterprises.lookup(number)
    if vendor is None and organisation:
        vendor = knowledge.vendors.by_registrant(organisation)
    if vendor is None and not organisation:
        return []
    vendor_id = vendor.id if vendor else UNLISTED + normalise_name(organisation or "")
    row_id = f"enterprise-number/{number} {organisation or 'unregistered'}"
    software = vendor is not None and knowledge.vendors.makes_software(vendor.id)
    claim = Claim.AGENT_SOFTWARE if software else Claim.ASSIGNEE
    row = Row(row_id, claim, vendor_id, NUMBER_CONFIDENCE, "IANA", "", (), ())
    role = EvidenceRole.PRIMARY if vendor else EvidenceRole.LEAD
    digest = knowledge.enterprises.digest
    return [signal_of(Technique.SYS_OBJECT_ID, row, observed, role=role, registry_digest=digest)]


def sub_ids_of(text: str) -> tuple[int, ...]:
    """Sub-identifiers of a dotted OID; empty when it is none."""
    parts = text[:MAX_OID_CHARACTERS].strip().removeprefix(".").split(".")
    if not all(part.isascii() and part.isdigit() and len(part) <= 10 for part in parts):
        return ()
    return tuple(map(int, parts))
