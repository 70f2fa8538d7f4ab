"""People from A to Z, and one with posts, events, meetings and words."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from articles.models import Membership, Person
from articles.search import lifecycle
from articles.views.parameters import today
from tests import factories

pytestmark = pytest.mark.django_db


def read(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def held(who: Person, label: str, start: str | None = None, end: str | None = None) -> Membership:
    return factories.membership(who, factories.post(label), start, end, without_evidence=True)


def known(name: str = "Tô Lâm", **fields: Any) -> Person:
    """Someone tagged in an article that everybody may read."""
    someone = factories.person(name, **fields)
    factories.article(people=[someone])
    return someone


def test_people_stand_by_sort_name_whatever_the_letters_carry(client: Client) -> None:
    known("Đỗ Mười")
    known("Rosen Zhelyazkov", sort_name="Zhelyazkov, Rosen")
    known("Boyko Borissov", sort_name="Borissov, Boyko")

    page = read(client, "/people/")

    assert page.index("Borissov") < page.index("Đỗ Mười") < page.index("Zhelyazkov, Rosen")
    assert '<h2 id="letter-D">D</h2>' in page


def test_the_list_shows_the_latest_post(client: Client) -> None:
    someone = known("Rosen Zhelyazkov")
    held(someone, "Speaker of the National Assembly", "../2024-01-05")
    held(someone, "Prime Minister of Bulgaria", "../2025-10-24")

    page = read(client, "/people/")

    assert "Prime Minister" in page
    assert "Speaker" not in page


def test_someone_of_drafts_only_is_not_found(client: Client) -> None:
    hidden = factories.person("Canary Bird")
    factories.article(people=[hidden], status="draft")

    assert client.get("/people/canary-bird/").status_code == 404
    assert "Canary" not in read(client, "/people/")


def test_open_dates_of_posts_are_told_as_open(client: Client) -> None:
    someone = known()
    held(someone, "Speaker", "../2024-01-05", "2024-01-09/..")

    page = read(client, "/people/to-lam/")

    assert "by 5 January 2024, until 9 January 2024 at least" in page
    assert 'class="open"' in page


def test_as_of_a_day_says_what_was_held_for_certain_and_what_possibly(client: Client) -> None:
    someone = known()
    held(someone, "Speaker", "../2024-01-05", "2024-01-09/..")
    held(someone, "Prime Minister", "../2025-10-24")

    page = read(client, "/people/to-lam/?as_of=2024-01-08")

    assert 'On 8 January 2024: Speaker; <span class="unknown">possibly</span> Prime Minister, first known' in page


def test_a_post_possibly_held_says_when_it_last_was(client: Client) -> None:
    someone = known()
    held(someone, "Minister", "../2020-10-30", "2020-10-29/..")

    page = read(client, "/people/to-lam/?as_of=2025-10-23")

    assert "Minister, last known to have been held 29 or 30 October 2020." in page
    assert "held on 29 or 30 October 2020; beginning not known" in page


def test_a_post_possibly_held_says_when_it_is_first_known_to_have_been(client: Client) -> None:
    held(known(), "Minister", "../2020-10-30", "2020-10-29/..")

    assert "Minister, first known to have been held 29 or 30 October 2020." in lead(
        client, "/people/to-lam/?as_of=1990"
    )


def lead(client: Client, url: str = "/people/to-lam/") -> str:
    words = read(client, url).partition('<p class="lead">')[2].partition("</p>")[0]
    return words.replace('<span class="unknown">', "").replace("</span>", "")


def test_posts_known_to_be_over_are_not_told_in_the_present(client: Client) -> None:
    someone = known()
    held(someone, "President", "2009-01-20", "2017-01-20")
    held(someone, "Prime Minister", "../2018-10-24", "2018-10-24/2019-04-13")

    assert lead(client) == "Formerly Prime Minister (until 2019 at the latest); earlier President."
    assert lead(client, f"/people/to-lam/?as_of={today()}").endswith("no post is told of.")


def test_posts_that_may_still_be_held_say_when_they_last_were(client: Client) -> None:
    someone = known()
    held(someone, "Minister", "2009", "2016-05")
    held(someone, "President", "../2020-10-30", "2020-10-30")
    held(someone, "General Secretary", "../2020-10-30", "2020-10-30/..")

    words = "General Secretary (last known 2020) and formerly President (until 2020); earlier Minister."
    assert lead(client) == words
    assert "possibly General Secretary" in lead(client, f"/people/to-lam/?as_of={today()}")


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (None, None, "Minister (dates not known)."),
        ("2020-05-15", None, "Minister (last known 2020)."),
        ("2020", "2999/..", "Minister."),
        ("2998", None, "Minister (from 2998)."),
        ("2020", "../2021", "Formerly Minister (until 2021 at the latest)."),
    ],
)
def test_one_post_in_the_first_line(client: Client, start: str | None, end: str | None, words: str) -> None:
    held(known(), "Minister", start, end)

    assert lead(client) == words


def test_events_attended_stand_apart_from_those_only_mentioned_in(client: Client) -> None:
    someone = known()
    talks = factories.event("Talks in Sofia", passages=[factories.passage()])
    invitation = factories.event("Invitation conveyed", "invitation", passages=[factories.passage()])
    factories.participation(talks, someone, title_as_printed="Party chief")
    factories.participation(invitation, someone, role="mentioned-absent", title_as_printed="Party chief")

    page = read(client, "/people/to-lam/")

    assert (
        page.index("Talks in Sofia</a>") < page.index("Mentioned in, not present") < page.index("Invitation conveyed")
    )
    assert '“Party chief”</th><td class="number" data-label="Events">2</td>' in page
    assert "1 attended" in page
    assert "1 mentioned in" in page


def test_only_what_took_place_counts_as_attended_and_met(client: Client) -> None:
    someone, other = known(), factories.person("Rumen Radev")
    quote = factories.passage()
    invitation = factories.event("Invitation handed over", "invitation", status="invited", passages=[quote])
    factories.participation(invitation, someone, role="conveyor")
    for title, status in (("Talks to come", "planned"), ("Talks asked for", "invited")):
        talks = factories.event(title, start="2027-05-05", status=status, passages=[quote])
        factories.participation(talks, someone, side=factories.country("vn"))
        factories.participation(talks, other, side=factories.country("bg"))

    page = read(client, "/people/to-lam/")

    assert "1 attended" in page
    assert "2 planned or invited" in page
    assert page.index("Invitation handed over</a>") < page.index('"apart-heading">Planned or invited')
    assert page.index('"apart-heading">Planned or invited') < page.index("Talks to come</a>")
    assert "Talks asked for</a>" in page
    assert 'id="met"' not in page


def test_titles_stand_with_the_days_of_the_first_and_the_last_event(client: Client) -> None:
    someone = known()
    for start in ("2024-01-05", "2025-10-23", "2020"):
        talks = factories.event(start=start, passages=[factories.passage()])
        factories.participation(talks, someone, title_as_printed="Party chief" if start != "2020" else "Minister")

    page = read(client, "/people/to-lam/")

    assert "5 January 2024 – 23 October 2025" in page
    assert page.index("“Party chief”") < page.index("“Minister”")


def test_days_of_titles_are_told_as_short_as_they_can_be(client: Client) -> None:
    someone = known()
    for title, starts in {"Chief": ("2025-10-22", "2025-10-23"), "Head": ("2025-10-21", "2025-10")}.items():
        for start in starts:
            talks = factories.event(start=start, passages=[factories.passage()])
            factories.participation(talks, someone, title_as_printed=title)

    titles = client.get("/people/to-lam/").context["titles"]

    assert [(title.words, title.when) for title in titles] == [
        ("Chief", "22–23 October 2025"),
        ("Head", "October 2025"),
    ]


def test_what_was_conveyed_stands_with_its_passage(client: Client) -> None:
    someone = known()
    quote = factories.passage()
    invitation = factories.event("Invitation to visit", "invitation", passages=[quote])
    factories.participation(invitation, someone, role="conveyor", passage=quote)

    conveyed = read(client, "/people/to-lam/").partition('id="conveyed"')[2].partition("</section>")[0]

    assert "Invitation to visit" in conveyed
    assert quote.get_absolute_url() in conveyed


def test_long_lives_are_cut_and_lead_to_the_timeline(client: Client) -> None:
    someone, quote = known(), factories.passage()
    for number in range(32):
        talks = factories.event(f"Talks {number}", start=f"20{number // 2 + 10}-01-01", passages=[quote])
        factories.participation(talks, someone)

    page = read(client, "/people/to-lam/?as_of=2025")

    assert page.count('class="entry ') == 15
    assert '<a href="/timeline/?person=to-lam&amp;to=2025">All of them on the timeline</a>' in page
    assert "person=to-lam&amp;from=2010&amp;to=2010" in page


def test_met_are_those_of_another_side_at_meetings_in_the_capacity_of_the_day(client: Client) -> None:
    someone, radev, aide, absent = known(), *(factories.person(name) for name in ("Radev", "Aide", "Absent"))
    talks = factories.event(passages=[factories.passage()])
    visit = factories.event("Visit", "visit", passages=[factories.passage()])
    host = factories.person("Host")
    vn, bg = factories.country("vn"), factories.country("bg")
    factories.participation(talks, someone, side=vn)
    factories.participation(talks, aide, side=vn)
    factories.participation(talks, radev, side=bg, membership=held(radev, "President of Bulgaria"))
    factories.participation(talks, absent, side=bg, role="mentioned-absent")
    factories.participation(visit, someone, side=vn)
    factories.participation(visit, host, side=bg)

    met = read(client, "/people/to-lam/").partition('id="met"')[2].partition("</section>")[0]

    assert "Radev" in met
    assert "as President of Bulgaria" in met
    for name in ("Aide", "Absent", "Host"):
        assert name not in met


def test_words_are_those_of_the_person_only(client: Client) -> None:
    someone, other = known(), factories.person("Other")
    point = factories.commitment("Lift the yellow card")
    factories.telling(point, factories.passage(), "asked", speaker=someone)
    factories.telling(point, factories.passage(), "pledged", speaker=other)

    said = read(client, "/people/to-lam/").partition('id="said"')[2].partition("</section>")[0]

    assert "modality-asked" in said
    assert "modality-pledged" not in said


def test_words_as_of_a_day_are_those_told_last_by_then(client: Client) -> None:
    someone = known()
    for number in range(12):
        later = factories.event("Later", start="2025-10-24", passages=[factories.passage()])
        factories.telling(factories.commitment(f"Later {number}"), factories.passage(), speaker=someone, event=later)
    for name, day in (("Told first", "2025-10-21"), ("Told next", "2025-10-23")):
        told = factories.event(name, start=day, passages=[factories.passage()])
        factories.telling(factories.commitment(f"Point {name}"), factories.passage(), speaker=someone, event=told)

    (section,) = client.get("/people/to-lam/?as_of=2025-10-23").context["put"]
    (latest,) = client.get("/people/to-lam/").context["put"]

    assert [point.commitment.summary for point in section.points] == ["Point Told next", "Point Told first"]
    assert [point.commitment.summary for point in latest.points] == [f"Later {number}" for number in range(11, 1, -1)]


def test_names_stand_in_all_scripts(client: Client) -> None:
    factories.name(known(), "То Лам", language="bg", script="Cyrl", kind="transliteration")

    assert '<span lang="bg">То Лам</span>' in read(client, "/people/to-lam/")


def test_an_article_that_names_someone_twice_is_listed_once(client: Client) -> None:
    someone = factories.person()
    story = factories.article("Once only", people=[someone])
    factories.passage(story, speaker=someone)

    assert read(client, "/people/to-lam/").count("Once only") == 1


def test_pages_of_people_take_few_queries(
    client: Client, django_assert_max_num_queries: Any, settings: Any, tmp_path: Path
) -> None:
    settings.INDEX_DIR = tmp_path
    someone = known()
    for number in range(6):
        other = known(f"Person {number}")
        talks = factories.event(passages=[factories.passage()])
        factories.participation(talks, someone, side=factories.country("vn"))
        factories.participation(talks, other, side=factories.country("bg"), membership=held(other, f"Post {number}"))
        factories.telling(factories.commitment(f"Point {number}"), factories.passage(), speaker=someone, event=talks)
        factories.participation(talks, someone, role="conveyor", passage=None if number else factories.passage())
        held(someone, f"Office {number}").passages.add(factories.passage())

    lifecycle.rebuild()

    with django_assert_max_num_queries(8):
        read(client, "/people/")
    for url in ("/people/to-lam/", "/people/to-lam/?as_of=2025-10-30"):
        with django_assert_max_num_queries(20):
            read(client, url)


def test_posts_open_the_passages_that_tell_of_them(client: Client) -> None:
    who = factories.person("Rumen Radev")
    for label, start in (("President of Bulgaria", "2017"), ("Major general", None)):
        post = factories.membership(who, factories.post(label), start)
        post.passages.add(factories.passage(factories.article(label, f"He was {label}.")))

    page = client.get(who.get_absolute_url()).content.decode()

    assert "<p>He was President of Bulgaria.</p>" in page
    assert "<p>He was Major general.</p>" in page
