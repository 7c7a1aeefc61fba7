"""Subjects to judgement classes: every input a rule can read, and nothing else.

Must not know rules or dates. Subjects with equal classes share a verdict, so nothing
particular (serial number, path, reference) may enter here. Next: `rule_pass`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from auditor.model.device import Device, PartFunction
from auditor.model.finding import JudgementClass
from auditor.model.identity import Belief, Strength, SubjectIdentity, SubjectKind

OPTIC = "transceiver"
"""Code of an adequate belief about an optic: some rules have an exception for those."""
MODEM = "modem"
"""Code of an adequate belief about a modem: one rule is about modular transmitters only."""
CONFLICT = "conflict"
"""Code of a belief whose evidence disagrees."""
CONCLUDED = "concluded"
"""Code of a concluded vendor that came without a belief of its own."""


PART_CODES = {PartFunction.TRANSCEIVER: OPTIC, PartFunction.MODEM: MODEM}
"""Functions of parts that a rule may single out."""


class TargetFacts(NamedTuple):
    """What a rule may know of the target a subject was read from."""

    in_scope: bool = True
    tags: tuple[str, ...] = ()


class _Shared(NamedTuple):
    """What the classes of one device have in common; `contained` is the root's alone."""

    root: str
    contained: tuple[Belief, ...]
    ever_read: bool
    in_scope: bool
    tags: tuple[str, ...]


_Particulars = tuple[bool, bool, bool, str | None, str | None, bool, tuple[Belief, ...]]
"""What tells classes of one device apart: its hundreds of neighbors have a handful of them."""


def classify(
    device: Device,
    identities: Iterable[SubjectIdentity],
    *,
    ever_read: bool,
    target: TargetFacts,
    dated_vendors: Collection[str] = (),
) -> tuple[JudgementClass, ...]:
    """One class per identity, in their order (components, then neighbors).

    The device's root also carries the distinct beliefs about its parts (never those about
    its neighbors), so that a device containing a listed part gets a verdict of its own. Beliefs
    in one of `dated_vendors`, whose ownership changed, carry the day the part was built.
    """
    subjects = tuple(identities)
    kinds = {part.path: PART_CODES.get(part.function, "") for part in device.components}
    root = device.components[0].path if device.components else ""
    days = {part.path: part.mfg_date.value for part in device.components if part.mfg_date}
    # Stations of an address block share one identity: what is believed of it is found once.
    believed = [
        (subject, _dated(beliefs_about(subject, kinds.get(subject.key, "")), subject, days, dated_vendors))
        for subject in {id(subject): subject for subject in subjects}.values()
    ]
    contained = {
        belief
        for subject, found in believed
        if subject.kind is SubjectKind.COMPONENT and subject.key != root
        for belief in found
    }
    shared = _Shared(
        root, tuple(sorted(contained)), ever_read, target.in_scope, tuple(sorted(set(target.tags)))
    )
    known: dict[_Particulars, JudgementClass] = {}
    classes: dict[int, JudgementClass] = {}
    for subject, found in believed:
        particulars = _particulars(subject, found, root)
        if particulars not in known:
            known[particulars] = _class_of(subject, found, shared)
        classes[id(subject)] = known[particulars]
    return tuple(classes[id(subject)] for subject in subjects)


def beliefs_about(subject: SubjectIdentity, part_code: str = "") -> tuple[Belief, ...]:
    """The beliefs rules consider, sorted; conflicting evidence leaves none adequate."""
    maker, brand = subject.manufacturer, subject.brand.value or ""
    conflict, code = maker.conflict, part_code if subject.kind is SubjectKind.COMPONENT else ""
    return _judged(subject.beliefs, (maker.value or "", brand), conflict, code)


@lru_cache(maxsize=4096)
def _judged(
    beliefs: tuple[Belief, ...], concluded: tuple[str, ...], conflict: bool, code: str
) -> tuple[Belief, ...]:
    stated = with_concluded(beliefs, concluded)
    return tuple(sorted({_as_judged(belief, conflict, code) for belief in stated})) if stated else ()


def _dated(
    beliefs: tuple[Belief, ...], subject: SubjectIdentity, days: Mapping[str, str], vendors: Collection[str]
) -> tuple[Belief, ...]:
    """The beliefs, with the day of manufacture where it bears on who owned the vendor."""
    built = days.get(subject.key, "") if subject.kind is SubjectKind.COMPONENT else ""
    if not built:
        return beliefs
    return tuple(belief._replace(built=built) if belief.vendor in vendors else belief for belief in beliefs)


def with_concluded(beliefs: tuple[Belief, ...], concluded: tuple[str, ...]) -> tuple[Belief, ...]:
    """The beliefs, and any concluded vendor that came without one, so that none is missed."""
    believed = {"", *(belief.vendor for belief in beliefs)}
    missing = sorted(set(concluded) - believed)
    return (*beliefs, *(Belief(vendor, Strength.ADEQUATE, CONCLUDED) for vendor in missing))


def _as_judged(belief: Belief, conflict: bool, part_code: str) -> Belief:
    if belief.strength is not Strength.ADEQUATE:
        return belief
    if conflict:
        return Belief(belief.vendor, Strength.REVIEW, CONFLICT)
    return belief._replace(because=part_code) if part_code else belief


def _particulars(subject: SubjectIdentity, beliefs: tuple[Belief, ...], root: str) -> _Particulars:
    of_device = subject.kind is SubjectKind.COMPONENT
    is_root, maker = of_device and subject.key == root, subject.manufacturer
    return of_device, is_root, subject.structural, maker.value, subject.brand.value, maker.conflict, beliefs


def _class_of(subject: SubjectIdentity, beliefs: tuple[Belief, ...], shared: _Shared) -> JudgementClass:
    is_root = subject.kind is SubjectKind.COMPONENT and subject.key == shared.root
    return JudgementClass(
        kind=subject.kind,
        is_root=is_root,
        ever_read=shared.ever_read,
        structural=subject.structural,
        in_scope=shared.in_scope,
        manufacturer=subject.manufacturer.value or "",
        brand=subject.brand.value or "",
        conflict=subject.manufacturer.conflict,
        beliefs=beliefs,
        contains=shared.contained if is_root else (),
        tags=shared.tags,
    )
