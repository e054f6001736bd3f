"""Pairs: of the query in force, or of the entity under the cursor with the others of a kind."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from store import Looking, cut, describe, exclude, narrow, pair_term, parse, without
from tui import layers
from tui.asking import CASES_READ, LOOK_ON_SECONDS
from tui.commands import ENTITIES, CannotActError
from tui.copies import Clip
from tui.screens.browse.exploring import Exploring

if TYPE_CHECKING:
    from store import Library, NamedEntity, PairCount, PairCounts, RoundsError
    from tui.layers import PairsLayer

_KINDS = (
    ("c", "chemicals", "chemical:*"),
    ("d", "diseases", "disease:*"),
    ("g", "genes and proteins", "gene:*"),
    ("s", "species", "species:*"),
    ("a", "anything", "*"),
)
"""With what an entity may be a pair: key, words, the other side of the query."""
_OWN = "own"
_LATER = 4
"""The first pairs are wanted soon; after that portions are so many times as large."""
_SHOWN, _SHOWN_MEANWHILE = 200, 40
"""Pairs that are listed, at the end and while they are counted."""


class Pairs(Exploring):
    """Lists pairs and goes to the cases of one."""

    def action_pairs(self) -> None:
        """The pairs of the query in force; in Entities those of the entity under the cursor."""
        named = self.entities.current if self.pane == ENTITIES else None
        if named is not None:
            self._choose_kind(named)
        elif self.found.paired:
            self._open_pairs(self.trail.here.query)
        else:
            pairs, entities, ask = self.key("pairs"), self.key("pane.entities"), self.key("find.filter")
            raise CannotActError(f"{pairs} lists pairs: go to an entity ({entities}), or ask {ask} gene:ALK ~ drug:*")

    def _choose_kind(self, named: NamedEntity) -> None:
        """With what: a letter, and the pairs are there."""
        entity_id = named.entity.id
        choices = [layers.Choice(key, text, other) for key, text, other in _KINDS]
        if self.found.paired:
            choices.append(layers.Choice("q", "the pairs of the query in force", _OWN))

        def taken(other: str) -> None:
            if other == _OWN:
                self._open_pairs(self.trail.here.query)
            else:
                self.with_term(entity_id, lambda term: self._open_pairs_of(term, other))

        self.open_layer(layers.MenuLayer(f"{named.name} with …", choices, taken))

    def _open_pairs_of(self, term: str, other: str) -> None:
        """Pairs of an entity; the rest of the query, which chance is measured in, need not ask for it too."""
        self.asked = None
        self._open_pairs(narrow(without(self.trail.here.query, term), pair_term(term, other, "case")))

    def _open_pairs(self, query: str) -> None:
        pair = next(parse(query).pairs())
        layer = layers.PairsLayer(query, describe(query), pair.within, self)
        self.open_layer(layer)
        self.count_pairs(layer)

    def count_pairs(self, layer: PairsLayer) -> None:
        """Count the pairs of the layer's query, newest cases first; it shows them as they come in."""
        from store import Pairing  # noqa: PLC0415 -- few look at pairs

        layer.run += 1
        run = layer.run
        pairing = Pairing(layer.asked, notebook=self.marks_for_queries(), within=layer.within)
        portions = count(1)

        def left() -> bool:
            return layer.run != run or layer not in self.open_layers

        def read(library: Library) -> PairCounts:
            seconds = LOOK_ON_SECONDS * (1 if next(portions) == 1 else _LATER)
            looking = Looking(most=CASES_READ, seconds=seconds, stop=left)
            return library.index.count_pairs(pairing, looking, limit=_SHOWN, meanwhile=_SHOWN_MEANWHILE)

        def done(counts: PairCounts) -> None:
            if left():
                return
            layer.take(counts)
            if counts.looked.unfinished:
                go_on()

        def failed(error: RoundsError) -> None:
            layer.close()
            self.say_error(error)

        def go_on() -> None:
            self.fetching.submit(read, done, failed, replace=False)

        go_on()

    def narrow_by_pair(self, query: str, pair: PairCount, *, exclude_it: bool) -> None:
        """Go to the cases of a pair of a query, or to the query's other cases."""
        if exclude_it:
            changed = exclude(query, pair.term)
        else:
            asked = parse(query)
            whole = next(asked.pairs())
            changed = narrow(cut(asked, whole) if whole in asked.parts() else query, pair.term)
        if changed == self.trail.here.query:
            raise CannotActError("These are the cases of this pair already.")
        self.go_to_list(changed, follow=None if exclude_it else pair.right.id)

    def copy_pair(self, pair: PairCount) -> None:
        """Copy where a pair is said, with the paper."""
        said = pair.example
        self.copy_text(Clip(f"{said.text}\n{said.title} ({said.case_id})", f"{pair.left.name} ~ {pair.right.name}"))
