"""Every sentence a report says on its own account, as data.

A report says what a device reported and what was not seen; it never says who built a
thing or that a law was broken. Change a sentence here and all formats follow.
"""

from __future__ import annotations

from typing import NamedTuple

from auditor.model.finding import Status
from auditor.model.policy import PolicyKind, PolicyStatus, Verification
from auditor.model.recording import Outcome, Reason

TITLE = "Network asset audit"
FINDING_NOTE = (
    "A finding says what a device or part reports about itself. Nothing was physically inspected, "
    "and whether a law applies to you is not decided here."
)
GROUP_NOTE = "Findings of one device that say the same are shown together."
NEIGHBOR_TITLE = "Seen beyond a port"
NEIGHBOR_NOTE = (
    "Equipment that a device saw or heard of beyond one of its ports. It was not asked itself "
    "unless it is a target of its own."
)
UNDECIDED_TITLE = "Not decided by polling"
DEVICES_BY_REASON = (
    "Too many to list one by one: devices that are not clear, by reason. Those that are excluded or under "
    "review are told under findings; the JSON report lists every device."
)
ALL_FINDINGS_AT = "all in the JSON/HTML report"
ALL_AT = "see the JSON report"
NOT_CHECKED_NOTE = "Listed first, because nothing below speaks for it."
LEADS_NOTE = (
    "Weak hints: a MAC address of another company on a single port, a name in free text. They do not "
    "count against the device that holds them; they may hint at equipment somewhere else."
)

CLEAN_TITLE = "What a clean report does and does not mean"
CLEAN_MEANS = (
    "that every table asked for was read to its end; anything else is listed as not checked",
    "that every part that states a maker states one that no selected policy lists on the date of judgement",
    "that each verdict leads back to the bytes a device sent, the knowledge that read them and the rule",
)
CLEAN_DOES_NOT_MEAN = (
    "that excluded equipment is absent: devices describe themselves, mostly in messages that nobody signed",
    "anything about what states no maker: passive parts, chips, cables, spares on a shelf, relabelled parts",
    "anything about equipment that is not a target, unless a target saw it as a neighbor",
    "that a law is met: whether and how it applies depends on who you are and what you do",
)

STATUS_TEXTS: dict[Status, str] = {
    Status.EXCLUDED: "Reports itself, or a part in it does, as a vendor that a selected policy excludes.",
    Status.REVIEW: "Some evidence points to a listed vendor, or it is open whether the policy applies: "
    "a human decides.",
    Status.UNKNOWN: "Seen, but it states no maker we can identify. Not clear.",
    Status.NOT_CHECKED: "Never read. Not clear.",
    Status.UNDETERMINED: "The rule cannot be decided by polling, or names nobody without a designation list.",
    Status.CLEAR: "Identified, and not listed in the selected policies.",
    Status.NOT_APPLICABLE: "Out of scope, outside the rule's dates, or structure such as a sensor.",
}
STATUS_NAMES: dict[Status, str] = {status: status.value.replace("_", " ") for status in Status}


BASELINE_TEXTS = {"new": "new: not in the baseline", "known": "known: in the baseline"}
KEPT_TEXT = "as little decided as in the coverage baseline"

OUTCOME_TEXTS: dict[Outcome, str] = {
    Outcome.COMPLETE: "read completely",
    Outcome.PARTIAL: "read in part",
    Outcome.FAILED: "not read",
    Outcome.REFUSED: "refused us",
    Outcome.SKIPPED: "skipped",
    Outcome.UNSTATED: "completeness not stated",
}

OUTCOME_COUNTS: dict[Outcome, str] = {
    Outcome.COMPLETE: "ok",
    Outcome.UNSTATED: "with completeness not stated",
    Outcome.PARTIAL: "partial",
    Outcome.FAILED: "failed",
    Outcome.REFUSED: "refused",
    Outcome.SKIPPED: "skipped",
}
"""What stands behind a number of recordings, in the order in which they are told."""

MODE_TEXTS = {
    "live": "polled live",
    "recordings": "read from recordings",
    "store": "judged from the store, not polled again",
}

STAGE_TEXTS = {
    "targets": "Targets",
    "collect": "Reading",
    "decode": "Decoding",
    "identify": "Identifying",
    "evaluate": "Judging",
}
"""Stages of coverage in the order of the pipeline."""

POLICY_KIND_TEXTS: dict[PolicyKind, str] = {
    PolicyKind.NAMED_EXCLUSION: "names vendors",
    PolicyKind.CAP: "limits the share of named vendors",
    PolicyKind.CATEGORY: "names kinds of products by place of production, which polling does not show",
    PolicyKind.CRITERIA: "gives criteria for suppliers and names none; it needs a designation list",
    PolicyKind.ALLOW_LIST: "allows only approved products; approvals are not visible to polling",
    PolicyKind.CASE_BY_CASE: "is decided case by case by an authority; it needs a designation list",
    PolicyKind.PRIOR_SCREENING: "asks for notice before introduction, which polling does not show",
}

POLICY_STATUS_TEXTS: dict[PolicyStatus, str] = {
    PolicyStatus.IN_FORCE: "in force",
    PolicyStatus.FUTURE: "enacted, not yet in force",
    PolicyStatus.PROPOSED: "proposed, not law",
    PolicyStatus.DRAFT: "draft, not law",
}

VERIFICATION_TEXTS: dict[Verification, str] = {
    Verification.OFFICIAL: "official text seen",
    Verification.SECONDARY: "secondary source seen",
    Verification.MEASURED: "measured",
    Verification.MEMORY: "unverified",
    Verification.OPERATOR: "your own list",
}


class ReasonText(NamedTuple):
    """Why something was not read, decoded, identified or judged, and what to do next."""

    text: str
    next_step: str


REASON_TEXTS: dict[Reason, ReasonText] = {
    Reason.NO_ANSWER: ReasonText("No answer", "Check the address, the access list and that SNMP is on."),
    Reason.PORT_CLOSED: ReasonText("The SNMP port is closed", "Turn SNMP on, or correct the port."),
    Reason.NAME_UNRESOLVED: ReasonText("The name has no address", "Correct the name, or give an address."),
    Reason.CREDENTIAL_UNAVAILABLE: ReasonText(
        "The credential could not be loaded", "Check the credential reference in the configuration."
    ),
    Reason.COMMUNITY_REFUSED: ReasonText(
        "The community was refused", "Check the community and the device's access list."
    ),
    Reason.AUTHENTICATION_FAILED: ReasonText(
        "Authentication failed", "Check the user's protocol and secret."
    ),
    Reason.UNKNOWN_USER: ReasonText(
        "The device does not know the user", "Create the SNMPv3 user, or correct it."
    ),
    Reason.DECRYPTION_FAILED: ReasonText("Decryption failed", "Check the privacy protocol and secret."),
    Reason.SECURITY_LEVEL_REFUSED: ReasonText(
        "The security level was refused", "Give the level the device asks for."
    ),
    Reason.TIME_WINDOW: ReasonText(
        "The device's SNMPv3 clock does not agree with its own earlier answers",
        "Check for two devices with one engine id, or a device that restarts.",
    ),
    Reason.VIEW_REFUSED: ReasonText(
        "The device hides this table from our user", "Widen the read-only view for this user."
    ),
    Reason.ANSWERS_REJECTED: ReasonText(
        "Only malformed or foreign answers arrived", "Check for address translation or a faulty agent."
    ),
    Reason.STOPPED_ANSWERING: ReasonText(
        "The device stopped answering midway", "Poll again, more slowly; check its load."
    ),
    Reason.TIME_BUDGET: ReasonText("The time budget ran out", "Raise the device budget, or poll again."),
    Reason.ROW_CAP: ReasonText("The row limit was reached", "Raise the row limit if the table is genuine."),
    Reason.BYTE_CAP: ReasonText("The size limit was reached", "Raise the byte limit if the data is genuine."),
    Reason.NOT_INCREASING: ReasonText(
        "The table does not move forward (a loop in the agent)", "Update the device; the rest is unread."
    ),
    Reason.ERROR_STATUS: ReasonText("The device answered with an error", "See the detail of the entry."),
    Reason.OUT_OF_SCOPE: ReasonText("Declared out of scope", "Nothing, if the scope is right."),
    Reason.PARTS_NOT_SELECTED: ReasonText(
        "Tables of parts are left out by configuration", "Select them: parts cannot be judged unread."
    ),
    Reason.NO_PART_INVENTORY: ReasonText(
        "Tells of no part inside it", "Look at it: power supplies, cards and optics cannot be seen."
    ),
    Reason.NOT_SELECTED: ReasonText("Left out by configuration", "Select the table if it should be read."),
    Reason.INTERRUPTED: ReasonText("The run was interrupted", "Run the audit again."),
    Reason.INTERNAL_ERROR: ReasonText("The auditor failed on this unit", "Report it with the detail given."),
    Reason.COMPLETENESS_UNSTATED: ReasonText(
        "The recording does not say whether it is complete", "State it beside the recording, or poll live."
    ),
    Reason.RECORDING_UNREADABLE: ReasonText(
        "The recording holds nothing, or a file of it cannot be read", "Record the device again."
    ),
    Reason.LINE_SKIPPED: ReasonText(
        "Lines of a recording were not readable", "Check the recording's format."
    ),
    Reason.ROW_UNDECODED: ReasonText("Rows could not be decoded", "See the detail; the bytes are kept."),
    Reason.TREE_REPAIRED: ReasonText(
        "The part tree was inconsistent and was repaired", "Check the part's place by eye if it matters."
    ),
    Reason.TEXT_CUT: ReasonText("A text was too long and was cut", "Nothing, unless a maker's name is cut."),
    Reason.MAKER_UNSTATED: ReasonText(
        "States no maker we can identify", "Look at the label, or add knowledge for it."
    ),
    Reason.MAKER_CONFLICT: ReasonText("Evidence about the maker conflicts", "Look at the label."),
    Reason.SEEN_NOT_TARGETED: ReasonText(
        "Seen as a neighbor, but not a target", "Add it to the targets if it is yours."
    ),
    Reason.OTHER_SOURCE: ReasonText(
        "Answers came from another address than the one asked", "Confirm that both are the same device."
    ),
    Reason.SUSPECTED_DUPLICATE: ReasonText(
        "May be the same device as another target", "Remove one target if they are the same."
    ),
    Reason.NEVER_POLLED: ReasonText("Never polled", "Run the audit against this target."),
    Reason.NOT_DECIDABLE: ReasonText(
        "Cannot be decided by polling", "Decide by other means, or bind a designation list."
    ),
    Reason.ACCEPTANCE_EXPIRED: ReasonText("An acceptance expired", "Decide again, or replace the equipment."),
    Reason.ACCEPTANCE_UNUSED: ReasonText("An acceptance covers nothing", "Correct it, or remove it."),
    Reason.ATTESTATION_EXPIRED: ReasonText("An attestation expired", "Ask the supplier for a new one."),
    Reason.ATTESTATION_UNUSED: ReasonText("An attestation covers nothing", "Correct it, or remove it."),
    Reason.DATA_TOO_OLD: ReasonText(
        "Registry, knowledge or policy older than allowed", "Upgrade, or import a newer file."
    ),
    Reason.HOST_KEY_UNKNOWN: ReasonText(
        "The device's SSH host key is not known; nothing was sent",
        "Compare the fingerprint with the device's own, then: auditor hostkeys accept.",
    ),
    Reason.HOST_KEY_CHANGED: ReasonText(
        "The device shows another SSH host key than before; no password was sent",
        "Find out why: a replaced device, a new key, or somebody in between.",
    ),
    Reason.ALGORITHMS_REFUSED: ReasonText(
        "No SSH algorithm in common", "Update the device, or give it the legacy profile; evidence marks it."
    ),
    Reason.CREDENTIAL_PAUSED: ReasonText(
        "The credential was rejected by several devices and is not offered to more",
        "Check the credential, then run again.",
    ),
    Reason.PLATFORM_UNKNOWN: ReasonText(
        "Whose command line it has is not known, so no command was sent",
        "Set platform in the target list.",
    ),
    Reason.PRIVILEGE_TOO_LOW: ReasonText(
        "The user's privilege level is too low", "Give the read-only user the level that shows hardware."
    ),
    Reason.COMMAND_REFUSED: ReasonText(
        "The device does not let our user run a command", "Allow the command for the read-only user."
    ),
    Reason.COMMAND_REJECTED: ReasonText(
        "The device does not know a command", "Nothing: not every model has every command."
    ),
    Reason.WRITE_REFUSED: ReasonText(
        "Something outside the catalogue was about to be sent; it was not sent",
        "Report it with the detail given.",
    ),
    Reason.PROMPT_UNCLEAR: ReasonText(
        "Where a command's output begins or ends could not be told", "See the detail; the text is kept."
    ),
    Reason.OUTPUT_UNDECODED: ReasonText(
        "The text of a command is kept, but not read yet", "See the text by eye if it matters."
    ),
    Reason.NOT_JUDGED_SINCE: ReasonText("Read after the last evaluation", "Run auditor evaluate."),
}
