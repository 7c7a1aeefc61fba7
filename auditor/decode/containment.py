"""Makes a tree of what entPhysicalContainedIn claims, whatever it claims.

Unknown parents, loops and bottomless nesting are cut, and the parts placed under the root:
none is lost, each repair is a problem. No recursion. It must not know names or paths.
"""

from __future__ import annotations

from collections.abc import Iterable

from auditor.decode.entity_table import SOURCE as ENTITY
from auditor.decode.interfaces import single_index
from auditor.decode.parts import Part
from auditor.decode.problems import ProblemList
from auditor.model.limits import MAX_TREE_DEPTH
from auditor.model.recording import Reason

TOP: bytes = b""
"""Key of the root as a parent; no index has empty octets."""


def repair_parents(parts: dict[bytes, Part], problems: ProblemList) -> None:
    """After it every chain of parents ends at `TOP`, within `MAX_TREE_DEPTH` steps."""
    for part in parts.values():
        if part.parent and part.parent not in parts:
            _place_on_top(part, "is contained in a part that is not in the table", problems)
    _cut_loops(parts, problems)
    _cut_depth(parts, problems)


def _place_on_top(part: Part, why: str, problems: ProblemList) -> None:
    index, parent = single_index(part.key), single_index(part.parent)
    unit = f"entPhysicalIndex {index}" if part.sources == (ENTITY,) else " ".join(part.sources)
    problems.add(Reason.TREE_REPAIRED, unit, f"{why} ({parent}), now under the root")
    part.parent = TOP


def _cut_loops(parts: dict[bytes, Part], problems: ProblemList) -> None:
    """Every member of a loop goes on top: nothing tells which of their claims is the wrong one."""
    safe: set[bytes] = {TOP}
    for start in parts:
        chain: dict[bytes, None] = {}
        key = start
        while key not in safe and key not in chain:
            chain[key] = None
            key = parts[key].parent
        if key in chain:
            members = list(chain)
            for member in members[members.index(key) :]:
                _place_on_top(parts[member], "contains itself, directly or not", problems)
        safe.update(chain)


def _cut_depth(parts: dict[bytes, Part], problems: ProblemList) -> None:
    level, depth = [TOP], 0
    contents = children_of(parts.values())
    while level:
        depth += 1
        below = [part for key in level for part in contents.get(key, ())]
        if depth > MAX_TREE_DEPTH:
            for part in below:
                _place_on_top(part, f"is more than {MAX_TREE_DEPTH} levels deep", problems)
            depth = 1
        level = [part.key for part in below]


def children_of(parts: Iterable[Part]) -> dict[bytes, list[Part]]:
    """Parts by the key of their parent."""
    contents: dict[bytes, list[Part]] = {}
    for part in parts:
        contents.setdefault(part.parent, []).append(part)
    return contents
