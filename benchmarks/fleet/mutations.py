"""Datagrams bent at random: flipped, cut, spliced, lengthened, with other tags and lengths.

Must not know SNMP; the same seed gives the same datagrams. Next: `fuzz`.
"""

from __future__ import annotations

from random import Random

EDGES = (0x00, 0x01, 0x02, 0x04, 0x06, 0x30, 0x40, 0x46, 0x7F, 0x80, 0x81, 0x82, 0x84, 0xA2, 0xA8, 0xFF)
"""Tags, length octets and ends of ranges: what a reader branches on."""
MAX_GROWTH = 4_000
CHANGES = (1, 1, 1, 1, 2, 3, 8)
"""How many at once; mostly one, so that the reader gets far before it meets it."""


def bent(packet: bytes, other: bytes, noise: Random) -> bytes:
    """The packet after some changes; `other` is what pieces are spliced in from."""
    octets = bytearray(packet)
    for _ in range(noise.choice(CHANGES)):
        noise.choice(_CHANGES)(octets, other, noise)
    return bytes(octets)


def _flip(octets: bytearray, _: bytes, noise: Random) -> None:
    if octets:
        octets[noise.randrange(len(octets))] ^= 1 << noise.randrange(8)


def _edge(octets: bytearray, _: bytes, noise: Random) -> None:
    if octets:
        octets[noise.randrange(len(octets))] = noise.choice(EDGES)


def _step(octets: bytearray, _: bytes, noise: Random) -> None:
    """One more or less: what a length or a number is wrong by."""
    if octets:
        place = noise.randrange(len(octets))
        octets[place] = (octets[place] + noise.choice((-1, 1))) % 0x100


def _cut(octets: bytearray, _: bytes, noise: Random) -> None:
    del octets[noise.randrange(len(octets) + 1) :]


def _drop(octets: bytearray, _: bytes, noise: Random) -> None:
    start = noise.randrange(len(octets) + 1)
    del octets[start : start + noise.choice((1, 2, 4, 30))]


def _insert(octets: bytearray, _: bytes, noise: Random) -> None:
    start = noise.randrange(len(octets) + 1)
    octets[start:start] = noise.randbytes(noise.choice((1, 2, 4, 30)))


def _repeat(octets: bytearray, _: bytes, noise: Random) -> None:
    start = noise.randrange(len(octets) + 1)
    piece = octets[start : start + noise.choice((1, 4, 30, 200))]
    octets[start:start] = piece * min(noise.choice((1, 2, 100)), MAX_GROWTH // (len(piece) + 1))


def _splice(octets: bytearray, other: bytes, noise: Random) -> None:
    start = noise.randrange(len(other) + 1)
    piece = other[start : start + noise.choice((4, 30, 200, len(other)))]
    place = noise.randrange(len(octets) + 1)
    octets[place : place + noise.choice((0, len(piece)))] = piece


def _length(octets: bytearray, _: bytes, noise: Random) -> None:
    """Another form of a length: padded, huge, indefinite, reserved."""
    place = noise.randrange(len(octets) + 1)
    octets[place : place + 1] = noise.choice(
        (b"\x81\x05", b"\x82\x00\x20", b"\x84\xff\xff\xff\xff", b"\x80", b"\xff", b"\x84\x00\x00\x00\x09")
    )


_CHANGES = (_flip, _flip, _edge, _edge, _step, _cut, _drop, _insert, _repeat, _splice, _length)
