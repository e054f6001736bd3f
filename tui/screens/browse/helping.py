"""Help, palette, layers and the way out."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from rich.cells import cell_len

from tui import layers
from tui.abilities import MONOCHROME
from tui.commands import FIELD, CannotActError
from tui.present.bars import room_for_said
from tui.screens.browse.reading import Reading
from tui.themes import NAMES
from tui.widgets.surface import Surface

if TYPE_CHECKING:
    from tui.layers.layer import Layer
    from tui.widgets.saying import Saying


def _shell_waits() -> bool:
    """Whether what started this program goes on in the same terminal, as a shell with job control does."""
    parent = os.getppid()
    try:
        return os.getsid(parent) == os.getsid(0) and os.getpgid(parent) != os.getpgrp()
    except OSError:
        return False


class Helping(Reading):
    """Opens and closes layers; Esc goes one step out."""

    # --- layers

    def open_layer(self, layer: Layer) -> None:
        """Put a layer on top; it has the keys at once."""
        self.open_layers.append(layer)
        layer.when_closed = self.drop_layer
        self.put_layer(layer)
        self.mount(layer)
        self.show_chrome()

    def put_layer(self, layer: Layer) -> None:
        """Give a layer its place; a step of the tour stays in view."""
        width, height = self.size
        layer.put(width, height - (self.tour_bar.rows(width) if self.tour_bar is not None else 0))

    def drop_layer(self, layer: Layer) -> None:
        """Take a layer away."""
        if layer in self.open_layers:
            self.open_layers.remove(layer)
            layer.remove()
            self.show_chrome()

    # --- what was said

    saying: Saying | None = None
    """Shows what the footer has no room for; None until something is said that is too long."""

    def show_said(self) -> None:
        """Above the footer where that has no room for it or is covered, until the next key."""
        said, role = self.footer.said, self.footer.said_role
        width, height = self.size
        covered = self.top_layer is not None and self.top_layer.covers_footer
        too_long = cell_len(said) > room_for_said(width)
        self.footer.said_above = bool(said and width and self.is_attached and (covered or too_long))
        if self.footer.said_above:
            if self.saying is None:
                from tui.widgets.saying import Saying  # noqa: PLC0415 -- nothing is said in the first frame

                self.saying = Saying()
                self.mount(self.saying)
            tour = self.tour_bar.rows(width) + 1 if self.tour_bar is not None and not covered else 0
            self.saying.put(said, role, width, height - tour)
            self.saying.display = True
        elif self.saying is not None:
            self.saying.display = False

    # --- help

    def action_help(self) -> None:
        """The keys of this place: of the layer on top, else of the pane."""
        layer = self.top_layer
        if isinstance(layer, layers.KeysLayer):
            self.say("These are the keys: type to filter them.")
            return
        if layer is not None:
            heading = f"Keys in {layer.heading()}"
        else:
            heading = "Keys while you type" if self.place() == FIELD else f"Keys in {self.current_pane.title}"
        commands = self.keymap.of_place(self.place())
        self.open_layer(layers.KeysLayer(self.keymap, commands, self.run_command_soon, heading))

    def action_palette(self) -> None:
        """A command by name."""
        commands = self.keymap.of_place(self.place_of_panes())
        self.open_layer(layers.KeysLayer(self.keymap, commands, self.run_command_soon, "Commands"))

    def place_of_panes(self) -> str:
        """The pane whose keys count, whatever layer is open."""
        return self.pane

    # --- out

    def action_out(self) -> None:
        """One step out: typed text, marks set by finding, the pane; never quits."""
        if self.filter_field is not None:
            self.cancel_filter()
        elif self.find_field is not None:
            self.end_find(keep=False)
        elif self.entities.typed:
            self.entities.filter("")
        elif self.findings.stop is not None:
            self.findings.set_stops((), "", matches=True)
        elif self.zoomed:
            self.zoomed = False
            self.place_panes()
        elif self.pane != "cases":
            self.set_pane(self.left_pane_for(self.pane))
        elif self.marked:
            self.action_mark_none()
        elif self.leave_tour():
            self.say(f"tour left · {self.key('tour')} begins it again")
        else:
            self.say(f"This is the outermost step · {self.key('quit')} quits", "dim")
        self.show_chrome()

    def action_quit_layer(self) -> None:
        """Close the top layer; at the base quit."""
        self.action_quit_now()

    def action_quit_now(self) -> None:
        """Quit; the next start begins here."""
        self.end_session()
        self.app.exit()

    def action_suspend(self) -> None:
        """Leave the terminal to the shell until its `fg`."""
        if not _shell_waits():
            raise CannotActError("There is no shell here that could bring Rounds back.")
        self.app.action_suspend_process()

    def action_edit_outside(self) -> None:
        """In a field of the header there is no note to write."""
        raise CannotActError("Only notes can be written in your editor.")

    # --- looks

    def action_next_theme(self) -> None:
        """The next theme."""
        if self.app.colours == MONOCHROME:  # type: ignore[attr-defined]
            raise CannotActError("There are no colours here (NO_COLOR, or the terminal).")
        self.app.theme = NAMES[(NAMES.index(self.app.theme) + 1) % len(NAMES)]
        self.say(f"theme {self.app.theme}")
        self.draw_anew()

    mouse_is_ours = True

    def action_mouse(self) -> None:
        """Let the terminal have the mouse for its own selection, or take it back."""
        self.mouse_is_ours = not self.mouse_is_ours
        self.app.use_mouse(self.mouse_is_ours)  # type: ignore[attr-defined]
        theirs = f"the mouse is the terminal's: drag selects · {self.key('mouse')} takes it back"
        self.say("the mouse is back" if self.mouse_is_ours else theirs)

    def action_redraw(self) -> None:
        """Draw everything anew, and say so: what was drawn before may have been the same."""
        self.draw_anew()
        self.say("drawn anew", "dim")

    def draw_anew(self) -> None:
        """Draw everything anew."""
        for surface in self.query(Surface):
            surface.repaint()
        self.app.redraw()  # type: ignore[attr-defined]
