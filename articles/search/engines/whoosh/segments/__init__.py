"""Whoosh segments whose postings are plain arrays: how they lie on the disk, and how they are written in bulk.

preparing                  a document's fields, analysed
texts, gathering, pairs    the postings of a batch, cut into sorted runs
policy, keys, absorbing    what a commit takes of other segments
merging                    all parts of a field into one
writer, index              one batch, one commit
codec, documents, columns, stored, terms, facets    what the sections of a segment hold
format                     sections of one file, on the disk
matching                   how Whoosh reads them
postings, expansion, spelling    how `articles.search.engines.whoosh.searcher` does

The names of `codec.ArrayCodec` and `codec.ArraySegment` are pickled into the table of contents: they are part of the
format on disk, and renaming or moving one asks for a new `format.VERSION`. So are analyzers of a schema.
"""
