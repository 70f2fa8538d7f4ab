"""Which of two versions of a story comes first, by what the wire prints: numbers, with points perhaps, or moments."""

from datetime import datetime
from itertools import zip_longest


def precedes(one: str, other: str) -> bool | None:
    """Whether one version comes before another; None where they cannot be compared.

    Versions are numbers, with points perhaps, or moments (ISO 8601).
    """
    numbers, others = _numbers(one), _numbers(other)
    if numbers is not None and others is not None:
        for left, right in zip_longest(numbers, others, fillvalue=0):
            if left != right:
                return left < right
        return False
    moments = _moment(one), _moment(other)
    if moments[0] is not None and moments[1] is not None:
        return moments[0] < moments[1]
    return None


def later(one: str, other: str) -> str:
    """The later of two versions; the second where they cannot be compared."""
    return one if not other or precedes(other, one) else other


def _numbers(text: str) -> list[int] | None:
    parts = text.split(".")
    return (
        [int(part) for part in parts] if text and all(part.isdecimal() and len(part) < 20 for part in parts) else None
    )


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.replace(tzinfo=None) - (moment.utcoffset() or moment - moment)
