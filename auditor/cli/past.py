"""Earlier audits by name: a run, a day, "last", "previous", or a JSON report of any inventory."""

from __future__ import annotations

from pathlib import Path

from auditor.errors import UsageError
from auditor.model.comparison import LAST, PREVIOUS, AuditFacts
from auditor.report.read_audit import read_audit
from auditor.store import Store, open_store

MAX_REPORT_BYTES = 1 << 30
"""A JSON report of a hundred thousand devices is a tenth of this."""
NAMES = "a run id (auditor runs), a day, last, previous, or the path of a JSON report"


def past_audit(word: str, inventory: Path, store: Store | None = None) -> AuditFacts:
    """The audit that `word` names; a file of that name goes first."""
    path = Path(word)
    if path.is_file() or path.suffix == ".json":
        return read_audit(_text(path), word)
    if store is not None:
        return store.find_facts(word)
    with open_store(inventory, create=False, read_only=True) as opened:
        return opened.find_facts(word)


def earlier_audit(word: str, inventory: Path, store: Store, *, reported: bool) -> AuditFacts | None:
    """The audit to compare with, None where none was made yet. `reported` says that the last one is
    the one to compare: the one before it is then the last to compare with."""
    if word not in (LAST, PREVIOUS) or Path(word).is_file():
        return past_audit(word, inventory, store)
    word = PREVIOUS if reported else word
    return store.find_facts(word) if store.has_evaluation(word) else None


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_REPORT_BYTES:
            raise UsageError("is larger than 1 GiB", file=str(path), remedy=f"name {NAMES}")
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(
            f"cannot be read: {error.strerror}", file=str(path), remedy=f"name {NAMES}"
        ) from error
    except UnicodeDecodeError as error:
        raise UsageError("is not UTF-8", file=str(path), remedy=f"name {NAMES}") from error
