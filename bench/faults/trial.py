"""One figure in a process of its own, in an archive of its own.

    python -m bench.faults.trial FIGURE FOLDER SEED SIZE [--stock]

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

FIGURES = ("kill", "disk", "writers", "rebuilds", "freshness", "hostile", "canary", "guards")
STOCK = ("kill", "writers", "rebuilds")
DEMONSTRATION = {"freshness", "hostile", "canary"}
"""Figures that look at the demonstration archive; the others begin with an empty one."""


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("figure", choices=FIGURES)
    parser.add_argument("folder", type=Path)
    parser.add_argument("seed", type=int)
    parser.add_argument("size", choices=("small", "full"))
    parser.add_argument("--stock", action="store_true")
    options = parser.parse_args()
    if options.stock:
        stock = importlib.import_module("bench.faults.stock")
        stock.start(options.folder)
        function = stock.FIGURES[options.figure]
    else:
        site.start(options.folder)
        if options.figure != "guards":
            site.prepare(demonstration=options.figure in DEMONSTRATION)
        function = getattr(importlib.import_module(f"bench.faults.{options.figure}"), options.figure)
    print(json.dumps(asdict(function(options.seed, options.size))))


if __name__ == "__main__":
    main()
