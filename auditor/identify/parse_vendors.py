"""`vendor` rows of knowledge/*.toml to registry entries."""

from __future__ import annotations

from auditor.identify.toml_table import Table
from auditor.identify.vendors import VendorEntry
from auditor.model.identity import Affiliation, Vendor

VENDOR_KEYS = (
    "id", "name", "aliases", "registrants", "enterprises", "words", "cap", "network_controllers", "others",
    "brand_of", "common_word", "software", "contract_maker", "source", "affiliations",
)  # fmt: skip
AFFILIATION_KEYS = ("to", "relation", "valid_from", "valid_to", "source", "verification", "share_percent")


def parse_vendor(table: Table) -> VendorEntry:
    """The entry of a row. Its id and name are aliases too."""
    vendor_id, name = table.text("id"), table.text("name")
    if vendor_id != vendor_id.casefold() or not vendor_id.replace("-", "").isalnum():
        raise table.error("id", "is not lower case letters, digits and hyphens", "ids are for ever")
    vendor = Vendor(
        id=vendor_id,
        name=name,
        aliases=tuple(dict.fromkeys((name, *table.texts("aliases")))),
        registrants=table.texts("registrants"),
        affiliations=tuple(map(_parse_affiliation, table.tables("affiliations"))),
        source=table.text("source", ""),
    )
    words = tuple(word.casefold() for word in table.texts("words"))
    return VendorEntry(
        vendor=vendor,
        enterprises=table.numbers("enterprises"),
        words=words,
        cap=table.text("cap", ""),
        network_controllers=table.flag("network_controllers"),
        others=table.texts("others"),
        brand_of=table.text("brand_of", ""),
        common_word=table.flag("common_word"),
        software=table.flag("software"),
        contract_maker=table.flag("contract_maker"),
    )


def _parse_affiliation(table: Table) -> Affiliation:
    table.allow(AFFILIATION_KEYS)
    return Affiliation(
        to=table.text("to"),
        relation=table.text("relation"),
        valid_from=table.text("valid_from", ""),
        valid_to=table.text("valid_to", ""),
        source=table.text("source", ""),
        verification=table.text("verification", "M"),
        share_percent=table.share("share_percent"),
    )
