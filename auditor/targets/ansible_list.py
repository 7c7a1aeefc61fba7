"""Target lists from an Ansible inventory in YAML: one target per host, group names as tags.

Only the variables named in `VARIABLES` or the operator's `columns` are looked at; nothing is
evaluated. Next: `entry.py` checks the values of each host.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from auditor.errors import TargetListError
from auditor.model.target import SourceLine
from auditor.targets.ansible_groups import Inventory
from auditor.targets.entry import entry_of_text, line_error
from auditor.targets.interface import FIELDS, Entry, ListSource
from auditor.targets.operator_file import read_text, suggest
from auditor.targets.yaml_tree import YamlNode, YamlScalar, YamlSequence, parse_yaml

VARIABLES = {"address": "ansible_host", "site": "site"}
"""Field and variable. Others only by `columns`: inventories use words such as "tags" and
"credentials" for things of their own."""

HOST_RANGE = re.compile(r"\[([0-9]+|[A-Za-z]):([0-9]+|[A-Za-z])(?::([0-9]+))?\]")
MAX_HOSTS_PER_PATTERN = 65_536
"""A /16 of devices in one line; more is a slip."""


def read_ansible_list(source: ListSource) -> Iterator[Entry]:
    """One entry per host in the order of first mention; the host's name is the id."""
    file = str(source.path)
    for name in source.columns:
        if name not in FIELDS:
            raise TargetListError(f'columns: unknown field "{name}"', file=file, remedy=suggest(name, FIELDS))
    inventory = Inventory(parse_yaml(read_text(source.path, TargetListError), file), file)
    names = VARIABLES | dict(source.columns)
    for pattern, host in inventory.hosts.items():
        where = SourceLine(file, host.line)
        groups, variables = inventory.inherited(frozenset(host.groups))
        fields = _fields(names, {**variables, **host.variables}, where)
        for name in _expand(pattern, where):
            entry = entry_of_text({"id": name, "address": name} | fields, where)
            yield entry._replace(tags=(*groups, *entry.tags))


def _fields(names: Mapping[str, str], variables: Mapping[str, YamlNode], where: SourceLine) -> dict[str, str]:
    fields = {}
    for field, name in names.items():
        text = _text(name, variables[name], where) if name in variables else ""
        if "{{" in text:
            raise line_error(
                where, f'{field}: "{name}" is a template, and nothing is evaluated', "write the value"
            )
        if text:
            fields[field] = text
    return fields


def _text(name: str, node: YamlNode, where: SourceLine) -> str:
    """A scalar's text, or the scalars of a sequence with commas between."""
    parts = node.items if isinstance(node, YamlSequence) else [node]
    texts = [part.text for part in parts if isinstance(part, YamlScalar) and not part.is_null]
    if not all(isinstance(part, YamlScalar) for part in parts):
        raise line_error(
            where, f'"{name}" is neither text nor a list of texts', "name another variable in columns"
        )
    return ",".join(texts)


def _expand(pattern: str, where: SourceLine) -> Iterator[str]:
    """Names of a host pattern such as "sw[01:20].example.net"; other names as they are."""
    match = HOST_RANGE.search(pattern)
    if match is None:
        yield pattern
        return
    first, last, step = match[1], match[2], int(match[3] or 1)
    letters = first.isalpha()
    if letters != last.isalpha():
        raise line_error(where, f'"{pattern}" is not a range of hosts')
    start, stop = (ord(first), ord(last)) if letters else (int(first), int(last))
    if step < 1 or stop < start or stop - start >= MAX_HOSTS_PER_PATTERN:
        raise line_error(where, f'"{pattern}" has no hosts, or more than {MAX_HOSTS_PER_PATTERN}')
    for value in range(start, stop + 1, step):
        middle = chr(value) if letters else str(value).zfill(len(first))
        yield from _expand(pattern[: match.start()] + middle + pattern[match.end() :], where)
