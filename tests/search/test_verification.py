"""`manage.py index verify` and `repair`: whatever differs from the database is seen, and looked at again."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, ArticleVersion, Outbox, Person
from articles.search import lifecycle
from articles.search.documents import Document
from articles.search.engines.whoosh import schema, verification, writing
from articles.search.engines.whoosh.generations import Generations
from articles.search.engines.whoosh.segments import walking
from articles.search.engines.whoosh.segments.format import SectionFile, SegmentFormatError
from articles.search.engines.whoosh.segments.index import open_index
from tests import factories
from tests.search.test_commands import run

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive(index_folder: Path) -> Path:
    """An index of some rows of every type, in several segments."""
    envoy = factories.person("Trade Envoy", slug="envoy")
    for number in range(6):
        story = factories.article(f"Trade {number}", "Of trade and talks.\n\nAnd trade.", slug=f"s{number}")
        passage = factories.passage(story)
        talks = factories.event(f"Talks {number}", passages=[passage])
        factories.participation(talks, envoy)
        factories.telling(factories.commitment(f"To double trade {number}"), passage)
    lifecycle.rebuild()
    for number in range(3):
        factories.article(f"Later {number}", slug=f"later-{number}")
        lifecycle.drain()
    assert not Outbox.objects.exists()
    return index_folder


def unseen() -> None:
    """Whatever was changed was changed behind the outbox's back."""
    Outbox.objects.all().delete()


def differences() -> list[str]:
    return [str(difference) for difference in lifecycle.verify().differences]


def test_an_index_that_follows_the_database_is_clean(archive: Path) -> None:
    verdict = lifecycle.verify()

    assert (verdict.is_clean, verdict.differences) == (True, ())
    assert verdict.documents == 9 + 6 + 6 + 1


def test_documents_that_are_missing_or_not_to_be_there_are_seen(archive: Path) -> None:
    story = factories.article("New", slug="new")
    Article.objects.filter(slug="later-1").update(status="draft")
    unseen()

    withdrawn = Article.objects.get(slug="later-1")
    assert differences() == [f"article {withdrawn.pk}: not to be there", f"article {story.pk}: missing"]


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda: Article.objects.filter(slug="s1").update(headline="Trade again"), "title"),
        (lambda: Article.objects.filter(slug="s1").update(language="bg"), "language"),
        (lambda: Article.objects.filter(slug="s1").update(slug="renamed"), "slug"),
        (lambda: Person.objects.filter(slug="envoy").update(slug="envoy-2"), "person"),
    ],
)
def test_another_content_is_seen_with_the_field(archive: Path, change: Callable[[], object], what: str) -> None:
    change()
    unseen()

    assert any(line.endswith(what) or f"another {what}" in line for line in differences())


def test_a_text_that_was_changed_by_hand_is_seen(archive: Path) -> None:
    version = ArticleVersion.objects.filter(article__slug="s2")
    version.update(body=version.get().body.replace("talks", "tales"))
    unseen()

    assert differences() == [f"article {version.get().article_id}: another text"]


def test_words_that_are_not_those_of_the_text_are_seen(archive: Path) -> None:
    """What is stored is right, and what is found is not: a fault of the writer."""
    article = Article.objects.get(slug="s3")
    found = next(iter(writing.documents.read("article", [article.pk])))
    record = schema.record(found)
    with open_index(Generations(archive).current()).writer() as writer:
        writer.delete_key("id", record["id"])
        writer.add_document(**record | {"title": "Trode 3", "_stored_title": record["title"]})

    assert differences() == [f"article {article.pk}: another title"]


def test_a_document_that_is_there_twice_is_seen(archive: Path) -> None:
    article = Article.objects.get(slug="s3")
    with open_index(Generations(archive).current()).writer() as writer:
        writer.add_document(**schema.record(next(iter(writing.documents.read("article", [article.pk])))))

    assert differences() == [f"article {article.pk}: there more than once"]


def test_a_sample_compares_so_many_and_sees_every_missing_one(archive: Path) -> None:
    factories.article("New", slug="new")
    unseen()

    verdict = lifecycle.verify(sample=3)

    assert verdict.documents == 3
    assert [difference.what for difference in verdict.differences] == ["missing"]


def test_what_is_followed_while_it_is_looked_at_is_no_difference(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.article("New", slug="new")
    monkeypatch.setattr(lifecycle, "_settle", lifecycle.drain)

    assert lifecycle.verify().is_clean


def test_large_segments_are_walked_a_part_at_a_time(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walking, "AT_ONCE", 5)

    assert lifecycle.verify().is_clean


@pytest.mark.parametrize(
    "section", ["title:docs", "country:starts", "lengths:title", "order:moment", "facets:ordinals"]
)
def test_arrays_that_do_not_fit_each_other_are_refused(
    index_folder: Path, section: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing.build_from(
        index_folder,
        [Document("article", n, f"s{n}", {"country": ("bg", "vn")[: 1 + n % 2]}, title="Trade") for n in range(9)],
    )
    whole = SectionFile.array

    def other(file: SectionFile, name: str, *extent: int) -> object:
        found = whole(file, name, *extent)
        return found[::-1][:-1] if name == section else found

    monkeypatch.setattr(SectionFile, "array", other)
    path = next(Generations(index_folder).current().glob("*.arrays"))
    with SectionFile(path) as file, pytest.raises((SegmentFormatError, IndexError, ValueError)):
        walking.walk(file, schema.schema())


def test_commands_tell_what_differs_and_have_it_mended(archive: Path) -> None:
    assert run("index", "verify") == (0, "documents compared: 22, different: 0\n")
    article = Article.objects.get(slug="s1")
    Article.objects.filter(slug="s1").update(language="bg")
    unseen()

    code, text = run("index", "verify")

    assert code == 1
    assert text.startswith(f"article {article.pk}: another language\n") and "manage.py index repair" in text
    generation = Generations(archive).current()
    before = sorted(path.name for path in generation.iterdir())
    assert run("index", "repair")[0] == 0
    assert sorted(path.name for path in generation.iterdir()) == before
    assert Outbox.objects.count() == 1
    assert run("index", "drain")[0] == 0
    assert run("index", "verify")[0] == 0


def test_an_index_that_cannot_be_read_is_made_anew_by_the_drain_after_repair(archive: Path) -> None:
    for path in Generations(archive).current().glob("*.arrays"):
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)

    code, text = run("index", "verify")
    assert code == 2
    assert "is not as it was written" in text and "index rebuild" in text
    assert run("index", "repair")[0] == 0
    lifecycle.drain()

    assert run("index", "verify")[0] == 0


def test_a_missing_index_is_2_and_is_not_made(index_folder: Path) -> None:
    assert run("index", "verify")[0] == 2
    assert not index_folder.exists()


def test_many_differences_are_not_all_printed(archive: Path) -> None:
    for number in range(30):
        factories.article(f"New {number}")
    unseen()

    code, text = run("index", "verify")

    assert (code, text.count(": missing")) == (1, 20)
    assert "and 10 more" in text and "different: 30" in text


@pytest.mark.parametrize("words", [("index",), ("index", "nothing"), ("index", "verify", "--nothing")])
def test_a_caller_in_python_is_told_of_misuse(words: tuple[str, ...]) -> None:
    with pytest.raises((CommandError, SystemExit)):
        call_command(*words)


@pytest.mark.parametrize(
    "words", [[], ["nothing"], ["verify", "--sample", "0"], ["verify", "--sample", "x"], ["repair", "--sample", "2"]]
)
def test_misuse_is_64(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    from articles.management.commands.index import Command

    with pytest.raises(SystemExit) as ended:
        Command().run_from_argv(["manage.py", "index", *words])

    assert ended.value.code == 64
    assert "usage:" in capsys.readouterr().err


def test_the_last_verify_is_kept(archive: Path) -> None:
    assert lifecycle.last_verify() is None

    lifecycle.verify()

    kept = lifecycle.last_verify()
    assert kept is not None
    assert (kept["clean"], kept["generation"], kept["sample"]) == (True, Generations(archive).current().name, None)
    factories.article("New")
    lifecycle.verify(sample=2)
    kept = lifecycle.last_verify()
    assert kept is not None and (kept["clean"], kept["sample"]) == (False, 2)


def test_a_record_that_was_changed_is_not_believed(archive: Path) -> None:
    lifecycle.verify()
    path = archive / verification.VERIFIED
    facts = json.loads(path.read_text())

    for content in (b"", b"{", b"[]", b"\xff", json.dumps(facts | {"clean": 1}).encode()):
        path.write_bytes(content)
        assert lifecycle.last_verify() is None


def test_a_rebuild_follows_what_is_committed_meanwhile(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill = writing._fill

    def slowly(*args: object) -> int:
        count = fill(*args)
        factories.article("Meanwhile", slug="meanwhile")
        return count

    monkeypatch.setattr(writing, "_fill", slowly)
    monkeypatch.setattr(lifecycle, "drain", lambda: 0)  # which comes after the switch

    lifecycle.rebuild()

    assert lifecycle.verify().is_clean
    assert not Outbox.objects.exists()
