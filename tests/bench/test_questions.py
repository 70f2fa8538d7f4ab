"""Questions are seeded, and come back from their file as they were."""

from pathlib import Path

from articles.search.language import read as parsed
from bench import ROOT, questions
from bench.corpus import Values
from bench.engines.archive import query
from bench.questions import MEANINGS, SHAPES, Maker
from bench.vocabulary import Vocabulary


def maker() -> Maker:
    vocabulary = Vocabulary(1)
    return Maker(vocabulary.words, vocabulary.phrases, Values().of["country"])


def test_each_shape_has_the_same_questions_at_every_run() -> None:
    one, other = maker(), maker()

    assert all(one.questions(shape, 5) == other.questions(shape, 5) for shape in SHAPES)


def test_the_papers_say_what_each_shape_asks() -> None:
    told = (ROOT / "docs" / "performance.md").read_text()

    assert list(MEANINGS) == list(SHAPES)
    assert not [shape for shape, meaning in MEANINGS.items() if f"| `{shape}` | {meaning} |" not in told]


def test_questions_come_back_as_they_were_written(tmp_path: Path) -> None:
    made = {shape: maker().questions(shape, 3) for shape in SHAPES}

    questions.write(tmp_path / "questions.json", made)

    assert questions.read(tmp_path / "questions.json") == made


def test_the_archive_can_read_every_question() -> None:
    asked = {shape: query(question) for shape in SHAPES for question in maker().questions(shape, 20)}

    assert set(asked) == set(SHAPES)
    assert all(parsed(one.text).tree is not None for shape, one in asked.items() if shape != "all")
