"""config.toml to Config: what is accepted, and what is refused with which words."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.config import Config, TargetList, default_config, load_config
from auditor.config_schema import LIMIT_RANGES, SCHEMA
from auditor.errors import ConfigError
from auditor.model.limits import Limits
from auditor.model.policy import Profile
from auditor.model.sections import SectionKind
from auditor.model.ssh_settings import JumpHost, SshSettings
from auditor.model.target import (
    AuthProtocol,
    PrivProtocol,
    SecretRef,
    SecretScheme,
    SnmpCommunity,
    SnmpUser,
    SnmpVersion,
    SshKey,
    SshPassword,
)

COMPLETE = """
exclude = ["huawei", "zte"]
[store]
path = "data/inventory.sqlite"
[profile]
federal_contractor = true
usf_recipient = false
[policies]
use = ["us-covered-list"]
[policies.designations]
"jp-it-proc-2018" = "designations/jp.toml"
[[targets]]
path = "lists/core.toml"
[[targets]]
path = "/srv/export"
format = "csv"
columns = { address = "Mgmt IP" }
[credentials.core]
kind = "snmp-user"
user = "auditor"
auth_protocol = "sha256"
auth_secret = "env:AUTH"
priv_protocol = "aes256-reeder"
priv_secret = "file:/etc/auditor/priv"
[credentials.access]
kind = "snmp-community"
version = "v1"
community = 'command:["pass", "show", "snmp/access"]'
[credentials.cli]
kind = "ssh-password"
user = "auditor"
password = "env:PASSWORD"
enable_secret = "env:ENABLE"
[credentials.cli-key]
kind = "ssh-key"
user = "auditor"
key = "file:/etc/auditor/id"
passphrase = "env:PASSPHRASE"
[ssh]
port = 2022
credentials = ["cli"]
known_hosts = "keys/hosts"
connect_timeout_s = 1.5
login_timeout_s = 2.5
command_timeout_s = 3.5
device_budget_s = 60
max_output_bytes = 4096
sessions = 5
sessions_per_site = 2
rejections_before_pause = 4
start_jitter_s = 0
jump_address = "192.0.2.1"
jump_port = 2222
jump_credential = "cli-key"
[run]
processes = 3
[snmp]
port = 1161
credentials = ["access", "core"]
timeout_s = 1
retries = 1
max_repetitions = 10
device_budget_s = 60.5
packets_per_s = 50
requests_in_flight = 3
max_rows_per_root = 1000
max_bytes_per_device = 100000
concurrency = 8
site_concurrency = 4
credential_attempts = 1
[tables.skip]
"subscriber edge" = ["fdb", "arp"]
[retention]
personal_data_days = 0
recording_days = 400
evaluations = 7
[data]
max_age_days = 180
[[outputs]]
format = "json"
path = "out/audit.json"
[[outputs]]
format = "terminal"
path = "-"
"""

ENABLE = SecretRef(SecretScheme.ENV, ("ENABLE",))
CLI_KEY = SshKey(
    "cli-key",
    "auditor",
    SecretRef(SecretScheme.FILE, ("/etc/auditor/id",)),
    SecretRef(SecretScheme.ENV, ("PASSPHRASE",)),
)


def write(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def refusal(folder: Path, text: str) -> str:
    path = write(folder, text)
    with pytest.raises(ConfigError) as caught:
        load_config(path)
    assert str(path) in str(caught.value)
    return str(caught.value)


def test_every_key_reaches_its_place(tmp_path: Path) -> None:
    path = write(tmp_path, COMPLETE)
    expected = Config(
        path=path,
        store=tmp_path / "data/inventory.sqlite",
        exclude=("huawei", "zte"),
        policies=("us-covered-list",),
        designations=(("jp-it-proc-2018", tmp_path / "designations/jp.toml"),),
        profile=Profile(affirmed=("federal_contractor",), denied=("usf_recipient",)),
        target_lists=(
            TargetList(tmp_path / "lists/core.toml", "toml"),
            TargetList(Path("/srv/export"), "csv", (("address", "Mgmt IP"),)),
        ),
        credentials=(
            SnmpUser(
                "core",
                "auditor",
                AuthProtocol.SHA256,
                SecretRef(SecretScheme.ENV, ("AUTH",)),
                PrivProtocol.AES256_REEDER,
                SecretRef(SecretScheme.FILE, ("/etc/auditor/priv",)),
            ),
            SnmpCommunity(
                "access", SnmpVersion.V1, SecretRef(SecretScheme.COMMAND, ("pass", "show", "snmp/access"))
            ),
            SshPassword("cli", "auditor", SecretRef(SecretScheme.ENV, ("PASSWORD",)), ENABLE),
            CLI_KEY,
        ),
        default_credentials=("access", "core", "cli"),
        snmp_port=1161,
        limits=Limits(1.0, 1, 10, 60.5, 50.0, 3, 1000, 100_000, 8, 4, 1),
        processes=3,
        skip_by_tag=(("subscriber edge", (SectionKind.FDB, SectionKind.ARP)),),
        personal_data_days=0,
        recording_days=400,
        evaluations_kept=7,
        outputs=(("json", str(tmp_path / "out/audit.json")), ("terminal", "-")),
        max_data_age_days=180,
        ssh=SshSettings(
            str(tmp_path / "keys/hosts"), 1.5, 2.5, 3.5, 60.0, 4096, 5, 2, 4, 0.0,
            JumpHost("192.0.2.1", CLI_KEY, 2222),
        ),
        ssh_port=2022,
    )  # fmt: skip
    assert expected == load_config(path)
    assert hash(expected) == hash(load_config(path))


def test_an_empty_file_says_what_no_file_says(tmp_path: Path) -> None:
    assert default_config(tmp_path) == load_config(write(tmp_path, ""))


def test_outputs_may_be_one_table(tmp_path: Path) -> None:
    config = load_config(write(tmp_path, 'outputs = { json = "a.json", terminal = "-" }'))
    assert (("json", str(tmp_path / "a.json")), ("terminal", "-")) == config.outputs


def test_the_only_credential_is_the_default_and_of_several_none_is(tmp_path: Path) -> None:
    one = '[credentials.a]\nkind = "snmp-community"\ncommunity = "env:A"\n'
    two = one + one.replace("credentials.a", "credentials.b")
    assert load_config(write(tmp_path, one)).default_credentials == ("a",)
    assert load_config(write(tmp_path, one + "[snmp]\ncredentials = []")).default_credentials == ()
    assert load_config(write(tmp_path, two)).default_credentials == ()


def test_a_byte_order_mark_and_windows_line_ends_are_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b'\xef\xbb\xbfexclude = ["zte"]\r\n[store]\r\npath = "a"\r\n')
    assert load_config(path).exclude == ("zte",)


@pytest.mark.parametrize("section", [name for name in SCHEMA if not name.startswith("credentials")])
def test_an_unknown_key_of_any_table_is_refused(tmp_path: Path, section: str) -> None:
    line = {
        "": "keyy = 1",
        "targets": '[[targets]]\nkeyy = 1\npath = "a.csv"',
        "outputs": "[[outputs]]\nkeyy = 1",
    }
    words = refusal(tmp_path, line.get(section, f"[{section}]\nkeyy = 1"))
    assert "keyy: unknown key" in words


WRONG = "1979-05-27"
KEYS = [
    (section, key)
    for section, keys in SCHEMA.items()
    for key in keys
    if (section, key) not in {("", "targets"), ("", "outputs")} and not section.startswith("credentials")
]


@pytest.mark.parametrize(("section", "key"), KEYS)
def test_every_key_is_read_and_refuses_another_type(tmp_path: Path, section: str, key: str) -> None:
    lines = {"path": 'path = "a.csv"\n', "format": 'format = "csv"\n'}
    others = "".join(line for name, line in lines.items() if name != key)
    text = {
        "": f"{key} = {WRONG}",
        "targets": f"[[targets]]\n{others}{key} = {WRONG}",
        "outputs": f"[[outputs]]\n{others}{key} = {WRONG}",
    }.get(section, f"[{section}]\n{key} = {WRONG}")
    words = refusal(tmp_path, text)
    assert f"{key}: must be " in words
    assert "not a date or time" in words


@pytest.mark.parametrize("key", LIMIT_RANGES)
def test_limits_are_accepted_up_to_their_ends_and_refused_beyond(tmp_path: Path, key: str) -> None:
    low, high = LIMIT_RANGES[key]
    for value in (low, high):
        assert value == getattr(load_config(write(tmp_path, f"[snmp]\n{key} = {value}")).limits, key)
    for value in (low - 1, high + 1):
        assert f"snmp.{key}: must be from {low} to {high}" in refusal(tmp_path, f"[snmp]\n{key} = {value}")


@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "true", '"2"'])
def test_a_time_is_a_finite_number(tmp_path: Path, value: str) -> None:
    assert "snmp.timeout_s: must be" in refusal(tmp_path, f"[snmp]\ntimeout_s = {value}")


COMMUNITY = '[credentials.x]\nkind = "snmp-community"\n'
USER = '[credentials.x]\nkind = "snmp-user"\nuser = "auditor"\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('excludes = ["zte"]', 'excludes: unknown key (did you mean "exclude"?)'),
        ('exclude = "zte"', "exclude: must be an array, not a string"),
        ('exclude = ["zte", "zte"]', "exclude: the same value is listed twice"),
        ('exclude = ["zte", 3]', "exclude: must be a string, not an integer"),
        ('exclude = [" "]', "exclude: is empty"),
        ('exclude = ["z\\u0000te"]', "exclude: holds a control character"),
        (f'exclude = ["{"z" * 1_025}"]', "exclude: is longer than 1024 characters"),
        ('[store]\npath = ""', "store.path: is empty"),
        ('[profile]\n"federal contractor" = true', "profile.federal contractor: is not a key"),
        ('[profile]\nusf_recipient = "yes"', "profile.usf_recipient: must be a boolean, not a string"),
        ("[[targets]]", "targets[1].path: is missing"),
        ('[[targets]]\npath = "list"', "targets[1].format: is missing"),
        ('[[targets]]\npath = "list"\nformat = "tml"', '(did you mean "toml"?)'),
        (
            '[[targets]]\npath = "a.csv"\n[[targets]]\npath = "b.csv"\ncolumns = {adress = "x"}',
            "targets[2].columns.adress: unknown key",
        ),
        ("[targets]", "targets: must be an array, not a table"),
        ("[tables.skip]\nx = ['system']", 'tables.skip.x: "system" is not a table that can be left out'),
        ("[tables.skip]\nx = ['fbd']", '(did you mean "fdb"?)'),
        ("[tables.skip]\nx = 'fdb'", "tables.skip.x: must be an array, not a string"),
        ("[snmp]\nport = 70000", "snmp.port: must be from 1 to 65535"),
        (
            "[snmp]\ncredentials = ['core']",
            "snmp.credentials: no [credentials.core] in this file (valid: none)",
        ),
        (COMMUNITY + 'community = "env:A"\n[snmp]\ncredentials = ["y"]', "no [credentials.y]"),
        ("[retention]\npersonal_data_days = -1", "retention.personal_data_days: must be from 0 to 36500"),
        ("[data]\nmax_age_days = 1.5", "data.max_age_days: must be an integer, not a float"),
        ('[[outputs]]\npath = "a"', "outputs[1].format: is missing"),
        ('[[outputs]]\nformat = "json"', "outputs[1].path: is missing"),
        ("[credentials]\nx = 3", "credentials.x: must be a table, not an integer"),
        ('[credentials."a b"]', "credentials.a b: is not a name"),
        (
            "[credentials.x]",
            "credentials.x.kind: not one of the valid words (valid: snmp-community, snmp-user, ssh-",
        ),
        (COMMUNITY, "credentials.x.community: is missing"),
        (COMMUNITY + 'user = "a"\ncommunity = "env:A"', "credentials.x.user: unknown key"),
        (
            COMMUNITY + 'version = "v3"\ncommunity = "env:A"',
            "version: not one of the valid words (valid: v1, v2c)",
        ),
        (
            f'[credentials.x]\nkind = "snmp-user"\nuser = "{"ä" * 17}"',
            "credentials.x.user: must have 1 to 32 octets",
        ),
        ('[credentials.x]\nkind = "snmp-user"', "credentials.x.user: must have 1 to 32 octets"),
        (
            USER + 'auth_protocol = "sha2"',
            'credentials.x.auth_protocol: not one of the valid words (did you mean "sha',
        ),
        (USER + 'auth_protocol = "sha256"', "credentials.x.auth_secret: is missing"),
        (USER + 'auth_secret = "env:A"', "credentials.x.auth_secret: is given, but auth_protocol is none"),
        (
            USER + 'priv_protocol = "aes128"\npriv_secret = "env:P"',
            "credentials.x.priv_protocol: privacy needs authentication",
        ),
        (
            USER + 'auth_protocol = "md5"\nauth_secret = "env:A"\npriv_protocol = "des"',
            "credentials.x.priv_secret: is missing",
        ),
        ("[store]\npath = 'a'\npath = 'b'", "line 3: Cannot overwrite a value"),
        ("[store]\n[store]", "line 2"),
        ("exclude = [\n'zte'", "line 2"),
        ("exclude = ['zte\0']", "line 1"),
        ("x = " + "{a=" * 5_000, "nested too deeply"),
    ],
)
def test_mistakes_name_key_reason_and_remedy(tmp_path: Path, text: str, words: str) -> None:
    assert words in refusal(tmp_path, text)


def test_a_file_that_cannot_be_read_is_refused_with_the_systems_reason(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read: No such file"):
        load_config(tmp_path / "absent.toml")
    with pytest.raises(ConfigError, match="cannot be read"):
        load_config(tmp_path / "a\0b")
