"""News comes in: what becomes of a file, and that a second time it becomes nothing."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from articles.folding import digest
from articles.imports import running
from articles.imports.planning import Planner
from articles.imports.running import Run, Watching
from articles.imports.sources import opened
from articles.imports.steps import FilePlan, Options
from articles.keeping import originals
from articles.models import Agency, Article, ArticleVersion, ImportBatch, ImportRow, Suggestion
from articles.models.integrity import findings
from articles.vocabulary import Basis
from tests import factories as make
from tests.imports.taking import FIRST, SECOND, bodies, lines, record, take

pytestmark = pytest.mark.django_db


def test_a_wire_story_becomes_a_draft_with_what_the_file_tells() -> None:
    sofia = make.place("Sofia")
    make.name(sofia, "София", script="Cyrl")
    vns = make.agency("vns")

    taken = take(FIRST)

    article = Article.objects.get()
    assert (article.status, article.headline, article.dateline, article.place) == ("draft", "", "SOFIA", sofia)
    assert str(article.published) == "2025-10-23"
    assert article.published.basis == Basis.STATED
    assert list(article.agencies.all()) == [vns]
    assert article.slug == "sofia-2025-10-23"
    assert taken.statuses == ["created"]
    assert not list(findings())


def test_the_file_is_kept_as_it_came() -> None:
    take(FIRST)

    version = ArticleVersion.objects.get()

    assert originals.read(version.original) == FIRST.encode()
    assert version.digest == digest(version.body)


@pytest.mark.parametrize("harm", [lambda path: path.unlink(), lambda path: path.write_bytes(b"other")])
def test_an_original_that_was_lost_comes_back_with_its_file_and_no_other_does(harm: Callable[[Path], object]) -> None:
    take(FIRST)
    original = ArticleVersion.objects.get().original
    path, kept = originals.path_of(original), list(originals.files())
    path.chmod(0o600)
    harm(path)
    elsewhere = FIRST + "\n"

    taken = take(FIRST, elsewhere)

    assert taken.statuses == ["unchanged", "unchanged"]
    assert originals.read(original) == FIRST.encode()
    assert list(originals.files()) == kept


def test_articles_are_published_only_when_asked_to() -> None:
    take(FIRST, publish=True)

    assert Article.objects.get().status == "published"


def test_a_second_time_changes_nothing() -> None:
    take(FIRST, SECOND)
    before = bodies()

    again = take(FIRST, SECOND)

    assert again.statuses == ["unchanged", "unchanged"]
    assert bodies() == before
    assert not again.batch.rows.exists()


def test_what_an_editor_changed_does_not_make_a_second_time_a_new_article() -> None:
    take(FIRST)
    Article.objects.update(headline="Talks in the capital", published_earliest="2025-10-22", status="published")

    again = take(FIRST)

    article = Article.objects.get()
    assert again.statuses == ["unchanged"]
    assert (article.headline, article.status) == ("Talks in the capital", "published")


def test_a_dry_run_writes_nothing() -> None:
    kept = list(originals.files())

    taken = take(FIRST, lines({"headline": "A", "sourceOrganization": "BTA"}), dry=True)

    assert taken.statuses == ["created", "created"]
    assert not Article.objects.exists()
    assert not Agency.objects.exists()
    assert list(originals.files()) == kept


def test_a_file_with_one_record_that_cannot_come_in_is_refused_whole() -> None:
    taken = take(lines({"headline": "Good"}, {"headline": "Bad", "articleBody": ""}))

    assert [plan.status for plan in taken.plans] == ["refused"]
    assert [error.line for error in taken.plans[0].errors] == [2]
    assert not Article.objects.exists()
    assert ImportRow.objects.get().status == "refused"


def test_other_files_come_in_beside_a_refused_one() -> None:
    take(("a.txt", FIRST), ("b.jsonl", "{broken"), ("c.txt", SECOND))

    assert Article.objects.count() == 2


def test_unknown_agencies_are_made_and_said() -> None:
    taken = take(SECOND)

    assert list(Article.objects.get().agencies.order_by("sign_offs__position").values_list("code", flat=True)) == [
        "vna",
        "vns",
    ]
    assert "the agency VNA was not known" in taken.warnings


def test_agencies_are_not_made_for_those_who_may_not() -> None:
    taken = take(FIRST, may_add_agencies=False)

    assert "VNS" in taken.plans[0].errors[0].found
    assert not Agency.objects.exists()


def test_a_dateline_that_several_places_have_ties_none() -> None:
    make.place("Sofia", slug="sofia-one")
    make.place("Sofia", slug="sofia-two")

    taken = take(FIRST)

    assert Article.objects.get().place is None
    assert "several have this name" in taken.warnings


def test_addresses_come_from_headlines_in_any_script_and_never_twice() -> None:
    take(
        lines(
            {"headline": "Việt Nam, Bulgaria: talks!", "articleBody": "One."},
            {"headline": "Viet Nam Bulgaria talks", "articleBody": "Two."},
            {"headline": "Желязков в Ханой", "articleBody": "Three."},
            {"headline": "東京", "articleBody": "Four.", "datePublished": "2025"},
        )
    )

    slugs = set(Article.objects.values_list("slug", flat=True))
    assert slugs > {"viet-nam-bulgaria-talks", "zhelyazkov-v-hanoy", "report-2025"}
    (other,) = slugs - {"viet-nam-bulgaria-talks", "zhelyazkov-v-hanoy", "report-2025"}
    assert re.fullmatch("viet-nam-bulgaria-talks-[a-z2-7]{5}", other)


def test_an_address_does_not_tell_how_many_others_there_are() -> None:
    alike = [{"headline": "Talks", "articleBody": f"Round {number}."} for number in range(4)]
    other = {"headline": "Elsewhere", "articleBody": "One."}
    take(lines(other, *alike))
    among_four = Article.objects.latest("pk").slug
    Article.objects.all().delete()

    take(lines(other, alike[0], alike[3]))

    assert Article.objects.latest("pk").slug == among_four != "talks"


def test_an_embargo_is_kept() -> None:
    take(lines({"embargo": "2099-01-01T10:00:00+02:00"}), publish=True)

    article = Article.objects.get()
    assert article.visible_from is not None
    assert not article.is_visible()


def test_a_text_of_a_quarter_of_a_million_characters_comes_in() -> None:
    text = "\n\n".join(f"Paragraph {number} tells of talks about trade, ports and schools." for number in range(4000))

    taken = take(f"date 2025-10-23\nSOFIA — {text}")

    assert len(ArticleVersion.objects.get().body) > 240_000
    assert taken.statuses == ["created"]


def test_suggestions_are_stored_with_the_version_and_the_batch() -> None:
    make.name(make.person("Rumen Radev"), "Rumen Radev")
    make.country("bg")

    taken = take(FIRST)

    found = Suggestion.objects.filter(version__article__slug="sofia-2025-10-23")
    assert found.count() == len(taken.steps[0].suggestions)
    assert set(found.values_list("batch", flat=True)) <= {taken.batch.pk}


def test_both_founding_stories_come_in_dated() -> None:
    shared = os.environ.get("ARCHIVE_SHARED")
    if not shared:
        pytest.skip("ARCHIVE_SHARED is not set: the founding stories' texts are not here")
    make.place("Sofia")
    files = sorted((Path(shared) / "data" / "seeds").glob("*.txt"))

    call_command("import_articles", *map(str, files), verbosity=0)

    found = Article.objects.filter(status="draft", dateline="SOFIA").order_by("published_earliest")
    assert [(row.headline, str(row.published), row.published_basis, row.place.name) for row in found] == [
        ("", "2025-10-23", "stated", "Sofia"),
        ("", "2025-10-24", "inferred", "Sofia"),
    ]
    assert [[each.agency.short_name for each in row.sign_off.all()] for row in found] == [["VNS"], ["VNA", "VNS"]]


def test_a_file_is_told_of_when_it_is_in_and_not_before() -> None:
    told: list[tuple[str, int]] = []
    batch = ImportBatch.objects.create(source="test")
    watching = Watching(told=lambda plan: told.append((plan.status.value, Article.objects.count())))
    documents = [document for text in (FIRST, "", FIRST) for document in opened("a.txt", text.encode())]

    Run(Planner(Options()), batch, watching=watching).take(documents)

    assert told == [("created", 1), ("refused", 1), ("unchanged", 1)]


def test_a_file_whose_transaction_fails_is_not_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[FilePlan] = []
    batch = ImportBatch.objects.create(source="test")

    def failing(*_: object) -> None:
        raise DatabaseError("disk full")

    monkeypatch.setattr(running, "apply", failing)
    with pytest.raises(DatabaseError):
        Run(Planner(Options()), batch, watching=Watching(told=told.append)).take(opened("a.txt", FIRST.encode()))

    assert told == []


def news(count: int) -> list[tuple[str, str | bytes]]:
    ids = [f"urn:x:{number}" for number in range(count)]
    return [(f"{each[6:]}.jsonl", record(identifier=each, body=f"A text, {each}.")[1]) for each in ids]


def test_files_that_are_in_already_are_asked_for_together() -> None:
    take(*news(20))

    with CaptureQueriesContext(connection) as asked:
        taken = take(*news(20))

    assert taken.statuses == ["unchanged"] * 20
    assert len(asked) < 60


def test_a_file_behind_one_that_changed_its_article_sees_the_change() -> None:
    take(record("1"))

    taken = take(record("3", "Three."), ("second.jsonl", record("2", "Two.")[1]))

    assert taken.statuses == ["updated", "unchanged"]
    assert "older version" in taken.warnings


def test_rows_of_refused_files_are_stored_together() -> None:
    with CaptureQueriesContext(connection) as asked:
        taken = take(*[(f"{number}.txt", "") for number in range(20)])

    assert ImportRow.objects.filter(batch=taken.batch).count() == 20
    assert len([each for each in asked if "INSERT" in each["sql"] and "importrow" in each["sql"]]) == 1
