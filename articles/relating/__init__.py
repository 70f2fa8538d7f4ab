"""What stands between rows, gathered from them as of a day; values, no HTML.

relations, turning       what two countries were to each other; the events that changed it
accounts                 whose word it is
visits, posts, lately    who visited whom; who held what when; which of it may still be held
appearances              where someone appears, by which titles, and whom they met
instruments, bodies      how far agreements had come; where mechanisms and forums are named
ledger, choosing         what was pledged, asked, offered; which of it a reader chooses
walking                  which points that may be, found along indexes
ties, statements         what these are tied to; several questions asked as one
almanac, anniversaries   what is held on which days; round years to come
"""
