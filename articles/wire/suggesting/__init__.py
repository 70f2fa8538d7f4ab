"""What a story seems to say: people, countries, bodies, instruments, sectors, events, level changes, commitments.

Rules of grammar over words and names, no statistics: each suggestion names the rule that made it. Nothing here is a
fact before an editor accepts it.
"""

from articles.wire.gazetteer import Gazetteer
from articles.wire.records import Story, Suggestion

__all__ = ["suggest"]


def suggest(story: Story, names: Gazetteer) -> tuple[Suggestion, ...]:
    """What the paragraphs of a story seem to say, in their order, each with the words that it rests on.

    The time that it takes grows with the length of the text and not with the number of names.
    """
    return ()
