"""Every example of every knowledge row: the matching ones match, the others do not."""

from __future__ import annotations

import pytest
from builders import observed

from auditor.identify.bus_vendor import bus_vendor_signals
from auditor.identify.interface import PatternRow, Row
from auditor.identify.onu_vendor_id import vendor_id_signals
from auditor.identify.private_tree import private_tree_signals
from auditor.identify.sys_descr import MAX_DESCR_CHARACTERS, sys_descr_signals
from auditor.identify.sys_object_id import object_id_signals
from auditor.identify.vendor_type import vendor_type_signals
from auditor.model.device import Component, Observed, PhysicalClass, Reference
from auditor.resources import load_knowledge

KNOWLEDGE = load_knowledge()
PREFIX_ROWS = [row for rows in KNOWLEDGE.sys_object_ids.values() for row in rows]
TREE_ROWS = [(number, row) for number, rows in KNOWLEDGE.private_trees.items() for row in rows]
TYPE_ROWS = [row for rows in KNOWLEDGE.vendor_types.values() for row in rows]
BUS_ROWS = [row for rows in KNOWLEDGE.bus_vendors.values() for row in rows]
ONU_ROWS = [(code, row) for code, rows in KNOWLEDGE.onu_vendor_ids.items() for row in rows]
PATTERN_ROWS = [*KNOWLEDGE.optics, *KNOWLEDGE.modems, *KNOWLEDGE.parts, *KNOWLEDGE.neighbor_models]


@pytest.mark.parametrize("row", PREFIX_ROWS, ids=lambda row: row.id)
def test_a_sys_object_id_row_speaks_of_its_examples_only(row: Row) -> None:
    def speaks(text: str) -> bool:
        signals = object_id_signals(observed(text), KNOWLEDGE)
        return row.id in {signal.evidence.knowledge_row for signal in signals}

    assert [True] * len(row.matching) == [speaks(text) for text in row.matching]
    assert [False] * len(row.non_matching) == [speaks(text) for text in row.non_matching]


@pytest.mark.parametrize("row", KNOWLEDGE.sys_descrs, ids=lambda row: row.row.id)
def test_a_sys_descr_row_speaks_of_its_examples_only(row: PatternRow) -> None:
    def speaks(text: str) -> bool:
        signals = sys_descr_signals(observed(text), KNOWLEDGE)
        return row.row.id in {signal.evidence.knowledge_row for signal in signals}

    assert [True] * len(row.row.matching) == [speaks(text) for text in row.row.matching]
    assert [False] * len(row.row.non_matching) == [speaks(text) for text in row.row.non_matching]


@pytest.mark.parametrize(("number", "row"), TREE_ROWS, ids=lambda value: getattr(value, "id", ""))
def test_a_private_tree_row_speaks_of_its_number_only(number: int, row: Row) -> None:
    def speaks(text: str) -> bool:
        tree = Observed(int(text), b"1", Reference("recording-0", 0, 0))
        signals = private_tree_signals((tree,), (), KNOWLEDGE)
        return row.id in {signal.evidence.knowledge_row for signal in signals}

    assert [str(number)] == list(row.matching)
    assert [True] * len(row.matching) == [speaks(text) for text in row.matching]
    assert [False] * len(row.non_matching) == [speaks(text) for text in row.non_matching]


@pytest.mark.parametrize("number", [8072, 2021, 311, 9, 318, 534, 705, 850, 3808])
def test_numbers_that_any_agent_may_serve_have_no_private_tree_row(number: int) -> None:
    assert number not in KNOWLEDGE.private_trees


@pytest.mark.parametrize("row", TYPE_ROWS, ids=lambda row: row.id)
def test_a_vendor_type_row_speaks_of_its_sub_tree_only(row: Row) -> None:
    def speaks(text: str) -> bool:
        part = Component("m", "", PhysicalClass.MODULE, vendor_type=observed(text))
        return row.id in {one.evidence.knowledge_row for one in vendor_type_signals(part, KNOWLEDGE)}

    assert [True] * len(row.matching) == [speaks(text) for text in row.matching]
    assert [False] * len(row.non_matching) == [speaks(text) for text in row.non_matching]


@pytest.mark.parametrize(("code", "row"), ONU_ROWS, ids=lambda value: getattr(value, "id", ""))
def test_a_vendor_id_row_speaks_of_serial_numbers_that_begin_with_it(code: str, row: Row) -> None:
    def speaks(text: str) -> bool:
        signals = vendor_id_signals(observed(text), KNOWLEDGE)
        return row.id in {signal.evidence.knowledge_row for signal in signals}

    assert {code} == {text[:4] for text in row.matching}
    assert [True] * len(row.matching) == [speaks(text) for text in row.matching]
    assert [False] * len(row.non_matching) == [speaks(text) for text in row.non_matching]


@pytest.mark.parametrize("row", PATTERN_ROWS, ids=lambda row: row.row.id)
def test_a_pattern_row_matches_its_examples_only(row: PatternRow) -> None:
    assert [True] * len(row.row.matching) == [bool(row.pattern.match(text)) for text in row.row.matching]
    assert [False] * len(row.row.non_matching) == [bool(row.pattern.match(t)) for t in row.row.non_matching]


@pytest.mark.parametrize("row", KNOWLEDGE.sys_descrs, ids=lambda row: row.row.id)
def test_no_two_makers_claim_the_same_description(row: PatternRow) -> None:
    for text in row.row.matching:
        makers = {
            signal.evidence.vendor
            for signal in sys_descr_signals(observed(text), KNOWLEDGE)
            if signal.evidence.claim.value == "maker"
        }
        assert len(makers) <= 1, text


@pytest.mark.parametrize("row", KNOWLEDGE.sys_descrs, ids=lambda row: row.row.id)
def test_hostile_texts_match_nothing_they_should_not(row: PatternRow) -> None:
    head = row.row.matching[0].split()[0]
    hostile = (head + " " * MAX_DESCR_CHARACTERS, head * 200, "\0" + "x" * 4096, "\u202e" + head)
    for text in hostile:
        sys_descr_signals(observed(text), KNOWLEDGE)
    assert not row.pattern.match("x" + head)


def test_every_row_states_a_source_and_a_date() -> None:
    rows = PREFIX_ROWS + [row for _, row in TREE_ROWS]
    rows += [row.row for row in (*KNOWLEDGE.sys_descrs, *PATTERN_ROWS)]
    assert [row.id for row in rows if not row.source or not row.date] == []
    assert len(rows) >= 250


def test_agent_software_is_never_claimed_as_a_maker_by_the_same_generic_number() -> None:
    generic = {"netsnmp", "lwip", "nscrtv", "frogfoot", "vyos", "openbsd"}
    rows = PREFIX_ROWS + [row.row for row in (*KNOWLEDGE.sys_descrs, *PATTERN_ROWS)]
    assert {"agent_software"} == {row.claim.value for row in rows if row.vendor in generic}


def test_no_vendor_claims_a_number_that_is_registered_to_another_vendor_of_ours() -> None:
    claimed = {
        (number, vendor.id, holder.id)
        for number in range(1, 66_000)
        if (vendor := KNOWLEDGE.vendors.by_enterprise(number))
        and (organisation := KNOWLEDGE.enterprises.lookup(number))
        and (holder := KNOWLEDGE.vendors.by_registrant(organisation))
        and not KNOWLEDGE.vendors.related(vendor.id, holder.id, ever=True)
    }
    assert claimed == set()


def test_every_brand_belongs_to_a_vendor_that_is_no_brand_itself() -> None:
    vendors = KNOWLEDGE.vendors
    owners = {vendors.brand_owner(vendor.id) for vendor in vendors.all()} - {""}
    assert {owner for owner in owners if vendors.brand_owner(owner)} == set()


@pytest.mark.parametrize("row", BUS_ROWS, ids=lambda row: row.id)
def test_a_bus_vendor_row_speaks_of_its_number_only(row: Row) -> None:
    def speaks(text: str) -> bool:
        part = Component("m", "", PhysicalClass.MODULE, vendor_type=observed(text))
        return row.id in {one.evidence.knowledge_row for one in bus_vendor_signals(part, KNOWLEDGE)}

    assert [True] * len(row.matching) == [speaks(text) for text in row.matching]
    assert [False] * len(row.non_matching) == [speaks(text) for text in row.non_matching]
