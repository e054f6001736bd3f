"""Which journal a library may keep where it lies.

SQLite's write-ahead log (WAL) lets people read while somebody writes, but its index is shared memory: it is wrong
between machines, so on a network file system the rollback journal is used (https://www.sqlite.org/wal.html, section 1).
"""

from __future__ import annotations

import sys
from pathlib import Path, PurePosixPath
from typing import Literal

from store.patterns import pattern

JournalMode = Literal["wal", "delete"]

_LOCAL = frozenset(
    [
        "apfs",
        "bcachefs",
        "btrfs",
        "erofs",
        "exfat",
        "ext2",
        "ext3",
        "ext4",
        "f2fs",
        "hfs",
        "jfs",
        "nilfs2",
        "ntfs3",
        "overlay",
        "ramfs",
        "reiserfs",
        "rootfs",
        "squashfs",
        "tmpfs",
        "ufs",
        "vfat",
        "xfs",
        "zfs",
    ]
)
"""File systems that only one machine writes to and that share memory maps between processes. Whatever is not named
here (NFS, SMB, Lustre, 9p, everything under FUSE, the unknown) is taken for a network."""

_MOUNTS = Path("/proc/mounts")
_OCTAL = pattern(r"\\([0-7]{3})")


def journal_mode(filesystem: str) -> JournalMode:
    """The journal mode that is safe on a file system of this type, as `/proc/mounts` names types."""
    return "wal" if filesystem in _LOCAL else "delete"


def filesystem_of(path: PurePosixPath, mounts: str) -> str:
    """The type of the file system that holds `path` (absolute, links resolved), given the text of `/proc/mounts`.

    Of several mounts on one point the last one counts; "" where none holds the path.
    """
    best, found = -1, ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = PurePosixPath(_OCTAL.sub(lambda match: chr(int(match[1], 8)), fields[1]))
        if (point == path or point in path.parents) and len(point.parts) >= best:
            best, found = len(point.parts), fields[2]
    return found


def journal_mode_at(path: Path) -> JournalMode:
    """The journal mode that is safe for a library at `path`, by the table of mounts of this machine.

    macOS has no such table; its disks are local unless somebody mounted one, and it gets the write-ahead log.
    """
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return "wal" if sys.platform == "darwin" else "delete"
    return journal_mode(filesystem_of(PurePosixPath(path.resolve()), mounts))
