"""A small gazetteer, and what copy in a story of two countries suggests with it."""

from articles.folding import fold
from articles.vocabulary import SuggestionType
from articles.wire import plain
from articles.wire.gazetteer import Bearer, Form, Gazetteer, Office
from articles.wire.records import Suggestion
from articles.wire.suggesting import suggest

_SECRETARY = Office("Secretary of State of the United States")
_PEOPLE = [
    Bearer("person", "to-lam", "Tô Lâm", "vn", family="Tô", short="Lâm", offices=(Office("General Secretary"),)),
    Bearer("person", "rumen-radev", "Rumen Radev", "bg", family="Radev", offices=(Office("President of Bulgaria"),)),
    Bearer("person", "bill-clinton", "Bill Clinton", "us", family="Clinton", offices=(Office("President"),)),
    Bearer("person", "hillary-clinton", "Hillary Clinton", "us", family="Clinton", offices=(_SECRETARY,)),
]
_REST = [
    Bearer("country", "vn", "Việt Nam", "vn"),
    Bearer("country", "bg", "Bulgaria", "bg"),
    Bearer("country", "eu", "European Union", "eu", bloc=True),
    Bearer("country", "us", "United States", "us"),
    Bearer("country", "ge", "Georgia", "ge"),
    Bearer("place", "sofia", "Sofia", "bg"),
    Bearer("organization", "european-commission", "European Commission", "eu"),
    Bearer("instrument", "evfta", "EVFTA"),
    Bearer("sector", "trade", "Trade"),
    Bearer("level", "vn-strategic", "Strategic Partnership", "vn"),
]
_ALIASES = [("country", "us", "US"), ("person", "rumen-radev", "Radev")]
NAMES = Gazetteer(
    forms=(
        *(Form(bearer.label, fold(bearer.label), bearer.type, bearer.key) for bearer in [*_PEOPLE, *_REST]),
        *(Form(form, fold(form), kind, key) for kind, key, form in _ALIASES),
    ),
    bearers=(*_PEOPLE, *_REST),
)
PAIR = "SOFIA — General Secretary Tô Lâm of Việt Nam met Bulgarian President Rumen Radev on Thursday.\n\n"


def found(text: str, kind: str = SuggestionType.COMMITMENT) -> list[Suggestion]:
    story = plain.read(f"date 2025-10-23\n{text}")
    suggestions = suggest(story, NAMES)
    for each in suggestions:
        assert each.quote in story.paragraphs[each.paragraph - 1]
        assert each.rule
    return [each for each in suggestions if each.type == kind]
