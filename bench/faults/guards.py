"""Every guard taken out in turn, in a copy of the program: the test that is named for it has to fail then.

The guards stand in `guards.toml`: file, the text that guards, what is put in its place, and the test. A test that does
not fail guards nothing, and one that fails with the guard in place proves nothing: all are run so, first.
"""

import os
import random
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from bench import ROOT
from bench.faults.figure import Figure, Size, Tally

TABLE = Path(__file__).with_name("guards.toml")
SAMPLE: dict[Size, int] = {"small": 4, "full": 10_000}
LEFT_OUT = (".*", "var", "__pycache__", "node_modules", "*.log")
"""What a copy of the program does without."""
OURS = ("DJANGO_", "ARCHIVE_", "DATABASE_URL", "SECRET_KEY", "PYTEST_", "PYTHONPATH")
"""Variables that tests do not get from here."""
BAR = "each guard that is out makes its test fail"


@dataclass(frozen=True, slots=True)
class Guard:
    """A guard; every place in the file that has the old text gets the new one."""

    name: str
    file: str
    old: str
    new: str
    test: str


def table() -> list[Guard]:
    return [Guard(**entry) for entry in tomllib.loads(TABLE.read_text())["guard"]]


def guards(seed: int, size: Size) -> Figure:
    """Every trial is one guard; of a small run, a sample."""
    found = table()
    chosen = random.Random(seed).sample(found, min(SAMPLE[size], len(found)))
    tree = Path(settings.DATA_DIR).parent / "program"
    shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(*LEFT_OUT))
    tally, elsewhere = Tally("guards"), 0
    code, said = tests(tree, *sorted({guard.test for guard in chosen}))
    if code:
        tally.trial([f"with all guards in place: {said[-2000:]}"])
    for guard in chosen:
        wrong = without(tree, guard)
        if wrong is None:
            elsewhere += 1
        else:
            tally.trial(wrong)
    worst = f"{tally.failures} not noticed" + (f", {elsewhere} cannot be tried here" if elsewhere else "")
    return tally.figure(worst, BAR)


def without(tree: Path, guard: Guard) -> list[str] | None:
    """What is wrong when a guard is out; None where its test cannot run on this machine."""
    path = tree / guard.file
    whole = path.read_text()
    if guard.old not in whole:
        return [f"{guard.name}: its text stands no more in {guard.file}"]
    try:
        path.write_text(whole.replace(guard.old, guard.new))
        code, said = tests(tree, guard.test)
    finally:
        path.write_text(whole)
    if code == 1:
        return []
    if code == 0 and " passed" not in said:
        return None
    return [f"{guard.name}: {guard.test} " + ("does not fail" if code == 0 else f"cannot run: {said[-500:]}")]


def tests(tree: Path, *names: str) -> tuple[int, str]:
    """Run some tests of a copy: pytest's exit status, and what it said."""
    words = ["-m", "pytest", "-n0", "-x", "-p", "no:cacheprovider", *names]
    given = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    answer = subprocess.run([sys.executable, *words], cwd=tree, env=given, capture_output=True, text=True, check=False)
    return answer.returncode, answer.stdout + answer.stderr
