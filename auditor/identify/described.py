"""Parts that name a vendor in their description, model or name.

Agents write entPhysicalDescr and the model; they copy operators' words into names, and into all
texts of ports and slots, where a neighbor may be meant: there a vendor's word is a lead. Never
more than a review. It must not know mfg names; next: `subjects`.
"""

from __future__ import annotations

from auditor.identify.interface import Knowledge, Signal, signal_of
from auditor.identify.mfg_name import SUSPECT_CONFIDENCE, name_row
from auditor.identify.normalise import MAX_NAME_CHARACTERS, fold_lookalikes, name_words
from auditor.identify.structure import NEVER_A_PRODUCT
from auditor.model.device import Component, Observed, PartFunction
from auditor.model.identity import EvidenceRole, Technique

DESCRIBED_CAP = "described_as"
NOT_BEFORE = frozenset({"not", "non", "no", "for", "compatible"})
"""Before a vendor's word, or with one of LINKS between, they say that the vendor is not the maker."""
LINKS = frozenset({"a", "by", "from", "the", "to", "with"})
NOT_AFTER = frozenset({"compatible", "compatibility", "interop", "interoperability", "interoperable"})
"""The same directly after it."""


def described_signals(component: Component, knowledge: Knowledge) -> list[Signal]:
    """At most one signal for each text that holds a vendor's distinctive word."""
    own = component.function is not PartFunction.PART or component.physical_class not in NEVER_A_PRODUCT
    signals = []
    texts = ((component.descr, False), (component.model_name, False), (component.name, True))
    for observed, is_name in texts:
        vendor = knowledge.vendors.mentioned(_plain(observed.value)) if observed else None
        if observed is not None and vendor is not None:
            is_own = own and not (is_name and not _leads(observed, knowledge))
            signals.append(_mention(vendor.id, observed, knowledge, is_own=is_own))
    return signals


def _mention(vendor: str, observed: Observed[str], knowledge: Knowledge, *, is_own: bool) -> Signal:
    row = name_row("mention", vendor, SUSPECT_CONFIDENCE)
    role = (
        EvidenceRole.PRIMARY if is_own and _is_plain_mention(observed.value, knowledge) else EvidenceRole.LEAD
    )
    return signal_of(Technique.MFG_NAME, row, observed, cap=DESCRIBED_CAP, role=role)


def _is_plain_mention(text: str, knowledge: Knowledge) -> bool:
    """Whether a vendor's word stands for the maker somewhere: not "for Huawei", "Huawei compatible"."""
    words = ["", "", *name_words(_plain(text).replace("/", " ")), ""]
    return any(
        knowledge.vendors.mentioned(words[at]) is not None
        and words[at - 1] not in NOT_BEFORE
        and not (words[at - 1] in LINKS and words[at - 2] in NOT_BEFORE)
        and words[at + 1] not in NOT_AFTER
        for at in range(2, len(words) - 1)
    )


def _leads(observed: Observed[str], knowledge: Knowledge) -> bool:
    """Whether a name begins with the word: "Huawei E3372", but no "huawei-core" of an operator."""
    first = observed.value.split(maxsplit=1)[:1]
    return bool(first) and knowledge.vendors.by_word(_plain(first[0])) is not None


def _plain(text: str) -> str:
    return text if text.isascii() else fold_lookalikes(text[:MAX_NAME_CHARACTERS])
