"""What a backup says of itself: `manifest.json`, with the size and SHA-256 of every file, and the digest of that.

`manifest.sha256` is as `sha256sum` writes it, so that `sha256sum -c manifest.sha256` checks it without this program.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from articles.durable import digest_of, sync
from articles.keeping import originals

MANIFEST, SEAL = "manifest.json", "manifest.sha256"
KIND, VERSION = "partnership-archive-backup", 1
Progress = Callable[[int], object]


class BackupError(Exception):
    """A backup that cannot be made, trusted or brought back; the message says why, and what would work."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """A backup: when it was made, by what, of what engine's database with which migrations, and its files.

    `files` names each by its path in the backup, with its bytes and its SHA-256; `lost` the originals that it could
    not take, by their digest: missing or damaged.
    """

    made: str
    archive: str
    django: str
    engine: str
    database: str
    migrations: dict[str, list[str]]
    files: dict[str, tuple[int, str]]
    lost: dict[str, str] = field(default_factory=dict)
    kind: str = KIND
    version: int = VERSION


def write(folder: Path, manifest: Manifest) -> None:
    """Seal a folder; on the disk when this returns."""
    content = json.dumps(asdict(manifest), indent=1, sort_keys=True).encode()
    (folder / MANIFEST).write_bytes(content)
    (folder / SEAL).write_text(f"{hashlib.sha256(content).hexdigest()}  {MANIFEST}\n")
    for path in (folder / MANIFEST, folder / SEAL, folder):
        sync([path])


def read(folder: Path) -> Manifest:
    """What a folder says of itself; `BackupError` where it is no whole backup that this version knows."""
    try:
        content = (folder / MANIFEST).read_bytes()
        seal = (folder / SEAL).read_bytes()
    except OSError as error:
        raise BackupError(
            f"{folder} is no finished backup: {error.filename} cannot be read ({error.strerror})."
        ) from error
    if seal != f"{hashlib.sha256(content).hexdigest()}  {MANIFEST}\n".encode():
        raise BackupError(f"{folder / MANIFEST} is damaged: its digest is not the one in {SEAL}.")
    facts: dict[str, Any] = json.loads(content)
    if facts.get("kind") != KIND or facts.get("version") != VERSION:
        raise BackupError(f"{folder} was made by another version: {facts.get('kind')} {facts.get('version')}.")
    files = {name: (size, digest) for name, (size, digest) in facts.pop("files", {}).items()}
    try:
        return Manifest(files=files, **facts)
    except TypeError as error:  # it says more, or less, than is known here
        raise BackupError(f"{folder} was made by another version of the archive: {facts.get('archive')}.") from error


def findings(folder: Path, manifest: Manifest, progress: Progress = lambda count: None) -> Iterator[str]:
    """Every file that is missing, damaged or not of the backup; `progress` is told of bytes."""
    present = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()} - {MANIFEST, SEAL}
    for name in sorted(present - manifest.files.keys()):
        yield f"{name} does not belong to the backup"
    for name, (size, digest) in manifest.files.items():
        path = folder / name
        if name not in present:
            yield f"{name} is missing"
        elif path.stat().st_size != size or digest_of(path, progress) != digest:
            yield f"{name} is damaged"
        elif name.startswith(f"{originals.FOLDER}/") and path != originals.path_of(digest, folder / originals.FOLDER):
            yield f"{name} is not the original that its name says"
