"""How long each kind of page takes in a small and in a large archive, and how many queries.

    python -m bench.pages [--size small|full …] [--kinds person event …] [--json FILE] [--folder FOLDER]

Archives are invented, the same at every run: `full` has 100,000 articles, 5,000 people, 20,000 events and 50,000
commitments, `small` a fiftieth to a tenth of that. One process asks for many addresses of each kind, the fullest rows
among them. Prints a table for each size: milliseconds of CPU and of wall time at p50 and p95, and the most queries.
The bars are 100 ms at p95 and 25 queries. After both sizes prints one table more, in Markdown, with how many times the
small archive's median a page takes in the full one; `--print FILE` prints it of figures that `--json` kept.
`--folder` keeps an archive there, and uses one that is there already.
"""

import argparse
import gc
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from bench import ROOT, site

COUNT = {"small": 30, "full": 40}
"""Addresses of each kind."""
MOST_MS, MOST_QUERIES = 100.0, 25


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", nargs="+", choices=("small", "full"), default=["small", "full"])
    parser.add_argument("--kinds", nargs="+", default=[], metavar="KIND", help="only these kinds of pages")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--folder", type=Path, help="where archives are kept (default: a temporary folder)")
    parser.add_argument(
        "--print", type=Path, metavar="FILE", help="print the table of a file of --json; measure nothing"
    )
    parser.add_argument("--one", metavar="SIZE", help=argparse.SUPPRESS)
    return parser.parse_args()


def one(size: str, folder: Path, kinds: list[str]) -> dict[str, Any]:
    """The figures of one size, in this process; fills the archive of the folder first where it is not there."""
    site.start(folder)
    from django.conf import settings
    from django.urls import reverse

    from articles.search import names

    settings.SEARCH_SECONDS = 0
    figures: dict[str, Any] = {"size": size, "rows": {}}
    done = folder / "filled"
    if not done.exists():
        from bench.pages import made

        began = time.perf_counter()
        site.prepare(demonstration=False)
        made.fill(size)
        done.write_text(str(round(time.perf_counter() - began, 1)))
    figures["filled_s"] = float(done.read_text())
    reverse("home")
    names.read_ahead()
    gc.collect()
    gc.freeze()  # all this as archive/wsgi.py does before the first question
    figures["rows"] = dict(_asked(COUNT[size], kinds))
    return figures


def _asked(count: int, kinds: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    from bench.pages import addresses, asking

    for name, draw in addresses.kinds().items():
        if kinds and name not in kinds:
            continue
        wanted = list(draw(random.Random(7), count))
        if not wanted or not addresses.known(wanted[0]):
            continue
        row = asking.ask(wanted).row()
        print(line(name, row), file=sys.stderr, flush=True)
        yield name, row


def table(figures: dict[str, Any]) -> str:
    """The figures of one size as text; a kind over a bar names its slowest address, and what failed."""
    head = f"{'kind':<30}{'n':>4}{'CPU p50':>9}{'p95':>8}{'wall p50':>10}{'p95':>8}{'queries':>9}{'kB':>6}"
    lines = [f"\n{figures['size']}, filled in {figures['filled_s']} s", head]
    return "\n".join([*lines, *(line(name, row) for name, row in figures["rows"].items())])


def line(name: str, row: dict[str, Any]) -> str:
    cpu, wall = row["cpu_ms"], row["wall_ms"]
    failures = "".join(f"\n    {failure}" for failure in row["failed"])
    return (
        f"{name:<30}{row['n']:>4}{cpu['p50']:>9}{cpu['p95']:>8}{wall['p50']:>10}{wall['p95']:>8}"
        f"{row['queries']:>9}{row['bytes'] // 1000:>6}{'  over: ' + row['slowest'] if is_over(row) else ''}{failures}"
    )


def compared(found: list[dict[str, Any]]) -> str:
    """The figures of the full archive beside those of the small one, as a table in Markdown, and what is over a bar."""
    sizes = {figures["size"]: figures["rows"] for figures in found}
    small, full = sizes.get("small", {}), sizes.get("full", {})
    lines = [
        "| page | CPU ms p50 / p95 | wall ms p95 | queries | kB | small, CPU ms p50 / p95 | full to small |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name in dict.fromkeys([*full, *small]):
        row, less = full.get(name), small.get(name)
        times = f"{row['cpu_ms']['p50'] / less['cpu_ms']['p50']:.1f}" if row and less and less["cpu_ms"]["p50"] else ""
        figures = (
            [_milliseconds(row), str(row["wall_ms"]["p95"]), str(row["queries"]), str(row["bytes"] // 1000)]
            if row
            else [""] * 4
        )
        lines.append(f"| {' | '.join([name, *figures, _milliseconds(less) if less else '', times])} |")
    over = [f"{name} ({size})" for size, rows in sizes.items() for name, row in rows.items() if is_over(row)]
    return "\n".join([*lines, "", f"Over a bar: {'; '.join(over) or 'none'}."])


def _milliseconds(row: dict[str, Any]) -> str:
    return f"{row['cpu_ms']['p50']} / {row['cpu_ms']['p95']}"


def is_over(row: dict[str, Any]) -> bool:
    """Whether a kind of page misses a bar, or failed."""
    return bool(row["cpu_ms"]["p95"] > MOST_MS or row["queries"] > MOST_QUERIES or row["failed"])


def main() -> None:
    options = arguments()
    if options.print:
        print(compared(json.loads(options.print.read_text())))
        return
    if options.one:
        print(json.dumps(one(options.one, options.folder, options.kinds)))
        return
    kept = nullcontext(str(options.folder)) if options.folder else tempfile.TemporaryDirectory(prefix="bench-pages-")
    found = []
    with kept as folder:
        for size in options.size:
            place = Path(folder) / size
            place.mkdir(parents=True, exist_ok=True)
            command = [sys.executable, "-m", "bench.pages", "--one", size, "--folder", str(place)]
            if options.kinds:
                command += ["--kinds", *options.kinds]
            done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
            figures = json.loads(done.stdout.splitlines()[-1])
            found.append(figures)
            print(table(figures), flush=True)
    if len(found) > 1:
        print(f"\n{compared(found)}")
    if options.json:
        options.json.write_text(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
