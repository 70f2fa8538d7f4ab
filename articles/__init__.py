"""The archive: everything about the news, its parts in the order the data travels.

vocabulary, folding, dates   codes and labels; folding of text; spans of time: used by all, knowing none
durable                      files that are on the disk when they are said to be
models                       rows: copy, evidence, actors, events, partnerships, commitments, operations
search_indexes, search       what of the rows is indexed; question in, answer out
timelines                    rows in order of time, and time to draw on; no HTML
relations, visits            what two countries were to each other as of a day; who visited whom; no HTML
almanac                      what is held on which days; no HTML
reading, dossier             an article's text in pieces; what rests on it; no HTML
posts, ledger                who held what when; what was pledged, asked, offered; no HTML
keeping                      originals by their digest; fixity; the whole archive put away and brought back
views, templatetags, urls    answers into pages
admin, management            editors' screens; the command line

Who may import whom is written down, and held, in `tests/test_architecture.py`.
"""
