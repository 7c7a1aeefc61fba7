"""Figures about neighbors: LLDP and CDP links, and equipment of the five vendors beyond the ports.

Pure but for the recordings' forwarding and ARP rows, which say what of a label is still there.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from quality.audited import Audited, Row
from quality.labels import FIVE, Labels, Link, own_addresses, recorded_bytes, stations
from quality.measure import Comparison, Figure, Outcome, Target, compare, folded

REGISTRANTS = {
    # As they are written in Wireshark's table, which the product does not use for Huawei's rows.
    "huawei": ("huawei technologies", "huawei device"),
    "zte": ("zte corporation",),
    "hikvision": ("hangzhou hikvision digital technology",),
    "dahua": ("zhejiang dahua technology",),
    "hytera": ("hytera",),
}
Registrant = Callable[[str], str]
"""MAC address as 12 hex digits -> who registered it, or ""."""


def neighbor_figures(audited: Audited, labels: Labels, registrant: Registrant) -> tuple[Figure, ...]:
    """Every figure about neighbors; `registrant` is a registry that the product does not read."""
    labelled = [row for row in labels.excluded if _is_of_five(row)]
    recorded = {name: recorded_bytes(name) for name in dict.fromkeys(row["recording"] for row in labelled)}
    return (
        Figure(
            "links", "LLDP and CDP neighbors on their ports", tuple(_links(audited, labels)), Target(0.95)
        ),
        Figure(
            "five_neighbors",
            "neighbors of the five vendors that are labelled",
            tuple(_labelled(audited, labelled, recorded)),
            Target(1.0),
        ),
        Figure(
            "five_addresses",
            "MAC addresses of the five vendors in forwarding and ARP tables",
            tuple(_addresses(audited, recorded, registrant)),
            Target(1.0),
        ),
    )


def _is_of_five(row: dict[str, str]) -> bool:
    return row["kind"].startswith("neighbour:") and row["excluded_vendor"] in FIVE


def _links(audited: Audited, labels: Labels) -> Iterator[Comparison]:
    for link in labels.links:
        found = [row for row in audited.neighbors.get(link.recording, ()) if _on_port(row, link)]
        same = any(_is_remote(row, link) for row in found)
        ours = " ".join(row["system_name"] or row["key"] for row in found)
        item = f"{link.protocol} {link.ports[0] if link.ports else ''}"
        yield compare(link.recording, item, link.remote, ours, equal=same)


def _on_port(row: Row, link: Link) -> bool:
    ports = {folded(port) for port in link.ports}
    return any(
        protocol == link.protocol and (folded(port) in ports or not ports)
        for protocol, port in _sightings(row)
    )


def _sightings(row: Row) -> list[tuple[str, str]]:
    if not row["sightings"]:
        return [(row["protocol"], row["local_interface"])]
    return [(protocol, port) for protocol, port, *_ in json.loads(row["sightings"])]


def _is_remote(row: Row, link: Link) -> bool:
    """By name; a neighbor that sent none is named by LibreNMS after its address, port or description."""
    names = (row["system_name"], row["key"], row["mac"], row["model_name"])
    if any(folded(name) == folded(link.remote) for name in names if name):
        return True
    address = re.sub("[^0-9a-f]", "", row["mac"])
    sent = re.sub("[^0-9a-f]", "", f"{link.remote} {link.remote_port}".lower())
    return bool(address) and not row["system_name"] and address in sent


def _labelled(
    audited: Audited, labelled: list[dict[str, str]], recorded: dict[str, bytes]
) -> Iterator[Comparison]:
    """A case for each labelled row whose example is in the recording: long ones were cut after labelling."""
    for row in labelled:
        recording, vendor, example = row["recording"], row["excluded_vendor"], row["example_value"].lower()
        of_vendor = _accused(audited, recording, vendor)
        if not row["kind"].endswith("mac"):
            seen = [one["key"] for one in of_vendor if any(p == "lldp" for p, _ in _sightings(one))]
            yield compare(recording, row["kind"], vendor, " ".join(seen), equal=bool(seen))
            continue
        if example in own_addresses(recorded[recording]):
            yield Comparison(
                recording, f"{row['kind']} {example}", vendor, "own address", Outcome.LABEL_FAULT
            )
        elif example in stations(recorded[recording]) or "lldp" in row["kind"]:
            listed = example in {one["mac"].replace(":", "") for one in of_vendor}
            yield compare(
                recording, f"{row['kind']} {example}", vendor, vendor if listed else "", equal=listed
            )


def _addresses(audited: Audited, recorded: dict[str, bytes], registrant: Registrant) -> Iterator[Comparison]:
    for recording, octets in recorded.items():
        listed: defaultdict[str, set[str]] = defaultdict(set)
        for vendor in FIVE:
            for row in _accused(audited, recording, vendor):
                listed[vendor].add(row["mac"].replace(":", ""))
        for address in sorted(stations(octets) - own_addresses(octets)):
            vendor = _vendor_of(registrant(address))
            if vendor:
                ours = vendor if address in listed[vendor] else ""
                yield compare(recording, address, vendor, ours, equal=bool(ours))


def _vendor_of(registrant: str) -> str:
    name = registrant.casefold()
    return next((vendor for vendor, starts in REGISTRANTS.items() if name.startswith(starts)), "")


def _accused(audited: Audited, recording: str, vendor: str) -> list[Row]:
    """Neighbors with a verdict that names the vendor."""
    verdicts = audited.neighbor_verdicts
    return [
        row
        for row in audited.neighbors.get(recording, ())
        if any(verdict["vendor"] == vendor for verdict in verdicts.get(row["neighbor_id"], ()))
    ]
