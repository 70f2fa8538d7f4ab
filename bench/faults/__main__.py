"""The fault battery: what faults leave behind, each figure with its bar.

    python -m bench.faults [FIGURE …] [--seed S] [--size small|full] [--stock] [--json FILE]

Prints one table; ends with 1 where a figure misses its bar. Each figure runs in a process and an archive of its own.
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
from typing import Any

from bench import ROOT
from bench.faults.figure import Figure
from bench.faults.trial import FIGURES, STOCK
from bench.speed import machine

SEED = 1


def run(name: str, options: argparse.Namespace, *more: str) -> Figure:
    """One figure; a process that fails is a figure that misses its bar."""
    folder = Path(tempfile.mkdtemp(prefix="bench-faults-", dir=options.folder))
    (folder / "site").mkdir(mode=0o700)
    words = [sys.executable, "-m", "bench.faults.trial", name, str(folder), str(options.seed), options.size, *more]
    process = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        printed, _ = process.communicate()
    finally:  # however this process ends, the other stops what it started and goes
        process.terminate()
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)
    if process.returncode:
        return Figure(name, 0, 1, f"ended with {process.returncode}", "runs to its end", ok=False)
    return Figure(**json.loads(printed.splitlines()[-1]))


def table(figures: list[Figure]) -> str:
    """Lines of the same width, the bar of each figure last."""
    rows = [("figure", "n", "failures", "worst", "", "bar")]
    rows += [
        (each.id, f"{each.n:,}", f"{each.failures:,}", each.worst, "ok" if each.ok else "MISSED", each.bar)
        for each in figures
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [
            cell.rjust(width) if column in (1, 2) else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def arguments(words: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench.faults", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("figures", nargs="*", choices=[*FIGURES, []], metavar="FIGURE", help=", ".join(FIGURES))
    parser.add_argument("--seed", type=int, default=SEED, metavar="S")
    parser.add_argument("--size", choices=("small", "full"), default="small")
    parser.add_argument("--stock", action="store_true", help=f"the stock stack beside it: {', '.join(STOCK)}")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--folder", type=Path, help="where the archives are made (default: a temporary folder)")
    options = parser.parse_args(words)
    options.figures = options.figures or list(FIGURES)
    return options


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    options = arguments()
    found, stock, seconds = [], [], {}
    for name in options.figures:
        began = time.perf_counter()
        found.append(run(name, options))
        seconds[name] = round(time.perf_counter() - began, 1)
        print(f"{name}: {seconds[name]} s", file=sys.stderr, flush=True)
        if options.stock and name in STOCK:
            stock.append(run(name, options, "--stock"))
    print(table(found))
    if stock:
        print(f"\nthe stock stack\n{table(stock)}")
    if options.json:
        options.json.write_text(json.dumps(written(options, found, stock, seconds), indent=1, ensure_ascii=False))
    sys.exit(0 if all(figure.ok for figure in found) else 1)


def written(
    options: argparse.Namespace, found: list[Figure], stock: list[Figure], seconds: dict[str, float]
) -> dict[str, Any]:
    """What `--json` writes."""
    return {
        "figures": [asdict(figure) for figure in found],
        "stock": [asdict(figure) for figure in stock],
        "seed": options.seed,
        "size": options.size,
        "seconds": seconds,
        "machine": machine(),
    }


if __name__ == "__main__":
    main()
