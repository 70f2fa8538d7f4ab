"""How much a word tells of a document: BM25F, with the fields' frequencies added up before they are saturated.

Robertson, Zaragoza: The Probabilistic Relevance Framework: BM25 and Beyond (2009). The idf has one added inside the
logarithm, so that it is never negative. Whoosh adds up one BM25 a field instead, each with an idf of its own: small
words are rare in titles, and count there as if they told something.
"""

from math import log

K1 = 2.0
B = 0.75
WEIGHTS = {"title": 3.0, "dateline": 1.0, "text": 1.0}
"""A word in the title counts three times."""
SYNONYM = 0.5
"""What another form of a name counts against the form that was asked for."""
VALUE = 0.4
"""What it adds that a document is known to be about whom or what a name means."""
NEIGHBOURS = 0.7
"""What it adds that words stand next to each other as they do in the question, as rare as the rarest of them."""
RESCORED = 1000
"""Only so many documents of a segment, the best by their words alone, are looked at for words next to each other."""
OTHER_FORM = 0.8
"""What an occurrence of another form of a word (visits for visit) counts."""


def idf(documents: int, having: int) -> float:
    """The weight of a term that so many of all documents have, in whichever field."""
    return log(1 + (documents - having + 0.5) / (having + 0.5))


def share(frequency: float, field: str, length: float, average: float) -> float:
    """What a term's occurrences in one field of a document count: the more, the shorter the field is for its kind."""
    return WEIGHTS[field] * frequency / (1 - B + B * (length / average if average else 1.0))


def saturated(shares: float) -> float:
    """The weight of a term within a document, from what it counts in all fields together: between 0 and K1 + 1."""
    return shares * (K1 + 1) / (shares + K1)
