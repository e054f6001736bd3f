"""Where a list stands: the cursor is always a row, and always in view."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.widgets.scrolling import Scroll

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("moved"), st.integers(-30, 30)),
        st.tuples(st.just("paged"), st.sampled_from([1.0, -1.0, 0.5, -0.5])),
        st.tuples(st.just("at"), st.integers(-5, 60)),
        st.tuples(st.just("resized"), st.integers(1, 30)),
        st.tuples(st.just("recounted"), st.integers(0, 60)),
    )
)


@given(st.integers(0, 60), st.integers(1, 30), STEPS)
def test_the_cursor_stays_in_view(count: int, page: int, steps: list[tuple[str, int]]) -> None:
    """Whatever is done, the cursor is a row of the list and among those shown."""
    scroll = Scroll(count, page)
    for name, value in steps:
        scroll = getattr(scroll, name)(value)

        assert 0 <= scroll.cursor < max(1, scroll.count)
        assert scroll.top <= scroll.cursor < scroll.top + scroll.page
        assert 0 <= scroll.top <= max(0, scroll.count - scroll.page)


def test_a_recount_keeps_the_distance_to_the_first_row_shown() -> None:
    """When rows come in above the cursor the picture does not jump."""
    scroll = Scroll(100, 10).at(50)
    again = scroll.recounted(120, 70)

    assert scroll.cursor - scroll.top == again.cursor - again.top


def test_pages_down_and_up_again() -> None:
    """A page back leads to where one was."""
    scroll = Scroll(1000, 20).at(300)

    assert scroll == scroll.paged(1).paged(-1)
