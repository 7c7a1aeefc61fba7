"""Whether a run that was interrupted may go on as the run it was. Next: `pipeline.collect_run`."""

from __future__ import annotations

from auditor import __version__
from auditor.errors import UsageError
from auditor.pipeline import Collection, collection_digest
from auditor.store import PastRun, Store


def interrupted_run(store: Store, collection: Collection) -> PastRun:
    """The last run, to be continued; UsageError where it ended, or was another one."""
    run = store.last_run()
    if run is None or run.outcome not in {"interrupted", "unfinished"}:
        last = f"the last run, {run.run_id}, is {run.outcome}" if run else "nothing was polled yet"
        raise UsageError(f"there is nothing to resume: {last}", remedy="run without --resume")
    if (run.config_digest, run.product_version) != (collection_digest(collection), __version__):
        raise UsageError(
            f"run {run.run_id} was started with other targets, budgets or another version",
            place="--resume",
            remedy="restore the configuration and options of that run, or poll anew without --resume",
        )
    return run
