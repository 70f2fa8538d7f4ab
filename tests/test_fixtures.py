"""The demonstration archive as a whole: it loads, twice as well as once, and it is sound."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.management import call_command

from articles.dates import Truth
from articles.folding import body_text, digest, fold, normalise
from articles.models import (
    Article,
    ArticleVersion,
    Claim,
    Commitment,
    Instrument,
    Membership,
    Name,
    Participation,
    PartnershipEvent,
    Passage,
    Person,
    Telling,
)
from articles.models.keys import ALPHABET, LENGTH, bearer_key
from articles.models.names import BEARERS
from tests.conftest import FIXTURES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


def rows() -> dict[str, str]:
    """Everything that the archive holds, by model."""
    return {
        model._meta.label: serializers.serialize("json", model._default_manager.order_by("pk"))
        for model in apps.get_app_config("articles").get_models()
        if model._meta.model_name != "outbox"
    }


def test_loading_twice_changes_nothing() -> None:
    before = rows()

    call_command("loaddata", *FIXTURES, verbosity=0)

    assert rows() == before


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name)
def test_files_have_natural_keys_and_no_ids(path: Path) -> None:
    for row in json.loads(path.read_text()):
        assert ("pk" in row) == (row["model"] == "articles.country"), row


def test_the_readme_names_every_file() -> None:
    readme = (settings.BASE_DIR / "fixtures" / "README.md").read_text()

    assert [path.name for path in FIXTURES if f"`{path.name}`" not in readme] == []


def test_there_is_enough_for_facets_ladders_and_timelines() -> None:
    assert Article.objects.count() >= 70
    assert PartnershipEvent.objects.count() >= 90
    assert PartnershipEvent.objects.of_kind("level-change").count() >= 24


def test_every_passage_stands_in_its_version() -> None:
    passages = Passage.objects.select_related("version")

    assert [passage.key for passage in passages if not passage.matches] == []


def test_versions_are_normalised_and_their_digests_right() -> None:
    for version in ArticleVersion.objects.all():
        assert version.body == body_text(version.body), version
        assert version.digest == digest(version.body), version


def test_names_are_normalised_and_folded() -> None:
    for name in Name.objects.all():
        assert (name.form, name.folded) == (normalise(name.form).strip(), fold(name.form))
        assert (name.script == "Cyrl") == any("\u0400" <= letter <= "\u04ff" for letter in name.form), name


def test_public_keys_are_well_formed() -> None:
    keys = [*Passage.objects.values_list("key", flat=True), *Commitment.objects.values_list("key", flat=True)]

    assert all(len(key) == LENGTH and set(key) <= set(ALPHABET) for key in keys)


def test_every_article_says_that_it_is_a_summary_and_names_its_source() -> None:
    for article in Article.objects.prefetch_related("versions", "agencies"):
        version = article.current_version
        assert version is not None and version.text_basis == "summary", article.slug
        assert "summary" in version.body and "archive" in version.body, article.slug
        assert article.source_url.startswith("https://"), article.slug
        assert article.agencies.all(), article.slug


def test_everything_rests_on_a_passage_that_can_be_read() -> None:
    for model in (Article, Person, PartnershipEvent, Membership, Participation, Commitment, Telling, Claim, Instrument):
        assert model.objects.visible().count() == model.objects.count(), model

    for model in (PartnershipEvent, Membership, Telling):
        assert not model.objects.filter(without_evidence=True).exists(), model


def test_nobody_takes_part_in_an_office_not_held_that_day() -> None:
    for part in Participation.objects.select_related("event", "membership__post", "membership__person", "person"):
        held, start = part.membership, part.event.start
        if held is not None:
            day = start.latest or start.earliest
            assert held.person == part.person, part
            assert held.holds(day) is not Truth.NO, f"{part.event.slug}: {held}"


@pytest.mark.parametrize(
    ("form", "bearer"),
    [
        ("to lam", "to-lam"),
        ("Желязков", "rosen-zhelyazkov"),
        ("jeliazkov", "rosen-zhelyazkov"),
        ("Rossen Zhelyazkov", "rosen-zhelyazkov"),
        ("vietnam", "vn"),
        ("Viet Nam", "vn"),
        ("Виетнам", "vn"),
        ("US", "us"),
        ("Hoa Kỳ", "us"),
        ("South China Sea", "east-sea"),
        ("Biển Đông", "east-sea"),
        ("София", "sofia"),
        ("hanoi", "ha-noi"),
        ("evfta", "evfta"),
    ],
)
def test_every_spelling_reaches_whom_it_means(form: str, bearer: str) -> None:
    assert bearer in [bearer_key(name, BEARERS)[1][0] for name in Name.objects.meaning(form)]


def test_a_printed_title_means_its_holder_only_while_it_did() -> None:
    title = "Vietnamese Party chief"

    assert [name.person.slug for name in Name.objects.meaning(title, date(2025, 10, 23))] == ["to-lam"]
    assert not Name.objects.meaning(title, date(2012, 7, 10)).exists()


# Partner, when, where the date comes from, level reached, level before (None: the sources do not tell).
