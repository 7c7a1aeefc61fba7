"""From an entry of any list to a target: names looked up, values checked, addresses canonical.

Must not know file formats. Next: `check.py` compares the targets with each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import TypeVar

from auditor.errors import TargetListError
from auditor.model.platforms import PLATFORM_NAMES
from auditor.model.sections import SectionKind
from auditor.model.ssh_settings import ALGORITHM_PROFILES, MODERN
from auditor.model.target import Credential, SourceLine, Target, Transport
from auditor.targets.addresses import parse_address
from auditor.targets.interface import Entry, TargetDefaults
from auditor.targets.operator_file import suggest
from auditor.targets.table import has_control

MAX_ID_CHARACTERS = 255
"""As long as a host name or a sysName can be (RFC 3418: 255 octets)."""
MAX_CONTEXT_OCTETS = 32
"""RFC 3415: vacmContextName is a SnmpAdminString of 0 to 32 octets."""

NEVER_SKIPPED = frozenset({SectionKind.SYSTEM, SectionKind.CLI})
"""Without the system group a device has no identity; commands are left out by `transports`."""
SKIPPABLE_KINDS = {kind.value: kind for kind in SectionKind if kind not in NEVER_SKIPPED}
"""Tables that may be left out."""

TRUE_WORDS = frozenset({"1", "true", "yes", "y", "on"})
FALSE_WORDS = frozenset({"", "0", "false", "no", "n", "off"})
LIST_SEPARATOR = re.compile(r"[\s,;]+")
TAG_SEPARATOR_KEEPING_SPACES = re.compile(r"\s*[,;]\s*")

T = TypeVar("T")


def line_error(source: SourceLine | None, reason: str, remedy: str = "") -> TargetListError:
    """The error of a line of a list."""
    file, place = (source.file, f"line {source.line}") if source else ("", "")
    return TargetListError(reason, file=file, place=place, remedy=remedy)


def build_target(entry: Entry, defaults: TargetDefaults) -> Target:
    """The target of an entry; TargetListError names its line."""
    addresses = _addresses(entry)
    tags = tuple(dict.fromkeys(entry.tags))
    target_id = entry.id or (addresses[0] if addresses else "")
    for field, value in (("id", target_id), ("site", entry.site), ("context", entry.snmp_context)):
        _check_text(entry.source, field, value)
    for tag in tags:
        _check_text(entry.source, "tag", tag)
    if not target_id or any(not tag for tag in tags):
        raise line_error(entry.source, "a target needs an id or an address, and a tag needs letters")
    _check_scope(entry, target_id, addresses)
    return Target(
        id=target_id,
        addresses=addresses,
        credentials=_credentials(entry, defaults),
        snmp_port=_port(entry, "snmp_port", entry.snmp_port, defaults.snmp_port),
        snmp_context=entry.snmp_context,
        site=entry.site,
        tags=tags,
        in_scope=entry.in_scope,
        out_of_scope_reason=entry.reason,
        skip_kinds=_skip_kinds(entry, tags, defaults),
        accept_other_source=entry.accept_other_source,
        source=entry.source,
        transports=_transports(entry),
        ssh_port=_port(entry, "ssh_port", entry.ssh_port, defaults.ssh_port),
        ssh_algorithms=_word(entry, "ssh_algorithms", entry.ssh_algorithms or MODERN, ALGORITHM_PROFILES),
        platform=_word(entry, "platform", entry.platform, PLATFORM_NAMES) if entry.platform else "",
    )


def entry_of_text(
    fields: Mapping[str, str], source: SourceLine | None, tag_separator: re.Pattern[str] = LIST_SEPARATOR
) -> Entry:
    """The entry of a row whose values are text; keys are those of `FIELDS`, absent is empty."""
    values = {name: text.strip() for name, text in fields.items()}
    in_scope, reason = _scope(values, source)
    snmp_port, ssh_port = values.get("snmp_port", ""), values.get("ssh_port", "")
    return Entry(
        source=source,
        id=values.get("id", ""),
        addresses=_split(LIST_SEPARATOR, values.get("address", "")),
        site=values.get("site", ""),
        tags=_split(tag_separator, values.get("tags", "")),
        in_scope=in_scope,
        reason=reason,
        snmp_port=_integer(source, "snmp_port", snmp_port) if snmp_port else None,
        snmp_context=values.get("snmp_context", ""),
        credentials=_split(LIST_SEPARATOR, values.get("credentials", "")),
        accept_other_source=_boolean(source, "accept_other_source", values.get("accept_other_source", "")),
        skip=_split(LIST_SEPARATOR, values.get("skip", "")),
        transports=_split(LIST_SEPARATOR, values.get("transports", "")),
        ssh_port=_integer(source, "ssh_port", ssh_port) if ssh_port else None,
        ssh_algorithms=values.get("ssh_algorithms", ""),
        platform=values.get("platform", ""),
    )


def _scope(values: Mapping[str, str], source: SourceLine | None) -> tuple[bool, str]:
    """(in scope, reason) from scope and reason, else from another system's status or disabled."""
    scope, status, reason = values.get("scope", ""), values.get("status", ""), values.get("reason", "")
    if scope not in ("", "in", "out"):
        raise line_error(source, f'scope "{scope}" is neither "in" nor "out"')
    if scope:
        return scope == "in", reason
    if status and status.casefold() != "active":
        return False, reason or f'status is "{status}", not "active"'
    if _boolean(source, "disabled", values.get("disabled", "")):
        return False, reason or "disabled in the system the list comes from"
    return True, reason


def _split(separator: re.Pattern[str], text: str) -> tuple[str, ...]:
    return tuple(part for part in separator.split(text) if part) if text else ()


def _boolean(source: SourceLine | None, field: str, text: str) -> bool:
    word = text.casefold()
    if word in TRUE_WORDS or word in FALSE_WORDS:
        return word in TRUE_WORDS
    raise line_error(
        source, f'{field} "{text}" is neither yes nor no', "write 1 or 0, true or false, yes or no"
    )


def _integer(source: SourceLine | None, field: str, text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) <= 5:
        return int(text)
    raise line_error(source, f'{field} "{text}" is not a port', "write a number from 1 to 65535")


def _check_text(source: SourceLine | None, field: str, value: str) -> None:
    if has_control(value):
        raise line_error(source, f"the {field} holds a control character")
    if len(value) > MAX_ID_CHARACTERS:
        raise line_error(source, f"the {field} is longer than {MAX_ID_CHARACTERS} characters")
    if field == "context" and len(value.encode("utf-8", "surrogatepass")) > MAX_CONTEXT_OCTETS:
        raise line_error(source, f"snmp_context is longer than {MAX_CONTEXT_OCTETS} octets (RFC 3415)")


def _check_scope(entry: Entry, target_id: str, addresses: tuple[str, ...]) -> None:
    if entry.in_scope and not addresses:
        raise line_error(
            entry.source, f'target "{target_id}" has no address', "give one, or scope out with a reason"
        )
    if entry.in_scope and entry.reason:
        raise line_error(
            entry.source, f'target "{target_id}" has a reason but is in scope', 'set scope to "out"'
        )
    if not entry.in_scope and not entry.reason:
        raise line_error(
            entry.source, f'target "{target_id}" is out of scope without a reason', "say why it is not polled"
        )
    _check_text(entry.source, "reason", entry.reason)


def _addresses(entry: Entry) -> tuple[str, ...]:
    try:
        return tuple(dict.fromkeys([parse_address(text) for text in entry.addresses]))
    except TargetListError as trouble:
        raise line_error(entry.source, trouble.reason, trouble.remedy) from None


def _port(entry: Entry, field: str, stated: int | None, default: int) -> int:
    port = default if stated is None else stated
    if not 1 <= port <= 65_535:
        raise line_error(entry.source, f"{field} {port} is not a port", "write a number from 1 to 65535")
    return port


def _transports(entry: Entry) -> tuple[Transport, ...]:
    words = tuple(transport.value for transport in Transport)
    named = [Transport(_word(entry, "transports", word, words)) for word in entry.transports]
    # SNMP comes first: what it tells says whose command line the device has.
    return tuple(sorted(set(named), key=words.index)) or (Transport.SNMP,)


def _word(entry: Entry, field: str, word: str, known: Collection[str]) -> str:
    if word not in known:
        raise line_error(entry.source, f'{field}: unknown word "{word}"', suggest(word, known))
    return word


def _credentials(entry: Entry, defaults: TargetDefaults) -> tuple[Credential, ...]:
    names = entry.credentials or defaults.default_credentials
    return _look_up(entry.source, "credential", names, defaults.credentials.__getitem__, defaults.credentials)


def _skip_kinds(entry: Entry, tags: tuple[str, ...], defaults: TargetDefaults) -> tuple[SectionKind, ...]:
    own = _look_up(entry.source, "table", entry.skip, SKIPPABLE_KINDS.__getitem__, SKIPPABLE_KINDS)
    by_tag = [kind for tag in tags for kind in defaults.skip_by_tag.get(tag, ())]
    return tuple(dict.fromkeys((*own, *by_tag)))


def _look_up(
    source: SourceLine | None,
    what: str,
    names: tuple[str, ...],
    get: Callable[[str], T],
    known: Mapping[str, object],
) -> tuple[T, ...]:
    for name in names:
        if name not in known:
            raise line_error(source, f'unknown {what} "{name}"', suggest(name, known))
    return tuple(get(name) for name in dict.fromkeys(names))
