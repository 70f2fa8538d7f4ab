"""Whoosh segments whose postings are plain arrays: how they lie on the disk, and how they are written in bulk.

In the order the data travels: `preparing` (a document's fields) → `texts`, `gathering`, `pairs` (postings of a batch,
cut into sorted runs) → `policy`, `keys`, `absorbing` (what the commit takes of other segments) → `merging` (all parts of a
field into one) → `writer`, `index` (one batch, one commit) → `codec`, `documents`, `columns`, `stored`, `terms`,
`facets` (what the sections hold) → `format`, `durable` (sections of one file, on the disk). `matching` lets Whoosh read
them; `postings`, `expansion` and `spelling` are read by `articles.search.engines.whoosh.searcher`.

The names of `codec.ArrayCodec` and `codec.ArraySegment` are pickled into the table of contents: they are part of the
format on disk, and renaming or moving one asks for a new `format.VERSION`. So are analyzers of a schema.
"""
