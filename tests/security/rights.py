"""Who may do what, as it is promised: the rules that the matrix holds every address to.

Readers' pages: whoever asks, a row is there for everybody or for nobody (`is_shown`); pages are read and nothing else.
The desk: what a role may do with the rows of a screen does not depend on what they rest on, but for articles, where it
depends on whether they were ever released (`rights`).
"""

from articles.views.parts import PARTS as PARTS_OF_PARTNERSHIPS

ROLES = ("anonymous", "reader", "contributor", "editor", "publisher", "superuser")
"""`reader` has an account, and is even in the group of publishers, but is no member of staff."""
STAFF = ROLES[2:]

STATES = ("draft", "review", "embargoed", "published", "withdrawn")
"""Of the article that everything hangs on."""
ALONE = "without evidence"
"""A draft; an editor published what is asserted on its words without evidence."""
GONE = "deleted"
RELEASED = ("embargoed", "published", "withdrawn")

READING, AT_THE_DESK = ("GET", "HEAD"), ("GET", "HEAD", "POST")
WRITING = ("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")

# Readers' pages that stand whatever is held.
PAGES = {
    "home": "/",
    "about": "/about/",
    "coverage": "/coverage/",
    "robots": "/robots.txt",
    "security-txt": "/.well-known/security.txt",
    "healthz": "/healthz",
    "readyz": "/readyz",
    "search": "/search/?q=story",
    "search-help": "/search/help/",
    "search-json": "/search.json?q=story",
    "suggest": "/suggest.json?q=st",
    "calendar": "/calendar/",
    "year": "/2025/",
    "month": "/2025/10/",
    "day": "/2025/10/23/",
    "articles": "/articles/",
    "people": "/people/",
    "countries": "/countries/",
    "partnerships": "/partnerships/",
    "compare-partnerships": "/partnerships/compare/",
    "events": "/events/",
    "commitments": "/commitments/",
    "timeline": "/timeline/",
    "anniversaries": "/anniversaries/",
    "anniversaries-file": "/anniversaries.ics?from=2030",
}
# Readers' pages of a row: the address's name, and the model.
OBJECTS = {
    "article": "article",
    "person": "person",
    "country": "country",
    "partnership": "partnership",
    "event": "partnershipevent",
    "commitment": "commitment",
    "passage": "passage",
    "organization": "organization",
    "instrument": "instrument",
    "sector": "sector",
    "place": "place",
    "agency": "agency",
}
COPY = ("article", "article-ninjs", "article-text", "passage", "agency")
"""Copy, its files, what quotes it and who signed it."""
ASSERTED = (
    *("event", "event-file", "commitment", "partnership", "partnership-part", "api-partnership", "compare"),
    *("person", "organization", "country", "place", "instrument", "sector"),
)
"""What is asserted on the evidence of copy, and whom and what that names."""
PARTS_OF_A_PAIR = tuple(PARTS_OF_PARTNERSHIPS)


def is_shown(kind: str, state: str) -> bool:
    """The rule of readers' pages: while the article is shown; what is asserted also where it needs no evidence."""
    return state == "published" or (state == ALONE and kind in ASSERTED)


# The desk, screen by screen: view, add, change, delete; of articles also: publish. Who is not named may nothing.
EDITED = {"contributor": "v", "editor": "vacd", "publisher": "vacd", "superuser": "vacd"}
WRITTEN_BY_THE_ARCHIVE = dict.fromkeys(STAFF, "v")
SUPERUSERS = {"superuser": "vacd"}
SCREENS = {
    "articles_agency": EDITED,
    "articles_articleversion": WRITTEN_BY_THE_ARCHIVE,
    "articles_claim": EDITED,
    "articles_commitment": EDITED,
    "articles_country": EDITED,
    "articles_followup": EDITED,
    "articles_importbatch": WRITTEN_BY_THE_ARCHIVE,
    "articles_importrow": WRITTEN_BY_THE_ARCHIVE,
    "articles_instrument": EDITED,
    "articles_mechanism": EDITED,
    "articles_membership": EDITED,
    "articles_merge": WRITTEN_BY_THE_ARCHIVE,
    "articles_name": EDITED,
    "articles_organization": EDITED,
    "articles_outbox": {"superuser": "v"},
    "articles_participation": EDITED,
    "articles_partnership": EDITED,
    "articles_partnershipevent": EDITED,
    "articles_partnershiplevel": EDITED,
    "articles_passage": EDITED,
    "articles_person": EDITED,
    "articles_place": EDITED,
    "articles_post": EDITED,
    "articles_savedsearch": SUPERUSERS,
    "articles_sector": EDITED,
    "articles_suggestion": {"contributor": "v", "editor": "vcd", "publisher": "vcd", "superuser": "vcd"},
    "articles_telling": EDITED,
    "auth_group": SUPERUSERS,
    "auth_user": SUPERUSERS,
    "redirects_redirect": SUPERUSERS,
    "sites_site": SUPERUSERS,
}
ARTICLES = "articles_article"
NEVER_RELEASED = {"contributor": "vac", "editor": "vacd", "publisher": "vacdp", "superuser": "vacdp"}
ONCE_RELEASED = {"contributor": "va", "editor": "vac", "publisher": "vacdp", "superuser": "vacdp"}
PARTS = {"changelist": "v", "add": "a", "change": "v", "delete": "d", "history": "v"}
"""What the pages of a screen need to be opened; `change` is sent with the right to change."""


def rights(role: str, screen: str, state: str) -> str:
    """What a role may do with a row of a screen that hangs on an article in a state; empty where it sees nothing."""
    if screen == ARTICLES:
        return (ONCE_RELEASED if state in RELEASED else NEVER_RELEASED).get(role, "")
    return SCREENS[screen].get(role, "")


# What lists offer to do with rows that are ticked, the rights that each needs, and what is written where it is done.
DELETABLE = tuple(screen for screen, may in SCREENS.items() if may in (EDITED, SUPERUSERS))
ACTIONS = {
    **{(screen, "delete_selected"): ("d", "DELETE FROM") for screen in (*DELETABLE, ARTICLES)},
    (ARTICLES, "publish"): ("p", "UPDATE"),
    (ARTICLES, "withdraw"): ("p", "UPDATE"),
    ("articles_suggestion", "accept_selected"): ("c", "UPDATE"),
    ("articles_suggestion", "refuse_selected"): ("c", "UPDATE"),
    ("articles_person", "merge_duplicates"): ("cd", "DELETE FROM"),
    ("articles_organization", "merge_duplicates"): ("cd", "DELETE FROM"),
    ("articles_place", "merge_duplicates"): ("cd", "DELETE FROM"),
}
LEADS_TO = {"publish": "published", "withdraw": "withdrawn"}
"""The status that an action gives an article."""

# Pages of the desk that are no screen: path, and the answers to GET and POST for staff and for others.
AWAY, OPEN = (302,), (200,)
DESK = {
    "admin:index": ("/admin/", OPEN, OPEN, AWAY),
    "admin:app_list": ("/admin/articles/", OPEN, OPEN, AWAY),
    "admin:jsi18n": ("/admin/jsi18n/", OPEN, (405,), AWAY),
    "admin:password_change": ("/admin/password_change/", OPEN, OPEN, AWAY),
    "admin:password_change_done": ("/admin/password_change/done/", OPEN, (405,), AWAY),
    "admin:autocomplete": (
        "/admin/autocomplete/?app_label=articles&model_name=article&field_name=place&term=t",
        OPEN,
        (405,),
        AWAY,
    ),
    "admin/(?P<url>.*)$": ("/admin/nothing/", (404,), (404,), AWAY),
    "admin:login": ("/admin/login/", AWAY, OPEN, OPEN),
    "admin:logout": ("/admin/logout/", (405,), OPEN, AWAY),
}
OWN = {
    *("admin:view_on_site", "admin:auth_user_password_change"),
    *("admin:articles_importbatch_import", "admin:articles_importbatch_undo"),
}
"""Rows of the desk with a test of their own."""
