"""The MAC registry's own strings: each listed group's, and those that merely look like them."""

from __future__ import annotations

import pytest
from identify.identify_builders import knowledge

MATCHES = {
    "huawei": [
        "HUAWEI TECHNOLOGIES CO.,LTD",
        "Huawei Device Co., Ltd.",
        "Huawei Symantec Technologies Co.,Ltd.",
    ],
    "hisilicon": ["Hisilicon Technologies Co., Ltd"],
    "honor": ["Honor Device Co., Ltd."],
    "xfusion": ["xFusion Digital Technologies Co., Limited"],
    "zte": ["zte corporation", "ZHONGXING TELECOM LTD.", "SHANGHAI ZTE TECHNOLOGIES CO.,LTD"],
    "nubia": ["Nubia Technology Co.,Ltd."],
    "hytera": ["Hytera Communications Co .,ltd", "Hytera Communications Corporation Limited"],
    "hikvision": ["Hangzhou Hikvision Digital Technology Co.,Ltd.", "Prama Hikvision India Private Limited"],
    "ezviz": ["Hangzhou Ezviz Software Co.,Ltd."],
    "dahua": [
        "Zhejiang Dahua Technology Co., Ltd.",
        "ZHEJIANG DAHUA TECHNOLOGYCO.,LTD",
        "ZHEJIANG DAHUA ZHILIAN CO.,LTD",
    ],
    "lorex": ["Lorex Technology Inc."],
    "h3c": ["New H3C Technologies Co., Ltd", "Hangzhou H3C Technologies Co., Limited"],
    "tplink": ["TP-LINK TECHNOLOGIES CO.,LTD.", "TP-Link Systems Inc."],
}
STRANGERS = [
    "Aztech Electronics Pte Ltd",
    "Hangzhou Zhongxinghui Intelligent Technology Co., Ltd.",
    "Aztek, Inc.",
    "Naztec, Inc.",
    "Shenztech Ltd",
    "AZTEQ Mobile",
    "Wuxi Zhongxing Optoelectronics Technology Co.,Ltd.",
    "Senetas Corporation Ltd",
    "ZTEC Instruments, Inc.",
    "ANHUI WANZTEN P&T CO., LTD",
    "Shanghai Dahua Scale Factory",
    "SHENZHEN HONOR ELECTRONIC CO.,LTD",
    "N3com",
    "Hochiki Corporation",
    "Shenzhen Hikeen Technology CO.,LTD",
    "Shenzhen LianwangRuijie Communication Technology Co, Ltd.",
    "JOREX LOREX INDIA PRIVATE LIMITED",
    "Teltronic AG",
]


@pytest.mark.parametrize(("vendor", "text"), [(v, text) for v, texts in MATCHES.items() for text in texts])
def test_a_registrant_is_its_vendor(vendor: str, text: str) -> None:
    found = knowledge().vendors.by_registrant(text)
    assert found is not None
    assert vendor == found.id


@pytest.mark.parametrize("text", STRANGERS)
def test_a_stranger_is_no_vendor_of_ours(text: str) -> None:
    assert None is knowledge().vendors.by_registrant(text)


@pytest.mark.parametrize(
    ("vendor", "prefixes"), [("huawei", 2000), ("zte", 500), ("hikvision", 80), ("dahua", 30), ("h3c", 170)]
)
def test_the_shipped_registry_gives_each_group_its_prefixes(vendor: str, prefixes: int) -> None:
    found = (knowledge().vendors.by_registrant(name) for _, name, _ in knowledge().oui.rows())
    assert prefixes <= sum(one is not None and one.id == vendor for one in found)
