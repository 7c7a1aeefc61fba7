"""Rules that permit instead of excluding: only approved products may be connected.

Approvals are the operator's own and written in the target list as tags; nothing that is
polled says whether a product is approved or when it was connected. Without the tags the
answer is undetermined, never clear. One of the cases of `rule_pass`.
"""

from __future__ import annotations

from auditor.evaluate.matter import Answer, Matter, open_conditions
from auditor.model.finding import Status
from auditor.model.identity import SubjectKind
from auditor.model.policy import AllowList

NOT_POLLED = "what was approved is the operator's to state, by tags of the target list: it is not polled"
PART = "an approval names the product with its critical components, and polling does not tell which those are"
NEIGHBOR = "whether equipment beyond a port is approved is not in the target list"


def judge_allowed(matter: Matter) -> Answer | None:
    """Permitted, not permitted, grandfathered or undetermined; None for a rule without allow-list."""
    allowed, judgement = matter.rule.allow_list, matter.judgement
    if allowed is None:
        return None
    if judgement.kind is SubjectKind.NEIGHBOR:
        return Answer(Status.UNDETERMINED, NEIGHBOR)
    if not judgement.is_root:
        return Answer(Status.UNDETERMINED, PART)
    return _device(matter, allowed)


def _device(matter: Matter, allowed: AllowList) -> Answer:
    tags = matter.judgement.tags
    if approved := _first(allowed.approved, tags):
        return Answer(Status.CLEAR, f"permitted: the target list states an approval (tag {approved})")
    if since := _first(allowed.connected_since, tags):
        said = f"not permitted: connected under the rule (tag {since}), and no approval is stated"
        if conditions := open_conditions(matter):
            return Answer(Status.REVIEW, f"{said}; applies only if {conditions}")
        return Answer(Status.EXCLUDED, said)
    if before := _first(allowed.connected_before, tags):
        return Answer(
            Status.NOT_APPLICABLE, f"grandfathered: connected before the rule took effect (tag {before})"
        )
    known = ", ".join((*allowed.approved, *allowed.connected_before, *allowed.connected_since))
    return Answer(
        Status.UNDETERMINED,
        f"the target list states neither an approval nor when it was connected (tags {known})",
    )


def _first(wanted: tuple[str, ...], tags: tuple[str, ...]) -> str:
    return next((tag for tag in wanted if tag in tags), "")
