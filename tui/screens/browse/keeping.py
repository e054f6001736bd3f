"""Keeping: marks, stars, tags, notes, saved places; undoing all of it, deletion included."""

from __future__ import annotations

from store import Library, RoundsError
from tui.commands import CannotActError
from tui.layers.ask import AskLayer
from tui.layers.menu import Choice, MenuLayer
from tui.present.styled import Line, wrap
from tui.screens.browse.listing import Listing
from tui.widgets.scrolling import Scroll


class Keeping(Listing):
    """What a person adds to the cases."""

    # --- marks

    def action_mark(self) -> None:
        """Mark the case, or take its mark off, and go on."""
        case_id = self.case_id()
        if case_id in self.marked:
            self.marked.remove(case_id)
        else:
            self.marked.append(case_id)
        self.marks_changed()
        self.go_on(self.cases.scroll.moved(1))

    def go_on(self, scroll: Scroll) -> None:
        """Move the cursor in the cases."""
        if self.cases.go(scroll):
            self.want_page()

    def action_mark_range(self) -> None:
        """Mark every case from the last mark to the cursor."""
        if not self.marked:
            self.action_mark()
            return
        last, here, numbers = self.marked[-1], self.case_number(), self.cases.numbers

        def ids(library: Library) -> list[str] | None:
            try:
                start, end = numbers.index(library.number(last)), numbers.index(here)
            except (ValueError, RoundsError):
                return None
            step = 1 if end >= start else -1
            return [
                row.id for row in library.index.rows(numbers[start : end + step if end + step >= 0 else None : step])
            ]

        def done(found: list[str] | None) -> None:
            if found is None:
                self.say("The case marked last is not in this list.", "warn")
                return
            self.marked += [case_id for case_id in found if case_id not in self.marked]
            self.marks_changed()

        self.fetch(ids, done)

    def marks_changed(self) -> None:
        """Show and remember the marks."""
        self.cases.marks = {case_id: place for place, case_id in enumerate(self.marked, start=1)}
        self.cases.touch()
        marked = tuple(self.marked)
        self.keep(lambda notebook: notebook.set_marks(marked))
        self.show_chrome()

    # --- stars, tags, notes

    def targets(self) -> list[str]:
        """The marked cases, else the one under the cursor."""
        return list(self.marked) or [self.case_id()]

    def action_star(self) -> None:
        """Star the cases at hand; take the stars off where all have one."""
        ids = self.targets()

        def done(starred: bool) -> None:
            of = "1 case" if len(ids) == 1 else f"{len(ids):,} cases"
            self.say(f"{'starred' if starred else 'star taken off'} · {of} · u undoes it")

        self.keep(lambda notebook: notebook.toggle_stars(ids), done)

    def action_tag(self) -> None:
        """Ask for tags to add, or to take off with a `-` in front."""
        ids = self.targets()

        def ask(tags: list[str]) -> None:
            self.open_layer(
                AskLayer(
                    f"Tag {len(ids)} cases" if len(ids) > 1 else "Tag this case",
                    lambda text: self._tag(ids, text),
                    complete=lambda typed: _tag_completions(tags, typed),
                    remark="several with spaces between; -tag takes one off",
                )
            )

        self.keep(lambda notebook: list(notebook.tags()), ask, holds_keys=True)

    def _tag(self, ids: list[str], text: str) -> None:
        add = [word for word in text.split() if not word.startswith("-")]
        remove = [word[1:] for word in text.split() if word.startswith("-") and word[1:]]
        if not add and not remove:
            return

        def done(_: object) -> None:
            self.say("tagged · u undoes it")

        self.keep(lambda notebook: notebook.tag(ids, add=add, remove=remove), done)

    def action_note(self) -> None:
        """Write a note on the case."""
        case_id = self.case_id()

        def ask(text: str | None) -> None:
            layer = AskLayer(
                "Note on this case (Markdown; empty takes it away)",
                lambda typed: self._note(case_id, typed),
                text=(text or "").replace("\n", " "),
            )
            self.open_layer(layer)

        self.keep(lambda notebook: notebook.note(case_id), ask, holds_keys=True)

    def _note(self, case_id: str, text: str) -> None:
        def done(_: object) -> None:
            self.say("noted · u undoes it" if text.strip() else "note taken away · u undoes it")

        self.keep(lambda notebook: notebook.set_note(case_id, text), done)

    def lines_of_notebook(self, note: str | None, tags: tuple[str, ...]) -> list[Line]:
        """What the findings pane shows of the notebook."""
        lines: list[Line] = []
        if tags:
            lines.append((("# " + " ".join(tags), "star"),))
        if note:
            room = max(10, self.findings.body_width - 6)
            lines += [((("✎ " if not start else "  ") + note[start:end], "star"),) for start, end in wrap(note, room)]
        return lines

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
        of = "this case" if len(ids) == 1 else f"{len(ids):,} marked cases"
        choices = [Choice("y", f"Yes, delete {of} (u brings back)", "yes"), Choice("n", "No, keep", "no")]
        self.open_layer(
            MenuLayer(f"Delete {of} from the library?", choices, lambda answer: self.delete_cases(ids, answer))
        )


def _tag_completions(tags: list[str], typed: str) -> list[str]:
    lead, _, beginning = typed.rpartition(" ")
    lead = f"{lead} " if lead else ""
    return [f"{lead}{tag}" for tag in tags if tag.startswith(beginning) and tag not in lead.split()]
