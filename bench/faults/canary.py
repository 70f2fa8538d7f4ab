"""Words that nobody may see: in drafts, under embargo, withdrawn, rolled back, deleted. No public page tells of them.

The same archive is read twice, without them and with them, by every link and by questions for them. A page that has
such a word fails, and so does one that differs at all: a count, a suggestion, an order, a name.
"""

import json
import random
from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from articles.models import (
    Article,
    ArticleVersion,
    Claim,
    Commitment,
    Country,
    ImportBatch,
    ImportRow,
    Name,
    Participation,
    PartnershipEvent,
    PartnershipLevel,
    Passage,
    Person,
    Sector,
    Telling,
)
from articles.models.operations import RowStatus
from articles.search import lifecycle
from articles.search.engines import shelf
from bench.faults import checking, processes
from bench.faults.changes import RolledBack
from bench.faults.crawling import STARTS, Pages
from bench.faults.figure import Figure, Size, Tally

PAGES: dict[Size, int] = {"small": 150, "full": 20_000}
QUESTIONS: dict[Size, int] = {"small": 50, "full": 540}
ORDINARY = (
    *("/search/?q=trade", "/search/?q=to+lam", "/search.json?q=strategic+partnership", "/search.json?q=trade"),
    *("/search.json?q=visit&type=event", "/search.json?q=trade&type=commitment", "/search.json?q=lam&type=person"),
    *("/suggest.json?q=to", "/suggest.json?q=vie", "/timeline/?q=trade", "/timeline/?type=commitment"),
    *("/timeline/?from=2025&to=2035", "/commitments/?sort=quiet", "/commitments/?sort=name", "/commitments/?year=2025"),
    *("/commitments/?year=2031", "/commitments/?open_since=2031", "/commitments/?modality=pledged", "/people/?q=lam"),
    *("/partnerships/?format=csv", "/partnerships/bg-vn/", "/partnerships/bg-vn/?as_of=2025-10-23"),
    *("/api/v1/partnerships/bg-vn/", "/2031/", "/2031/05/", "/anniversaries/", "/calendar/2025/"),
)
"""What readers ask for that know of nothing hidden."""
ASKED = ("/search/", "/search.json", "/suggest.json", "/timeline/", "/people/")
BAR = "0 words seen, all pages identical with and without them"
STORIES = ("draft", "review", "withdrawn", "embargoed", "deleted", "undone")
Page = tuple[int, str, str]


def canary(seed: int, size: Size) -> Figure:
    """Every trial is one page, read in the archive without the words and in the one with them."""
    rng, tally = random.Random(seed), Tally("canary")
    hidden = Hidden(rng)
    lifecycle.rebuild()
    questions = [*ORDINARY, *hidden.addresses(), *rng.sample(_questions(hidden.words), QUESTIONS[size])]
    without = _read(questions, PAGES[size])
    hidden.put()
    lifecycle.drain()
    if wrong := checking.differences():
        tally.trial(wrong)
    having = _read(questions, PAGES[size])
    seen = differing = 0
    for name in sorted(without.keys() | having.keys()):
        told = hidden.told(name, *having.get(name, (0, "", "")))
        wrong = [f"{name} tells {word}" for word in told]
        if without.get(name) != having.get(name):
            wrong.append(f"{name} differs")
        seen += bool(told)
        differing += without.get(name) != having.get(name)
        tally.trial(wrong)
    return tally.figure(f"{seen} pages with words, {differing} that differ", BAR)


class Hidden:
    """Rows that nobody may see, each with words of its own."""

    def __init__(self, rng: random.Random) -> None:
        self.words: list[str] = []
        self.rng = rng
        self.stories = {name: self._made() for name in STORIES}
        point = Commitment.objects.visible().order_by("pk").first()
        told = {"commitment": point, "without_evidence": True}
        self.without_report, self.without_occasion = (
            Telling.objects.create(modality=modality, **told) for modality in ("pledged", "hoped")
        )

    def _made(self) -> list[str]:
        """Words that are in no language: of a headline, a text, a person, a country, a sector, an event, a level,
        another name, an account.
        """
        made = ["".join(self.rng.choices("bcdfgkmprstvz", k=3) + self.rng.choices("qxzjw", k=6)) for _ in range(9)]
        self.words += made
        return made

    def addresses(self) -> list[str]:
        """Where the rows would stand, if anybody might see them."""
        found = []
        for headline, _, name, country, sector, title, level, *_ in self.stories.values():
            found += [f"/articles/2025/10/23/{headline}/", f"/people/{name}/", f"/countries/{country[:8]}/"]
            found += [f"/sectors/{sector}/", f"/events/{title}/", f"/search.json?level=vn-{level}"]
            found += [f"/search/?person={name}", f"/timeline/?level=vn-{level}", f"/search.json?q=level:{level}"]
        return found

    def put(self) -> None:
        """Into the archive, each by its own way."""
        for status in ("draft", "review", "withdrawn"):
            rows = self._story(self.stories[status], status=status)
        # What everybody may read is told in copy, and on an occasion, that nobody may see.
        passage, event = (next(row for row in rows if isinstance(row, kind)) for kind in (Passage, PartnershipEvent))
        Telling.objects.filter(pk=self.without_report.pk).update(passage=passage)
        Telling.objects.filter(pk=self.without_occasion.pk).update(event=event)
        self._story(self.stories["embargoed"], status="published", visible_from=timezone.now() + timedelta(days=1))
        gone = self._story(self.stories["deleted"], status="published")
        lifecycle.drain()  # it was found, and is gone
        for row in gone:
            row.delete()
        self._undone(lambda: self._story(self.stories["undone"], status="published"))

    def _undone(self, do: Callable[[], object]) -> None:
        try:
            with transaction.atomic():
                do()
                raise RolledBack
        except RolledBack:
            pass

    def _story(self, words: list[str], **fields: Any) -> list[Model]:
        """A story that names what the archive has, and what nothing else names; it is the evidence of an event.

        Answers its rows, in the order in which they can be deleted.
        """
        headline, body, name, country, sector, title, level, other, _ = words
        lands, people = list(Country.objects.visible()[:2]), list(Person.objects.visible()[:2])
        article = Article.objects.create(slug=headline, headline=f"Talks {headline}", published="2025-10-23", **fields)
        person = Person.objects.create(slug=name, name=f"Ana {name}", sort_name=name)
        form = Name.objects.create(person=person, form=f"Envoy {other}")
        land = Country.objects.create(code=country[:8], name=country)
        branch = Sector.objects.create(code=sector, label=sector)
        article.people.set([person, *people])
        article.countries.set([land, *lands])
        article.sectors.set([branch])
        version = ArticleVersion.objects.append(article, f"They spoke of {body} and trade.\n\nA visit followed.")
        passage = Passage(version=version, exact=f"They spoke of {body}")
        passage.full_clean()
        passage.save()
        event = PartnershipEvent.objects.create(slug=title, title=f"Visit {title}", kind="talks", start="2031-05-05")
        event.parties.set(lands)
        event.passages.add(passage)
        Participation.objects.create(event=event, person=person, passage=passage)
        step = PartnershipLevel.objects.create(code=f"vn-{level}", owner=lands[0], label=f"Alliance {level}")
        batch = ImportBatch.objects.create(source=headline, created=timezone.now() + timedelta(days=400))
        ImportRow.objects.create(batch=batch, article=article, status=RowStatus.CREATED)
        tied = self._tied(words, event, passage)
        return [batch, *tied, form, step, event, passage, article, person, land, branch]

    def _tied(self, words: list[str], event: PartnershipEvent, passage: Passage) -> list[Model]:
        """What hangs on rows that everybody may read: a claim about the event, and a telling that rests on it."""
        seen = Passage.objects.visible().exclude(version=passage.version).order_by("pk").first()
        claim = Claim.objects.create(event=event, field="start", value=words[-1], passage=seen)
        point = Commitment.objects.visible().order_by("pk").first()
        telling = Telling.objects.create(commitment=point, modality="hoped", event=event, passage=passage)
        return [claim, telling]

    def told(self, path: str, status: int, location: str, body: str) -> list[str]:
        """The words that a page tells; not those that stand in its own address, which it may say back."""
        return [word for word in self.words if word in (body + location).casefold() and word not in path]


def _questions(words: Iterable[str]) -> list[str]:
    """Questions for the words: whole, begun, and written wrong, wherever something can be asked."""
    return [f"{path}?q={quote(text)}" for word in words for text in (word, word[:4], f"{word[:-1]}y") for path in ASKED]


def _read(questions: list[str], most: int) -> dict[str, Page]:
    """Every page, and the answers to questions; these once more where there is no index and the database answers."""
    found: dict[str, Page] = {}
    told = Path(settings.DATA_DIR) / "pages"
    for mode in ("index", "database"):
        if processes.wait(processes.fork(lambda mode=mode: _tell(told, questions, most, mode)), 3600):
            raise RuntimeError(f"Reading the pages ({mode}) failed; its error stands above.")
        found |= {f"{mode} {path}": tuple(page) for path, page in json.loads(told.read_text()).items()}
    return found


def _tell(told: Path, questions: list[str], most: int, mode: str) -> None:
    pages = Pages(most)
    if mode == "database":
        settings.INDEX_DIR = Path(settings.INDEX_DIR).with_name("no-index")
        shelf.BUDGET = 600.0  # an answer that is cut short by the clock is another one each time
    settings.SEARCH_SECONDS = 0
    if mode == "index":
        pages.crawl(STARTS)
    for path in (*STARTS, *questions):
        pages.read(path)
    told.write_text(json.dumps({path: [status, to, body.decode()] for path, (status, to, body) in pages.asked.items()}))
