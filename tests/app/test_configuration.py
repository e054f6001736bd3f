"""The configuration file: keys by id, a theme, and no mistake in it that is fatal."""

from __future__ import annotations

import tomllib
from pathlib import Path

from store import Case
from tui.commands import COMMANDS
from tui.configuration import Configuration, example, read_configuration
from tui.keyboard import clashes
from tui.keymap import Keymap
from tui.references import records_of, references_of


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
