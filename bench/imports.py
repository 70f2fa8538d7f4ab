"""How fast news is imported, and in how much memory, before anything is indexed.

    python -m bench.imports [--n 10000] [--json FILE]

The same generated articles come in as one file of JSON Lines and as a folder of plain wire texts, each with suggestions
and without, into an archive that knows the names of the demonstration; then a text of 250,000 characters. Each runs in
a process of its own. Seconds are of processor time, reading and writing included; megabytes are the most in memory.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench import ROOT, site
from bench.speed import machine

KINDS = ("jsonl", "wire", "long")
LONG = 250_000
"""Characters."""
BAR, MEMORY = 400, 300
"""Articles a second of processor time, at least; megabytes, at most."""


def write(kind: str, count: int, folder: Path) -> Path:
    """The articles as a file or folder to be imported."""
    from bench.corpus import generated

    place = folder / f"news.{kind}"
    if kind == "long":
        paragraphs, length = [], 0
        for article in generated(10_000):
            paragraphs += article.paragraphs
            length += len(article.body) + 2
            if length > LONG:
                break
        body = "\n\n".join(paragraphs)[:LONG]
        place.write_text(f"date 2025-10-23\nSOFIA — {body}\n", encoding="utf-8")
        return place
    if kind == "jsonl":
        with place.open("w", encoding="utf-8") as file:
            file.writelines(f"{json.dumps(_record(each), ensure_ascii=False)}\n" for each in generated(count))
        return place
    place.mkdir()
    for number, article in enumerate(generated(count)):
        header = f"date {article.earliest}\n" if article.earliest and article.earliest == article.latest else ""
        text = f"{header}{article.dateline} {article.body} — {'/'.join(article.facets['agency']).upper()}\n"
        (place / f"{number:06}.txt").write_text(text, encoding="utf-8")
    return place


def _record(article: Any) -> dict[str, Any]:
    return {
        "identifier": f"urn:bench:{article.pk}",
        "headline": article.title,
        "inLanguage": article.facets["language"][0],
        "datePublished": str(article.earliest or ""),
        "dateline": article.dateline.rstrip(" —"),
        "sourceOrganization": list(article.facets["agency"]),
        "articleBody": list(article.paragraphs),
    }


def measured(place: Path, *, suggesting: bool) -> dict[str, Any]:
    """Import what lies at a place into this process's archive, as the command does."""
    from articles.imports import sources
    from articles.imports.planning import Planner
    from articles.imports.running import Run
    from articles.imports.steps import Options
    from articles.models import ImportBatch, Suggestion

    began, cpu = time.perf_counter(), time.process_time()
    batch = ImportBatch.objects.create(source=str(place))
    totals = Run(Planner(Options(), suggesting=suggesting), batch).take(sources.documents([str(place)]))
    cpu, wall = time.process_time() - cpu, time.perf_counter() - began
    count = totals.records["created"]
    return {
        "articles": count,
        "refused": totals.files["refused"],
        "suggestions": Suggestion.objects.count(),
        "cpu_s": round(cpu, 2),
        "wall_s": round(wall, 2),
        "articles_per_cpu_s": round(count / cpu, 1),
        "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def part(kind: str, count: int, folder: Path, suggesting: bool) -> dict[str, Any]:
    """The figures of one kind, from a process of its own in a new archive."""
    words = [kind, str(count), str(folder), "yes" if suggesting else "no"]
    done = subprocess.run(
        [sys.executable, "-m", "bench.imports", "--part", *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return {"kind": kind, "suggesting": suggesting, **figures}


def run_part(kind: str, count: int, folder: Path, suggesting: bool) -> None:
    site.start(folder)
    place = next(folder.glob("news.*"))
    print(json.dumps(measured(place, suggesting=suggesting)))


def prepared(folder: Path, kind: str, count: int) -> None:
    """A new archive with the demonstration in it, and what is to be imported beside it; in a process that then goes."""
    (folder / "site").mkdir(parents=True)
    site.start(folder)
    site.prepare(demonstration=True)
    write(kind, count, folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", type=int, default=10_000, metavar="N", help="articles")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--part", nargs=4, help=argparse.SUPPRESS)
    parser.add_argument("--prepare", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.prepare:
        kind, count, folder = options.prepare
        return prepared(Path(folder), kind, int(count))
    if options.part:
        kind, count, folder, suggesting = options.part
        return run_part(kind, int(count), Path(folder), suggesting == "yes")
    rows = []
    for kind in KINDS:
        for suggesting in (False, True):
            with tempfile.TemporaryDirectory(prefix="bench-imports-") as name:
                words = [kind, str(options.n), name]
                subprocess.run([sys.executable, "-m", "bench.imports", "--prepare", *words], cwd=ROOT, check=True)
                rows.append(part(kind, options.n, Path(name), suggesting))
                print(line(rows[-1]), flush=True)
    if options.json:
        options.json.write_text(json.dumps({"machine": machine(), "rows": rows}, indent=1))
    return None


def line(row: dict[str, Any]) -> str:
    """One row of the table, with what the bars are."""
    what = f"{row['kind']:<6} {'with' if row['suggesting'] else 'without'} suggestions"
    speed = f"{row['articles']:>6,} articles, {row['articles_per_cpu_s']:>8,} a second of CPU (bar {BAR})"
    return f"{what:<28} {speed}, {row['cpu_s']:>7} s CPU, {row['wall_s']:>7} s, {row['memory_mb']} MB (bar {MEMORY})"


if __name__ == "__main__":
    main()
