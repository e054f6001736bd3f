"""Keeping: stars, tags and read marks; undoing, deletion included."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from store import complete_tag
from tui import layers
from tui.commands import CannotActError
from tui.screens.browse.listing import Listing
from tui.wording import counted

if TYPE_CHECKING:
    from store import Notebook, RoundsError


class Keeping(Listing):
    """What a person adds to the cases at hand: the marked ones, else the one under the cursor."""

    # --- stars

    def action_star(self) -> None:
        """Star the cases at hand; take the stars off where all have one."""
        ids = self.targets()

        def done(starred: bool) -> None:
            self.say(f"{'starred' if starred else 'star taken off'} · {self._of(ids)} · {self.key('undo')} undoes it")
            self.kept_list_changed()

        self.keep(lambda notebook: notebook.toggle_stars(ids), done)

    def _of(self, ids: Sequence[str]) -> str:
        return counted(len(ids), "marked case") if self.marked else "this case"

    # --- tags

    def action_tag(self) -> None:
        """Ask for tags to add, or to take off with a `-` in front."""
        ids = self.targets()
        tags = self.snapshot.tags() if self.snapshot is not None else {}
        own = self._tags_of(ids)
        self.open_layer(
            layers.AskLayer(
                f"Tag {self._of(ids)}",
                lambda text: self._tag(ids, text),
                complete=lambda typed: _tag_completions(tags, own, typed),
                remark="several with spaces between; -tag takes one off"
                + (f"; has {' '.join('#' + tag for tag in own)}" if own else ""),
            )
        )

    def _tags_of(self, ids: Sequence[str]) -> list[str]:
        """The tags that one of these cases has; of many cases none are looked up."""
        if self.snapshot is None or len(ids) > 1:
            return []
        row = self.cases.current_row
        return list(self.snapshot.entry(row.keys if row is not None and not self.marked else ids).tags)

    def _tag(self, ids: list[str], text: str) -> None:
        add = [word for word in text.split() if not word.startswith("-")]
        remove = [word[1:] for word in text.split() if word.startswith("-") and word[1:]]
        if not add and not remove:
            self.say("No tag was typed.", "warn")
            return

        def done(_: None) -> None:
            said = " ".join([*(f"#{tag.lstrip('#')}" for tag in add), *(f"-{tag}" for tag in remove)])
            self.say(f"tagged {said} · {self._of(ids)} · {self.key('undo')} undoes it")
            self.kept_list_changed()

        self.keep(lambda notebook: notebook.tag(ids, add=add, remove=remove), done)

    # --- read marks

    _looked_at: str | None = None
    """The case that was marked as read last; who marks it as unread by hand need not look away first."""
    _cannot_mark_read = False

    def mark_as_read(self) -> None:
        """The findings have the keys: the case that they are of counts as read."""
        page = self.page
        if page is None or page.case.id == self._looked_at or self._cannot_mark_read:
            return
        case_id = self._looked_at = page.case.id
        if self.snapshot is not None and self.snapshot.flags((case_id,)).read:
            return
        self.keep(lambda notebook: notebook.mark_read(case_id), failed=self._not_marked_read)

    def _not_marked_read(self, error: RoundsError) -> None:
        """Said once: whoever reads with a notebook that cannot be written to knows it by then."""
        self._cannot_mark_read = True
        self.say_error(error)

    def action_toggle_read(self) -> None:
        """Mark the cases at hand as unread; as read where all of them are unread."""
        ids = self.targets()

        def toggle(notebook: Notebook) -> bool:
            read = any(flags.read for flags in notebook.flags(ids).values())
            if read:
                notebook.mark_unread(ids)
            else:
                notebook.mark_read(ids, by_hand=True)
            return not read

        def done(read: bool) -> None:
            self.say(f"{'read' if read else 'unread'} · {self._of(ids)} · {self.key('undo')} undoes it")
            self.kept_list_changed()

        self.keep(toggle, done)

    # --- undo

    def action_undo(self) -> None:
        """Take the last change back."""
        self.step_back_or_forth("undo")

    def action_redo(self) -> None:
        """Do again what was undone."""
        self.step_back_or_forth("redo")

    def action_delete(self) -> None:
        """Delete the cases at hand from the library."""
        ids = self.targets()
        if self.shelf.is_bundled:
            raise CannotActError("The bundled cases cannot be deleted: they give way to your first import.")
        if self.library_is_readonly:
            raise CannotActError("This library is read-only: only who may write to it can delete cases.")
        of = "this case" if not self.marked else counted(len(ids), "marked case")
        choices = [
            layers.Choice("y", f"Yes, delete {of} ({self.key('undo')} brings back)", "yes"),
            layers.Choice("n", "No, keep", "no"),
        ]
        self.open_layer(
            layers.MenuLayer(f"Delete {of} from the library?", choices, lambda answer: self.delete_cases(ids, answer))
        )


def _tag_completions(tags: dict[str, int], own: Iterable[str], typed: str) -> list[str]:
    """What the last word may become: tags that there are or, after `-`, those that the case has."""
    lead, _, beginning = typed.rpartition(" ")
    lead = f"{lead} " if lead else ""
    if beginning.startswith("-"):
        sign, offered = "-", complete_tag(beginning[1:], dict.fromkeys(own, 1) or tags)
    else:
        sign, offered = "", complete_tag(beginning, tags)
    taken = set(lead.split())
    return [f"{lead}{sign}{tag}" for tag in offered if sign + tag not in taken]
