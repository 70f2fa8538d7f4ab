"""Bars over time, laid out for a drawing."""

from hypothesis import given
from hypothesis import strategies as st

from articles.views.histograms import FEW, HEIGHT, WIDTH, Bar, histogram

counts = st.lists(st.integers(0, 10_000), min_size=1, max_size=150)


def drawn(numbers: list[int]) -> list[Bar]:
    return [Bar(f"in {place}", str(place), count, f"/{place}/") for place, count in enumerate(numbers)]


@given(counts)
def test_bars_stay_inside_the_drawing_and_beside_each_other(numbers: list[int]) -> None:
    drawing = histogram(drawn(numbers), "Articles")

    assert drawing.width <= WIDTH
    for column in drawing.columns:
        assert 0 <= column.y <= HEIGHT
        assert abs(column.y + column.height - HEIGHT) < 0.1
        assert column.x + column.width <= drawing.width + 0.1
    for left, right in zip(drawing.columns, drawing.columns[1:], strict=False):
        assert left.x + left.width <= right.x + 0.1


@given(counts)
def test_whatever_counts_can_be_seen_and_nothing_else(numbers: list[int]) -> None:
    for column in histogram(drawn(numbers), "Articles").columns:
        assert (column.height > 0) == (column.bar.count > 0)


def test_the_highest_bar_is_as_high_as_the_drawing() -> None:
    columns = histogram(drawn([1, 4, 2]), "Articles").columns

    assert [column.height for column in columns] == [HEIGHT / 4, HEIGHT, HEIGHT / 2]


def test_few_bars_are_not_stretched_over_the_page() -> None:
    few, many = histogram(drawn([1] * 2), "Articles"), histogram(drawn([1] * FEW), "Articles")

    assert (few.is_short, many.is_short) == (True, False)
    assert few.width < many.width == WIDTH


def test_the_axis_names_first_middle_and_last() -> None:
    assert histogram(drawn([1, 2]), "Articles").axis == ("0", "1")
    assert histogram(drawn([1] * 5), "Articles").axis == ("0", "2", "4")
