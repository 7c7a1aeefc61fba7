"""The groups of an Ansible inventory: hosts, variables and children, and what a host inherits.

Follows Ansible's rules: a group may be written in several places; variables of a child go
before its parents', deeper groups before shallower, later names before earlier, and the
host's own before all. Must not know targets.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from auditor.errors import TargetListError
from auditor.targets.operator_file import suggest
from auditor.targets.yaml_tree import MAX_DEPTH, YamlMapping, YamlNode, YamlScalar

GROUP_KEYS = ("hosts", "vars", "children")
IMPLICIT_GROUPS = frozenset({"all", "ungrouped"})
"""Groups that every inventory has; they say nothing about a host."""

Variables = dict[str, YamlNode]


@dataclass(slots=True)
class Host:
    """A host as far as it was read: line of its first mention, own variables, direct groups."""

    line: int
    variables: Variables = field(default_factory=dict)
    groups: set[str] = field(default_factory=set)


class Inventory:
    """What was read of an inventory, in the order of the file."""

    def __init__(self, root: YamlNode, file: str) -> None:
        self.file = file
        self.hosts: dict[str, Host] = {}
        self.variables: dict[str, Variables] = {"all": {}}
        self.parents: dict[str, set[str]] = {}
        self._inherited: dict[frozenset[str], tuple[tuple[str, ...], Variables]] = {}
        for name, node in self._mapping(root, "the inventory").items.items():
            self._read_group(name, node)

    def inherited(self, groups: frozenset[str]) -> tuple[tuple[str, ...], Mapping[str, YamlNode]]:
        """(sorted names of all groups without the implicit ones, their variables merged)."""
        if groups not in self._inherited:
            depths: dict[str, int] = {}
            for group in groups:
                self._measure(group, (), depths)
            merged = dict(self.variables["all"])
            for name in sorted(depths, key=lambda group: (depths[group], group)):
                merged |= self.variables.get(name, {})
            self._inherited[groups] = tuple(sorted(depths.keys() - IMPLICIT_GROUPS)), merged
        return self._inherited[groups]

    def _measure(self, group: str, below: tuple[str, ...], depths: dict[str, int]) -> int:
        """Depth of a group under "all", filled into `depths` for it and its ancestors."""
        if group in below:
            raise TargetListError(
                f'the group "{group}" contains itself', file=self.file, remedy="remove the loop"
            )
        if len(below) > MAX_DEPTH:
            raise TargetListError(f'the group "{group}" is nested deeper than {MAX_DEPTH}', file=self.file)
        if group not in depths:
            parents = self.parents.get(group, set())
            depths[group] = 1 + max(
                (self._measure(parent, (*below, group), depths) for parent in parents), default=0
            )
        return depths[group]

    def _read_group(self, name: str, node: YamlNode) -> None:
        variables = self.variables.setdefault(name, {})
        group = self._mapping(node, f'the group "{name}"')
        for key in group.items:
            if key not in GROUP_KEYS:
                raise self._error(
                    group.lines[key], f'unknown key "{key}" in the group "{name}"', suggest(key, GROUP_KEYS)
                )
        variables |= self._part(group, "vars").items
        self._read_hosts(name, self._part(group, "hosts"))
        for child, child_node in self._part(group, "children").items.items():
            self.parents.setdefault(child, set()).add(name)
            self._read_group(child, child_node)

    def _read_hosts(self, group: str, hosts: YamlMapping) -> None:
        for name, node in hosts.items.items():
            host = self.hosts.setdefault(name, Host(hosts.lines[name]))
            host.groups.add(group)
            host.variables |= self._mapping(node, f'the host "{name}"').items

    def _part(self, group: YamlMapping, key: str) -> YamlMapping:
        return self._mapping(group.items.get(key, YamlMapping(group.line)), f'"{key}"')

    def _mapping(self, node: YamlNode, what: str) -> YamlMapping:
        if isinstance(node, YamlScalar) and node.is_null:
            return YamlMapping(node.line)
        if isinstance(node, YamlMapping):
            return node
        raise self._error(
            node.line, f"{what} is not a mapping", "write the inventory with: ansible-inventory --list --yaml"
        )

    def _error(self, line: int, reason: str, remedy: str) -> TargetListError:
        return TargetListError(reason, file=self.file, place=f"line {line}", remedy=remedy)
