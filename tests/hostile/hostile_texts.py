"""Hostile device texts (value layer of the list), and records that hold one in every place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from report.audit_sample import device, empty_result, finding
from report.inventory_sample import CHASSIS, evidence, inventory_device, part

from auditor.model.decisions import Acceptance, Decision, DecisionKind
from auditor.model.finding import AuditResult, Coverage, DataSource, PolicySummary, Status
from auditor.model.identity import SubjectKind
from auditor.model.inventory import InventoryDevice, InventoryNeighbor
from auditor.model.policy import Citation, PolicyKind, PolicyStatus
from auditor.model.recording import Reason

HOSTILE = {
    "H43 script": "<script>alert(1)</script>",
    "H43 attribute": '"><img src=x onerror=alert(1)>',
    "H43 single quote": "' autofocus onfocus='alert(1)",
    "H44 address": "javascript:alert(1)",
    "H44 svg": "</textarea></style></details><svg onload=alert(1)>",
    "H44 template": "{{7*7}} {% raw %} {# x #}",
    "H45 formula": "=cmd|'/c calc'!A1",
    "H45 tab formula": "\t@SUM(1+1)",
    "H46 clear screen": "sw\x1b[2J\x1b[H1",
    "H46 title": "\x1b]0;owned\x07",
    "H46 hyperlink": "\x1b]8;;https://example.org\x1b\\click\x1b]8;;\x1b\\",
    "H46 clipboard": "\x1b]52;c;Zm9v\x07",
    "H46 C1 and DCS": "\x9b31m\x90q\x9c\x07\r",
    "H47 log line": "x\r\n2026-11-22 INFO all clear\n",
    "H47 GitHub": "a\n::error::owned",
    "H47 GitHub plain": "::set-output name=x::y",
    "H47 Azure": "##vso[task.setvariable variable=a]b",
    "H48 NUL": "before\x00after",
    "H49 lone surrogate": "\udcff\ud800",
    "H49 replacement": "\ufffd\ufffe\uffff",
    "H50 bidi": "\u202eIEWAUH\u2066\u200f",
    "H50 zero width": "Hua\u200bwei\u2060\ufeff\u00ad",
    "H50 line separators": "a\u2028b\u2029c\x85d",
    "H50 blank letters": "\u3164\u2800\u115f\U000e0041\ufe0f",
    "H50 stacked marks": "a" + "\u0301" * 500,
    "H51 long": "x" * 60_000,
    "H51 long wide": "\u202e屋" * 30_000,
    "H52 path": "../../etc/cron.d/x",
    "Markdown inline": "**a** __b__ _c_ ~~d~~ `e` $f$ ==g== &lt; &#60; \\* \\",
    "Markdown link": "[x](http://e.example 'y') ![z][1] <http://e.example> [1]: www.e.example",
    "Markdown site": "@team #7 GH-7 !7 ~bug a@b.example :ab: www.e.example https://e.example",
    "Markdown code": "`@a` ``www.b.example`` |@c",
    "Markdown heading": "# x ##",
    "Markdown rule": "* * *",
    "Markdown list": "- x",
    "Markdown numbers": "1. x",
    "Markdown quotation": "> x",
    "Markdown indented": "     x",
    "Markdown fence": "~~~ x",
    "Markdown table": "a | b",
    "H53 SQL": "x'); drop table device;--",
}


def hostile_result(text: str) -> AuditResult:
    """The text in every place where a device, a list or a pack can put one."""
    found = finding(
        policy_id=text,
        rule_id=text,
        confidence=text,
        device_id=text,
        subject_key=text,
        subject=text,
        site=text,
        vendor=text,
        vendor_name=text,
        because=text,
        observed=(text, f"1.3.6.1 = {text}"),
        citation=Citation(text, text),
        through_part=text,
        serial_num=text,
        interface=text,
        model_name=text,
        acceptance=Acceptance(text, (("device", text),), text, text, text, date(2027, 3, 31)),
        decision=Decision("v1:0", DecisionKind.CONFIRMED, text, text, "2026-11-22T16:00:00Z"),
        confirmed_at="2026-11-22T16:00:00Z",
    )
    claim = f"reports itself as {text}: {text}"
    others = (
        replace(found, subject_key="", through_part="", because=claim),
        replace(found, subject_key=f"{text}/1", subject=f"{text}/1 {text}", through_part="", because=claim),
        replace(found, subject_key=f"{text}/2", subject=f"{text}/2 {text}", through_part="", because=claim),
        replace(found, subject_kind=SubjectKind.NEIGHBOR, subject=f"{text} on {text}", because=claim),
        replace(found, subject_kind=SubjectKind.NEIGHBOR, subject_key=f"serial:{text}", because=claim),
    )
    summary = device(text, Status.EXCLUDED, text)._replace(
        address=text,
        site=text,
        name=text + "!",
        manufacturer=text,
        model_name=text,
        serial_num=text,
        outcome=text,
        leads=(text, f"zte: {text}"),
    )
    policy = PolicySummary(
        id=text,
        title=text,
        kind=PolicyKind.CRITERIA,
        status=PolicyStatus.IN_FORCE,
        digest=text,
        counts=(("undetermined", 1),),
        unanswered=(text,),
        designations=text,
        citations=(Citation(text, text),),
        undetermined_because=(text,),
    )
    return replace(
        empty_result(),
        run_id=text,
        mode=text,
        policies=(policy,),
        sources=(DataSource(text, text, text, 1, text),),
        devices=(summary,),
        findings=(found, *others),
        coverage=(Coverage(text, Reason.NO_ANSWER, text, text),),
        status_counts=(("excluded", 1),),
        exit_code=3,
    )


def hostile_device(text: str) -> InventoryDevice:
    """A device with a part that hold one text in every place a device can fill."""
    stated = {
        "physical_class": text, "name": text, "descr": text, "mfg_name": text, "model_name": text,
        "serial_num": text, "vendor_type": text, "hardware_rev": text, "firmware_rev": text,
        "software_rev": text, "interface": text, "manufacturer": text, "brand": text,
        "evidence": (evidence(text, text, oid_or_line=text),),
    }  # fmt: skip
    return inventory_device(
        CHASSIS._replace(**stated),
        part(text or "x", **stated),
        part(f"{text}/1", contained_in=text or "x", **stated),
        device_id=text,
        site=text,
        name=text,
        sys_descr=text,
        sys_object_id=text,
        location=text,
        addresses=(text,),
        security=text,
        neighbors=(
            _neighbor(text, text),
            _neighbor(text, ""),
        ),
    )


def _neighbor(text: str, says: str) -> InventoryNeighbor:
    """What announces itself with the text in every place, or is known by an address alone."""
    protocol = "lldp" if says else "fdb"
    return InventoryNeighbor(text, text, protocol, "", says, says, says, says, says, text, 40, Status.UNKNOWN)
