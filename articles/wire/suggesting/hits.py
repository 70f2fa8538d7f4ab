"""Names, adjectives of countries and offices in a paragraph, before it is known whom the later ones mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from articles.vocabulary import NameKind
from articles.wire.gazetteer import (
    COUNTRY,
    INSTRUMENT,
    LEVEL,
    ORGANIZATION,
    PERSON,
    PLACE,
    SECTOR,
    Form,
    Gazetteer,
)
from articles.wire.suggesting.text import Paragraph
from articles.wire.suggesting.words import (
    CALENDAR,
    COUNTRY_ADJECTIVES,
    OFFICE_WORDS,
    OPENERS,
    QUALIFIERS,
    SIDES,
    phrases,
)

ADJECTIVE, OFFICE = "adjective", "office"
_ORDER = (PERSON, INSTRUMENT, ORGANIZATION, COUNTRY, LEVEL, PLACE, SECTOR)
# Names of countries that are also those of people or of other places.
_DOUBTFUL = phrases(
    "georgia jordan chad guinea niger turkey ireland china israel mali",
)
_ADJECTIVES, _OFFICES = COUNTRY_ADJECTIVES.openers, OFFICE_WORDS.openers
PHRASES = (COUNTRY_ADJECTIVES, OFFICE_WORDS)
"""What, besides names, makes a hit."""
_KEPT, _REMEMBERED = "meanings of forms", 1 << 14
Meant = tuple[str, tuple[str, ...], bool]
"""What forms name: the kind, whose names they are, and whether all are printed titles."""
Reading = tuple[dict[tuple[int, str | bool, str], Meant | None], str, date | None]
"""What forms were found to name before, as they were printed; the language of a story and its day."""
_PARTS = frozenset(["state", "senator", "governor", "university"])


@dataclass(slots=True)
class Hit:
    """Words `first` to `last` (excluded) of a paragraph that name something: `keys` of all that bear the form."""

    first: int
    last: int
    kind: str
    key: str
    keys: tuple[str, ...] = ()
    alias: bool = False


def hits(paragraph: Paragraph, names: Gazetteer, language: str, day: date | None) -> list[Hit]:
    """What a paragraph names, in order, without overlaps: the longer form wins."""
    found: list[Hit] = []
    lexicon, known = names.lexicon, names.kept.setdefault(_KEPT, {})
    openers, behind, words, a_country = lexicon.openers, 0, paragraph.words, False
    for index in paragraph.marks:
        if index < behind:
            continue
        word, hit = words[index], None
        if word in openers:
            hit = _named(paragraph, index, lexicon.at(words, index), (known, language, day))
        if hit is None and word in _ADJECTIVES and paragraph.capital(index):
            hit = _adjective(paragraph, index, names)
        if hit is None and word in _OFFICES:
            hit = _office(paragraph, index)
        if hit is not None:
            found.append(hit)
            behind = hit.last
            a_country = a_country or hit.kind == COUNTRY
    if not a_country:
        return found
    named = {index for hit in found for index in range(hit.first, hit.last)}
    return [hit for hit in found if hit.kind != COUNTRY or _is_country(paragraph, hit, named)]


def _named(
    paragraph: Paragraph, index: int, candidates: Sequence[tuple[int, tuple[Form, ...]]], reading: Reading
) -> Hit | None:
    """What the first of some forms names that is printed here as it should be."""
    known, language, day = reading
    for last, forms in candidates:
        whole = last - index == 1
        if not whole and not paragraph.joined(index, last):
            continue
        printed = paragraph.text[paragraph.starts[index] : paragraph.ends[index]]
        key = (id(forms), printed if whole else printed[0].isupper(), language)
        if key in known:
            meant = known[key]
        else:
            fitting = [form for form in forms if _prints(printed, form, language, whole=whole)]
            meant = _chosen([form for form in fitting if form.used(day)])
            if len(known) < _REMEMBERED and not any(form.valid_from or form.valid_to for form in fitting):
                known[key] = meant
        if meant is not None:
            kind, keys, titled = meant
            if titled and last < len(paragraph.words) and paragraph.capital(last) and paragraph.gap(last) == " ":
                continue  # a title before a name: the name tells more
            return Hit(index, last, kind, keys[0], keys, alias=whole or titled)
    return None


def _chosen(meant: list[Form]) -> Meant | None:
    """The kind that goes first, whose names they are, and whether all are printed titles."""
    if not meant:
        return None
    kind = min((form.type for form in meant), key=_ORDER.index)
    keys = tuple(dict.fromkeys(form.key for form in meant if form.type == kind))
    return kind, keys, all(form.kind == NameKind.PRINTED_TITLE for form in meant)


def _prints(printed: str, form: Form, language: str, *, whole: bool) -> bool:
    """Whether what is printed is the form, not an ordinary word: US is not us; Anh is Britain only in Vietnamese.

    `whole`: the form is this one word; else it begins with it.
    """
    if not whole:
        return form.type in (SECTOR, LEVEL) or form.form.islower() or printed[0].isupper() or not form.form[0].isupper()
    if form.form.isupper() and len(form.form) <= 7:
        return printed.isupper()
    if form.type == SECTOR:
        return True
    if form.type == COUNTRY and form.language not in ("", "en", language) and form.form[0] < "\u0400":
        return False
    return not form.form[0].isupper() or printed[0].isupper()


def _office(paragraph: Paragraph, index: int) -> Hit | None:
    for last, (office, *_) in OFFICE_WORDS.at(paragraph.words, index):
        if paragraph.joined(index, last):
            return Hit(index, last, OFFICE, office)
    return None


def _adjective(paragraph: Paragraph, index: int, names: Gazetteer) -> Hit | None:
    for last, codes in COUNTRY_ADJECTIVES.at(paragraph.words, index):
        known = [code for code in codes if (COUNTRY, code) in names.by_key]
        if known and paragraph.joined(index, last):
            return Hit(index, last, ADJECTIVE, known[0])
    return None


def _is_country(paragraph: Paragraph, hit: Hit, named: set[int]) -> bool:
    """Whether the name of a country stands for it: not China Daily, Jordan Smith, or Atlanta, Georgia."""
    after = hit.last
    if after < len(paragraph.words) and paragraph.capital(after) and paragraph.gap(after) in (" ", "\u00a0"):
        word = paragraph.words[after]
        if after not in named and word not in CALENDAR and word not in QUALIFIERS and word not in SIDES:
            return False
    if hit.last - hit.first > 1 or paragraph.words[hit.first] not in _DOUBTFUL or hit.first == 0:
        return True
    before = hit.first - 1
    if paragraph.words[before] == "of" and _PARTS & set(paragraph.words[max(0, before - 3) : before]):
        return False
    stranger = paragraph.capital(before) and before not in named and paragraph.words[before] not in OPENERS
    return not stranger or paragraph.gap(hit.first) not in (" ", ", ")
