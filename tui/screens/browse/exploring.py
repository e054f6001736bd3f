"""Exploring: the entity finder, narrowing and excluding, facets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store import Looking, exclude, narrow
from tui import layers
from tui.asking import CASES_READ, Request, find_entities
from tui.commands import ENTITIES, CannotActError
from tui.screens.browse.reading import Reading
from tui.wording import counted

if TYPE_CHECKING:
    from store import Entity, EntityHit, EntityPage, Facets, Library, Sayings, SentencesOfBoth

_COMPANIONS = 40
_SENTENCES_SECONDS = 1.0
"""Cases are read no longer for the sentences that name two entities; the heading says how many were."""


class Exploring(Reading):
    """From entity to case to entity."""

    def action_find_entity(self) -> None:
        """Find an entity as one types."""
        layer = layers.FinderLayer(self._ask_finder, self._take_entity)
        self.open_layer(layer)

    def _ask_finder(self, text: str, kinds: tuple[str, ...]) -> None:
        layer = self.top_layer
        if not isinstance(layer, layers.FinderLayer):
            return
        asked = (text, kinds)
        self.finding.submit(
            lambda library: find_entities(library, text, kinds, layers.FOUND_AT_MOST),
            lambda hits: layer.answer(asked, hits),
            lambda error: layer.failed(asked, str(error)),
        )

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
            entity, facet = self.key("pane.entities"), self.key("facets")
            raise CannotActError(
                f"Go to an entity ({entity}) or a facet ({facet}): that is what cases are narrowed by."
            )
        named = self.entities.current
        if named is None:
            raise CannotActError("There is no entity under the cursor.")
        entity_id = named.entity.id
        self.with_term(entity_id, lambda term: self._narrow_or_say(term, entity_id, exclude_it=exclude_it))

    def _narrow_or_say(self, term: str, entity_id: str, *, exclude_it: bool) -> None:
        self.asked = None
        try:
            self.narrow_by(term, exclude_it=exclude_it, follow=None if exclude_it else entity_id)
        except CannotActError as refusal:
            self.say(str(refusal), "warn")

    def narrow_by(self, term: str, *, exclude_it: bool, follow: str | None = None) -> None:
        """Add a term to the query in force, or its opposite."""
        query = self.trail.here.query
        changed = exclude(query, term) if exclude_it else narrow(query, term)
        if changed == query:
            raise CannotActError("The cases are narrowed by this already.")
        self.go_to_list(changed, follow=follow)

    # --- the page of an entity

    def action_entity_page(self) -> None:
        """All there is to say of the entity under the cursor, and what occurs with it."""
        named = self.entities.current
        if named is None:
            raise CannotActError("There is no entity under the cursor.")
        entity_id = named.entity.id
        layer = layers.EntityLayer(
            lambda other: self._show_sentences(entity_id, other.entity),
            lambda other: self._cases_of_both(entity_id, other.entity.id),
            lambda: self.show_cases_of(entity_id),
        )
        self.open_layer(layer)

        def read(library: Library) -> tuple[EntityPage, Sayings]:
            from store import sections_of  # noqa: PLC0415 -- rarely asked for

            page = library.index.entity_page(entity_id)
            return page, sections_of(library, page)

        self.fetch(read, lambda answer: layer.take(*answer))
        self.fetch(
            lambda library: tuple(library.index.co_occurring(entity_id, _COMPANIONS)),
            layer.take_companions,
        )

    def _show_sentences(self, entity_id: str, other: Entity) -> None:
        def done(found: SentencesOfBoth) -> None:
            read = "" if found.looked == found.of else f"newest {found.looked:,} of {counted(found.of, 'case')}"
            if not found.passages:
                within = f" of the {read}" if read else ""
                self.say(f"No sentence{within} says both: {other.name} is named elsewhere in these cases.", "warn")
                return
            text = "\n\n".join(f"{one.text}\n  {one.title} ({one.case_id})" for one in found.passages)
            heading = f"{counted(len(found.passages), 'sentence')} with both"
            self.open_layer(layers.TextLayer(f"{heading}, {read}" if read else heading, text))

        looking = Looking(most=CASES_READ, seconds=_SENTENCES_SECONDS)
        self.fetch(lambda library: library.index.sentences_of_both(entity_id, other.id, looking), done)

    def _cases_of_both(self, one: str, other: str) -> None:
        self.asked = Request()
        self.searching.submit(
            lambda library: narrow(library.index.term(one), library.index.term(other)),
            lambda query: self.go_to_list(query, follow=other),
            self._term_failed,
        )

    # --- facets

    def action_facets(self) -> None:
        """What the cases at hand have in common, with counts."""
        if not self.cases.numbers:
            raise CannotActError("There are no cases to count.")
        layer = layers.FacetsLayer(self.narrow_by)
        self.open_layer(layer)
        numbers = self.cases.numbers

        def done(facets: Facets) -> None:
            layer.take(facets)

        self.fetch(lambda library: library.index.facets(numbers), done)
