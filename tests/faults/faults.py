"""All faults, in the order of the table."""

from __future__ import annotations

from tests.faults import app, crowds, damaging, disks, killing, streams, times
from tests.faults.fault import Fault

FAULTS: tuple[Fault, ...] = tuple(
    fault for part in (killing, damaging, times, disks, streams, app, crowds) for fault in part.FAULTS
)
