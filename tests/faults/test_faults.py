"""Every fault of the table, tried a few times; `python -m tests.faults` tries them as often as one likes."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.faults.fault import Fault, Unavailable
from tests.faults.faults import FAULTS


@pytest.mark.parametrize(
    ("fault", "number"),
    [pytest.param(fault, number, id=f"{fault.name}-{number}") for fault in FAULTS for number in range(fault.tests)],
)
def test_nothing_is_lost(fault: Fault, number: int, tmp_path: Path) -> None:
    """Each try of a fault raises where a promise is broken."""
    try:
        outcome = fault.round(Random(f"{fault.name} {number}"), tmp_path)
    except Unavailable as reason:
        pytest.skip(str(reason))

    assert outcome
