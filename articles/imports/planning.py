"""From records to steps: what an import would do with each, decided with questions to the archive and no writing."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from articles.imports.dating import Came, Visits
from articles.imports.entries import Entry, entry, qualified
from articles.imports.holdings import Holdings
from articles.imports.left import stored
from articles.imports.likeness import Likeness, signature
from articles.imports.names import gazetteer
from articles.imports.presence import Presence
from articles.imports.redating import Redater
from articles.imports.resolving import Agencies, PlaceFound, Places, Signer
from articles.imports.slugs import Slugs
from articles.imports.spooling import Spool
from articles.imports.steps import CREATED, UNCHANGED, FilePlan, Held, Options, Step
from articles.imports.updating import RELEASED, update
from articles.imports.visiting import Where, of_undated, said, where_of
from articles.imports.waiting import Waiting
from articles.vocabulary import ArticleStatus, VersionKind
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
        self.visits = Visits()
        self.redater = self._redater()
        self._dated_here: list[tuple[Where, Came]] = []
        self.spool = Spool()
        self.presence = Presence()
        self._ready: dict[int, tuple[list[Entry], list[WireError]]] = {}

    def foresee(self, readings: Sequence[Reading]) -> None:
        """Ask the archive once for all of these files, which are planned next."""
        self._ready = {id(reading): _entries(reading.stories) for reading in readings}
        entries = [each for ready, _ in self._ready.values() for each in ready]
        self.presence.ask(entries)
        self.slugs.look_up(each.story for each in entries)
        self.likeness.look_up(_day(each.story) for each in entries)

    def came(self, plan: FilePlan) -> None:
        """A plan has been carried out."""
        self.presence.came(step.entry for step in plan.steps)
        self.redater.done(plan.redatings)
        for step in plan.steps:
            if "published" in step.changes:
                self._wait(step)

    def plan(self, path: str, reading: Reading, progress: Progress = lambda count: None) -> FilePlan:
        """What a file would do; records that cannot come in are its errors. `progress` is told of records."""
        plan = FilePlan(path, reading.format, reading.encoding, errors=list(reading.errors))
        holdings = Holdings(self.presence)
        foreseen = self._ready.pop(id(reading)) if id(reading) in self._ready else None
        entries, refused = foreseen or _entries(reading.stories)
        plan.errors += refused
        entries = _dated_first(entries)
        self._dated_here = []
        for start in range(0, len(entries), CHUNK):
            chunk = entries[start : start + CHUNK]
            holdings.look_up(chunk)
            self.slugs.look_up(each.story for each in chunk)
            self.likeness.look_up(_day(each.story) for each in chunk)
            for each in chunk:
                try:
                    plan.steps.append(self._step(each, holdings))
                except WireError as error:
                    plan.errors.append(error)
            progress(len(chunk))
        if plan.errors:
            self.forget(plan)
        else:
            self._redate(plan)
        return plan

    def forget(self, plan: FilePlan) -> None:
        """A plan that is not carried out: its articles have not come to be."""
        slugs = {step.held.slug for step in plan.steps if step.is_new}
        for memory in (self.slugs, self.likeness, self.visits):
            memory.forget(slugs)

    def start_again(self, plan: FilePlan) -> None:
        """The archive has changed under a plan: what was known of it is looked up anew."""
        self.forget(plan)
        self.names, self.places, self.agencies = gazetteer(), Places(), Agencies()
        self.slugs, self.visits = Slugs(), Visits()
        self.redater = self._redater()
        self.presence.forget()

    def _redater(self) -> Redater:
        return Redater(self.visits, self.names if self.suggesting else None)

    def _redate(self, plan: FilePlan) -> None:
        """Stories that are held may get their day from this file; said with the article that they get it from."""
        steps = {step.held.slug: step for step in plan.steps}
        dated = {slug for slug, step in steps.items() if "published" in step.changes}
        for each in self.redater.due(self._dated_here):
            if each.slug not in dated and (each.status not in RELEASED or self.options.may_change_released):
                plan.redatings.append(each)
                steps[each.cause].warnings.append(each.words)

    def _wait(self, step: Step) -> None:
        """A story whose day may come from an article further on, or that has been given one."""
        story, held = step.entry.story, step.held
        assert held.pk is not None
        self.redater.settled(held.pk)
        where = self._where(held.fields)
        if not where.key or not story.weekdays or not (step.anchor or held.published is None):
            return
        named = of_undated(story.paragraphs, said(step.suggestions))
        self.redater.came(
            where,
            Waiting(held.pk, held.slug, held.fields["status"], story.weekdays, named, held.published, step.anchor),
        )

    def _step(self, found: Entry, holdings: Holdings) -> Step:
        signers = self.agencies.find_all(found.story.agencies)
        place = self.places.find(found.story.place, _first(found.story.dateline), found.story.dateline)
        codes = tuple(signer.code for signer in signers)
        held, is_same_record = holdings.match(found, codes)
        suggestions = suggest(found.story, self.names) if self.suggesting else ()
        warnings, anchor = list(found.warnings), ""
        if found.story.published is None and (held is None or held.published is None):
            found, anchor = self._dated(found, held, place, suggestions, warnings)
            if self.suggesting and found.story.published is not None:
                suggestions = suggest(found.story, self.names)  # its weekdays have their days now
        if held is None:
            step = self._new(found, place, signers, holdings)
        else:
            step = update(found, held, is_same_record, place, signers, self.options)
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
        inferred = self.visits.infer(found.story, where, suggestions)
        warnings.append(inferred.warning)
        return replace(found, story=inferred.story), inferred.anchor

    def _where(self, fields: dict[str, Any]) -> Where:
        """Where an article is of, as the archive has it."""
        return _where(fields["dateline"], self.places.by_pk.get(fields["place_id"]))

    def _new(self, found: Entry, place: PlaceFound | None, signers: tuple[Signer, ...], holdings: Holdings) -> Step:
        story = found.story
        if story.kind == VersionKind.WITHDRAWAL:
            raise WireError(
                "the withdrawal of a story that is not held", "one of an article in the archive", story.line
            )
        codes = tuple(signer.code for signer in signers)
        fields = {**described(story, place), "status": self._status(found)}
        if _is_taken(fields, holdings):
            fields["source_id"] = qualified(story.source_id, codes)
        held = Held(
            None,
            self.slugs.give(story),
            fields,
            codes,
            (found.digest,),
            version_headline=story.headline,
            text_basis=story.text_basis,
            source_version=story.source_version,
            left={name: stored(value) for name, value in fields.items()},
        )
        holdings.add(held)
        kind = story.kind if story.kind != VersionKind.UPDATE else VersionKind.ORIGINAL
        return Step(found, CREATED, held, changes=dict(fields), kind=kind, number=1, headline=story.headline)

    def _status(self, found: Entry) -> str:
        return ArticleStatus.PUBLISHED if self.options.publish else ArticleStatus.DRAFT

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
            where = self._where(step.held.fields)
            if came := self.visits.add(slug, where, step.held.published, story, suggestions):
                self._dated_here.append((where, came))
        if step.status is UNCHANGED or not step.kind:
            return
        signed = signature("\n\n".join(story.paragraphs))
        day = story.published.earliest if story.published else None
        step.others = self.likeness.like(day, signed, slug)
        if step.others and step.is_new:
            step.warnings.append(f"largely the same text as {', '.join(step.others)}: another report of it, perhaps")
        if step.is_new:
            self.likeness.add(slug, day, signed)


def described(story: Story, place: PlaceFound | None) -> dict[str, Any]:
    """The fields of an article that a story tells."""
    return {
        "headline": story.headline,
        "language": story.language,
        "published": story.published,
        "published_note": story.published_note[:200],
        "dateline": story.dateline,
        "place_id": place.pk if place else None,
        "source_url": story.source_url,
        "source_id": story.source_id,
        "visible_from": story.embargo,
    }


def _entries(stories: Sequence[Story]) -> tuple[list[Entry], list[WireError]]:
    """The records that can come in, and why the others cannot."""
    ready: list[Entry] = []
    refused: list[WireError] = []
    for number, story in enumerate(stories, 1):
        try:
            ready.append(entry(story, number))
        except WireError as error:
            refused.append(error)
    return ready, refused


def _is_taken(fields: dict[str, Any], holdings: Holdings) -> bool:
    """Whether another article has this address and id together, which only one can."""
    return bool(fields["source_id"]) and holdings.has(fields["source_url"], fields["source_id"])


def _where(dateline: str, place: PlaceFound | None) -> Where:
    return where_of(dateline, place.slug if place else "", place.country if place else "")


def _dated_first(entries: Sequence[Entry]) -> list[Entry]:
    """Dated stories first, since an undated one may be of the same visit as one further down; but versions of one
    story stay in their order.
    """
    of_dated = {known for each in entries if each.story.published is not None for known in each.ids}
    return sorted(entries, key=lambda each: each.story.published is None and of_dated.isdisjoint(each.ids))


def _first(dateline: str) -> str:
    """The town of a dateline that names more: `HÀ NỘI, Việt Nam`, `SOFIA (VNS)`."""
    return re.split(r"[,(/–—]", dateline)[0].strip()


def _day(story: Story) -> Any:
    return story.published.earliest if story.published else None
