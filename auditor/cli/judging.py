"""Policies of a run: the operator's own list first, then the chosen packs and private lists."""

from __future__ import annotations

import json
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

import click

from auditor.cli.outputs import private_path, write_text
from auditor.config import Config
from auditor.errors import ConfigError, PackError, UsageError
from auditor.evaluate import operator_policy, parse_designations, parse_pack
from auditor.identify import Knowledge
from auditor.model.policy import DesignationList, Policy, Profile
from auditor.pack_files import designation_key, read_designations, read_pack, shipped_packs
from auditor.rule_run import DesignatedSubject, Judging


class Pack(NamedTuple):
    """A policy and the bytes it was parsed from."""

    policy: Policy
    data: bytes


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
    packs = load_packs(policies, knowledge)
    if config:
        _check_profile(config, packs, knowledge)
    own = (operator_policy(exclude, knowledge.vendors.words()),) if exclude else ()
    chosen = own + tuple(pack.policy for pack in packs)
    return Judging(
        chosen,
        config.profile if config else Profile(),
        as_of,
        packs=tuple((pack.policy.digest, pack.policy.id, pack.data) for pack in packs),
        designations=_bound(config, chosen, knowledge) if config else (),
        max_age_days=config.max_data_age_days if config else None,
    )


def _check_profile(config: Config, packs: tuple[Pack, ...], knowledge: Knowledge) -> None:
    """ConfigError for an answer that no shipped or chosen pack asks for: a typo would leave the
    real question unanswered."""
    shipped = load_packs(tuple(file.removesuffix(".toml") for file, _ in shipped_packs()), knowledge)
    asked = {question.key for pack in (*shipped, *packs) for question in pack.policy.questions}
    for key in (*config.profile.affirmed, *config.profile.denied):
        if key not in asked:
            near = get_close_matches(key, asked, n=1)
            hint = f"did you mean {near[0]}?" if near else f"known: {', '.join(sorted(asked))}"
            raise ConfigError(
                "no policy asks this", file=str(config.path), place=f"profile.{key}", remedy=hint
            )


def load_packs(names: tuple[str, ...], knowledge: Knowledge) -> tuple[Pack, ...]:
    """Packs by name, each once."""
    return tuple(load_pack(name, knowledge) for name in dict.fromkeys(names))


def load_pack(name: str, knowledge: Knowledge) -> Pack:
    """A shipped pack by its id, or an operator's own by its path ending in .toml."""
    if name.endswith(".toml"):
        data = read_pack(Path(name))
        return Pack(parse_pack(data, name, knowledge.vendors.ids()), data)
    packs = {file.removesuffix(".toml"): (file, data) for file, data in shipped_packs()}
    if name not in packs:
        near = get_close_matches(name, packs, n=1)
        hint = f"did you mean {near[0]}?" if near else "see: auditor policy list"
        raise PackError(f"there is no policy {name!r}", place="--policy", remedy=hint)
    file, data = packs[name]
    return Pack(parse_pack(data, file, knowledge.vendors.ids()), data)


def _bound(config: Config, policies: tuple[Policy, ...], knowledge: Knowledge) -> tuple[DesignationList, ...]:
    """Designation lists of the chosen policies; PackError when one is for another policy."""
    chosen = {policy.id for policy in policies}
    lists = []
    for policy_id, path in config.designations:
        if policy_id not in chosen:
            _require_policy(policy_id, config)
            continue
        data, words = read_designations(path), knowledge.vendors.words()
        bound = parse_designations(data, str(path), designation_key(path), words)
        if bound.policy_id != policy_id:
            raise PackError(
                f"is for policy {bound.policy_id!r}, not {policy_id!r}", file=str(path), place="policy"
            )
        lists.append(bound)
    return tuple(lists)


def _require_policy(policy_id: str, config: Config) -> None:
    """A list bound to a shipped policy may wait for its turn; one bound to nothing is a slip."""
    known = [file.removesuffix(".toml") for file, _ in shipped_packs()]
    if policy_id not in known:
        near = get_close_matches(policy_id, known, n=1)
        raise PackError(
            f"there is no policy {policy_id!r} in this audit",
            file=str(config.path),
            place="policies.designations",
            remedy=f"did you mean {near[0]}?" if near else "bind the list to a policy of policies.use",
        )


def write_private(inventory: Path, judging: Judging, private: tuple[DesignatedSubject, ...]) -> None:
    """Matches under private lists go to a 0600 file beside the inventory and nowhere else."""
    if not judging.designations:
        return
    path = private_path(inventory)
    rows = [subject._asdict() for subject in private]
    lists = [{"policy": bound.policy_id, "hmac_sha256": bound.keyed_digest} for bound in judging.designations]
    document = {"schema": "auditor-designated/1", "lists": lists, "matches": rows}
    write_text(path, json.dumps(document, indent=2, sort_keys=True) + "\n", mode=0o600)
    click.echo(
        f"{len(rows)} matches under private designation lists: {path} (readable by you alone)", err=True
    )
