"""Duplicates folded into one row: what moves, what is kept once, what is refused."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.redirects.models import Redirect
from django.db import models
from django.test import Client

from articles import merging
from articles.admin.merging import fold_in
from articles.merging import MergeError, merge, plan
from articles.models import (
    Article,
    Claim,
    Membership,
    Merge,
    Name,
    Organization,
    Outbox,
    Participation,
    Passage,
    Person,
    Place,
    Telling,
)
from tests import factories as make

pytestmark = pytest.mark.django_db


def two(name: str = "Rosen Zhelyazkov", other: str = "Rosen Jeliazkov") -> tuple[Person, Person]:
    """The one that stays, and its duplicate."""
    return make.person(name), make.person(other)


def pointing(model: Any, row: models.Model) -> dict[str, int]:
    """How many rows of each kind point at one."""
    return {
        f"{relation.related_model._meta.label}.{relation.field.name}": count
        for relation in merging.relations(model)
        if (count := relation.related_model._base_manager.filter(**{relation.field.name: row}).count())
    }


def test_everything_that_pointed_at_a_person_points_at_the_one_that_stays() -> None:
    keeper, duplicate = two()
    story = make.article(people=[duplicate])
    quote = make.passage(story, speaker=duplicate)
    talks = make.event(passages=[quote])
    held = make.membership(duplicate, make.post())
    make.participation(talks, duplicate, membership=held)
    make.telling(make.commitment(), quote, speaker=duplicate)
    make.name(duplicate, "Желязков", script="Cyrl", kind="transliteration")
    Claim.objects.create(person=duplicate, field="title", value="Premier", passage=quote)
    before = pointing(Person, duplicate)

    merge(duplicate, keeper, reason="the same")

    assert not Person.objects.filter(pk=duplicate.pk).exists()
    after = pointing(Person, keeper)
    assert {**before, "articles.Name.person": 2} == after
    assert before.keys() == pointing_models(Person)


def pointing_models(model: Any) -> set[str]:
    return {f"{each.related_model._meta.label}.{each.field.name}" for each in merging.relations(model)}


def test_everything_that_pointed_at_an_organization_and_a_place_moves_too() -> None:
    keeper, duplicate = make.organization("European Commission"), make.organization("Commission of the EU")
    duplicate.parties.set([make.country("vn")])
    make.article(organizations=[duplicate])
    make.post(organization=duplicate)
    make.participation(make.event(), duplicate)
    make.commitment(through=duplicate)
    make.name(duplicate, "EC")
    stays, goes = make.place("Hà Nội"), make.place("Hanoi")
    make.article(place=goes)
    make.event(place=goes)
    make.name(goes, "Ha Noi")

    for one, other, model in ((keeper, duplicate, Organization), (stays, goes, Place)):
        before = pointing(model, other)
        assert before.keys() == pointing_models(model)
        merge(other, one)
        after = pointing(model, one)
        assert after == {**before, "articles.Name." + model._meta.model_name: 2}


def test_the_other_name_becomes_an_alias_in_its_script() -> None:
    keeper, duplicate = two("Rosen Zhelyazkov", "Росен Желязков")

    merge(duplicate, keeper)

    name = Name.objects.get(person=keeper)
    assert (name.form, name.kind, name.script, name.folded) == ("Росен Желязков", "alias", "Cyrl", "росен желязков")


def test_a_name_that_both_have_is_kept_once() -> None:
    keeper, duplicate = two()
    for who in (keeper, duplicate):
        make.name(who, "Zheliazkov")
    make.name(keeper, "Rosen Jeliazkov")

    merge(duplicate, keeper)

    assert sorted(keeper.names.values_list("form", flat=True)) == ["Rosen Jeliazkov", "Zheliazkov"]


def test_gaps_are_filled_and_nothing_that_is_there_is_overwritten() -> None:
    keeper = make.person("Tô Lâm", short_name="Lâm")
    duplicate = make.person("To Lam", short_name="Lam", wikidata="Q42", country=make.country("vn"))

    merge(duplicate, keeper)

    keeper.refresh_from_db()
    assert (keeper.name, keeper.short_name, keeper.wikidata, keeper.country_id) == ("Tô Lâm", "Lâm", "Q42", "vn")


def test_the_same_participation_is_kept_once_with_what_either_says() -> None:
    keeper, duplicate = two()
    talks = make.event()
    first, second = make.passage(), make.passage()
    kept = make.participation(talks, keeper, passage=first, title_as_printed="Prime Minister")
    make.participation(talks, duplicate, side=make.country("bg"), passage=second, title_as_printed="Premier")
    make.participation(talks, duplicate, role="host")

    merge(duplicate, keeper)

    kept.refresh_from_db()
    assert kept.side_id == "bg"
    assert kept.passage == first
    assert list(talks.passages.all()) == [second]
    assert Name.objects.filter(person=keeper, form="Premier", kind="printed-title").exists()
    assert Participation.objects.filter(person=keeper).count() == 2


def test_what_everybody_could_read_of_a_participation_does_not_hide_behind_the_draft_of_its_duplicate() -> None:
    keeper, duplicate = two()
    talks = make.event(passages=[make.passage()])
    kept = make.participation(talks, keeper)
    draft = make.passage(make.article(status="draft"))
    make.participation(talks, duplicate, passage=draft)

    merge(duplicate, keeper)

    assert Participation.objects.visible().get() == kept
    assert draft in talks.passages.all()


def test_a_post_held_in_one_term_is_one_post_and_another_time_is_another_term() -> None:
    keeper, duplicate = two()
    office, quote = make.post(), make.passage()
    make.membership(keeper, office, "2017-01-22")
    same = make.membership(duplicate, office, "2017-01-22", "2021-01-22")
    same.passages.add(quote)
    part = make.participation(make.event(), duplicate, membership=same)
    make.membership(duplicate, office, "2024-05-05", term=2)
    other = make.post("Speaker")
    make.membership(keeper, other, "2010")
    make.membership(duplicate, other, "2020")

    merge(duplicate, keeper)

    rows = list(Membership.objects.filter(person=keeper).order_by("post", "term"))
    assert [(str(row.start), str(row.end or ""), row.term) for row in rows] == [
        ("2017-01-22", "2021-01-22", 1),
        ("2024-05-05", "", 2),
        ("2010", "", 1),
        ("2020", "", 2),
    ]
    assert list(rows[0].passages.all()) == [quote]
    part.refresh_from_db()
    assert part.membership == rows[0]


def test_ties_and_claims_that_both_have_are_kept_once() -> None:
    keeper, duplicate = two()
    story = make.article(people=[keeper, duplicate])
    quote = make.passage(story)
    for who in (keeper, duplicate):
        Claim.objects.create(person=who, field="title", value="Premier", passage=quote)

    merge(duplicate, keeper)

    assert list(story.people.all()) == [keeper]
    assert Claim.objects.filter(person=keeper).count() == 1


def test_what_cannot_be_one_is_refused() -> None:
    keeper, duplicate = two()
    keeper.wikidata, duplicate.wikidata = "Q1", "Q2"
    refused = [
        (keeper, keeper, "into itself"),
        (make.place(), keeper, "Only two people"),
        (duplicate, keeper, "Q2 and Q1"),
        (make.country("vn"), make.country("bg"), "Only two people"),
    ]

    for one, other, words in refused:
        with pytest.raises(MergeError, match=words):
            plan(one, other)


def test_mechanisms_of_different_countries_are_not_one() -> None:
    rows = [make.organization(f"Committee {codes}", kind="mechanism") for codes in ("one", "other")]
    rows[0].parties.set(make.countries(["bg", "vn"]))
    rows[1].parties.set(make.countries(["fi", "vn"]))

    with pytest.raises(MergeError, match="different countries"):
        merge(*rows)


def test_a_circle_of_merges_is_refused() -> None:
    keeper, duplicate = two()
    Merge.objects.create(model="person", from_slug=keeper.slug, into_slug="between")
    Merge.objects.create(model="person", from_slug="between", into_slug=duplicate.slug)

    with pytest.raises(MergeError, match="in a circle"):
        merge(duplicate, keeper)


def test_merging_what_is_gone_changes_nothing() -> None:
    keeper, duplicate = two()
    merge(duplicate.__class__.objects.get(pk=duplicate.pk), keeper)

    with pytest.raises(MergeError, match="no longer there"):
        merge(duplicate, keeper)

    assert Merge.objects.count() == 1


def test_a_merge_that_fails_half_way_leaves_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    keeper, duplicate = two()
    make.article(people=[duplicate])
    monkeypatch.setattr(Person, "save", lambda *args, **kwargs: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        fold_in(duplicate, keeper, reason="the same")

    assert Article.objects.filter(people=duplicate).exists()
    assert not Merge.objects.exists()


def test_the_index_hears_of_all_that_moved() -> None:
    keeper, duplicate = two()
    talks = make.event(passages=[make.passage()])
    make.participation(talks, duplicate)
    point = make.commitment()
    make.telling(point, make.passage(), speaker=duplicate)
    Outbox.objects.all().delete()

    merge(duplicate, keeper)

    told = set(Outbox.objects.values_list("model", "object_id"))
    assert {("person", str(keeper.pk)), ("person", str(duplicate.pk))} <= told
    assert any(model in ("partnershipevent", "participation") for model, _ in told)


def seen(name: str) -> Person:
    who = make.person(name)
    make.article(people=[who])
    return who


def test_the_old_address_leads_on_for_good_and_chains_are_shortened(client: Client) -> None:
    first, second, third = (seen(name) for name in ("One", "Two", "Three"))

    fold_in(first, second, reason="the same")
    fold_in(second, third, reason="the same")

    for old in ("one", "two"):
        answer = client.get(f"/people/{old}/")
        assert (answer.status_code, answer.headers["Location"]) == (301, "/people/three/")


def test_what_the_old_address_was_asked_is_asked_of_the_new_one(client: Client) -> None:
    keeper, duplicate = two()
    for row in (keeper, duplicate):
        make.participation(make.event(passages=[make.passage()]), row)
    fold_in(duplicate, keeper, reason="one in two spellings")

    for path in ("/people/rosen-jeliazkov/", "/people/rosen-jeliazkov"):
        answer = client.get(f"{path}?as_of=2025-10-29&x=%C4%91")
        assert answer.status_code == 301, path
        assert answer.headers["Location"] == "/people/rosen-zhelyazkov/?as_of=2025-10-29&x=%C4%91"
    assert client.get("/people/nobody/?as_of=2025-10-29").status_code == 404


def test_an_address_that_nobody_has_seen_leads_nowhere(client: Client) -> None:
    keeper, hidden = seen("Seen"), make.person("Hidden")

    fold_in(hidden, keeper, reason="the same")

    assert client.get("/people/hidden/").status_code == 404
    assert not Redirect.objects.exists()


def post(client: Client, *rows: Person, **more: Any) -> Any:
    chosen = {"action": "merge_duplicates", "_selected_action": [row.pk for row in rows], **more}
    return client.post("/admin/articles/person/", chosen)


def test_the_desk_shows_what_would_move_before_anything_does(admin_client: Client) -> None:
    keeper, duplicate = two()
    make.article("Talks in Sofia", people=[duplicate])

    page = post(admin_client, keeper, duplicate).content.decode()

    assert "Keep “Rosen Zhelyazkov”" in page
    assert "Keep “Rosen Jeliazkov”" in page
    assert "Talks in Sofia" in page
    assert Person.objects.count() == 2


def test_the_desk_merges_with_a_reason_and_writes_it_down(admin_client: Client, admin_user: User) -> None:
    keeper, duplicate = two()

    without = post(admin_client, keeper, duplicate, keep=keeper.pk)
    done = post(admin_client, keeper, duplicate, keep=keeper.pk, reason="one in two spellings")

    assert "the log keeps it" in without.content.decode()
    assert done.status_code == 302
    log = Merge.objects.get()
    assert (log.from_slug, log.into_slug, log.reason, log.merged_by) == (
        "rosen-jeliazkov",
        "rosen-zhelyazkov",
        "one in two spellings",
        admin_user,
    )
    assert "one in two spellings" in admin_client.get(f"/admin/articles/person/{keeper.pk}/history/").content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_desk_wants_two_rows(admin_client: Client, number: int) -> None:
    rows = [make.person(f"Person {each}") for each in range(number)]

    answer = post(admin_client, *rows)

    assert "Tick the two rows" in admin_client.get(answer.headers["Location"]).content.decode()


def test_a_row_that_was_not_chosen_does_not_stay(admin_client: Client) -> None:
    keeper, duplicate = two()

    page = post(admin_client, keeper, duplicate, keep=99, reason="the same").content.decode()

    assert "Choose which of the two stays" in page
    assert Person.objects.count() == 2


def test_who_may_not_delete_may_not_merge(client: Client) -> None:
    keeper, duplicate = two()
    client.force_login(User.objects.create_user("looker", is_staff=True))

    assert post(client, keeper, duplicate, keep=keeper.pk, reason="the same").status_code == 403
    assert Person.objects.count() == 2


def test_a_telling_keeps_its_speaker_and_a_passage_its_own() -> None:
    keeper, duplicate = two()
    quote = make.passage(speaker=duplicate)
    make.telling(make.commitment(), quote, speaker=duplicate)

    merge(duplicate, keeper)

    assert Telling.objects.get().speaker == keeper
    assert Passage.objects.get(pk=quote.pk).speaker == keeper
