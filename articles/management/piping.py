"""Output that is piped to a reader who may have enough: `… | head -1` ends no command with an error."""

import os

from django.core.management.base import OutputWrapper


def write(out: OutputWrapper, text: str, ending: str | None = None) -> bool:
    """Write a text; False where nobody reads any more. What is written after that goes nowhere, in silence."""
    try:
        out.write(text, ending=ending)
    except UnicodeEncodeError as error:
        out.write(text.encode(error.encoding, "backslashreplace").decode(error.encoding), ending=ending)
    except BrokenPipeError:
        _discard(out)
        return False
    return True


def flush(out: OutputWrapper) -> bool:
    """Have all of it read, before Python would when it ends, and say so if nobody did. False as for `write`."""
    try:
        out.flush()
    except BrokenPipeError:
        _discard(out)
        return False
    return True


def _discard(out: OutputWrapper) -> None:
    """Lead the output to where everything vanishes, with what is still to be written of it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, out.fileno())
    os.close(nowhere)
