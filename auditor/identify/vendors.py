"""The vendor registry: canonical companies, their exact names and their ties to others.

Built from the `vendor` rows of knowledge/*.toml by `parse_rows`. Whether a tie matters is
a policy's business; here it only tells a contradiction from a family matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from auditor.identify.normalise import MAX_NAME_CHARACTERS, name_words, normalise_name
from auditor.identify.resemblance import Resemblances
from auditor.model.identity import Affiliation, Vendor

UNLISTED = "name:"
"""Prefix of the id of a maker that is stated but not in our registry."""

REMEMBERED_TEXTS = 16_384
"""Texts of parts that a fleet repeats: at most as many times MAX_NAME_CHARACTERS, some 8 MB."""
_CHINESE_PLACES = re.compile("^(?:(?:中国|深圳|杭州|浙江|上海|北京|武汉|福建)[省市]?)+")
"""What Chinese company names begin with."""


class VendorEntry(NamedTuple):
    """A vendor with what only identification needs.

    `words` are distinctive words: a name containing one, without being an alias, deserves
    a look. `cap` limits all evidence for the vendor to a review ("chip_mark"). The MACs of
    a vendor with `network_controllers` say who made the board or its controller, not the
    device. `others` are companies whose names differ only in the legal suffix. `brand_of` is
    the company whose brand this is today. A `contract_maker` builds devices for others'
    brands: the brand that such a device's agent names does not contradict it. The name of a
    `common_word` vendor also begins texts that are not about it. A `software` vendor's name
    and number say what the agent is, not who made the device.
    """

    vendor: Vendor
    enterprises: tuple[int, ...] = ()
    words: tuple[str, ...] = ()
    cap: str = ""
    network_controllers: bool = False
    others: tuple[str, ...] = ()
    brand_of: str = ""
    common_word: bool = False
    software: bool = False
    contract_maker: bool = False


class VendorRegistry:
    """Looks vendors up by id, exact name, registrant or enterprise number."""

    __slots__ = (
        "_aliases",
        "_beginnings",
        "_brand_owners",
        "_caps",
        "_common_words",
        "_contract_makers",
        "_controllers",
        "_current",
        "_ever",
        "_numbers",
        "_others",
        "_registrants",
        "_resemblances",
        "_software",
        "_vendors",
        "_words",
    )

    def __init__(self, entries: Iterable[VendorEntry]):
        ordered = sorted(entries, key=lambda entry: entry.vendor.id)
        self._vendors: dict[str, Vendor] = {entry.vendor.id: entry.vendor for entry in ordered}
        self._aliases: dict[str, str] = {}
        self._registrants: dict[str, str] = {}
        self._numbers: dict[int, str] = {}
        self._words: dict[str, str] = {}
        for entry in ordered:
            own = entry.vendor.id
            self._aliases |= {normalise_name(alias): own for alias in entry.vendor.aliases}
            self._registrants |= {normalise_name(text): own for text in entry.vendor.registrants}
            self._numbers |= dict.fromkeys(entry.enterprises, own)
            self._words |= dict.fromkeys(entry.words, own)
        self._beginnings = tuple(self._words)
        self._resemblances = Resemblances(self._words)
        self._caps = {entry.vendor.id: entry.cap for entry in ordered if entry.cap}
        self._controllers = frozenset(entry.vendor.id for entry in ordered if entry.network_controllers)
        self._brand_owners = {entry.vendor.id: entry.brand_of for entry in ordered if entry.brand_of}
        self._contract_makers = frozenset(entry.vendor.id for entry in ordered if entry.contract_maker)
        self._common_words = frozenset(entry.vendor.id for entry in ordered if entry.common_word)
        self._software = frozenset(entry.vendor.id for entry in ordered if entry.software)
        self._others = frozenset(" ".join(name_words(name)) for entry in ordered for name in entry.others)
        self._ever, self._current = _pairs(self._vendors.values())

    def get(self, vendor_id: str) -> Vendor | None:
        return self._vendors.get(vendor_id)

    def by_alias(self, text: str) -> Vendor | None:
        """The vendor one of whose names is exactly `text` after normalising."""
        return self._found(self._aliases.get(normalise_name(text)), text)

    def by_registrant(self, text: str) -> Vendor | None:
        """The vendor that a registry entry names: its registrants first, then its names."""
        name = normalise_name(text)
        return self._found(self._registrants.get(name) or self._aliases.get(name), text)

    def _found(self, vendor_id: str | None, text: str) -> Vendor | None:
        if vendor_id is None or (self._others and " ".join(name_words(text)) in self._others):
            return None
        return self._vendors[vendor_id]

    def by_enterprise(self, number: int) -> Vendor | None:
        """The vendor that uses an enterprise number for its own devices."""
        found = self._numbers.get(number)
        return self._vendors[found] if found else None

    def resolve(self, word: str) -> Vendor | None:
        """The vendor an operator means: an id, else an exact name."""
        return self._vendors.get(word.strip().casefold()) or self.by_alias(word)

    def mentioned(self, text: str) -> Vendor | None:
        """The first vendor whose distinctive word stands in `text` as a whole word."""
        return self._mentioned(text[:MAX_NAME_CHARACTERS])

    @lru_cache(maxsize=REMEMBERED_TEXTS)  # noqa: B019 - a process has one registry, for as long as it runs
    def _mentioned(self, text: str) -> Vendor | None:
        if not self._words:
            return None
        for word in name_words(text.replace("/", " ")):
            found = self._words.get(word) or self._begun(word)
            if found:
                return self._vendors[found]
        return None

    def by_word(self, word: str) -> Vendor | None:
        """The vendor whose distinctive word is exactly this one, but for case."""
        found = self._words.get(word.casefold())
        return self._vendors[found] if found else None

    def _begun(self, text: str) -> str | None:
        """The vendor with whose Chinese word a text, which has no blanks, begins."""
        if text[:1].isascii():
            return None
        own = _CHINESE_PLACES.sub("", text)
        if not own.startswith(self._beginnings):
            return None
        return next((vendor for word, vendor in self._words.items() if own.startswith(word)), None)

    def is_distinctive(self, vendor_id: str) -> bool:
        """Whether the vendor has distinctive words: its name anywhere deserves a look."""
        return vendor_id in self._words.values()

    def resembled(self, name: str) -> Vendor | None:
        """The vendor whose distinctive word a name resembles without holding it (`resemblance`)."""
        found = self._resemblances.find(name)
        return self._vendors[found] if found else None

    def cap(self, vendor_id: str) -> str:
        """Why evidence for this vendor is never more than a review, or ""."""
        return self._caps.get(vendor_id, "")

    def makes_network_controllers(self, vendor_id: str) -> bool:
        return vendor_id in self._controllers

    def brand_owner(self, vendor_id: str) -> str:
        """The company whose brand this vendor is, or "" where it is a company of its own."""
        return self._brand_owners.get(vendor_id, "")

    def leads_descriptions(self, vendor_id: str) -> bool:
        """Whether the vendor's name in front of a text is about the device: not where it is a
        common word, nor where it may be the controller's."""
        return vendor_id not in self._common_words and vendor_id not in self._controllers

    def makes_software(self, vendor_id: str) -> bool:
        """Whether the vendor's name and number only say what the agent is."""
        return vendor_id in self._software

    def makes_for_others(self, vendor_id: str) -> bool:
        """Whether the vendor builds devices that carry others' brands."""
        return vendor_id in self._contract_makers

    def related(self, one: str, other: str, *, ever: bool = False) -> bool:
        """The same vendor, or tied to it (today; with `ever` also in the past)."""
        if one == other or frozenset((one, other)) in (self._ever if ever else self._current):
            return True
        return _same_family_name(one, other)

    def name_of(self, vendor_id: str) -> str:
        """The vendor's name for people."""
        vendor = self._vendors.get(vendor_id)
        return vendor.name if vendor else vendor_id.removeprefix(UNLISTED)

    def ids(self) -> frozenset[str]:
        return frozenset(self._vendors)

    def words(self) -> Mapping[str, str]:
        """Ids and normalised names with their vendor id; a look-up takes what `resolve` takes."""
        return _Words(self, self._aliases | {vendor_id: vendor_id for vendor_id in self._vendors})

    def affiliations(self) -> Mapping[str, tuple[Affiliation, ...]]:
        """The ties of each vendor that has any."""
        return {vendor.id: vendor.affiliations for vendor in self._vendors.values() if vendor.affiliations}

    def all(self) -> tuple[Vendor, ...]:
        """Every vendor, by id."""
        return tuple(self._vendors.values())


class _Words(Mapping[str, str]):
    """Known words; looked up as `VendorRegistry.resolve` does, with legal forms and case ignored."""

    def __init__(self, registry: VendorRegistry, words: Mapping[str, str]) -> None:
        self._registry, self._words = registry, words

    def __getitem__(self, word: str) -> str:
        vendor = self._registry.resolve(word)
        if vendor is None:
            raise KeyError(word)
        return vendor.id

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)


def _pairs(vendors: Iterable[Vendor]) -> tuple[frozenset[frozenset[str]], frozenset[frozenset[str]]]:
    ties = [(vendor.id, tie) for vendor in vendors for tie in vendor.affiliations]
    ever = frozenset(frozenset((own, tie.to)) for own, tie in ties)
    return ever, frozenset(frozenset((own, tie.to)) for own, tie in ties if not tie.valid_to)


def _same_family_name(one: str, other: str) -> bool:
    """Two names of which one is not in the registry, beginning with the same word.

    "name:acme" and "name:acme networks" do not contradict each other; two registered
    vendors are told apart by their ties alone.
    """
    if not (one.startswith(UNLISTED) or other.startswith(UNLISTED)):
        return False
    first, second = (vendor.removeprefix(UNLISTED).replace("-", " ").split() for vendor in (one, other))
    return bool(first and second) and first[0] == second[0]
