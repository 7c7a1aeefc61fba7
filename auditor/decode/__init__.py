"""Decode: from the verbatim bytes of one recording to a device.

    Recording -> rows_index -> {entity_table, interfaces, transceivers, modems, neighbors} -> Device

Pure: it knows no socket, file, clock or other stage, and never who made anything. It never
raises on what a device sent: trouble becomes a `Problem`. Start reading at `device.py`.
"""

from auditor.decode.device import decode_adjacency, decode_recording
from auditor.decode.merge_devices import merge_devices

__all__ = ["decode_adjacency", "decode_recording", "merge_devices"]
