"""Records in, rows out: plan (what would change) → preview → apply (one transaction a file) → report, undo.

`sources` finds files; `articles.wire.formats` reads them; `planning` says what would become of each record, with the
help of `holdings` (what is there already), `updating`, `likeness`, `resolving` and `slugs`; `applying` writes one file,
whole or not at all; `running` takes one file after another; `undoing` takes a batch back.

A story without a day: `dating` counts it from articles (`anchors`) of the same visit (`visiting`); `redating` does it
again for stories that wait (`waiting`) when such articles come or go. `left` tells an editor's work from an import's.
"""
