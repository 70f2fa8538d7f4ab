"""The table of the query language: the help page and the documentation are made from it, and tests try each example."""

from dataclasses import dataclass

from articles.search.fields import FACETS

FIELDS: tuple[str, ...] = (*FACETS, "type", "date", "event-date", "last", "title", "text")


@dataclass(frozen=True, slots=True)
class Operator:
    """One thing that can be written, what it means, and a query to try."""

    syntax: str
    meaning: str
    example: str


OPERATORS: tuple[Operator, ...] = (
    Operator("trade doubling", "both words, in any order and form (AND may stand between)", "trade doubling"),
    Operator("… OR …", "one or the other, or both; OR in capitals", "seafood OR logistics"),
    Operator("-word, NOT word", "not this word", "visit -seafood"),
    Operator("( … )", "what belongs together", "(visit OR talks) Sofia"),
    Operator('"…"', "these words in a row, and no other names for what they mean", '"joint statement"'),
    Operator('"…"~5', "these words within five words of each other, in any order", '"trade double"~5'),
    Operator("strateg*", "words that begin so: three letters or more", "strateg*"),
    Operator("Zhelyazkof~", "words that are one letter away: three letters or more", "Zhelyazkof~"),
    Operator("e-government", "a word with a hyphen: its parts in a row", "e-government"),
    Operator("country:", "of a country or bloc, by code or name in quotes", "country:bg"),
    Operator("person:", "naming a person, by slug or name in quotes", 'person:"To Lam"'),
    Operator("org:", "naming an organization", 'org:"European Commission"'),
    Operator("sector:", "in a field of cooperation", 'sector:"green energy"'),
    Operator("kind:", "telling of an event of a kind", "kind:level-change"),
    Operator("level:", "telling of a level reached", "level:vn-strategic"),
    Operator("agency:", "signed off by an agency", "agency:vns"),
    Operator("place:", "from or about a place", "place:sofia"),
    Operator("language:", "in a language", "language:en"),
    Operator("type:", "articles, people, events or commitments", "type:event Sofia"),
    Operator("date:2025-10", "of a year, a month or a day", "date:2025-10"),
    Operator("date:…..…", "between two dates, both included", "date:2025-10-20..2025-10-24"),
    Operator("date:>=2024, date:<=2024", "from then on; until then", "date:>=2024"),
    Operator("event-date:", "telling of an event of that date, written in the same ways", "event-date:1950"),
    Operator("last:30d", "of the last 30 days; w for weeks, m for months, y for years", "last:10y"),
    Operator("title:", "in the title", 'title:"strategic partnership"'),
    Operator("text:", "in the text, not the title", "text:gateway"),
)

MAX_LENGTH = 256
MAX_TERMS = 16
MAX_PHRASE = 8
MAX_WITHIN = 50
MAX_FUZZY = 3
MAX_DEPTH = 16
"""Brackets within brackets."""
MIN_STEM = 3
"""Letters that a prefix or a word to be found with one letter changed needs."""
EXAMPLE = '"joint statement"'
"""What is offered where nothing of a text can be kept."""


def markdown() -> str:
    """The table as Markdown, as it stands in `docs/search.md`."""
    rows = [(f"`{one.syntax}`", one.meaning, f"`{one.example}`") for one in OPERATORS]
    table = [("write", "means", "for example"), ("---", "---", "---"), *rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in table)
