"""Codes that the database stores and the labels that readers see.

What editors extend (levels, sectors, agencies, posts) are rows, not codes; see `articles.models`.
Codes appear in addresses and answers (`?kind=level-change`), so they never change once published.
"""

from django.db.models import TextChoices


class Precision(TextChoices):
    """How finely a date was given."""

    DAY = "day", "day"
    MONTH = "month", "month"
    YEAR = "year", "year"


class Basis(TextChoices):
    """Where a date comes from."""

    STATED = "stated", "stated in the source"
    INFERRED = "inferred", "inferred"
    REPORTED = "reported", "day of the report"
    EDITOR = "editor", "set by an editor"


class ArticleStatus(TextChoices):
    DRAFT = "draft", "draft"
    REVIEW = "review", "in review"
    PUBLISHED = "published", "published"
    WITHDRAWN = "withdrawn", "withdrawn"


class VersionKind(TextChoices):
    ORIGINAL = "original", "original"
    UPDATE = "update", "update"
    CORRECTION = "correction", "correction"
    WITHDRAWAL = "withdrawal", "withdrawal"


class TextBasis(TextChoices):
    """Whose words a version holds: the agency's as printed, or a summary written for this archive."""

    PRINTED = "printed", "as printed"
    SUMMARY = "summary", "archive summary"


class CountryKind(TextChoices):
    COUNTRY = "country", "country"
    BLOC = "bloc", "bloc"


class PlaceKind(TextChoices):
    CITY = "city", "city"
    REGION = "region", "region"
    SEA = "sea", "sea"
    VENUE = "venue", "venue"


class OrganizationKind(TextChoices):
    PARTY = "party", "political party"
    STATE = "state", "head of state's office"
    GOVERNMENT = "government", "government"
    PARLIAMENT = "parliament", "parliament"
    MINISTRY = "ministry", "ministry"
    MECHANISM = "mechanism", "mechanism of two parties"
    INTERNATIONAL = "international", "international organization"
    OTHER = "other", "other"


class NameOrder(TextChoices):
    FAMILY_FIRST = "family-first", "family name first"
    GIVEN_FIRST = "given-first", "given name first"


class NameKind(TextChoices):
    PREFERRED = "preferred", "preferred name"
    ALIAS = "alias", "alias"
    TRANSLITERATION = "transliteration", "transliteration"
    PRINTED_TITLE = "printed-title", "title as printed"


class Script(TextChoices):
    """Scripts by their ISO 15924 codes."""

    LATIN = "Latn", "Latin"
    CYRILLIC = "Cyrl", "Cyrillic"


class EventKind(TextChoices):
    LEVEL_CHANGE = "level-change", "level change"
    RELATIONS_ESTABLISHED = "relations-established", "relations established"
    VISIT = "visit", "visit"
    TALKS = "talks", "talks"
    MEETING = "meeting", "meeting"
    CONFERENCE = "conference", "conference"
    CEREMONY = "ceremony", "ceremony"
    PRESS_BRIEFING = "press-briefing", "press briefing"
    JOINT_STATEMENT = "joint-statement", "joint statement"
    SIGNING = "signing", "signing"
    SPEECH = "speech", "speech"
    INVITATION = "invitation", "invitation"
    ANNIVERSARY = "anniversary", "anniversary"


class EventStatus(TextChoices):
    OCCURRED = "occurred", "occurred"
    PLANNED = "planned", "planned"
    INVITED = "invited", "invited"


class Role(TextChoices):
    """What someone was to an event. Only `MENTIONED_ABSENT` means: not there."""

    HOST = "host", "host"
    GUEST = "guest", "guest"
    PARTICIPANT = "participant", "participant"
    SPEAKER = "speaker", "speaker"
    CONVEYOR = "conveyor", "conveyor"
    MENTIONED_ABSENT = "mentioned-absent", "mentioned, not present"


class InstrumentKind(TextChoices):
    JOINT_STATEMENT = "joint-statement", "joint statement"
    FREE_TRADE_AGREEMENT = "free-trade-agreement", "free trade agreement"
    CONVENTION = "convention", "convention"
    AGREEMENT = "agreement", "agreement"
    MEMORANDUM = "memorandum", "memorandum of understanding"


class InstrumentStatus(TextChoices):
    NAMED = "named", "named"
    PROPOSED = "proposed", "proposed"
    ADOPTED = "adopted", "adopted"
    SIGNED = "signed", "signed"
    IN_FORCE = "in-force", "in force"


class Modality(TextChoices):
    """How a point was put. A pledge and a request are different things and never share a badge."""

    AGREED = "agreed", "agreed"
    PLEDGED = "pledged", "pledged"
    ASKED = "asked", "asked"
    PROPOSED = "proposed", "proposed"
    OFFERED = "offered", "offered"
    HOPED = "hoped", "hoped"
    EXPECTED = "expected", "expected"
    STATED = "stated", "stated"


class FollowUpKind(TextChoices):
    """What a later passage reports of a commitment: evidence, never a verdict."""

    MENTIONED = "mentioned", "mentioned again"
    PROGRESS = "progress", "progress reported"
    COMPLETION = "completion", "completion reported"


class SuggestionType(TextChoices):
    """What a reader of wire text may suggest. An editor decides."""

    PERSON = "person", "person"
    COUNTRY = "country", "country"
    ORGANIZATION = "organization", "organization"
    INSTRUMENT = "instrument", "instrument"
    SECTOR = "sector", "sector"
    EVENT = "event", "event"
    LEVEL_CHANGE = "level_change", "level change"
    COMMITMENT = "commitment", "commitment"


class SuggestionState(TextChoices):
    OPEN = "open", "open"
    ACCEPTED = "accepted", "accepted"
    REFUSED = "refused", "refused"
