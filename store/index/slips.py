"""Slips of the fingers: a letter changed, left out or added, or two letters that changed place."""

from __future__ import annotations

SHORTEST_SLIP = 4
"""Letters from which on: one letter changed in three makes anything."""
LONGEST_SLIP = 60
"""Letters up to which: the spellings that may have been meant are 74 to a letter, each as long as the whole."""
SHORTEST_SLIP_IN_WORDS = 5
"""Letters of one word of several: less would share no three letters in a row with what was meant."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


def slips_of(spelled: str) -> list[str]:
    """Every spelling that one slip would have made into this one: a letter changed, left out, added, two swapped."""
    cuts = [(spelled[:place], spelled[place:]) for place in range(len(spelled) + 1)]
    made = {begin + rest[1:] for begin, rest in cuts if rest}
    made |= {begin + rest[1] + rest[0] + rest[2:] for begin, rest in cuts if len(rest) > 1}
    made |= {begin + letter + rest[1:] for begin, rest in cuts if rest for letter in _LETTERS}
    made |= {begin + letter + rest for begin, rest in cuts for letter in _LETTERS}
    return sorted(made - {spelled})


def begins_but_for_a_slip(typed: str, word: str) -> bool:
    """Whether one slip would have made the beginning of `word` into `typed`."""
    at = next((place for place, (one, other) in enumerate(zip(typed, word, strict=False)) if one != other), len(word))
    if at >= len(typed):
        return False
    mine, theirs = typed[at:], word[at:]
    return (
        theirs[1:].startswith(mine[1:])
        or theirs[1:].startswith(mine)
        or theirs.startswith(mine[1:])
        or (len(mine) > 1 and theirs.startswith(mine[1] + mine[0]) and theirs[2:].startswith(mine[2:]))
    )


def loosely(word: str) -> str:
    """The full-text query for names that hold any run of three letters of `word`: a slip leaves some as they are."""
    runs = dict.fromkeys(word[place : place + 3] for place in range(len(word) - 2))
    return " OR ".join('"{}"'.format(run.replace('"', '""')) for run in runs)
