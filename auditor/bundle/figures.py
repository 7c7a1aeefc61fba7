"""Does the report of a bundle state what its recordings lead to: devices, counts, gaps?

Only what the bundle holds can be compared. An attempt that read nothing is not in it, nor are tables
of subscribers' addresses, so a report may state more gaps and more neighbors than are reached
again, and less of them never. Must not decode or judge. Next: `rederive` reaches again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from auditor.bundle import layout
from auditor.bundle.completeness import Check
from auditor.bundle.documents import Document
from auditor.evaluate import summarise
from auditor.model.finding import DeviceFacts, Status
from auditor.model.recording import Outcome
from auditor.report.grouping import NOT_CLEAR, NOT_READ, READ_IN_PART

STAGES = ("collect", "decode")
"""Gaps that the recordings of one device tell of; those of other stages compare it with all others."""
TEXTS = ("manufacturer", "model_name", "serial_num")
NUMBERS = ("components", "judged_parts", "unknown_parts", "attested_parts")

Gap = tuple[str, str]
"""Stage and reason."""


class Figures(NamedTuple):
    """What the recordings of a bundle lead to. `withheld`: devices of which tables are not in it."""

    devices: Mapping[str, DeviceFacts]
    counts: Mapping[str, tuple[tuple[str, int], ...]]
    gaps: Mapping[str, frozenset[Gap]]
    withheld: frozenset[str]


def misstatements(report: Document, figures: Figures) -> Iterator[Check]:
    """One failed check for each thing that the report states otherwise than it must."""
    devices, coverage = report.objects("devices"), report.objects("coverage")
    gaps = gaps_by_device((row.text("device_id"), row.text("stage"), row.text("reason")) for row in coverage)
    wrong = [
        *_sums(report, devices, coverage),
        *_policies(report, figures),
        *(words for device in devices for words in _device(device, gaps, figures)),
    ]
    return (Check(layout.AUDIT, False, words) for words in wrong)


def _sums(report: Document, devices: Sequence[Document], coverage: Sequence[Document]) -> Iterator[str]:
    """Numbers of the report that are not those of its own lists."""
    findings = report.objects("findings")
    counted = {name: sum(map(count, devices)) for name, count in COUNTS.items()} | {
        "gaps": len(coverage),
        "findings": len(findings),
        "subjects": len({tuple(map(found.text, SUBJECT)) for found in findings}),
        "devices_with_findings": len({found.text("device_id") for found in findings}),
    }
    stated = report.object("summary")
    for name, number in counted.items():
        if stated.number(name) != number:
            yield f"its summary states {stated.number(name)} {name}, and its lists hold {number}"
    statuses = Counter(device.text("status") for device in devices)
    for status in Status:
        number = report.object("status_counts").number(status)
        if number != statuses[status]:
            yield f"it counts {number} devices as {status.value}, and lists {statuses[status]}"


def _policies(report: Document, figures: Figures) -> Iterator[str]:
    stated = {policy.text("id"): policy.object("counts") for policy in report.objects("policies")}
    if set(stated) != set(figures.counts):
        yield "it tells of other policies than judged"
        return
    for policy_id, counts in figures.counts.items():
        reached = dict(counts)
        for status in Status:
            number, again = stated[policy_id].number(status), reached.get(status, 0)
            if number < again or (number > again and not figures.withheld):
                yield f"it counts {number} verdicts of {policy_id} as {status.value}, and {again} are reached"


def gaps_by_device(rows: Iterable[tuple[str, str, str]]) -> Mapping[str, frozenset[Gap]]:
    """The gaps of each device, from (device, stage, reason) of coverage rows."""
    gaps: defaultdict[str, frozenset[Gap]] = defaultdict(frozenset)
    for device_id, stage, reason in rows:
        gaps[device_id] |= {(stage, reason)}
    return gaps


def _device(device: Document, stated: Mapping[str, frozenset[Gap]], figures: Figures) -> Iterator[str]:
    name = device.text("device_id")
    again = figures.devices.get(name)
    if again is None:
        return  # `completeness` tells of it
    for key in TEXTS:
        if device.text(key) != getattr(again, key):
            yield f"of {name} it states {key} {device.text(key)!r} and not {getattr(again, key)!r}"
    for key in NUMBERS:
        if device.number(key) != getattr(again, key):
            yield f"of {name} it states {device.number(key)} {key} and not {getattr(again, key)}"
    seen, told = again.neighbors, device.number("neighbors")
    if told < seen or (told > seen and name not in figures.withheld):
        yield f"of {name} it states {told} neighbors and not {seen}"
    if device.object("policy_statuses").texts_by_key() != dict(again.policy_statuses):
        yield f"of {name} it states other statuses under the policies"
    yield from _coverage(device, again, stated.get(name, frozenset()), figures.gaps.get(name, frozenset()))


def _coverage(
    device: Document, again: DeviceFacts, stated: frozenset[Gap], reached: frozenset[Gap]
) -> Iterator[str]:
    """A report may be more careful than its recordings, where it says why; it is never less."""
    name, outcome, status = device.text("device_id"), device.text("outcome"), device.text("status")
    for stage, reason in sorted(reached - stated):
        yield f"of {name} it leaves out the gap {reason} ({stage})"
    if outcome != again.outcome and outcome not in NOT_READ:
        yield f"of {name} it states outcome {outcome!r} and not {again.outcome!r}"
    if status == Status.CLEAR and outcome != Outcome.COMPLETE:
        yield f"it calls {name} clear, and states outcome {outcome!r}"
    reached_status = summarise(again)[0]
    careful = status in (Status.UNKNOWN, Status.NOT_CHECKED) and stated - reached
    if status != reached_status and not careful:
        yield f"of {name} it states status {status!r} and not {reached_status.value!r}"


def _unread(device: Document, *, earlier: bool) -> bool:
    return device.text("outcome") in NOT_READ and bool(device.text("read_at")) is earlier


SUBJECT = ("device_id", "subject_kind", "subject_key")
COUNTS: Mapping[str, Callable[[Document], int]] = {
    "devices": lambda _: 1,
    "not_read": lambda device: _unread(device, earlier=False),
    "read_earlier": lambda device: _unread(device, earlier=True),
    "read_in_part": lambda device: device.text("outcome") in READ_IN_PART,
    "not_clear": lambda device: device.text("status") in NOT_CLEAR,
    "parts": lambda device: device.number("judged_parts"),
    "unknown_parts": lambda device: device.number("unknown_parts"),
    "neighbors": lambda device: device.number("neighbors"),
    "unknown_neighbors": lambda device: (
        device.number("unknown_neighbors") - device.number("unknown_stations")
    ),
    "unknown_stations": lambda device: device.number("unknown_stations"),
}
"""What each device adds to a number of the summary, by the names of `grouping.Headline`."""
