"""The tables that `decode` reads, as OIDs of their rows; the columns are the readers'.

Vendor tables that differ only in their columns are data rows of `transceivers` and `modems`
and bring their own roots. It must not know what any column means.
"""

from __future__ import annotations

from auditor.model.oid import encode_oid

SYSTEM = encode_oid("1.3.6.1.2.1.1")
"""SNMPv2-MIB system (RFC 3418)."""
SNMP_ENGINE = encode_oid("1.3.6.1.6.3.10.2.1")
"""SNMP-FRAMEWORK-MIB snmpEngine (RFC 3411)."""
IF_ENTRY = encode_oid("1.3.6.1.2.1.2.2.1")
"""IF-MIB ifEntry (RFC 2863)."""
IF_X_ENTRY = encode_oid("1.3.6.1.2.1.31.1.1.1")
"""IF-MIB ifXEntry (RFC 2863)."""
ENT_PHYSICAL_ENTRY = encode_oid("1.3.6.1.2.1.47.1.1.1.1")
"""ENTITY-MIB entPhysicalEntry (RFC 6933)."""
ENT_ALIAS_MAPPING_ENTRY = encode_oid("1.3.6.1.2.1.47.1.3.2.1")
"""ENTITY-MIB entAliasMappingEntry (RFC 6933)."""
DOT1D_BASE = encode_oid("1.3.6.1.2.1.17.1")
"""BRIDGE-MIB dot1dBase (RFC 4188)."""
DOT1D_BASE_PORT_ENTRY = encode_oid("1.3.6.1.2.1.17.1.4.1")
DOT1D_TP_FDB_ENTRY = encode_oid("1.3.6.1.2.1.17.4.3.1")
DOT1Q_TP_FDB_ENTRY = encode_oid("1.3.6.1.2.1.17.7.1.2.2.1")
"""Q-BRIDGE-MIB dot1qTpFdbEntry (RFC 4363)."""
IP_NET_TO_MEDIA_ENTRY = encode_oid("1.3.6.1.2.1.4.22.1")
"""IP-MIB ipNetToMediaEntry (RFC 4293, deprecated there, still the common one)."""
IP_NET_TO_PHYSICAL_ENTRY = encode_oid("1.3.6.1.2.1.4.35.1")
LLDP_LOCAL = encode_oid("1.0.8802.1.1.2.1.3")
"""LLDP-MIB lldpLocalSystemData (IEEE 802.1AB-2005)."""
LLDP_LOC_PORT_ENTRY = encode_oid("1.0.8802.1.1.2.1.3.7.1")
LLDP_REM_ENTRY = encode_oid("1.0.8802.1.1.2.1.4.1.1")
LLDP_REM_MAN_ADDR_ENTRY = encode_oid("1.0.8802.1.1.2.1.4.2.1")
LLDP_MED_INVENTORY_ENTRY = encode_oid("1.0.8802.1.1.2.1.5.4795.1.3.3.1")
"""LLDP-EXT-MED-MIB lldpXMedRemInventoryEntry (ANSI/TIA-1057)."""
CDP_CACHE_ENTRY = encode_oid("1.3.6.1.4.1.9.9.23.1.2.1.1")
"""CISCO-CDP-MIB cdpCacheEntry."""

FDP_CACHE_ENTRY = encode_oid("1.3.6.1.4.1.1991.1.1.3.20.1.2.1.1")
"""FOUNDRY-SN-SWITCH-GROUP-MIB snFdpCacheEntry: what Foundry's and Cisco's protocols told."""
ISDP_CACHE_ENTRIES = (
    encode_oid("1.3.6.1.4.1.4413.1.1.39.1.2.1.1"),
    encode_oid("1.3.6.1.4.1.4526.10.39.1.2.1.1"),
    encode_oid("1.3.6.1.4.1.4526.11.39.1.2.1.1"),
    encode_oid("1.3.6.1.4.1.674.10895.5000.2.6132.1.1.39.1.2.1.1"),
)
"""FASTPATH-ISDP-MIB agentIsdpCacheEntry (Broadcom, Netgear, Netgear smart, Dell): CDP's columns."""
EDP_ENTRY = encode_oid("1.3.6.1.4.1.1916.1.13.2.1")
"""EXTREME-EDP-MIB extremeEdpEntry."""
SONMP_ENTRY = encode_oid("1.3.6.1.4.1.45.1.6.13.2.1.1")
"""S5-ETH-MULTISEG-TOPOLOGY-MIB s5EnMsTopNmmEntry (Nortel)."""
LLDP_V2_REM_ENTRY = encode_oid("1.3.111.2.802.1.1.13.1.4.1.1")
LLDP_V2_REM_MAN_ADDR_ENTRY = encode_oid("1.3.111.2.802.1.1.13.1.4.2.1")
"""LLDP-V2-MIB (IEEE 802.1AB-2009): an index for the destination address was added."""
TMNX_LLDP_REM_ENTRY = encode_oid("1.3.6.1.4.1.6527.3.1.2.59.4.1.1")
TMNX_LLDP_REM_MAN_ADDR_ENTRY = encode_oid("1.3.6.1.4.1.6527.3.1.2.59.4.2.1")
"""TIMETRA-LLDP-MIB tmnxLldpRemEntry, tmnxLldpRemManAddrEntry (Nokia)."""

STANDARD_ROOTS = (
    SYSTEM,
    SNMP_ENGINE,
    IF_ENTRY,
    IF_X_ENTRY,
    ENT_PHYSICAL_ENTRY,
    ENT_ALIAS_MAPPING_ENTRY,
    DOT1D_BASE,
    DOT1D_BASE_PORT_ENTRY,
    DOT1D_TP_FDB_ENTRY,
    DOT1Q_TP_FDB_ENTRY,
    IP_NET_TO_MEDIA_ENTRY,
    IP_NET_TO_PHYSICAL_ENTRY,
    LLDP_LOCAL,
    LLDP_LOC_PORT_ENTRY,
    LLDP_REM_ENTRY,
    LLDP_REM_MAN_ADDR_ENTRY,
    LLDP_MED_INVENTORY_ENTRY,
    CDP_CACHE_ENTRY,
    FDP_CACHE_ENTRY,
    *ISDP_CACHE_ENTRIES,
    EDP_ENTRY,
    SONMP_ENTRY,
    LLDP_V2_REM_ENTRY,
    LLDP_V2_REM_MAN_ADDR_ENTRY,
    TMNX_LLDP_REM_ENTRY,
    TMNX_LLDP_REM_MAN_ADDR_ENTRY,
)
