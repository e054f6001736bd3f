"""Copying: a chord that works at once, a menu after a pause, and the truth about where the text went."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from store import RoundsError, address, assert_clean, expanded
from tui import layers
from tui.commands import ENTITIES, CannotActError
from tui.copies import CITATIONS, COPIES, Clip
from tui.screens.browse.state import BrowseState
from tui.wording import counted

if TYPE_CHECKING:
    from store import Entity, Library
    from tui.clipboard import Receipt
    from tui.configuration import Configuration

_MANY = 100
"""So many cases take long enough to copy that it is said."""

Also = Mapping[str, tuple[str, Callable[[str], None]]]


def _copied(library: Library, ids: Sequence[str], what: str, configuration: Configuration) -> Clip:
    from tui.copying import copy_of_cases  # noqa: PLC0415 -- citing is loaded when something is cited

    return copy_of_cases(library, ids, what, configuration)


def _cases_of(library: Library, entity: Entity) -> Clip:
    from tui.copying import cases_of_entity  # noqa: PLC0415

    return cases_of_entity(library, entity)


class Copying(BrowseState):
    """Puts citations and the like together and sends them to the clipboard."""

    def action_copy(self, what: str) -> None:
        """Copy `what` of the cases at hand."""
        ids = self.targets()
        self.last_copy = what
        self.remember_session()
        configuration = self.configuration
        if len(ids) >= _MANY:
            self.say(f"putting {len(ids):,} cases together …", "dim")
        self.fetch(lambda library: _copied(library, ids, what, configuration), self.copy_text)

    def action_copy_again(self) -> None:
        """Copy as last time."""
        self.action_copy(self.last_copy)

    def action_copy_style(self) -> None:
        """Choose a style, with a preview."""
        self.targets()
        choices = [layers.Choice(form.letter, form.title, what) for what, form in CITATIONS.items()]
        self.open_layer(
            layers.MenuLayer(
                self.of_what("Copy in any style or format"), choices, self.action_copy, self.preview, self.also()
            )
        )

    def also(self, what_of: Callable[[str], str] = str) -> Also:
        """What else can be done with a choice of a copy menu; `what_of` tells what a choice copies."""
        return {
            "p": ("plain", lambda choice: self._with_clip(what_of(choice), self.show_plain)),
            "w": ("write", lambda choice: self._with_clip(what_of(choice), self.save_clip)),
        }

    def _with_clip(self, what: str, then: Callable[[Clip], None]) -> None:
        if what not in COPIES:
            self.say("Choose what first: this opens another menu.", "warn")
            return
        ids, configuration = self.targets(), self.configuration
        self.fetch(lambda library: _copied(library, ids, what, configuration), then)

    def show_plain(self, clip: Clip) -> None:
        """Show a text as it is, whole and without borders, the mouse left to the terminal."""
        if not clip.text:
            self.say(f"The file gives no {clip.what}.", "warn")
            return
        self.open_layer(layers.PlainLayer(clip.what, clip.text, lambda: self.save_clip(clip), self.use_mouse))

    def use_mouse(self, ours: bool) -> None:
        """Take the mouse, or leave it to the terminal's own selection."""
        self.app.use_mouse(ours)  # type: ignore[attr-defined]

    def save_clip(self, clip: Clip) -> None:
        """Ask for a file and write the text into it: by its ending as HTML, as RTF or plain."""
        remark = (
            "an ending .html or .rtf keeps the italics" if clip.html else "a file that is there is not written over"
        )
        target = str(Path.cwd() / "citations.txt")
        self.open_layer(
            layers.PathLayer(
                f"Write {clip.what} to",
                lambda path: self._save(clip, path),
                text=target,
                suggested=True,
                remark=remark,
            )
        )

    def _save(self, clip: Clip, typed: str) -> None:
        if not typed.strip():
            self.say("No path was typed: nothing is written.", "warn")
            return
        target = Path(typed.strip())
        text = {".html": clip.html, ".rtf": clip.rtf}.get(target.suffix.lower()) or clip.text

        def work() -> RoundsError | None:
            from tui.writing import new_file  # noqa: PLC0415 -- not needed for the first frame

            try:
                with new_file(expanded(str(target))) as file:
                    file.write(assert_clean(text) + "\n")
            except RoundsError as error:
                return error
            return None

        self.run_aside(work, lambda error: self.say_error(error) if error else self.say(f"written to {target.name}"))

    def of_what(self, what: str) -> str:
        """A menu's heading: what, and of what."""
        if self.pane == ENTITIES:
            named = self.entities.current
            return f"{what} · {named.name} ({', '.join(named.entity.kinds)})" if named else what
        if self.marked:
            return f"{what} · {counted(len(self.marked), 'marked case')}"
        row = self.cases.current_row
        return f"{what} · {row.title}" if row else what

    def preview(self, what: str, choice: str = "") -> None:
        """Show in the open menu what would be copied; `choice` is the menu's name for it where that is another."""
        menu = self.top_layer
        if not isinstance(menu, layers.MenuLayer):
            return
        if what not in COPIES:
            menu.show_preview(choice or what, "")
            return
        try:
            ids, configuration = self.targets()[:5], self.configuration
        except CannotActError as refusal:
            menu.show_preview(choice or what, str(refusal))
            return
        self.fetch(
            lambda library: _copied(library, ids, what, configuration),
            lambda clip: menu.show_preview(choice or what, _preview_text(clip)),
        )

    def action_copy_entity(self, what: str) -> None:
        """Copy something of the entity under the cursor."""
        named = self.entities.current
        if self.pane != ENTITIES or named is None:
            raise CannotActError("There is no entity under the cursor.")
        entity = named.entity
        if what == "name":
            self.copy_text(Clip(named.name, f"name of {entity.id}"))
        elif what == "cases":
            self.fetch(lambda library: _cases_of(library, entity), self.copy_text)
        elif not entity.curies:
            raise CannotActError(f"{named.name} has no id: it is known by its name alone.")
        elif what == "curie":
            self.copy_text(Clip(entity.curies[0], "CURIE"))
        else:
            page = next((page for curie in entity.curies if (page := address(curie))), None)
            if page is None:
                raise CannotActError(f"No page is known for {entity.curies[0]}.")
            self.copy_text(Clip(page, "address"))

    def copy_text(self, clip: Clip) -> None:
        """Send a text to the clipboard; say what is known of where it went."""
        if not clip.text:
            self.say(f"The file gives no {clip.what}.", "warn")
            return
        self.clip = clip
        self.send_to_clipboard(clip)

    def send_to_clipboard(self, clip: Clip) -> None:
        """Copy off the event loop, since tmux or a clipboard program may be slow to answer."""

        def work() -> Receipt | RoundsError:
            from tui.clipboard import copy, this_session  # noqa: PLC0415 -- not needed for the first frame

            try:
                return copy(clip.text, this_session(), self.write_to_terminal)
            except RoundsError as error:
                return error

        def done(answer: Receipt | RoundsError) -> None:
            if isinstance(answer, RoundsError):
                self.say_error(answer)
                return
            self.say(f"{clip.what} {answer.said}" + ("" if answer.certain else f" · {self.key('copy.show')} shows it"))
            if answer.too_large:
                self.save_clip(clip)

        self.run_aside(work, done)

    def action_show_copy(self) -> None:
        """Show what was copied last as plain text, without borders and without the mouse."""
        if self.clip is None:
            raise CannotActError(f"Nothing has been copied yet: {self.key('copy.last')} copies.")
        self.show_plain(self.clip)


def _preview_text(clip: Clip) -> str:
    if not clip.text:
        return f"The file gives no {clip.what}."
    return f"{clip.text}\n(plain text has none of its italics: HTML or RTF in a file has)" if clip.html else clip.text
