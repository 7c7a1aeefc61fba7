"""A tree of text from YAML: mappings, sequences and scalars with their lines, nothing constructed.

No tag is ever acted on, so neither objects nor vault values can do anything. Anchors and
aliases are refused (a few hundred bytes of them expand to gigabytes), and so are duplicate
keys, which YAML readers resolve silently. Must not know Ansible.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from auditor.errors import TargetListError

MAX_DEPTH = 100
"""Inventories nest groups; deeper than this is a slip or an attack on the reader."""

NULL_WORDS = frozenset({"", "~", "null", "Null", "NULL"})
"""YAML 1.1 type null."""


@dataclass(frozen=True, slots=True)
class YamlScalar:
    """A scalar as written; `is_null` for an unquoted null or nothing."""

    line: int
    text: str
    is_null: bool = False


@dataclass(frozen=True, slots=True)
class YamlSequence:
    """A sequence; filled while the document is read."""

    line: int
    items: list[YamlNode] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class YamlMapping:
    """A mapping with the line of each key; filled while the document is read."""

    line: int
    items: dict[str, YamlNode] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


YamlNode = YamlScalar | YamlSequence | YamlMapping


def parse_yaml(text: str, file: str) -> YamlNode:
    """The single document of the text; TargetListError names the line of what is refused."""
    if text.startswith("$ANSIBLE_VAULT"):
        raise TargetListError("is encrypted", file=file, remedy="decrypt it: ansible-vault view")
    try:
        return _TreeBuilder(file).build(text)
    except yaml.MarkedYAMLError as trouble:
        line = trouble.problem_mark.line + 1 if trouble.problem_mark else 1
        raise TargetListError(
            f"is not valid YAML: {trouble.problem or trouble.context}", file=file, place=f"line {line}"
        ) from None
    except yaml.YAMLError:
        raise TargetListError("holds characters that YAML does not allow", file=file) from None


class _TreeBuilder:
    """Joins parser events to a tree with a stack of its own, so that depth costs no recursion."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.open: list[YamlSequence | YamlMapping] = []
        self.keys: list[str | None] = []
        self.root: YamlNode | None = None

    def build(self, text: str) -> YamlNode:
        for event in _events(text):
            self._check(event)
            line = _line(event)
            if isinstance(event, yaml.ScalarEvent):
                is_null = event.implicit[0] and event.value in NULL_WORDS
                self._add(YamlScalar(line, event.value, is_null))
            elif isinstance(event, yaml.MappingStartEvent):
                self._open(YamlMapping(line))
            elif isinstance(event, yaml.SequenceStartEvent):
                self._open(YamlSequence(line))
            elif isinstance(event, yaml.CollectionEndEvent):
                self.open.pop()
                self.keys.pop()
        return self.root or YamlMapping(1)

    def _check(self, event: yaml.Event) -> None:
        if getattr(event, "anchor", None) is not None:
            raise self._error(_line(event), "anchors and aliases are not read", "write it out")
        if isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            raise self._error(_line(event), "a second document is not read", "keep one per file")

    def _open(self, node: YamlSequence | YamlMapping) -> None:
        if len(self.open) >= MAX_DEPTH:
            raise self._error(node.line, f"is nested deeper than {MAX_DEPTH}")
        self._add(node)
        self.open.append(node)
        self.keys.append(None)

    def _add(self, node: YamlNode) -> None:
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        if isinstance(parent, YamlSequence):
            parent.items.append(node)
        elif self.keys[-1] is None:
            self.keys[-1] = self._key(parent, node)
        else:
            parent.items[self.keys[-1]] = node
            self.keys[-1] = None

    def _key(self, parent: YamlMapping, node: YamlNode) -> str:
        if not isinstance(node, YamlScalar):
            raise self._error(node.line, "a key must be text")
        if node.text in parent.lines:
            first = parent.lines[node.text]
            raise self._error(
                node.line, f'"{node.text}" is given twice, first on line {first}', "merge the two"
            )
        parent.lines[node.text] = node.line
        return node.text

    def _error(self, line: int, reason: str, remedy: str = "") -> TargetListError:
        return TargetListError(reason, file=self.file, place=f"line {line}", remedy=remedy)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _events(text: str) -> Iterator[yaml.Event]:
    """Parser events; libyaml's parser is twenty times as fast where PyYAML was built with it."""
    return yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
