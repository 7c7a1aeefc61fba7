"""`auditor audit` of a fleet that misbehaves: it ends, and every device is complete or in coverage.

Played by `benchmarks/fleet/responder.c`; without a C compiler the tests are skipped.
"""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from pathlib import Path

import pytest
from cli.inventory_views import reasons, run_outcomes, statuses
from cli.running import query, run_auditor

from benchmarks.fleet.responder import responding

pytestmark = [
    pytest.mark.loopback,
    pytest.mark.skipif(shutil.which("gcc") is None, reason="no C compiler"),
]

SYSTEM, INTERFACES, ENTITY = "1.3.6.1.2.1.1", "1.3.6.1.2.1.2.2.1", "1.3.6.1.2.1.47.1.1.1.1"
PORTS, MODULES = 8, 12
CHASSIS = (
    (4, "2|0"),
    (5, "2|3"),
    (7, "4|chassis"),
    (11, "4|SN-@@ADDR@@"),
    (12, "4|Cisco"),
    (13, "4|WS-C2960X"),
)
MODULE = ((4, "2|1"), (5, "2|9"), (6, "2|{0}"), (7, "4|module {0}"), (11, "4|M{0}-@@ADDR@@"), (12, "4|Cisco"))
COMPONENTS = 1 + MODULES

HONEST = "127.91.0.1"
QUIRKS = ("badid", "badsrc", "badport", "trunc", "dup", "toobig", "generr", "loop")
LOSSY = tuple(f"127.91.1.{host}" for host in range(1, 9))
SWEEP = "127.91.2.0/27"
FLEET = tuple(f"127.91.2.{host}" for host in range(1, 31))
CONFIG = """\
exclude = ["zte"]
[[targets]]
path = "targets.toml"
[credentials.all]
kind = "snmp-community"
community = "env:COMMUNITY"
[snmp]
timeout_s = 0.3
retries = 2
packets_per_s = 100000
device_budget_s = 20
"""


def table() -> list[str]:
    rows = [f"{SYSTEM}.1.0|4|Cisco IOS Software, C2960X", f"{SYSTEM}.2.0|6|1.3.6.1.4.1.9.1.1208"]
    rows += [f"{SYSTEM}.5.0|4|sw-@@ADDR@@", f"{SYSTEM}.6.0|4|bench"]
    for port in range(1, PORTS + 1):
        rows += [f"{INTERFACES}.2.{port}|4|Gi0/{port}", f"{INTERFACES}.3.{port}|2|6"]
    rows += [f"{ENTITY}.{column}.1|{value}" for column, value in CHASSIS]
    for index in range(2, MODULES + 2):
        rows += [f"{ENTITY}.{column}.{index}|{value.format(index)}" for column, value in MODULE]
    return rows


def listed(name: str, address: str, port: int) -> str:
    return f'[[targets]]\nid = "{name}"\naddress = "{address}"\nsnmp_port = {port}\n'


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The inventory of one audit of all of them."""
    folder = tmp_path_factory.mktemp("fleet")
    (folder / "config.toml").write_text(CONFIG)
    with ExitStack() as running:
        start = lambda *options: running.enter_context(responding(folder, table(), *options))  # noqa: E731
        honest, lossy, fleet = start(), start("-l", "5"), start("-D", "30")
        targets = [listed("honest", HONEST, honest)]
        targets += [listed(quirk, f"127.91.3.{n}", start("-q", quirk)) for n, quirk in enumerate(QUIRKS, 1)]
        targets += [listed(address, address, lossy) for address in LOSSY]
        targets += [f'[[ranges]]\naddresses = "{SWEEP}"\nsnmp_port = {fleet}\n']
        (folder / "targets.toml").write_text("".join(targets))
        finished = run_auditor("audit", cwd=folder, env={"COMMUNITY": "public"})
    assert (finished.returncode, "Traceback" in finished.stderr) == (4, False), finished.stderr
    assert run_outcomes(folder / "inventory.sqlite") == ["complete"]
    return folder / "inventory.sqlite"


def outcome(store: Path, device: str) -> tuple[object, ...]:
    (row,) = query(
        store, "SELECT outcome, last_attempt_reason, status FROM devices WHERE device_id = ?", device
    )
    return row


def components(store: Path, device: str) -> set[tuple[object, ...]]:
    """Paths, makers and models; serial numbers differ by address."""
    sql = "SELECT path, physical_class, name, manufacturer, model_name FROM components WHERE device_id = ?"
    return set(query(store, sql, device))


def ends(store: Path, device: str) -> set[str]:
    """How the tables ended that did not end well, by the word of coverage."""
    sql = "SELECT detail FROM coverage WHERE device_id = ? AND detail LIKE '% ended by %'"
    return {str(detail).partition(" ended by ")[2].split(":")[0] for (detail,) in query(store, sql, device)}


@pytest.mark.parametrize("quirk", ["honest", "dup", "toobig", "generr"])
def test_a_quirk_that_can_be_worked_around_costs_nothing(store: Path, quirk: str) -> None:
    assert outcome(store, quirk) == ("complete", None, "clear")
    assert (ends(store, quirk), reasons(store, quirk)) == (set(), set())
    assert len(components(store, quirk)) == COMPONENTS
    assert components(store, "honest") == components(store, quirk)


@pytest.mark.parametrize("quirk", ["badid", "badsrc", "badport", "trunc"])
def test_answers_that_are_not_ours_leave_a_device_unchecked(store: Path, quirk: str) -> None:
    assert outcome(store, quirk) == ("failed", "answers_rejected", "not_checked")
    assert reasons(store, quirk) == {"answers_rejected"}


def test_a_table_that_goes_back_is_cut_and_said_so(store: Path) -> None:
    assert outcome(store, "loop") == ("partial", "not_increasing", "unknown")
    assert ends(store, "loop") == {"loop"}
    assert "not_increasing" in reasons(store, "loop")


@pytest.mark.parametrize("address", LOSSY)
def test_a_lossy_path_is_read_whole_or_named(store: Path, address: str) -> None:
    found = outcome(store, address)
    assert found == ("complete", None, "clear") or reasons(store, address)
    assert components(store, address) <= components(store, "honest")
    if found[0] == "complete":
        assert components(store, address) == components(store, "honest")


def test_every_address_of_a_sweep_is_read_whole_or_unchecked_with_its_reason(store: Path) -> None:
    found = {address: outcome(store, address) for address in FLEET}
    whole = {address for address, row in found.items() if row == ("complete", None, "clear")}
    dead = {address for address, row in found.items() if row == ("failed", "no_answer", "not_checked")}
    assert (whole | dead, bool(whole), bool(dead)) == (set(FLEET), True, True)
    assert {len(components(store, address)) for address in whole} == {COMPONENTS}
    assert {frozenset(reasons(store, address)) for address in dead} == {frozenset({"no_answer"})}


def test_answers_of_a_fleet_are_never_mixed_up(store: Path) -> None:
    sql = "SELECT device_id, name FROM devices WHERE device_id LIKE '127.%' AND outcome = 'complete'"
    names = dict(query(store, sql))
    assert {device: f"sw-{bytes(map(int, str(device).split('.'))).hex()}" for device in names} == names


def test_nothing_unread_is_called_clear(store: Path) -> None:
    clear = {device for device, status in statuses(store).items() if status == "clear"}
    sql = "SELECT device_id FROM devices WHERE outcome = 'complete'"
    assert clear == {device for (device,) in query(store, sql)}
