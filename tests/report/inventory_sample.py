"""A made-up device as the store holds it: a chassis, a card in it, an optic in the card.

Every device, address (RFC 5737) and serial here is invented for this project.
"""

from __future__ import annotations

from auditor.model.finding import Status
from auditor.model.identity import Claim, EvidenceRole, Technique
from auditor.model.inventory import InventoryDevice, InventoryNeighbor, InventoryPart, PartEvidence

MFG_NAME = "1.3.6.1.2.1.47.1.1.1.1.12"
VENDOR_NAMES = {"cisco": "Cisco", "zte": "ZTE"}


def evidence(text: str, vendor: str, **changes: object) -> PartEvidence:
    """What a part's entPhysicalMfgName says, with fields replaced."""
    plain = PartEvidence(
        technique=Technique.MFG_NAME,
        claim=Claim.MAKER,
        role=EvidenceRole.PRIMARY,
        vendor=vendor,
        confidence=90,
        oid_or_line=f"{MFG_NAME}.1",
        matched_text=text,
        knowledge_row="mfg_name:1",
    )
    return plain._replace(**changes)  # type: ignore[arg-type]


def part(path: str, **changes: object) -> InventoryPart:
    """A module that states nothing, with fields replaced."""
    plain = InventoryPart(
        path=path,
        contained_in="",
        physical_class="module",
        function="part",
        name="",
        descr="",
        mfg_name="",
        model_name="",
        serial_num="",
        vendor_type="",
        hardware_rev="",
        firmware_rev="",
        software_rev="",
        is_fru=None,
        interface="",
        manufacturer="",
        brand="",
        confidence=0,
        status=Status.UNKNOWN,
        evidence=(),
    )
    return plain._replace(**changes)  # type: ignore[arg-type]


CHASSIS = part(
    "",
    physical_class="chassis",
    function="device",
    mfg_name="Cisco Systems, Inc.",
    model_name="C9500-48Y4C",
    serial_num="SAMPLE0000",
    hardware_rev="V02",
    software_rev="17.09.04a",
    is_fru=False,
    manufacturer="cisco",
    confidence=90,
    status=Status.EXCLUDED,
    evidence=(
        evidence("Cisco Systems, Inc.", "cisco"),
        evidence(
            "1c:df:0f:00:00:01",
            "cisco",
            technique=Technique.OUI,
            role=EvidenceRole.SUPPORTING,
            confidence=65,
            oid_or_line="1.3.6.1.2.1.17.1.1.0",
        ),
    ),
)
CARD = part("slot:1", descr="line card", is_fru=True)
OPTIC = part(
    "slot:1/port:49",
    contained_in="slot:1",
    physical_class="port",
    function="transceiver",
    mfg_name="ZTE",
    model_name="SFP-10G-LR",
    serial_num="SAMPLE1049",
    firmware_rev="1.0",
    interface="Te1/0/49",
    manufacturer="zte",
    confidence=90,
    status=Status.EXCLUDED,
    evidence=(evidence("ZTE", "zte"),),
)


def inventory_device(*parts: InventoryPart, **changes: object) -> InventoryDevice:
    """A switch that was read, with fields replaced; with its own parts where none are given."""
    plain = InventoryDevice(
        device_id="tyo-core-01",
        site="tokyo",
        addresses=("192.0.2.1",),
        name="core-01",
        sys_descr="Cisco IOS Software",
        sys_object_id="1.3.6.1.4.1.9.1.2694",
        location="rack 4",
        os_vendor="cisco",
        read_at="2026-11-22T16:26:26Z",
        recording_id="5f2c1e7a",
        security="v3 authPriv sha256/aes128",
        authenticated=True,
        parts=parts or (CHASSIS, CARD, OPTIC),
        neighbors=(
            InventoryNeighbor(
                key="mac:4419b6000001",
                interface="Te1/0/1",
                protocol="fdb",
                mac="44:19:b6:00:00:01",
                system_name="",
                system_descr="",
                mfg_name="",
                model_name="",
                serial_num="",
                manufacturer="",
                confidence=0,
                status=Status.UNKNOWN,
            ),
        ),
    )
    return plain._replace(**changes)  # type: ignore[arg-type]


NEVER_READ = inventory_device()._replace(
    device_id="osk-acc-07",
    site="osaka",
    name="",
    read_at="",
    recording_id="",
    security="",
    parts=(),
    neighbors=(),
)
