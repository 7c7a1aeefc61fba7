"""Target lists in CSV, our own and exports of other systems."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.errors import TargetListError
from auditor.model.sections import SectionKind
from auditor.model.target import SecretRef, SecretScheme, SnmpCommunity, SnmpVersion, Target
from auditor.targets import ListSource, TargetDefaults, load_targets
from auditor.targets.operator_file import MAX_FILE_BYTES

CORE = SnmpCommunity("core", SnmpVersion.V2C, SecretRef(SecretScheme.ENV, ("CORE",)))
DEFAULTS = TargetDefaults({"core": CORE}, skip_by_tag={"Edge Router": (SectionKind.ARP,)})


def load(folder: Path, data: str | bytes, **columns: str) -> tuple[Target, ...]:
    path = folder / "list.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return load_targets(ListSource(path, "csv", columns), DEFAULTS)


def refusal(folder: Path, data: str | bytes, **columns: str) -> str:
    with pytest.raises(TargetListError) as caught:
        load(folder, data, **columns)
    return str(caught.value)


def test_own_columns_are_found_by_name_and_others_ignored(tmp_path: Path) -> None:
    (target,) = load(
        tmp_path,
        "ID,Address,colour,tags,SNMP-Port,credentials,accept other source,skip,snmp_context\n"
        "sw1,192.0.2.1;2001:db8::1 sw1.example.net,blue,a;b c,1161,core,yes,fdb arp,ctx\n",
    )
    assert (
        target.id,
        target.addresses,
        target.tags,
        target.snmp_port,
        target.credentials,
        target.accept_other_source,
        target.snmp_context,
    ) == (
        "sw1",
        ("192.0.2.1", "2001:db8::1", "sw1.example.net"),
        ("a", "b", "c"),
        1161,
        (CORE,),
        True,
        "ctx",
    )
    assert target.skip_kinds == (SectionKind.FDB, SectionKind.ARP)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_delimiter_and_line_end_are_found_from_the_header(
    tmp_path: Path, delimiter: str, line_end: str
) -> None:
    rows = ("id,address,site", "sw1,192.0.2.1,Hill")
    text = line_end.join(row.replace(",", delimiter) for row in rows)
    (target,) = load(tmp_path, b"\xef\xbb\xbf" + text.encode())
    assert (target.id, target.site) == ("sw1", "Hill")


def test_a_list_of_addresses_alone_is_a_list(tmp_path: Path) -> None:
    assert tuple(target.id for target in load(tmp_path, "ip\n192.0.2.1\n\n192.0.2.2\n")) == (
        "192.0.2.1",
        "192.0.2.2",
    )


def test_lines_count_blank_lines_and_line_ends_in_quotes(tmp_path: Path) -> None:
    targets = load(tmp_path, '\nid,address,note\n\nsw1,192.0.2.1,"two\nlines"\nsw2,192.0.2.2,\n')
    assert [target.source.line if target.source else 0 for target in targets] == [4, 6]


def test_the_operators_columns_go_before_the_known_ones(tmp_path: Path) -> None:
    (target,) = load(
        tmp_path,
        "Name,Mgmt IP,address,Building\nsw1,192.0.2.1,none of this,Hill\n",
        address="mgmt ip",
        site="Building",
    )
    assert (target.addresses, target.site) == (("192.0.2.1",), "Hill")


NETBOX_HEADER = "Name,Status,Site,Role,Type,IP Address,IPv6 Address,Tags"


def test_a_netbox_export_is_read_without_a_map(tmp_path: Path) -> None:
    (target,) = load(
        tmp_path,
        f'{NETBOX_HEADER}\nr1,Active,Hill,Edge Router,X,192.0.2.1/24,2001:db8::1/64,"core site,b"\n',
    )
    assert (
        target.id,
        target.addresses,
        target.site,
        target.tags,
    ) == ("r1", ("192.0.2.1", "2001:db8::1"), "Hill", ("core site", "b", "Edge Router"))
    assert target.skip_kinds == (SectionKind.ARP,)


def test_a_netbox_export_with_field_names_is_read_too(tmp_path: Path) -> None:
    header = "id,name,device_type,role,site,status,primary_ip4,tags"
    (target,) = load(tmp_path, f"{header}\n7,r1,x,edge,hill,active,192.0.2.1/24,\n")
    assert (target.id, target.in_scope) == ("r1", True)


@pytest.mark.parametrize("status", ["Planned", "Offline", "decommissioning"])
def test_netbox_devices_that_are_not_active_are_out_of_scope_with_the_reason(
    tmp_path: Path, status: str
) -> None:
    (target,) = load(tmp_path, f"{NETBOX_HEADER}\nr1,{status},Hill,Edge,X,—,,\n")
    assert (False, f'status is "{status}", not "active"') == (target.in_scope, target.out_of_scope_reason)


def test_an_active_netbox_device_without_an_address_is_not_dropped_in_silence(tmp_path: Path) -> None:
    words = refusal(tmp_path, f"{NETBOX_HEADER}\nr1,Active,Hill,Edge,X,,,\n")
    assert 'line 2: target "r1" has no address' in words


def test_a_status_column_of_another_system_takes_nothing_out_of_scope(tmp_path: Path) -> None:
    (target,) = load(tmp_path, "name,ip_address,status\nsw1,192.0.2.1,up\n")
    assert target.in_scope
    (target,) = load(tmp_path, "name,ip_address,State\nsw1,192.0.2.1,retired\n", status="state")
    assert not target.in_scope


LIBRENMS_HEADER = "device_id,hostname,sysName,ip,overwrite_ip,port,location,type,status,ignore,disabled"


def test_a_librenms_export_is_read_without_a_map(tmp_path: Path) -> None:
    targets = load(
        tmp_path,
        f"{LIBRENMS_HEADER}\n"
        "1,r1.example.net,r1,192.0.2.1,192.0.2.99,1161,Hill,network,1,0,0\n"
        "2,r2.example.net,r2,192.0.2.2,NULL,161,Hill,network,0,1,0\n"
        "3,r3.example.net,r3,,,161,Hill,network,0,0,1\n",
    )
    assert [(target.id, target.addresses, target.snmp_port, target.in_scope) for target in targets] == [
        ("r1.example.net", ("192.0.2.99",), 1161, True),
        ("r2.example.net", ("192.0.2.2",), 161, True),
        ("r3.example.net", ("r3.example.net",), 161, False),
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("", "line 1: no column holds the address; the header is: empty"),
        ("name,colour\nsw1,blue\n", "the header is: name, colour"),
        ("id,address\nsw1,\n", 'line 2: target "sw1" has no address'),
        ("id,address,scope\nsw1,,out\n", 'line 2: target "sw1" is out of scope without a reason'),
        ("id,address,scope\nsw1,192.0.2.1,maybe\n", 'scope "maybe" is neither "in" nor "out"'),
        ("id,address\nsw1,192.0.2.0/24\n", "is a network"),
        ("id,address\nsw1,192.0.2.1,x\n", "line 2: has more cells than the header"),
        ("id,address,Address\nsw1,192.0.2.1,\n", 'the column "address" occurs twice'),
        ("id,address,snmp_port\nsw1,192.0.2.1,snmp\n", 'snmp_port "snmp" is not a port'),
        ("id,address,snmp_port\nsw1,192.0.2.1,99999\n", "snmp_port 99999 is not a port"),
        ("id,address,accept_other_source\nsw1,192.0.2.1,perhaps\n", "neither yes nor no"),
        ("id,address,credentials\nsw1,192.0.2.1,cor\n", 'unknown credential "cor" (did you mean "core"?)'),
        ("id,address,skip\nsw1,192.0.2.1,fbd\n", 'unknown table "fbd" (did you mean "fdb"?)'),
        ("id,address\nsw\0,192.0.2.1\n", "line 2: the id holds a control character"),
        ('id,address\n"sw1\n\n,192.0.2.1\n', "line 2"),
        ('id,address\n"sw1"x,192.0.2.1\n', "line 2: is not valid CSV"),
        (f"id,address\n{'a' * 200_000},192.0.2.1\n", "line 2: is not valid CSV"),
        ("id,address\n".encode("utf-16"), "is UTF-16, not UTF-8"),
        (b"id,address,site\nsw1,192.0.2.1,Br\xfccke\n", "line 2: byte 0xfc is not UTF-8"),
    ],
)
def test_mistakes_name_line_and_reason(tmp_path: Path, data: str | bytes, words: str) -> None:
    assert words in refusal(tmp_path, data)


def test_a_mapped_column_that_does_not_exist_is_refused_with_the_nearest(tmp_path: Path) -> None:
    words = refusal(tmp_path, "Name,Mgmt IP\nsw1,192.0.2.1\n", address="Mgnt IP")
    assert 'columns: address: no column "Mgnt IP" (did you mean "Mgmt IP"?)' in words


def test_a_map_for_an_unknown_field_is_refused_with_the_nearest(tmp_path: Path) -> None:
    assert 'unknown field "adress" (did you mean "address"?)' in refusal(tmp_path, "a\n", adress="a")


def test_a_file_that_is_no_list_by_its_size_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    with path.open("wb") as stream:
        stream.truncate(MAX_FILE_BYTES + 1)
    with pytest.raises(TargetListError, match="is larger than"):
        load_targets(ListSource(path, "csv"), DEFAULTS)


def test_a_missing_file_and_a_folder_are_refused_with_the_systems_reason(tmp_path: Path) -> None:
    for path, words in ((tmp_path / "absent.csv", "No such file"), (tmp_path, "Is a directory")):
        with pytest.raises(TargetListError, match=words):
            load_targets(ListSource(path, "csv"), DEFAULTS)


def test_an_unknown_format_is_refused_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(TargetListError, match='unknown format "cvs" \\(did you mean "csv"'):
        load_targets(ListSource(tmp_path / "x", "cvs"), DEFAULTS)
