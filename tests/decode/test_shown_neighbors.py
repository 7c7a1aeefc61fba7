"""Neighbors that commands show are the same as those that SNMP tells of."""

from __future__ import annotations

from builders import cli_recording

from auditor.decode import decode_recording
from auditor.model.device import Neighbor

CDP = b"""\
-------------------------
Device ID: edge-7(FOC1234X0YZ)
Entry address(es):
  IP address: 192.0.2.9
Platform: cisco WS-C3560X-24P,  Capabilities: Switch IGMP
Interface: GigabitEthernet0/3,  Port ID (outgoing port): GigabitEthernet0/8

Version :
Cisco IOS Software, C3560E Software
"""
VRP = b"""\
GigabitEthernet0/0/1 has 1 neighbors:

Neighbor index : 1
Chassis type   :macAddress
Chassis ID     :00e0-fc12-3456
System name    :olt-2
System description :ZXA10 C300
Management address : 192.0.2.20
"""


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
