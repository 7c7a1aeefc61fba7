"""What parts are concluded to be: from their own fields, never from their chassis."""

from __future__ import annotations

import pytest
from identify.identify_builders import belief_about, component, device, part_of, root_of, transceiver

from auditor.decode.text import decode_text
from auditor.model.device import Observed, PartFunction, PhysicalClass, Reference
from auditor.model.identity import Belief, Strength

ADEQUATE, REVIEW = Strength.ADEQUATE, Strength.REVIEW


def stated(octets: bytes) -> Observed[str]:
    """A text as `decode` yields it for octets of any encoding."""
    return Observed(decode_text(octets).text, octets, Reference("recording-0", 1, 0))


def test_a_part_does_not_inherit_its_chassis() -> None:
    assert None is part_of(component(model="X-6748", serial="ABC123")).manufacturer.value


@pytest.mark.parametrize(
    "text",
    [
        "ZTE",
        "zte corporation",
        "ZTE CORPORATION\0\0  ",
        "ZTE Corp.",
        "ＺＴＥ",
        "中兴通讯股份有限公司",
        "ZTE COMPANY",
    ],
)
def test_every_spelling_of_a_known_name_is_adequate(text: str) -> None:
    assert (Belief("zte", ADEQUATE, "strong_evidence"),) == part_of(component(mfg=text)).beliefs


@pytest.mark.parametrize(
    "text",
    [
        "Aztech Electronics Pte Ltd",
        "ZTEC Instruments, Inc.",
        "AZTEQ Mobile",
        "Shenztech Ltd",
        "N3com",
        "Shanghai Dahuang Scale",
        "SHENZHEN HONOR ELECTRONIC CO.,LTD",
        "Hikari Trading",
        "Senetas Corporation Ltd",
        "Huaweiler GmbH",
        "ZT Ecosystems",
        "Hivision Co.,ltd",
        "Beijing Huafei Technology",
        "Anhui Zhongxin Electronic",
        "Dahuan Optics",
        "Da Hua Scale Factory",
        "ztevision",
        "Hyter",
        "A Z Tech",
    ],
)
def test_names_that_only_contain_another_accuse_nobody(text: str) -> None:
    identity = part_of(component(mfg=text))
    assert [belief.vendor[:5] for belief in identity.beliefs] == ["name:"]


@pytest.mark.parametrize(
    ("text", "vendor"),
    [("Huawei Marine Cable Systems", "huawei"), ("for ZTE/Nokia", "zte"), ("Hikvision Oceania", "hikvision")],
)
def test_an_unlisted_name_with_the_word_of_a_vendor_is_a_review(text: str, vendor: str) -> None:
    assert Belief(vendor, REVIEW, "unlisted_name") == belief_about(part_of(component(mfg=text)), vendor)


@pytest.mark.parametrize("text", ["HUАWEI", "Z\u200bTE", "Η\u202eUAWEI", "Ηuawei", "ZТE"])
def test_deceptive_spellings_are_a_review(text: str) -> None:
    beliefs = part_of(component(mfg=text)).beliefs
    assert [(belief.strength, belief.because) for belief in beliefs] == [(REVIEW, "odd_spelling")]


RESEMBLING = {
    "huawei": ["HuaweiTech", "HUAWEITECH", "huaweitechnologies", "HUAWEl", "HUAVVEI", "Huwaei",
               "Huawai", "Huaweii", "Hua Wei", "HUA-WEI Technologies", "ShenzhenHuawei", "H U A W E I"],
    "zte": ["Z T E", "Z-T-E", "Z_T_E Corporation", "ZTECorp", "ztecorporation", "ZTE2", "ShenzhenZTE"],
    "hikvision": ["HikVision Digital", "HIKVISI0N", "Hikvison", "Hik Vision", "HikvisionTech",
                  "HangzhouHikvision"],
    "dahua": ["DahuaTech", "Da Hua Technology", "DAHUATECHNOLOGY", "zhejiangdahua", "DahuaSecurity"],
    "hytera": ["HYTERACOMM", "HyteraCommunications", "Hy Tera", "Hytrea"],
}  # fmt: skip


@pytest.mark.parametrize(("vendor", "text"), [(v, text) for v, texts in RESEMBLING.items() for text in texts])
def test_a_name_that_resembles_a_vendors_is_a_review(vendor: str, text: str) -> None:
    belief = belief_about(part_of(component(mfg=text)), vendor)
    assert belief is not None
    assert REVIEW is belief.strength


def test_a_name_that_resembles_a_vendors_stays_a_review_beside_another_agent() -> None:
    identity = root_of(device(mfg="HuaweiTech", object_id="1.3.6.1.4.1.9.1.1208"))
    assert Belief("huawei", REVIEW, "resembles_name") == belief_about(identity, "huawei")


CHINESE = {"华为": "huawei", "华为技术有限公司": "huawei", "中兴通讯": "zte",
           "杭州海康威视数字技术": "hikvision", "浙江大华技术": "dahua", "海能达通信": "hytera"}  # fmt: skip


@pytest.mark.parametrize("encoding", ["gbk", "utf-16-be", "utf-16-le", "utf-16"])
@pytest.mark.parametrize("text", CHINESE)
def test_a_chinese_name_in_another_encoding_is_a_review(text: str, encoding: str) -> None:
    octets = text.encode(encoding)
    part = component()._replace(mfg_name=stated(octets))
    beliefs = part_of(part).beliefs
    assert [(CHINESE[text], REVIEW)] == [(belief.vendor, belief.strength) for belief in beliefs]


def test_a_maker_in_octets_that_are_no_utf_8_is_not_concluded() -> None:
    octets = "Müller Technik".encode("latin-1")
    part = component()._replace(mfg_name=stated(octets))
    assert (part_of(part).manufacturer.value, part_of(part).beliefs) == (None, ())


def test_a_stated_maker_that_nobody_registered_is_not_unknown() -> None:
    identity = part_of(component(mfg="Frobnicator Werke GmbH"))
    assert (identity.manufacturer.value, identity.manufacturer.confidence) == ("name:frobnicator werke", 70)


@pytest.mark.parametrize(
    "text",
    [
        "UN344269584",
        "SFP-GIG-SX",
        "3HE09153AARC01",
        "V01",
        "0x8086",
        "J48",
        "S3900-24T4S",
        "n/a",
        "OEM",
        "--",
        "  ",
        "12345678",
    ],
)
def test_part_numbers_and_fillers_are_no_makers(text: str) -> None:
    assert None is part_of(component(mfg=text, model="X", serial="Y")).manufacturer.value


def test_brand_and_maker_of_a_compound_name_are_told_apart() -> None:
    identity = part_of(transceiver("CISCO-FINISAR", "FTLX8571D3BCL-C2"))
    assert (identity.manufacturer.value, identity.brand.value) == ("finisar", "cisco")


def test_a_compound_with_a_filler_for_the_maker_is_a_mention() -> None:
    beliefs = part_of(transceiver("HUAWEI-OEM")).beliefs
    assert Belief("huawei", REVIEW, "unlisted_name") in beliefs


def test_an_optic_known_by_its_name_alone_is_a_review() -> None:
    assert (Belief("huawei", REVIEW, "optic_name_only"),) == part_of(
        transceiver("HUAWEI", "SFP-10G-LR")
    ).beliefs


@pytest.mark.parametrize(
    ("model", "serial", "oui"),
    [
        ("02310MNW", "", None),
        ("", "022VLL10HB000282", None),
        ("", "2102113774P0HC000023", None),
        ("", "", 0x001882),
    ],
)
def test_a_second_field_of_the_optic_makes_it_adequate(model: str, serial: str, oui: int | None) -> None:
    fields = {} if oui is None else {"oui": oui}
    identity = part_of(transceiver("HuaWei          ", model, serial, **fields))
    assert Belief("huawei", ADEQUATE, "strong_evidence") == belief_about(identity, "huawei")
    assert identity.manufacturer.confidence == 90


def test_serial_numbers_that_h3c_and_hp_share_confirm_nothing() -> None:
    identity = part_of(transceiver("HPE", "JD092B", "210231A0LSX10B000123"))
    assert [belief.vendor for belief in identity.beliefs] == ["hpe"]


def test_an_optic_known_by_its_oui_alone_is_a_review() -> None:
    assert (Belief("huawei", REVIEW, "optic_oui_only"),) == part_of(transceiver("OEM", oui=0x001882)).beliefs


def test_a_zero_oui_says_nothing() -> None:
    assert part_of(transceiver("", oui=0)).beliefs == ()


def test_a_hisilicon_mark_is_a_review_even_with_its_part_number() -> None:
    identity = part_of(transceiver("HISILICON", "OM9558ZS100", "032MGHMBJ3004238"))
    assert Belief("hisilicon", REVIEW, "chip_mark") == belief_about(identity, "hisilicon")
    assert all(belief.strength is REVIEW for belief in identity.beliefs)


@pytest.mark.parametrize("field", ["name", "descr"])
def test_an_eeprom_text_put_into_name_or_description_is_evidence(field: str) -> None:
    identity = part_of(component(**{field: "HISILICON  OM8669XX100"}))
    assert (Belief("hisilicon", REVIEW, "chip_mark"),) == identity.beliefs
    assert not identity.structural


def test_a_modem_is_known_by_its_stated_maker() -> None:
    part = component(mfg="ZTE", model="ME3630", function=PartFunction.MODEM)
    assert (Belief("zte", ADEQUATE, "strong_evidence"),) == part_of(part).beliefs


def test_a_modem_known_by_its_model_alone_is_a_review() -> None:
    part = component(model="ME909s-120", function=PartFunction.MODEM)
    assert (Belief("huawei", REVIEW, "model_only"),) == part_of(part).beliefs


def test_the_model_of_a_modem_says_nothing_of_another_part() -> None:
    assert part_of(component(model="ME909s-120", serial="1")).beliefs == ()


STRUCTURE = [
    PhysicalClass.SENSOR,
    PhysicalClass.CONTAINER,
    PhysicalClass.BACKPLANE,
    PhysicalClass.PORT,
    PhysicalClass.CPU,
    PhysicalClass.ENERGY_OBJECT,
]


@pytest.mark.parametrize("physical_class", STRUCTURE)
def test_structure_stays_structure_even_with_a_repeated_model(physical_class: PhysicalClass) -> None:
    assert part_of(component(model="LC-48", serial="A1", physical_class=physical_class)).structural


@pytest.mark.parametrize("physical_class", STRUCTURE)
def test_structure_that_states_a_maker_is_judged(physical_class: PhysicalClass) -> None:
    assert not part_of(component(mfg="Huawei", physical_class=physical_class)).structural


@pytest.mark.parametrize(
    ("physical_class", "fields", "structural"),
    [
        (PhysicalClass.MODULE, {"descr": "Slot 3"}, True),
        (PhysicalClass.MODULE, {"model": "LC-48"}, False),
        (PhysicalClass.MODULE, {"serial": "A1"}, False),
        (PhysicalClass.MODULE, {"is_fru": True}, False),
        (PhysicalClass.MODULE, {"is_fru": False}, True),
        (PhysicalClass.MODULE, {"model": "N/A", "serial": "none"}, True),
        (PhysicalClass.POWER_SUPPLY, {"is_fru": True}, False),
        (PhysicalClass.POWER_SUPPLY, {"name": "PSU 1"}, True),
        (PhysicalClass.CHASSIS, {"serial": "A1"}, False),
        (PhysicalClass.FAN, {"is_fru": True}, True),
        (PhysicalClass.FAN, {"model": "FAN-T1"}, False),
        (PhysicalClass.STACK, {}, True),
        (PhysicalClass.OTHER, {"descr": "LED"}, True),
        (PhysicalClass.MODULE, {"function": PartFunction.TRANSCEIVER}, False),
    ],
)
def test_what_is_a_part_and_what_is_structure(
    physical_class: PhysicalClass, fields: dict[str, str], structural: bool
) -> None:
    assert structural == part_of(component(physical_class=physical_class, **fields)).structural
