"""How much a word tells of a document: BM25 in each field, added up with weights.

Robertson, Zaragoza: The Probabilistic Relevance Framework: BM25 and Beyond (2009), with the idf that Whoosh uses,
which is never negative.
"""

from math import log

K1 = 1.2
B = 0.75
WEIGHTS = {"title": 3.0, "dateline": 1.0, "text": 1.0}
"""A word in the title counts three times."""
SYNONYM = 0.5
"""What another form of a name counts against the form that was asked for."""
VALUE = 0.4
"""What it adds that a document is known to be about whom or what a name means."""
NEIGHBOURS = 0.7
"""What it adds that words stand next to each other as they do in the question, against asking for them as a phrase."""
OTHER_FORM = 0.8
"""What an occurrence of another form of a word (visits for visit) counts."""


def idf(documents: int, having: int) -> float:
    """The weight of a term that so many of all documents have."""
    return log(documents / (having + 1)) + 1 if documents > having else 1.0


def bm25(frequency: float, length: float, average: float) -> float:
    """The weight of a term within a field, between 0 and K1 + 1."""
    norm = 1 - B + B * (length / average if average else 1.0)
    return frequency * (K1 + 1) / (frequency + K1 * norm)
