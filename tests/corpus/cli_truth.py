"""Where the shared corpus has text of commands we parse, and which columns of its truth tell what."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

CLI = Path(__file__).parents[3] / "shared" / "corpus" / "cli"


class Proven(NamedTuple):
    """A folder of the corpus (platform/command) and the columns of serial, model and maker, of
    the device's description and name: columns of the truth; every value in them has to be told."""

    folder: str
    serials: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    makers: tuple[str, ...] = ()
    descrs: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()


_JUNOS = ("chassis", "fpc", "xcvr", "psm", "power_supply", "routing_engine", "cb", "midplane")
PROVEN = {
    ("huawei_vrp", "display version"): Proven("huawei_vrp/display_version", (), ("model",)),
    ("huawei_vrp", "display device"): Proven("huawei_vrp/display_device", (), ("pid",)),
    ("huawei_vrp", "display esn"): Proven("huawei_vrp/display_sn_license", ("serial_number",)),
    ("huawei_smartax", "display board 0"): Proven("huawei_smartax/display_board", (), ("boardname",)),
    ("huawei_ont", "display optic"): Proven(
        "huawei_ont/display_optic", ("vendor_serial_number",), ("vendor_product_name",), ("vendor_name",)
    ),
    ("huawei_ont", "display machineItem"): Proven("huawei_ont/display_machineItem", ("machine_item",)),
    ("huawei_ont", "display version"): Proven("huawei_ont/display_version"),
    ("hp_comware", "display device manuinfo"): Proven(
        "hp_comware/display_device_manuinfo", ("device_serial_number",), ("device_name",), ("vendor_name",)
    ),
    ("zte_zxr10", "show version"): Proven("zte_zxros/show_version", (), ("hardware",)),
    ("cisco_ios", "show inventory"): Proven("cisco_ios/show_inventory", ("sn",), ("pid",)),
    ("cisco_ios", "show version"): Proven("cisco_ios/show_version", ("serial",), ("hardware",)),
    ("cisco_ios", "show module"): Proven(
        "cisco_ios/show_module", ("serial", "submodule_serial"), ("model", "submodule_model")
    ),
    ("cisco_ios", "show platform"): Proven("cisco_ios/show_platform", ("serial",), ("model",)),
    ("cisco_asa", "show inventory"): Proven("cisco_asa/show_inventory", ("sn",), ("pid",)),
    ("cisco_asa", "show version"): Proven("cisco_asa/show_version", ("serial",)),
    ("cisco_xr", "show inventory"): Proven("cisco_xr/show_inventory", ("sn",), ("pid",)),
    ("cisco_xr", "show version"): Proven("cisco_xr/show_version", (), ("hardware",)),
    ("cisco_xr", "show platform"): Proven("cisco_xr/show_platform", (), ("type",)),
    ("cisco_xr", "admin show platform"): Proven("cisco_xr/admin_show_platform", (), ("type",)),
    ("cisco_nxos", "show inventory"): Proven("cisco_nxos/show_inventory", ("sn",)),
    ("cisco_nxos", "show version"): Proven("cisco_nxos/show_version", ("serial",), ("platform",)),
    ("cisco_nxos", "show module"): Proven("cisco_nxos/show_module", (), ("model",)),
    ("cisco_nxos", "show interface transceiver"): Proven(
        "cisco_nxos/show_interface_transceiver", ("serial",), ("part_number",), ("manufacturer",)
    ),
    ("juniper_junos", "show chassis hardware"): Proven(
        "juniper_junos/show_chassis_hardware",
        tuple(f"{name}_serial_number" for name in _JUNOS),
        ("chassis_description", "xcvr_part", "fpc_part"),
    ),
    ("juniper_junos", "show version"): Proven("juniper_junos/show_version", (), ("model",)),
    ("arista_eos", "show version"): Proven("arista_eos/show_version", ("serial_number",), ("model",)),
    ("arista_eos", "show inventory"): Proven("arista_eos/show_inventory", ("sn",), ("pid",)),
    ("aruba_aoscx", "show system"): Proven("aruba_aoscx/show_system", ("serial",), ("product",), ("vendor",)),
    ("aruba_aoscx", "show module"): Proven("aruba_aoscx/show_module", ("serial",), ("model",)),
    ("hp_procurve", "show system"): Proven("hp_procurve/show_system", ("serial",)),
    ("alcatel_aos", "show chassis"): Proven("alcatel_aos/show_chassis", ("serial_number",), ("model_name",)),
    ("ruckus_fastiron", "show version"): Proven("ruckus_fastiron/show_version", ("serial",), ("hardware",)),
    ("edgeswitch", "show version"): Proven(
        "ubiquiti_edgeswitch/show_version", ("serial",), ("switch_model",)
    ),
    ("mikrotik", "/system routerboard print"): Proven(
        "mikrotik_routeros/system_routerboard_print", ("serial_number",), ("hardware_model",)
    ),
    ("mikrotik", "/system resource print"): Proven(
        "mikrotik_routeros/system_resource_print", (), (), ("platform",)
    ),
    ("fortinet", "get system status"): Proven("fortinet/get_system_status", ("serial_number",)),
    ("paloalto_panos", "show system info"): Proven(
        "paloalto_panos/show_system_info", ("serial",), ("model",)
    ),
    ("alcatel_aos", "show system"): Proven(
        "alcatel_aos/show_system", descrs=("description",), hosts=("name",)
    ),
    ("hp_procurve", "show lldp info local-device"): Proven(
        "hp_procurve/show_lldp_info_local-device",
        (),
        ("pid",),
        descrs=("description",),
        hosts=("system_name",),
    ),
    ("fortinet", "get system ha status"): Proven(
        "fortinet/get_system_ha_status", ("ha_master_unit_serial", "ha_slave_unit_serial"), ("model",)
    ),
    ("cisco_asa", "show module"): Proven("cisco_asa/show_module", ("serial",), ("model",)),
    ("arista_eos", "show module"): Proven("arista_eos/show_module", ("serial_num",), ("model",)),
    ("huawei_ont", "display boardItem"): Proven("huawei_ont/display_boardItem", ("board_item",)),
    ("allied_telesis", "show system"): Proven(
        "allied_telesis_awplus/show_system", ("serial",), ("hardware",)
    ),
    ("aruba_os", "show inventory"): Proven(
        "aruba_os/show_inventory",
        ("system_serial", "cpu_card_serial", "interface_card_serial"),
        ("sc_model", "cpu_card_assembly", "interface_card_assembly"),
    ),
    ("broadcom_icos", "show version"): Proven("broadcom_icos/show_version", ("serial",), ("switch_model",)),
    ("cisco_s300", "show system"): Proven(
        "cisco_s300/show_system", descrs=("description",), hosts=("hostname",)
    ),
    ("cisco_s300", "show system id"): Proven("cisco_s300/show_system_id", ("serial_number",)),
    ("eltex", "show system"): Proven("eltex/show_system", descrs=("description",), hosts=("hostname",)),
    ("eltex", "show system id"): Proven("eltex/show_system_id", ("serial_number",)),
    ("edgerouter", "show version"): Proven(
        "ubiquiti_edgerouter/show_version", ("serial_number",), ("hardware_model",)
    ),
    ("fujitsu_sir", "show system information"): Proven(
        "fsas_sir/show_system_information", ("serial",), ("system",)
    ),
    ("oneaccess_oneos", "show system hardware"): Proven(
        "oneaccess_oneos/show_system_hardware", (), ("device",)
    ),
    ("oneaccess_oneos", "show transceiver equipment"): Proven(
        "oneaccess_oneos/show_transceiver_equipment",
        (),
        ("vendor_partner",),
        ("vendor_name",),
    ),
}
"""(platform, command) whose parser real text proves."""

TRUTH_IS_WRONG = {
    ("cisco_ios_show_module_01", "Module"): "the last word of a card type, of a row without a model",
    ("cisco_xr_admin_show_platform2", "RP(Active)"): "what the card does, not which it is",
    ("juniper_junos_show_chassis_hardware1", "NON-JNPR"): "says whose part it is not",
}
"""(case, value of the truth) that is no model."""

PROVEN_NEIGHBORS = {
    ("broadcom_icos", "show lldp remote-device all"): "broadcom_icos/show_lldp_remote-device_all",
    ("cisco_ios", "show cdp neighbors detail"): "cisco_ios/show_cdp_neighbors_detail",
    ("cisco_nxos", "show cdp neighbors detail"): "cisco_nxos/show_cdp_neighbors_detail",
    ("cisco_nxos", "show lldp neighbors"): "cisco_nxos/show_lldp_neighbors",
    ("cisco_ios", "show lldp neighbors detail"): "cisco_ios/show_lldp_neighbors_detail",
    ("cisco_xr", "show lldp neighbors detail"): "cisco_xr/show_lldp_neighbors_detail",
    ("cisco_s300", "show lldp neighbors"): "cisco_s300/show_lldp_neighbors",
    ("huawei_vrp", "display lldp neighbor"): "huawei_vrp/display_lldp_neighbor",
    ("huawei_vrp", "display ap all"): "huawei_vrp/display_ap_all",
    ("hp_comware", "display lldp neighbor-information list"): (
        "hp_comware/display_lldp_neighbor-information_list"
    ),
    ("hp_procurve", "show lldp info remote-device detail"): (
        "hp_procurve/show_lldp_info_remote-device_detail"
    ),
    ("hp_procurve", "show cdp neighbors detail"): "hp_procurve/show_cdp_neighbors_detail",
    ("aruba_aoscx", "show lldp neighbor-info detail"): "aruba_aoscx/show_lldp_neighbors-info_detail",
    ("juniper_junos", "show lldp neighbors"): "juniper_junos/show_lldp_neighbors",
    ("ruckus_fastiron", "show lldp neighbors detail"): "brocade_fastiron/show_lldp_neighbors_detail",
    ("allied_telesis", "show lldp neighbors detail"): "allied_telesis_awplus/show_lldp_neighbors_detail",
}
"""(platform, command) that show neighbors -> folder of the corpus."""

NOT_NAMES = frozenset({"", "-", "not advertised", "[not advertised]"})
"""What stands in the truth for a neighbor that states no name."""
