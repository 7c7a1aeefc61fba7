"""From the commands of one recording to a device: every output read, their parts joined.

Two commands may tell of one part (`shown_joins`). It must not know any platform's text; that
is `show_output`'s parsers'. Next: `merge_devices` joins SNMP and SSH.
"""

from __future__ import annotations

from collections.abc import Iterable

from auditor.decode.components import freeze_part
from auditor.decode.containment import TOP, repair_parents
from auditor.decode.parts import Part
from auditor.decode.paths import name_places
from auditor.decode.problems import ProblemList
from auditor.decode.show_output import decode_show_output
from auditor.decode.shown import ShownOutput, ShownText
from auditor.decode.shown_joins import join_shown_parts
from auditor.decode.vendor_parts import join
from auditor.model.device import Component, Device, Observed, PartFunction, PhysicalClass
from auditor.model.recording import End, Reason, Recording
from auditor.model.sections import SectionKind

REFUSED = frozenset({End.ERROR, End.AUTH})
"""How commands end that the device refused or broke off: the recording says so already."""


def decode_shown_device(recording: Recording) -> Device:
    """The device that the commands of an SSH recording tell of; there is always a root."""
    problems = ProblemList()
    outputs = list(_outputs(recording, problems))
    device = Part(TOP, physical_class=PhysicalClass.CHASSIS, function=PartFunction.DEVICE)
    for output in outputs:
        if output.device is not None:
            join(device, output.device)
    device.function = PartFunction.DEVICE
    stated = [output for output in outputs if output.name or output.sys_descr or output.base_mac]
    return Device(
        id=recording.target_id,
        recording_id=recording.id,
        components=_components(device, outputs, problems),
        name=_first(output.name for output in stated),
        sys_descr=_first(output.sys_descr for output in stated),
        base_mac=next((output.base_mac for output in stated if output.base_mac), None),
        neighbors=tuple(neighbor for output in outputs for neighbor in output.neighbors),
        problems=problems.finish(),
    )


def _outputs(recording: Recording, problems: ProblemList) -> Iterable[ShownOutput]:
    for section, payload in zip(recording.sections, recording.payloads, strict=False):
        if section.kind is not SectionKind.CLI or not payload.payload or section.end is End.REJECTED:
            continue
        text = ShownText(
            recording.id,
            section.ordinal,
            section.context,
            section.root,
            section.end,
            payload.payload,
            problems,
        )
        output = decode_show_output(section.context, section.root, text)
        if output is None and section.end in REFUSED:
            continue
        if output is None:
            platform = section.context or "a platform that is not known"
            problems.add(Reason.OUTPUT_UNDECODED, section.root, f"no parser for this command of {platform}")
        else:
            yield _keyed(output, section.ordinal)


def _keyed(output: ShownOutput, ordinal: int) -> ShownOutput:
    """Keys made unique over all outputs."""
    prefix = b"%d:" % ordinal
    for part in output.parts:
        part.key = prefix + part.key
        part.parent = prefix + part.parent if part.parent else TOP
    return output


def _components(device: Part, outputs: list[ShownOutput], problems: ProblemList) -> tuple[Component, ...]:
    parts = join_shown_parts(device, [output.parts for output in outputs], problems)
    repair_parents(parts, problems)
    paths = name_places(parts, None)
    places = ((parts[key], path) for key, path in paths.items() if path)
    below = (freeze_part(part, path, paths.get(part.parent, "")) for part, path in places)
    return (freeze_part(device, ""), *below)


def _first(values: Iterable[Observed[str] | None]) -> Observed[str] | None:
    return next((value for value in values if value is not None), None)
