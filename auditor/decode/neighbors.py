"""What is seen beyond the ports of a device: LLDP, CDP and their kin, units it manages,
forwarding tables and ARP.

Announcements come first: they give names to the addresses that the other tables only see.
It must not say whether a neighbor is polled itself: that is the pipeline's.
"""

from __future__ import annotations

from auditor.decode.arp import read_arp
from auditor.decode.cdp import read_cdp
from auditor.decode.cell_reader import CellReader
from auditor.decode.fdb import read_fdb, see_fdb
from auditor.decode.interfaces import InterfaceBook
from auditor.decode.lldp import local_chassis_mac, read_lldp
from auditor.decode.managed_units import read_managed_units
from auditor.decode.neighbor_book import NeighborBook
from auditor.decode.rows_index import Rows
from auditor.decode.topology import read_topology
from auditor.model.device import Neighbor, Observed
from auditor.model.limits import MAX_NEIGHBORS_PER_DEVICE
from auditor.model.recording import Reason


def decode_neighbors(
    rows: Rows,
    reader: CellReader,
    interfaces: InterfaceBook,
    base_mac: Observed[int] | None,
    limit: int = MAX_NEIGHBORS_PER_DEVICE,
) -> tuple[Neighbor, ...]:
    """Neighbors by key; more than `limit` are counted in a problem."""
    own = {base_mac.value if base_mac else None, local_chassis_mac(rows, reader)} | interfaces.macs
    book = NeighborBook(frozenset(mac for mac in own if mac is not None), limit)
    read_lldp(rows, reader, interfaces, book)
    read_cdp(rows, reader, interfaces, book)
    read_topology(rows, reader, interfaces, book)
    read_managed_units(rows, reader, interfaces, book)
    see_fdb(read_fdb(rows, reader, interfaces), book)
    read_arp(rows, reader, interfaces, book)
    if book.dropped:
        detail = f"{limit} neighbors are kept; {book.dropped} sightings of others are not"
        reader.problems.add(Reason.ROW_CAP, "neighbors", detail)
    return book.neighbors()
