"""Near-duplicates: copy that is largely the same as other copy, found without comparing each with each.

Banding of signatures (J. Leskovec, A. Rajaraman, J. Ullman, Mining of Massive Datasets, chapter 3). Compared are
articles of nearby days; those of the archive are read once a run, and only for the days that are asked for.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import numpy as np

from articles.imports.signatures import BANDS, ROWS, Signature, likeness, signature
from articles.models import Article, ArticleVersion

WINDOW = 3
"""Days before and after a story in which the same copy is looked for."""
LIKE = 0.4
"""The share of shingles in common from which copy is offered as another report (estimated; ± 0.08)."""
SHOWN = 5
_FULLEST = 40
"""Articles in one band that are looked at: those of a form letter would all be like each other."""
_BAND_FACTORS = np.random.default_rng(20251024).integers(1, 2**63, (BANDS, ROWS), dtype=np.uint64) | np.uint64(1)


class Likeness:
    """Signatures of articles by slug, asked for those like a new one."""

    def __init__(self) -> None:
        self._slugs: list[str] = []
        self._signatures: list[Signature] = []
        self._days: list[date | None] = []
        self._bands: dict[int, list[int] | int] = {}
        self._known: set[str] = set()
        self._read: set[date | None] = set()

    def look_up(self, days: Iterable[date | None]) -> None:
        """Read the archive's articles of these days and those near them, once."""
        wanted = {near for day in days for near in _near(day)} - self._read
        self._read |= wanted
        for slug, day, body in _held(wanted):
            self.add(slug, day, signature(body))

    def add(self, slug: str, day: date | None, signed: Signature | None) -> None:
        """Keep an article's signature, once."""
        if signed is None or slug in self._known:
            return
        self._known.add(slug)
        number = len(self._slugs)
        self._slugs.append(slug)
        self._signatures.append(signed)
        self._days.append(day)
        for band in _bands(signed):
            there = self._bands.get(band)
            if there is None:
                self._bands[band] = number
            elif isinstance(there, int):
                self._bands[band] = [there, number]
            else:
                there.append(number)

    def like(self, day: date | None, signed: Signature | None, but: str = "") -> list[str]:
        """Slugs of articles of nearby days that are like this one, the likest first, `SHOWN` at most."""
        if signed is None:
            return []
        found: dict[int, float] = {}
        for band in _bands(signed):
            there = self._bands.get(band, [])
            for number in [there] if isinstance(there, int) else there[-_FULLEST:]:
                if number not in found and self._slugs[number] in self._known and _is_near(day, self._days[number]):
                    found[number] = likeness(signed, self._signatures[number])
        ranked = sorted((-share, self._slugs[number]) for number, share in found.items() if share >= LIKE)
        return [slug for _, slug in ranked if slug != but][:SHOWN]

    def forget(self, slugs: Iterable[str]) -> None:
        """Articles that have not come to be."""
        self._known.difference_update(slugs)


def _bands(signed: Signature) -> list[int]:
    bands: list[int] = (signed.reshape(BANDS, ROWS).astype(np.uint64) * _BAND_FACTORS).sum(axis=1).tolist()
    return bands


def _near(day: date | None) -> Iterator[date | None]:
    """A story without a day is compared with others without one, and with what this run has read."""
    if day is None:
        yield None
        return
    for distance in range(-WINDOW, WINDOW + 1):
        try:
            yield day + timedelta(days=distance)
        except OverflowError:
            continue


def _is_near(one: date | None, other: date | None) -> bool:
    return one is None or other is None or abs((one - other).days) <= WINDOW


def _held(days: set[date | None]) -> Iterator[tuple[str, date | None, str]]:
    """Slug, day and current text of the archive's articles of some days."""
    wanted = sorted(day for day in days if day is not None)
    for start in range(0, len(wanted), 500):
        yield from _texts(published_earliest__in=wanted[start : start + 500])
    if None in days:
        yield from _texts(published_earliest__isnull=True)


def _texts(**lookup: object) -> Iterator[tuple[str, date | None, str]]:
    articles = Article.objects.filter(**lookup)
    rows = ArticleVersion.objects.filter(article__in=articles).order_by("article_id", "-number")
    last = ""
    for slug, day, body in rows.values_list("article__slug", "article__published_earliest", "body").iterator(200):
        if slug != last:
            yield slug, day, body
        last = slug
