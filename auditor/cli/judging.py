"""Policies of a run: the operator's own list first, then the chosen packs and private lists."""

from __future__ import annotations

import json
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

import click

from auditor.cli.named_files import require_file
from auditor.cli.options import WordFiles
from auditor.cli.outputs import private_path, write_text
from auditor.cli.packs import Pack, load_pack, load_packs, near_words, shipped_ids
from auditor.config import Config
from auditor.errors import ConfigError, PackError, UsageError
from auditor.evaluate import operator_policy, parse_designations
from auditor.evaluate.acceptances import parse_acceptances
from auditor.evaluate.affiliations import UNLISTED
from auditor.evaluate.attestations import Maker, parse_attestations
from auditor.identify import Knowledge
from auditor.model.attestations import Attestation
from auditor.model.decisions import Acceptance
from auditor.model.policy import DesignationList, Policy, Profile
from auditor.pack_files import designation_key, read_designations, read_pack
from auditor.rule_run import DesignatedSubject, Judging

NO_WORDS = WordFiles()

NAME_SOMETHING = (
    "give --exclude VENDOR or --policy ID, or set exclude in the configuration (auditor init writes one)"
)


def gather_judging(
    exclude: tuple[str, ...],
    policies: tuple[str, ...],
    as_of: date,
    config: Config | None,
    knowledge: Knowledge,
    max_data_age: int | None = None,
    words: WordFiles = NO_WORDS,
) -> Judging:
    """What to judge against; UsageError when that is nothing or a name is unknown.

    `max_data_age` in days goes before the configuration's.
    """
    given = bool(exclude)
    exclude = exclude or (config.exclude if config else ())
    policies = policies or (config.policies if config else ())
    if not exclude and not policies:
        raise UsageError("nothing to judge against", remedy=NAME_SOMETHING)
    packs = _chosen(policies, config, knowledge)
    if config:
        _check_profile(config, packs, knowledge)
    own = (_operator_list(exclude, given, config, knowledge),) if exclude else ()
    chosen = own + tuple(pack.policy for pack in packs)
    return Judging(
        chosen,
        config.profile if config else Profile(),
        as_of,
        packs=tuple((pack.policy.digest, pack.policy.id, pack.data) for pack in packs),
        designations=_bound(config, chosen, knowledge) if config else (),
        max_age_days=max_data_age
        if max_data_age is not None
        else (config.max_data_age_days if config else None),
        acceptances=_acceptances(words.acceptances or _named(config, "acceptances")),
        attestations=_attestations(words.attestations or _named(config, "attestations"), knowledge),
    )


def _named(config: Config | None, key: Literal["acceptances", "attestations"]) -> Path | None:
    path: Path | None = getattr(config, key) if config else None
    if path:
        require_file(path, config, key, "correct the path, or remove the key")
    return path


def _acceptances(path: Path | None) -> tuple[Acceptance, ...]:
    return parse_acceptances(read_pack(path), str(path)) if path else ()


def _attestations(path: Path | None, knowledge: Knowledge) -> tuple[Attestation, ...]:
    if path is None:
        return ()
    return parse_attestations(read_pack(path), str(path), lambda word: _maker_of(word, knowledge))


def _maker_of(word: str, knowledge: Knowledge) -> Maker:
    """Who a word of an attestation names; a name that may stand for a vendor is told with it."""
    vendors = knowledge.vendors
    if vendor := vendors.resolve(word):
        return Maker(vendor.id, vendor.name)
    near = vendors.mentioned(word) or vendors.resembled(word)
    return Maker(UNLISTED + word, word, near.id if near else "")


def _operator_list(
    exclude: tuple[str, ...], given: bool, config: Config | None, knowledge: Knowledge
) -> Policy:
    """The operator's own list; a wrong word is told with the option or the file it stands in."""
    try:
        return operator_policy(exclude, knowledge.vendors.words())
    except PackError as error:
        file = "" if given or config is None else str(config.path)
        place = "--exclude" if given else "exclude"
        raise PackError(error.reason, file=file, place=place, remedy=error.remedy) from error


def _chosen(policies: tuple[str, ...], config: Config | None, knowledge: Knowledge) -> tuple[Pack, ...]:
    """The chosen packs; PackError for one that is disabled."""
    configured = config is not None and policies == config.policies
    place, file = ("policies.use", str(config.path)) if config and configured else ("--policy", "")
    packs = tuple(load_pack(name, knowledge, place=place, file=file) for name in dict.fromkeys(policies))
    for pack in packs:
        if pack.policy.disabled_because:
            raise PackError(
                f"policy {pack.policy.id!r} is disabled: {pack.policy.disabled_because}",
                file=file,
                place=place,
                remedy=f"check it in a copy (auditor policy show {pack.policy.id} --toml), remove "
                "disabled_because there and name the copy by its path",
            )
    return packs


def _check_profile(config: Config, packs: tuple[Pack, ...], knowledge: Knowledge) -> None:
    """ConfigError for an answer that no shipped or chosen pack asks for: a typo would leave the
    real question unanswered."""
    shipped = load_packs(shipped_ids(), knowledge)
    asked = {question.key for pack in (*shipped, *packs) for question in pack.policy.questions}
    for key in (*config.profile.affirmed, *config.profile.denied):
        if key not in asked:
            hint = near_words(key, sorted(asked))
            raise ConfigError(
                "no policy asks this", file=str(config.path), place=f"profile.{key}", remedy=hint
            )


def _bound(config: Config, policies: tuple[Policy, ...], knowledge: Knowledge) -> tuple[DesignationList, ...]:
    """Designation lists of the chosen policies; PackError when one is for another policy."""
    chosen = {policy.id for policy in policies}
    lists = []
    for policy_id, path in config.designations:
        if policy_id not in chosen:
            _require_policy(policy_id, config)
            continue
        key = f"policies.designations.{policy_id}"
        require_file(path, config, key, "correct the path, or remove the line")
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
    known = shipped_ids()
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
