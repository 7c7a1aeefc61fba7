"""A collector over a folder of recordings: which files each target has, for as long as it is open.

What `replay` (SNMP) and `replay_cli` (SSH) share. Must not know what is in the files.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from auditor.collect.interface import CollectJob
from auditor.collect.recording_files import RecordingFiles, list_recordings


class RecordingFolder:
    """The folder of the job; opens no socket. Files are listed on entering."""

    def __init__(self, job: CollectJob) -> None:
        self._job = job
        self._files: Mapping[str, RecordingFiles] = {}

    async def __aenter__(self) -> Self:
        self._files = list_recordings(Path(self._job.recordings))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._files = {}
