"""Rules of the sources: well-formed, looked up, and as they were looked up."""

import re
from collections.abc import Iterator

from qbank.bank.rules.context import Context
from qbank.bank.rules.entry_file import EntryFile, Fault
from qbank.core.entry import Reference
from qbank.core.text import normalise
from qbank.errors import Message

_ARXIV = re.compile(r"(?P<year>\d\d)(?P<month>0[1-9]|1[0-2])\.(?P<number>\d{4,5})(?:v[1-9]\d?)?")
_FIRST_MONTH, _FIRST_OF_FIVE = 704, 1501  # the form begins in April 2007; five digits from January 2015
_YEARS_LATER = 3  # a paper may carry the year of its publication


def arxiv_form(file: EntryFile) -> Iterator[Fault]:
    """Demand arXiv ids of the form that their date allows."""
    for index, reference in enumerate(file.entry.refs):
        if reference.arxiv and not is_arxiv(reference.arxiv):
            yield Fault(("refs", index, "arxiv"), Message("{id} is no arXiv id", {"id": reference.arxiv}))


def is_arxiv(text: str) -> bool:
    """Say whether `text` is an arXiv id: YYMM.NNNNN, four digits until the end of 2014."""
    match = _ARXIV.fullmatch(text)
    if not match:
        return False
    month = int(match["year"] + match["month"])
    return month >= _FIRST_MONTH and len(match["number"]) == (5 if month >= _FIRST_OF_FIVE else 4)


def arxiv_year(file: EntryFile) -> Iterator[Fault]:
    """Demand a year that fits the arXiv id: that of the id, or up to three later."""
    for index, reference in enumerate(file.entry.refs):
        if not is_arxiv(reference.arxiv):
            continue
        first = 2000 + int(reference.arxiv[:2])
        if not first <= reference.year <= first + _YEARS_LATER:
            values = {"year": reference.year, "id": reference.arxiv}
            yield Fault(
                ("refs", index, "year"), Message("the year {year} does not fit the arXiv id {id}", values)
            )


def locked(file: EntryFile, context: Context) -> Iterator[Fault]:
    """Demand that every arXiv id was looked up: it stands in refs.lock.yaml."""
    for index, reference in enumerate(file.entry.refs):
        is_looked_up = context.locked is None or _key(reference) in context.locked
        if is_arxiv(reference.arxiv) and not is_looked_up:
            message = Message("{id} is not in refs.lock.yaml: look it up and add it", {"id": reference.arxiv})
            yield Fault(("refs", index, "arxiv"), message)


def as_locked(file: EntryFile, context: Context) -> Iterator[Fault]:
    """Demand the title and the year that were looked up."""
    for index, reference in enumerate(file.entry.refs):
        known = (context.locked or {}).get(_key(reference))
        if known and _words(known.title) != _words(reference.title):
            message = Message("refs.lock.yaml has another title: {title}", {"title": known.title})
            yield Fault(("refs", index, "title"), message)
        if known and known.year != reference.year:
            message = Message("refs.lock.yaml has another year: {year}", {"year": known.year})
            yield Fault(("refs", index, "year"), message)


def _key(reference: Reference) -> str:
    """Return the id under which a source is looked up, an arXiv id without its version."""
    return re.sub(r"v\d+$", "", reference.arxiv) or reference.doi or reference.url


def _words(title: str) -> str:
    """Return a title in normal form, only letters and digits."""
    return re.sub(r"[\W_]+", " ", normalise(title)).strip()
