"""What a sentence holds: words, names, figures, dates, and how it says them; read once, remembered."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from functools import lru_cache

from assistant.text.dates import DateExpr, read_dates
from assistant.text.language import detect
from assistant.text.modality import Modality, read_modality
from assistant.text.names import Glossary, Name, Unlisted, unlisted_names
from assistant.text.normalize import compose
from assistant.text.quantities import Quantity, read_quantities
from assistant.text.terms import Term, content_terms
from assistant.values import Language


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """Everything the stages compare of one sentence. Spans count characters of ``plain``, which is ``compose(text)``."""

    text: str
    plain: str
    language: Language
    terms: tuple[Term, ...]
    names: tuple[Name, ...]
    """Listed names, without domain terms."""
    unlisted: tuple[Unlisted, ...]
    quantities: tuple[Quantity, ...]
    dates: tuple[DateExpr, ...]
    modality: Modality
    ids: frozenset[str]
    """Entities and domain terms that occur."""
    term_ids: dict[str, frozenset[str]] = field(default_factory=dict)
    """Key of a content word → the entities and terms it is part of."""

    @property
    def name_ids(self) -> frozenset[str]:
        return frozenset(i for n in self.names for i in n.ids)


@lru_cache(maxsize=16_384)
def analyse(text: str, glossary: Glossary, reference: dt.date | None = None, known: frozenset[str] = frozenset()) -> Facts:
    """``reference`` is the date of the document, against which 昨年 and "last month" are read; ``known``, whom it names in full: what several
    persons go by (金氏) stands for these where it can."""
    plain = compose(text)
    found = [_narrowed(n, known) for n in glossary.find(plain, terms=True)]
    terms = content_terms(plain)
    inside: dict[str, frozenset[str]] = {}
    for term in terms:
        ids = frozenset(i for n in found if n.span.start < term.end and term.start < n.span.end for i in n.ids)
        if ids:
            inside[term.key] = ids | inside.get(term.key, frozenset())
    inner = [n.span for n in found if n.kind in {"event", "agreement", "weapon", "media", "person"}]
    dates = tuple(read_dates(plain, reference))
    return Facts(
        text,
        plain,
        detect(text),
        terms,
        tuple(n for n in found if n.kind != "term"),
        tuple(u for u in unlisted_names(glossary, plain) if not any(d.span.start < u.span.end and u.span.start < d.span.end for d in dates)),
        tuple(q for q in read_quantities(plain) if not any(s.start <= q.span.start < s.end for s in inner)),
        dates,
        read_modality(plain),
        frozenset(i for n in found for i in n.ids),
        inside,
    )


def _narrowed(name: Name, known: frozenset[str]) -> Name:
    own = tuple(i for i in name.ids if i in known)
    return replace(name, ids=own) if own and name.kind == "person" and not name.sure else name
