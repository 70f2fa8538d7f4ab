"""Files that were damaged on their way: no crash, nothing half imported, nothing that takes long or much.

Each trial is a file in one of the formats, with a few changes of its bytes made at random, imported as the command
does it and taken back. What the import says of the file has to be what the database then holds.
"""

import random
import resource
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from articles.dates import Span
from articles.exports.formats import FORMATS
from articles.imports.planning import Planner
from articles.imports.running import Run, Watching
from articles.imports.sources import Document, opened
from articles.imports.steps import CREATED, REFUSED, UPDATED, FilePlan, Options
from articles.imports.undoing import undo
from articles.models import Agency, Article, ArticleVersion, ImportBatch, ImportRow, Suggestion
from articles.wire.records import Story
from bench import ROOT
from bench.corpus import generated
from bench.faults.figure import Figure, Size, Tally

FILES: dict[Size, int] = {"small": 500, "full": 50_000}
SAMPLES = ROOT / "tests" / "wire" / "samples"
SECONDS, MEGABYTES = 2.0, 256
"""Of processor time for a file; more in memory at the end than after the first files."""
A_PLANNER = 100
"""Files that one planner sees, as those of one run."""
ODD = (b"\x00", b"\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\x1f\x8b", b"PK\x03\x04", b"]]>")
ODD += (b"<!DOCTYPE a [<!ENTITY b 'c'>]>&b;",)
ODD += (b'"', b"{", b"[", b"</", b"\n\n", b"\r", b",", b"\\u0000", b"9" * 400, b"date 2025-13-99\n", b"\xe2\x80\xae")
Counts = tuple[int, ...]


def imports(seed: int, size: Size) -> Figure:
    """Every trial is one file."""
    rng, tally = random.Random(seed), Tally("imports")
    originals, slowest, first = list(files()), (0.0, ""), 0.0
    planner = Planner(Options())
    for number in range(FILES[size]):
        if number % A_PLANNER == 0:
            planner = Planner(Options())
        name, content = rng.choice(originals)
        damaged = mutated(rng, content, rng.choice(originals)[1])
        began = time.process_time()
        wrong = list(tried(planner, name, damaged))
        took = time.process_time() - began
        if took > SECONDS:
            wrong.append(f"{took:.1f} s of CPU for {name}")
        tally.trial(f"{name}: {each}" for each in wrong)
        slowest = max(slowest, (took, name))
        first = first or (memory() if number == A_PLANNER else 0.0)
    grown = memory() - (first or memory())
    if grown > MEGABYTES:
        tally.trial([f"{grown:.0f} MB more at the end"])
    worst = f"{slowest[0] * 1000:.0f} ms of CPU ({slowest[1]}), {grown:.0f} MB more"
    bar = f"0 crashes, 0 partial imports, ≤ {SECONDS:.0f} s and ≤ {MEGABYTES} MB each"
    return tally.figure(worst, bar)


def tried(planner: Planner, name: str, content: bytes) -> Iterator[str]:
    """Import a file and take it back; whatever is wrong with either, in words."""
    before = counted()
    plans: list[FilePlan] = []
    batch = ImportBatch.objects.create(source=name)
    try:
        Run(planner, batch, watching=Watching(told=plans.append)).take(_documents(name, content))
    except Exception as error:  # noqa: BLE001 — whatever comes is what is looked for
        yield f"{type(error).__name__}: {error}"
    after = counted()
    steps = [step for plan in plans if plan.status is not REFUSED for step in plan.steps]
    due = sum(step.status is CREATED for step in steps), sum(step.kind is not None for step in steps)
    if (after[0] - before[0], after[1] - before[1]) != due:
        yield f"{due} articles and versions were told of, {(after[0] - before[0], after[1] - before[1])} came"
    rows = ImportRow.objects.filter(batch=batch, status__in=[CREATED, UPDATED]).count()
    if rows != sum(step.status in (CREATED, UPDATED) for step in steps):
        yield f"{rows} rows were written for {len(steps)} records"
    undo(batch)
    if counted() != before:
        yield f"taken back it leaves {counted()} instead of {before}"


def counted() -> Counts:
    return tuple(model._default_manager.count() for model in (Article, ArticleVersion, Suggestion, Agency))


def memory() -> float:
    """Megabytes of this process at most, so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def files() -> Iterator[tuple[str, bytes]]:
    """Sound files: of every format that the archive writes, and the samples that readers are tested by."""
    stories = [_story(article) for article in islice(generated(40), 40)]
    for number in range(0, 40, 4):
        some = stories[number : number + 4]
        for code, form in FORMATS.items():
            written = "".join(form.written(some[:1] if code == "wire" else some))
            yield f"{number}.{code}", written.encode()
    for path in sorted(SAMPLES.rglob("*")):
        if path.is_file() and path.stat().st_size < 100_000:
            yield path.name, path.read_bytes()


def mutated(rng: random.Random, content: bytes, other: bytes) -> bytes:
    """The bytes of a file with one to five changes, any of which may be harmless."""
    made = bytearray(content)
    for _ in range(rng.randint(1, 5)):
        at, length = rng.randrange(len(made) + 1), int(rng.paretovariate(1.0))
        match rng.randrange(7):
            case 0 if made:
                made[rng.randrange(len(made))] ^= 1 << rng.randrange(8)
            case 1:
                del made[at : at + length]
            case 2:
                made[at:at] = rng.choice(ODD)
            case 3:
                made[at:at] = made[at : at + length] * rng.randint(1, 4)
            case 4:
                del made[at:]
            case 5:
                start = rng.randrange(len(other) + 1)
                made[at : at + length] = other[start : start + length * 4]
            case _:
                made[at:at] = rng.randbytes(min(length, 200))
    return bytes(made)


def _documents(name: str, content: bytes) -> Iterator[Document]:
    yield from opened(name, content)


def _story(article: Any) -> Story:
    day = Span(article.earliest, article.latest) if article.earliest and article.earliest == article.latest else None
    agencies = tuple(code.upper() for code in article.facets["agency"])
    story = Story(article.paragraphs, headline=article.title, published=day, dateline="SOFIA", agencies=agencies)
    return replace(story, source_id=f"urn:bench:{article.pk}", source_version="1")
