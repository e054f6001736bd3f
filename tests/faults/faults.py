"""All faults, in the order of the table."""

from __future__ import annotations

from tests.faults import damaging, disks, killing, streams
from tests.faults.fault import Fault

FAULTS: tuple[Fault, ...] = (*killing.FAULTS, *damaging.FAULTS, *disks.FAULTS, *streams.FAULTS)
