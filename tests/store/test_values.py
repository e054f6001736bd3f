"""Values behave like data classes of the standard library; what differs is when their methods are written."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from typing import Any, ClassVar, Generic, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import values

T = TypeVar("T")
MAKERS: dict[str, Callable[..., Any]] = {"standard": dataclasses.dataclass, "ours": values.dataclass}
FIELDS: dict[str, Callable[..., Any]] = {"standard": dataclasses.field, "ours": values.field}


def point(whose: str) -> Any:
    @MAKERS[whose](frozen=True, slots=True)
    class Point(Generic[T]):
        """A point with a name that does not count."""

        ORIGIN: ClassVar[str] = "here"
        x: int
        y: int = 7
        names: dict[str, int] = FIELDS[whose](default_factory=dict, compare=False)
        label: str = FIELDS[whose](default="p", compare=False)

        @property
        def both(self) -> tuple[int, int]:
            """The coordinates."""
            return self.x, self.y

    return Point


@values.dataclass(frozen=True, slots=True)
class Leaf:
    """A value that can be pickled."""

    text: str
    size: int = 1


@values.dataclass(frozen=True, slots=True)
class Branch(Leaf):
    """One that adds a field to those it inherits."""

    leaves: tuple[Leaf, ...] = ()


@values.dataclass(slots=True)
class Tally:
    """One that changes."""

    count: int = 0
    seen: list[str] = values.field(default_factory=list)


@given(st.integers(0, 2), st.integers(0, 2), st.integers(0, 2), st.integers(0, 2))
def test_values_are_equal_hashed_and_shown_as_the_standard_ones(a: int, b: int, c: int, d: int) -> None:
    """Only fields that count make a difference, and nothing equals a value of another class."""
    standard, ours = point("standard"), point("ours")

    for one, other in (((a, b), (c, d)), ((a,), (c, d)), ((a,), (a, 7))):
        assert (standard(*one) == standard(*other)) is (ours(*one) == ours(*other))
        assert (hash(standard(*one)) == hash(standard(*other))) is (hash(ours(*one)) == hash(ours(*other)))
        assert repr(standard(*one, label="q")) == repr(ours(*one, label="q"))
        assert standard(*one).both == ours(*one).both
    assert ours(a) != standard(a)
    assert ours.ORIGIN == "here"


@pytest.mark.parametrize("whose", MAKERS)
def test_what_is_not_a_field_is_refused(whose: str) -> None:
    """Wrong arguments raise `TypeError`, changes `AttributeError`."""
    one = point(whose)(1)

    for arguments, named in (((), {}), ((1, 2, {}, "p", 5), {}), ((1,), {"z": 1})):
        with pytest.raises(TypeError):
            type(one)(*arguments, **named)
    for name in ("x", "z"):
        with pytest.raises((AttributeError, TypeError)):
            setattr(one, name, 3)
    with pytest.raises(AttributeError):
        del one.x


def test_each_value_has_a_default_of_its_own() -> None:
    """What a factory makes is not shared."""
    Tally().seen.append("a")

    assert [] == Tally().seen
    assert Tally(2, ["b"]) == Tally(count=2, seen=["b"])


def test_values_that_change_are_not_hashed() -> None:
    """Their hash would change with them."""
    with pytest.raises(TypeError):
        hash(Tally())


@pytest.mark.parametrize("one", [Leaf("a"), Branch("b", 2, (Leaf("c"),)), Tally(3, ["d"])])
def test_values_are_copied_and_sent_between_processes(one: Any) -> None:
    """Copies and pickles are equal to what they are made of."""
    assert one == copy.copy(one) == copy.deepcopy(one) == pickle.loads(pickle.dumps(one))


def test_a_value_with_other_fields() -> None:
    """Both ways of replacing give the same; the original stays."""
    one = Branch("a", 2)

    assert Branch("a", 5) == values.replace(one, size=5) == dataclasses.replace(one, size=5)
    assert one == Branch("a", 2)
    assert {"text": "a", "size": 2, "leaves": ()} == dataclasses.asdict(one)
    assert Branch("a", 2) != Leaf("a", 2)


def test_no_method_is_written_before_it_is_called() -> None:
    """That is what they are for: a class that is only loaded compiles nothing."""

    @values.dataclass(frozen=True, slots=True)
    class Seldom:
        """Not used yet."""

        a: int

    function = type(point)
    assert not any(isinstance(vars(Seldom)[name], function) for name in ("__init__", "__eq__", "__hash__"))
    assert Seldom(1) == Seldom(1)
    assert all(isinstance(vars(Seldom)[name], function) for name in ("__init__", "__eq__"))
    assert not isinstance(vars(Seldom)["__hash__"], function)
