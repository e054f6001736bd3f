"""The store: cases, their index, and what can be asked of them. Knows nothing of terminals.

What others may use is named here and nowhere else, and is loaded when it is first asked for, so that a command pays
for what it uses alone. A new name goes into both lists below, one for type checkers and one for the interpreter; a
test holds them to each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from store.bundled import bundled_library as bundled_library
    from store.checking import CheckReport as CheckReport
    from store.checking import check as check
    from store.checking import check_notebook as check_notebook
    from store.citing import FORMATS as FORMATS
    from store.citing import STYLES as STYLES
    from store.citing import Citation as Citation
    from store.citing import Reference as Reference
    from store.citing import as_html as as_html
    from store.citing import as_html_document as as_html_document
    from store.citing import as_markdown as as_markdown
    from store.citing import as_markdown_link as as_markdown_link
    from store.citing import as_rtf as as_rtf
    from store.citing import check_pattern as check_pattern
    from store.citing import cite as cite
    from store.citing import cite_with_pandoc as cite_with_pandoc
    from store.citing import distinct as distinct
    from store.citing import reference_of as reference_of
    from store.citing import references_of_csl as references_of_csl
    from store.citing import split_name as split_name
    from store.citing import style_named as style_named
    from store.citing.formats import write_references as write_references
    from store.curie import accession as accession
    from store.curie import address as address
    from store.curie import namespace as namespace
    from store.curie import normalise as normalise
    from store.dates import PartialDate as PartialDate
    from store.dates import read_date as read_date
    from store.documents import Document as Document
    from store.documents import to_document as to_document
    from store.errors import AmbiguousError as AmbiguousError
    from store.errors import BusyError as BusyError
    from store.errors import CancelledError as CancelledError
    from store.errors import DamagedError as DamagedError
    from store.errors import LibraryError as LibraryError
    from store.errors import NewerSchemaError as NewerSchemaError
    from store.errors import NotFoundError as NotFoundError
    from store.errors import QueryError as QueryError
    from store.errors import ReadOnlyError as ReadOnlyError
    from store.errors import RejectedError as RejectedError
    from store.errors import RoundsError as RoundsError
    from store.errors import UnsafeTextError as UnsafeTextError
    from store.exporting import write_csv as write_csv
    from store.exporting import write_json as write_json
    from store.exporting import write_markdown as write_markdown
    from store.identity import kind_class as kind_class
    from store.importing.report import ImportReport as ImportReport
    from store.importing.report import LastImport as LastImport
    from store.importing.report import Progress as Progress
    from store.importing.report import Rejection as Rejection
    from store.importing.report import Warning_ as Warning_
    from store.index.answers import CaseEntity as CaseEntity
    from store.index.answers import Completion as Completion
    from store.index.answers import CoOccurrence as CoOccurrence
    from store.index.answers import Dropped as Dropped
    from store.index.answers import EntityHit as EntityHit
    from store.index.answers import EntityHits as EntityHits
    from store.index.answers import EntityPage as EntityPage
    from store.index.answers import FacetGroup as FacetGroup
    from store.index.answers import Facets as Facets
    from store.index.answers import FacetValue as FacetValue
    from store.index.answers import Hits as Hits
    from store.index.answers import Marks as Marks
    from store.index.answers import NameCount as NameCount
    from store.index.answers import Snippet as Snippet
    from store.index.answers import Sort as Sort
    from store.index.answers import Stats as Stats
    from store.index.pair_answers import Looked as Looked
    from store.index.pair_answers import Looking as Looking
    from store.index.pair_answers import PairCount as PairCount
    from store.index.pair_answers import PairCounts as PairCounts
    from store.index.pair_answers import PairPassage as PairPassage
    from store.index.pair_answers import PairPlaces as PairPlaces
    from store.index.pair_answers import SentencesOfBoth as SentencesOfBoth
    from store.index.pairing import Pairing as Pairing
    from store.library import Library as Library
    from store.library import LibraryInfo as LibraryInfo
    from store.matching import phrases_of as phrases_of
    from store.matching import places_of as places_of
    from store.model import Case as Case
    from store.model import CaseRow as CaseRow
    from store.model import Entity as Entity
    from store.model import Items as Items
    from store.model import Known as Known
    from store.model import Mention as Mention
    from store.model import Notice as Notice
    from store.notebook.carrying import Taken as Taken
    from store.notebook.carrying import read_notebook as read_notebook
    from store.notebook.carrying import take_in as take_in
    from store.notebook.carrying import write_notebook as write_notebook
    from store.notebook.entries import Entry as Entry
    from store.notebook.keeping import SavedPlace as SavedPlace
    from store.notebook.notebook import Notebook as Notebook
    from store.notebook.snapshot import Flags as Flags
    from store.notebook.snapshot import Snapshot as Snapshot
    from store.notebook.steps import Step as Step
    from store.notebook.tagging import complete_tag as complete_tag
    from store.page import CasePage as CasePage
    from store.page import Named as Named
    from store.page import NamedEntity as NamedEntity
    from store.page import read_page as read_page
    from store.patterns import pattern as pattern
    from store.places import cache_folder as cache_folder
    from store.places import config_path as config_path
    from store.places import crash_folder as crash_folder
    from store.places import expanded as expanded
    from store.places import library_path as library_path
    from store.places import named_library as named_library
    from store.places import notebook_path as notebook_path
    from store.query import Is as Is
    from store.query import Level as Level
    from store.query import Years as Years
    from store.query import cut as cut
    from store.query import describe as describe
    from store.query import entity_term as entity_term
    from store.query import exclude as exclude
    from store.query import grammar_page as grammar_page
    from store.query import keep_prefix as keep_prefix
    from store.query import narrow as narrow
    from store.query import pair_term as pair_term
    from store.query import parse as parse
    from store.query import quote as quote
    from store.query import widen as widen
    from store.query import without as without
    from store.removing import remove_cases as remove_cases
    from store.repairing import RepairReport as RepairReport
    from store.repairing import repair as repair
    from store.repairing import repair_notebook as repair_notebook
    from store.sections import Saying as Saying
    from store.sections import Sayings as Sayings
    from store.sections import sections_of as sections_of
    from store.sharing import ShareReport as ShareReport
    from store.sharing import share as share
    from store.spotting import Field as Field
    from store.storage.opening import MEMORY as MEMORY
    from store.storage.snapshots import passing_beside as passing_beside
    from store.storage.snapshots import put_in_place as put_in_place
    from store.storage.waiting import tell_waiting as tell_waiting
    from store.text import assert_clean as assert_clean
    from store.text import assert_clean_line as assert_clean_line
    from store.text import clean as clean
    from store.text import clean_line as clean_line
    from store.text import fold as fold
    from store.text import is_clean as is_clean
    from store.text import shorten as shorten
    from store.text import squeeze as squeeze
    from store.text import words as words

_HOMES = {
    "accession": "store.curie",
    "address": "store.curie",
    "AmbiguousError": "store.errors",
    "as_html": "store.citing",
    "as_html_document": "store.citing",
    "as_markdown": "store.citing",
    "as_markdown_link": "store.citing",
    "as_rtf": "store.citing",
    "assert_clean": "store.text",
    "assert_clean_line": "store.text",
    "bundled_library": "store.bundled",
    "BusyError": "store.errors",
    "cache_folder": "store.places",
    "CancelledError": "store.errors",
    "Case": "store.model",
    "CaseEntity": "store.index.answers",
    "CasePage": "store.page",
    "CaseRow": "store.model",
    "check": "store.checking",
    "check_notebook": "store.checking",
    "check_pattern": "store.citing",
    "CheckReport": "store.checking",
    "Citation": "store.citing",
    "cite": "store.citing",
    "cite_with_pandoc": "store.citing",
    "clean": "store.text",
    "clean_line": "store.text",
    "complete_tag": "store.notebook.tagging",
    "Completion": "store.index.answers",
    "config_path": "store.places",
    "CoOccurrence": "store.index.answers",
    "crash_folder": "store.places",
    "cut": "store.query",
    "DamagedError": "store.errors",
    "describe": "store.query",
    "distinct": "store.citing",
    "Document": "store.documents",
    "Dropped": "store.index.answers",
    "Entity": "store.model",
    "entity_term": "store.query",
    "EntityHit": "store.index.answers",
    "EntityHits": "store.index.answers",
    "EntityPage": "store.index.answers",
    "Entry": "store.notebook.entries",
    "exclude": "store.query",
    "expanded": "store.places",
    "FacetGroup": "store.index.answers",
    "Facets": "store.index.answers",
    "FacetValue": "store.index.answers",
    "Field": "store.spotting",
    "Flags": "store.notebook.snapshot",
    "fold": "store.text",
    "FORMATS": "store.citing",
    "grammar_page": "store.query",
    "Hits": "store.index.answers",
    "ImportReport": "store.importing.report",
    "Is": "store.query",
    "is_clean": "store.text",
    "Items": "store.model",
    "keep_prefix": "store.query",
    "kind_class": "store.identity",
    "Known": "store.model",
    "LastImport": "store.importing.report",
    "Level": "store.query",
    "Library": "store.library",
    "library_path": "store.places",
    "named_library": "store.places",
    "LibraryError": "store.errors",
    "LibraryInfo": "store.library",
    "Looked": "store.index.pair_answers",
    "Looking": "store.index.pair_answers",
    "Marks": "store.index.answers",
    "MEMORY": "store.storage.opening",
    "Mention": "store.model",
    "NameCount": "store.index.answers",
    "Named": "store.page",
    "NamedEntity": "store.page",
    "namespace": "store.curie",
    "narrow": "store.query",
    "NewerSchemaError": "store.errors",
    "normalise": "store.curie",
    "Notebook": "store.notebook.notebook",
    "notebook_path": "store.places",
    "NotFoundError": "store.errors",
    "Notice": "store.model",
    "pair_term": "store.query",
    "PairCount": "store.index.pair_answers",
    "PairCounts": "store.index.pair_answers",
    "Pairing": "store.index.pairing",
    "PairPassage": "store.index.pair_answers",
    "PairPlaces": "store.index.pair_answers",
    "parse": "store.query",
    "PartialDate": "store.dates",
    "passing_beside": "store.storage.snapshots",
    "pattern": "store.patterns",
    "phrases_of": "store.matching",
    "places_of": "store.matching",
    "Progress": "store.importing.report",
    "put_in_place": "store.storage.snapshots",
    "QueryError": "store.errors",
    "quote": "store.query",
    "read_date": "store.dates",
    "read_notebook": "store.notebook.carrying",
    "read_page": "store.page",
    "ReadOnlyError": "store.errors",
    "Reference": "store.citing",
    "reference_of": "store.citing",
    "references_of_csl": "store.citing",
    "RejectedError": "store.errors",
    "Rejection": "store.importing.report",
    "remove_cases": "store.removing",
    "repair": "store.repairing",
    "repair_notebook": "store.repairing",
    "RepairReport": "store.repairing",
    "RoundsError": "store.errors",
    "SavedPlace": "store.notebook.keeping",
    "Saying": "store.sections",
    "Sayings": "store.sections",
    "sections_of": "store.sections",
    "SentencesOfBoth": "store.index.pair_answers",
    "share": "store.sharing",
    "ShareReport": "store.sharing",
    "shorten": "store.text",
    "Snapshot": "store.notebook.snapshot",
    "Snippet": "store.index.answers",
    "Sort": "store.index.answers",
    "split_name": "store.citing",
    "squeeze": "store.text",
    "Stats": "store.index.answers",
    "Step": "store.notebook.steps",
    "style_named": "store.citing",
    "STYLES": "store.citing",
    "take_in": "store.notebook.carrying",
    "Taken": "store.notebook.carrying",
    "tell_waiting": "store.storage.waiting",
    "to_document": "store.documents",
    "UnsafeTextError": "store.errors",
    "Warning_": "store.importing.report",
    "widen": "store.query",
    "without": "store.query",
    "words": "store.text",
    "write_csv": "store.exporting",
    "write_json": "store.exporting",
    "write_markdown": "store.exporting",
    "write_notebook": "store.notebook.carrying",
    "write_references": "store.citing.formats",
    "Years": "store.query",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 -- not needed by who imports a submodule only

    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
