"""Records in, rows out: plan (what would change) → preview → apply (one transaction a file) → report, undo.

`sources` finds files; `articles.wire.formats` reads them; `planning` says what would become of each record, with the
help of `holdings` (what is there already), `dating`, `likeness`, `resolving` and `slugs`; `applying` writes one file,
whole or not at all; `running` takes one file after another; `undoing` takes a batch back.
"""
