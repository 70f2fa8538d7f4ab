"""Of whose visit a text tells, and whether two texts of one place tell of the same.

The same visit has the same guest: someone whom both leads name, and who is not of the place's own country. The host
receives others too, and so do countries; what they have in common tells nothing. Or both leads tell of an event of the
same kind and day. Where it is not known who comes from where, two people in common have to do; where nobody is known,
two texts that tell of a visit, and of the same names. What a lead only recalls, or announces with another date, is of
another visit and does not count (`articles.wire.elsewhen`).
"""

import re
from calendar import month_name
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from articles.folding import fold
from articles.vocabulary import SuggestionType
from articles.wire import days, elsewhen
from articles.wire.records import Suggestion as Found

SURE, LIKELY = 10, 1
"""What a guest in common weighs, and other people in common."""
COVERED, LEAST = 0.8, 2
"""The share of the names in an article's lead that stand in the story too, and how many that are at least."""
_RUN = re.compile(r"\b[^\W\d_]\w*(?:[ -][^\W\d_]\w*)+")
_VISIT = re.compile(r"\bvisit(?:s|ed|ing|or|ors)?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Where:
    """A place: what stories of it share (its address, or the folded dateline), and its country where that is known."""

    key: str
    country: str = ""


def where_of(dateline: str, place_slug: str, country: str = "") -> Where:
    """Where a story is of: the place that is known, or the dateline alone."""
    return Where(f"place {place_slug}", country) if place_slug else Where(fold(dateline))


@dataclass(frozen=True)
class Named:
    """What a text names: the people of its lead by their country (empty where not known), and events with their day.

    `runs` are the names in its lead, each as pairs of words with capital letters; `pairs` are those of all of it.
    """

    people: dict[str, str]
    events: frozenset[tuple[str, str]] = frozenset()
    runs: tuple[frozenset[str], ...] = ()
    pairs: frozenset[str] = frozenset()
    tells_of_visit: bool = False

    def guests(self, country: str) -> set[str]:
        """People who are known to come from elsewhere; none where the place's country is not known."""
        return {name for name, whose in self.people.items() if whose and whose != country} if country else set()


def same_visit(story: Named, article: Named, country: str) -> int:
    """How surely a story and a dated article of one place tell of the same visit; 0 where nothing says so."""
    shared = story.people.keys() & article.people.keys()
    whose = {name: story.people[name] or article.people[name] for name in shared}
    guests = [name for name in shared if country and whose[name] not in ("", country)]
    sure = SURE * (len(guests) + len(story.events & article.events))
    if sure or story.guests(country) or article.guests(country):
        return sure
    if len(shared) > 1 and ("" in whose.values() or len(set(whose.values())) > 1):
        return LIKELY
    if shared or not (story.tells_of_visit and article.tells_of_visit):
        return 0
    covered = sum(not run.isdisjoint(story.pairs) for run in article.runs)
    return LIKELY if covered >= LEAST and covered >= COVERED * len(article.runs) else 0


def said(found: Iterable[Found]) -> Iterator["Saying"]:
    """What is needed of suggestions that are not stored."""
    for each in found:
        yield Saying(each.type, each.key, each.label, each.paragraph, each.origin, each.kind, each.day)


def of_undated(paragraphs: Sequence[str], said: Iterable["Saying"], tagged: Mapping[str, str] | None = None) -> Named:
    """What a story without a day names. An event counts where the lead prints its month: its day was read there, and
    not worked out from a weekday.
    """
    known = of_sayings(paragraphs, said, tagged)
    lead = " ".join(paragraphs[: days.LEAD])
    events = frozenset((kind, day) for kind, day in known.events if month_name[int(day[5:7])] in lead)
    return replace(known, events=events)


@dataclass(frozen=True, slots=True)
class Saying:
    """What is needed of a suggestion, stored or not."""

    type: str
    key: str
    label: str
    paragraph: int
    origin: tuple[str, ...]
    kind: str
    day: str


def of_sayings(
    paragraphs: Sequence[str],
    said: Iterable[Saying],
    tagged: Mapping[str, str] | None = None,
    day: date | None = None,
) -> Named:
    """What a text of a day names; `tagged` are people whom an editor says it is about, by their country."""
    lead = paragraphs[: days.LEAD]
    news = [elsewhen.present(text, day) for text in lead]
    people = dict(tagged or {})
    events: set[tuple[str, str]] = set()
    folded, of_news = fold(" ".join(lead)), fold(" ".join(news))
    for each in said:
        is_of_lead = each.paragraph <= days.LEAD
        if each.type == SuggestionType.PERSON and (is_of_lead or fold(each.label) in folded):
            if of_news == folded or not _is_left_out(each.label, folded, of_news):
                name = fold(each.key or each.label)
                people[name] = people.get(name) or "".join(each.origin[:1])
        elif each.type == SuggestionType.EVENT and is_of_lead and _is_day(each.day):
            events.add((each.kind, each.day))
    runs = {run for text in news for run in _runs(text)}
    tells = any(_VISIT.search(text) for text in news)
    return Named(people, frozenset(events), tuple(runs), _all_pairs(paragraphs), tells)


def _is_left_out(label: str, lead: str, news: str) -> bool:
    """Whether a lead names someone, in full or by a part of the name, and what is news of it does not."""
    name = fold(label)
    forms = [name, *(part for part in name.split() if len(part) > 2)]
    in_full = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)")
    return bool(in_full.search(lead)) and not in_full.search(news)


def near(events: Iterable[tuple[str, str]], day: date) -> frozenset[tuple[str, str]]:
    """Events that an article of a day reports: those that it only looks back on are of another visit, perhaps."""
    return frozenset((kind, when) for kind, when in events if abs((date.fromisoformat(when) - day).days) <= days.FRESH)


def _is_day(text: str) -> bool:
    return len(text) == len("2025-10-23") and text.count("-") == 2


def _all_pairs(texts: Sequence[str]) -> frozenset[str]:
    return frozenset(pair for text in texts for run in _runs(text) for pair in run)


def _runs(text: str) -> Iterator[frozenset[str]]:
    """Words with capital letters that stand beside each other, as folded pairs: “to lam”, “general secretary”."""
    for found in _RUN.finditer(text):
        run: set[str] = set()
        for one, other in pairwise(re.split("[ -]", found[0])):
            if one[0].isupper() and other[0].isupper():
                run.add(fold(f"{one} {other}"))
            elif run:
                yield frozenset(run)
                run = set()
        if run:
            yield frozenset(run)
