"""From when one looks at the archive: now, a moment, or with only what had been published by a day."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class AsKnown:
    """Looking with the copy that had surely been published by the end of a day, and that everybody may read now.

    Copy without a date of publication counts for no day: nothing tells when it came. Nor does what an editor
    published without evidence.
    """

    by: date


Moment = datetime | AsKnown
"""What `visible(at)` of every queryset takes; None is now."""
