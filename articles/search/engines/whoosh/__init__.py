"""The Whoosh index: read by `engine`, written by `writing`, kept by `generations`, open to Haystack by `backend`."""

from articles.search.engines.whoosh.engine import answer, matching, outline
from articles.search.engines.whoosh.generations import IndexUnavailable

__all__ = ["IndexUnavailable", "answer", "matching", "outline"]
