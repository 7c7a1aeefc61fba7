"""Neighbors as commands print them, written for this project; names and numbers are invented."""

from __future__ import annotations

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
ROUTEROS = b"""\
 0 interface=ether13,bridge address=192.0.2.33 address4=192.0.2.33
   mac-address=00:0C:42:00:38:9F identity="core 1" platform="MikroTik"
   version="6.49.6 (stable)" board="RB1100AHx2" interface-name="bridge/ether1"

 1 interface=ether2 mac-address=00:E0:FC:12:34:56 identity="olt-2" platform=""
   system-description="Huawei Integrated Access Software"
"""
LLDPD = b"""\
{
  "lldp": [
    {
      "interface": [
        {
          "name": "eth0",
          "via": "LLDP",
          "chassis": [
            {
              "id": [
                {
                  "type": "mac",
                  "value": "00:e0:fc:12:34:56"
                }
              ],
              "name": [
                {
                  "value": "cam-7"
                }
              ],
              "descr": [
                {
                  "value": "Network Camera \\"D\\u00f4me\\" 2\\/4"
                }
              ],
              "mgmt-ip": [
                {
                  "value": "192.0.2.7"
                }
              ],
              "capability": [
                {
                  "type": "Station",
                  "enabled": true
                }
              ]
            }
          ],
          "port": [
            {
              "id": [
                {
                  "type": "ifname",
                  "value": "lan0"
                }
              ],
              "descr": [
                {
                  "value": "not the camera"
                }
              ]
            }
          ],
          "lldp-med": [
            {
              "inventory": [
                {
                  "serial": [
                    {
                      "value": "ZZ0042"
                    }
                  ],
                  "manufacturer": [
                    {
                      "value": "Dahua"
                    }
                  ],
                  "model": [
                    {
                      "value": "IPC-42"
                    }
                  ]
                }
              ]
            }
          ]
        }
      ]
    }
  ]
}
"""
OUTPUTS = {
    ("cisco_ios", "show cdp neighbors detail"): CDP,
    ("huawei_vrp", "display lldp neighbor"): VRP,
    ("mikrotik", "/ip neighbor print detail"): ROUTEROS,
    ("linux", "lldpcli -f json0 show neighbors details"): LLDPD,
}
"""(platform, command) -> an output of it."""
