"""What a run knows of days: its dated articles, the stories that wait for a day, and what each does to the other."""

from collections.abc import Iterable, Sequence

from articles.imports.dating import Came, Inference, Visits
from articles.imports.redating import Redater
from articles.imports.steps import FilePlan, Options, Step
from articles.imports.updating import RELEASED
from articles.imports.visiting import Where, of_undated, said
from articles.imports.waiting import Waiting
from articles.wire.gazetteer import Gazetteer
from articles.wire.records import Story, Suggestion


class Diary:
    """Kept by a planner, which tells it of each step. Without names, suggestions are not made anew with a day."""

    def __init__(self, names: Gazetteer | None) -> None:
        self._visits = Visits()
        self._redater = Redater(self._visits, names)
        self._of_file: list[tuple[Where, Came]] = []

    def begin(self) -> None:
        """A file begins."""
        self._of_file = []

    def infer(self, story: Story, where: Where, suggestions: Sequence[Suggestion]) -> Inference:
        """The story with a day inferred from articles on the same visit, or why there is none."""
        return self._visits.infer(story, where, suggestions)

    def saw(self, step: Step, where: Where, suggestions: Sequence[Suggestion]) -> None:
        """A step gives an article of this place its date: others may be dated by it."""
        story, held = step.entry.story, step.held
        if came := self._visits.add(held.slug, where, held.published, story, suggestions):
            self._of_file.append((where, came))

    def redate(self, plan: FilePlan, options: Options) -> None:
        """Stories that are held may get their day from this file; said with the article that they get it from."""
        steps = {step.held.slug: step for step in plan.steps}
        dated = {slug for slug, step in steps.items() if "published" in step.changes}
        for each in self._redater.due(self._of_file):
            if each.slug not in dated and (each.status not in RELEASED or options.may_change_released):
                plan.redatings.append(each)
                if each.published != each.before:
                    steps[each.cause].warnings.append(each.words)

    def came(self, plan: FilePlan, places: Iterable[tuple[Step, Where]]) -> None:
        """A plan has been carried out; `places` are its steps that gave articles a date, or none."""
        self._redater.done(plan.redatings)
        for step, where in places:
            self._wait(step, where)

    def forget(self, slugs: Iterable[str]) -> None:
        """Articles that have not come to be."""
        self._visits.forget(slugs)

    def _wait(self, step: Step, where: Where) -> None:
        """A story whose day may come from an article further on, or that has been given one."""
        story, held = step.entry.story, step.held
        assert held.pk is not None
        self._redater.settled(held.pk)
        if not where.key or not story.weekdays or not (step.anchor or story.lacks_a_date):
            return
        named = of_undated(story.paragraphs, said(step.suggestions))
        status = held.fields["status"]
        self._redater.came(
            where, Waiting(held.pk, held.slug, status, story.weekdays, named, held.published, step.anchor)
        )
