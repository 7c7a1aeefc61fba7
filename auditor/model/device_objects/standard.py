"""Objects of standard MIBs that name the device; they fill what vendors' objects leave open."""

from __future__ import annotations

from auditor.model.device_objects.device_object import DeviceField, group

MFG, MODEL, SERIAL = DeviceField.MFG, DeviceField.MODEL, DeviceField.SERIAL
HARDWARE, FIRMWARE, SOFTWARE = DeviceField.HARDWARE, DeviceField.FIRMWARE, DeviceField.SOFTWARE

STANDARD_OBJECTS = (
    # RFC 1628; the agent's software is the card's, the other the supply's.
    *group("UPS-MIB", "1.3.6.1.2.1.33.1.1", ("1", MFG, "upsIdentManufacturer"), ("2", MODEL, "upsIdentModel"),
        ("3", SOFTWARE, "upsIdentUPSSoftwareVersion"), ("4", SOFTWARE, "upsIdentAgentSoftwareVersion")),
    # RFC 3805. prtGeneralPrinterName is the operator's, so no model.
    *group("Printer-MIB", "1.3.6.1.2.1.43.5.1.1", ("17", SERIAL, "prtGeneralSerialNumber")),
    # RFC 4502.
    *group("RMON2-MIB", "1.3.6.1.2.1.16.19", ("2", SOFTWARE, "probeSoftwareRev"),
        ("3", HARDWARE, "probeHardwareRev")),
    # IEEE 802.11: one row per radio.
    *group("IEEE802dot11-MIB", "1.2.840.10036.3.1.2.1", ("3", MODEL, "dot11manufacturerProductName"),
        ("2", MFG, "dot11manufacturerName"), ("4", SOFTWARE, "dot11manufacturerProductVersion")),
)  # fmt: skip
