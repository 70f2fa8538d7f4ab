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
    """Whether two words are the same but for one edit at most: what differs has the same before it and behind.

    All words that are held are asked one after the other, and of nearly every one the first letters tell.
    """
    if abs(len(one) - len(other)) > 1:
        return False
    least = min(len(one), len(other))
    start = 0
    while start < least and one[start] == other[start]:
        start += 1
    end = 0
    while end < least - start and one[-1 - end] == other[-1 - end]:
        end += 1
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    return max(len(left), len(right)) <= 1 or (len(left) == len(right) == 2 and left == right[::-1])
