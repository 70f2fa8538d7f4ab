"""Whoosh segments whose postings are plain arrays, and a searcher over them.

In the order the data travels: `format` (sections of one file) → `terms`, `documents`, `facets` (what the sections hold)
→ `codec`, `matching` (Whoosh reads and writes them) → `gathering`, `merging`, `writer`, `index` (in bulk) → `nodes`
(questions) → `postings`, `scoring`, `phrases`, `expansion`, `parts`, `words`, `evaluation` (documents of a segment) →
`dates`, `ordering`, `answering`, `snapshot` (pages of a whole index).

The names of `codec.ArrayCodec` and `codec.ArraySegment` are pickled into the table of contents: they are part of the
format on disk, and renaming or moving one asks for a new `format.VERSION`. So are analyzers of a schema.
"""
