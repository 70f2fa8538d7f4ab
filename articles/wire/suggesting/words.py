"""The small tables of words that the rules go by: offices, sides, prepositions, forms of verbs."""

from articles.wire.gazetteer import Lexicon
from articles.wire.suggesting.demonyms import DEMONYMS


def phrases(*lines: str) -> frozenset[str]:
    """The words of lines, parted by white space; an underscore joins the words of a phrase."""
    return frozenset(phrase.replace("_", " ") for line in lines for phrase in line.split())


OFFICES = phrases(
    "president vice_president prime_minister deputy_prime_minister pm deputy_pm premier minister deputy_minister",
    "foreign_minister defence_minister defense_minister general_secretary party_general_secretary party_chief",
    "party_leader party_secretary secretary_general secretary_of_state foreign_secretary defence_secretary secretary",
    "vice_minister",
    "chancellor king queen emperor sultan emir crown_prince speaker chairman chairwoman chairperson vice_chairman",
    "vice_chairwoman ambassador governor mayor senator commissioner high_representative spokesperson spokesman",
    "spokeswoman envoy director_general minister_of_state state_secretary head_of_state counterpart colleague",
    "opposite_number politburo_member permanent_member standing_member",
)
OUTSIDERS = phrases(
    "analyst expert professor economist researcher author journalist correspondent columnist businessman scholar",
    "historian lawyer activist critic observer commentator editor director manager consultant strategist",
)
"""Whoever is named so speaks for no country."""
HONORIFICS = phrases("mr mrs ms dr madam madame sir comrade his her excellency")
QUALIFIERS = phrases(
    "deputy vice acting first former then outgoing visiting party state standing permanent na national assembly senior",
    "federal foreign defence defense finance interior health trade education new current caretaker",
)
PORTFOLIOS = phrases(
    "foreign affairs external relations finance economy industry trade commerce agriculture rural health education",
    "justice culture labour labor transport environment energy interior home defence defense tourism science",
    "technology sport sports public security planning investment construction information communications training",
    "natural resources water environment social youth family rural development digital transformation ports fisheries",
    "forestry maritime veterans industrial housing infrastructure republic state",
    "secretariat politburo house representatives senate commons lords duma chamber deputies congress diet",
)
"""What ministers are ministers of."""
CONNECTORS = phrases("of the and for")
CALENDAR = phrases(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august",
    "september october november december",
)
OPENERS = phrases(
    "the a an in on at after before following during but and meanwhile when while as for with by he she they it its",
    "her their this that these those both all earlier later also however according under from to since if his",
)
"""Words that begin sentences, and so have a capital letter without being names."""

SIDES = phrases(
    "side government authorities leader leaders delegation parliament party_chief officials cabinet ministry guests",
    "negotiator negotiators ministers sides visitors embassy",
)
"""What, after the adjective of a country, speaks for it."""
BODIES = phrases("government ministry parliament authorities cabinet side delegation embassy")
"""What speaks for the country that it is said to be of: Việt Nam's foreign ministry."""
BOTH = Lexicon(
    [
        *(
            (f"{how} {who}", True)
            for how in ("both", "the two", "two", "the")
            for who in phrases(
                "sides countries nations parties leaders governments states peoples ministers presidents parliaments",
                "capitals prime_ministers pms foreign_ministers top_leaders heads delegations partners officials",
                "foreign_ministries",
            )
        ),
        *((f"{how}host and guest", True) for how in ("both ", "")),
        ("guest and host", True),
        ("the host and the guest", True),
    ]
)
LEADERS = phrases("leader president minister pm host guest counterpart secretary speaker chairman chief official")

PREPOSITIONS = phrases(
    "with to by for from in at on between among against of during after following through via like as about toward",
    "towards including within than under into upon alongside without behind near over per regarding concerning off",
)
PAUSES = frozenset(["and", "but", "while", "whereas", "or"])
"""Words that join clauses."""
AUXILIARIES = phrases("was were is are be been being has have had")
MODALS = phrases("would could may might should must can shall")
ADVERBS = phrases(
    "also further furthermore then once again jointly fully effectively actively closely together soon better more",
    "perhaps maybe additionally thus therefore still firmly strongly highly warmly officially formally",
)


def is_adverb(word: str) -> bool:
    """Whether a word only colours the verb beside it."""
    return word in ADVERBS or (word.endswith("ly") and len(word) > 4 and word != "supply")


_NOT_GERUNDS = phrases(
    "training shipping banking building meeting briefing engineering manufacturing farming fishing mining",
    "processing peacekeeping understanding housing funding planning including following according regarding",
    "concerning during marketing advertising upcoming ongoing being having beijing spring morning evening king",
    "something nothing",
)


def is_gerund(word: str) -> bool:
    """Whether a word is the -ing form of a verb that someone may be said to do."""
    return word.endswith("ing") and len(word) > 4 and word not in _NOT_GERUNDS


COUNTRY_ADJECTIVES = Lexicon(
    (form.replace("_", " "), code) for code, forms in DEMONYMS.items() for form in forms.split()
)
OFFICE_WORDS = Lexicon((office, office) for office in (*OFFICES, *OUTSIDERS))
