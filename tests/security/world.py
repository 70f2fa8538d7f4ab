"""A small archive with one row of every model, all of it hanging on one article; and every address of the site."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group, User
from django.contrib.redirects.models import Redirect
from django.contrib.sites.models import Site
from django.db import models
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from articles.models import (
    Claim,
    FollowUp,
    ImportBatch,
    ImportRow,
    Mechanism,
    Merge,
    Outbox,
    SavedSearch,
    Suggestion,
)
from tests import factories as make
from tests.security.asking import client_of
from tests.security.rights import ALONE, GONE, OBJECTS, PARTS_OF_A_PAIR, ROLES

Rows = dict[str, Any]
ASSERTIONS = ("partnershipevent", "membership", "telling")
"""What an editor may publish without evidence."""
RESTING = ("followup", "telling", "claim", "participation", "partnershipevent", "membership")
GOING = (
    *("article", "commitment", "instrument", "partnershiplevel", "partnership", "post", "person", "mechanism"),
    *("organization", "place", "sector", "agency", "country"),
)
"""What rests on passages, and all others: in an order in which they can be deleted."""


def story(state: str, number: int = 0) -> Rows:
    """One row of every model by the model's name, with nothing to be seen by but an article in a state."""
    letters = "abcdefghij"[2 * number : 2 * number + 2]
    pair = (f"x{letters[0]}", f"x{letters[1]}")
    countries = [make.country(code, f"Land {code.upper()}") for code in pair]
    sector = make.sector(f"field-{number}", alternative_labels="Another label")
    place = make.place(f"Town {number}", country=countries[0])
    body = make.organization(f"Body {number}", country=countries[0])
    committee = Mechanism.objects.create(name=f"Committee {number}", slug=f"committee-{number}")
    committee.parties.set(countries)
    who = make.person(
        f"Person {number}", country=countries[0], family_name="Family", given_name="Given", short_name="Short"
    )
    paper = make.instrument(f"Paper {number}", parties=pair)
    article = make.article(
        f"Story {number}",
        slug=f"story-{number}",
        agencies=[f"ag{letters[0]}"],
        place=place,
        people=[who],
        countries=countries,
        organizations=[body, committee],
        instruments=[paper],
        sectors=[sector],
        source_url="https://example.org/story",
        source_id=f"id-{number}",
        dateline="TOWN",
        published_note="how the date was found",
        **_standing(state),
    )
    passage = make.passage(article, speaker=who)
    second = make.passage(article, "They agreed to double two-way trade.")
    office = make.post(f"Post {number}", short_label="Short post", organization=body, country=countries[0])
    held = make.membership(who, office, "2020-01-01")
    held.passages.add(passage)
    event = make.level_change(
        f"{pair[0]}-strategic",
        pair=pair,
        slug=f"event-{number}",
        title=f"Event {number}",
        passages=[passage],
        place=place,
        instrument=paper,
        date_note="inferred",
    )
    paper.passages.add(passage)
    point = make.commitment(f"Point {number}", pair, pair, sectors=[sector], through=body, target="in time")
    user = User.objects.create_user(f"owner-{number}", first_name="Owner")
    batch = ImportBatch.objects.create(source="folder", created_by=user, report={"note": "text"})
    rows = (
        *countries[:1],
        sector,
        place,
        body,
        committee,
        who,
        paper,
        article,
        article.current_version,
        article.agencies.get(),
        article.sign_off.get(),
        passage,
        office,
        held,
        event,
        event.partnership,
        event.level_to,
        make.participation(event, who, membership=held, passage=passage, title_as_printed="Printed title"),
        make.name(who, f"Alias {number}"),
        point,
        make.telling(point, second, speaker=who, event=event),
        FollowUp.objects.create(commitment=point, kind="mentioned", passage=second),
        Claim.objects.create(event=event, field="start", value="another day", passage=second, reason="why"),
        batch,
        ImportRow.objects.create(batch=batch, path="file.txt", status="created", article=article, message="note"),
        Suggestion.objects.create(
            version=article.current_version,
            type="person",
            label="Person",
            paragraph=1,
            quote="The",
            rule="name",
            details={"key": who.slug},
        ),
        Merge.objects.create(model="person", from_slug="one", into_slug="other", reason="same"),
        SavedSearch.objects.create(owner=user, name="Kept", query="q=trade"),
        Outbox.objects.create(model="article", object_id=article.pk),
        user,
        Group.objects.get_or_create(name="readers")[0],
        Redirect.objects.create(site=Site.objects.get_current(), old_path=f"/old-{number}/", new_path="/about/"),
        Site.objects.get_current(),
    )
    return {row._meta.model_name or "": row for row in rows if row is not None}


def put(rows: Rows, state: str) -> None:
    """Bring a story, with all that hangs on it, into a state."""
    if state == GONE:
        free(rows)
        for name in GOING:
            _held(rows[name]).delete()
        return
    _held(rows["article"]).update(**_standing("draft" if state == ALONE else state))
    for name in ASSERTIONS:
        _held(rows[name]).update(without_evidence=state == ALONE)


def free(rows: Rows) -> None:
    """Take away all that rests on the words of the article, or is tagged: it stands as an import leaves it."""
    for name in RESTING:
        _held(rows[name]).delete()
    rows["articleversion"].passages.all().delete()
    for tags in ("people", "countries", "organizations", "instruments", "sectors"):
        getattr(rows["article"], tags).clear()


def _standing(state: str) -> dict[str, Any]:
    """The fields of an article in a state."""
    embargo = timezone.now() + timedelta(days=1) if state == "embargoed" else None
    return {"status": "published" if embargo else state, "visible_from": embargo}


def _held(row: models.Model) -> Any:
    return type(row)._default_manager.filter(pk=row.pk)


@dataclass(frozen=True, slots=True)
class World:
    """A story that goes through states, beside one that stays published; and a client of each role."""

    rows: Rows
    neighbour: Rows
    clients: dict[str, Client]

    @classmethod
    def made(cls) -> "World":
        return cls(story("published"), story("published", 1), {role: client_of(role) for role in ROLES})

    def put(self, state: str) -> None:
        put(self.rows, state)

    def addresses(self) -> dict[str, list[str]]:
        """Every address for readers that is of a row of the story, by its name."""
        rows, pair, other = self.rows, self.rows["partnership"], self.neighbour["partnership"]
        codes, others = (pair.first_id, pair.second_id), (other.first_id, other.second_id)
        stem = rows["article"].get_absolute_url().rstrip("/")
        return {
            **{name: [rows[model].get_absolute_url()] for name, model in OBJECTS.items()},
            "article-ninjs": [f"{stem}.ninjs.json"],
            "article-text": [f"{stem}.txt"],
            "event-file": [reverse("event-file", args=[rows["partnershipevent"].slug])],
            "api-partnership": [reverse("api-partnership", args=codes)],
            "partnership-part": [reverse("partnership-part", args=[*codes, part]) for part in PARTS_OF_A_PAIR],
            "compare": [reverse("compare", args=[*codes, *others]), reverse("compare", args=[*others, *codes])],
        }

    def ways_on(self) -> dict[str, list[str]]:
        """Addresses that lead on to one of those, by its name: the other order, another date."""
        pair, other = self.rows["partnership"], self.neighbour["partnership"]
        turned, others = (pair.second_id, pair.first_id), (other.first_id, other.second_id)
        slug = self.rows["article"].slug
        return {
            "article": [f"/articles/2001/02/03/{slug}/", f"/articles/undated/{slug}/"],
            "article-ninjs": [f"/articles/2001/{slug}.ninjs.json"],
            "article-text": [f"/articles/2001/{slug}.txt"],
            "partnership": [reverse("partnership", args=turned)],
            "partnership-part": [reverse("partnership-part", args=[*turned, part]) for part in PARTS_OF_A_PAIR],
            "api-partnership": [reverse("api-partnership", args=turned)],
            "compare": [reverse("compare", args=[*turned, *others]), reverse("compare", args=[*others, *turned])],
        }


def address_names() -> Iterator[str]:
    """The name of every address that the site answers at, with its namespace; what has none by its pattern."""
    yield from _names(get_resolver(), "", "")


def _names(resolver: URLResolver, space: str, route: str) -> Iterator[str]:
    for entry in resolver.url_patterns:
        pattern = route + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _names(entry, inner, pattern)
        elif isinstance(entry, URLPattern):
            yield f"{space}{entry.name}" if entry.name else pattern
