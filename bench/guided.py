"""Damaged files as atheris makes them: it watches which lines of the readers a file reaches, and looks for new ones.

`python -m bench.guided --seed 1 --n 50000` reads so many, beginning with the samples; it needs bench/requirements.txt.
It stops with a report at the first exception that is no `WireError`, and at a file that takes over two seconds or makes
the process larger than 512 MB (atheris itself and its collection of files take about half of that).
"""

import argparse
import sys
import tempfile

import atheris

with atheris.instrument_imports(include=["articles.wire"]):
    from articles.wire import files, formats
    from articles.wire.records import WireError
from bench.fuzz import SAMPLES


def read(data: bytes) -> None:
    """Read a file as its content tells, or, by its first byte, as one of the formats or as an archive."""
    choice = data[0] if data else 0
    try:
        if choice < 16:
            for each in files.unpack(data[1:], "file"):
                formats.read(each.data, each.name)
        elif choice >= 0x80:
            formats.read(data[1:], format=formats.CODES[choice % len(formats.CODES)])
        else:
            formats.read(data)
    except WireError:
        return


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--n", type=int, default=50_000, metavar="FILES")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as found:
        limits = ["-timeout=2", "-rss_limit_mb=512", "-max_len=20000"]
        atheris.Setup([sys.argv[0], f"-seed={options.seed}", f"-runs={options.n}", *limits, found, str(SAMPLES)], read)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
