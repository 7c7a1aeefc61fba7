"""One audit of the simulated network, shared by the tests of the command line.

A device of the cast stops answering for good, so every live audit needs a network of its own.
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest
from cli.demo_audit import COMMUNITY, write_config
from cli.running import run_auditor

from auditor.demo.network import DemoNetwork


class LiveAudit(NamedTuple):
    """A finished `auditor audit` of the simulated network, which is gone since."""

    folder: Path
    store: Path
    finished: subprocess.CompletedProcess[str]


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> LiveAudit:
    folder = tmp_path_factory.mktemp("live")
    with DemoNetwork() as port:
        store = write_config(folder, port)
        finished = run_auditor("audit", "-o", "json=audit.json", cwd=folder, env=COMMUNITY)
    assert finished.returncode == 3, finished.stderr
    return LiveAudit(folder, store, finished)
