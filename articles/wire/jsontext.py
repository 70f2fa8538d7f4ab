"""JSON from outside: parsed only when neither its size nor its depth can hurt, with errors that name the line."""

import json

from articles.wire.records import WireError

CHARACTERS = 8 << 20
VALUES = 500_000
"""Values in one JSON text: more take more memory than any story needs."""


def parse(text: str, line: int = 1, *, strict: bool = True) -> object:
    """The value of a JSON text that begins on a line, `strict` without line ends in its texts; `WireError` says where
    it broke off, in lines of the file.
    """
    if len(text) > CHARACTERS:
        raise WireError(
            f"JSON of more than {CHARACTERS >> 20} million characters", "smaller files, or JSON Lines", line
        )
    if text.count(",") + text.count("[") + text.count("{") > VALUES:
        raise WireError(f"JSON of more than {VALUES:,} values", "smaller files, or JSON Lines", line)
    try:
        return json.loads(text, strict=strict)
    except json.JSONDecodeError as error:
        place = line + error.lineno - 1
        found = f"JSON that breaks off at column {error.colno} ({error.msg[0].lower()}{error.msg[1:]})"
        raise WireError(found, "complete JSON", place) from None
    except RecursionError:
        raise WireError("JSON nested too deeply", "at most a few hundred levels", line) from None
    except ValueError:
        raise WireError("a number in JSON that is too long", "numbers of at most 4,300 digits", line) from None
