"""What an answer found, in the short forms that tests compare."""

from articles.search.results import Results


def slugs(results: Results) -> list[str]:
    """The public names of the hits, in order."""
    return [hit.slug for hit in results.hits]


def buckets(results: Results, facet: str) -> dict[str, int]:
    """Values and counts of a facet."""
    return {row.value: row.count for row in next(one for one in results.facets if one.name == facet).buckets}


def marked(results: Results) -> list[str]:
    """What is marked in the snippets of the hits."""
    snippets = [hit.snippet for hit in results.hits if hit.snippet]
    return [part.text for snippet in snippets for part in snippet.fragments if part.marked]
