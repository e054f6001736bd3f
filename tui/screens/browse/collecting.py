"""Collections: named lists of cases in an order of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from store import fold, quote
from tui import layers
from tui.asking import kept_list
from tui.commands import CannotActError
from tui.screens.browse.listing import Listing
from tui.wording import counted

if TYPE_CHECKING:
    from store import Notebook


class Collecting(Listing):
    """Puts cases into collections and takes them out; moves them about in the one that is looked at."""

    # --- in

    def action_collect(self) -> None:
        """Ask for a collection and put the cases at hand into it."""
        ids = self.targets()
        names = list(self.snapshot.collections()) if self.snapshot is not None else []
        self.open_layer(
            layers.AskLayer(
                f"Put {counted(len(ids), 'marked case')} into" if self.marked else "Put this case into",
                lambda name: self._collect(ids, name),
                complete=lambda typed: complete_name(names, typed),
                remark="a collection that is not there yet is made",
            )
        )

    def _collect(self, ids: Sequence[str], name: str) -> None:
        if not name.strip():
            self.say("A collection needs a name.", "warn")
            return

        def done(new: int) -> None:
            rest = f", {len(ids) - new:,} were in it" if new < len(ids) else ""
            self.say(f"{counted(new, 'case')} put into “{name.strip()}”{rest} · {self.key('undo')} undoes it")
            self.kept_list_changed()

        self.keep(lambda notebook: notebook.collections.add(name, ids), done)

    # --- in the collection that is looked at

    def collection_here(self) -> str:
        """The name of the collection that is looked at; refuses where the list is none."""
        asked = kept_list(self.trail.here.query)
        if asked is None or asked.name != "in":
            shows, puts = self.key("collection.list"), self.key("collect")
            raise CannotActError(f"This list is no collection: {shows} shows them, {puts} puts cases into one.")
        return asked.value

    def action_uncollect(self) -> None:
        """Take the cases at hand out of the collection that is looked at."""
        name, ids = self.collection_here(), self.targets()

        def done(gone: int) -> None:
            if gone:
                self.say(f"{counted(gone, 'case')} taken out of “{name}” · {self.key('undo')} undoes it")
                self.refresh_list()
            else:
                self.say(f"None of {counted(len(ids), 'marked case')} is in “{name}”.", "warn")

        self.keep(lambda notebook: notebook.collections.remove(name, ids), done, holds_keys=True)

    def action_collection_move(self, step: int) -> None:
        """Move the case under the cursor up or down in the collection that is looked at."""
        name, case_id = self.collection_here(), self.case_id()
        here = self.trail.here
        if here.sort != "own" or here.reverse:
            raise CannotActError(
                f"{self.key('sort.own')} sorts by the collection's own order: in that cases can be moved."
            )
        beside = self.cases.scroll.cursor + step
        if not 0 <= beside < len(self.cases.numbers):
            raise CannotActError("It is the first already." if step < 0 else "It is the last already.")
        row = self.cases.row(self.cases.numbers[beside])
        if row is None:
            return

        def work(notebook: Notebook) -> None:
            order = notebook.collections.cases(name)
            if row.id in order:
                notebook.collections.move(name, [case_id], order.index(row.id) + 1)

        self.keep(work, lambda _: self.refresh_list(), holds_keys=True)

    # --- all of them

    def go_to_collection(self, name: str) -> None:
        """Show the cases of a collection in its order."""
        self.go_to_list(f"in:{quote(name)}", sort="own")

    def rename_collection(self, name: str) -> None:
        """Ask for another name."""
        self.open_layer(layers.AskLayer(f"Rename “{name}” to", lambda new: self._rename(name, new), text=name))

    def _rename(self, name: str, new: str) -> None:
        asked = kept_list(self.trail.here.query)
        is_here = asked is not None and asked.name == "in" and fold(asked.value) == fold(name)

        def done(_: None) -> None:
            self.say(f"“{name}” is “{new.strip()}” now · {self.key('undo')} undoes it")
            if is_here:
                self.go_to_collection(new.strip())

        if new.strip() and new.strip() != name:
            self.keep(lambda notebook: notebook.collections.rename(name, new), done)

    def delete_collection(self, name: str, cases: int) -> None:
        """Delete a collection; where it holds cases, ask first."""

        def delete(answer: str) -> None:
            if answer == "yes":
                self.keep(
                    lambda notebook: notebook.collections.delete(name),
                    lambda _: self.say(
                        f"The collection “{name}” is deleted, its cases stay · {self.key('undo')} brings it back"
                    ),
                )

        if not cases:
            delete("yes")
            return
        choices = [
            layers.Choice("y", f"Yes, delete it; its cases stay ({self.key('undo')} brings it back)", "yes"),
            layers.Choice("n", "No, keep", "no"),
        ]
        self.open_layer(
            layers.MenuLayer(f"Delete the collection “{name}” of {counted(cases, 'case')}?", choices, delete)
        )


def complete_name(names: Sequence[str], typed: str) -> list[str]:
    """The names that begin so, then those with a word that does."""
    wanted = fold(typed.strip())
    first = [name for name in names if fold(name).startswith(wanted)]
    return first + [name for name in names if name not in first and f" {wanted}" in fold(name)]
