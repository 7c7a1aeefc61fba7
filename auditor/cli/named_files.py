"""Files that the configuration names: one that is missing is told with the key that names it.

Checked when a command needs the file, since `auditor runs` works without target lists.
"""

from __future__ import annotations

from pathlib import Path

from auditor.config import Config
from auditor.errors import ConfigError


def require_file(path: Path, config: Config | None, key: str, remedy: str) -> None:
    """ConfigError where the file that `key` of the configuration names does not exist."""
    if config is not None and not path.exists():
        raise ConfigError(f"there is no file {path}", file=str(config.path), place=key, remedy=remedy)
