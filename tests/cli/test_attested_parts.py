"""A supplier's attestation: shown beside an unknown part, dated, and never an observation."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.running import query, run_in_process

PARTS = "1.3.6.1.2.1.47.1.1.1.1"
COLUMNS = ((4, 2), (5, 2), (7, 4), (11, 4), (12, 4), (13, 4))
"""(column, type): contained in, class, name, serial number, maker, model."""
ROOT = ("0", "3", "chassis", "FOC1234A1BC", "Cisco Systems, Inc.", "WS-C2960X-48")
READ = 'outcome = "complete"\nend = "complete"\n'
DIGEST = "ab" * 32
ATTESTED = """
[[attestation]]
id = "a-1"
manufacturer = "{maker}"
document = "declaration <i>.pdf"
document_sha256 = "{digest}"
signer = "Supplier <b>Ltd</b> =1+1"
signed = 2026-01-15
expires = 2027-01-14
match = {{ model = "{model}" }}
"""
DAY = ("--as-of", "2026-11-22")


def recording(maker: str) -> str:
    """A switch with one power supply that states this maker, or none."""
    entries = ((1, ROOT), (2, ("1", "6", "psu 1", "LIT19480ABC", maker, "PWR-C1")))
    rows = ["1.3.6.1.2.1.1.1.0|4|Cisco IOS Software, C2960X", "1.3.6.1.2.1.1.2.0|6|1.3.6.1.4.1.9.1.1208"]
    for place, (column, kind) in enumerate(COLUMNS):
        rows += [f"{PARTS}.{column}.{index}|{kind}|{values[place]}" for index, values in entries]
    return "\n".join(rows) + "\n"


def audited(folder: Path, maker: str = "") -> Path:
    (folder / "recordings").mkdir()
    (folder / "recordings" / "sw.snmprec").write_text(recording(maker))
    (folder / "recordings" / "sw.toml").write_text(READ)
    (folder / "config.toml").write_text('exclude = ["zte"]\n')
    run_in_process("audit", "--recordings", "recordings", cwd=folder)
    return folder


def attest(folder: Path, maker: str = "Lite-On Technology", model: str = "PWR-*") -> tuple[str, ...]:
    text = ATTESTED.format(maker=maker, model=model, digest=DIGEST)
    (folder / "attestations.toml").write_text(text)
    return ("--attestations", "attestations.toml")


def evaluate(folder: Path, *arguments: str) -> tuple[int, dict[str, object]]:
    finished = run_in_process("evaluate", "-o", "json=-", *arguments, cwd=folder)
    assert finished.stdout, finished.stderr
    return finished.returncode, json.loads(finished.stdout)


def part_status(folder: Path) -> list[tuple[object, ...]]:
    return query(folder / "inventory.sqlite", "SELECT status, manufacturer FROM components WHERE path <> ''")


def test_an_attested_part_stays_unknown_and_no_longer_fails_until_its_last_day(tmp_path: Path) -> None:
    folder = audited(tmp_path)
    assert evaluate(folder, *DAY)[0] == 4
    code, report = evaluate(folder, *attest(folder), *DAY)
    (subject,) = report["attested"]
    assert (code, subject["status"], part_status(folder)) == (0, "unknown", [("unknown", None)])
    said = subject["attestations"][0]
    assert (said["manufacturer"], said["document_sha256"], said["signed"]) == (
        "liteon",
        DIGEST,
        "2026-01-15",
    )
    (device,) = report["devices"]
    figures = (device["status"], device["unknown_parts"], device["attested_parts"], device["only_attested"])
    assert figures == ("unknown", 1, 1, True)
    assert report["policies"][0]["attested"] == 1
    assert "only attested by a supplier, not observed" in report["exit_meaning"]
    code, report = evaluate(folder, *attest(folder), "--as-of", "2027-01-15")
    reasons = [row["reason"] for row in report["coverage"] if row["stage"] == "evaluate"]
    assert (code, report["attested"], reasons) == (4, [], ["attestation_expired"])


def test_gates_leave_attested_parts_out_and_coverage_of_makers_does_not_rise(tmp_path: Path) -> None:
    folder = audited(tmp_path)
    gates = (*attest(folder), *DAY, "--min-coverage")
    assert (evaluate(folder, *gates, "0")[0], evaluate(folder, *gates, "100")[0]) == (0, 4)


def test_the_configuration_names_the_attestations(tmp_path: Path) -> None:
    folder = audited(tmp_path)
    attest(folder)
    (folder / "config.toml").write_text('exclude = ["zte"]\nattestations = "attestations.toml"\n')
    assert evaluate(folder, *DAY)[0] == 0


def test_a_part_attested_to_a_listed_vendor_is_to_be_reviewed(tmp_path: Path) -> None:
    folder = audited(tmp_path)
    code, report = evaluate(folder, *attest(folder, "ZTE"), *DAY)
    (finding,) = report["findings"]
    assert (code, finding["status"], finding["vendor"]) == (4, "review", "zte")
    assert finding["claim"] == "attested as ZTE, a listed vendor"
    assert finding["attestations"][0]["id"] == "a-1"
    evaluate(folder, *DAY)
    assert part_status(folder) == [("unknown", None)]


def test_an_attestation_against_what_a_part_reports_is_a_review_with_both_sides(tmp_path: Path) -> None:
    folder = audited(tmp_path, "Cisco Systems, Inc.")
    assert evaluate(folder, *DAY)[0] == 0
    code, report = evaluate(folder, *attest(folder), *DAY)
    (finding,) = report["findings"]
    expected = (
        "attested as LITE-ON, and reports itself as Cisco: the maker is in doubt; not physically inspected"
    )
    assert (code, finding["status"], finding["because"]) == (4, "review", expected)


def test_a_listed_part_stays_excluded_whatever_a_supplier_says(tmp_path: Path) -> None:
    folder = audited(tmp_path, "ZTE")
    code, report = evaluate(folder, *attest(folder), *DAY)
    statuses = {finding["subject_kind"] + finding["status"] for finding in report["findings"]}
    assert (code, statuses) == (3, {"componentexcluded"})


def test_a_bundle_of_a_finding_that_rests_on_an_attestation_verifies(tmp_path: Path) -> None:
    folder = audited(tmp_path)
    evaluate(folder, *attest(folder, "ZTE"), *DAY)
    bundled = run_in_process("bundle", "--run", "--output", "b.zip", cwd=folder)
    assert bundled.returncode == 0, bundled.stderr
    verified = run_in_process("verify", "b.zip", cwd=folder)
    assert verified.returncode == 0, verified.stdout + verified.stderr


def test_reports_for_people_show_the_words_escaped_and_never_as_observed(tmp_path: Path) -> None:
    folder = audited(tmp_path)
    outputs = ("-o", "html=a.html", "-o", "markdown=a.md")
    shown = run_in_process("evaluate", *attest(folder), *DAY, *outputs, cwd=folder)
    assert shown.returncode == 0, shown.stderr
    html, markdown = (folder / "a.html").read_text(), (folder / "a.md").read_text()
    words = f"sha256 {DIGEST}, signed 2026-01-15, until 2027-01-14): manufacturer LITE-ON; not observed"
    assert words in " ".join(shown.stdout.split())
    assert (words in html, "Supplier &lt;b&gt;Ltd" in html, "<b>Ltd" in html) == (True, True, False)
    assert ("not observed" in markdown, "<b>" in markdown) == (True, False)
    told = run_in_process("explain", "sw:powerSupply:psu_1", cwd=folder).stdout
    assert "manufacturer LITE-ON; not observed" in " ".join(told.split())


def test_an_attestation_that_covers_nothing_is_said(tmp_path: Path) -> None:
    folder = audited(tmp_path)
    assert evaluate(folder, *attest(folder, model="FAN-*"), *DAY)[0] == 4
    unused = "SELECT detail FROM coverage WHERE reason = 'attestation_unused'"
    rows = query(folder / "inventory.sqlite", unused)
    assert rows == [("attestation a-1 (until 2027-01-14) covers no part",)]


@pytest.mark.parametrize(
    ("maker", "message"),
    [
        ("Huawei Storage Tech", "manufacturer: 'Huawei Storage Tech' resembles the vendor 'huawei'"),
        ("", "manufacturer: is empty"),
    ],
)
def test_a_wrong_file_stops_before_anything_is_judged(tmp_path: Path, maker: str, message: str) -> None:
    folder = audited(tmp_path)
    finished = run_in_process("evaluate", *attest(folder, maker), cwd=folder)
    assert (finished.returncode, finished.stdout) == (2, "")
    assert f"attestations.toml: attestation 1 (a-1): {message}" in finished.stderr
    assert query(folder / "inventory.sqlite", "SELECT count(*) FROM attestations") == [(0,)]
