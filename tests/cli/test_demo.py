"""`auditor demo` audits its simulated network and finds what the cast is there for."""

from __future__ import annotations

import json
import re
import stat
from pathlib import Path
from typing import NamedTuple

import pytest
from cli.running import query, run_auditor

from auditor.demo.cast import CastMember, load_cast
from auditor.model.target import Transport

CAST = load_cast()
RECORDINGS = Path(__file__).resolve().parents[2] / "auditor" / "demo" / "recordings"
OWN_STATUS = "select status from components where device_id = ? and path = ''"


class DemoRun(NamedTuple):
    out: Path
    stdout: str
    stderr: str

    def rows(self, sql: str, *parameters: object) -> list[tuple[object, ...]]:
        return query(self.out / "inventory.sqlite", sql, *parameters)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> DemoRun:
    out = tmp_path_factory.mktemp("demo") / "out"
    finished = run_auditor("demo", "--out", str(out), "-o", f"json={out}/../demo.json")
    assert finished.returncode == 0, finished.stderr
    return DemoRun(out, finished.stdout, finished.stderr)


def cases(attribute: str) -> list[object]:
    return [
        pytest.param(member, item, id=f"{member.name}-{item}")
        for member in CAST.members
        for item in getattr(member, attribute)
    ]


@pytest.mark.parametrize("member", CAST.members, ids=lambda member: member.name)
def test_a_device_has_the_status_it_was_cast_for(demo: DemoRun, member: CastMember) -> None:
    rows = demo.rows("select status from devices where device_id = ?", member.name)
    assert rows == [(member.status,)]


@pytest.mark.parametrize(("member", "part"), cases("parts"))
def test_a_part_has_the_status_it_was_cast_for(demo: DemoRun, member: CastMember, part) -> None:
    sql = """select distinct status from components where device_id = ? and manufacturer = ?
             and (interface = ? or path like ? or (path = '' and ? = '')) and status <> 'not_applicable'"""
    rows = demo.rows(sql, member.name, part.vendor, part.where or None, f"{part.where}:%", part.where)
    assert (part.status,) in rows


@pytest.mark.parametrize(("member", "neighbor"), cases("neighbors"))
def test_a_neighbor_is_listed_at_its_port(demo: DemoRun, member: CastMember, neighbor) -> None:
    sql = "select status from neighbors where device_id = ? and local_interface = ? and manufacturer = ?"
    assert (neighbor.status,) in demo.rows(sql, member.name, neighbor.where, neighbor.vendor)


@pytest.mark.parametrize(("member", "reason"), cases("coverage"))
def test_what_was_not_read_is_in_coverage(demo: DemoRun, member: CastMember, reason: str) -> None:
    rows = demo.rows("select distinct reason from coverage where device_id = ?", member.name)
    assert (reason,) in rows


@pytest.mark.parametrize(("member", "lead"), cases("leads"))
def test_a_lead_is_shown_without_changing_the_verdict(demo: DemoRun, member: CastMember, lead: str) -> None:
    shown = [line for line in demo.stdout.splitlines() if member.name in line and lead in line]
    assert (len(shown), demo.rows(OWN_STATUS, member.name)) == (1, [("clear",)])


@pytest.mark.parametrize(
    ("device", "maker"),
    [
        ("tokyo-core-sw1", "cisco"),
        ("osaka-lte1", "teltonika"),
        ("tokyo-br1", "nec"),
        ("tokyo-agg1", "cisco"),
        ("sapporo-gw1", "advantech"),
    ],
)
def test_a_device_keeps_its_maker_when_a_part_is_excluded(demo: DemoRun, device: str, maker: str) -> None:
    sql = """select d.manufacturer, c.status, c.manufacturer <> d.manufacturer
             from devices d join components c on c.component_id = d.because_component_id
             where d.device_id = ?"""
    assert demo.rows(sql, device) == [(maker, "excluded", 1)]


def test_what_only_the_command_line_tells_is_proved_by_a_line_of_a_command_over_ssh(demo: DemoRun) -> None:
    sql = """select distinct f.device_id, e.oid_or_line from findings f
             join components c on c.component_id = f.component_id
             join evidence e on e.component_id = c.component_id
             where e.oid_or_line like '%, line %' and e.role = 'primary'"""
    assert {
        ("osaka-agg1", "display version, line 4"),
        ("osaka-agg1", "display transceiver verbose, line 9"),
        ("tokyo-agg1", "show inventory, line 19"),
        ("sapporo-gw1", "lsusb, line 2"),
    } <= set(demo.rows(sql))


def test_a_report_says_that_a_device_was_read_over_both(demo: DemoRun) -> None:
    (line,) = (line for line in demo.stdout.splitlines() if "tokyo-agg1" in line and "Cisco" in line)
    assert "v2c, ssh" in line


def test_only_the_host_keys_that_the_demo_knows_are_spoken_to(demo: DemoRun) -> None:
    known = {line.split()[2] for line in (demo.out / "known_hosts").read_text().splitlines()}
    outcomes = demo.rows("select count(*) from coverage where reason like 'host_key%'")
    assert (len(known), outcomes) == (1, [(0,)])


def test_the_recordings_of_the_package_tell_of_the_same_parts(demo: DemoRun, tmp_path: Path) -> None:
    names = [member.name for member in CAST.members if Transport.SSH in member.transports]
    store = tmp_path / "inventory.sqlite"
    excluded = (word for name in CAST.exclude for word in ("--exclude", name))
    finished = run_auditor("audit", "--recordings", str(RECORDINGS), *excluded, "--db", str(store))
    assert finished.returncode == 3, finished.stderr
    parts = """select path, mfg_name, model_name, serial_num, manufacturer, status, sources, oid_or_line,
               raw_hex from components left join evidence using (component_id)
               where components.device_id = ?"""
    for name in names:
        assert sorted(demo.rows(parts, name), key=repr) == sorted(query(store, parts, name), key=repr)


def test_what_was_read_before_a_device_stopped_is_kept_and_judged(demo: DemoRun) -> None:
    sql = "select count(*) from components where device_id = 'tokyo-dc-sw2' and status = 'clear'"
    outcome = demo.rows("select outcome from devices where device_id = 'tokyo-dc-sw2'")
    assert (outcome, demo.rows(sql)[0][0] > 0) == ([("partial",)], True)


def test_every_finding_leads_to_the_bytes_a_device_sent(demo: DemoRun) -> None:
    sql = """select count(*) from findings f where not exists (
        select 1 from evidence e where length(e.raw_hex) > 0 and length(e.section_sha256) = 64
        and e.device_id = f.device_id and e.knowledge_row <> '')"""
    assert demo.rows(sql) == [(0,)]


def test_a_policy_that_names_nobody_is_undetermined_without_a_list(demo: DemoRun) -> None:
    sql = "select distinct status from verdicts where policy_id = 'jp-it-proc-2018' order by 1"
    assert ("undetermined",) in demo.rows(sql)
    assert not {("excluded",), ("review",), ("clear",)} & set(demo.rows(sql))


def test_a_fictitious_designation_list_gives_an_opaque_id_on_the_modem(demo: DemoRun) -> None:
    assert re.search(r"D-07 .*osaka-lte1: modem", demo.stdout)


def test_the_store_and_the_report_hold_no_opaque_id(demo: DemoRun) -> None:
    findings = demo.rows("select count(*) from findings where vendor like 'D-%'")
    assert (findings, "D-07" in (demo.out / "report.html").read_text()) == ([(0,)], False)


def test_the_inventory_can_be_read_by_its_owner_alone(demo: DemoRun) -> None:
    mode = stat.S_IMODE((demo.out / "inventory.sqlite").stat().st_mode)
    assert (mode, (demo.out / "report.html").is_file()) == (0o600, True)


def test_the_demo_writes_further_reports_where_it_is_told(demo: DemoRun) -> None:
    document = json.loads((demo.out.parent / "demo.json").read_text())
    assert (document["exit_code"], "wrote" in demo.stderr) == (3, True)


def test_the_demo_says_which_code_the_audit_would_have_given(demo: DemoRun) -> None:
    assert "The audit itself would have ended with exit code 3." in demo.stdout
