"""Targets of several lists together, targets given by hand, and the shipped examples."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from auditor.config import load_config
from auditor.errors import TargetListError
from auditor.model.sections import SectionKind
from auditor.model.target import SourceLine, Target
from auditor.targets import (
    ListSource,
    TargetDefaults,
    adhoc_targets,
    check_targets,
    format_of,
    load_targets,
)

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ("example.toml", "example.csv", "netbox-export.csv", "librenms-export.csv", "ansible.yaml")


def target(target_id: str, *addresses: str, line: int = 1, port: int = 161, context: str = "") -> Target:
    source = SourceLine("list.csv", line)
    return Target(id=target_id, addresses=addresses, snmp_port=port, snmp_context=context, source=source)


def test_distinct_targets_pass() -> None:
    targets = (
        target("a", "192.0.2.1", "2001:db8::1"),
        target("b", "192.0.2.2"),
        target("c", "192.0.2.1", port=1161),
        target("d", "192.0.2.1", context="vrf-7"),
    )
    check_targets(targets)


def test_an_id_given_twice_names_both_lines() -> None:
    with pytest.raises(TargetListError) as caught:
        check_targets((target("a", "192.0.2.1", line=3), target("a", "192.0.2.2", line=9)))
    for words in ('the target id "a"', "list.csv line 3", "list.csv line 9"):
        assert words in str(caught.value)


def test_an_address_under_two_ids_names_both() -> None:
    with pytest.raises(TargetListError) as caught:
        check_targets(
            (target("a", "SW1.example.net", line=3), target("b", "192.0.2.1", "sw1.example.net.", line=9))
        )
    for words in ('the address "sw1.example.net."', '"a" (list.csv line 3)', '"b" (list.csv line 9)'):
        assert words in str(caught.value)


def test_a_target_given_by_hand_that_a_list_holds_is_named_as_such() -> None:
    by_hand = adhoc_targets(["192.0.2.1"], TargetDefaults())
    with pytest.raises(TargetListError, match="the command line"):
        check_targets((*by_hand, target("a", "192.0.2.1")))


def test_addresses_given_by_hand_become_targets_once_with_the_defaults() -> None:
    targets = adhoc_targets(["192.0.2.1", "192.0.2.0/30", "2001:DB8::1"], TargetDefaults(snmp_port=1161))
    assert [(one.id, one.snmp_port) for one in targets] == [
        ("192.0.2.1", 1161),
        ("192.0.2.2", 1161),
        ("2001:db8::1", 1161),
    ]
    check_targets(targets)


def test_tables_are_skipped_by_any_tag_of_a_target(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("id,address,tags,skip\na,192.0.2.1,x y,cdp\nb,192.0.2.2,y,\nc,192.0.2.3,Y,\n")
    skip = {"x": (SectionKind.FDB, SectionKind.ARP), "y": (SectionKind.ARP, SectionKind.LLDP)}
    a, b, c = load_targets(ListSource(path, "csv"), TargetDefaults(skip_by_tag=skip))
    assert a.skip_kinds == (SectionKind.CDP, SectionKind.FDB, SectionKind.ARP, SectionKind.LLDP)
    assert (b.skip_kinds, c.skip_kinds) == ((SectionKind.ARP, SectionKind.LLDP), ())


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a.toml", "toml"), ("a.CSV", "csv"), ("a.tsv", "csv"), ("a.yml", "ansible"), ("a", ""), ("a.ini", "")],
)
def test_the_suffix_tells_the_format(name: str, expected: str) -> None:
    assert expected == format_of(Path(name))


def test_the_example_lists_load_together_with_the_shipped_configuration() -> None:
    config = load_config(ROOT / "config.example.toml")
    credentials = {credential.name: credential for credential in config.credentials}
    defaults = TargetDefaults(credentials, config.default_credentials)
    paths = [ROOT / "inventories" / name for name in EXAMPLES]
    lists = [load_targets(ListSource(path, format_of(path)), defaults) for path in paths]
    targets = tuple(one for found in lists for one in found)
    check_targets(targets)
    assert all(any(one.in_scope for one in found) for found in lists)
    assert targets == pickle.loads(pickle.dumps(targets))
