"""IF-MIB rows as interfaces, and the ways other tables point at them.

Other tables name an interface by ifIndex, by name or by a text that repeats its name; all
of them end at the interface's label. It must not know what is plugged in.
"""

from __future__ import annotations

from functools import lru_cache

from auditor.decode.cell_reader import CellReader
from auditor.decode.roots import IF_ENTRY, IF_X_ENTRY
from auditor.decode.rows_index import Cell, Rows
from auditor.model.device import Interface
from auditor.model.oid import decode_index, oid_text
from auditor.model.recording import Reason

IF_DESCR, IF_TYPE, IF_PHYS_ADDRESS = 2, 3, 6
IF_NAME, IF_ALIAS = 1, 18


class InterfaceBook:
    """The interfaces of a device, found by ifIndex or by name."""

    def __init__(self, interfaces: tuple[Interface, ...]) -> None:
        self.interfaces = interfaces
        self.labels = {interface.index: interface.label for interface in interfaces}
        self.macs = {interface.mac.value for interface in interfaces if interface.mac}
        self._by_name: dict[str, Interface] = {}
        for texts in ([i.name for i in interfaces], [i.descr for i in interfaces]):
            for interface, text in zip(interfaces, texts, strict=True):
                if text:
                    self._by_name.setdefault(text.value, interface)

    def label(self, index: int) -> str:
        """The label of an ifIndex; "ifIndex N" when the interface table does not have it."""
        return self.labels.get(index) or f"ifIndex {index}"

    def named(self, text: str) -> Interface | None:
        """The interface whose ifName, else ifDescr, is this text."""
        return self._by_name.get(text)


def decode_interfaces(rows: Rows, reader: CellReader) -> InterfaceBook:
    """Every index of ifTable or ifXTable, in ifIndex order."""
    table, extension = rows.table(IF_ENTRY), rows.table(IF_X_ENTRY)
    interfaces = [
        _interface(octets, table.get(octets, {}), extension.get(octets, {}), reader)
        for octets in {**table, **extension}
    ]
    found = (interface for interface in interfaces if interface is not None)
    return InterfaceBook(tuple(sorted(found, key=lambda interface: interface.index)))


def _interface(
    octets: bytes, row: dict[int, Cell], extension: dict[int, Cell], reader: CellReader
) -> Interface | None:
    index = single_index(octets)
    if index is None:
        cell = next(iter((row or extension).values()))
        reader.problems.add(Reason.ROW_UNDECODED, oid_text(cell[0]), "its index is not one ifIndex")
        return None
    return Interface(
        index=index,
        name=reader.text(extension.get(IF_NAME)),
        descr=reader.text(row.get(IF_DESCR)),
        if_type=reader.number(row.get(IF_TYPE)),
        mac=reader.mac(row.get(IF_PHYS_ADDRESS)),
        alias=reader.text(extension.get(IF_ALIAS)),
    )


def sub_identifiers(octets: bytes) -> tuple[int, ...]:
    """Sub-identifiers of an index; () when it is empty or malformed."""
    try:
        return decode_index(octets) if octets else ()
    except ValueError:
        return ()


@lru_cache(maxsize=4096)
def single_index(octets: bytes) -> int | None:
    """The index of a table with one integer index; None when it is another or malformed."""
    index = sub_identifiers(octets)
    return index[0] if len(index) == 1 else None
