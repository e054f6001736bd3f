"""Copies from every place there is, read back at the outermost terminal."""

from __future__ import annotations

import contextlib

import pytest

from tests.clipboard.places import PLACES, Bench, Place, measure


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_arrival(place: Place, request: pytest.FixtureRequest):
    """What arrives is what the table says, whole, and what is said of it is true."""
    with contextlib.ExitStack() as stack:
        bench = Bench(stack, lambda: request.getfixturevalue("sshd"))
        measured = measure(place, bench)

    assert place.says == measured.receipts[0]["said"]
    assert place.arrives == measured.arrived
