"""The audit as one HTML file: no script, no outside resource, a strict content policy.

Prepares values for templates/audit.html.j2, whose text the caller hands in. Every
expression of the template leaves through `escape.html_value`, then Jinja's autoescape;
there is no `safe` filter anywhere. Counts and order are `grouping`'s.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from types import MappingProxyType

from jinja2 import Environment, StrictUndefined

from auditor.errors import AuditorError
from auditor.model.finding import AuditResult, Status
from auditor.model.policy import Citation
from auditor.report import (
    charts,
    finding_groups,
    grouping,
    human_words,
    observations,
    sentences,
    subjects,
    wording,
)
from auditor.report.charts import BAR_UNITS, status_slices
from auditor.report.escape import html_value
from auditor.report.exit_words import exit_text

MAX_FINDINGS = 3_000
"""A page of three thousand findings is about 3 MB and still opens on a telephone."""
MAX_DEVICES = 2_000
"""A table that people can still search; worst first, the JSON report has all."""
MAX_LEADS = 500
"""Hints, not findings: enough to see whom they are about."""
MAX_ATTESTED = 500
"""As many as leads; the JSON report has all."""
MAX_ENTRIES_PER_GAP = 100
"""Details of one reason; the counts beside them are complete."""
MAX_SITES = 500
"""A screen for every letter; the JSON report has all."""
MAX_DATES = 200
"""All shipped packs together have about 150 dates."""

STYLE = re.compile("<style>(.*?)</style>", re.DOTALL)
WEB_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?:/[A-Za-z0-9._~/?=&%+,;:@()#-]*)?")

GLYPHS: dict[Status, str] = {
    Status.EXCLUDED: "■",
    Status.REVIEW: "▲",
    Status.UNKNOWN: "?",
    Status.NOT_CHECKED: "○",
    Status.UNDETERMINED: "◇",
    Status.CLEAR: "✓",
    Status.NOT_APPLICABLE: "–",
}
"""A shape for each status, so that colour is never the only sign."""


def render_html(result: AuditResult, template: str, pages: Mapping[str, str] = MappingProxyType({})) -> str:
    """The report as a self-contained page; AuditorError when the template is not handed in.

    `pages` are relative addresses of pages about devices, by device id, to link.
    """
    return (
        html_environment({})
        .from_string(template)
        .render(
            result=result,
            numbers=grouping.headline(result),
            style_digest=style_digest(template),
            pages=pages,
        )
    )


def html_environment(further: Mapping[str, object]) -> Environment:
    """Templates that escape every value, with the modules they share and `further` names."""
    environment = Environment(
        autoescape=True,
        finalize=html_value,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(_MODULES, page=_PAGE, **further)
    return environment


def link_of(citation: Citation) -> str:
    """The citation's address if it is a plain web address, else "": no other scheme is linked."""
    return citation.url if WEB_ADDRESS.fullmatch(citation.url) else ""


def style_digest(template: str) -> str:
    """The CSP source of a template's inline style (CSP Level 3, 6.7.2.2); AuditorError without one."""
    style = STYLE.search(template)
    if style is None:
        raise AuditorError("the HTML report needs the text of its template with one <style> element")
    return "sha256-" + base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()


_MODULES = {
    "exit_text": exit_text,
    "wording": wording,
    "sentences": sentences,
    "charts": charts,
    "grouping": grouping,
    "groups": finding_groups,
    "subjects": subjects,
    "observations": observations,
    "words": human_words,
}
"""Order, counts and sentences that all formats share."""
_PAGE = {
    "max_findings": MAX_FINDINGS,
    "max_devices": MAX_DEVICES,
    "max_leads": MAX_LEADS,
    "max_attested": MAX_ATTESTED,
    "max_sites": MAX_SITES,
    "max_dates": MAX_DATES,
    "max_entries": MAX_ENTRIES_PER_GAP,
    "bar_units": BAR_UNITS,
    "glyphs": GLYPHS,
    "undetermined": Status.UNDETERMINED,
    "review": Status.REVIEW,
    "not_applicable": Status.NOT_APPLICABLE,
    "link_of": link_of,
    "status_slices": status_slices,
}
"""What the template may call besides the shared modules."""
