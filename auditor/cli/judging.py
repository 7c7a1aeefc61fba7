"""Policies of a run: the operator's own list first, then the chosen packs."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from pathlib import Path

from auditor.config import Config
from auditor.errors import PackError, UsageError
from auditor.evaluate import operator_policy, parse_pack
from auditor.identify import Knowledge
from auditor.model.policy import Policy, Profile
from auditor.pack_files import read_pack, shipped_packs
from auditor.pipeline import Judging


def gather_judging(
    exclude: tuple[str, ...],
    policies: tuple[str, ...],
    as_of: date,
    config: Config | None,
    knowledge: Knowledge,
) -> Judging:
    """What to judge against; UsageError when that is nothing or a name is unknown."""
    exclude = exclude or (config.exclude if config else ())
    policies = policies or (config.policies if config else ())
    if not exclude and not policies:
        raise UsageError(
            "nothing to judge against",
            remedy="give --exclude VENDOR or --policy ID, or set exclude in the configuration",
        )
    chosen = tuple(load_policy(name, knowledge) for name in dict.fromkeys(policies))
    own = (operator_policy(exclude, knowledge.vendors.words()),) if exclude else ()
    profile = config.profile if config else Profile()
    designations = config.designations if config else ()
    return Judging(own + chosen, profile, as_of, _bound(designations, own + chosen))


def load_policy(name: str, knowledge: Knowledge) -> Policy:
    """A shipped pack by its id, or an operator's own by its path ending in .toml."""
    if name.endswith(".toml"):
        return parse_pack(read_pack(Path(name)), name, knowledge.vendors.ids())
    packs = {file.removesuffix(".toml"): (file, data) for file, data in shipped_packs()}
    if name not in packs:
        near = get_close_matches(name, packs, n=1)
        hint = f"did you mean {near[0]}?" if near else "see: auditor policy list"
        raise PackError(f"there is no policy {name!r}", place="--policy", remedy=hint)
    file, data = packs[name]
    return parse_pack(data, file, knowledge.vendors.ids())


def _bound(
    designations: tuple[tuple[str, Path], ...], policies: tuple[Policy, ...]
) -> tuple[tuple[str, Path], ...]:
    """Designation lists of the chosen policies."""
    chosen = {policy.id for policy in policies}
    return tuple((policy_id, path) for policy_id, path in designations if policy_id in chosen)
