"""A tree written as text; reading it gives the same tree."""

from articles.search.language.tree import (
    All,
    Any,
    Dates,
    Fuzzy,
    Node,
    Not,
    Phrase,
    Prefix,
    Recent,
    Value,
    Within,
    Word,
)


def write(node: Node | None) -> str:
    """The text of a tree."""
    match node:
        case None:
            return ""
        case All(nodes):
            return " ".join(_bracketed(part, Any) for part in nodes)
        case Any(nodes):
            return " OR ".join(map(write, nodes))
        case Not(part):
            return f"-{_bracketed(part, All, Any)}"
        case Within(where, part):
            return f"{where}:{_bracketed(part, All, Any, Not)}"
        case Word(text):
            return text
        case Prefix(text):
            return f"{text}*"
        case Fuzzy(text):
            return f"{text}~"
        case Phrase(words, near):
            return f'"{" ".join(words)}"' + (f"~{near}" if near else "")
        case Value(field, value, is_name):
            return f'{field}:"{value}"' if is_name else f"{field}:{value}"
        case Dates(field, first, last):
            return f"{field}:{_dates(first, last)}"
        case Recent(count, unit):
            return f"last:{count}{unit}"


def _bracketed(node: Node, *kinds: type[Node]) -> str:
    text = write(node)
    return f"({text})" if isinstance(node, kinds) else text


def _dates(first: str | None, last: str | None) -> str:
    if first is None:
        return f"<={last}"
    if last is None:
        return f">={first}"
    return first if first == last else f"{first}..{last}"
