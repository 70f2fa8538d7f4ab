"""Rows: copy, the passages quoted from it, and what is asserted on their evidence."""

from articles.models.actors import Country, Mechanism, Membership, Organization, Person, Place, Post
from articles.models.claims import Claim
from articles.models.commitments import Commitment, FollowUp, Sector, Telling
from articles.models.copy import Agency, Article, ArticleAgency
from articles.models.events import Participation, PartnershipEvent
from articles.models.evidence import Passage
from articles.models.names import Name
from articles.models.operations import ImportBatch, ImportRow, Merge, Outbox, SavedSearch
from articles.models.partnerships import Instrument, Partnership, PartnershipLevel
from articles.models.suggestions import Suggestion
from articles.models.versions import ArticleVersion

__all__ = [
    "Agency",
    "Article",
    "ArticleAgency",
    "ArticleVersion",
    "Claim",
    "Commitment",
    "Country",
    "FollowUp",
    "ImportBatch",
    "ImportRow",
    "Instrument",
    "Mechanism",
    "Membership",
    "Merge",
    "Name",
    "Organization",
    "Outbox",
    "Participation",
    "Partnership",
    "PartnershipEvent",
    "PartnershipLevel",
    "Passage",
    "Person",
    "Place",
    "Post",
    "SavedSearch",
    "Sector",
    "Suggestion",
    "Telling",
]
