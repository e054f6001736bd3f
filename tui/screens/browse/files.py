"""Files: importing, writing the cases at hand, addresses."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from store import NotFoundError, RoundsError, clean_line, expanded
from tui import layers
from tui.commands import CannotActError
from tui.copies import WRITABLE, Clip
from tui.importing import ImportProcess
from tui.present.report import report_text
from tui.screens.browse.listing import Listing
from tui.wording import counted

if TYPE_CHECKING:
    from store import LastImport, Library


class Files(Listing):
    """What goes in from files and out to them."""

    # --- in

    def action_import_files(self) -> None:
        """Ask for a path and import it."""
        if self.library_is_readonly and not self.shelf.is_bundled:
            raise CannotActError("This library is read-only: only who may write to it can import into it.")
        self._ask_what_to_import(f"{Path.cwd()}{os.sep}", suggested=True)

    def _ask_what_to_import(self, text: str, *, suggested: bool = False) -> None:
        self.open_layer(
            layers.PathLayer(
                "Import a file, folder or archive",
                self._import,
                text=text,
                suggested=suggested,
                remark=f"into {self.shelf.own_path}",
            )
        )

    def _import(self, path: str) -> None:
        if not path.strip():
            self.say("No path was typed: nothing is imported.", "warn")
            return
        try:
            wanted = expanded(path.strip())
        except RoundsError as error:
            self._ask_what_to_import(path)
            self.say_error(error)
            return
        layer = layers.ProgressLayer(f"Importing {clean_line(str(wanted))}")
        importing = ImportProcess(wanted, self.shelf.own_path)
        layer.stop = importing.stop
        self.open_layer(layer)
        self.run_aside(
            lambda: importing.work(lambda line: self.app.call_from_thread(layer.say, line)),
            lambda answer: self._imported(layer, path, answer),
        )

    def _imported(self, layer: layers.ProgressLayer, path: str, problem: RoundsError | None) -> None:
        layer.close()
        if isinstance(problem, NotFoundError):
            self._ask_what_to_import(path)
        self.refresh_library()
        if problem is not None:
            self.say_error(problem)
            return

        def done(last: LastImport | None) -> None:
            if last is None:
                self.say("Nothing was imported.", "warn")
                return
            report = last.report
            if last.rejected or report.cancelled or not (report.added or report.updated or report.unchanged):
                self.open_layer(layers.TextLayer("import", report_text(last)))  # its first line says how many
                return
            counts = f"{report.added:,} added, {report.updated:,} updated, {report.unchanged:,} unchanged"
            self.say(f"{counts} · {self.key('imported')} shows it")

        self.fetch(lambda library: library.last_import(), done)

    def action_last_import(self) -> None:
        """What came in last: its cases, and what there was to say of them."""

        def done(last: LastImport | None) -> None:
            if last is None:
                self.say("Nothing has been imported into this library yet.", "warn")
                return
            self.go_to_list("import:last")
            if last.rejected or last.warnings:
                self.open_layer(layers.TextLayer("last import", report_text(last)))

        self.fetch(lambda library: library.last_import(), done)

    # --- out

    def action_write_cases(self) -> None:
        """Write the marked cases, else the cases at hand, to a file."""
        count = len(self.marked) or len(self.cases.numbers)
        if not count:
            raise CannotActError("There are no cases to write.")
        of = counted(count, "marked case" if self.marked else "case")
        choices = [layers.Choice(form.letter, form.title, name) for name, form in WRITABLE.items()]
        self.open_layer(layers.MenuLayer(f"Write {of} as", choices, self._ask_where_to_write))

    def _ask_where_to_write(self, form: str, typed: str | None = None) -> None:
        """Ask for the file; `typed` was typed before and did not do."""
        self.open_layer(
            layers.PathLayer(
                f"Write as {WRITABLE[form].title} to the file",
                lambda path: self._write(form, path),
                text=typed or str(Path.cwd() / f"cases{WRITABLE[form].suffix}"),
                suggested=typed is None,
                remark="a file that is there already is not written over",
            )
        )

    def _write(self, form: str, path: str) -> None:
        if not path.strip():
            self.say("No path was typed: nothing is written.", "warn")
            return
        name = path.strip()
        marked, numbers, configuration = list(self.marked), self.cases.numbers, self.configuration

        def work(library: Library) -> int:
            from tui.writing import new_file, write_cases  # noqa: PLC0415 -- not needed for the first frame

            wanted = [library.number(case_id) for case_id in marked] if marked else numbers
            with new_file(expanded(name)) as file:
                write_cases(library, wanted, form, file, configuration)
            return len(wanted)

        def failed(error: RoundsError) -> None:
            if self.top_layer is None:
                self._ask_where_to_write(form, path)
            self.say_error(error)

        self.fetching.submit(
            work,
            lambda count: self.say(f"{counted(count, 'case')} written to {clean_line(Path(name).name)}"),
            failed,
            replace=False,
        )

    # --- addresses

    def offer_address(self, text: str, *, trusted: bool = True) -> None:
        """Open an address where a browser can be reached, in any case show and copy it.

        Only addresses built from validated ids are ever opened; over SSH a browser would start on the wrong machine.
        """
        if trusted:
            self.run_aside(lambda: _open_where_there_is_a_browser(text), lambda _: None)
        self.copy_text(Clip(clean_line(text), clean_line(text)))


def _open_where_there_is_a_browser(address: str) -> None:
    from webbrowser import open as open_page  # noqa: PLC0415 -- not needed for the first frame

    from tui.clipboard import this_session  # noqa: PLC0415

    if this_session().has_native:
        open_page(address)
