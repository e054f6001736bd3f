"""Lists of cases: searching, filtering as one types, sorting, the way back and forward."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from store import Looking, QueryError, keep_prefix, widen
from tui.asking import CASES_READ, LOOK_ON_SECONDS, Found, Request, asks_notebook, find_cases, kept_list, snippets_of
from tui.commands import CASES, CannotActError
from tui.screens.browse.state import BrowseState
from tui.trail import Place
from tui.widgets.field import Field
from tui.wording import counted

if TYPE_CHECKING:
    from store import CaseRow, Library, RoundsError, Snippet, Sort
    from tui.present.styled import Line
    from tui.widgets.cases import CasesPane

_SIGNS = str.maketrans("", "", ' "*()')
_SORT_WORDS = {
    ("date", False): "newest first",
    ("date", True): "oldest first",
    ("title", False): "by title",
    ("title", True): "by title, backwards",
    ("author", False): "by author",
    ("author", True): "by author, backwards",
    ("relevance", False): "by relevance",
    ("relevance", True): "least relevant first",
    ("import", False): "last imported first",
    ("import", True): "first imported first",
    ("own", False): "in your order",
    ("own", True): "in your order, backwards",
}


class Listing(BrowseState):
    """Asks for lists of cases and shows what comes back."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.filter_field: Field | None = None
        """The query being typed in the header."""
        self._before_filter: Place | None = None
        self._restoring: Place | None = None
        """The place whose cursor and scroll are to come back with the next answer."""

    # --- asking

    def search(self, request: Request) -> None:
        """Ask for another list; an answer still awaited is no longer wanted."""
        self.asked = request
        marks = self.marks_for_queries() if asks_notebook(request.query) else None
        self.searching.submit(
            lambda library: find_cases(library, request, marks),
            self._take_found,
            lambda error: self._search_failed(request, error),
        )
        self.set_timer(0.15, self.show_chrome)

    def here(self) -> Place:
        """The present place as it is looked at now."""
        row = self.cases.current_row
        entity = self.entities.current
        return replace(
            self.trail.here,
            case_id=row.id if row else None,
            row=self.cases.scroll.cursor - self.cases.scroll.top,
            pane=self.pane,
            findings_top=self.findings.scroll.top,
            entity_id=entity.entity.id if entity else None,
        )

    def go_to_list(self, query: str, *, sort: Sort | None = None, follow: str | None = None) -> None:
        """Go to another list: a new place of the trail, the cursor in Cases."""
        self.trail = self.trail.updated(self.here())
        here = self.trail.here
        reverse = here.turned_round and sort in (None, here.sort)
        place = Place(query=query, sort=sort or here.sort, reverse=reverse, follow=follow)
        self.trail = self.trail.gone_to(place)
        self._restoring = place
        self.set_pane(CASES)
        self.search(Request(place.query, place.sort, place.reverse))

    def refresh_list(self) -> None:
        """The library is another one: ask for the present list again and stay where we are."""
        place = self.here()
        self.trail = self.trail.updated(place)
        self._restoring = place
        self.cases.forget_rows()
        self.search(Request(place.query, place.sort, place.reverse, keep=place.case_id))

    def _take_found(self, found: Found) -> None:
        self.show_found(found)
        if self.filter_field is None:
            self.remember_session()

    def show_found(self, found: Found) -> None:
        """Show a list, and the case under the cursor."""
        self.asked = None
        self.found = found
        self.header.mistake = found.mistake
        keep = found.keep
        if keep is None and self._restoring is None:
            keep = self.cases.current
        self.cases.empty = self._empty_lines(found)
        self.cases.show(found.numbers, found.rows, found.snippets, keep=keep, with_snippets=found.searched)
        restoring, self._restoring = self._restoring, None
        if restoring is not None and keep is not None and restoring.row:
            self.cases.go(self.cases.scroll.with_top(self.cases.scroll.cursor - restoring.row))
        self.want_page()
        self.show_chrome()
        self._look_further()

    def _look_further(self) -> None:
        """Read on for pairs in one sentence or finding, until another list is asked for."""
        found, row = self.found, self.cases.current_row
        if found.looked is None or not found.looked.unfinished:
            return
        looking = Looking(
            most=CASES_READ,
            seconds=LOOK_ON_SECONDS,
            stop=lambda: self.asked is not None or self.found is not found,
        )
        request = replace(found.request, keep=row.id if row else None)
        marks = self.marks_for_queries()
        self.searching.submit(
            lambda library: find_cases(library, request, marks, looking),
            lambda more: self._take_more(found, more),
            self.say_error,
        )

    def _take_more(self, before: Found, more: Found) -> None:
        """More cases of the same list: the cursor stays where it is."""
        if self.found is not before or self.asked is not None:
            return
        self.found = replace(more, request=before.request)
        current = self.cases.current
        self.cases.empty = self._empty_lines(more)
        self.cases.show(more.numbers, more.rows, more.snippets, keep=current, with_snippets=more.searched)
        if self.cases.current != current:
            self.want_page()
        self.show_chrome()
        self._look_further()

    def _search_failed(self, request: Request, error: RoundsError) -> None:
        if self.asked is request:
            self.asked = None
        self._restoring = None
        if isinstance(error, QueryError) and self.filter_field is not None:
            self.header.mistake = error.column
        elif isinstance(error, QueryError) and request.query == self.trail.here.query:
            # of another library or another notebook: the place is there, and what it shows is nothing
            self.show_found(Found(request, words=request.query))
        self.say_error(error)
        self.show_chrome()

    def on_cases_pane_rows_wanted(self, event: CasesPane.RowsWanted) -> None:
        """Rows came into view."""
        found, numbers, with_snippets = self.found, event.numbers, event.snippets

        def read(library: Library) -> tuple[tuple[CaseRow, ...], dict[int, Snippet | None]]:
            if self.found is not found:
                return (), {}
            request = found.request
            snippets = snippets_of(library, numbers, request.query, typing=request.typing) if with_snippets else {}
            return tuple(library.index.rows(numbers)), snippets

        self.fetching.submit(read, lambda answer: self.cases.take_rows(*answer), self.say_error, replace=False)

    def _empty_lines(self, found: Found) -> tuple[Line, ...]:
        if found.total:
            return ()
        if not found.request.query.strip():
            return (
                ((" The library is empty.", "title"),),
                (),
                ((f" {self.key('import')} imports case files, from here;", ""),),
                ((" rounds import FOLDER does it from a shell.", ""),),
            )
        if found.looked is not None and found.looked.unfinished:
            return (((" reading …", "dim"),),)
        lines: list[Line] = [((" No case fits.", "title"),)]
        if found.looked is not None and found.looked.looked < found.looked.of:
            lines.append(((f" Of {found.looked.of:,} the newest {found.looked.looked:,} were read.", "dim"),))
        for dropped in found.dropped[:6]:
            lines.append(((f" without {dropped.part}", ""), (f"  {counted(dropped.total, 'case')}", "dim")))
        lines += [(), ((f" {self.key('out' if self.filter_field else 'trail.back')} goes back.", "dim"),)]
        return tuple(lines)

    # --- filtering as one types

    def action_filter_cases(self) -> None:
        """Type a query that adds to the one in force."""
        self._before_filter = self.here()
        text = widen(self.trail.here.query)
        self.filter_field = self.header.field = Field.of(f"{text} " if text else "")
        self.header.mistake = None
        self.show_chrome()

    def filter_typed(self, field: Field) -> None:
        """The typed query is another one: filter."""
        changed = self.filter_field is None or field.text != self.filter_field.text
        self.filter_field = self.header.field = field
        self.header.touch()
        if changed and self._before_filter is not None:
            before = self._before_filter
            text = field.text.strip()
            reverse = before.reverse if text == before.query else before.turned_round
            self.search(Request(text, before.sort, reverse, typing=True, keep=before.case_id))

    def accept_filter(self) -> None:
        """Keep the typed query as a new place."""
        field, before = self.filter_field, self._before_filter
        self._end_filter()
        if field is None or before is None:
            return
        typed = field.text.strip()
        if self.found.request.query == typed and self.found.mistake is not None:
            typed = typed[: self.found.mistake]
        query = keep_prefix(typed)
        if _signless(query) != _signless(field.text):
            self.say(f"What made no sense was left out: {query or 'all cases'}", "warn")
        if query == before.query:
            self._show_again(before)
            return
        place = replace(before, query=query, reverse=before.turned_round)
        self.trail = self.trail.updated(before).gone_to(place)
        keep = self.cases.current_row
        self.search(Request(query, place.sort, place.reverse, keep=keep.id if keep else None))

    def cancel_filter(self) -> None:
        """Back to the list as it was."""
        before = self._before_filter
        self._end_filter()
        if before is not None:
            self._show_again(before)

    def _show_again(self, before: Place) -> None:
        """The list as it was before something was typed."""
        if self.asked is not None or self.found.request.query != before.query:
            self._restoring = before
            self.search(Request(before.query, before.sort, before.reverse, keep=before.case_id))
        self.show_chrome()

    def _end_filter(self) -> None:
        self.filter_field = self.header.field = None
        self._before_filter = None
        self.header.mistake = None

    # --- sorting, history

    def action_sort(self, sort: Sort) -> None:
        """Sort; asking for the order in force turns it round."""
        place = self.here()
        reverse = not place.reverse if place.sort == sort else False
        if sort == "relevance" and not self.found.searched:
            raise CannotActError(f"Relevance needs a query with words: {self.key('find.filter')} types one.")
        if sort == "own" and kept_list(place.query) is None:
            raise CannotActError(
                f"Only collections ({self.key('collection.list')}) and marks (is:marked) have an order of their own."
            )
        self.trail = self.trail.updated(replace(place, sort=sort, reverse=reverse))
        self._restoring = self.trail.here
        self.search(Request(place.query, sort, reverse, keep=place.case_id))
        self.say(f"sorted {self.sort_words()}")

    def action_trail(self, steps: int) -> None:
        """Go back or forward to where one has been."""
        trail = self.trail.updated(self.here()).stepped(steps)
        if trail is None:
            raise CannotActError("This is where you began." if steps < 0 else "There is nothing further on.")
        self.trail = trail
        self.restore_place(trail.here)

    def restore_place(self, place: Place) -> None:
        """Show a place as it was left."""
        self._restoring = place
        self.set_pane(place.pane)
        self.entity_to_keep = place.entity_id
        self.findings_top_to_keep = (place.case_id, place.findings_top)
        self.search(Request(place.query, place.sort, place.reverse, keep=place.case_id))

    entity_to_keep: str | None = None
    """The entity on which the cursor is to stand when the next page comes."""
    findings_top_to_keep: tuple[str | None, int] = (None, 0)
    """The case whose findings are to be scrolled to a line when they come."""

    def sort_words(self) -> str:
        """The order in force in words."""
        place = self.trail.here if self.filter_field is None else self.found.request
        if place.sort == "own" and kept_list(place.query) is None:
            return _SORT_WORDS["date", False]
        if place.sort == "relevance" and self.asked is None and not self.found.searched:
            return _SORT_WORDS["date", False]
        return _SORT_WORDS.get((place.sort, place.reverse), place.sort)

    def kept_list_changed(self) -> None:
        """Ask again for a list that asks what the notebook says, unless something is being typed or asked already."""
        if asks_notebook(self.trail.here.query) and self.asked is None and self.filter_field is None:
            self.refresh_list()


def _signless(query: str) -> str:
    """A query without the signs that are put in when it is kept."""
    return query.translate(_SIGNS)
