"""Exploring: the entity finder, narrowing and excluding, facets."""

from __future__ import annotations

from store import EntityHit, Facets, RoundsError, entity_term, exclude, narrow
from tui.asking import find_entities
from tui.commands import ENTITIES, CannotActError
from tui.layers.facets import FacetsLayer
from tui.layers.finder import LIMIT, FinderLayer
from tui.screens.browse.reading import Reading


class Exploring(Reading):
    """From entity to case to entity."""

    def action_find_entity(self) -> None:
        """Find an entity as one types."""
        layer = FinderLayer(self._ask_finder, self._take_entity)
        self.open_layer(layer)

    def _ask_finder(self, text: str) -> None:
        layer = self.top_layer
        if not isinstance(layer, FinderLayer):
            return

        def failed(error: RoundsError) -> None:
            layer.failed(text, str(error))
            self.settle()

        def done(hits: object) -> None:
            layer.answer(hits)  # type: ignore[arg-type]
            self.settle()

        self.finding.submit(lambda library: find_entities(library, text, LIMIT), done, failed)

    def _take_entity(self, hit: EntityHit) -> None:
        self.show_cases_of(hit.entity.id)

    # --- narrowing

    def action_narrow(self) -> None:
        """Narrow the cases by what is under the cursor."""
        self._change_query(exclude_it=False)

    def action_exclude(self) -> None:
        """Exclude what is under the cursor."""
        self._change_query(exclude_it=True)

    def _change_query(self, *, exclude_it: bool) -> None:
        if self.pane != ENTITIES:
            raise CannotActError("Go to an entity (3) or a facet (F): that is what cases are narrowed by.")
        named = self.entities.current
        if named is None:
            raise CannotActError("There is no entity under the cursor.")
        self.narrow_by(entity_term(named.entity.id), exclude_it=exclude_it)

    def narrow_by(self, term: str, *, exclude_it: bool) -> None:
        """Add a term to the query in force, or its opposite."""
        query = self.trail.here.query
        changed = exclude(query, term) if exclude_it else narrow(query, term)
        if changed == query:
            raise CannotActError("The cases are narrowed by this already.")
        self.go_to_list(changed)

    # --- facets

    def action_facets(self) -> None:
        """What the cases at hand have in common, with counts."""
        if not self.cases.numbers:
            raise CannotActError("There are no cases to count.")
        layer = FacetsLayer(self.narrow_by)
        self.open_layer(layer)
        numbers = self.cases.numbers

        def done(facets: Facets) -> None:
            layer.take(facets)

        self.fetch(lambda library: library.index.facets(numbers), done)
