"""What a story seems to say: people, countries, bodies, instruments, sectors, events, level changes, commitments.

Rules of grammar over words and names, no statistics: each suggestion names the rule that made it. Nothing here is a
fact before an editor accepts it.
"""

from articles.wire.suggesting.story import suggest

__all__ = ["suggest"]
