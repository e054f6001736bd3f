"""What a batch changes in the counts of nodes and their names, gathered case by case."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct, field

from store.identity import Bridge
from store.index.entry import IndexEntry


class CaseNodes(Struct):
    """The nodes of a case before and after the changes of a transaction."""

    before: tuple[str, ...]
    after: tuple[str, ...]


class Tallies(Struct):
    """Differences in counts since the last write; the keys of names, repeats and profiles are as in the entries."""

    names: Counter[str] = field(default_factory=Counter)
    repeats: Counter[str] = field(default_factory=Counter)
    profiles: Counter[str] = field(default_factory=Counter)
    bridges: Counter[Bridge] = field(default_factory=Counter)
    cases: dict[int, CaseNodes] = field(default_factory=dict)

    def record(self, number: int, before: IndexEntry | None, after: IndexEntry | None) -> None:
        """Take in what a change of one case means."""
        if before is not None:
            self.names.subtract(before.names)
            self.repeats.subtract(before.repeats)
            self.profiles.subtract(before.profiles)
            self.bridges.subtract(before.bridges)
        if after is not None:
            self.names.update(after.names)
            self.repeats.update(after.repeats)
            self.profiles.update(after.profiles)
            self.bridges.update(after.bridges)
        nodes_before = before.nodes if before is not None else ()
        nodes_after = after.nodes if after is not None else ()
        if number in self.cases:
            self.cases[number].after = nodes_after
        else:
            self.cases[number] = CaseNodes(nodes_before, nodes_after)

    def all_nodes(self) -> set[str]:
        """Every node that any of the cases has or had."""
        found: set[str] = set()
        for case in self.cases.values():
            found.update(case.before, case.after)
        return found
