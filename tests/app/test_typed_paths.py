"""Paths that are typed: their folders are read aside, once each, and nothing waits for one that does not answer."""

from __future__ import annotations

import os
import threading
from collections import Counter
from pathlib import Path

import pytest


@pytest.fixture
def share(tmp_path: Path) -> Path:
    """A folder with files and folders."""
    share = tmp_path / "share"
    (share / "alpha").mkdir(parents=True)
    for name in ("Albumin.md", "beta.md", ".hidden"):
        (share / name).write_text("")
    return share


@pytest.fixture
def server(share: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[threading.Event, Counter[str]]:
    """What lets the folder answer, and how often it was asked: until then it is like a share whose server is gone."""
    answers, asked, scandir = threading.Event(), Counter(), os.scandir

    def slow(place):
        asked[str(place)] += 1
        if Path(place) == share:
            answers.wait(5)
        return scandir(place)

    monkeypatch.setattr(os, "scandir", slow)
    return answers, asked


async def test_a_folder_that_does_not_answer(tour, share: Path, server) -> None:
    """Letters are taken as ever and the keys out act; Tab waits, and acts when the folder is there, asked once."""
    answers, asked = server
    async with tour() as person:
        await person._pilot.press("I", "ctrl+u", "ctrl+k", *f"{share}/al")
        await person.until(lambda: "reading the folder" in person.text)
        assert "share/al" in person.text
        await person._pilot.press("escape")
        assert person.screen.top_layer is None

        await person._pilot.press("I", "ctrl+u", "ctrl+k", *f"{share}/al", "tab")
        answers.set()
        await person.settled()
        assert f"{share}/alpha/" == person.screen.top_layer.field.text

    assert 2 == asked[str(share)]


async def test_names_that_go_on_as_typed(tour, share: Path) -> None:
    """Folders first, small letters for large ones, hidden files when they are asked for."""
    async with tour() as person:
        await person.press("I", "ctrl+u", "ctrl+k")
        await person.type(f"{share}/")
        assert [f"{share}/{name}" for name in ("alpha/", "Albumin.md", "beta.md")] == list(
            person.screen.top_layer.items
        )
        await person.type("AL")
        assert [f"{share}/{name}" for name in ("alpha/", "Albumin.md")] == list(person.screen.top_layer.items)
        await person.press("backspace", "backspace")
        await person.type(".")
        assert [f"{share}/.hidden"] == list(person.screen.top_layer.items)
