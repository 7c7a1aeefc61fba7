"""Policy packs by name: shipped ones by their id, an operator's own by the path of its file."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from auditor.errors import PackError
from auditor.evaluate import PackExample, parse_examples, parse_pack
from auditor.identify import Knowledge
from auditor.model.policy import Policy
from auditor.pack_files import read_pack, shipped_packs
from auditor.pack_lines import with_line

SHOWN_WORDS = 3
"""Nearest words named in a message: more is a list nobody reads."""


class Pack(NamedTuple):
    """A policy and the bytes it was parsed from."""

    policy: Policy
    data: bytes
    file: str = ""

    def examples(self) -> tuple[PackExample, ...]:
        """The pack's own examples, in order."""
        return parse_examples(self.data, self.file)


def shipped_ids() -> tuple[str, ...]:
    """The ids of the packs of this release."""
    return tuple(file.removesuffix(".toml") for file, _ in shipped_packs())


def load_packs(names: tuple[str, ...], knowledge: Knowledge) -> tuple[Pack, ...]:
    """Packs by name, each once."""
    return tuple(load_pack(name, knowledge) for name in dict.fromkeys(names))


def load_pack(name: str, knowledge: Knowledge, *, place: str = "--policy", file: str = "") -> Pack:
    """A shipped pack by its id, or an operator's own by its path ending in .toml.

    PackError for an unknown name, about `place` in `file`, with the nearest ids.
    """
    if name.endswith(".toml"):
        return _parse(name, read_pack(Path(name)), knowledge)
    packs = dict(shipped_packs())
    if f"{name}.toml" not in packs:
        ids = [known.removesuffix(".toml") for known in packs]
        remedy = f"{near_words(name, ids)}; own packs are named by a path ending in .toml"
        raise PackError(f"there is no policy {name!r}", file=file, place=place, remedy=remedy)
    return _parse(f"{name}.toml", packs[f"{name}.toml"], knowledge)


def near_words(word: str, known: list[str]) -> str:
    """A remedy: the nearest known words, else all of them."""
    near = get_close_matches(word.casefold(), known, n=SHOWN_WORDS, cutoff=0.5)
    near = near or [name for name in known if word.casefold() in name.split("-")]
    if not near:
        return f"known: {', '.join(known)}"
    others = f" near it: {', '.join(near[1:])}" if near[1:] else ""
    return f"did you mean {near[0]}?{others}"


def _parse(file: str, data: bytes, knowledge: Knowledge) -> Pack:
    try:
        return Pack(parse_pack(data, file, knowledge.vendors.ids()), data, file)
    except PackError as error:
        raise with_line(error, data) from error
