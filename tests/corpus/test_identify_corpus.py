"""Real recordings: the excluded are found, nobody else is accused, most makers are named."""

from __future__ import annotations

import csv
from collections import Counter
from functools import lru_cache

import pytest
from decode.recorded import SNMPREC, recording

from auditor.decode import decode_recording
from auditor.identify import identify_device
from auditor.model.device import Device
from auditor.model.identity import Strength, SubjectIdentity
from auditor.resources import load_knowledge

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not SNMPREC.is_dir(), reason="the shared corpus of recorded devices is not here"),
]

LISTED = frozenset({"huawei", "zte", "hytera", "hikvision", "dahua"})
SHARE = 4
"""The recordings are dealt to this many tests, which pytest-xdist can run side by side."""
SILENT = {"hytera", "snmpsimdata__UPS__huawei-gse200m"}
"""Listed devices whose system group names a generic agent only, and whose ports have no MAC."""


@lru_cache(maxsize=1)
def truth() -> tuple[dict[str, str], ...]:
    with (SNMPREC.parent / "truth.tsv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@lru_cache(maxsize=64)
def identified(name: str) -> tuple[Device, tuple[SubjectIdentity, ...]]:
    device = decode_recording(recording(SNMPREC / f"{name}.snmprec"))
    return device, identify_device(device, load_knowledge())


def listed_by(identity: SubjectIdentity) -> dict[str, Strength]:
    """The listed vendors of an identity's beliefs, through ties that last."""
    ties = load_knowledge().vendors.affiliations()
    found = {}
    for belief in identity.beliefs:
        family = {belief.vendor, *(tie.to for tie in ties.get(belief.vendor, ()) if not tie.valid_to)}
        found |= dict.fromkeys(family & LISTED, belief.strength)
    return found


@pytest.mark.parametrize("share", range(SHARE))
def test_listed_devices_are_found_and_no_other_device_is_accused(share: int) -> None:
    missed, accused = [], []
    for row in truth()[share::SHARE]:
        found = set(listed_by(identified(row["recording"])[1][0]))
        if row["vendor"] in LISTED and found != {row["vendor"]} and row["recording"] not in SILENT:
            missed.append((row["recording"], row["vendor"], found))
        if row["vendor"] not in LISTED and found:
            accused.append((row["recording"], row["vendor"], found))
    assert (missed, accused) == ([], [])


@pytest.mark.parametrize("share", range(SHARE))
def test_most_makers_are_named_and_few_differ_from_the_label(share: int) -> None:
    vendors = load_knowledge().vendors
    counts: Counter[str] = Counter()
    for row in truth()[share::SHARE]:
        if not row["vendor"]:
            continue
        identity = identified(row["recording"])[1][0]
        value = identity.manufacturer.value
        labels = {value, identity.brand.value}
        known = value is not None and vendors.related(value, row["vendor"], ever=True)
        counts["unstated" if value is None else "right" if row["vendor"] in labels or known else "other"] += 1
    assert counts["right"] >= 0.80 * counts.total(), counts
    assert counts["other"] <= 0.08 * counts.total(), counts


@pytest.mark.parametrize(
    ("name", "vendor", "parts"), [("eltex-mes23xx_mes3324f", "huawei", 3), ("pandacom_3", "huawei", 1)]
)
def test_foreign_optics_of_listed_vendors_are_reviews(name: str, vendor: str, parts: int) -> None:
    device, identities = identified(name)
    found = [listed_by(identity) for identity in identities[1 : len(device.components)]]
    assert [{vendor: Strength.REVIEW}] * parts == [one for one in found if one]


@pytest.mark.parametrize("share", range(SHARE))
def test_no_listed_part_is_seen_where_the_source_has_none(share: int) -> None:
    accused = []
    for row in truth()[share::SHARE]:
        if row["vendor"] in LISTED or row["excluded_parts"]:
            continue
        device, identities = identified(row["recording"])
        parts = identities[1 : len(device.components)]
        accused += [(row["recording"], part.key) for part in parts if listed_by(part)]
    assert accused == []


def test_cloned_macs_of_two_ports_are_leads_about_a_juniper_device() -> None:
    _, identities = identified("junos_rpm")
    leads = {e.vendor for e in identities[0].manufacturer.evidence if e.role.value == "lead"}
    assert {"zte", "tplink"} <= leads
    assert identities[0].manufacturer.value == "juniper"
