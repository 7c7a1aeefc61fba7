"""The parts of one device as a tree for people: identity open, structure folded, size bounded.

Takes parts as the store streams them (each after the one around it) and loses none below
the limit; above it the worst status stays, with everything around it. Texts are unescaped.
Next: `device_pages`, which shows it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from auditor.model.finding import STATUS_ORDER, Status
from auditor.model.inventory import InventoryPart

MAX_PARTS = 2_000
"""About 2 MB of page: more than any chassis we have seen, and a browser still scrolls it."""


class PartNode(NamedTuple):
    """A part with what is in it. `number` is its place among the device's parts, for anchors;
    `structure` are the parts below it that state nothing and are not judged, in one flat list."""

    number: int
    part: InventoryPart
    inside: tuple[PartNode, ...]
    structure: tuple[PartNode, ...]


class PartTree(NamedTuple):
    """`root` is the device itself, None where nothing of it is known; `left_out` counts parts."""

    root: PartNode | None
    numbers: dict[str, int]
    """Places of the parts that are in the tree, by path."""
    left_out: int


def part_tree(parts: Sequence[InventoryPart]) -> PartTree:
    """The tree of at most `MAX_PARTS` parts."""
    kept = _kept_paths(parts)
    inside: dict[str, list[PartNode]] = defaultdict(list)
    root = None
    for number, part in reversed([*enumerate(parts)]):
        if part.path in kept:
            node = _node(number, part, inside.pop(part.path, []))
            if part.path:
                inside[part.contained_in].append(node)
            else:
                root = node
    numbers = {part.path: number for number, part in enumerate(parts) if part.path in kept}
    return PartTree(root, numbers, len(parts) - len(numbers))


def class_counts(nodes: Sequence[PartNode]) -> str:
    """ "8 sensor, 2 fan": how many of each physical class, most first."""
    counts = Counter(node.part.physical_class or "part" for node in nodes)
    order = sorted(counts, key=lambda name: (-counts[name], name))
    return ", ".join(f"{counts[name]} {name}" for name in order)


def _node(number: int, part: InventoryPart, reversed_inside: list[PartNode]) -> PartNode:
    inside, structure = [], []
    for node in reversed(reversed_inside):
        if _is_quiet(node):
            structure += [node._replace(structure=()), *node.structure]
        else:
            inside.append(node)
    return PartNode(number, part, tuple(inside), tuple(structure))


def _is_quiet(node: PartNode) -> bool:
    part = node.part
    return part.status is Status.NOT_APPLICABLE and not (part.evidence or part.mfg_name or node.inside)


def _kept_paths(parts: Sequence[InventoryPart]) -> set[str]:
    """All paths, or those of the worst parts and of what they are contained in."""
    if len(parts) <= MAX_PARTS:
        return {part.path for part in parts}
    around = {part.path: part.contained_in for part in parts}
    kept = {""}
    for part in sorted(parts, key=lambda part: STATUS_ORDER.index(part.status)):
        chain, path = [], part.path
        while path not in kept:
            chain.append(path)
            path = around.get(path, "")
        if len(kept) + len(chain) <= MAX_PARTS:
            kept.update(chain)
    return kept
