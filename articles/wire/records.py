"""What readers of wire formats find: frozen values, named as schema.org NewsArticle and IPTC ninjs name them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from articles.dates import Span
from articles.vocabulary import Basis, SuggestionType, TextBasis, VersionKind


class WireError(ValueError):
    """Bytes that cannot be read as what they claim to be: where, what was found, what would have worked.

    What a file says of itself may be quoted in it: what does not print (controls, surrogates, overrides) is left out.
    """

    def __init__(self, found: str, expected: str, line: int | None = None) -> None:
        found, expected = _printable(found), _printable(expected)
        self.found, self.expected, self.line = found, expected, line
        super().__init__(
            f"line {line}: found {found}; expected {expected}" if line else f"{found}; expected {expected}"
        )

    def placed(self, line: int | None = None, before: str = "") -> Self:
        """The same refusal, without its traceback: at a line where it named none, with words before what was found."""
        return type(self)(f"{before}{self.found}", self.expected, self.line or line)


class NoTextError(WireError):
    """A record that is no copy by its kind, such as a picture: the others of its file are read without it."""


def _printable(text: str) -> str:
    return text if text.isprintable() else "".join(each if each.isprintable() else " " for each in text)


@dataclass(frozen=True, slots=True)
class Weekday:
    """A weekday named in a paragraph ("on Friday"), and the day that it means where one could be worked out.

    `ahead`: it is told of what is still to come, and so is no weekday before the header.
    """

    paragraph: int
    word: str
    day: date | None = None
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """One story as a file carries it. Texts are NFC, without control characters or markup; empty means not given.

    `published` is in calendar days of the dateline; `source_id` is the provider's own id and `source_version` orders
    versions of one id (as printed: a number or a time); `paragraphs` are plain, in order, the first is number 1,
    without dateline and sign-off. `line` is where the record began in a file of several. `warnings` are for the editor.
    """

    paragraphs: tuple[str, ...]
    headline: str = ""
    language: str = "en"
    published: Span | None = None
    published_note: str = ""
    undated_basis: Basis = Basis.STATED
    """Of a story without a date: editor, where an editor has left it out, so that none is to be found out."""
    dateline: str = ""
    place: str = ""
    agencies: tuple[str, ...] = ()
    byline: str = ""
    source_url: str = ""
    source_id: str = ""
    source_version: str = ""
    kind: VersionKind = VersionKind.ORIGINAL
    text_basis: TextBasis = TextBasis.PRINTED
    embargo: datetime | None = None
    weekdays: tuple[Weekday, ...] = ()
    warnings: tuple[str, ...] = ()
    line: int | None = None

    @property
    def lacks_a_date(self) -> bool:
        """Whether it has no date, and nobody has said that it is to have none."""
        return self.published is None and self.undated_basis == Basis.STATED


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file came to: the format it was read as, its encoding, its stories, and the records refused in it."""

    format: str
    encoding: str
    stories: tuple[Story, ...]
    errors: tuple[WireError, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that a passage of a story seems to say, with the rule that found it. Never a fact.

    `key` is the slug or code of the row meant, empty where the gazetteer knows none. `origin` (`from` in reports) and
    `to` are country codes; both countries on both sides where both speak. `day` is a date in the form of
    `articles.dates`, of an event or level change. `level` is the code of the level that a change leads to.
    `quote` stands in the paragraph as it is.
    """

    type: SuggestionType
    label: str
    paragraph: int
    quote: str
    rule: str
    key: str = ""
    kind: str = ""
    modality: str = ""
    origin: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    through: str = ""
    sectors: tuple[str, ...] = ()
    speaker: str = ""
    title: str = ""
    day: str = ""
    level: str = ""
