"""The fault battery: what faults leave behind, each figure with its bar.

    python -m bench.faults [FIGURE …] [--seed S] [--size small|full] [--stock] [--untimed] [--json FILE]
    python -m bench.faults hostile --archive FOLDER [--questions N]

Prints one table; ends with 1 where a figure misses its bar. Each figure runs in a process and an archive of its own.
Hostile questions may also be put to a copy of a large archive: `python -m bench.pages --folder F` keeps one in F/full.
On a machine that others use too, where seconds say little, `--untimed` ends with 1 only where a trial failed.
"""

import argparse
import json
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

from bench import ROOT
from bench.faults.figure import Figure
from bench.faults.trial import BEGIN_WITH, FIGURES, STOCK
from bench.speed import machine

SEED = 1


class Battery:
    """A run: figures in folders of their own, each with a copy of the archive that it begins with."""

    def __init__(self, options: argparse.Namespace, folder: Path) -> None:
        self.options, self.folder = options, folder
        self.seconds: dict[str, float] = {}

    def figure(self, name: str, *, stock: bool = False) -> Figure:
        """One figure; a process that fails is a figure that misses its bar."""
        folder = self.folder / (f"stock-{name}" if stock else name)
        folder.mkdir()
        if not stock:
            self._begin(name, folder)
        began = time.perf_counter()
        given = ["--seed", str(self.options.seed), "--size", self.options.size, *(["--stock"] if stock else [])]
        given += ["--questions", str(self.options.questions)] if self.options.questions else []
        code, printed = self._process(name, str(folder), *given)
        shutil.rmtree(folder, ignore_errors=True)
        self.seconds[folder.name] = round(time.perf_counter() - began, 1)
        print(f"{folder.name}: {self.seconds[folder.name]} s", file=sys.stderr, flush=True)
        if code:
            return Figure(name, 0, 1, f"ended with {code}", "runs to its end", ok=False)
        return Figure(**json.loads(printed.splitlines()[-1]))

    def _begin(self, name: str, folder: Path) -> None:
        """Copy the archive that a figure begins with; one that was given may lack the latest migrations."""
        given: Path | None = self.options.archive
        shutil.copytree((given or self.archive(BEGIN_WITH[name])) / "site", folder / "site")
        if given:
            self._made("empty", folder)

    def archive(self, name: str) -> Path:
        """A folder with an archive to be copied, made when it is first asked for."""
        folder = self.folder / name
        if not folder.exists():
            (folder / "site").mkdir(parents=True, mode=0o700)
            self._made(name, folder)
        return folder

    def _made(self, name: str, folder: Path) -> None:
        code, _ = self._process(name, str(folder))
        if code:
            sys.exit(f"bench.faults: the archive to begin with could not be made ({code}).")

    def _process(self, *words: str) -> tuple[int, str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "bench.faults.trial", *words], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        try:
            printed, _ = process.communicate()
        finally:  # however this process ends, the other stops what it started and goes
            process.terminate()
            process.wait()
        return process.returncode, printed


def table(figures: list[Figure]) -> str:
    """Lines of the same width, the bar of each figure last."""
    rows = [("figure", "n", "failures", "worst", "", "bar")]
    rows += [(each.id, f"{each.n:,}", f"{each.failures:,}", each.worst, _verdict(each), each.bar) for each in figures]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [
            cell.rjust(width) if column in (1, 2) else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def _verdict(figure: Figure) -> str:
    return "" if not figure.bar else "ok" if figure.ok else "MISSED"


def succeeded(figures: list[Figure], *, untimed: bool) -> bool:
    """Whether all met their bars; `untimed`: whether no trial failed, and every figure had any."""
    return all(figure.n and not figure.failures if untimed else figure.ok for figure in figures)


def arguments(words: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench.faults", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("figures", nargs="*", choices=[*FIGURES, []], metavar="FIGURE", help=", ".join(FIGURES))
    parser.add_argument("--seed", type=int, default=SEED, metavar="S")
    parser.add_argument("--size", choices=("small", "full"), default="small")
    parser.add_argument("--stock", action="store_true", help=f"the stock stack beside it: {', '.join(STOCK)}")
    parser.add_argument("--untimed", action="store_true", help="figures that only took too long do not end with 1")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--folder", type=Path, help="where the archives are made (default: a temporary folder)")
    parser.add_argument("--archive", type=Path, metavar="FOLDER", help="hostile: the archive to ask, which is copied")
    parser.add_argument("--questions", type=int, metavar="N", help="hostile: so many, whatever the size")
    options = parser.parse_args(words)
    options.figures = options.figures or list(FIGURES)
    if (options.archive or options.questions) and options.figures != ["hostile"]:
        parser.error("--archive and --questions are of hostile alone: name it as the one figure.")
    return options


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    options = arguments()
    with tempfile.TemporaryDirectory(prefix="bench-faults-", dir=options.folder) as folder:
        battery = Battery(options, Path(folder))
        found, stock = [], []
        for name in options.figures:
            found.append(battery.figure(name))
            if options.stock and name in STOCK:
                stock.append(battery.figure(name, stock=True))
    print(table(found))
    if stock:
        print(f"\nthe stock stack\n{table(stock)}")
    if options.json:
        written = {
            "figures": [asdict(figure) for figure in found],
            "stock": [asdict(figure) for figure in stock],
            "seed": options.seed,
            "size": options.size,
            "seconds": battery.seconds,
            "machine": machine(),
        }
        options.json.write_text(json.dumps(written, indent=1, ensure_ascii=False))
    sys.exit(0 if succeeded(found, untimed=options.untimed) else 1)


if __name__ == "__main__":
    main()
