"""Addresses of new articles: from the headline; where the wire carried none, from dateline and date. Never twice."""

from base64 import b32encode
from collections.abc import Iterable
from hashlib import sha256
from itertools import count

from django.utils.text import slugify

from articles.folding import fold, normalise
from articles.models import Article
from articles.models.among import Among
from articles.wire.records import Story

LONGEST = 110
"""Leaves room for a key."""
KEY = 5
"""Letters of a key: enough for the stories of one headline or of one place and day."""
_LATIN = "a b v g d e zh z i y k l m n o p r s t u f h ts ch sh sht a y yu ya"
_LETTERS = dict(zip("абвгдежзийклмнопрстуфхцчшщъьюя", _LATIN.split(), strict=True))
"""Bulgarian letters as the Transliteration Act of 2009 writes them."""
_OTHERS_LATIN = "i y e yo i yi ye g j lj nj dj c dzh gj kj dz"
_OTHERS = dict(zip("ѝыэёіїєґјљњђћџѓќѕ", _OTHERS_LATIN.split(), strict=True))
"""Letters of other languages that write in Cyrillic, and the accented one of Bulgarian."""
_CYRILLIC = str.maketrans(_LETTERS | _OTHERS)


class Slugs:
    """Gives out addresses that no article has, neither in the archive nor earlier in this run."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._asked: set[str] = set()

    def look_up(self, stories: Iterable[Story]) -> None:
        """Ask the archive once which of these stories' addresses are taken."""
        bases = {base(story) for story in stories} - self._asked
        self._asked |= bases
        if bases:
            self._taken.update(Article.objects.filter(Among("slug", bases)).values_list("slug", flat=True))

    def give(self, story: Story) -> str:
        """A free address; with a key of the story where the plain one is taken. Asks where `look_up` did not.

        A number would tell how many others there are, drafts too; and the key is the same in a preview and after it.
        """
        slug = first = base(story)
        if first not in self._asked:  # a story that was given its day since
            self.look_up([story])
        if slug in self._taken:
            self._taken.update(Article.objects.filter(slug__startswith=f"{first}-").values_list("slug", flat=True))
            keys = (f"{first}-{_key(story, attempt)}" for attempt in count())
            slug = next(slug for slug in keys if slug not in self._taken)
        self._taken.add(slug)
        return slug

    def forget(self, slugs: Iterable[str]) -> None:
        """Addresses that were given out and not used."""
        self._taken.difference_update(slugs)


def _key(story: Story, attempt: int) -> str:
    """Letters and digits that stand for a story, the same each time; others at another attempt."""
    told = (attempt, story.source_id, story.source_url, story.headline, story.agencies, story.paragraphs)
    return b32encode(sha256(repr(told).encode()).digest()).decode().lower()[:KEY]


def base(story: Story) -> str:
    """The address that a story would have if all were free."""
    if story.headline:
        slug = slugify(fold(latin(story.headline)))[:LONGEST].strip("-")
        if slug:
            return slug
    where_and_when = f"{story.place or story.dateline or 'report'} {story.published or ''}"
    return slugify(fold(latin(where_and_when)))[:LONGEST].strip("-") or "report"


def latin(text: str) -> str:
    """Cyrillic letters written in Latin ones; before diacritics are folded, which would make й an и."""
    return normalise(text).casefold().translate(_CYRILLIC)
