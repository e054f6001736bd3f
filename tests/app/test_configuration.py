"""The configuration file: keys by id, a theme, and no mistake in it that is fatal."""

from __future__ import annotations

import tomllib
from pathlib import Path

from store import Case
from tui.commands import COMMANDS
from tui.configuration import Configuration
from tui.keyboard import clashes
from tui.keymap import Keymap
from tui.references import records_of, references_of
from tui.settings import example, read_configuration


def test_the_default_keys_do_not_clash() -> None:
    """No two commands want one key in one place."""
    assert [] == clashes({})


def test_a_key_is_given_to_another_command(tmp_path: Path) -> None:
    """A wish replaces the default keys of a command, and has the right of way."""
    path = tmp_path / "config.toml"
    path.write_text('theme = "rounds-light"\n[keys]\n"find.entity" = ["x"]\n"star" = "j"\n', encoding="utf-8")
    configuration = read_configuration(path)
    keymap = Keymap(configuration.keys)

    assert "rounds-light" == configuration.theme
    assert () == configuration.problems
    assert "find.entity" == keymap.lookup("cases", "x").id
    assert keymap.lookup("cases", "e") is None
    assert "star" == keymap.lookup("cases", "j").id
    assert "move.down" == keymap.lookup("entities", "j").id
    assert any("move.down does not get it" in sentence for sentence in clashes(configuration.keys))


def test_what_makes_no_sense_is_told_and_passed_over(tmp_path: Path) -> None:
    """Unknown names, wrong types and broken files give a sentence each; the rest counts."""
    path = tmp_path / "config.toml"
    path.write_text(
        'theme = "pink"\nnonsense = 1\n[keys]\n"no.such" = ["x"]\n"star" = [1]\n"undo" = ["U"]\n', encoding="utf-8"
    )
    configuration = read_configuration(path)

    assert 4 == len(configuration.problems)
    assert {"undo": ("U",)} == configuration.keys
    path.write_text("= broken", encoding="utf-8")
    assert 1 == len(read_configuration(path).problems)
    assert Configuration() == read_configuration(tmp_path / "nothing")


def test_the_example_shows_every_key(tmp_path: Path) -> None:
    """The file that `config init` makes changes nothing, and with its signs taken off is the defaults."""
    path = tmp_path / "config.toml"
    path.write_text(example(), encoding="utf-8")
    assert Configuration() == read_configuration(path)

    lines = example().splitlines()
    keys = lines[lines.index(next(line for line in lines if line.startswith("[keys]"))) :]
    spelled_out = "\n".join(line.removeprefix("# ") for line in keys)
    assert {command.id: list(command.keys) for command in COMMANDS} == tomllib.loads(spelled_out)["keys"]


def test_names_and_journals_of_ones_own(tmp_path: Path) -> None:
    """A name that the rule splits wrongly, a journal's abbreviation and the citation keys are a person's to set."""
    path = tmp_path / "config.toml"
    path.write_text(
        'citation_key = "{family}-{year}"\n[names]\n"Xiao LI" = "Li, Xiao"\n[journals]\n"Odd Journal" = "Odd J"\n',
        encoding="utf-8",
    )
    configuration = read_configuration(path)
    case = Case("hash:1", "A title", authors=("Xiao LI",), journal="Odd Journal", date="2024")
    [reference] = references_of([case], configuration)

    assert () == configuration.problems
    assert ("Li", "Xiao", "Odd J") == (
        reference.authors[0].family,
        reference.authors[0].given,
        reference.container_short,
    )
    assert "{li-2024," in records_of([reference], "bibtex", configuration)


def test_what_is_listed_is_a_matter_of_taste(tmp_path: Path) -> None:
    """Columns, kinds of entities and where notes are written can be set; what is no such thing is told."""
    path = tmp_path / "config.toml"
    path.write_text(
        'columns = ["date", "journal", "unread", "price"]\nkinds = ["disease", "*"]\nnotes = "editor"\ncolums = []\n',
        encoding="utf-8",
    )
    configuration = read_configuration(path)

    assert ("date", "journal", "unread") == configuration.columns
    assert ("disease", "*") == configuration.kinds
    assert "editor" == configuration.notes
    assert ["'colums' is nothing that can be set; columns is.", "columns: 'price' is none o"] == [
        configuration.problems[0],
        configuration.problems[1][:26],
    ]


def test_with_the_preset_of_arrows_no_letter_moves(tmp_path: Path) -> None:
    """Who does not want the keys of vi needs none of them: arrows, Home and End, Tab, Backspace and signs move."""
    path = tmp_path / "config.toml"
    path.write_text('preset = "arrows"\n[keys]\n"move.first" = ["home", "0"]\n', encoding="utf-8")
    configuration = read_configuration(path)
    keymap = Keymap(configuration.keys)
    moving = [
        command for command in COMMANDS if command.group == "Move" or command.id.startswith(("trail.", "collection."))
    ]
    letters = [
        keys for command in moving for keys in keymap.keys(command) if keys.isalpha() and len(keys) == 1
        and command.id not in ("pane.zoom", "collection.remove", "collection.list")
    ]  # fmt: skip

    assert () == configuration.problems == keymap.problems
    assert [] == letters
    assert "trail.back" == keymap.lookup("cases", "backspace").id
    assert "move.first" == keymap.lookup("cases", "0").id
    assert all(keymap.keys(command) for command in moving if not command.id.startswith("move.half"))


def test_keys_that_cannot_come_or_hide_others_are_told(tmp_path: Path) -> None:
    """Keys that a terminal sends as others, names of no key, and a key that hides a chord give a sentence each."""
    path = tmp_path / "config.toml"
    path.write_text(
        '[keys]\n"star" = ["ctrl+i"]\n"tag" = ["hyper+q"]\n"note" = ["y"]\n"quit.now" = []\n"find.entitty" = ["x"]\n',
        encoding="utf-8",
    )
    configuration = read_configuration(path)
    problems = " ".join((*configuration.problems, *Keymap(configuration.keys).problems))

    assert "star: ctrl+i arrives as Tab" in problems
    assert "'hyper+q' is no key" in problems
    assert "y is note, so yv never comes to copy.vancouver" in problems
    assert "quit.now keeps its keys" in problems
    assert "find.entity is" in problems


async def test_the_list_shows_what_was_chosen(tour) -> None:
    """Columns and kinds are as the configuration says; an entity that is left out is not gone to."""
    wanted = Configuration(columns=("date", "unread"), kinds=("species", "chemical"))
    async with tour(configuration=wanted) as person:
        assert "2026-06-12 •" in person.text
        assert "Rinaldi 2026" not in person.text
        assert "Entities 6 of 10" in person.text
        assert person.text.index("SPECIES") < person.text.index("CHEMICALS")
        assert "DISEASES" not in person.text


async def test_what_makes_no_sense_is_said_at_the_start(tour) -> None:
    """The app opens all the same and says the first thing that is wrong."""
    async with tour(configuration=Configuration(keys={"star": ("j",)})) as person:
        assert "j is star, so move.down does not get it" in person.footer
        assert "18 cases" in person.text
