"""From records to steps: what an import would do with each, decided with questions to the archive and no writing."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from articles.imports.creating import create
from articles.imports.diary import Diary
from articles.imports.entries import Entry, dated_first, ready
from articles.imports.holdings import Holdings
from articles.imports.likeness import Likeness
from articles.imports.names import gazetteer
from articles.imports.presence import Presence
from articles.imports.resolving import Agencies, PlaceFound, Places
from articles.imports.signatures import signature
from articles.imports.slugs import Slugs
from articles.imports.spooling import Spool
from articles.imports.steps import UNCHANGED, FilePlan, Held, Options, Step
from articles.imports.updating import update
from articles.imports.visiting import Where, where_of
from articles.wire.records import Reading, Story, Suggestion, WireError
from articles.wire.suggesting import suggest

CHUNK = 200
"""Records that the archive is asked about at once."""
Progress = Callable[[int], object]


class Planner:
    """Plans one file after another; what files before have brought is known to those that follow."""

    def __init__(self, options: Options, *, suggesting: bool = True) -> None:
        self.options = options
        self.suggesting = suggesting
        self.names = gazetteer()
        self.places = Places()
        self.agencies = Agencies()
        self.slugs = Slugs()
        self.likeness = Likeness()
        self.diary = self._diary()
        self.spool = Spool()
        self.presence = Presence()
        self._ready: dict[int, tuple[list[Entry], list[WireError]]] = {}

    def foresee(self, readings: Sequence[Reading]) -> None:
        """Ask the archive once for all of these files, which are planned next."""
        self._ready = {id(reading): ready(reading.stories, self.agencies) for reading in readings}
        entries = [each for found, _ in self._ready.values() for each in found]
        self.presence.ask(entries)
        self._look_up(entries)

    def is_new(self, reading: Reading) -> bool:
        """Whether a file that was foreseen holds no record that cannot come in, and one at least that never did."""
        entries, refused = self._ready[id(reading)]
        return not refused and any(not self.presence.may_have(("record", each.fingerprint)) for each in entries)

    def came(self, plan: FilePlan) -> None:
        """A plan has been carried out."""
        self.presence.came(step.entry for step in plan.steps)
        told = [step for step in plan.steps if "published" in step.changes]
        self.diary.came(plan, ((step, self._where(step.held.fields)) for step in told))

    def plan(self, path: str, reading: Reading, progress: Progress = lambda count: None) -> FilePlan:
        """What a file would do; records that cannot come in are its errors. `progress` is told of records."""
        plan = FilePlan(path, reading.format, reading.encoding, errors=list(reading.errors))
        holdings = Holdings(self.presence)
        foreseen = self._ready.pop(id(reading)) if id(reading) in self._ready else None
        entries, refused = foreseen or ready(reading.stories, self.agencies)
        is_asked = foreseen is not None
        plan.errors += refused
        entries = dated_first(entries)
        self.diary.begin()
        for start in range(0, len(entries), CHUNK):
            chunk = entries[start : start + CHUNK]
            holdings.look_up(chunk)
            if not is_asked:
                self._look_up(chunk)
            for each in chunk:
                try:
                    plan.steps.append(self._step(each, holdings))
                except WireError as error:
                    plan.errors.append(error)
            progress(len(chunk))
        if plan.errors:
            self.forget(plan)
        else:
            self.diary.redate(plan, self.options)
        return plan

    def forget(self, plan: FilePlan) -> None:
        """A plan that is not carried out: its articles have not come to be."""
        slugs = {step.held.slug for step in plan.steps if step.is_new}
        for memory in (self.slugs, self.likeness, self.diary):
            memory.forget(slugs)

    def start_again(self, plan: FilePlan) -> None:
        """The archive has changed under a plan: what was known of it is looked up anew."""
        self.forget(plan)
        self.names, self.places, self.agencies = gazetteer(), Places(), Agencies()
        self.slugs, self.diary = Slugs(), self._diary()
        self.presence.forget()
        self._ready.clear()

    def _look_up(self, entries: Sequence[Entry]) -> None:
        """Ask the archive for addresses that are taken, and for texts of the same days."""
        self.slugs.look_up(each.story for each in entries)
        self.likeness.look_up(_day(each.story) for each in entries)

    def _diary(self) -> Diary:
        return Diary(self.names if self.suggesting else None)

    def _step(self, found: Entry, holdings: Holdings) -> Step:
        signers = self.agencies.find_all(found.story.agencies)
        place = self.places.find(found.story.place, _first(found.story.dateline), found.story.dateline)
        codes = tuple(signer.code for signer in signers)
        held, is_same_record = holdings.match(found, codes)
        suggestions = suggest(found.story, self.names) if self.suggesting else ()
        warnings, anchor = list(found.warnings), ""
        if found.story.lacks_a_date and (held is None or held.published is None):
            found, anchor = self._dated(found, held, place, suggestions, warnings)
            if self.suggesting and found.story.published is not None:
                suggestions = suggest(found.story, self.names)  # its weekdays have their days now
        if held is None:
            step = create(found, place, signers, holdings, self.slugs, self.options)
        else:
            source_id = holdings.free_id(found, held.fields["source_url"] or found.story.source_url)
            step = update(found, held, is_same_record, place, signers, source_id, self.options)
            holdings.learned(held, step.changes)
        step.place, step.signers, step.suggestions = place, signers, self.spool.keep(suggestions)
        step.anchor = anchor
        step.warnings = [*warnings, *self._of_resolving(step), *step.warnings]
        holdings.remember(found, step.held)
        self._see(step, suggestions)
        return step

    def _dated(
        self,
        found: Entry,
        held: Held | None,
        place: PlaceFound | None,
        suggestions: Sequence[Suggestion],
        warnings: list[str],
    ) -> tuple[Entry, str]:
        """The entry with a day inferred from others, and from which; a warning where none can be."""
        where = _where(found.story.dateline, place) if held is None else self._where(held.fields)
        inferred = self.diary.infer(found.story, where, suggestions)
        warnings.append(inferred.warning)
        return replace(found, story=inferred.story), inferred.anchor

    def _where(self, fields: dict[str, Any]) -> Where:
        """Where an article is of, as the archive has it."""
        return _where(fields["dateline"], self.places.by_pk.get(fields["place_id"]))

    def _of_resolving(self, step: Step) -> Iterator[str]:
        """What to say of agencies and places; `WireError` where an agency may not be made."""
        for signer in step.signers:
            if signer.pk is None:
                if not self.options.may_add_agencies:
                    line = step.entry.story.line
                    raise WireError(f"the agency “{signer.short_name}”", "one that the archive knows", line)
                yield f"the agency {signer.short_name} was not known: it is made, with the code {signer.code}"
        story = step.entry.story
        if step.place is None and (story.place or story.dateline):
            yield f"the place “{story.place or story.dateline}” is not known, or several have this name: none is tied"

    def _see(self, step: Step, suggestions: Sequence[Suggestion]) -> None:
        """Compare a new text with others of its days, and keep it for those that follow."""
        story, slug = step.entry.story, step.held.slug
        if "published" in step.changes:
            self.diary.saw(step, self._where(step.held.fields), suggestions)
        if step.status is UNCHANGED or not step.kind:
            return
        signed = signature("\n\n".join(story.paragraphs))
        day = story.published.earliest if story.published else None
        step.others = self.likeness.like(day, signed, slug)
        if step.others and step.is_new:
            step.warnings.append(f"largely the same text as {', '.join(step.others)}: another report of it, perhaps")
        if step.is_new:
            self.likeness.add(slug, day, signed)


def _where(dateline: str, place: PlaceFound | None) -> Where:
    return where_of(dateline, place.slug if place else "", place.country if place else "")


def _first(dateline: str) -> str:
    """The town of a dateline that names more: `HÀ NỘI, Việt Nam`, `SOFIA (VNS)`."""
    return re.split(r"[,(/–—]", dateline)[0].strip()


def _day(story: Story) -> Any:
    return story.published.earliest if story.published else None
