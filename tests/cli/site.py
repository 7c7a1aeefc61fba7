"""A small recorded network for tests that audit it again and again."""

from __future__ import annotations

import subprocess
from pathlib import Path

from cli.running import run_in_process

SYSTEM = "1.3.6.1.2.1.1.1.0|4|{text}\n1.3.6.1.2.1.1.2.0|6|{number}\n"
ENTITY = "1.3.6.1.2.1.47.1.1.1.1"
CISCO = SYSTEM.format(text="Cisco IOS Software, C2960X", number="1.3.6.1.4.1.9.1.1208")
ZTE = SYSTEM.format(text="ZTE ZXR10 5950-36TM Software", number="1.3.6.1.4.1.3902.3.1")
NOBODY = SYSTEM.format(text="embedded device", number="0.0")
COMPLETE = 'outcome = "complete"\nend = "complete"\n'
FAILED = 'outcome = "failed"\nreason = "no_answer"\n'
CHASSIS = {
    2: "0",
    3: "1.3.6.1.4.1.9.12",
    4: "0",
    5: "3",
    6: "1",
    7: "chassis",
    11: "FOC1234A001",
    12: "Cisco",
    13: "C9407R",
}
POWER_SUPPLY = {2: "psu", 4: "1", 5: "6", 6: "1", 7: "PSU 1", 11: "ZT210011223", 12: "ZTE", 13: "PWR-600"}
TYPES = {3: "6", 4: "2", 5: "2", 6: "2"}


def entity_rows(index: int, columns: dict[int, str]) -> str:
    """Rows of the entity table."""
    return "".join(
        f"{ENTITY}.{column}.{index}|{TYPES.get(column, '4')}|{value}\n"
        for column, value in sorted(columns.items())
        if value
    )


def chassis(serial: str, *, power_supply: bool) -> str:
    """A Cisco chassis, with or without a power supply that states ZTE."""
    rows = entity_rows(1, {**CHASSIS, 11: serial})
    return CISCO + rows + (entity_rows(2, POWER_SUPPLY) if power_supply else "")


class Site:
    """A folder with a configuration and recordings; every audit is one of them all."""

    def __init__(self, folder: Path, exclude: str = "zte") -> None:
        self.folder = folder
        (folder / "recordings").mkdir()
        (folder / "config.toml").write_text(f'exclude = ["{exclude}"]\n')

    def record(self, name: str, text: str, statement: str = COMPLETE) -> None:
        """What a device says from now on."""
        (self.folder / "recordings" / f"{name}.snmprec").write_text(text)
        (self.folder / "recordings" / f"{name}.toml").write_text(statement)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return run_in_process(*arguments, cwd=self.folder)

    def audit(self, *arguments: str) -> int:
        """The exit code of an audit of the recordings."""
        finished = self.run("audit", "--recordings", "recordings", *arguments)
        assert finished.returncode not in (1, 2), finished.stderr
        return finished.returncode
