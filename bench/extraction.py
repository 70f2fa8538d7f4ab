"""How much of what a story says is suggested, and how much of what is suggested is right.

    python -m bench.extraction [--json FILE]

Over the labelled stories in fixtures/wire, with those by someone who had not read the rules, those in the manner of
agencies, and those that are held back, in tables of their own (docs/suggestions.md tells what the first reading of each
was); and over the two founding stories, whose texts lie outside the project, in the folder `data/seeds` that the
environment variable ARCHIVE_SHARED leads to (`../shared` beside the checkout where it is not set). Names are those of
the demonstration archive. Prints recall and precision by type, what was missed and what is wrong, and the milliseconds
of CPU that 350 words take.
"""

import argparse
import json
import os
import shutil
import tempfile
import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from bench import site
from bench.labels import Labelled, Outcome, compared, labelled

ROOT = Path(__file__).resolve().parent.parent
STORIES = ROOT / "fixtures" / "wire"
ROUNDS = 5
HELD_BACK = ("short stories held back", "fresh stories held back")
"""What is missed or wrong in these is not printed, so that nobody mends by it."""


@dataclass
class Score:
    """Labels that were to be found, those found, suggestions, and those that are right."""

    wanted: int = 0
    found: int = 0
    suggested: int = 0
    right: int = 0

    def add(self, outcome: Outcome) -> None:
        self.wanted += outcome.wanted
        self.found += outcome.wanted - len(outcome.missed)
        self.suggested += outcome.suggested
        self.right += outcome.suggested - len(outcome.wrong)

    @property
    def recall(self) -> float:
        return self.found / self.wanted if self.wanted else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.suggested if self.suggested else 1.0


@dataclass
class Measured:
    """The scores by type, what was missed and wrong with the story it was in, and the time taken."""

    scores: dict[str, Score] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    stories: int = 0
    milliseconds: float = 0.0

    def figures(self) -> dict[str, Any]:
        scores = {
            name: {**vars(score), "recall": round(score.recall, 3), "precision": round(score.precision, 3)}
            for name, score in self.scores.items()
        }
        lists = {"missed": self.missed, "wrong": self.wrong}
        return {"stories": self.stories, "cpu_ms_per_350_words": round(self.milliseconds, 2), "types": scores, **lists}


def seeds() -> Path | None:
    """The folder of the founding stories, where it is there."""
    folder = Path(os.environ.get("ARCHIVE_SHARED") or ROOT.parent / "shared") / "data" / "seeds"
    return folder if folder.is_dir() else None


def stories() -> list[Labelled]:
    """The stories of this project with their labels."""
    return labelled(STORIES / "stories.jsonl", None)


def unseen() -> list[Labelled]:
    """Stories labelled by someone who had not read the rules; no rule is written to the wording of one."""
    return labelled(STORIES / "unseen.jsonl", None)


def agencies() -> list[Labelled]:
    """Stories in the manner of agencies and ministries, labelled before any rule had read them."""
    return labelled(STORIES / "agencies.jsonl", None)


def later() -> list[Labelled]:
    """Four more of that kind, written when the rules had been mended by those; they have been mended by since."""
    return labelled(STORIES / "later.jsonl", None)


def briefs() -> list[Labelled]:
    """Eight short stories of eight countries and a bloc, labelled before any rule had read them, and mended by."""
    return labelled(STORIES / "briefs.jsonl", None)


def kept() -> list[Labelled]:
    """Four like those, held back: counted, and never looked at when rules are mended."""
    return labelled(STORIES / "kept.jsonl", None)


def fresh() -> list[Labelled]:
    """Six stories in the manner of six kinds of newsrooms, labelled before any rule had read them, and mended by."""
    return labelled(STORIES / "fresh.jsonl", None)


def sealed() -> list[Labelled]:
    """Four like those, held back: counted, and never looked at when rules are mended."""
    return labelled(STORIES / "sealed.jsonl", None)


def founding() -> list[Labelled]:
    """The founding stories with their labels; none where their texts are not there."""
    folder = seeds()
    return labelled(STORIES / "seeds.jsonl", folder) if folder else []


def measured(cases: list[Labelled], names: Any) -> Measured:
    """What reading these stories comes to."""
    from articles.wire.suggesting import suggest

    result, words, seconds = Measured(stories=len(cases)), 0, 0.0
    for case in cases:
        story = read(case)
        suggest(story, names)
        begun = time.process_time()
        for _ in range(ROUNDS):
            found = suggest(story, names)
        seconds += (time.process_time() - begun) / ROUNDS
        words += sum(len(text.split()) for text in story.paragraphs)
        for name, outcome in compared(case, found).items():
            result.scores.setdefault(name, Score()).add(outcome)
            result.missed += [f"{case.id}: {name} {each}" for each in outcome.missed]
            result.wrong += [f"{case.id}: {name} {each}" for each in outcome.wrong]
    result.milliseconds = seconds / max(words, 1) * 350 * 1000
    return result


def read(case: Labelled) -> Any:
    """The story as the plain reader reads it, dated from its neighbour where the labels name one."""
    from articles.wire import days, plain

    story = plain.read(case.text)
    return days.infer(story, date.fromisoformat(case.anchor)) if case.anchor else story


def table(name: str, result: Measured) -> str:
    lines = [f"\n{name}: {result.stories} stories, {result.milliseconds:.2f} ms of CPU for 350 words"]
    lines.append(f"{'':<14}{'labels':>8}{'found':>8}{'recall':>8}{'suggested':>11}{'right':>8}{'precision':>11}")
    for kind, score in result.scores.items():
        lines.append(
            f"{kind:<14}{score.wanted:>8}{score.found:>8}{score.recall:>8.2f}"
            f"{score.suggested:>11}{score.right:>8}{score.precision:>11.2f}"
        )
    if name not in HELD_BACK:
        lines += [f"  missed {each}" for each in result.missed] + [f"  wrong  {each}" for each in result.wrong]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.extraction", description=__doc__)
    parser.add_argument("--json", type=Path, help="where the figures are written")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="archive-extraction-"))
    try:
        site.start(folder)
        site.prepare(demonstration=True)
        from articles.imports.names import gazetteer

        names = gazetteer()
        sets = {"labelled stories": stories(), "unseen stories": unseen(), "stories of agencies": agencies()}
        sets |= {"later stories of agencies": later(), "short stories": briefs(), HELD_BACK[0]: kept()}
        sets |= {"fresh stories": fresh(), HELD_BACK[1]: sealed()}
        results = {name: measured(cases, names) for name, cases in sets.items()}
        if cases := founding():
            results["founding stories"] = measured(cases, names)
        else:
            print("The founding stories are left out: ARCHIVE_SHARED leads to no folder with data/seeds.")
        for name, result in results.items():
            print(table(name, result))
        if options.json:
            figures = {name: result.figures() for name, result in results.items()}
            options.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
