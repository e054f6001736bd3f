"""CSL-JSON items made at random: journal articles of every shape that bibliographies hold, and odd ones."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any, TypeVar

from pools import ADJECTIVES, CJK, FAMILIES, FIELDS, GIVENS, GROUPS, JOURNALS, LINKS, NOUNS

T = TypeVar("T")


class Maker:
    """Makes items from a seed."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.made = 0

    def chance(self, likelihood: float) -> bool:
        return self.dice.random() < likelihood

    def pick(self, choices: Sequence[T]) -> T:
        return self.dice.choice(choices)

    def article(self) -> dict[str, Any]:
        """A journal article."""
        self.made += 1
        journal, short = self.pick(JOURNALS)
        item: dict[str, Any] = {"id": f"made-{self.made}", "type": "article-journal", "title": self.title()}
        if self.chance(0.97):
            item["author"] = self.names()
        if self.chance(0.98):
            item["container-title"] = journal
        if short and self.chance(0.5):
            item["container-title-short"] = short
        if self.chance(0.98):
            item["issued"] = self.date()
        if self.chance(0.8):
            item["volume"] = self.volume()
            if self.chance(0.75):
                item["issue"] = self.issue()
        if self.chance(0.85):
            item["page"] = self.page()
        if self.chance(0.85):
            item["DOI"] = self.doi()
        if self.chance(0.3):
            item["PMID"] = str(self.dice.randrange(10**6, 4 * 10**7))
        if self.chance(0.2):
            item["PMCID"] = f"PMC{self.dice.randrange(10**5, 10**8)}"
        if self.chance(0.3):
            item["language"] = self.pick(("en", "en", "en", "en-US", "eng", "fr", "de", "es"))
        return self.with_rarities(item)

    def with_rarities(self, item: dict[str, Any]) -> dict[str, Any]:
        if self.chance(0.1):
            item["URL"] = self.pick(("https://example.org/case/12", "http://journal.example.com/a?b=1&c=2"))
            if self.chance(0.4):
                item["accessed"] = {"date-parts": [[2026, 3, 5]]}
        if self.chance(0.05):
            item["number"] = self.pick(("e12", "104322", "7"))
        if self.chance(0.03):
            item["supplement-number"] = self.pick(("1", "S2", "A"))
        if self.chance(0.2):
            item["ISSN"] = "1234-5678"
        if self.chance(0.1):
            item["publisher"] = "Example Press"
        if self.chance(0.05):
            item["abstract"] = "We saw one patient. It was rare."
        return item

    def with_oddities(self, item: dict[str, Any]) -> dict[str, Any]:
        """`item` with a field or two that journal articles seldom have, or with an odd value."""
        odd: tuple[tuple[str, Any], ...] = (
            ("editor", [self.person() for _ in range(self.pick((1, 2, 3)))]),
            ("translator", [self.person()]),
            ("collection-title", "Series A"),
            ("publisher-place", "Lisbon"),
            ("genre", "Case report"),
            ("section", "Correspondence"),
            ("status", "in press"),
            ("medium", "audio"),
            ("edition", self.pick(("2", "3rd revised"))),
            ("note", "Seen once."),
            ("keyword", "rare; one"),
            ("part-number", "2"),
            ("original-date", {"date-parts": [[1987]]}),
            ("event-title", "Congress of Rare Cases"),
            ("event-place", "Porto"),
            ("archive", "Example Archive"),
            ("title-short", "Rare"),
            ("language", self.pick(("zh", "ja", "hu", "vi", "pt-BR", "EN", "English"))),
            ("issued", self.odd_date()),
            ("page", self.pick(("123-124, 126-127", "12 & 14", "1-12; 15", "pp. 12-15", "12:1-12:9", "12-", "iii"))),
            ("volume", self.pick(("Volume 12", "12/13", "XII", "12(3)", "Supplement", "12.2", "A12"))),
            ("issue", self.pick(("Pt 2", "3, Suppl 1", "Spec No", "12/13", "1 & 2", "June", "Suppl_1"))),
            ("title", self.odd_title()),
            ("container-title", self.pick(("the journal of tests.", "Tests & Trials [Internet]", "A/B Testing"))),
            ("author", [{"family": "Plato"}]),
            ("author", [{"literal": self.pick(GROUPS)}]),
            ("author", [self.person() for _ in range(3)] + [{"literal": self.pick(GROUPS)}]),
            ("author", [{"family": "de la Fuente-Ruiz", "given": "J", "suffix": "Jr."} for _ in range(1)]),
            ("author", [{"family": "Smith", "given": "John, Jr."}, {"family": "Ng", "given": "Ann"}]),
            ("author", [{"family": "Lee", "given": "John"}, {"family": "Lee", "given": "Jane"}]),
            ("author", [{"family": "NOVAK", "given": "ANA MARIA"}, {"family": "iyer", "given": "ravi"}]),
        )
        for key, value in self.dice.sample(odd, self.pick((1, 1, 2, 3))):
            item[key] = value
        return item

    def work(self) -> dict[str, Any]:
        """A book, a chapter, a report, a preprint, …"""
        self.made += 1
        kind = self.pick(tuple(FIELDS))
        item: dict[str, Any] = {"id": f"work-{self.made}", "type": kind, "title": self.title()}
        if self.chance(0.9):
            item["author"] = self.names()
        if self.chance(0.95):
            item["issued"] = self.date()
        for field in FIELDS[kind]:
            if self.chance(0.65):
                item[field] = self.field(field)
        if "URL" in item and self.chance(0.7):
            item["accessed"] = {"date-parts": [[2026, 3, 5]]}
        return item

    def field(self, name: str) -> Any:
        values: dict[str, Any] = {
            "editor": [self.person() for _ in range(self.pick((1, 2, 3)))],
            "translator": [self.person()],
            "publisher": self.pick(("Example Press", "University of Porto", "World Health Organization")),
            "publisher-place": self.pick(("Lisbon", "Geneva, Switzerland")),
            "edition": self.pick(("2", "3", "11", "revised edition")),
            "container-title": self.pick(
                ("Handbook of rare tumours", "Proceedings of the Congress of Cases", "medRxiv")
            ),
            "collection-title": "Lecture Notes in Cases",
            "collection-number": "12",
            "volume": self.pick(("2", "14")),
            "page": self.pick(("12-34", "101-110", "7")),
            "number": self.pick(("12", "WHO/2020.3", "2020.05.01")),
            "genre": self.pick(("Technical report", "PhD thesis", "Preprint")),
            "DOI": self.doi(),
            "URL": "https://example.org/item/7",
            "ISBN": "978-3-16-148410-0",
            "event-title": "Congress of Rare Cases",
            "event-place": "Porto",
            "version": "1.2",
            "number-of-pages": "340",
            "issue": "4",
            "medium": "audio",
            "section": "Health",
        }
        return values[name]

    def odd_date(self) -> dict[str, Any]:
        year = self.dice.randrange(1950, 2027)
        odd: tuple[dict[str, Any], ...] = (
            {"date-parts": [[year, 3], [year, 4]]},
            {"date-parts": [[year, 12, 28], [year + 1, 1, 3]]},
            {"date-parts": [[year, 3, 5], [year, 3, 9]]},
            {"date-parts": [[year], [year + 1]]},
            {"date-parts": [[year]], "season": "2"},
            {"date-parts": [[year]], "season": 3},
            {"date-parts": [[year]], "circa": True},
            {"raw": f"{year}-05-12"},
            {"raw": f"May {year}"},
            {"literal": "in press"},
            {"literal": "Spring 1999"},
            {"date-parts": [[str(year), "06", "01"]]},
        )
        return self.pick(odd)

    def odd_title(self) -> str:
        return self.pick(
            (
                'He said "no": a case of "yes"',
                "Tumour (rare) of the 'neck'",
                "<b>Bold</b> claims & <i>in vivo</i> results <sup>a</sup>",
                "What is it? It is a “tumour”.",
                "Un cas d'<i>aspergillose</i>",
                "PRIMARY SARCOMA OF THE HEART: A CASE REPORT",
                "α-Synuclein, β and the γ-rays",
                "p < 0.05 in patients > 65 years",
                '<span class="nocase">ALK</span> and <span style="font-variant:small-caps;">nut</span> carcinoma',
                "Effect of -omics, e.g. in vivo/in vitro, on x-ray/CT",
                "To be or not to be...",
                "“Why not?”",
                "The patient asked: 'Why me?'",
                "Über einen Fall von Lymphom",
                "T‑cell lymphoma—a review; part 2",
                "<i>Nocardia</i>",
                "Drug A vs Drug B: who wins? And why",
                "A [rare] case {of} \\ 100% #1 ~ ^ _ $",
                "Re: “Rare cases” by Ng et al.",
                "H<sub>2</sub>O<sub>2</sub>: friend or foe?",
                "Patients' and doctors' views on O'Brien's rule",
            )
        )

    def names(self) -> list[dict[str, str]]:
        how_many = self.pick((1, 1, 2, 2, 3, 3, 4, 5, 6, 7, 8, 10, 14, 19, 20, 21, 22, 30))
        names = [self.person() for _ in range(how_many)]
        if self.chance(0.12):
            names.insert(self.dice.randrange(len(names) + 1), {"literal": self.pick(GROUPS)})
        return names

    def person(self) -> dict[str, str]:
        if self.chance(0.03):
            family, given = self.pick(CJK)
            return {"family": family, "given": given}
        name = {"family": self.pick(FAMILIES), "given": self.pick(GIVENS)}
        if self.chance(0.25):
            name["given"] += " " + self.pick(GIVENS)
        if self.chance(0.04):
            name["suffix"] = self.pick(("Jr.", "Jr", "III", "Sr.", "2nd"))
        if self.chance(0.04):
            name["non-dropping-particle"] = self.pick(("van der", "de", "von", "d'", "al-", "Van"))
        if self.chance(0.02):
            name["dropping-particle"] = self.pick(("von", "de"))
        if self.chance(0.02):
            del name["given"]
        return name

    def title(self) -> str:
        parts = [self.phrase()]
        if self.chance(0.4):
            parts.append(self.pick(("a case report", "A Case Report", "case report and review", self.phrase())))
        text = self.pick((": ", ": ", ": ", " - ", "—", ". ", "? ")).join(parts)
        text = text[:1].upper() + text[1:] if self.chance(0.9) else text
        if self.chance(0.15):
            text = " ".join(word.capitalize() if word.islower() else word for word in text.split(" "))
        return text + self.pick(("",) * 12 + (".", "?", "!", "...", " (CARE)", " [published erratum]"))

    def phrase(self) -> str:
        words = []
        if self.chance(0.5):
            words.append(self.pick(("a", "the", "an", "is", "two", "on", "what is")))
        words += [self.pick(ADJECTIVES) for _ in range(self.pick((0, 1, 1, 2)))] + [self.pick(NOUNS)]
        for _ in range(self.pick((0, 1, 1, 2))):
            words += [self.pick(LINKS), self.pick(NOUNS)]
        return " ".join(words)

    def date(self) -> dict[str, Any]:
        year, month, day = self.dice.randrange(1950, 2027), self.dice.randrange(1, 13), self.dice.randrange(1, 29)
        parts: list[Any] = [year]
        if self.chance(0.8):
            parts.append(month)
            if self.chance(0.75):
                parts.append(day)
        if self.chance(0.1):
            parts = [str(part) for part in parts]
        return {"date-parts": [parts]}

    def volume(self) -> str:
        number = self.dice.randrange(1, 400)
        return str(self.pick((number,) * 15 + (f"{number}-{number + 1}", f"{number} Suppl 1", "ahead-of-print")))

    def issue(self) -> str:
        number = self.dice.randrange(1, 25)
        return str(
            self.pick(
                (number,) * 15
                + (f"{number}-{number + 1}", f"{number}–{number + 1}", f"{number} Suppl", "Suppl 1", "S1", f"{number}A")
            )
        )

    def page(self) -> str:
        first = self.dice.randrange(1, 4000)
        last = first + self.dice.randrange(1, 20)
        return str(
            self.pick(
                (f"{first}-{last}",) * 10
                + (f"{first}–{last}", f"{first}-{str(last)[-2:]}", f"{first}-{str(last)[-1:]}", first, f"e{first}")
                + (f"e{first}-e{last}", f"S{first}-S{last}", f"S{first}-{last}", f"{first}-{first}", f"{first}.e1")
                + (f"{first}.e1-{first}.e5", "i-iv", f"{first}-{last}, {last + 9}", f"{first}, {last}", f"000{first}")
                + (f"{first}-{last}.e3", f"CD00{first}", f"{first} - {last}", "n/a", f"{first}–{str(last)[-2:]}")
                + (
                    f"bcr{first}",
                    f"bcr-2020-{first}",
                    f"{first}A-{last}B",
                    f"L{first}-L{last}",
                    f"{first}R",
                    "1-12-1-15",
                )
            )
        )

    def doi(self) -> str:
        return str(
            self.pick(
                (f"10.1234/abc.{self.dice.randrange(10**6)}",) * 8
                + (
                    "10.1002/(SICI)1097-0142(19960101)77:1<1::AID-CNCR1>3.0.CO;2-#",
                    f"10.1000/X{self.dice.randrange(999)}_y",
                )
            )
        )


def works(count: int, seed: int) -> list[dict[str, Any]]:
    """`count` works that are no journal articles, with the fields that reference managers give them."""
    maker = Maker(seed)
    return [maker.work() for _ in range(count)]


def articles(count: int, seed: int, *, odd: bool = False) -> list[dict[str, Any]]:
    """`count` journal articles, always the same for a seed; odd ones have fields and values that are seldom seen."""
    maker = Maker(seed)
    return [maker.with_oddities(maker.article()) if odd else maker.article() for _ in range(count)]
