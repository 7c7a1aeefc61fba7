"""What a claim about a station says: its text is the station's own MAC address.

All stations of an address block share one `claim` row, whose matched_text is empty
(`station_rows`). The `evidence` view says the same in SQL.
"""

from __future__ import annotations

MAC_OCTETS = 6


def quoted(text: str, raw: bytes | None, mac: int | None) -> tuple[str, bytes]:
    """Text and octets as they were sent, from a claim's matched_text and raw (None: the text's UTF-8)
    and the MAC address of the neighbor it is about."""
    if text or mac is None:
        return text, text.encode() if raw is None else raw
    octets = mac.to_bytes(MAC_OCTETS, "big")
    return octets.hex(":"), octets
