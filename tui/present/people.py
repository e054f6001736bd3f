"""Names of authors for narrow columns."""

from __future__ import annotations

from functools import lru_cache

from store import split_name


@lru_cache(maxsize=4096)
def family_name(author: str) -> str:
    """The family name with its particle; the whole name of a group or of someone with one name."""
    name = split_name(author)
    return name.literal or " ".join(part for part in (name.particle, name.family) if part) or author


@lru_cache(maxsize=4096)
def family_and_initials(author: str) -> str:
    """Family name and initials as PubMed writes them: `Gao S`."""
    name = split_name(author)
    if name.literal or not name.given:
        return family_name(author)
    initials = "".join(
        word[0].upper() for word in name.given.replace("-", " ").replace("‐", " ").split() if word[0].isalpha()
    )
    return f"{family_name(author)} {initials}".strip()
