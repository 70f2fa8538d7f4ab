"""The archive: everything about the news, its parts in the order the data travels.

vocabulary, folding, dates   codes and labels; folding of text; spans of time: used by all, knowing none
durable                      files that are on the disk when they are said to be
wire                         files and wire text in, frozen records out; what a text seems to say
models                       rows: copy, evidence, actors, events, partnerships, commitments, operations
imports, exports             records into rows, previewed and taken back; rows into files
search_indexes, search       what of the rows is indexed; question in, answer out
timelines                    rows in order of time, and time to draw on; no HTML
relating                     what stands between rows: levels, visits, posts, pledges, anniversaries; no HTML
proving                      what something rests on: passages in their text, reports side by side; no HTML
merging                      two rows that are one and the same thing become one
keeping                      originals by their digest; fixity; the whole archive put away and brought back
views, templatetags, urls    answers into pages
admin, management            editors' screens; the command line

Who may import whom is written down, and held, in `tests/test_architecture.py`.
"""
