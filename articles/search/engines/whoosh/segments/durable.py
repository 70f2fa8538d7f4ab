"""Files that are on the disk when they are said to be: Whoosh never waits for it."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile


class DurableStorage(FileStorage):
    """Files that are on the disk when closed, names that are there when given."""

    def create_file(self, name: str, **kwargs: Any) -> StructFile:
        def written(file: StructFile) -> None:
            file.flush()
            os.fsync(file.fileno())

        return super().create_file(name, onclose=written, **kwargs)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        super().rename_file(oldname, newname, safe=safe)
        sync([Path(self.folder)])


def sync(paths: Iterable[Path]) -> None:
    for path in paths:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
