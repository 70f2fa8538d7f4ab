"""`manage.py check_archive` finds what no database can hold."""

from io import StringIO

import pytest
from django.core.management import call_command

from articles.models import ArticleVersion, Claim, Mechanism, Name, PartnershipEvent, Passage, Sector
from articles.models.integrity import findings
from tests import factories as make

pytestmark = pytest.mark.django_db


def check() -> tuple[int, str]:
    """Exit status and output."""
    out = StringIO()
    try:
        call_command("check_archive", stdout=out, stderr=StringIO())
    except SystemExit as stop:
        return int(str(stop.code)), out.getvalue()
    return 0, out.getvalue()


def test_a_sound_archive_has_nothing_wrong_and_status_0() -> None:
    who, story = make.person(), make.article()
    change = make.level_change(passages=[make.passage(story)])
    make.participation(change, who, membership=make.membership(who, make.post(), "2024-08-03"))
    make.name(who, "Tô Lâm")

    assert check() == (0, "Nothing is wrong.\n")


def test_every_broken_rule_is_listed_with_its_row_and_status_1() -> None:
    make.passage(make.article())
    Passage.objects.update(exact="other words")

    status, words = check()

    assert status == 1
    assert f"passage {Passage.objects.get().key}: its words do not stand where it says" in words


def _version_damaged() -> None:
    make.article()
    ArticleVersion.objects.update(body="changed behind the back")


def _version_missing() -> None:
    make.article()
    ArticleVersion.objects.update(number=2)


def _headline_changed() -> None:
    story = make.article()
    type(story).objects.update(headline="Another")


def _without_text() -> None:
    make.article().versions.all().delete()


def _passage_moved() -> None:
    make.passage()
    Passage.objects.update(paragraph=2)


def _name_stale() -> None:
    make.name(make.person(), "Tô Lâm")
    Name.objects.update(folded="tô lâm")


def _party_missing() -> None:
    make.level_change().parties.remove("vn")


def _foreign_level() -> None:
    make.level_change("us-ally")


def _anothers_post() -> None:
    office = make.membership(make.person("Another"), make.post(), "2017")
    make.participation(make.event(), make.person(), membership=office)


def _out_of_office() -> None:
    who = make.person()
    make.participation(make.event(), who, membership=make.membership(who, make.post(), "2017", "2022"))


def _part_of_its_part() -> None:
    whole = make.event("Visit", kind="visit")
    PartnershipEvent.objects.filter(pk=whole.pk).update(parent=make.event(parent=whole))


def _broader_than_itself() -> None:
    sector = make.sector()
    Sector.objects.update(broader=sector)


def _lonely_mechanism() -> None:
    Mechanism.objects.create(slug="m", name="Committee").parties.add(make.country("vn"))


def _two_preferred() -> None:
    event, story = make.event(), make.article()
    for paragraph in (1, 2):
        quote = make.passage(story, story.current_version.paragraphs[paragraph - 1])  # type: ignore[union-attr]
        Claim.objects.create(event=event, field="start", value="x", passage=quote, preferred=True, reason="r")


@pytest.mark.parametrize(
    ("breaking", "message"),
    [
        (_version_damaged, "its digest is not that of its text"),
        (_version_missing, "version 1 of the article is missing"),
        (_headline_changed, "its headline is not that of its version 1"),
        (_without_text, "it is published without a text"),
        (_passage_moved, "its words do not stand where it says"),
        (_name_stale, "its folded form is “tô lâm” and should be “to lam”"),
        (_party_missing, "vn stands in its partnership and is no party"),
        (_foreign_level, "us-ally is a level of neither bg nor vn"),
        (_anothers_post, "the post is one of Another"),
        (_out_of_office, "was not in office: 23 October 2025"),
        (_part_of_its_part, "it is part of itself"),
        (_broader_than_itself, "it is part of itself"),
        (_lonely_mechanism, "it has 1 parties and should have two"),
        (_two_preferred, "another account of the same point is preferred too"),
    ],
)
def test_each_rule_finds_what_breaks_it(breaking: object, message: str) -> None:
    breaking()  # type: ignore[operator]

    assert any(message in str(finding) for finding in findings())
