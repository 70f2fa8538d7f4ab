"""Damaged files, read: does anything come of them but stories and clear refusals, and what does the worst one cost?

`python -m bench.fuzz --seed 1 --n 50000 --json fuzz.json` mutates the samples of every format and reads the results.
Each file depends only on the seed and its number: `--only NUMBER --keep FILE` makes one of them again.
"""

import argparse
import json
import os
import random
import resource
import sys
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tqdm import tqdm

from articles.wire import files, formats
from articles.wire.records import WireError
from bench.mutations import Sample, mutated

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "tests" / "wire" / "samples"
CPU_BAR = 2.0
MEMORY_BAR = 256
_SHOWN = 5


@dataclass(slots=True)
class Outcome:
    """What became of the files so far; for the worst of them, seconds of CPU and megabytes that the process held."""

    read: int = 0
    refused: int = 0
    stories: int = 0
    slowest: float = 0.0
    slowest_number: int = -1
    peak: float = 0.0
    peak_number: int = -1
    crashes: list[dict[str, Any]] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        return not self.crashes and self.slowest <= CPU_BAR and self.peak <= MEMORY_BAR


def samples() -> list[Sample]:
    """The samples of the tests, and those of the shared folder that `ARCHIVE_SHARED` names."""
    shared = os.environ.get("ARCHIVE_SHARED")
    folders = [SAMPLES, *([Path(shared) / "data" / "formats"] if shared else [])]
    found = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    return [(path.name, path.read_bytes()) for path in found if 0 < path.stat().st_size < 20_000]


def made(given: list[Sample], seed: int, number: int) -> tuple[Sample, str]:
    """The file of a number, and the format it is read as: mostly the one that its content tells."""
    chance = random.Random(f"{seed}/{number}")
    sample = mutated(given, chance)
    return sample, "auto" if chance.random() < 0.8 else chance.choice(formats.CODES)


def take(sample: Sample, format: str) -> int:
    """Read a file, archives unpacked, as an import does; the number of its stories. Raises what reading raises."""
    name, data = sample
    return sum(len(formats.read(each.data, each.name, format).stories) for each in files.unpack(data, name))


def run(given: list[Sample], seed: int, count: int) -> Outcome:
    """Read so many damaged files and note what happened."""
    outcome = Outcome()
    for number in tqdm(range(count), disable=None, unit="file"):
        sample, format = made(given, seed, number)
        _forget_peak()
        begun = time.process_time()
        try:
            outcome.stories += take(sample, format)
            outcome.read += 1
        except WireError:
            outcome.refused += 1
        except Exception:  # noqa: BLE001  whatever else comes out is what we look for
            outcome.crashes.append({"number": number, "format": format, "trace": traceback.format_exc()})
        _cost(outcome, number, time.process_time() - begun)
    return outcome


def _cost(outcome: Outcome, number: int, seconds: float) -> None:
    if seconds > outcome.slowest:
        outcome.slowest, outcome.slowest_number = seconds, number
    peak = _peak()
    if peak > outcome.peak:
        outcome.peak, outcome.peak_number = peak, number


def _forget_peak() -> None:
    """Begin a new peak (Linux, proc(5): clear_refs); elsewhere the peak is that of all files so far."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def _peak() -> float:
    """The most memory that the process has held since its peak was forgotten, in megabytes."""
    with suppress(OSError):
        status = Path("/proc/self/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def table(outcome: Outcome, seed: int, count: int) -> str:
    """The figures beside their bars."""
    rows = [
        ("files (seed)", f"{count:,} ({seed})", ""),
        ("read / refused", f"{outcome.read:,} / {outcome.refused:,}", ""),
        ("stories", f"{outcome.stories:,}", ""),
        ("crashes", f"{len(outcome.crashes)}", "0"),
        ("worst CPU", f"{outcome.slowest:.2f} s (file {outcome.slowest_number})", f"{CPU_BAR:.0f} s"),
        ("worst memory, process in all", f"{outcome.peak:.0f} MB (file {outcome.peak_number})", f"{MEMORY_BAR} MB"),
    ]
    return "\n".join(f"{name:<32}{value:<28}{bar}" for name, value, bar in (("", "seen", "bar"), *rows))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--n", type=int, default=2000, metavar="FILES")
    parser.add_argument("--only", type=int, metavar="NUMBER", help="read this one file, and show what comes of it")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="with --only: write the file there")
    parser.add_argument("--json", type=Path, metavar="FILE")
    options = parser.parse_args()
    given = samples()
    if options.only is not None:
        return _one(given, options.seed, options.only, options.keep)
    outcome = run(given, options.seed, options.n)
    print(table(outcome, options.seed, options.n))
    for crash in outcome.crashes[:_SHOWN]:
        print(f"\nfile {crash['number']}, read as {crash['format']}\n{crash['trace']}", file=sys.stderr)
    if options.json:
        figures = {name: getattr(outcome, name) for name in outcome.__slots__}
        figures |= {"seed": options.seed, "n": options.n, "passed": outcome.passed}
        options.json.write_text(json.dumps(figures, indent=2))
    return 0 if outcome.passed else 1


def _one(given: list[Sample], seed: int, number: int, keep: Path | None) -> int:
    sample, format = made(given, seed, number)
    if keep:
        keep.write_bytes(sample[1])
    print(f"{sample[0]}, {len(sample[1]):,} bytes, read as {format}")
    begun = time.process_time()
    try:
        print(f"{take(sample, format)} stories")
    except WireError as error:
        print(f"refused: {error}")
    print(f"{time.process_time() - begun:.3f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
