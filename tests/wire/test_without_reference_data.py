"""An archive that nobody has told of any country yet: what a story suggests names no row that is not there."""

from articles.vocabulary import SuggestionType
from articles.wire import plain
from articles.wire.gazetteer import Bearer, Form, Gazetteer
from articles.wire.records import Suggestion
from articles.wire.suggesting import suggest

STORY = """date 2025-10-23
HÀ NỘI — Foreign Minister Vũ Thị Anh met Bulgarian Foreign Minister Jane Doe in Hà Nội on Thursday. Minister Anh \
pledged to open a school in Sofia.

Deputy Foreign Minister Đặng Văn Bình said both sides agreed to double trade. President Nguyễn Văn Bách will visit \
Bulgaria next month.
"""


def found(*countries: tuple[str, str, str]) -> tuple[Suggestion, ...]:
    """What the story suggests where these countries are known, each a code, a name and its folded form."""
    bearers = tuple(Bearer("country", code, name, code) for code, name, _ in countries)
    forms = tuple(Form(name, folded, "country", code) for code, name, folded in countries)
    return tuple(suggest(plain.read(STORY), Gazetteer(forms, bearers)))


def codes(suggestions: tuple[Suggestion, ...]) -> set[str]:
    return {code for each in suggestions for code in (*each.origin, *each.to)}


def test_no_country_is_suggested_that_the_archive_does_not_have() -> None:
    assert codes(found()) == set()
    assert codes(found(("bg", "Bulgaria", "bulgaria"))) == {"bg"}


def test_people_and_events_are_suggested_all_the_same_and_their_labels_name_nobody_unknown() -> None:
    suggestions = found()

    people = {each.label for each in suggestions if each.type == SuggestionType.PERSON}
    assert people == {"Vũ Thị Anh", "Jane Doe", "Đặng Văn Bình", "Nguyễn Văn Bách"}
    events = {each.label for each in suggestions if each.type == SuggestionType.EVENT}
    assert events == {"Meeting", "Visit"}


def test_a_label_says_where_to_also_where_it_cannot_say_from_where() -> None:
    events = {each.label for each in found(("bg", "Bulgaria", "bulgaria")) if each.type == SuggestionType.EVENT}

    assert events == {"Meeting, Bulgaria", "Visit to Bulgaria"}


def test_a_vietnamese_name_tells_its_country_where_the_archive_has_it() -> None:
    suggestions = found(("bg", "Bulgaria", "bulgaria"), ("vn", "Việt Nam", "viet nam"))

    assert next(each.origin for each in suggestions if each.label == "Vũ Thị Anh") == ("vn",)
