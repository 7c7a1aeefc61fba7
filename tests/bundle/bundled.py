"""An inventory of two recorded switches, its bundles, and bundles changed by hand."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

from cli.running import run_in_process

ENTITY = "1.3.6.1.2.1.47.1.1.1.1"
FDB = "1.3.6.1.2.1.17.4.3.1.2"
CORE = (
    "1.3.6.1.2.1.1.1.0|4|Cisco IOS Software, C3850",
    "1.3.6.1.2.1.1.2.0|6|1.3.6.1.4.1.9.1.2694",
    "1.3.6.1.2.1.1.5.0|4|core",
    "1.3.6.1.2.1.17.1.4.1.2.7|2|7",
    "1.3.6.1.2.1.31.1.1.1.1.7|4|Gi1/0/7",
    f"{FDB}.68.25.182.12.126.81|2|7",
    f"{ENTITY}.2.1|4|chassis",
    f"{ENTITY}.2.2|4|line card",
    f"{ENTITY}.4.1|2|0",
    f"{ENTITY}.4.2|2|1",
    f"{ENTITY}.5.1|2|3",
    f"{ENTITY}.5.2|2|9",
    f"{ENTITY}.6.2|2|1",
    f"{ENTITY}.11.2|4|ZTE000111",
    f"{ENTITY}.12.1|4|Cisco",
    f"{ENTITY}.12.2|4|ZTE",
    f"{ENTITY}.13.2|4x|" + 'CARD-1\x1b[2J"\u202e::error::'.encode().hex(),
)
ACCESS = (
    "1.3.6.1.2.1.1.1.0|4|Huawei Versatile Routing Platform Software",
    "1.3.6.1.2.1.1.2.0|6|1.3.6.1.4.1.2011.2.23.95",
    "1.3.6.1.2.1.1.5.0|4|acc",
)
JUDGED = ("--exclude", "zte", "--exclude", "huawei", "--exclude", "hikvision", "--policy", "us-ndaa-889")


def audited(folder: Path) -> Path:
    """`folder` with an inventory of both switches."""
    recordings = folder / "recordings"
    recordings.mkdir(parents=True)
    for name, rows in (("core-1", CORE), ("acc-1", ACCESS)):
        ordered = sorted(rows, key=lambda row: [int(n) for n in row.partition("|")[0].split(".")])
        (recordings / f"{name}.snmprec").write_text("\n".join(ordered) + "\n", encoding="utf-8")
    finished = run_in_process("audit", "--recordings", "recordings", *JUDGED, cwd=folder)
    assert finished.returncode == 3, finished.stderr
    return folder


def changed(bundle: Path, target: Path, change: Callable[[dict[str, bytes]], None], *, relist: bool) -> Path:
    """A copy of `bundle` after `change` of its files; with `relist` its manifest fits them again."""
    with zipfile.ZipFile(bundle) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    if relist:
        manifest = json.loads(files["manifest.json"])
        manifest["files"] = [
            {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for name, data in files.items()
            if name not in ("manifest.json", "manifest.sig")
        ]
        files["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target


def edited(name: str, **changes: object) -> Callable[[dict[str, bytes]], None]:
    """Changes keys of the one finding of findings.json, or of another document."""

    def change(files: dict[str, bytes]) -> None:
        document = json.loads(files[name])
        (document["findings"][0] if name == "findings.json" else document).update(changes)
        files[name] = json.dumps(document).encode()

    return change
