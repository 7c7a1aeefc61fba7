"""Target lists in TOML: [defaults], [[targets]] and [[ranges]].

Next: `entry.py` looks up the names and checks the values of each entry.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from auditor.errors import TargetListError
from auditor.model.target import SourceLine
from auditor.targets.addresses import address_key, expand_addresses, parse_address
from auditor.targets.entry import line_error
from auditor.targets.interface import Entry, ListSource
from auditor.targets.operator_file import parse_toml, read_text
from auditor.targets.table import Table
from auditor.targets.toml_lines import table_lines

SSH_KEYS = ("transports", "ssh_port", "ssh_algorithms", "platform")
SNMP_KEYS = ("snmp_port", "snmp_context", "accept_other_source", "skip")
DEFAULT_KEYS = ("site", "tags", "credentials", *SNMP_KEYS, *SSH_KEYS)
TARGET_KEYS = ("id", "name", "address", "addresses", "scope", "reason", *DEFAULT_KEYS)
RANGE_KEYS = ("addresses", "scope", "reason", *DEFAULT_KEYS)
LIST_KEYS = ("defaults", "targets", "ranges")


def read_toml_list(source: ListSource) -> Iterator[Entry]:
    """Entries of [[targets]], then of [[ranges]] without the addresses that [[targets]] name."""
    file = str(source.path)
    if source.columns:
        raise TargetListError("columns are for CSV and Ansible lists", file=file, remedy="remove columns")
    text = read_text(source.path, TargetListError)
    document = Table(parse_toml(text, file, TargetListError), file, "", TargetListError)
    document.only(LIST_KEYS)
    if "targets" not in document and "ranges" not in document:
        raise TargetListError("has neither [[targets]] nor [[ranges]]", file=file, remedy="add a target")
    defaults_table = document.table("defaults")
    defaults_table.only(DEFAULT_KEYS)
    defaults = _shared(defaults_table, Entry(source=None))
    targets = [_target(table, line, defaults) for table, line in _numbered(document, "targets", text)]
    yield from targets
    listed = frozenset(_listed_keys(targets))
    for table, line in _numbered(document, "ranges", text):
        yield from _range(table, line, defaults, listed)


def _numbered(document: Table, key: str, text: str) -> Iterator[tuple[Table, int]]:
    """The tables of an array, their errors placed by line instead of by number."""
    tables = tuple(document.tables(key))
    for table, line in zip(tables, table_lines(text, key, len(tables)), strict=True):
        yield Table(table.values, table.file, f"line {line}: ", table.error), line


def _target(table: Table, line: int, defaults: Entry) -> Entry:
    table.only(TARGET_KEYS)
    if "id" in table and "name" in table:
        table.fail("name", "id and name mean the same", "keep one")
    addresses = (*((table.text("address"),) if "address" in table else ()), *table.text_or_texts("addresses"))
    entry = _scoped(table, line, _shared(table, defaults))
    return entry._replace(id=table.text("id") or table.text("name"), addresses=addresses)


def _range(table: Table, line: int, defaults: Entry, listed: frozenset[str]) -> Iterator[Entry]:
    table.only(RANGE_KEYS)
    entry = _scoped(table, line, _shared(table, defaults))
    texts = table.text_or_texts("addresses")
    if not texts:
        table.fail("addresses", "is missing", 'write addresses = "192.0.2.0/28"')
    for text in texts:
        try:
            addresses = expand_addresses(text)
        except TargetListError as trouble:
            raise line_error(entry.source, trouble.reason, trouble.remedy) from None
        yield from (entry._replace(addresses=(one,)) for one in addresses if address_key(one) not in listed)


def _listed_keys(targets: list[Entry]) -> Iterator[str]:
    for entry in targets:
        for text in entry.addresses:
            # An address that cannot be read stops the load when its target is built.
            with suppress(TargetListError):
                yield address_key(parse_address(text))


def _scoped(table: Table, line: int, entry: Entry) -> Entry:
    return entry._replace(
        source=SourceLine(table.file, line),
        in_scope=table.choice("scope", ("in", "out"), "in") == "in",
        reason=table.text("reason"),
    )


def _shared(table: Table, defaults: Entry) -> Entry:
    """`defaults` with what the table says instead; tags add to the defaults' tags."""
    has_port = "snmp_port" in table
    return defaults._replace(
        site=table.text("site", defaults.site),
        tags=(*defaults.tags, *table.texts("tags")),
        snmp_port=table.integer("snmp_port", 1, 65_535, 161) if has_port else defaults.snmp_port,
        snmp_context=table.text("snmp_context", defaults.snmp_context),
        credentials=table.texts("credentials") or defaults.credentials,
        accept_other_source=table.boolean("accept_other_source", defaults.accept_other_source),
        skip=table.texts("skip") or defaults.skip,
        transports=table.texts("transports") or defaults.transports,
        ssh_port=table.integer("ssh_port", 1, 65_535, 22) if "ssh_port" in table else defaults.ssh_port,
        ssh_algorithms=table.text("ssh_algorithms", defaults.ssh_algorithms),
        platform=table.text("platform", defaults.platform),
    )
