"""The archive's search beside stock Haystack on Whoosh, SQLite FTS5, tantivy and PostgreSQL, in one run.

    python -m bench.speed [--sizes 10000 100000] [--engines archive tantivy …] [--shapes common phrase …] [--json FILE]

Every engine indexes the same articles and answers the same questions, each part in a process of its own: a page of 20
hits with a snippet of each, bare or with nine facets and a histogram by year. Prints tables for each size: milliseconds
of CPU, p50/p95; indexing, memory, size of the index. What cannot be measured here is skipped, with its reason.
"""

import argparse
import json
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from bench import ROOT, tables
from bench.engines import LIMITS, MODULES
from bench.questions import MEANINGS, SHAPES

SIZES = [10_000]
CHANGES = 20
SECONDS = 10.0
"""For the questions of a row: slow engines are asked fewer."""
PACKAGES = ("numpy", "Whoosh", "django-haystack", "tantivy", "psycopg")


class Failed(Exception):
    """A part that ended with an error."""


class Run:
    """One run: its figures as they come."""

    def __init__(self, options: argparse.Namespace, folder: Path) -> None:
        self.options = options
        self.folder = folder
        self.figures: dict[str, Any] = {
            "machine": machine(),
            "corpus": options.corpus,
            "rows": [],
            "indexing": [],
            "memory_mb": {},
            "open_ms": {},
            "changes": [],
            "hits": [],
            "skipped": [],
        }

    def all(self) -> None:
        """Measure every size and engine, and print each size as it is done."""
        (self.folder / "site").mkdir(exist_ok=True)
        self.once("archive_site", self.folder / "site", "archive")
        for size in self.options.sizes:
            folder = self.folder / f"{self.options.corpus}-{size}"
            folder.mkdir(mode=0o711, exist_ok=True)
            count = self.once("corpus", folder, self.options.corpus, size)["articles"]
            held = [name for name in self.options.engines if self.build(folder, name, count)]
            for shape in self.options.shapes:
                for name in held:  # in turn, so that what else the machine does falls on all alike
                    self.ask(folder, name, count, shape)
            for name in held:
                self.look(folder, name, count)
            if not self.options.folder:
                shutil.rmtree(folder)
            print(tables.size(self.figures, self.options.engines, count), flush=True)

    def build(self, folder: Path, name: str, size: int) -> bool:
        """Index the articles with an engine; what it cannot do here is skipped, and False."""
        limit = LIMITS.get(name, size)
        if size > limit:
            return self.skip(name, size, f"takes too long to build of more than {limit:,} articles")
        for processes in (2, 1) if name == "archive" else (1,):  # the index of the last is asked
            built = self.once("build", folder, name, processes)
            if "unavailable" in built:
                return self.skip(name, size, built["unavailable"])
            self.figures["indexing"].append({"engine": name, "size": size, "processes": processes, **built})
        return True

    def ask(self, folder: Path, name: str, size: int, shape: str) -> None:
        """Put the questions of one shape to one engine."""
        mark = {"engine": name, "size": size}
        asked = self.part("ask", folder, name, [shape], self.options.seconds)
        self.figures["rows"] += [{**mark, **row} for row in asked["rows"]]
        self.figures["hits"].append({**mark, "of_first_questions": asked["totals"]})

    def look(self, folder: Path, name: str, size: int) -> None:
        """What one engine holds in memory, and what a change costs ours."""
        memory = self.part("memory", folder, name)
        self.figures["memory_mb"].setdefault(name, {})[str(size)] = memory["memory_mb"]
        self.figures["open_ms"].setdefault(name, {})[str(size)] = memory["open"]
        if name == "archive":
            self.figures["changes"].append({"engine": name, "size": size, **self.part("change", folder, name, CHANGES)})
            for made in folder.glob(f"build-{name}-*.json"):  # another index now, so not used again
                made.unlink()

    def skip(self, name: str, size: int, reason: str) -> bool:
        """Say why an engine is not asked; False."""
        self.figures["skipped"].append({"engine": name, "size": size, "reason": reason})
        print(f"{name} at {size:,} articles is skipped: {reason}", file=sys.stderr)
        return False

    def once(self, part: str, folder: Path, name: str, *arguments: Any) -> dict[str, Any]:
        """The figures of a part that makes something; those of then, where it has been made in this folder before."""
        made = folder / f"{'-'.join(map(str, (part, name, *arguments)))}.json"
        if not made.exists():
            shutil.rmtree(folder / name, ignore_errors=True)  # left by one that did not end
            figures = self.part(part, folder, name, *arguments)
            if "unavailable" in figures:
                return figures
            made.write_text(json.dumps(figures))
        kept: dict[str, Any] = json.loads(made.read_text())
        return kept

    def part(self, part: str, folder: Path, name: str, *arguments: Any) -> dict[str, Any]:
        """The figures of one part, from a process of its own."""
        command = [sys.executable, "-m", "bench.trial", part, str(folder), name, *map(json.dumps, arguments)]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        try:
            printed, _ = process.communicate()
        finally:  # however this process ends, the other stops its server and goes
            process.terminate()
            process.wait()
        if process.returncode:
            raise Failed(f"{part} of {name} in {folder} ended with {process.returncode}; its error stands above.")
        figures: dict[str, Any] = json.loads(printed.splitlines()[-1])
        return figures


def machine() -> dict[str, str]:
    """What the figures were taken on, and when."""
    found = {"date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"), "python": platform.python_version()}
    found |= {"system": platform.platform(), "processor": _processor()}
    for package in PACKAGES:
        try:
            found[package.lower()] = version(package)
        except PackageNotFoundError:
            continue
    return found


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{len(names)} × {names[0]}" if names else platform.processor()


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", nargs="+", type=number, default=SIZES, metavar="N", help="articles: 10000, 100k")
    parser.add_argument("--engines", nargs="+", choices=list(MODULES), default=list(MODULES), metavar="ENGINE")
    shapes = "; ".join(f"{shape}: {meaning}" for shape, meaning in MEANINGS.items())
    parser.add_argument("--shapes", nargs="+", choices=SHAPES, default=list(SHAPES), metavar="SHAPE", help=shapes)
    parser.add_argument("--corpus", choices=("generated", "briefings"), default="generated")
    parser.add_argument(
        "--seconds", type=float, default=SECONDS, help="of questions a row: slow engines are asked fewer"
    )
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument(
        "--folder", type=Path, help="where the indexes are made, kept and used again (default: a temporary folder)"
    )
    return parser.parse_args()


def number(text: str) -> int:
    """10000 or 10k."""
    return int(text.removesuffix("k")) * (1000 if text.endswith("k") else 1)


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    options = arguments()
    folder = options.folder or Path(tempfile.mkdtemp(prefix="bench-speed-"))
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o711)  # PostgreSQL's server is another user, and has to pass through
    run = Run(options, folder)
    try:
        run.all()
    except Failed as error:
        sys.exit(f"bench.speed: {error}")
    finally:
        if not options.folder:
            shutil.rmtree(folder, ignore_errors=True)
        if options.json:
            options.json.write_text(json.dumps(run.figures, indent=1))


if __name__ == "__main__":
    main()
