"""Outputs of a Linux-based router with a modem and a network card, written for this project."""

from __future__ import annotations

LSPCI = b"""\
Slot:\t0000:00:1f.0
Class:\tISA bridge [0601]
Vendor:\tIntel Corporation [8086]
Device:\tDevice [02a4]

Slot:\t0000:00:1f.3
Class:\tAudio device [0403]
Vendor:\tIntel Corporation [8086]
Device:\tDevice [02c8]

Slot:\t0000:02:00.0
Class:\tEthernet controller [0200]
Vendor:\tIntel Corporation [8086]
Device:\t82599ES 10-Gigabit SFI/SFP+ Network Connection [10fb]
SVendor:\tHuawei Technologies Co., Ltd. [19e5]
SDevice:\tDevice [d110]
Rev:\t01

Slot:\t0000:03:00.0
Class:\tEthernet controller [0200]
Vendor:\tHuawei Technologies Co., Ltd. [19e5]
Device:\tHi1822 Family (2*100GE) [0200]

Slot:\t0000:04:00.0
Class:\tCommunication controller [0780]
Vendor:\tPSITech [12d1]
Device:\tDevice [0001]
SVendor:\tPSITech [12d1]
SDevice:\tDevice [0001]
"""
LSUSB = b"""\
Bus 001 Device 001: ID 1d6b:0002 Linux Foundation 2.0 root hub
Bus 001 Device 004: ID 12d1:14dc Huawei Technologies Co., Ltd. E3372 LTE/UMTS/GSM HiLink Modem/Networkcard
Bus 001 Device 003: ID 19d2:1405 ZTE WCDMA Technologies MSM
"""
USB_VENDOR = b"""\
/sys/bus/usb/devices/1-1.2/idVendor:12d1
/sys/bus/usb/devices/1-1.3/idVendor:19d2
/sys/bus/usb/devices/usb1/idVendor:1d6b
"""
USB_MAKER = b"""\
/sys/bus/usb/devices/1-1.2/manufacturer:HUAWEI_MOBILE
/sys/bus/usb/devices/usb1/manufacturer:Linux 6.1.0 xhci-hcd
"""
USB_SERIAL = b"/sys/bus/usb/devices/1-1.3/serial:MF0000000042\n"
LSHW = b"""\
{
  "id" : "router",
  "class" : "system",
  "product" : "APU2",
  "vendor" : "PC Engines",
  "serial" : "1234502",
  "children" : [
    {
      "id" : "firmware",
      "vendor" : "coreboot",
      "product" : "nobody"
    },
    {
      "id" : "network",
      "class" : "network",
      "product" : "Hi1822 Family (2*100GE)",
      "vendor" : "Huawei Technologies Co., Ltd.",
      "businfo" : "pci@0000:03:00.0",
      "serial" : "00:11:22:33:44:55"
    },
    {
      "id" : "usb",
      "product" : "HUAWEI_MOBILE",
      "vendor" : "HUAWEI_MOBILE",
      "businfo" : "usb@1:1.2"
    }
  ]
}
"""
DMI = b"""\
# dmidecode 3.4
System Information
\tManufacturer: PC Engines
\tProduct Name: APU2
\tSerial Number: 1234502

System Boot Information
\tManufacturer: nobody
"""
ETHTOOL = b"""\
\tIdentifier                                : 0x03 (SFP)
\tConnector                                 : 0x07 (LC)
\tVendor name                               : HUAWEI
\tVendor OUI                                : 00:00:00
\tVendor PN                                 : 02310QDS
\tVendor rev                                : A
\tVendor SN                                 : 123EA0042
"""
LSPCI_SHORT = b"""\
00:1f.0 ISA bridge [0601]: Intel Corporation Device [8086:02a4]
03:00.0 Ethernet controller [0200]: Huawei Technologies Co., Ltd. Hi1822 Family (2*100GE) [19e5:0200] (rev 45)
"""
PCI_VENDOR = b"""\
/sys/bus/pci/devices/0000:00:1f.0/vendor:0x8086
/sys/bus/pci/devices/0000:03:00.0/vendor:0x19e5
"""
PCI_CARD = b"""\
/sys/bus/pci/devices/0000:00:1f.0/subsystem_vendor:0x1849
/sys/bus/pci/devices/0000:02:00.0/subsystem_vendor:0x19e5
/sys/bus/pci/devices/0000:04:00.0/subsystem_vendor:0x12d1
"""
OUTPUTS = {
    "ls /sys/class/net": b"eth0\nlo\n",
    "lshw -json -quiet": LSHW,
    "lspci -Dvmmnn": LSPCI,
    "lspci -nn": LSPCI_SHORT,
    "grep -H . /sys/bus/pci/devices/*/vendor": PCI_VENDOR,
    "grep -H . /sys/bus/pci/devices/*/subsystem_vendor": PCI_CARD,
    "lsusb": LSUSB,
    "dmidecode -t system": DMI,
    "ethtool -m eth0": ETHTOOL,
    "grep -H . /sys/bus/usb/devices/*/idVendor": USB_VENDOR,
    "grep -H . /sys/bus/usb/devices/*/manufacturer": USB_MAKER,
    "grep -H . /sys/bus/usb/devices/*/serial": USB_SERIAL,
    "grep -H . /sys/bus/usb/devices/*/product": b"/sys/bus/usb/devices/1-1.2/product:HUAWEI_MOBILE\n",
    "cat /proc/device-tree/compatible": b"acme,box-1\0hisilicon,hi3660\0",
}
