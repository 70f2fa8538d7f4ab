"""A whole story: its paragraphs in order, so that later words are understood by earlier ones."""

from operator import attrgetter

from articles.wire.gazetteer import PERSON, Gazetteer
from articles.wire.records import Story, Suggestion
from articles.wire.suggesting import actors
from articles.wire.suggesting import hits as named
from articles.wire.suggesting.clauses import clauses, topic
from articles.wire.suggesting.commitments import commitments
from articles.wire.suggesting.entities import people, things
from articles.wire.suggesting.events import events, once
from articles.wire.suggesting.hits import hits
from articles.wire.suggesting.levels import ANNOUNCED, level_changes
from articles.wire.suggesting.moments import Calendar
from articles.wire.suggesting.occasions import HEADS
from articles.wire.suggesting.roster import VIETNAM, Roster, is_international
from articles.wire.suggesting.scenes import Scene
from articles.wire.suggesting.sides import Discourse, host_country, pair
from articles.wire.suggesting.signs import SHOWING
from articles.wire.suggesting.text import Paragraph
from articles.wire.suggesting.verbs import DEEDS, SIGNS
from articles.wire.suggesting.watching import Watched, watched

_TELLING = SHOWING | HEADS.keys() | DEEDS.keys()
_KEPT = "words to watch"


def suggest(story: Story, names: Gazetteer) -> tuple[Suggestion, ...]:
    """What the paragraphs of a story seem to say, by paragraph, each with the words that it rests on.

    The time that it takes grows with the length of the text and not with the number of names.
    """
    roster = Roster(names)
    scenes = _scenes(story, names, roster)
    host, both = host_country(story, names), pair(scenes, names)
    if len(both) == 1 and host and host not in both:
        both = (*sorted((*both, host)),)  # copy from home need not name its own country
    discourse = Discourse(both, host)
    _place(scenes, roster, discourse)
    calendar = Calendar(story)
    told: list[Suggestion] = []
    happened: list[Suggestion] = []
    for scene in scenes:
        for sentence in scene.paragraph.sentences:
            if not scene.look(*sentence):
                continue
            discourse.mention(scene.actors)
            said = clauses(scene, *sentence, discourse)
            happened += events(scene, sentence, calendar, names, discourse)
            day = _past(scene, sentence, calendar) if said else ""
            told += commitments(scene, sentence, said, discourse, names, day)
            discourse.settle(topic(scene, sentence, said, discourse))
    used = (sector for each in told for sector in each.sectors)
    found = [
        *people(scenes, roster),
        *things(scenes, names, discourse.pair, used),
        *once(happened),
        *level_changes(scenes, calendar, names, discourse),
        *told,
    ]
    return tuple(sorted(found, key=attrgetter("paragraph")))


def _scenes(story: Story, names: Gazetteer, roster: Roster) -> list[Scene]:
    """The paragraphs in which some word stands that a rule goes by."""
    day = story.published.earliest if story.published else None
    watched = _watched(names)
    scenes, left = [], []
    for number, text in enumerate(story.paragraphs, 1):
        paragraph = Paragraph(number, text, watched)
        if paragraph.marks:
            scenes.append(Scene(paragraph, hits(paragraph, names, story.language, day), roster, day))
        else:
            left.append(paragraph)
    strangers = roster.shorts.keys() - watched.alone
    if strangers:
        for paragraph in [*left, *(scene.paragraph for scene in scenes)]:
            paragraph.mark(strangers)
        scenes += [Scene(paragraph, [], roster, day) for paragraph in left if paragraph.marks]
        scenes.sort(key=lambda scene: scene.paragraph.number)
    for scene in scenes:
        scene.cast(_TELLING)
    return scenes


def _place(scenes: list[Scene], roster: Roster, discourse: Discourse) -> None:
    """Have officials whose country no words tell be of the other country than all whose is told, or of the dateline's.

    In a story from Hà Nội they are of the other country: a name from there would tell.
    """
    if not roster.left_over(discourse.pair) and discourse.host in discourse.pair:
        host = discourse.host if discourse.host != VIETNAM else discourse.other((VIETNAM,))[0]
        for each in roster.people:
            if not each.country and each.titles and not each.outsider and not any(map(is_international, each.titles)):
                each.country = host
    for scene in scenes:
        for actor in scene.everyone:
            if actor.someone is not None and actor.someone.country and not actor.codes and actor.kind == PERSON:
                actor.codes = (actor.someone.country,)


def _watched(names: Gazetteer) -> Watched:
    """The words that some rule goes by, with those of all names; worked out once for a gazetteer."""
    if _KEPT not in names.kept:
        words = frozenset(_TELLING | {"will"} | ANNOUNCED | actors.ALONE | names.shorts.keys())
        phrases = (SIGNS, names.lexicon, *actors.PHRASES, *named.PHRASES)
        names.kept[_KEPT] = watched(words, actors.BEFORE, phrases)
    kept: Watched = names.kept[_KEPT]
    return kept


def _past(scene: Scene, sentence: tuple[int, int], calendar: Calendar) -> str:
    """The year or month that a sentence looks back on: In 2013 the two agreed ….; empty for the news itself."""
    for place, day in calendar.moments(scene.paragraph, sentence, weekdays=False):
        if scene.paragraph.text.startswith(("since", "Since"), place):
            continue
        if len(day) < len("2025-10-23") and (calendar.header is None or day[:4] < str(calendar.header.year)):
            return day
    return ""
