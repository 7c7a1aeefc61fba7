"""Neighbors that commands show are the same as those that SNMP tells of."""

from __future__ import annotations

from builders import cli_recording
from decode.neighbor_samples import CDP, LLDPD, ROUTEROS, VRP

from auditor.decode import decode_recording
from auditor.model.device import Neighbor, Observed


def neighbors(platform: str, command: str, octets: bytes) -> tuple[Neighbor, ...]:
    device = decode_recording(cli_recording(platform, {command: octets}))
    assert device.problems == ()
    return device.neighbors


def test_a_cdp_neighbor_has_the_key_that_snmp_gives_it_and_leads_to_its_line() -> None:
    (told,) = neighbors("cisco_ios", "show cdp neighbors detail", CDP)
    texts = (told.system_name, told.model_name, told.system_descr)
    assert (told.key, [text.value if text else "" for text in texts], told.addresses) == (
        "serial:FOC1234X0YZ",
        ["edge-7", "cisco WS-C3560X-24P", "Cisco IOS Software, C3560E Software"],
        ("192.0.2.9",),
    )
    assert [(one.local_interface, one.reference.row) for one in told.sightings] == [("GigabitEthernet0/3", 2)]


def test_an_lldp_neighbor_of_vrp_is_on_the_port_named_above_it() -> None:
    (told,) = neighbors("huawei_vrp", "display lldp neighbor", VRP)
    assert (told.key, told.addresses) == ("mac:00e0fc123456", ("192.0.2.20",))
    assert [one.local_interface for one in told.sightings] == ["GigabitEthernet0/0/1"]


def test_neighbors_of_routeros_have_properties_on_any_line() -> None:
    told = neighbors("mikrotik", "/ip neighbor print detail", ROUTEROS)
    assert [
        [one.key, text_of(one.system_name), text_of(one.mfg_name), text_of(one.model_name)] for one in told
    ] == [
        ["mac:000c4200389f", "core 1", "MikroTik", "RB1100AHx2"],
        ["mac:00e0fc123456", "olt-2", "", ""],
    ]
    assert [one.sightings[0].local_interface for one in told] == ["ether13", "ether2"]
    assert text_of(told[1].system_descr) == "Huawei Integrated Access Software"


def test_lldpd_tells_what_the_inventory_of_an_endpoint_states() -> None:
    (told,) = neighbors("linux", "lldpcli -f json0 show neighbors details", LLDPD)
    stated = (told.mfg_name, told.model_name, told.serial_num, told.system_descr)
    assert [text_of(one) for one in stated] == ["Dahua", "IPC-42", "ZZ0042", 'Network Camera "D\u00f4me" 2/4']
    assert (told.key, told.addresses) == ("serial:ZZ0042", ("192.0.2.7",))
    assert [(one.protocol, one.local_interface) for one in told.sightings] == [("lldp", "eth0")]
    lines = LLDPD.splitlines()
    assert told.mfg_name is not None
    assert b'"Dahua"' in lines[told.mfg_name.reference.row - 1]


def test_a_chassis_id_that_is_no_address_is_no_mac() -> None:
    octets = LLDPD.replace(b"00:e0:fc:12:34:56", b"zz")
    (told,) = neighbors("linux", "lldpcli -f json0 show neighbors details", octets)
    assert told.mac is None


def test_a_row_with_an_address_begins_an_announcement_after_one_without() -> None:
    octets = (
        b"Local Interface    Parent Interface    Chassis Id          Port info          System Name\n"
        b"xe-0/1/1           ae7                 router-9            Ethernet3/29/1     core01\n"
        b"xe-0/1/2           -                   00:1c:73:00:c0:46   Ethernet 3         core02\n"
        b"ge-0/1/3.0         -                   192.0.2.4           port 3\n"
    )
    told = neighbors("juniper_junos", "show lldp neighbors", octets)
    assert sorted((one.sightings[0].local_interface, text_of(one.system_name)) for one in told) == [
        ("ge-0/1/3.0", ""),
        ("xe-0/1/1", "core01"),
        ("xe-0/1/2", "core02"),
    ]


def text_of(text: Observed[str] | None) -> str:
    return text.value if text else ""
