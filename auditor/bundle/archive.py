"""The zip itself: written with the same bytes for the same files, read as if an enemy had made it.

Must not know what the files mean. Sizes are checked before anything is unpacked, and nothing
is ever unpacked to disk. Next: `verify`.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from auditor.bundle.layout import (
    MAX_ARCHIVE_BYTES,
    MAX_DIRECTORY_BYTES,
    MAX_MEMBER_BYTES,
    MAX_TOTAL_BYTES,
    MEMBER_NAME,
    Member,
)
from auditor.errors import BundleError

FIXED_TIME = (1980, 1, 1, 0, 0, 0)
"""The first instant a zip can hold: the archive says nothing of when it was written."""
OWNER_ONLY = 0o100600 << 16
LEVEL = 9
_END_BYTES = 22
_END = struct.Struct("<4s4H2LH")
_ZIP64_LOCATOR = struct.Struct("<4sLQL")
_ZIP64_END = struct.Struct("<4sQ2H2L4Q")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1


class ArchiveWriter:
    """Adds files to a new archive; their order is the caller's."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._members: dict[str, Member] = {}

    @property
    def members(self) -> tuple[Member, ...]:
        """What was added, in this order."""
        return tuple(self._members.values())

    def add(self, name: str, data: bytes) -> None:
        """Add a file; one that is there already is left as it is. ValueError for an impossible name."""
        if not MEMBER_NAME.fullmatch(name):
            raise ValueError(f"{name!r} cannot be in a bundle")
        if name in self._members:
            return
        entry = zipfile.ZipInfo(name, FIXED_TIME)
        entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, OWNER_ONLY
        self._archive.writestr(entry, data, compresslevel=LEVEL)
        self._members[name] = Member(name, len(data), hashlib.sha256(data).hexdigest())


@contextmanager
def written_archive(path: Path) -> Iterator[ArchiveWriter]:
    """A new archive, readable by its owner alone, that replaces `path` when the block ends well."""
    temporary = path.with_name(f".{secrets.token_hex(8)}.part")
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        with os.fdopen(os.open(temporary, flags, 0o600), "w+b") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
                yield ArchiveWriter(archive)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        raise BundleError(
            f"cannot be written: {error.strerror}", file=str(path), remedy="free space or name another file"
        ) from error
    finally:
        temporary.unlink(missing_ok=True)


class ArchiveReader:
    """Reads the files of an archive, each bounded; BundleError for one that is not what it says."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self._path, self._archive = path, archive
        self._entries = {entry.filename: entry for entry in archive.infolist()}
        self._check()

    @property
    def names(self) -> frozenset[str]:
        """The names of all files."""
        return frozenset(self._entries)

    def read(self, name: str) -> bytes:
        """The whole of a file, at most `MAX_MEMBER_BYTES`."""
        entry = self._entries.get(name)
        if entry is None:
            raise self._refused(f"has no {name}")
        try:
            with self._archive.open(entry) as file:
                data = file.read(entry.file_size + 1)
        except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError) as error:
            raise self._refused(f"{name} cannot be unpacked: {error}") from error
        except Exception as error:  # zlib.error, and what a damaged stream makes of it
            raise self._refused(f"{name} is damaged: {error}") from error
        if len(data) != entry.file_size:
            raise self._refused(f"{name} is not as long as the archive says")
        return data

    def _check(self) -> None:
        """Refuses what could hurt before the first byte is unpacked."""
        entries = self._archive.infolist()
        if len(self._entries) != len(entries):
            raise self._refused("holds two files of one name")
        for entry in entries:
            if not MEMBER_NAME.fullmatch(entry.filename):
                raise self._refused("holds a file with a name that no bundle has")
            if entry.flag_bits & _ENCRYPTED or entry.compress_type not in _METHODS:
                raise self._refused(f"{entry.filename} is encrypted or packed in another way than ours")
            if entry.file_size > MAX_MEMBER_BYTES:
                raise self._refused(f"{entry.filename} would unpack to {entry.file_size} bytes")
        if sum(entry.file_size for entry in entries) > MAX_TOTAL_BYTES:
            raise self._refused("would unpack to more than 16 GiB")

    def _refused(self, reason: str) -> BundleError:
        return BundleError(reason, file=str(self._path), remedy="it is damaged, or no bundle of ours")


@contextmanager
def opened_archive(path: Path) -> Iterator[ArchiveReader]:
    """An archive whose table of contents was checked; BundleError says what is wrong with it."""
    try:
        with path.open("rb") as file:
            _check_size(path, file)
            with zipfile.ZipFile(file) as archive:
                yield ArchiveReader(path, archive)
    except OSError as error:
        raise BundleError(
            f"cannot be read: {error.strerror}", file=str(path), remedy="check the path"
        ) from error
    except (zipfile.BadZipFile, struct.error, UnicodeDecodeError, NotImplementedError) as error:
        raise BundleError(f"is not a zip archive: {error}", file=str(path), remedy="name a bundle") from error


def _check_size(path: Path, file: IO[bytes]) -> None:
    size = os.fstat(file.fileno()).st_size
    if size > MAX_ARCHIVE_BYTES:
        raise BundleError("is larger than 2 GiB", file=str(path), remedy="no bundle is that large")
    if _directory_bytes(file, size) > MAX_DIRECTORY_BYTES:
        raise BundleError("has a table of contents above 64 MiB", file=str(path), remedy="no bundle has")
    file.seek(0)


def _directory_bytes(file: IO[bytes], size: int) -> int:
    """The size of the table of contents as the end of the archive states it (APPNOTE 4.3.16)."""
    if size < _END_BYTES:
        raise zipfile.BadZipFile("it is too short")
    file.seek(size - _END_BYTES)
    signature, *_, stated, offset, comment = _END.unpack(file.read(_END_BYTES))
    if signature != b"PK\5\6" or comment:
        raise zipfile.BadZipFile("it does not end as our archives do")
    if 0xFFFFFFFF not in (stated, offset):
        return int(stated)
    file.seek(size - _END_BYTES - _ZIP64_LOCATOR.size)
    place = _ZIP64_LOCATOR.unpack(file.read(_ZIP64_LOCATOR.size))[2]
    if not 0 <= place < size:
        raise zipfile.BadZipFile("its end points nowhere")
    file.seek(place)
    return int(_ZIP64_END.unpack(file.read(_ZIP64_END.size))[8])
