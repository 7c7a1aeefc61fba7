"""Target lists in TOML."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.errors import TargetListError
from auditor.model.sections import SectionKind
from auditor.model.target import SecretRef, SecretScheme, SnmpCommunity, SnmpVersion, SourceLine, Target
from auditor.targets import ListSource, TargetDefaults, load_targets

CORE = SnmpCommunity("core", SnmpVersion.V2C, SecretRef(SecretScheme.ENV, ("CORE",)))
EDGE = SnmpCommunity("edge", SnmpVersion.V2C, SecretRef(SecretScheme.ENV, ("EDGE",)))
DEFAULTS = TargetDefaults(
    credentials={"core": CORE, "edge": EDGE},
    default_credentials=("core",),
    snmp_port=1161,
    skip_by_tag={"subscribers": (SectionKind.FDB, SectionKind.ARP)},
)


def load(folder: Path, text: str) -> tuple[Target, ...]:
    path = folder / "list.toml"
    path.write_text(text, encoding="utf-8")
    return load_targets(ListSource(path, "toml"), DEFAULTS)


def test_every_field_of_a_target_is_read(tmp_path: Path) -> None:
    text = """
[[targets]]
id = "sw1"
address = "192.0.2.1/24"
addresses = ["2001:db8::1", "192.0.2.1"]
site = "Hill"
tags = ["access", "hill"]
snmp_port = 161
snmp_context = "vlan-7"
credentials = ["edge", "core"]
accept_other_source = true
skip = ["arp"]
"""
    expected = Target(
        id="sw1",
        addresses=("192.0.2.1", "2001:db8::1"),
        credentials=(EDGE, CORE),
        snmp_port=161,
        snmp_context="vlan-7",
        site="Hill",
        tags=("access", "hill"),
        skip_kinds=(SectionKind.ARP,),
        accept_other_source=True,
        source=SourceLine(str(tmp_path / "list.toml"), 2),
    )
    assert (expected,) == load(tmp_path, text)


def test_what_a_target_does_not_say_comes_from_the_list_and_then_from_the_configuration(
    tmp_path: Path,
) -> None:
    text = """
targets = []
[defaults]
site = "Hill"
tags = ["campus"]
[[ranges]]
addresses = "192.0.2.0/31"
tags = ["subscribers"]
"""
    first, second = load(tmp_path, text)
    assert (
        first.id,
        first.site,
        first.tags,
        first.credentials,
        first.snmp_port,
    ) == ("192.0.2.0", "Hill", ("campus", "subscribers"), (CORE,), 1161)
    assert second.skip_kinds == (SectionKind.FDB, SectionKind.ARP)


def test_a_range_leaves_out_what_targets_of_the_file_name(tmp_path: Path) -> None:
    text = """
[[ranges]]
addresses = ["192.0.2.1-3", "2001:db8::/127"]
[[targets]]
id = "sw2"
addresses = ["192.0.2.2", "2001:DB8::1"]
"""
    assert tuple(target.id for target in load(tmp_path, text)) == (
        "sw2",
        "192.0.2.1",
        "192.0.2.3",
        "2001:db8::",
    )


def test_a_target_out_of_scope_needs_a_reason_but_no_address(tmp_path: Path) -> None:
    (target,) = load(tmp_path, '[[targets]]\nname = "sw1"\nscope = "out"\nreason = "scrapped"\n')
    assert (target.in_scope, target.out_of_scope_reason, target.addresses) == (False, "scrapped", ())


def test_lines_are_those_of_the_headers_whatever_strings_and_comments_hold(tmp_path: Path) -> None:
    lines = (
        "# [[targets]]",
        "[defaults]",
        r'site = "Hill \" # [[targets]]"',
        "[[targets]]  # the first; here ''' and \"\"\" open nothing",
        'id = "a # [[targets]]"',
        'address = "192.0.2.1"',
        "tags = [",
        "  'x', # \"",
        "]",
        ' [[ "targets" ]]',
        r"id = 'b\'",
        'address = "192.0.2.2"',
    )
    assert [
        (target.id, target.source.line if target.source else 0) for target in load(tmp_path, "\n".join(lines))
    ] == [("a # [[targets]]", 4), ("b\\", 10)]


def test_multi_line_strings_hide_no_header_and_show_none(tmp_path: Path) -> None:
    text = (
        "[[targets]]\naddress = \"\"\"192.0.2.1\"\"\"\nsite = '''Hill'''\n"
        '[[targets]]\naddress = "192.0.2.2"\nsite = """Hill ""\\\n[[targets]]"""""\n'
        '[[targets]]\naddress="192.0.2.3"\n'
    )
    assert [target.source.line if target.source else 0 for target in load(tmp_path, text)] == [1, 4, 8]


def test_quotes_next_to_the_end_of_a_multi_line_string_belong_to_it(tmp_path: Path) -> None:
    text = (
        '[[targets]]\naddress = "192.0.2.1"\ntags = ["""x"""", """\\\n[[targets]]"""]\n'
        '[[targets]]\naddress = "192.0.2.2"\n'
    )
    first, second = load(tmp_path, text)
    assert first.tags == ('x"', "[[targets]]")
    assert [target.source.line if target.source else 0 for target in (first, second)] == [1, 5]


def test_targets_of_an_inline_array_get_the_line_of_the_key(tmp_path: Path) -> None:
    text = '# list\ntargets = [\n  { address = "192.0.2.1" },\n  { address = "192.0.2.2" },\n]\n'
    assert [target.source.line if target.source else 0 for target in load(tmp_path, text)] == [2, 2]


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    assert load(tmp_path, '\ufeff[[targets]]\naddress = "192.0.2.1"\n')[0].id == "192.0.2.1"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "has neither [[targets]] nor [[ranges]]"),
        ("[[target]]\n", 'target: unknown key (did you mean "targets"?)'),
        ("targets = 3", "targets: must be an array, not an integer"),
        ("targets = [3]", "targets: must be an array of tables, not an integer"),
        ('[[targets]]\nadress = "192.0.2.1"', 'line 1: adress: unknown key (did you mean "address"?)'),
        ('\n[[targets]]\nid = "a"', 'line 2: target "a" has no address'),
        ("[[targets]]\nid = 7", "line 1: id: must be a string, not an integer"),
        ('[[targets]]\nid = ""', "line 1: id: is empty"),
        ('[[targets]]\nid = "a\\u0000"', "line 1: id: holds a control character"),
        ('[[targets]]\nid = "a"\nname = "b"', "line 1: name: id and name mean the same"),
        ('[[targets]]\naddress = "192.0.2.0/24"', 'line 1: "192.0.2.0/24" is a network'),
        ('[[targets]]\naddress = "192.0.2.1-4"', "write networks and ranges under [[ranges]]"),
        ('[[targets]]\naddress = "192.0.2.1"\nscope = "away"', "line 1: scope: not one of the valid words"),
        ('[[targets]]\naddress = "192.0.2.1"\nscope = "out"', "out of scope without a reason"),
        ('[[targets]]\naddress = "192.0.2.1"\nreason = "gone"', "has a reason but is in scope"),
        ('[[targets]]\naddress = "192.0.2.1"\nsnmp_port = 0', "snmp_port: must be from 1 to 65535"),
        (
            '[[targets]]\naddress = "192.0.2.1"\nsnmp_port = true',
            "snmp_port: must be an integer, not a boolean",
        ),
        (
            '[[targets]]\naddress = "192.0.2.1"\ncredentials = ["cor"]',
            'unknown credential "cor" (did you mean "core"?)',
        ),
        ('[[targets]]\naddress = "192.0.2.1"\nskip = ["system"]', 'unknown table "system"'),
        ('[[targets]]\naddress = "192.0.2.1"\ntags = ["a", "a"]', "tags: the same value is listed twice"),
        (f'[[targets]]\naddress = "192.0.2.1"\nsnmp_context = "{"ä" * 17}"', "longer than 32 octets"),
        (f'[[targets]]\naddress = "192.0.2.1"\nid = "{"a" * 256}"', "longer than 255 characters"),
        ("[[ranges]]", "line 1: addresses: is missing"),
        ('[[ranges]]\naddresses = "2001:db8::/64"', 'line 1: "2001:db8::/64" has more than 4096 addresses'),
        ('[[ranges]]\nid = "x"\naddresses = "192.0.2.0/28"', "id: unknown key"),
        ('[defaults]\nid = "x"\n[[targets]]', "defaults.id: unknown key"),
        ('[[targets]]\nid = "a"\nid = "b"', "line 3: Cannot overwrite a value"),
        ('[[targets]]\nid = "a', "line 2"),
        ("x = " + "[" * 5_000 + "]" * 5_000, "nested too deeply"),
        ("x = " + "9" * 5_000, "out of range"),
        ("\0", "line 1"),
    ],
)
def test_mistakes_name_file_line_reason_and_remedy(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(TargetListError) as caught:
        load(tmp_path, text)
    assert words in str(caught.value)
    assert str(tmp_path / "list.toml") in str(caught.value)


def test_columns_have_no_meaning_in_toml(tmp_path: Path) -> None:
    path = tmp_path / "list.toml"
    path.write_text('[[targets]]\naddress = "192.0.2.1"\n')
    with pytest.raises(TargetListError, match="columns are for CSV"):
        load_targets(ListSource(path, "toml", {"site": "Site"}), DEFAULTS)
