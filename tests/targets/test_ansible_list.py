"""Target lists from Ansible inventories."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.errors import TargetListError
from auditor.model.target import SecretRef, SecretScheme, SnmpCommunity, SnmpVersion, Target
from auditor.targets import ListSource, TargetDefaults, load_targets

CORE = SnmpCommunity("core", SnmpVersion.V2C, SecretRef(SecretScheme.ENV, ("CORE",)))
DEFAULTS = TargetDefaults({"core": CORE})


def load(folder: Path, text: str, **columns: str) -> tuple[Target, ...]:
    path = folder / "inventory.yaml"
    path.write_text(text, encoding="utf-8")
    return load_targets(ListSource(path, "ansible", columns), DEFAULTS)


def test_hosts_become_targets_with_their_groups_as_tags(tmp_path: Path) -> None:
    text = """---
all:
  hosts:
    lone.example.net:
  children:
    switches:
      children:
        access:
          hosts:
            sw1: {ansible_host: 192.0.2.1, ansible_password: !vault "x"}
    ungrouped:
      hosts:
        192.0.2.9: ~
"""
    assert [
        (target.id, target.addresses, target.tags, target.source.line if target.source else 0)
        for target in load(tmp_path, text)
    ] == [
        ("lone.example.net", ("lone.example.net",), (), 4),
        ("sw1", ("192.0.2.1",), ("access", "switches"), 10),
        ("192.0.2.9", ("192.0.2.9",), (), 13),
    ]


def test_variables_go_host_then_deeper_group_then_later_name_then_all(tmp_path: Path) -> None:
    text = """
all: {vars: {site: all}, hosts: {only-all: {}}}
outer: {vars: {site: outer}, hosts: {in-outer: {}}, children: {inner: {}}}
inner: {vars: {site: inner}, hosts: {in-inner: {}, own: {site: own}}}
alpha: {vars: {site: alpha}, hosts: {in-two: {}}}
beta: {vars: {site: beta}, hosts: {in-two: {}, in-inner: {}}}
"""
    expected = {"only-all": "all", "in-outer": "outer", "in-inner": "inner", "own": "own", "in-two": "beta"}
    assert expected == {target.id: target.site for target in load(tmp_path, text)}


def test_a_host_in_several_places_is_one_target(tmp_path: Path) -> None:
    text = "a: {hosts: {sw1: {ansible_host: 192.0.2.1}}}\nb: {hosts: {sw1: {site: Hill}}}\n"
    (target,) = load(tmp_path, text)
    assert (target.addresses, target.site, target.tags) == (("192.0.2.1",), "Hill", ("a", "b"))


def test_a_null_is_nothing_and_a_quoted_one_is_text(tmp_path: Path) -> None:
    text = "all: {vars: {site: Hill}, hosts: {sw1: {site: ~}, sw2: {site: '~'}}}"
    assert [target.site for target in load(tmp_path, text)] == ["", "~"]


def test_columns_name_the_variables_of_further_fields(tmp_path: Path) -> None:
    text = """
all:
  hosts:
    sw1:
      mgmt: 192.0.2.1
      ansible_host: 203.0.113.9
      where: Hill
      snmp: 1161
      logins: [core]
      labels: [a, b]
      tags: {ignored: true}
      state: retired
"""
    (target,) = load(
        tmp_path,
        text,
        address="mgmt",
        site="where",
        snmp_port="snmp",
        credentials="logins",
        tags="labels",
        status="state",
    )
    assert (
        target.addresses,
        target.site,
        target.snmp_port,
        target.credentials,
        target.tags,
        target.in_scope,
    ) == (("192.0.2.1",), "Hill", 1161, (CORE,), ("a", "b"), False)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("sw[1:3]", ("sw1", "sw2", "sw3")),
        ("sw[08:10].example.net", ("sw08.example.net", "sw09.example.net", "sw10.example.net")),
        ("sw[1:5:2]", ("sw1", "sw3", "sw5")),
        ("sw[a:b][1:2]", ("swa1", "swa2", "swb1", "swb2")),
    ],
)
def test_host_ranges_are_expanded(tmp_path: Path, pattern: str, expected: tuple[str, ...]) -> None:
    assert expected == tuple(target.id for target in load(tmp_path, f'all: {{hosts: {{"{pattern}": }}}}'))


BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nall: {hosts: {sw1: *b}}\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (BOMB, "line 1: anchors and aliases are not read"),
        ("all: {hosts: {sw1: *x}}", "line 1: anchors and aliases are not read"),
        ("all:\n  hosts:\n    sw1:\n    sw1:\n", 'line 4: "sw1" is given twice, first on line 3'),
        ("all: {host: {sw1: }}", 'unknown key "host" in the group "all" (did you mean "hosts"?)'),
        ("all: {hosts: [sw1]}", '"hosts" is not a mapping'),
        ("all: {hosts: {sw1: up}}", 'the host "sw1" is not a mapping'),
        ("plugin: netbox", 'the group "plugin" is not a mapping'),
        ("- sw1", "the inventory is not a mapping"),
        ("[switches]\nsw1\n", "line 2"),
        ("a: {children: {b: }}\nb: {children: {a: }, hosts: {sw1: }}", "contains itself"),
        ("all: {hosts: {sw1: {ansible_host: '{{ ip }}'}}}", 'address: "ansible_host" is a template'),
        ("all: {hosts: {sw1: {site: {x: y}}}}", '"site" is neither text nor a list of texts'),
        ("all: {hosts: {'sw[5:1]': }}", "has no hosts"),
        ("all: {hosts: {'sw[1:99999999]': }}", "more than 65536"),
        ("all: {hosts: {'sw[1:9:0]': }}", "has no hosts"),
        ("all: {hosts: {'sw[1:b]': }}", "is not a range of hosts"),
        ("all: {hosts: {sw_1: }}", "underscore"),
        ("all: {hosts: {sw1: }\n", "line 2: is not valid YAML"),
        ("? [a]\n: b", "a key must be text"),
        ("all: " + "[" * 101 + "]" * 101, "nested deeper than 100"),
        ("all: {}\n---\nall: {}\n", "line 2: a second document is not read"),
        ("all: \x00", "holds characters that YAML does not allow"),
        ("$ANSIBLE_VAULT;1.1;AES256\n6162\n", "is encrypted"),
    ],
)
def test_what_an_inventory_may_not_hold_is_refused_with_its_line(
    tmp_path: Path, text: str, words: str
) -> None:
    with pytest.raises(TargetListError) as caught:
        load(tmp_path, text)
    assert words in str(caught.value)


def test_group_chains_that_are_too_long_are_refused(tmp_path: Path) -> None:
    chain = "".join(f"g{n}: {{children: {{g{n + 1}: }}}}\n" for n in range(2_000))
    with pytest.raises(TargetListError, match="nested deeper"):
        load(tmp_path, chain + "g2000: {hosts: {sw1: }}\n")


def test_tags_of_yaml_construct_nothing(tmp_path: Path) -> None:
    (target,) = load(tmp_path, "all: {hosts: {sw1: {x: !!python/object/apply:os.system ['false']}}}")
    assert target.id == "sw1"


def test_a_map_for_an_unknown_field_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TargetListError, match='unknown field "sites" \\(did you mean "site"'):
        load(tmp_path, "all: {}", sites="x")
