"""[credentials]: which keys and references are read, and that no message repeats a secret."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.config import load_config, parse_secret_ref
from auditor.config_schema import SCHEMA
from auditor.errors import ConfigError
from auditor.model.target import SecretRef, SecretScheme

SECRET = "hunter2-hunter2"
COMMUNITY = '[credentials.x]\nkind = "snmp-community"\n'
USER = '[credentials.x]\nkind = "snmp-user"\nuser = "auditor"\n'


def refusal(folder: Path, text: str) -> str:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_config(path)
    assert SECRET not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    "value",
    [
        SECRET,
        f"secret:{SECRET}",
        f"ENV:{SECRET}",
        f"env:{SECRET}",
        "env:",
        f"env:{SECRET}=1",
        "file:",
        f"command:{SECRET}",
        f'command:["{SECRET}"',
        "command:[]",
        'command:[""]',
        f'command:["{SECRET}", 3]',
        f'command:["{SECRET}\\u0000"]',
        f'command:{{"a": "{SECRET}"}}',
        "command:" + "[" * 50_000,
    ],
)
def test_a_secret_in_place_of_its_reference_is_refused_and_not_repeated(tmp_path: Path, value: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_secret_ref(value, file="config.toml", place="credentials.x.community")
    assert "config.toml: credentials.x.community: " in str(caught.value)
    assert 'write "env:NAME"' in str(caught.value)
    assert SECRET not in str(caught.value)
    assert SECRET not in repr(caught.value.__context__)
    if len(value) < 1_000:
        assert "credentials.x.community" in refusal(tmp_path, f"{COMMUNITY}community = '''{value}'''")


def test_a_secret_under_a_wrong_key_or_type_is_not_repeated(tmp_path: Path) -> None:
    assert "comunity" in refusal(tmp_path, f'{COMMUNITY}comunity = "{SECRET}"')
    assert "must be a string" in refusal(tmp_path, f'{COMMUNITY}community = ["{SECRET}"]')
    assert "auth_protocol" in refusal(tmp_path, f'{USER}auth_protocol = "{SECRET}"')
    assert "line 3" in refusal(tmp_path, f'{COMMUNITY}community = "{SECRET}')


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("env:_A1", SecretRef(SecretScheme.ENV, ("_A1",))),
        ("file:/etc/x", SecretRef(SecretScheme.FILE, ("/etc/x",))),
        ("file:secrets/x y", SecretRef(SecretScheme.FILE, ("conf/secrets/x y",))),
        ('command:["a", "b c", ""]', SecretRef(SecretScheme.COMMAND, ("a", "b c", ""))),
    ],
)
def test_references_are_read(text: str, expected: SecretRef) -> None:
    assert expected == parse_secret_ref(text, file="conf/config.toml", place="x")


@pytest.mark.parametrize("kind", ["snmp-user", "snmp-community"])
def test_every_key_of_a_credential_is_read_and_refuses_another_type(tmp_path: Path, kind: str) -> None:
    complete = {
        "kind": f'"{kind}"',
        "user": '"auditor"',
        "auth_protocol": '"sha256"',
        "auth_secret": '"env:A"',
        "priv_protocol": '"aes128"',
        "priv_secret": '"env:P"',
        "version": '"v2c"',
        "community": '"env:C"',
    }
    for wrong in SCHEMA[f"credentials.{kind}"]:
        lines = (f"{key} = {7 if key == wrong else complete[key]}" for key in SCHEMA[f"credentials.{kind}"])
        words = refusal(tmp_path, "[credentials.x]\n" + "\n".join(lines))
        assert f"credentials.x.{wrong}: must be a string, not an integer" in words
