"""Checks over all targets of a run, whatever lists they come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditor.errors import TargetListError
from auditor.model.target import Target
from auditor.targets.addresses import address_key


def check_targets(targets: Iterable[Target]) -> None:
    """TargetListError where an id, or an address with its port and context, is given twice.

    Two agents behind one address differ in port; two contexts of one agent are two targets.
    """
    seen: dict[tuple[str, ...], Target] = {}
    for target in targets:
        for key, what in _keys(target):
            first = seen.setdefault(key, target)
            if first is not target:
                raise TargetListError(
                    f"{what} is given twice: {_where(first)} and {_where(target)}",
                    file=target.source.file if target.source else "",
                    remedy="keep one; a device with several addresses lists them in one target",
                )


def _keys(target: Target) -> Iterator[tuple[tuple[str, ...], str]]:
    yield ("id", target.id), f'the target id "{target.id}"'
    for address in target.addresses:
        key = (address_key(address), str(target.snmp_port), target.snmp_context)
        yield ("address", *key), f'the address "{address}"'


def _where(target: Target) -> str:
    place = f"{target.source.file} line {target.source.line}" if target.source else "the command line"
    return f'"{target.id}" ({place})'
