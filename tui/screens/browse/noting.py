"""Notes: Markdown, written inside or in the person's own editor; nothing that was typed is lost."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from store import RoundsError
from tui import layers
from tui.screens.browse.listing import Listing

if TYPE_CHECKING:
    from store import Notebook
    from tui.editing import Edited


def _draft_of(case_id: str) -> str:
    """Under which name a session knows what was typed as a note on a case and not kept; apps that run side by side
    share the notebook, so that each is remembered by itself.
    """
    return f"draft {case_id}"


class Noting(Listing):
    """Writes the note on the case under the cursor."""

    def action_note(self) -> None:
        """Write a note on the case: inside, or in the editor where the configuration says so."""
        self._with_note(inside=self.configuration.notes != "editor")

    def action_note_outside(self) -> None:
        """Write a note on the case in the person's own editor."""
        self._with_note(inside=False)

    def _with_note(self, *, inside: bool) -> None:
        case_id = self.case_id()

        def read(notebook: Notebook) -> tuple[str, str | None]:
            return notebook.note(case_id) or "", notebook.session.get(_draft_of(case_id))

        def ask(found: tuple[str, str | None]) -> None:
            note, draft = found
            draft = self.drafts.get(case_id, draft)
            if draft is not None:
                self.say("what you typed before and did not keep is back")
            if inside:
                self._ask(case_id, note, note if draft is None else draft)
            else:
                self._edit(case_id, note, note if draft is None else draft)

        self.keep(read, ask, holds_keys=True)

    def _ask(self, case_id: str, note: str, text: str) -> None:
        self.open_layer(
            layers.NoteLayer(
                "Note on this case",
                text,
                kept=lambda typed: self._note(case_id, typed),
                paused=lambda typed: self._hold(case_id, None if typed == note else typed),
                left=lambda typed: self._leave(case_id, note, typed),
                in_editor=lambda typed: self._edit(case_id, note, typed),
            )
        )

    def _note(self, case_id: str, text: str) -> None:
        self.drafts[case_id] = text  # until it is written: a disk may be full

        def write(notebook: Notebook) -> None:
            notebook.set_note(case_id, text)
            notebook.session.set(_draft_of(case_id), None)

        def done(_: None) -> None:
            self._is_written(case_id, text)
            self.say(f"{'noted' if text.strip() else 'note taken away'} · {self.key('undo')} undoes it")
            self.kept_list_changed()

        self.keep(write, done)

    def _hold(self, case_id: str, draft: str | None) -> None:
        """Write down what is being typed, so that not even a machine that stops takes it away; None forgets it."""
        if draft is None:
            self.drafts.pop(case_id, None)
        else:
            self.drafts[case_id] = draft
        self.keep(
            lambda notebook: notebook.session.set(_draft_of(case_id), draft),
            lambda _: self._is_written(case_id, draft),
            lambda _: None,  # it stands here, and is written when it can be
        )

    def _is_written(self, case_id: str, text: str | None) -> None:
        if self.drafts.get(case_id) == text:
            self.drafts.pop(case_id, None)

    def _leave(self, case_id: str, note: str, text: str) -> None:
        self._hold(case_id, None if text == note else text)
        if text != note:
            self.say(f"not kept · {self.key('note')} brings back what you typed")

    def _edit(self, case_id: str, before: str, text: str) -> None:
        """Leave the screen to the editor, then come back."""
        from tui.editing import edit  # noqa: PLC0415 -- not needed for the first frame

        edited: Edited | None = None
        problem = "No editor can be run here."
        with suppress(SuspendNotSupported), self.app.suspend():
            try:  # inside: Textual takes the screen back only where nothing is raised
                edited = edit(text)
                problem = edited.problem or ""
            except RoundsError as error:
                problem = str(error)
        self.draw_anew()
        after = text if edited is None else edited.text
        if not problem and after != before:
            self._note(case_id, after)
        elif not problem:
            self._hold(case_id, None)
            self.say("The note is as it was.")
        elif after != before:
            self._hold(case_id, after)
            self.say(f"{problem} The note is as it was · {self.key('note')} brings back the text", "error")
        else:
            self.say(f"{problem} The note is as it was · {self.key('note')} writes inside", "error")
