"""Reading a case: its page follows the cursor; mentions, matches and entities lead on."""

from __future__ import annotations

import re
from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

from store import QueryError, address, phrases_of, places_of, read_page
from tui import layers
from tui.asking import Request, pair_places
from tui.commands import CASES, ENTITIES, FINDINGS, CannotActError
from tui.present.findings import Stop
from tui.screens.browse.listing import Listing
from tui.widgets.field import Field

if TYPE_CHECKING:
    from textual.timer import Timer

    from store import CasePage, Library, PairPlaces, RoundsError
    from tui.present.styled import Line

_REST_SECONDS = 0.12
"""While the cursor moves on faster than this, pages in between are not drawn."""
_NOTHING: tuple[Line, ...] = (((" No case is shown.", "dim"),),)
_AHEAD_SECONDS = 0.05
"""After so long a page has been drawn, and there is time to read the next one."""


class Reading(Listing):
    """Asks for the page of the case under the cursor and goes through what it names."""

    find_field: Field | None = None
    """The text being typed to find in the findings, or to filter the entities by."""
    _entity_before_find: str | None = None
    """The entity that had the cursor before the list was filtered."""
    page_ahead: CasePage | None = None
    """The page that is likely wanted next: at first that of the first case, which is read together with the list."""
    page_is_stale = False
    """The library has changed since the page was read."""
    _last_want = 0.0
    _last_cursor = 0
    _stride = 1
    """How far the cursor went last."""
    _ahead_timer: Timer | None = None

    # --- the page of the case under the cursor

    def want_page(self) -> None:
        """Ask for the page: at once after a rest, after the rest while a key is held."""
        number = self.cases.current
        now = monotonic()
        held, self._last_want = now - self._last_want < _REST_SECONDS, now
        cursor = self.cases.scroll.cursor
        self._stride, self._last_cursor = cursor - self._last_cursor or self._stride, cursor
        if self.page_timer is not None:
            self.page_timer.stop()
            self.page_timer = None
        if number is None:
            self.asked_page = None
            self._show_page(None)
        elif held and self.page is not None and self.page.number != number:
            self.asked_page = number
            self.page_timer = self.set_timer(_REST_SECONDS, self._ask_page)
        elif self.page is None or self.page.number != number or self.page_is_stale:
            self.asked_page = number
            self._ask_page()
        else:
            self.asked_page = None
            self._go_where_it_was_left()
            self._mark_matches()

    def _ask_page(self) -> None:
        self.page_timer = None
        number = self.asked_page
        if number is None:
            return
        ahead, self.page_ahead = self.page_ahead, None
        if ahead is not None and ahead.number == number and not self.page_is_stale:
            self._take_page(ahead)
            return

        def read(library: Library) -> CasePage:
            return read_page(library, number)

        self.reading.submit(read, self._take_page, self._page_failed)

    def _page_failed(self, error: RoundsError) -> None:
        self.asked_page = None
        self.say_error(error)

    def _take_page(self, page: CasePage) -> None:
        if page.number != self.cases.current:
            return
        self.asked_page = None
        self.page_is_stale = False
        self._show_page(page)
        if self._ahead_timer is not None:
            self._ahead_timer.stop()
        self._ahead_timer = self.set_timer(_AHEAD_SECONDS, self._read_ahead)

    def _read_ahead(self) -> None:
        """Read the page to which the same step leads again, when the one that was wanted stands."""
        place = self.cases.scroll.cursor + self._stride
        if self.filter_field is not None or self.asked_page is not None or self.page_is_stale:
            return
        if not 0 <= place < len(self.cases.numbers):
            return
        number = self.cases.numbers[place]

        def keep(page: CasePage) -> None:
            self.page_ahead = page

        self.reading.submit(lambda library: read_page(library, number), keep, lambda _: None)

    def _go_where_it_was_left(self) -> None:
        """A place that is gone back to shows the case that is shown already: only cursor and scroll are other ones."""
        (case_id, top), entity_id = self.findings_top_to_keep, self.entity_to_keep
        self.findings_top_to_keep, self.entity_to_keep = (None, 0), None
        if self.page is not None and case_id == self.page.case.id:
            self.findings.by_lines(top - self.findings.scroll.top)
            if entity_id is not None:
                self.entities.filter(self.entities.typed, entity_id=entity_id)

    def _show_page(self, page: CasePage | None) -> None:
        before = self.page
        if page is not None and before is not None and page.case == before.case and page.named == before.named:
            self._go_where_it_was_left()
            self.findings.renew(page)
            self.entities.renew(page)
            self._mark_matches()
            self.show_chrome()
            return
        keep = self.entity_to_keep or self.trail.here.follow
        self.entity_to_keep = None
        case_id, top = self.findings_top_to_keep
        self.findings_top_to_keep = (None, 0)
        if page is None or page.case.id != case_id:
            top = 0
        self.findings.empty = self.entities.empty = () if self.cases.numbers else _NOTHING
        self.findings.show(page, entry=self.entry_of(page), top=top)
        self.entities.show(page, entity_id=keep)
        self._mark_matches()
        if self.pane == FINDINGS:
            self.mark_as_read()
        self.show_chrome()

    # --- matches and mentions

    def _mark_matches(self) -> None:
        """What the query looks for is marked in the text, and `n` goes through it unless it is busy."""
        if self.page is None or (self.findings.stops and not self._stops_are_the_querys):
            return
        request = self.found.request
        self._set_matches(request.query if self.found.searched else "", typing=request.typing, go=False)
        self._stops_are_the_querys = True
        if self.found.paired:
            self._mark_pairs(self.page, request)

    def _mark_pairs(self, page: CasePage, request: Request) -> None:
        """Where the text says the pairs of the query: from name to name is a match, the names are marked."""

        def done(places: PairPlaces) -> None:
            if self.page is not page or self.found.request != request or not self._stops_are_the_querys:
                return
            order = {field: place for place, (field, _) in enumerate(page.texts())}
            stops = {*self.findings.stops, *(Stop(*passage) for passage in places.passages)}
            marked = {*self.findings.stops, *(Stop(*name) for name in places.names)}
            self.findings.set_stops(
                sorted(stops, key=lambda stop: (order[stop.field], stop.start)),
                "match",
                matches=True,
                go=False,
                marked=sorted(marked, key=lambda stop: (order[stop.field], stop.start)),
            )

        self.fetch(lambda library: pair_places(library, page.number, request), done)

    _stops_are_the_querys = False

    def _set_matches(self, query: str, *, typing: bool, go: bool) -> int:
        assert self.page is not None
        try:
            wanted = phrases_of(query, typing=typing)
        except QueryError:
            wanted = ()
        stops = [Stop(field, start, end) for field, text in self.page.texts() for start, end in places_of(text, wanted)]
        self._stops_are_the_querys = False
        self.findings.set_stops(stops, "match", matches=True, go=go)
        return len(stops)

    def show_all_mentions(self) -> None:
        """`n` goes through every mention."""
        page = self.page
        if page is not None:
            stops = [Stop(f, s.start, s.end, s.entity) for f, _ in page.texts() for s in page.named.get(f, ())]
            self._stops_are_the_querys = False
            self.findings.set_stops(stops, "mention", matches=False, go=False)

    def show_mentions_of_current(self) -> None:
        """`n` goes through the mentions of the entity under the cursor."""
        page, index = self.page, self.entities.current_index
        if page is None or index is None:
            raise CannotActError("There is no entity under the cursor.")
        stops = tuple(
            Stop(f, s.start, s.end, index) for f, _ in page.texts() for s in page.named.get(f, ()) if s.entity == index
        )
        if not stops:
            raise CannotActError(f"The text here never says “{page.entities[index].name}”.")
        if self.findings.stops != stops:
            self._stops_are_the_querys = False
            self.findings.set_stops(stops, "mention", matches=False, go=False)

    # --- find in the text, filter the entities

    def action_find_in_text(self) -> None:
        """Type what to find in the findings."""
        if self.page is None:
            raise CannotActError("There is no case to look through.")
        self.find_field = self.header.field = Field()
        self.show_chrome()

    def action_filter_entities(self) -> None:
        """Type what the listed entities should hold."""
        if self.page is None:
            raise CannotActError("There is no case whose entities could be filtered.")
        current = self.entities.current
        self._entity_before_find = current.entity.id if current is not None else None
        self.find_field = self.header.field = Field.of(self.entities.typed)
        self.show_chrome()

    def find_typed(self, field: Field) -> None:
        """What is typed is another text."""
        self.find_field = self.header.field = field
        self.header.touch()
        if self.pane == ENTITIES:
            self.entities.filter(field.text.strip())
        elif field.text.strip():
            count = self._set_matches('"' + field.text.strip().replace('"', " "), typing=True, go=True)
            self.say(self.findings.note if count else f"“{field.text.strip()}” is not in this text.")
        else:
            self.findings.set_stops((), "", matches=True)
        self.show_chrome()

    def end_find(self, *, keep: bool) -> None:
        """Enter keeps the matches (or the filter), Esc drops them."""
        self.find_field = self.header.field = None
        if not keep:
            if self.pane == ENTITIES:
                self.entities.filter("", entity_id=self._entity_before_find)
            else:
                self.findings.set_stops((), "", matches=True)
        self.show_chrome()

    # --- on to something else

    def action_open_case(self) -> None:
        """Into the findings."""
        self.case_number()
        self.set_pane(FINDINGS)

    def action_open_mention(self) -> None:
        """To the entity of the mention that `n` is at."""
        page, stop = self.page, self.findings.current_stop
        if page is None:
            raise CannotActError("There is no case here.")
        if stop is None:
            raise CannotActError(
                f"{self.key('find.next')} goes to a mention first; {self.key('open.mention')} then opens its entity."
            )
        index = stop.entity
        if index is None:
            named = page.named.get(stop.field, ())
            index = next((s.entity for s in named if s.start < stop.end and s.end > stop.start), None)
        if index is None:
            raise CannotActError("This match is no mention of an entity.")
        self.entities.filter("")
        if not self.entities.go_to(index):
            raise CannotActError("Entities of this kind are left out by the configuration (kinds).")
        self.set_pane(ENTITIES)

    def action_open_entity(self) -> None:
        """The cases that name the entity under the cursor."""
        named = self.entities.current
        if named is None:
            raise CannotActError("There is no entity under the cursor.")
        self.show_cases_of(named.entity.id, unlike=named.unlike)

    def show_cases_of(self, entity_id: str, *, unlike: bool = False) -> None:
        """Go to the cases that name an entity."""

        def go(term: str) -> None:
            self.go_to_list(term, follow=entity_id)
            if unlike:
                self.say(f"! linked as {entity_id}, whose usual names are unlike the one you came from", "warn")

        self.with_term(entity_id, go)

    def with_term(self, entity_id: str, then: Callable[[str], None]) -> None:
        """Ask for the query that finds an entity's cases, then do something with it; keys typed ahead wait."""
        self.asked = Request()
        self.searching.submit(lambda library: library.index.term(entity_id), then, self._term_failed)

    def _term_failed(self, error: RoundsError) -> None:
        self.asked = None
        self.say_error(error)

    def action_open_address(self) -> None:
        """Show the address of the paper (or of the entity), and copy it."""
        if self.pane == ENTITIES:
            named = self.entities.current
            if named is None:
                raise CannotActError("There is no entity under the cursor.")
            addresses = [page for curie in named.entity.curies if (page := address(curie))]
            if not addresses:
                raise CannotActError(f"{named.name} has no id, so there is no page to go to.")
            self.offer_address(addresses[0])
            return
        if self.page is None:
            raise CannotActError("There is no case here.")
        case = self.page.case
        curies = (
            f"doi:{case.doi}" if case.doi else None,
            f"pmc:{case.pmcid}" if case.pmcid else None,
            f"pubmed:{case.pmid}" if case.pmid else None,
        )
        safe = [page for curie in curies if curie and (page := address(curie))]
        if safe:
            self.offer_address(safe[0])
        elif case.url and re.match(r"https?://", case.url):
            self.offer_address(case.url, trusted=False)
        else:
            raise CannotActError("The file gives no address, DOI or id of this paper.")

    def action_full_text(self) -> None:
        """Read the full text where the file holds it, else say where it is."""
        if self.page is None:
            raise CannotActError("There is no case here.")
        case = self.page.case
        if case.full_text.text:
            self.open_layer(layers.TextLayer("full text", case.full_text.text, lead=(case.title, "")))
        elif case.full_text.url:
            self.offer_address(case.full_text.url, trusted=False)
        else:
            raise CannotActError("The file neither holds the full text nor says where it is.")

    def left_pane_for(self, pane: str) -> str:
        """Where Esc leads from a pane."""
        return FINDINGS if pane == ENTITIES else CASES
