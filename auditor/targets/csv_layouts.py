"""Which columns of a CSV list mean what: our own names, and the exports of other systems.

Column names are compared without case, with "_" for spaces and dashes. A new export format
is one more row of `LAYOUTS`; the operator's `columns` go before any of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import NamedTuple

from auditor.targets.entry import LIST_SEPARATOR, TAG_SEPARATOR_KEEPING_SPACES
from auditor.targets.interface import FIELDS


class Layout(NamedTuple):
    """A known kind of table. It applies where each set of `needs` has a column in the header.

    A field in `every` joins all its columns, another takes the first that is not empty.
    `empty` are the words that the exporting system writes for "no value".
    """

    name: str
    needs: tuple[frozenset[str], ...]
    fields: Mapping[str, tuple[str, ...]]
    every: frozenset[str]
    tag_separator: re.Pattern[str]
    empty: frozenset[str] = frozenset()


NETBOX_ADDRESSES = ("ip_address", "primary_ip", "ipv4_address", "primary_ip4", "ipv6_address", "primary_ip6")

NETBOX_COLUMNS = (
    # Many tables have a name, an address and a status, and mean something else by "status".
    frozenset({"name"}),
    frozenset({"status"}),
    frozenset({"site"}),
    frozenset({"role", "device_role", "type", "device_type"}),
    frozenset(NETBOX_ADDRESSES),
)

NETBOX = Layout(
    # "Export" of the device list writes the column titles, other exports the field names.
    name="NetBox",
    needs=NETBOX_COLUMNS,
    fields={
        "id": ("name",),
        "address": NETBOX_ADDRESSES,
        "site": ("site",),
        "tags": ("tags", "role", "device_role"),
        "status": ("status",),
    },
    every=frozenset({"address", "tags"}),
    tag_separator=TAG_SEPARATOR_KEEPING_SPACES,
    empty=frozenset({"—"}),
)

LIBRENMS = Layout(
    # Field names of the API's device list. "ignore" only mutes alerts: such a device is still
    # there and still polled, so it stays in scope; "disabled" takes it out.
    name="LibreNMS",
    needs=(frozenset({"hostname"}), frozenset({"sysname", "device_id", "disabled", "ignore"})),
    fields={
        "id": ("hostname",),
        "address": ("overwrite_ip", "ip", "hostname"),
        "site": ("location",),
        "tags": ("type",),
        "disabled": ("disabled",),
        "snmp_port": ("port",),
    },
    every=frozenset({"tags"}),
    tag_separator=TAG_SEPARATOR_KEEPING_SPACES,
    empty=frozenset({"null", "NULL", "None", "\\N"}),
)

OWN = Layout(
    name="auditor",
    needs=(),
    # "status" and "disabled" mean too many things to be guessed: they are read by `columns` only.
    fields={name: (name,) for name in FIELDS if name not in ("status", "disabled")}
    | {"id": ("id", "name"), "address": ("address", "addresses", "ip", "ip_address")},
    every=frozenset({"address", "tags"}),
    tag_separator=LIST_SEPARATOR,
)

LAYOUTS = (NETBOX, LIBRENMS, OWN)


def normalise_column(title: str) -> str:
    """The form in which column names are compared."""
    return re.sub(r"[\s_-]+", "_", title.strip().casefold())


def detect_layout(columns: Collection[str]) -> Layout:
    """The first layout whose needs the (normalised) columns meet; `OWN` needs nothing."""
    return next(layout for layout in LAYOUTS if all(need & set(columns) for need in layout.needs))
