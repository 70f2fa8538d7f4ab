"""A whole story: its paragraphs in order, so that later words are understood by earlier ones."""

from articles.wire.gazetteer import Gazetteer
from articles.wire.records import Story, Suggestion
from articles.wire.suggesting.actors import Scene
from articles.wire.suggesting.clauses import clauses, topic
from articles.wire.suggesting.commitments import commitments
from articles.wire.suggesting.entities import people, things
from articles.wire.suggesting.events import events, once
from articles.wire.suggesting.hits import hits
from articles.wire.suggesting.levels import level_changes
from articles.wire.suggesting.moments import moments
from articles.wire.suggesting.roster import Roster
from articles.wire.suggesting.sides import Discourse, host_country, pair
from articles.wire.suggesting.text import Paragraph


def suggest(story: Story, names: Gazetteer) -> tuple[Suggestion, ...]:
    """What the paragraphs of a story seem to say, by paragraph, each with the words that it rests on.

    The time that it takes grows with the length of the text and not with the number of names.
    """
    roster = Roster(names)
    scenes = _scenes(story, names, roster)
    discourse = Discourse(pair(scenes, names), host_country(story, names))
    told: list[Suggestion] = []
    happened: list[Suggestion] = []
    for scene in scenes:
        for sentence in scene.paragraph.sentences:
            first, last = sentence
            discourse.mention(actor for actor in scene.actors if first <= actor.first < last)
            said = clauses(scene, first, last, discourse)
            happened += events(scene, sentence, story, names, discourse)
            told += commitments(scene, sentence, said, discourse, names, _past(scene, sentence, story) if said else "")
            discourse.settle(topic(scene, sentence, said, discourse))
    used = (sector for each in told for sector in each.sectors)
    found = [
        *people(scenes, roster),
        *things(scenes, names, discourse.pair, used),
        *once(happened),
        *level_changes(scenes, story, names, discourse),
        *told,
    ]
    return tuple(sorted(found, key=lambda each: each.paragraph))


def _scenes(story: Story, names: Gazetteer, roster: Roster) -> list[Scene]:
    day = story.published.earliest if story.published else None
    scenes = []
    for number, text in enumerate(story.paragraphs, 1):
        paragraph = Paragraph(number, text)
        scenes.append(Scene(paragraph, hits(paragraph, names, story.language, day), roster, day))
    for scene in scenes:
        scene.cast()
    return scenes


def _past(scene: Scene, sentence: tuple[int, int], story: Story) -> str:
    """The year or month that a sentence looks back on: In 2013 the two agreed ….; empty for the news itself."""
    header = story.published.earliest if story.published else None
    for _, day in moments(scene.paragraph, sentence, story):
        if len(day) < len("2025-10-23") and (header is None or day[:4] < str(header.year)):
            return day
    return ""
