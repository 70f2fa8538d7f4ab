"""Output to a reader who has enough after a line."""

import io
from pathlib import Path


class Closed(io.StringIO):
    """A pipe whose reader ends after a line, as `head -1` does; what comes then goes to the file behind it."""

    def __init__(self, behind: Path) -> None:
        super().__init__()
        self.behind = behind.open("w")

    def fileno(self) -> int:
        return self.behind.fileno()

    def write(self, text: str) -> int:
        if "\n" in self.getvalue():
            raise BrokenPipeError(32, "Broken pipe")
        return super().write(text)
