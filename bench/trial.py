"""One part of `bench.speed`, in a process of its own, so that no engine's time or memory is another's.

    python -m bench.trial PART FOLDER ENGINE [arguments as JSON]

Prints its figures as one line of JSON. The articles and questions lie in the folder.
"""

import json
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench import measuring, questions, site
from bench.engines import Engine, Unavailable, open_adapter
from bench.questions import SHAPES

ARTICLES, QUESTIONS = "articles.pickle", "questions.json"
MEMORY_QUESTIONS, MEMORY_SECONDS = 200, 60.0
ASKED = 100
"""Questions made of each shape."""


def archive_site(folder: Path, _: str) -> dict[str, Any]:
    """Make the site that the archive's index lies in, beside the folders of all sizes."""
    site.start(folder.parent)
    site.prepare(demonstration=True)
    return {}


def corpus(folder: Path, source: str, size: int) -> dict[str, Any]:
    """Write articles and questions; answer how many articles there are."""
    from itertools import islice

    from bench import briefings, spool
    from bench.corpus import Values, generated
    from bench.vocabulary import Vocabulary

    found = generated(size) if source == "generated" else briefings.read(size)
    count = spool.write(folder / ARTICLES, found)
    if source == "generated":
        vocabulary = Vocabulary(1)
        words, phrases = vocabulary.words, vocabulary.phrases
    else:
        words, phrases = briefings.words_and_phrases(list(islice(spool.read(folder / ARTICLES), 2000)))
    maker = questions.Maker(words, phrases, Values().of["country"])
    made = {shape: maker.questions(shape, ASKED) for shape in SHAPES}
    questions.write(folder / QUESTIONS, made | {questions.UNRELATED: [maker.unrelated()]})
    return {"articles": count}


def build(folder: Path, name: str, processes: int) -> dict[str, Any]:
    """Index the articles, reading them not counted."""
    from bench import spool

    reading = measuring.Reading(spool.read(folder / ARTICLES))
    with _engine(folder, name) as engine:
        cpu, wall = engine.cpu(), time.perf_counter()
        engine.build(reading, processes)
        seconds = {"cpu": engine.cpu() - cpu - reading.cpu, "wall": time.perf_counter() - wall - reading.wall}
        engine.open()
        size = engine.size()
    return {
        "docs_per_cpu_s": round(reading.count / seconds["cpu"], 1),
        "docs_per_wall_s": round(reading.count / seconds["wall"], 1),
        "bytes_per_doc": round(size / reading.count),
        "peak_mb": round(_peak(), 1),
    }


def ask(folder: Path, name: str, shapes: list[str], seconds: float) -> dict[str, Any]:
    """Rows of times, without engine and size, and the hits that the first questions of each shape have."""
    rows, totals = [], {}
    asked = questions.read(folder / QUESTIONS)
    with _engine(folder, name) as engine:
        engine.open()
        for shape in shapes:
            totals[shape] = [engine.ask(question, False).total for question in asked[shape][:5]]
            for facets in (True, False):
                warm = measuring.warm(engine, asked[shape], facets, seconds)
                cold = measuring.cold(engine, *asked[questions.UNRELATED], asked[shape], facets, seconds)
                for state, times in (("warm", warm), ("cold", cold)):
                    rows.append({"shape": shape, "facets": facets, "state": state, **times.row()})
    return {"rows": rows, "totals": totals}


def memory(folder: Path, name: str) -> dict[str, Any]:
    """Megabytes before an index is opened and after 200 questions, or a minute of them; milliseconds to open it."""
    asked = questions.read(folder / QUESTIONS)
    rounds = [asked[shape][number] for number in range(MEMORY_QUESTIONS // len(SHAPES)) for shape in SHAPES]
    with _engine(folder, name) as engine:
        before = measuring.resident()
        cpu, wall = engine.cpu(), time.perf_counter()
        engine.open()
        opened = {"cpu_ms": (engine.cpu() - cpu) * 1000, "wall_ms": (time.perf_counter() - wall) * 1000}
        engine.ask(asked["common"][0], True)
        first = {"first_cpu_ms": (engine.cpu() - cpu) * 1000, "first_wall_ms": (time.perf_counter() - wall) * 1000}
        for question in measuring.within(MEMORY_SECONDS, rounds):
            engine.ask(question, True)
        after = measuring.resident()
    return {
        "memory_mb": round(after, 1),
        "before_mb": round(before, 1),
        "open": {name: round(value, 3) for name, value in (opened | first).items()},
    }


def change(folder: Path, name: str, rounds: int) -> dict[str, Any]:
    """What one changed article costs: bringing the index up to date, a reader renewed, the first page after it."""
    asked = questions.read(folder / QUESTIONS)["common"][:rounds]
    with _engine(folder, name) as engine:
        times = engine.changed(asked)  # type: ignore[attr-defined]
    return {part: measured.row() for part, measured in times.items()}


@contextmanager
def _engine(folder: Path, name: str) -> Iterator[Engine]:
    """The adapter of an engine, closed at the end, so that no server outlives its process."""
    if name == "archive":
        site.start(folder.parent)
    engine = open_adapter(name, folder)
    try:
        yield engine
    finally:
        engine.close()


def _peak() -> float:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


PARTS: dict[str, Callable[..., dict[str, Any]]] = {
    part.__name__: part for part in (archive_site, corpus, build, ask, memory, change)
}


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    part, folder, name, *arguments = sys.argv[1:]
    try:
        figures = PARTS[part](Path(folder), name, *map(json.loads, arguments))
    except Unavailable as error:
        figures = {"unavailable": str(error)}
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
