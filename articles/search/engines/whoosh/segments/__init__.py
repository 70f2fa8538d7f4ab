"""Whoosh segments whose postings are plain arrays, and a searcher over them.

In the order the data travels: `format` (sections of one file) → `terms` and `documents` (what the sections hold) →
`codec` and `matching` (Whoosh reads and writes them) → `gathering`, `merging`, `writer`, `index` (in bulk) →
`nodes`, `snapshot`, `evaluation`, `facets`, `ordering` (questions answered by arrays).

The names of `codec.ArrayCodec` and `codec.ArraySegment` are pickled into the table of contents: they are part of the
format on disk, and renaming or moving one asks for a new `format.VERSION`.
"""
