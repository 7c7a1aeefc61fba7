"""A bundle verifies as it was written, and nothing that was changed in it verifies."""

# ruff: noqa: SIM300 - assert expected == actual, literals too
from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from bundle.bundled import ENTITY, audited, changed, edited
from cli.running import run_in_process, run_without_sockets
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An inventory, the bundle of its card of ZTE, and the bundle of all of it."""
    folder = audited(tmp_path_factory.mktemp("bundled"))
    for arguments in ((card(folder), "-o", "card.zip"), ("--run", "-o", "audit.zip")):
        finished = run_in_process("bundle", *arguments, cwd=folder)
        assert finished.returncode == 0, finished.stderr
    return folder


def findings(folder: Path) -> list[dict[str, str]]:
    told = run_in_process("report", "-o", "json=-", cwd=folder).stdout
    return json.loads(told)["findings"]


def card(folder: Path) -> str:
    (found,) = (f for f in findings(folder) if "CARD-1" in f["subject"] and f["policy_id"] == "operator")
    return found["fingerprint"]


def verify(folder: Path, *arguments: str):
    return run_in_process("verify", *arguments, cwd=folder)


def names_in(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        return archive.namelist()


def read(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode()


def statement(path: Path) -> str:
    return next(name for name in names_in(path) if name.startswith("recordings/"))


def keys(folder: Path) -> None:
    """key.pem (mode 0600) and public.pem; other.pem is the public key of somebody else."""
    key = Ed25519PrivateKey.generate()
    data = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "key.pem").write_bytes(data)
    (folder / "key.pem").chmod(0o600)
    for name, public in (("public.pem", key), ("other.pem", Ed25519PrivateKey.generate())):
        text = public.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        (folder / name).write_bytes(text)


def test_the_bundle_of_a_finding_is_verified_without_a_network(folder: Path) -> None:
    verified = run_without_sockets("verify", "card.zip", cwd=folder)
    last = verified.stdout.splitlines()[-1]
    assert (0, "consistent; origin not proven (not signed)") == (verified.returncode, last), verified.stdout
    assert "reached again: excluded: reports itself as ZTE" in verified.stdout
    assert not {"\x1b", "\u202e"} & set(verified.stdout)
    assert "::error::" not in verified.stdout


def test_it_is_verified_without_the_inventory_too(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "card.zip").write_bytes((folder / "card.zip").read_bytes())
    assert 0 == verify(tmp_path, "card.zip").returncode


def test_the_bundle_of_an_audit_holds_every_finding(folder: Path) -> None:
    verified = verify(folder, "audit.zip")
    stated = json.loads(read(folder / "audit.zip", "findings.json"))["findings"]
    count = len(findings(folder))
    assert (0, count) == (verified.returncode, len(stated)), verified.stdout
    assert count == verified.stdout.count("reached again")


def test_the_same_inventory_gives_the_same_bytes(folder: Path) -> None:
    assert 0 == run_in_process("bundle", card(folder), "-o", "again.zip", cwd=folder).returncode
    assert (folder / "card.zip").read_bytes() == (folder / "again.zip").read_bytes()


def test_subscribers_tables_stay_at_home_unless_a_neighbor_is_what_was_found(folder: Path) -> None:
    neighbor = next(f["fingerprint"] for f in findings(folder) if f["subject_kind"] == "neighbor")
    assert 0 == run_in_process("bundle", neighbor, "-o", "neighbor.zip", cwd=folder).returncode
    sections = json.loads(read(folder / "neighbor.zip", statement(folder / "neighbor.zip")))["sections"]
    (digest,) = {one["digest"] for one in sections if one["kind"] == "fdb" and one["row_count"]}
    held = [f"sections/{digest}.bin" in names_in(folder / name) for name in ("card.zip", "neighbor.zip")]
    assert [False, True] == held
    assert 0 == verify(folder, "neighbor.zip").returncode


def test_only_its_owner_can_read_a_bundle_and_it_names_no_credential(folder: Path) -> None:
    assert 0o600 == (folder / "card.zip").stat().st_mode & 0o777
    assert "credential" not in read(folder / "card.zip", statement(folder / "card.zip"))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"status": "review"}, "status is 'excluded' and not 'review'"),
        ({"vendor": "huawei"}, "vendor is 'zte' and not 'huawei'"),
        ({"because": "made up"}, "and not 'made up'"),
        ({"confidence": "weak"}, "confidence is"),
        ({"subject_key": "chassis:9"}, "no such verdict"),
        ({"rule_id": "other"}, "no such verdict"),
        ({"device_id": "acc-1"}, "its device is not in the bundle"),
        ({"fingerprint": "v1:00"}, "its fingerprint is another one"),
        ({"observed": ["1.3.6.1.2.1.1.1.9 = ZTE"]}, "what it quotes was not read there"),
        ({"observed": [f"{ENTITY}.12.2 = FORGED"]}, "what it quotes was not read there"),
        ({"observed": []}, "it leaves out"),
        ({"subject": "chassis:1 FORGED"}, "subject is"),
        ({"through_part": "chassis:9"}, "through_part is"),
    ],
)
def test_a_claim_that_the_evidence_does_not_bear_does_not_verify(
    folder: Path, tmp_path: Path, changes: dict[str, object], words: str
) -> None:
    changed(folder / "card.zip", tmp_path / "x.zip", edited("findings.json", **changes), relist=True)
    verified = verify(tmp_path, "x.zip")
    assert (3, True) == (verified.returncode, words in verified.stdout), verified.stdout


def test_a_quote_left_out_everywhere_is_noticed(folder: Path, tmp_path: Path) -> None:
    told = next(f["fingerprint"] for f in findings(folder) if len(f["observed"]) > 1)

    def shorten(files: dict[str, bytes]) -> None:
        for name in ("findings.json", "audit.json"):
            document = json.loads(files[name])
            (found,) = (one for one in document["findings"] if one["fingerprint"] == told)
            found["observed"].pop()
            files[name] = json.dumps(document).encode()

    changed(folder / "audit.zip", tmp_path / "x.zip", shorten, relist=True)
    verified = verify(tmp_path, "x.zip")
    assert (3, 1) == (verified.returncode, verified.stdout.count("it leaves out 1 of")), verified.stdout


def test_changed_added_and_missing_files_do_not_verify(folder: Path, tmp_path: Path) -> None:
    section = next(name for name in names_in(folder / "card.zip") if name.startswith("sections/"))
    for change, words in (
        (lambda files: files.update({section: b"\x06\x01\x2b\x04\x00"}), "its bytes are not those of"),
        (lambda files: files.update({"sections/more.bin": b""}), "is not in the manifest"),
        (lambda files: files.pop("README.txt"), "README.txt: is missing"),
    ):
        changed(folder / "card.zip", tmp_path / "x.zip", change, relist=False)
        verified = verify(tmp_path, "x.zip")
        assert (3, True) == (verified.returncode, words in verified.stdout), verified.stdout


def test_a_section_must_have_the_digest_it_is_named_by_even_where_the_manifest_agrees(
    folder: Path, tmp_path: Path
) -> None:
    section = next(name for name in names_in(folder / "card.zip") if name.startswith("sections/"))
    changed(folder / "card.zip", tmp_path / "x.zip", lambda files: files.update({section: b""}), relist=True)
    verified = verify(tmp_path, "x.zip")
    assert (3, True) == (verified.returncode, f"{section}: its bytes" in verified.stdout)


def test_a_finding_left_out_of_an_audit_is_noticed(folder: Path, tmp_path: Path) -> None:
    def forget(files: dict[str, bytes]) -> None:
        document = json.loads(files["findings.json"])
        document["findings"].pop()
        files["findings.json"] = json.dumps(document).encode()

    changed(folder / "audit.zip", tmp_path / "x.zip", forget, relist=True)
    verified = verify(tmp_path, "x.zip")
    assert (3, True) == (verified.returncode, "and not in findings.json" in verified.stdout)


def test_no_finding_and_no_device_can_be_dropped_behind_the_manifest(folder: Path, tmp_path: Path) -> None:
    def no_finding(files: dict[str, bytes]) -> None:
        edited("judging.json", scope="finding")(files)
        files["findings.json"] = json.dumps({**json.loads(files["findings.json"]), "findings": []}).encode()

    def no_device(files: dict[str, bytes]) -> None:
        devices, stated = json.loads(files["devices.json"]), json.loads(files["findings.json"])
        dropped = devices["devices"].pop()["target_id"]
        stated["findings"] = [one for one in stated["findings"] if one["device_id"] != dropped]
        files["devices.json"], files["findings.json"] = (
            json.dumps(devices).encode(),
            json.dumps(stated).encode(),
        )

    for name, change, words in (
        ("card.zip", no_finding, "findings.json: holds other findings than the manifest"),
        ("audit.zip", no_finding, "manifest.json: states another scope, run or day than judging.json"),
        ("audit.zip", no_device, "devices.json: holds other devices than the manifest"),
        ("audit.zip", no_device, "is of no device in devices.json"),
    ):
        changed(folder / name, tmp_path / "x.zip", change, relist=True)
        verified = verify(tmp_path, "x.zip")
        assert (3, True) == (verified.returncode, words in verified.stdout), verified.stdout


def test_the_bundle_of_a_finding_without_one_does_not_verify(folder: Path, tmp_path: Path) -> None:
    def nothing(files: dict[str, bytes]) -> None:
        files["findings.json"] = json.dumps({**json.loads(files["findings.json"]), "findings": []}).encode()
        edited("manifest.json", findings=[])(files)

    changed(folder / "card.zip", tmp_path / "x.zip", nothing, relist=True)
    verified = verify(tmp_path, "x.zip")
    assert (3, True) == (verified.returncode, "is about one finding, and holds 0" in verified.stdout)


def test_the_report_in_a_bundle_must_hold_the_findings_of_the_bundle(folder: Path, tmp_path: Path) -> None:
    changed(folder / "audit.zip", tmp_path / "x.zip", edited("audit.json", findings=[]), relist=True)
    verified = verify(tmp_path, "x.zip")
    assert (3, True) == (verified.returncode, "audit.json: tells of other findings" in verified.stdout)


def test_a_bundle_of_another_version_that_leads_elsewhere_is_undecided(folder: Path, tmp_path: Path) -> None:
    def elsewhere(files: dict[str, bytes]) -> None:
        edited("findings.json", confidence="weak")(files)
        edited("manifest.json", product_version="9.9")(files)

    changed(folder / "card.zip", tmp_path / "x.zip", elsewhere, relist=True)
    assert 4 == verify(tmp_path, "x.zip").returncode


def test_knowledge_that_is_not_ours_is_said(folder: Path, tmp_path: Path) -> None:
    def teach(files: dict[str, bytes]) -> None:
        files["knowledge/placeholders.toml"] += b"# ours\n"

    changed(folder / "card.zip", tmp_path / "x.zip", teach, relist=True)
    assert "the knowledge is not the one this auditor has" in verify(tmp_path, "x.zip").stdout


def test_a_signature_is_required_by_a_public_key(folder: Path, tmp_path: Path) -> None:
    keys(tmp_path)
    arguments = (card(folder), "--db", str(folder / "inventory.sqlite"), "-o", "signed.zip")
    signed = run_in_process("bundle", *arguments, "--sign-key", "key.pem", cwd=tmp_path)
    assert 0 == signed.returncode, signed.stderr
    (tmp_path / "plain.zip").write_bytes((folder / "card.zip").read_bytes())
    changed(tmp_path / "signed.zip", tmp_path / "forged.zip", lambda files: None, relist=True)
    codes = [
        verify(tmp_path, *arguments).returncode
        for arguments in (
            ("signed.zip",),
            ("signed.zip", "--public-key", "public.pem"),
            ("signed.zip", "--public-key", "other.pem"),
            ("plain.zip", "--public-key", "public.pem"),
            ("forged.zip", "--public-key", "public.pem"),
        )
    ]
    assert [0, 0, 3, 3, 3] == codes
    unchecked, checked = (
        verify(tmp_path, "signed.zip", *key).stdout for key in ((), ("--public-key", "public.pem"))
    )
    assert "not checked: give --public-key" in unchecked
    last = [told.splitlines()[-1] for told in (unchecked, checked)]
    assert ["consistent; origin not proven (no key given)", "verified"] == last


def test_a_key_that_others_can_read_is_refused(folder: Path, tmp_path: Path) -> None:
    keys(tmp_path)
    (tmp_path / "key.pem").chmod(0o644)
    arguments = (card(folder), "--db", str(folder / "inventory.sqlite"), "-o", "x.zip")
    refused = run_in_process("bundle", *arguments, "--sign-key", "key.pem", cwd=tmp_path)
    assert (2, False) == (refused.returncode, (tmp_path / "x.zip").exists())
    assert "can be used by others" in refused.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("-o", "x.zip"), "give a FINGERPRINT or --run"),
        (("v1:00000000", "-o", "x.zip"), "0 findings of the last evaluation begin with"),
        (("v1:0", "-o", "x.zip"), "FINGERPRINT"),
        (("--run", "-o", "inventory.sqlite"), "is the inventory"),
        (("--run", "-o", "missing/x.zip"), "cannot write missing/x.zip"),
    ],
)
def test_a_slip_writes_no_bundle(folder: Path, arguments: tuple[str, ...], words: str) -> None:
    before = (folder / "inventory.sqlite").read_bytes()
    refused = run_in_process("bundle", *arguments, cwd=folder)
    assert (2, True) == (refused.returncode, words in refused.stderr), refused.stderr
    assert (before, False) == ((folder / "inventory.sqlite").read_bytes(), (folder / "x.zip").exists())
