"""What is known of one value, offline: an address, an OID, a description, a part or serial number.

The techniques themselves are asked, so that a lookup never says anything else than an audit
would. Next: `model.lookup` (the answer), `lookup_values` (what a value must look like).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from auditor.identify.interface import Knowledge, Row, Signal
from auditor.identify.lookup_values import AddressValue, read_address, read_object_id, stated_text
from auditor.identify.modem import modem_signals
from auditor.identify.neighbor_claim import claim_signals
from auditor.identify.onu_vendor_id import vendor_id_signals
from auditor.identify.oui import HolderCache, neighbor_mac_signals
from auditor.identify.registries.oui import special_mac
from auditor.identify.row_origins import Origins
from auditor.identify.standing import brand_and_owner, capped
from auditor.identify.sys_descr import sys_descr_signals
from auditor.identify.sys_object_id import ENTERPRISES, object_id_signals
from auditor.identify.transceiver import grammar_signals
from auditor.model.device import Component, Neighbor, Observed, PartFunction, PhysicalClass, Reference
from auditor.model.identity import Evidence, EvidenceRole
from auditor.model.lookup import Answer, Known, LookupKind
from auditor.model.mib_names import mib_name

NOWHERE = Reference("", 0, 0)
"""A value that was typed, not observed."""
WELL_KNOWN = (
    ("FFFFFFFFFFFF", "broadcast to all"),
    ("0180C200000E", "LLDP to the nearest bridge (IEEE 802.1AB)"),
    ("0180C2", "IEEE 802.1 bridge group address"),
    ("01000CCCCCCC", "Cisco group address of CDP, VTP and UDLD"),
    ("01005E", "IPv4 multicast (RFC 1112)"),
    ("3333", "IPv6 multicast (RFC 2464)"),
)
"""Addresses of protocols, beside those of `special_mac`; the longest come first where they nest."""


def look_up(kind: LookupKind, value: str, knowledge: Knowledge, origins: Origins) -> Answer:
    """Everything known of a value; UsageError when it cannot be one of its kind."""
    return LOOKUPS[kind](value, knowledge, origins)


def look_up_mac(value: str, knowledge: Knowledge, origins: Origins) -> Answer:
    """Registrant, prefix and special class of an address, or of its first 6 to 11 digits."""
    address = read_address(value)
    special = special_mac(address.number)
    facts = [*_address_facts(address, special), *_registrant_facts(address, knowledge, special)]
    observed = Observed(address.number, b"", NOWHERE)
    # The zeros that complete a prefix may lie in a smaller block of somebody else's.
    whole = knowledge.oui.find_prefix(address.digits) == knowledge.oui.lookup(address.number)
    signals = neighbor_mac_signals(observed, knowledge, HolderCache(knowledge)) if whole else []
    return Answer(LookupKind.MAC, value, tuple(facts), _known(signals, knowledge, origins))


def look_up_oid(value: str, knowledge: Knowledge, origins: Origins) -> Answer:
    """Enterprise number, its holder, and the curated sub-trees an object identifier lies in."""
    sub_ids = read_object_id(value)
    dotted = ".".join(map(str, sub_ids))
    name = mib_name(dotted)
    facts = [("object", name)] if name else []
    if sub_ids[: len(ENTERPRISES)] == ENTERPRISES and len(sub_ids) > len(ENTERPRISES):
        facts += _holder_facts(sub_ids[len(ENTERPRISES)], knowledge)
    applied = _known(object_id_signals(_typed(dotted), knowledge), knowledge, origins)
    return Answer(
        LookupKind.OID, value, tuple(facts), applied + _outranked(sub_ids, applied, knowledge, origins)
    )


def look_up_descr(value: str, knowledge: Knowledge, origins: Origins) -> Answer:
    """Rows that read a sysDescr."""
    signals = sys_descr_signals(_typed(value), knowledge)
    return Answer(LookupKind.DESCR, value, (), _known(signals, knowledge, origins))


def look_up_part(value: str, knowledge: Knowledge, origins: Origins) -> Answer:
    """Rows that read a part number or model: of optics, of modems, of neighbors' platforms."""
    observed = _typed(value)
    optic = _component(model_name=observed, name=observed)
    signals = [
        *grammar_signals(optic, knowledge, "model_name"),
        *grammar_signals(optic, knowledge, "name", "text"),
        *modem_signals(_component(model_name=observed), knowledge),
        *claim_signals(Neighbor("", (), model_name=observed), knowledge),
    ]
    facts = _statement_facts(observed, knowledge)
    return Answer(LookupKind.PART, value, facts, _known(signals, knowledge, origins))


def look_up_serial(value: str, knowledge: Knowledge, origins: Origins) -> Answer:
    """Grammars that read a serial number."""
    observed = _typed(value)
    signals = [
        *grammar_signals(_component(serial_num=observed), knowledge, "serial_num"),
        *vendor_id_signals(observed, knowledge),
    ]
    facts = _statement_facts(observed, knowledge)
    return Answer(LookupKind.SERIAL, value, facts, _known(signals, knowledge, origins))


LOOKUPS: Mapping[LookupKind, Callable[[str, Knowledge, Origins], Answer]] = {
    LookupKind.MAC: look_up_mac,
    LookupKind.OID: look_up_oid,
    LookupKind.DESCR: look_up_descr,
    LookupKind.PART: look_up_part,
    LookupKind.SERIAL: look_up_serial,
}


def _typed(text: str) -> Observed[str]:
    return Observed(stated_text(text), b"", NOWHERE)


def _component(
    *, model_name: Observed[str] | None = None, name: Observed[str] | None = None,
    serial_num: Observed[str] | None = None,
) -> Component:  # fmt: skip
    """A part that states nothing else."""
    return Component(
        "",
        None,
        PhysicalClass.MODULE,
        PartFunction.TRANSCEIVER,
        name=name,
        model_name=model_name,
        serial_num=serial_num,
    )


def _known(signals: Iterable[Signal], knowledge: Knowledge, origins: Origins) -> tuple[Known, ...]:
    """What signals say before they are weighed, strongest first; a brand names its owner too."""
    said = [
        told
        for signal in signals
        for whole in brand_and_owner(signal, knowledge.vendors)
        for told in (capped(whole, knowledge.vendors),)
    ]
    found = [_known_signal(signal, knowledge, origins) for signal in said]
    return tuple(sorted(dict.fromkeys(found), key=lambda known: (-known.confidence, known.row, known.claim)))


def _known_signal(signal: Signal, knowledge: Knowledge, origins: Origins) -> Known:
    evidence = signal.evidence
    known = _known_row(evidence.knowledge_row, evidence, knowledge, origins)
    return known._replace(cap=signal.cap, lead=evidence.role is EvidenceRole.LEAD)


def _known_row(row_id: str, said: Evidence | Row, knowledge: Knowledge, origins: Origins) -> Known:
    origin = origins.find(row_id)
    return Known(
        said.claim,
        said.vendor,
        knowledge.vendors.name_of(said.vendor),
        said.confidence,
        row_id,
        origin.reads,
        origin.source,
        origin.date,
    )


def _outranked(
    sub_ids: tuple[int, ...], applied: tuple[Known, ...], knowledge: Knowledge, origins: Origins
) -> tuple[Known, ...]:
    """Curated sub-trees the identifier lies in that give way to a longer one."""
    said = {known.row for known in applied}
    rows = [
        row
        for length in range(len(sub_ids), 0, -1)
        for row in knowledge.sys_object_ids.get(sub_ids[:length], ())
        if row.id not in said and not (row.exact and length < len(sub_ids))
    ]
    return tuple(_known_row(row.id, row, knowledge, origins)._replace(applies=False) for row in rows)


def _holder_facts(number: int, knowledge: Knowledge) -> list[tuple[str, str]]:
    holder = knowledge.enterprises.lookup(number)
    vendor = knowledge.vendors.by_enterprise(number)
    if vendor is None and holder:
        vendor = knowledge.vendors.by_registrant(holder)
    facts = [("enterprise number", str(number)), ("registered to", holder or "nobody we know of")]
    if vendor:
        facts.append(("vendor id", vendor.id))
    source = f"{knowledge.enterprises.source}, {knowledge.enterprises.data_date}"
    return [*facts, ("registry", source)]


def _address_facts(address: AddressValue, special: str) -> list[tuple[str, str]]:
    named = next((words for digits, words in WELL_KNOWN if address.digits.startswith(digits)), "")
    facts = [("address" if address.whole else "prefix", address.text)]
    words = "; ".join(dict.fromkeys(filter(None, (named, special))))
    return [*facts, ("special", f"{words}: names nobody")] if words else facts


def _registrant_facts(address: AddressValue, knowledge: Knowledge, special: str) -> list[tuple[str, str]]:
    """The registry's entry of the longest prefix, also where it names no company."""
    holder = knowledge.oui.find_prefix(address.digits)
    data_date = ("data date", knowledge.oui.data_date)
    if holder is None:
        hidden = _hidden_entry(address, knowledge)
        if hidden:
            return [("registered to", f"{hidden} (no company is named)"), data_date]
        return [] if special else [("registered to", "nobody we know of"), data_date]
    vendor = knowledge.vendors.by_registrant(holder.name)
    facts = [("registered to", holder.name), ("block", holder.block)]
    if vendor:
        facts.append(("vendor id", vendor.id))
    return [*facts, ("registry", holder.source), data_date]


def _hidden_entry(address: AddressValue, knowledge: Knowledge) -> str:
    """The entry of a prefix whose holder is not public, or that is split into smaller blocks."""
    entries = {prefix: name for prefix, name, _ in knowledge.oui.rows()}
    lengths = (length for length in (9, 7, 6) if length <= len(address.digits))
    return next((entries[address.digits[:n]] for n in lengths if address.digits[:n] in entries), "")


def _statement_facts(observed: Observed[str], knowledge: Knowledge) -> tuple[tuple[str, str], ...]:
    return (
        () if knowledge.states(observed) else (("placeholder", "agents send this where they have no value"),)
    )
