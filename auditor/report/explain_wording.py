"""Fixed words of an explanation, as data. What a row or a rule says comes with the records."""

from __future__ import annotations

from auditor.model.explanation import PayloadState, RowMatch
from auditor.model.identity import Claim, EvidenceRole, Field, Technique

TECHNIQUE_TEXTS: dict[Technique, str] = {
    Technique.SYS_OBJECT_ID: "the agent's sysObjectID",
    Technique.SYS_DESCR: "the device's description of its system",
    Technique.PRIVATE_TREE: "the private sub-tree that the device answers",
    Technique.MFG_NAME: "the maker stated in the device's inventory",
    Technique.PART_GRAMMAR: "the form of a part or serial number",
    Technique.VENDOR_TYPE: "the type of the part, in the agent author's numbers",
    Technique.TRANSCEIVER: "the memory of an optic",
    Technique.MODEM: "a modem's own identity",
    Technique.PCI_USB_ID: "the vendor's number on the PCI or USB bus",
    Technique.ONU_VENDOR_ID: "the vendor id in an ONU's serial number",
    Technique.OUI: "the holder of a MAC address block",
    Technique.NEIGHBOR_CLAIM: "what a neighbor announces of itself",
}
CLAIM_TEXTS: dict[Claim, str] = {
    Claim.MAKER: "names as maker",
    Claim.BRAND: "names as brand",
    Claim.ASSIGNEE: "names as holder of the number or prefix",
    Claim.AGENT_SOFTWARE: "names as author of the agent's software",
}
FIELD_TEXTS: dict[Field, str] = {
    Field.MANUFACTURER: "manufacturer",
    Field.BRAND: "brand",
    Field.OS_VENDOR: "operating system vendor",
}
ROLE_TEXTS: dict[EvidenceRole, str] = {
    EvidenceRole.PRIMARY: "decides",
    EvidenceRole.SUPPORTING: "supports",
    EvidenceRole.CONFLICTING: "contradicts",
    EvidenceRole.LEAD: "a lead: changes no conclusion",
}
SAID_TEXTS = {
    "name": "name",
    "descr": "description",
    "mfg_name": "maker's name",
    "model_name": "model",
    "serial_num": "serial number",
    "vendor_type": "vendor type",
    "hardware_rev": "hardware revision",
    "firmware_rev": "firmware revision",
    "software_rev": "software revision",
    "mfg_date": "day of manufacture",
    "mac": "MAC address",
}
BELIEF_TEXTS = {
    "strong_evidence": "one strong signal says so",
    "independent_classes": "two independent kinds of evidence say so",
    "modem": "strong evidence about a modem says so",
    "transceiver": "an optic's name, confirmed by another of its fields, says so",
}
"""Why a belief is adequate; why one is only a review comes with the record."""

VERIFIED_TEXTS: dict[RowMatch, str] = {
    RowMatch.VALUE: "Bytes verified: sha256 computed anew, and that row holds this OID with these octets.",
    RowMatch.INDEX: "Bytes verified: sha256 computed anew, and the index of that OID holds these octets.",
    RowMatch.LINE: "Bytes verified: sha256 computed anew, and that line holds these octets.",
    RowMatch.DIFFERS: "Bytes verified: sha256 computed anew. That row does not hold these octets itself; "
    "they were joined from another row or line of the same answer.",
    RowMatch.NOT_COMPARED: "Bytes verified: sha256 computed anew.",
}
PAYLOAD_TEXTS: dict[PayloadState, str] = {
    PayloadState.VERIFIED: "",
    PayloadState.REMOVED: "Payload removed by retention; the sha256 is what is left of it.",
    PayloadState.DAMAGED: "PAYLOAD DAMAGED: the stored bytes have another sha256. Do not rely on this; "
    "poll the device again.",
}
UNSIGNED = "not authenticated: anybody on the path could have said it"
SIGNED = "authenticated"
UNSTATED = "from a recording that does not state how its answers were protected"
UNSTATED_SECURITY = frozenset({"", "unstated"})
"""What a recording given by hand says of its security where it says nothing."""
NO_VERDICT = "No verdict: nothing was judged since this was last read. Run auditor evaluate."
GONE = "No verdict: it is no longer seen, and what is not there is not judged."
RETIRED = "No verdict: the device was taken off the target list."
STALE_VERDICT = "From the last evaluation; the subject was read again and not judged since."
NO_EVIDENCE = "None. It states nothing that names a vendor, and what states nothing is unknown, not clear."
STRUCTURE = "It is structure (a slot, a port, a sensor) that states no maker; rules do not judge it."
NOTHING_AGAINST = "Nothing that was read speaks against it. That is not proof: devices describe themselves."
NOTHING_TO_WEIGH = "There is no evidence to weigh."
NO_GAPS = "None recorded: what was asked for was read and decoded to its end."


def protection_text(security: str, *, authenticated: bool) -> str:
    """Whether anybody but the device could have said what it said."""
    if authenticated:
        return SIGNED
    return UNSTATED if security in UNSTATED_SECURITY else UNSIGNED
