"""The dated levels of Việt Nam's partnerships and the American visits of the demonstration archive, row by row."""

from datetime import date

import pytest

from articles.models import Commitment, Membership, Participation, PartnershipEvent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]

LEVEL_CHANGES = [
    ("cn", "2008-05", "stated", "comprehensive-strategic", None),
    ("ru", "2012-07", "stated", "comprehensive-strategic", None),
    ("us", "2013", "stated", "comprehensive", None),
    ("in", "2016", "stated", "comprehensive-strategic", None),
    ("kr", "2022", "stated", "comprehensive-strategic", None),
    ("us", "2023-09-10", "stated", "comprehensive-strategic", "comprehensive"),
    ("jp", "2023-11", "stated", "comprehensive-strategic", None),
    ("au", "2024-03-07", "stated", "comprehensive-strategic", None),
    ("fr", "2024-10-07", "stated", "comprehensive-strategic", None),
    ("my", "2024-11", "stated", "comprehensive-strategic", None),
    ("nz", "2025", "stated", "comprehensive-strategic", None),
    ("id", "2025-03", "stated", "comprehensive-strategic", None),
    ("sg", "2025-03", "stated", "comprehensive-strategic", None),
    ("fi", "2025-10-21", "stated", "strategic", None),
    ("bg", "2025-10-23", "stated", "strategic", None),
    ("gb", "2025-10-29/2025-10-30", "reported", "comprehensive-strategic", None),
    ("kw", "2025-11-16/2025-11-17", "reported", "strategic", None),
    ("dz", "2025-11-19", "stated", "strategic", None),
    ("za", "2025-11-20/2025-11-21", "reported", "strategic", None),
    ("eu", "2026-01-29", "stated", "comprehensive-strategic", None),
    ("sk", "2026-04-13", "stated", "strategic", None),
    ("in", "2026-05-05/2026-05-06", "reported", "enhanced-comprehensive-strategic", "comprehensive-strategic"),
    ("lk", "2026-05-07/2026-05-08", "reported", "comprehensive", None),
    ("ph", "2026-05-31/2026-06-01", "reported", "enhanced-strategic", None),
]

# Visits of US presidents and secretaries of state: who, to which country, first and last day.
US_VISITS = [
    ("james-baker", "bg", "1990-02-10", "1990-02-11"),
    ("warren-christopher", "vn", "1995-08-05", "1995-08-07"),
    ("madeleine-albright", "vn", "1997-06-26", "1997-06-29"),
    ("madeleine-albright", "bg", "1999-06-22", "1999-06-22"),
    ("madeleine-albright", "vn", "1999-09-06", "1999-09-08"),
    ("bill-clinton", "bg", "1999-11-21", "1999-11-23"),
    ("madeleine-albright", "bg", "1999-11-22", "1999-11-23"),
    ("bill-clinton", "vn", "2000-11-16", "2000-11-19"),
    ("colin-powell", "vn", "2001-07-24", "2001-07-27"),
    ("colin-powell", "bg", "2003-05-15", "2003-05-15"),
    ("colin-powell", "bg", "2004-12-06", "2004-12-08"),
    ("condoleezza-rice", "bg", "2006-04-27", "2006-04-28"),
    ("condoleezza-rice", "vn", "2006-11-15", "2006-11-20"),
    ("george-w-bush", "vn", "2006-11-17", "2006-11-20"),
    ("george-w-bush", "bg", "2007-06-10", "2007-06-11"),
    ("condoleezza-rice", "bg", "2008-07-09", "2008-07-09"),
    ("hillary-clinton", "vn", "2010-07-21", "2010-07-23"),
    ("hillary-clinton", "vn", "2010-10-29", "2010-10-30"),
    ("hillary-clinton", "bg", "2012-02-05", "2012-02-05"),
    ("hillary-clinton", "vn", "2012-07-10", "2012-07-11"),
    ("john-kerry", "vn", "2013-12-14", "2013-12-17"),
    ("john-kerry", "bg", "2015-01-14", "2015-01-15"),
    ("john-kerry", "vn", "2015-08-06", "2015-08-08"),
    ("john-kerry", "vn", "2016-05-22", "2016-05-25"),
    ("barack-obama", "vn", "2016-05-23", "2016-05-25"),
    ("john-kerry", "vn", "2017-01-13", "2017-01-14"),
    ("donald-trump", "vn", "2017-11-10", "2017-11-12"),
    ("rex-tillerson", "vn", "2017-11-10", "2017-11-12"),
    ("mike-pompeo", "vn", "2018-07-08", "2018-07-09"),
    ("mike-pompeo", "vn", "2019-02-24", "2019-02-28"),
    ("donald-trump", "vn", "2019-02-27", "2019-02-28"),
    ("mike-pompeo", "vn", "2020-10-29", "2020-10-30"),
    ("antony-blinken", "vn", "2023-04-14", "2023-04-16"),
    ("joe-biden", "vn", "2023-09-10", "2023-09-11"),
    ("antony-blinken", "vn", "2023-09-10", "2023-09-11"),
    ("antony-blinken", "vn", "2024-07-27", "2024-07-27"),
]
PRESIDENTS = {"bill-clinton", "george-w-bush", "barack-obama", "donald-trump", "joe-biden"}


def test_every_dated_change_of_level_is_there_and_no_other() -> None:
    changes = PartnershipEvent.objects.of_kind("level-change").select_related("level_from", "level_to", "partnership")

    told = [
        (
            change.partnership.slug.replace("vn", "").strip("-"),
            str(change.start),
            str(change.start.basis),
            change.level_to.code.removeprefix("vn-"),
            change.level_from and change.level_from.code.removeprefix("vn-"),
        )
        for change in changes
    ]

    assert sorted(told, key=str) == sorted(LEVEL_CHANGES, key=str)


def test_every_visit_from_the_lists_is_there_with_the_office_of_the_day() -> None:
    visits = PartnershipEvent.objects.of_kind("visit").filter(participations__side="us", parties="us").distinct()

    told = []
    for visit in visits:
        guest = visit.participations.get(role="guest")
        post = "us-president" if guest.person.slug in PRESIDENTS else "us-secretary-of-state"
        assert guest.membership.post.slug == post, visit
        country = visit.parties.exclude(code="us").get().code
        told.append((guest.person.slug, country, str(visit.start), str(visit.end or visit.start)))

    assert sorted(told) == sorted(US_VISITS)


@pytest.mark.parametrize(
    ("secretary", "visit"),
    [
        ("madeleine-albright", "1999-11-21-visit-of-bill-clinton-to-bulgaria"),
        ("condoleezza-rice", "2006-11-17-visit-of-george-w-bush-to-viet-nam"),
        ("john-kerry", "2016-05-23-visit-of-barack-obama-to-viet-nam"),
        ("rex-tillerson", "2017-11-10-visit-of-donald-trump-to-viet-nam"),
        ("antony-blinken", "2023-09-10-visit-of-joe-biden-to-viet-nam"),
    ],
)
def test_secretaries_who_accompanied_stand_in_the_presidents_visit(secretary: str, visit: str) -> None:
    part = Participation.objects.get(event__slug=visit, person__slug=secretary)

    assert (part.role, part.membership.post.slug) == ("participant", "us-secretary-of-state")
    assert part.passage.version.article.people.filter(slug=secretary).exists()


@pytest.mark.parametrize(
    ("host", "title", "post"),
    [
        ("vo-van-kiet", "Prime Minister Kiet", "vn-prime-minister"),
        ("tran-duc-luong", "President Tran", "vn-president"),
        ("simeon-saxe-coburg-gotha", "Prime Minister Saxe-Coburg", "bg-prime-minister"),
        ("nguyen-xuan-phuc", "Prime Minister Phuc", "vn-prime-minister"),
        ("to-lam", "Minister for Public Security Lam", "vn-public-security-minister"),
        ("bui-thanh-son", "Acting Foreign Minister", "vn-acting-foreign-minister"),
    ],
)
def test_hosts_have_their_office_and_the_title_as_printed(host: str, title: str, post: str) -> None:
    part = Participation.objects.get(person__slug=host, title_as_printed=title)

    assert (part.membership.post.slug, part.role) == (post, "host")


def test_to_lam_was_president_twice() -> None:
    terms = Membership.objects.filter(person__slug="to-lam", post__slug="vn-president")

    assert list(terms.in_force(date(2024, 7, 27)).values_list("term", flat=True)) == [1]
    assert list(terms.possible(date(2026, 1, 30)).values_list("term", flat=True)) == [2]
    assert list(terms.in_force(date(2026, 5, 6)).values_list("term", flat=True)) == [2]


@pytest.mark.parametrize(
    ("pair", "words"),
    [("kw vn", "12–15 billion US dollars by 2030"), ("vn za", "4–5 billion US dollars within two to three years")],
)
def test_trade_targets_are_stated_by_both(pair: str, words: str) -> None:
    point = Commitment.objects.get(summary__contains=words)

    for side in (point.from_countries, point.to_countries):
        assert " ".join(sorted(side.values_list("code", flat=True))) == pair
    assert [telling.modality for telling in point.tellings.all()] == ["stated"]
    assert [sector.code for sector in point.sectors.all()] == ["trade-investment"]
