"""A part while the tree is being built: what a table said, before its path is known.

Mutable on purpose and seen only inside `decode`; `components.py` turns it into a frozen
`Component`. It must not know where its values came from; they are `Observed`.
"""

from __future__ import annotations

from dataclasses import dataclass

from auditor.model.device import Observed, PartFunction, PhysicalClass

UNPLACED = -1
"""entPhysicalParentRelPos where it is not known (RFC 6933)."""


@dataclass(slots=True, eq=False)
class Part:
    """One physical entity. `key` is unique in the device; `parent` is a key, b"" for the root."""

    key: bytes
    parent: bytes = b""
    physical_class: PhysicalClass = PhysicalClass.UNKNOWN
    position: int = UNPLACED
    function: PartFunction = PartFunction.PART
    segment: str = ""
    """Fixed last segment of the path, for parts of vendor tables."""
    name: Observed[str] | None = None
    descr: Observed[str] | None = None
    mfg_name: Observed[str] | None = None
    model_name: Observed[str] | None = None
    serial_num: Observed[str] | None = None
    vendor_type: Observed[str] | None = None
    subsystem: Observed[str] | None = None
    hardware_rev: Observed[str] | None = None
    firmware_rev: Observed[str] | None = None
    software_rev: Observed[str] | None = None
    vendor_oui: Observed[int] | None = None
    is_fru: Observed[bool] | None = None
    mfg_date: Observed[str] | None = None
    if_index: int | None = None
    interface: str = ""
    sources: tuple[str, ...] = ()

    def values(self) -> tuple[object, ...]:
        """Everything observed about it, comparable between parts; no index, no reference."""
        observed = (
            self.name, self.descr, self.mfg_name, self.model_name, self.serial_num, self.vendor_type,
            self.hardware_rev, self.firmware_rev, self.software_rev, self.vendor_oui, self.is_fru,
            self.mfg_date, self.subsystem,
        )  # fmt: skip
        raw = tuple(one.raw if one else b"" for one in observed)
        return (self.segment, self.interface, self.physical_class.value, self.position, *raw)

    def has_identity(self) -> bool:
        """Whether it states a maker, model or serial number."""
        return bool(self.mfg_name or self.model_name or self.serial_num)
