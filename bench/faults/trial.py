"""One figure in a process of its own, in the archive of a folder; or the archive that a figure begins with.

    python -m bench.faults.trial FIGURE|ARCHIVE FOLDER [--seed S] [--size small|full] [--questions N] [--stock]

Prints the figure as one line of JSON.
"""

import argparse
import importlib
import json
import signal
import sys
from dataclasses import asdict
from pathlib import Path

from bench import site

FIGURES = ("kill", "disk", "writers", "rebuilds", "freshness", "hostile", "canary", "guards", "imports")
STOCK = ("kill", "writers", "rebuilds")
ARCHIVES = ("empty", "demonstration")
BEGIN_WITH = dict.fromkeys(FIGURES, "empty") | dict.fromkeys(("freshness", "hostile", "canary"), "demonstration")
"""The archive that each figure begins with."""


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("figure", choices=(*FIGURES, *ARCHIVES))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", choices=("small", "full"), default="small")
    parser.add_argument("--questions", type=int)
    parser.add_argument("--stock", action="store_true")
    options = parser.parse_args()
    if options.stock:
        stock = importlib.import_module("bench.faults.stock")
        stock.start(options.folder)
        found = stock.FIGURES[options.figure](options.seed, options.size)
    else:
        site.start(options.folder)
        if options.figure in ARCHIVES:
            site.prepare(demonstration=options.figure == "demonstration")
            return
        module = importlib.import_module(f"bench.faults.{options.figure}")
        given = {"questions": options.questions} if options.questions else {}
        found = getattr(module, options.figure)(options.seed, options.size, **given)
    print(json.dumps(asdict(found)))


if __name__ == "__main__":
    main()
