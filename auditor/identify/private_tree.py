"""Rows below a private enterprise number: whose own objects a generic agent serves.

Many devices state the number of their agent software (net-snmp, Windows, lwIP) or none, and
still answer their maker's MIB. Only curated numbers speak, because agents also serve others'
objects (CISCO-CDP-MIB, UCD-SNMP-MIB), and never where sysObjectID itself names a vendor.
"""

from __future__ import annotations

from collections.abc import Iterable

from auditor.identify.interface import Knowledge, Signal, signal_of
from auditor.identify.standing import CAPS, with_role
from auditor.model.device import Observed
from auditor.model.identity import MEDIUM_FROM, Claim, EvidenceRole, Technique


def private_tree_signals(
    trees: Iterable[Observed[int]], stated: Iterable[Signal], knowledge: Knowledge
) -> list[Signal]:
    """Signals of curated numbers; leads where unrelated vendors' objects are served side by side.

    `stated` is what sysObjectID says: anything but agent software silences the trees.
    """
    if any(_names_somebody(signal) for signal in stated):
        return []
    found = [
        signal_of(Technique.PRIVATE_TREE, row, tree, str(tree.value))
        for tree in trees
        for row in knowledge.private_trees.get(tree.value, ())
    ]
    vendors = [signal.evidence.vendor for signal in found]
    if all(knowledge.vendors.related(one, other) for one in vendors for other in vendors):
        return found
    return [with_role(signal, EvidenceRole.LEAD) for signal in found]


def _names_somebody(signal: Signal) -> bool:
    """A maker, brand or known holder of the number; neither software, a default number nor a lead."""
    evidence = signal.evidence
    counted = evidence.role is not EvidenceRole.LEAD and evidence.confidence >= MEDIUM_FROM
    return counted and evidence.claim is not Claim.AGENT_SOFTWARE and CAPS[signal.cap].concludes
