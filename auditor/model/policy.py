"""Policies: legal or company lists, the rules in them, and who is named under them.

A policy that names nobody is complete without names: its designation list is private
and bound at run time. Every fact carries a citation and how far it was verified.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PolicyKind(StrEnum):
    """The kinds of exclusion that laws use."""

    NAMED_EXCLUSION = "named_exclusion"
    CAP = "cap"
    CATEGORY = "category"
    CRITERIA = "criteria"
    ALLOW_LIST = "allow_list"
    CASE_BY_CASE = "case_by_case"
    PRIOR_SCREENING = "prior_screening"


class PolicyStatus(StrEnum):
    """How far a policy is law."""

    IN_FORCE = "in_force"
    FUTURE = "future"
    PROPOSED = "proposed"
    DRAFT = "draft"


class Verification(StrEnum):
    """How a fact was checked."""

    OFFICIAL = "P"
    SECONDARY = "S"
    MEASURED = "X"
    MEMORY = "M"
    OPERATOR = "operator"


class Severity(StrEnum):
    """How much a finding matters, from the policy; separate from confidence."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NOTICE = "notice"


ACTIVITIES = ("connect", "fund", "import", "install", "procure", "use")
"""What laws forbid doing with equipment; few of them forbid its use."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a fact is written."""

    text: str
    url: str = ""
    verification: Verification = Verification.MEMORY


@dataclass(frozen=True, slots=True)
class Milestone:
    """A dated step. `on` is absolute, or None with `relative` such as "decision+4y", "list+36m"
    or "annual-03-31". `rules` are the ids of the rules it is the date of."""

    on: date | None
    relative: str
    kind: str
    requirement: str
    citation: Citation
    vendors: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` to before `end`; None is open."""

    start: date | None = None
    end: date | None = None

    def contains(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True)
class AllowList:
    """What the target list says of an approval, by tags: approvals are the operator's own."""

    approved: tuple[str, ...]
    connected_before: tuple[str, ...]
    """The target was connected before the rule took effect, and is left alone."""
    connected_since: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One test of a policy. Its vendors are canonical ids; empty means it names nobody.

    `profiles`, `activities`: any one that the operator's profile affirms makes it apply;
    empty means it applies to everybody. `purposes`: as `profiles`, for what the equipment
    is used for; `tags`: the target must carry one of them.
    """

    id: str
    text: str
    severity: Severity
    vendors: tuple[str, ...]
    citation: Citation
    effective: Period = Period()
    covers_parts: bool = True
    covers_affiliates: bool = True
    profiles: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    optic_exception: str = ""
    """Label of the exception that may free an optic, such as "(c)(2)": its match is a review."""
    undetermined_because: str = ""
    """Why polling cannot decide this rule (a category by place of production, for example)."""
    review_because: str = ""
    """Why a match is never more than a review (named in the press only, for example)."""
    segments: tuple[str, ...] = ()
    """Parts of a network it is about, as tags of targets; a target with none of the policy's
    segments has not said where it is, and a match there is a review."""
    parts_only: str = ""
    """The function of the only parts it covers ("modem"), or "" for all."""
    cap_percent: int = 0
    """A share that may stay, of `cap_of`; 0 for none. A match is then a review."""
    cap_of: str = ""
    grandfathered_before: date | None = None
    """Equipment obtained before this day is left alone; that day is not polled."""
    grandfathering: str = ""
    affiliate_over_percent: int | None = None
    """A holding above this share makes an affiliate; None where the policy gives no number."""
    allow_list: AllowList | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What a pack asks of the operator; `key` is what the profile answers."""

    key: str
    text: str
    topic: str
    """"profile", "activity" or "purpose"."""


@dataclass(frozen=True, slots=True)
class Policy:
    """A list with its rules. `digest` is the sha256 of the pack's bytes."""

    id: str
    title: str
    jurisdiction: str
    kind: PolicyKind
    status: PolicyStatus
    issuer: str
    citations: tuple[Citation, ...]
    rules: tuple[Rule, ...]
    digest: str
    milestones: tuple[Milestone, ...] = ()
    questions: tuple[Question, ...] = ()
    listed_wording: str = "listed equipment"
    """What a match is called; never a word that says the law was broken."""
    notes: str = ""
    needs_designations: bool = False
    data_date: date | None = None
    """Day the pack's facts were last checked; None where it does not say."""
    segments: tuple[str, ...] = ()
    """Tags that say in which part of the network a target is."""
    disabled_because: str = ""
    """Why the pack cannot be chosen yet (facts that nobody has confirmed), or ""."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Who the operator is and what is done with the equipment. A key that is in neither
    tuple is unanswered, and an unanswered question makes a match a review."""

    affirmed: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Designation:
    """One entry of a private designation list; only `id` may appear outside it."""

    id: str
    vendor: str
    basis: str
    valid: Period = Period()


@dataclass(frozen=True, slots=True)
class DesignationList:
    """A private list bound to a policy. `keyed_digest` is an HMAC-SHA256, so that a short
    list cannot be guessed from it."""

    policy_id: str
    entries: tuple[Designation, ...]
    keyed_digest: str
    fictitious: bool = False
