"""Orders the tree and names its places, so that a path survives renumbered indices.

A segment is "class:N": N is entPhysicalParentRelPos where that is unique among siblings of
the class, else entPhysicalName, else the rank among equals. Order comes from values only.
It must not use an entPhysicalIndex for anything but looking up.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from itertools import pairwise

from auditor.decode.containment import TOP, children_of
from auditor.decode.parts import UNPLACED, Part
from auditor.model.device import PhysicalClass, physical_class_name

MAX_SEGMENT_CHARACTERS = 48
"""Longer names are cut and completed with a digest: 64 levels of them still make a short key."""
MAX_PREFIX_CHARACTERS = 256
"""A parent's longer path stands as its digest: 200,000 rows below long names stay megabytes."""
UNSAFE = re.compile(r"[/\s\x00-\x1f\x7f-\x9f]+")

SortKey = tuple[bool, int, str, int, str]


def name_places(parts: dict[bytes, Part], root: Part | None) -> dict[bytes, str]:
    """Path of every part by its key, parents before children, siblings in order. The root's is ""."""
    contents = _ordered_contents(parts)
    if root is not None:
        _adopt_other_tops(contents, root)
    paths: dict[bytes, str] = {}
    pending = [(TOP if root is None else root.key, "")]
    while pending:
        key, path = pending.pop()
        if key != TOP:
            paths[key] = path
        siblings = contents.get(key)
        if siblings:
            prefix = f"{_short(path)}/" if path else ""
            pending += [(part.key, prefix + segment) for part, segment in reversed(_segments(siblings))]
    return paths


def _short(path: str) -> str:
    if len(path) <= MAX_PREFIX_CHARACTERS:
        return path
    return f"~{hashlib.sha256(path.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def _adopt_other_tops(contents: dict[bytes, list[Part]], root: Part) -> None:
    others = [part for part in contents.get(TOP, []) if part is not root]
    if others:
        contents[root.key] = _ordered(contents.get(root.key, []) + others, _Digests(contents))


def _ordered_contents(parts: dict[bytes, Part]) -> dict[bytes, list[Part]]:
    contents = children_of(parts.values())
    digests = _Digests(contents)
    return {key: _ordered(siblings, digests) for key, siblings in contents.items()}


def _ordered(siblings: list[Part], digests: _Digests) -> list[Part]:
    """By position, class and name; parts alike in these by everything in and below them."""
    if len(siblings) == 1:
        return siblings
    keyed = sorted(((_sort_key(part), part) for part in siblings), key=lambda pair: pair[0])
    if all(first[0] != second[0] for first, second in pairwise(keyed)):
        return [part for _, part in keyed]
    return sorted(siblings, key=lambda part: (_sort_key(part), digests.of(part)))


def _sort_key(part: Part) -> SortKey:
    name = part.name.value if part.name else ""
    return part.position == UNPLACED, part.position, part.segment, part.physical_class, name


class _Digests:
    """Digest of each part's values and of everything below it, made when first asked for."""

    def __init__(self, contents: dict[bytes, list[Part]]) -> None:
        self._contents = contents
        self._digests: dict[bytes, bytes] = {}

    def of(self, part: Part) -> bytes:
        if part.key not in self._digests:
            self._compute(part)
        return self._digests[part.key]

    def _compute(self, top: Part) -> None:
        order, pending = [], [top]
        while pending:
            part = pending.pop()
            if part.key not in self._digests:
                order.append(part)
                pending += self._contents.get(part.key, ())
        for part in reversed(order):
            below = sorted(self._digests[child.key] for child in self._contents.get(part.key, ()))
            text = repr((part.values(), below)).encode("utf-8", "surrogatepass")
            self._digests[part.key] = hashlib.sha256(text).digest()


def _segments(siblings: list[Part]) -> list[tuple[Part, str]]:
    """Each part with a segment that is unique among its siblings."""
    positions = Counter((part.physical_class, part.position) for part in siblings)
    ranks: Counter[int] = Counter()
    repeats: Counter[str] = Counter()
    taken: set[str] = set()
    named = []
    for part in siblings:
        ranks[part.physical_class] += 1
        segment = part.segment or _segment(part, positions, ranks[part.physical_class])
        named.append((part, unique_text(segment, taken, repeats)))
    return named


def _segment(part: Part, positions: Counter[tuple[PhysicalClass, int]], rank: int) -> str:
    label = str(rank)
    if part.position != UNPLACED and positions[part.physical_class, part.position] == 1:
        label = str(part.position)
    elif part.name:
        label = segment_text(part.name.value)
    return f"{physical_class_name(part.physical_class)}:{label}"


def unique_text(text: str, taken: set[str], repeats: Counter[str]) -> str:
    """The text, or with "#2", "#3" … where it is taken already; notes it as taken."""
    candidate = text
    while candidate in taken:
        repeats[text] += 1
        candidate = f"{text}#{repeats[text] + 1}"
    taken.add(candidate)
    return candidate


def segment_text(text: str) -> str:
    """A device's text as part of a path: no "/", blanks or controls, and bounded."""
    safe = UNSAFE.sub("_", text)
    if len(safe) <= MAX_SEGMENT_CHARACTERS:
        return safe
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{safe[: MAX_SEGMENT_CHARACTERS - 9]}~{digest}"
