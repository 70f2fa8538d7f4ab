"""The machinery of the fault battery; the figures themselves are no tests. docs/reliability.md says what they found."""

import errno
import importlib
import json
import os
import random
import re
import signal
import time
from pathlib import Path

import pytest
from django.conf import settings

from articles.models import Article
from articles.search import outbox
from bench.faults import changes, guards, hostile, points, processes, stock
from bench.faults.__main__ import arguments, succeeded, table
from bench.faults.changes import Ledger, Writer
from bench.faults.crawling import links
from bench.faults.figure import Figure, Tally, percentile
from bench.faults.storage import Failing, Forgetting, watched
from bench.faults.trial import BEGIN_WITH, FIGURES, STOCK

ROOT = Path(settings.BASE_DIR)


def test_a_figure_meets_its_bar_without_failures_and_where_it_took_no_longer_than_it_may(
    capsys: pytest.CaptureFixture[str],
) -> None:
    sound, failing = Tally("sound"), Tally("failing")
    sound.trial()
    failing.trial(["one thing", "another"])

    assert sound.figure("1 s", "≤ 2 s") == Figure("sound", 1, 0, "1 s", "≤ 2 s", ok=True)
    assert not sound.figure("3 s", "≤ 2 s", in_time=False).ok
    assert not failing.figure("1 s", "≤ 2 s").ok
    assert "failing, trial 1: one thing; another" in capsys.readouterr().err


def test_what_only_took_too_long_ends_an_untimed_run_well() -> None:
    slow, failed = Figure("kill", 9, 0, "6 s", "≤ 5 s", ok=False), Figure("disk", 9, 1, "", "0", ok=False)
    crashed = Figure("disk", 0, 0, "ended with 0", "0", ok=False)

    assert succeeded([slow], untimed=True) and not succeeded([slow], untimed=False)
    assert not succeeded([slow, failed], untimed=True)
    assert not succeeded([crashed], untimed=True)


def test_a_percentile_is_one_of_the_values() -> None:
    assert percentile([3.0, 1.0, 2.0], 0.5) == 2.0
    assert percentile([float(each) for each in range(1, 101)], 0.99) == 99.0
    assert percentile([], 0.99) == 0.0


def test_the_table_says_which_figure_misses_its_bar() -> None:
    lines = table([Figure("kill", 1_000, 0, "1 s", "0", ok=True), Figure("disk", 5, 2, "", "0", ok=False)]).split("\n")

    assert [line.split()[0] for line in lines] == ["figure", "kill", "disk"]
    assert "1,000" in lines[1] and " ok " in lines[1]
    assert "MISSED" in lines[2]


def test_every_figure_has_its_function_its_archive_and_its_place_in_the_papers() -> None:
    told = (ROOT / "docs" / "reliability.md").read_text()

    for name in FIGURES:
        assert callable(getattr(importlib.import_module(f"bench.faults.{name}"), name))
        assert f"| `{name}` |" in told
    assert set(BEGIN_WITH) == set(FIGURES)
    assert set(stock.FIGURES) == set(STOCK)
    assert arguments([]).figures == list(FIGURES)
    assert arguments(["kill", "disk"]).figures == ["kill", "disk"]
    with pytest.raises(SystemExit):  # of hostile alone
        arguments(["kill", "hostile", "--questions", "3000"])


# Killing


def test_every_point_names_a_function_that_is_there() -> None:
    for point in points.POINTS:
        assert callable(points.found(point)[2]), point.name


@pytest.mark.parametrize(("when", "done"), [("before", ["first"]), ("after", ["first", "second"])])
def test_a_point_strikes_before_or_after_a_call(monkeypatch: pytest.MonkeyPatch, when: str, done: list[str]) -> None:
    calls: list[str] = []
    struck: list[list[str]] = []
    monkeypatch.setattr(outbox, "remove", calls.append)
    point = points.Point("test", "articles.search.outbox", "remove", when)  # type: ignore[arg-type]

    points.arm(point, 2, lambda: struck.append(list(calls)))
    for call in ("first", "second", "third"):
        outbox.remove(call)  # type: ignore[arg-type]

    assert struck == [done]
    assert calls == ["first", "second", "third"]


def test_a_process_says_how_it_ended(capfd: pytest.CaptureFixture[str]) -> None:
    assert processes.wait(processes.fork(lambda: None)) == 0
    assert processes.wait(processes.fork(lambda: 1 / 0)) == 1
    assert "ZeroDivisionError" in capfd.readouterr().err

    asleep = processes.fork(lambda: time.sleep(60))
    processes.kill(asleep)
    assert processes.wait(asleep) == -signal.SIGKILL
    assert processes.wait(processes.fork(lambda: time.sleep(60)), seconds=0.05) == -signal.SIGKILL


# What was acknowledged


def test_a_ledger_tells_what_has_to_be_there_and_what_was_only_tried(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger")
    for slug in ("one", "two"):
        ledger.tried({slug: (slug, "draft")})
        ledger.acknowledged({slug: (slug, "draft")})
    ledger.tried({"one": None, "three": ("three", "draft")})

    expected, tried = changes.acknowledged(tmp_path / "ledger", {"before": ("before", "published")})

    assert expected == {"before": ("before", "published"), "one": ("one", "draft"), "two": ("two", "draft")}
    assert tried == {"one": None, "three": ("three", "draft")}


@pytest.mark.django_db
def test_a_change_that_was_only_tried_is_there_whole_or_not_at_all() -> None:
    for slug in ("kept", "first", "second"):
        Article.objects.create(slug=slug, headline="Old", status="draft")
    expected: changes.States = dict.fromkeys(("kept", "first", "second"), ("Old", "draft"))
    tried: changes.States = dict.fromkeys(("first", "second"), ("New", "draft"))

    assert changes.lost(expected, tried) == []
    Article.objects.filter(slug="first").update(headline="New")
    assert changes.lost(expected, tried)
    Article.objects.filter(slug="second").update(headline="New")
    assert changes.lost(expected, tried) == []
    Article.objects.filter(slug="kept").delete()
    assert changes.lost(expected, tried) == ["kept is None, not ('Old', 'draft')"]


@pytest.mark.django_db
def test_a_writer_acknowledges_what_the_database_has(tmp_path: Path) -> None:
    writer = Writer("story", random.Random(1), Ledger(tmp_path / "ledger"))

    kinds = {writer.step() for _ in range(60)}

    assert kinds == {"create", "bulk_create", "roll_back", "save", "update", "delete", "undo_delete"}
    assert changes.acknowledged(tmp_path / "ledger", {}) == (writer.states, {})
    assert changes.lost(writer.states, {}) == []
    assert Article.objects.count() == sum(state is not None for state in writer.states.values())


# Storage


def durably(path: Path, content: bytes) -> None:
    draft = path.with_suffix(".new")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


@pytest.mark.parametrize(("number", "found"), [(1, b"old"), (2, b"old"), (3, b"old"), (4, b"new"), (5, b"new")])
def test_the_nth_operation_fails(tmp_path: Path, number: int, found: bytes) -> None:
    """A write, the file's fsync, the renaming, the folder's fsync."""
    (tmp_path / "file").write_bytes(b"old")
    watch = Failing(number, errno.EIO)

    try:
        with watched(tmp_path, watch):
            durably(tmp_path / "file", b"new")
    except OSError as error:
        assert error.errno == errno.EIO

    assert (tmp_path / "file").read_bytes() == found
    assert watch.struck == (number < 5)
    with (tmp_path / "file").open("wb") as file:  # nothing is watched any more
        assert file.write(b"whole") == 5


def test_a_write_that_fails_has_written_half(tmp_path: Path) -> None:
    with watched(tmp_path, Failing(1, errno.ENOSPC, forever=True)), pytest.raises(OSError, match="No space"):
        (tmp_path / "file").write_bytes(b"12345678")
    with watched(tmp_path, Failing(1, errno.ENOSPC, forever=True)), pytest.raises(OSError, match="No space"):
        (tmp_path / "text").write_text("12345678")

    assert (tmp_path / "file").read_bytes() == b"1234"
    assert (tmp_path / "text").read_text() == "1234"


def test_what_is_written_elsewhere_is_not_watched(tmp_path: Path) -> None:
    (tmp_path / "watched").mkdir()
    watch = Failing(1, errno.EIO)

    with watched(tmp_path / "watched", watch):
        (tmp_path / "beside").write_bytes(b"1")

    assert watch.count == 0


@pytest.mark.parametrize(
    ("number", "as_synced", "as_named"),
    [
        (1, {"file": b"old"}, {"file": b"old", "file.new": b""}),
        (3, {"file": b"old"}, {"file": b"old", "file.new": b"new"}),
        (4, {"file": b"old"}, {"file": b"new"}),
        (5, {"file": b"new"}, {"file": b"new"}),
    ],
)
def test_what_was_not_synced_is_forgotten(
    tmp_path: Path, number: int, as_synced: dict[str, bytes], as_named: dict[str, bytes]
) -> None:
    root = tmp_path / "root"
    (root / "folder").mkdir(parents=True)
    (root / "folder" / "file").write_bytes(b"old")
    remains: list[dict[str, bytes]] = []

    def end(storage: Forgetting) -> None:
        for names in (False, True):
            storage.remains(tmp_path / f"image-{names}", names=names)
            remains.append({path.name: path.read_bytes() for path in (tmp_path / f"image-{names}/folder").iterdir()})

    storage = Forgetting(root, number, end)
    with watched(root, storage):
        durably(root / "folder" / "file", b"new")
    if number == 5:
        end(storage)

    assert remains == [as_synced, as_named]


# Pages, questions, guards


def test_links_of_the_site_are_followed_and_no_others() -> None:
    page = b"""<a href="/people/#top"> <a href="?q=a&amp;page=2"> <a href="https://example.org/"> <a href="/admin/">
    <link href="/static/x.css"> <form action="/search/">"""

    assert list(links("/search/", page)) == ["/people/", "/search/?q=a&page=2", "/search/"]


def test_hostile_questions_are_the_same_for_the_same_seed() -> None:
    first, again, other = (list(hostile.addresses(random.Random(seed), 300)) for seed in (1, 1, 2))

    assert first == again != other
    assert len(first) == 300
    assert all(re.fullmatch(r"/[\x21-\x7e]*", address) for address in first)


@pytest.mark.parametrize("guard", guards.table(), ids=lambda guard: guard.name)
def test_every_guard_stands_where_it_is_said_to_with_its_test(guard: guards.Guard) -> None:
    path, _, name = guard.test.partition("::")

    assert guard.old in (ROOT / guard.file).read_text()
    assert guard.new != guard.old
    assert not name or f"def {name}(" in (ROOT / path).read_text()


def test_guards_have_names_of_their_own() -> None:
    names = [guard.name for guard in guards.table()]

    assert len(set(names)) == len(names)


def test_what_is_written_as_json_can_be_read_back() -> None:
    from dataclasses import asdict

    figure = Figure("kill", 1, 0, "1 s", "0", ok=True)

    assert set(asdict(figure)) == {"id", "n", "failures", "worst", "bar", "ok"}
    assert Figure(**json.loads(json.dumps(asdict(figure)))) == figure
