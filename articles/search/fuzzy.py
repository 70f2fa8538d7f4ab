"""Words that are nearly another: letters more, less, other, or two neighbours changed round."""


def distance(one: str, other: str, limit: int) -> int:
    """The least number of edits between two words (optimal string alignment); above `limit`, any number above it."""
    if one == other:
        return 0
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for line, letter in enumerate(one, 1):
        earlier, before, row = before, row, [line]
        for column, against in enumerate(other, 1):
            least = min(before[column] + 1, row[-1] + 1, before[column - 1] + (letter != against))
            if line > 1 and column > 1 and letter == other[column - 2] and one[line - 2] == against:
                least = min(least, earlier[column - 2] + 1)
            row.append(least)
        if min(row) > limit:
            return limit + 1
    return row[-1]


def one_edit_apart(one: str, other: str) -> bool:
    """Whether two words are the same but for one edit at most."""
    return distance(one, other, 1) <= 1
