"""The audit as one HTML file: no script, no outside resource, a strict content policy.

Prepares values for templates/audit.html.j2, whose text the caller hands in. Every
expression of the template leaves through `escape.html_value`, then Jinja's autoescape;
there is no `safe` filter anywhere. Counts and order are `grouping`'s.
"""

from __future__ import annotations

import base64
import hashlib
import re
from typing import NamedTuple

from jinja2 import Environment, StrictUndefined

from auditor.errors import AuditorError
from auditor.model.finding import AuditResult, Status
from auditor.model.policy import Citation
from auditor.report import grouping, sentences, wording
from auditor.report.escape import html_value

MAX_FINDINGS = 1_000
"""A page of a thousand findings is about 2 MB and still opens on a telephone."""
MAX_DEVICES = 2_000
"""A table that people can still search; worst first, the JSON report has all."""
MAX_ENTRIES_PER_GAP = 100
"""Details of one reason; the counts beside them are complete."""
BAR_UNITS = 1_000
"""Width of the status bar in its own units: a tenth of a per cent is the thinnest slice."""

STYLE = re.compile("<style>(.*?)</style>", re.DOTALL)
OBSERVATION = re.compile(r"([0-9]+(?:\.[0-9]+)+) = (.*)", re.DOTALL)
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


class Observation(NamedTuple):
    """One quote: the OID it was read at, or "" where the text does not begin with one."""

    oid: str
    value: str


class Slice(NamedTuple):
    """A piece of the status bar, in `BAR_UNITS`."""

    status: Status
    start: int
    size: int


def render_html(result: AuditResult, template: str) -> str:
    """The report as a self-contained page; AuditorError when the template is not handed in."""
    style = STYLE.search(template)
    if style is None:
        raise AuditorError("the HTML report needs the text of its template with one <style> element")
    environment = Environment(
        autoescape=True,
        finalize=html_value,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(wording=wording, sentences=sentences, grouping=grouping, page=_PAGE)
    return environment.from_string(template).render(
        result=result, numbers=grouping.headline(result), style_digest=_digest(style[1])
    )


def observation_of(text: str) -> Observation:
    """A quote "OID = value" taken apart; anything else is a value alone."""
    match = OBSERVATION.fullmatch(text)
    return Observation(match[1], match[2]) if match else Observation("", text)


def link_of(citation: Citation) -> str:
    """The citation's address if it is a plain web address, else "": no other scheme is linked."""
    return citation.url if WEB_ADDRESS.fullmatch(citation.url) else ""


def status_slices(counts: tuple[tuple[Status, int], ...]) -> tuple[Slice, ...]:
    """The status bar: rounded borders, so that the slices always add up to the whole."""
    total = sum(count for _, count in counts)
    slices, seen = [], 0
    for status, count in counts:
        start, end = (BAR_UNITS * edge // max(total, 1) for edge in (seen, seen + count))
        if count:
            slices.append(Slice(status, start, end - start))
        seen += count
    return tuple(slices)


def _digest(style: str) -> str:
    """The CSP source of an inline style (CSP Level 3, 6.7.2.2)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


_PAGE = {
    "max_findings": MAX_FINDINGS,
    "max_devices": MAX_DEVICES,
    "max_entries": MAX_ENTRIES_PER_GAP,
    "bar_units": BAR_UNITS,
    "glyphs": GLYPHS,
    "undetermined": Status.UNDETERMINED,
    "review": Status.REVIEW,
    "observation_of": observation_of,
    "link_of": link_of,
    "status_slices": status_slices,
}
"""What the template may call besides the shared modules."""
