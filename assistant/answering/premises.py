"""What a question takes for granted, held against the evidence.

A question may presume a figure, a date, a name or a yes that the documents put otherwise. It is then
answered with the documents' version. Found by asking: had the question not said this, would it be answered?
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.answering.candidates import Read, versions
from assistant.answering.evidence import Selection
from assistant.answering.understanding import Query
from assistant.answering.weights import model, stored
from assistant.text.analysis import Facts
from assistant.text.names import Name
from assistant.text.quantities import Agreement, agree
from assistant.values import Document, Evidence

COVERED = 0.8
"""Share of the question's other words that the evidence must cover before its own word is called wrong."""


def contradicted_premise(query: Query, selection: Selection, read: Read, documents: Mapping[str, Document]) -> tuple[Evidence, ...] | None:
    """The evidence, best first, that puts something the question presumes otherwise; None if nothing does."""
    best = selection.evidence[0]
    forms = list(versions(best.sentence, documents[best.doc], read).values())
    wrong = (
        _wrong_figure(query, forms)
        or _wrong_name(query, forms, best)
        or (query.asked.kind not in {"yes_no", "date", "number"} and bool(best.features.get("years_clash")))
    )
    if not wrong:
        return None
    features = dict(selection.features)
    if features.get("top_cover_near", 0.0) < COVERED:
        return None
    for name in ("figures", "figures_near", "names", "names_near", "unlisted", "unlisted_here", "worst_near", "worst_here", "dates_near"):
        features[f"top_{name}"] = 1.0
    for name in ("years_clash", "date_clash", "rank_clash", "rival"):
        features[f"top_{name}"] = 0.0
    features["together_no"] = 0.0  # that nothing answers a question as it was put is what is to be expected
    if model("answerable").probability(features) < stored()["thresholds"]["answerable"]:
        return None
    return selection.evidence


def _wrong_figure(query: Query, forms: Sequence[Facts]) -> bool:
    """A figure of the question for which the evidence has another value of the same unit."""
    for asked in query.facts.quantities:
        if asked.unit in {"", "rank", "item"}:
            continue
        results = [agree(asked, q) for f in forms for q in f.quantities]
        if Agreement.VALUE_DIFFERS in results and Agreement.EQUAL not in results and Agreement.HEDGE_DROPPED not in results:
            return True
    return False


def _wrong_name(query: Query, forms: Sequence[Facts], best: Evidence) -> bool:
    """A person or place of the question that the evidence replaces by another of its kind, and that is not named around it either."""
    here = {i for f in forms for i in f.name_ids}
    kinds = {n.kind for f in forms for n in f.names if not set(n.ids) & query.facts.name_ids}
    missing = [n for n in query.facts.names if n.sure and not set(n.ids) & here and not _stands(n, forms)]
    replaced = len(missing) == 1 and missing[0].kind in kinds & {"person", "place", "country"}
    return replaced and best.features.get("names_near", 0.0) < 1.0 and best.features.get("cover", 0.0) >= COVERED


def _stands(name: Name, forms: Sequence[Facts]) -> bool:
    """Whether a name is written in the evidence, if only as part of another: the Kremlin in "the Kremlin spokesman"."""
    written = name.text.lower().removeprefix("the ")
    return any(written in f.plain.lower() for f in forms)
