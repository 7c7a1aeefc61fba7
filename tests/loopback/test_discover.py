"""`auditor discover` against Debian's snmpd, closed ports and a silent one, and its follow-up."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli.running import run_in_process
from loopback.snmpd import needs_snmpd, running_snmpd

pytestmark = [pytest.mark.loopback, needs_snmpd]

HERE, QUIET, FAR = "127.90.1.1", "127.90.1.2", "127.90.2.1"
NEIGHBOR = "1.0.8802.1.1.2.1.4.2.1"
FOLLOWED = (
    # lldpRemSysName and the management address 127.90.2.1 of a neighbor (LLDP-MIB, IEEE 802.1AB).
    "override 1.0.8802.1.1.2.1.4.1.1.9.0.1.1 octet_str far-switch",
    f"override {NEIGHBOR}.3.0.1.1.1.4.127.90.2.1 integer 2",
    f"override {NEIGHBOR}.3.0.1.1.1.4.10.99.0.1 integer 2",
)
LOGIN = ("--community", "env:COMMUNITY", "--timeout", "0.4", "--retries", "0", "--rate", "2000")


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with running_snmpd(tmp_path_factory.mktemp("snmpd"), (HERE, FAR), FOLLOWED) as number:
        yield number


@pytest.fixture(autouse=True)
def _community(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNITY", "public")


@pytest.fixture
def silent(port: int) -> Iterator[None]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as nobody:
        nobody.bind((QUIET, port))
        yield


def discover(port: int, *arguments: str) -> tuple[int, str]:
    done = run_in_process("discover", *arguments, *LOGIN, "--snmp-port", str(port), cwd=Path.cwd())
    return done.returncode, done.stdout + done.stderr


def presences(path: Path) -> dict[str, str]:
    lines = path.read_text().splitlines()[1:]
    return {line.split(",")[0]: line.split(",")[1] for line in lines}


@pytest.mark.usefixtures("silent")
def test_every_address_is_answering_silent_or_refused(port: int, tmp_path: Path) -> None:
    code, output = discover(port, "127.90.1.1-3", "--csv", str(tmp_path / "all.csv"))
    assert code == 0
    assert presences(tmp_path / "all.csv") == {HERE: "answering", QUIET: "silent", "127.90.1.3": "refused"}
    assert "3 addresses asked: 1 answering (1 accept a community" in output
    assert "public" not in output + (tmp_path / "all.csv").read_text()


def test_an_agent_that_knows_no_community_still_states_its_engine(
    port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMMUNITY", "not-this-one")
    _, output = discover(port, HERE, "--csv", str(tmp_path / "all.csv"))
    assert "1 answering (0 accept a community, 1 only state their SNMPv3 engine)" in output
    assert (tmp_path / "all.csv").read_text().splitlines()[1].split(",")[3] == "net-snmp"


def test_the_target_list_is_one_that_audit_reads(port: int, tmp_path: Path) -> None:
    code, _ = discover(
        port, "127.90.1.1-4", "-o", str(tmp_path / "targets.toml"), "--site", "127.90.1.0/30=Hill"
    )
    assert code == 0
    (tmp_path / "config.toml").write_text(
        f'exclude = ["zte"]\n[store]\npath = "i.sqlite"\n[[targets]]\npath = "targets.toml"\n'
        f'[snmp]\nport = {port}\ncredentials = ["c"]\n'
        '[credentials.c]\nkind = "snmp-community"\ncommunity = "env:COMMUNITY"\n'
    )
    done = run_in_process("collect", "--config", "config.toml", cwd=tmp_path)
    assert (done.returncode, "1 ok" in done.stderr) == (0, True)


def test_the_target_list_says_which_port_and_which_credentials_answered(port: int, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(
        'exclude = ["zte"]\n[store]\npath = "i.sqlite"\n[snmp]\ncredentials = ["wrong", "right"]\n'
        '[ssh]\ncredentials = ["login"]\n'
        '[credentials.wrong]\nkind = "snmp-community"\ncommunity = "env:WRONG"\n'
        '[credentials.right]\nkind = "snmp-community"\ncommunity = "env:COMMUNITY"\n'
        '[credentials.login]\nkind = "ssh-password"\nuser = "auditor"\npassword = "env:PASSWORD"\n'
    )
    done = run_in_process(
        *("discover", HERE, "--config", "config.toml", "--snmp-port", str(port), "-o", "found.toml"),
        cwd=tmp_path, env={"WRONG": "not-this-one", "PASSWORD": "unused"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    written = (tmp_path / "found.toml").read_text().splitlines()
    assert written[-2:] == [f"snmp_port = {port}", 'credentials = ["right", "login"]']


def test_an_interrupted_sweep_goes_on_where_it_was(port: int, tmp_path: Path) -> None:
    journal = tmp_path / "sweep.jsonl"
    journal.write_text('{"address": "127.90.1.1", "presence": "silent"}\n{"address": "127.90.1.3", "pres')
    discover(port, "127.90.1.1-3", "--resume", str(journal), "--csv", str(tmp_path / "all.csv"))
    # What the journal says of the first address is believed; the line that was cut is asked again.
    assert presences(tmp_path / "all.csv") == {HERE: "silent", QUIET: "refused", "127.90.1.3": "refused"}
    assert len(journal.read_text().splitlines()) == 3


def test_a_file_that_is_no_journal_is_left_alone(port: int, tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("buy milk\nand bread\n")
    code, output = discover(port, HERE, "--resume", str(other))
    assert (code, other.read_text()) == (2, "buy milk\nand bread\n")
    assert "notes.txt: line 1: is no line of a sweep's journal" in output


def test_a_journal_with_an_object_identifier_that_is_none_is_refused(port: int, tmp_path: Path) -> None:
    journal = tmp_path / "sweep.jsonl"
    journal.write_text('{"address": "127.90.1.1", "presence": "answering", "sys_object_id": "oid:81"}\n')
    code, output = discover(port, HERE, "--resume", str(journal))
    assert code == 2
    assert "sweep.jsonl: line 1: is no line of a sweep's journal" in output


def test_neighbors_are_followed_within_what_is_allowed_and_never_beyond(port: int, tmp_path: Path) -> None:
    csv = tmp_path / "all.csv"
    discover(port, HERE, "--csv", str(csv))
    assert set(presences(csv)) == {HERE}
    discover(port, HERE, "--follow", "--within", "127.90.2.0/24", "--csv", str(csv))
    assert presences(csv) == {HERE: "answering", FAR: "answering"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("switch.example.net",), "is a name"),
        ((HERE, "--within", "127.0.0.0/8"), "--within says where to follow neighbors to"),
        ((HERE, "--follow", "--within", "everywhere"), '"everywhere" is not a network'),
        ((HERE, "--site", "Hill"), '"Hill" is not NETWORK=NAME'),
    ],
)
def test_slips_are_named(port: int, arguments: tuple[str, ...], message: str) -> None:
    code, output = discover(port, *arguments)
    assert (code, message in output) == (2, True)
