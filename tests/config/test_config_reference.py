"""The example and the reference name every key, and the example holds as it stands."""

from __future__ import annotations

import re
import tomllib
from dataclasses import asdict
from pathlib import Path

import pytest

from auditor.config import load_config
from auditor.config_schema import DEFAULT_PERSONAL_DATA_DAYS, LIMIT_RANGES, SCHEMA, SSH_RANGES
from auditor.model.limits import Limits
from auditor.model.ssh_settings import SshSettings
from auditor.model.target import AuthProtocol, PrivProtocol
from auditor.targets.entry import SKIPPABLE_KINDS
from auditor.targets.interface import FIELDS

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = (ROOT / "config.example.toml").read_text(encoding="utf-8")
UNCOMMENTED = re.sub(r'^#(?=[\w\["])', "", EXAMPLE, flags=re.MULTILINE)
"""The example with every optional line made effective; a comment has a space after its "#"."""
REFERENCE = (ROOT / "docs/reference/configuration.md").read_text(encoding="utf-8")
TARGETS_REFERENCE = (ROOT / "docs/reference/targets.md").read_text(encoding="utf-8")
KEYS = [(section, key) for section, keys in SCHEMA.items() for key in keys]


def _numbers() -> dict[str, float]:
    return {key: value for key, value in asdict(Limits()).items() if key in LIMIT_RANGES}


def documented_name(section: str, key: str) -> str:
    if section.startswith("credentials."):
        return f"`{key}`"
    return f"`{section}.{key}" if section else f"`{key}"


def test_the_example_loads_as_it_stands() -> None:
    config = load_config(ROOT / "config.example.toml")
    assert (config.exclude, config.default_credentials) == (("huawei", "zte"), ("core", "access"))
    assert all(target_list.path.is_file() for target_list in config.target_lists)


def test_the_example_loads_with_every_optional_line_too(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(UNCOMMENTED, encoding="utf-8")
    config = load_config(path)
    assert (
        len(config.target_lists),
        len(config.outputs),
        len(config.skip_by_tag),
        len(config.designations),
    ) == (2, 2, 1, 1)
    assert (
        config.max_data_age_days,
        bool(config.profile.affirmed),
        bool(config.profile.denied),
    ) == (180, True, True)


def keys_in_example(section: str) -> set[str]:
    document = tomllib.loads(UNCOMMENTED)
    if not section:
        return set(document)
    if section.startswith("credentials."):
        tables = [
            t for t in document["credentials"].values() if t["kind"] == section.removeprefix("credentials.")
        ]
    else:
        tables = document[section] if isinstance(document[section], list) else [document[section]]
    return {key for table in tables for key in table}


@pytest.mark.parametrize("section", SCHEMA)
def test_the_example_has_every_key(section: str) -> None:
    assert keys_in_example(section) == set(SCHEMA[section])


@pytest.mark.parametrize(("section", "key"), KEYS)
def test_the_reference_has_every_key(section: str, key: str) -> None:
    assert documented_name(section, key) in REFERENCE


@pytest.mark.parametrize("word", [*AuthProtocol, *PrivProtocol, *SKIPPABLE_KINDS])
def test_the_reference_has_every_valid_word(word: str) -> None:
    assert f"`{word}`" in REFERENCE


@pytest.mark.parametrize("field", FIELDS)
def test_the_reference_of_targets_has_every_field(field: str) -> None:
    assert f"\n| `{field}` |" in TARGETS_REFERENCE


def test_the_reference_states_the_defaults_and_ranges_that_hold() -> None:
    for key, default in _numbers().items():
        low, high = LIMIT_RANGES[key]
        assert f"| `snmp.{key}` | {low}–{high} | {default} |" in REFERENCE
    for key, (low, high) in SSH_RANGES.items():
        assert f"| `ssh.{key}` | {low}–{high} | {getattr(SshSettings(), key)} |" in REFERENCE
    assert f"| 0–36500 | {DEFAULT_PERSONAL_DATA_DAYS} |" in REFERENCE


def test_the_example_shows_the_defaults_that_hold() -> None:
    for key, default in _numbers().items():
        assert f"#{key} = {default}\n" in EXAMPLE
    for key in SSH_RANGES:
        assert f"#{key} = {getattr(SshSettings(), key)}\n" in EXAMPLE
    assert f"#personal_data_days = {DEFAULT_PERSONAL_DATA_DAYS}\n" in EXAMPLE
