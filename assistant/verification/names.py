"""Do the names of a claim stand in its evidence, in whatever script and spelling?"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.text.analysis import Facts
from assistant.text.names import Glossary
from assistant.verification.checks import Check, State

SAME_KIND = {"person", "country", "place", "organisation", "media", "agreement", "weapon", "event", "group"}


def check_names(claim: Facts, evidence: Sequence[Facts], context: Sequence[Facts], glossary: Glossary) -> Check:
    """AGREES when every name stands in the evidence or, for what a sentence leaves unsaid, right around it.

    CONFLICTS when a name is nowhere and the evidence has another of its kind that the claim leaves out.
    """
    if not claim.names and not claim.unlisted:
        return Check("names", State.NOTHING)
    here = frozenset(i for f in evidence for i in f.name_ids)
    near = here | frozenset(i for f in context for i in f.name_ids)
    parents = _with_metonyms(claim, evidence)
    for name in claim.names:
        if set(name.ids) & near or (name.ids[0], True) in parents:
            continue
        spelt = name.text.lower()
        if any(spelt in f.plain.lower() for f in [*evidence, *context]):
            continue
        kind = glossary.kind(name.ids[0])
        rivals = [n for f in evidence for n in f.names if n.kind == kind and not set(n.ids) & claim.name_ids]
        if rivals and kind in SAME_KIND:
            return Check("names", State.CONFLICTS, name.text, rivals[0].text)
        return Check("names", State.MISSING, name.text)
    for unlisted in claim.unlisted:
        if not _met(unlisted.text, unlisted.sound, [*evidence, *context]):
            rival = next((u for f in evidence for u in f.unlisted if not _met(u.text, u.sound, [claim])), None)
            same_script = rival is not None and f"{rival.text}"[:1].isascii() == unlisted.text[:1].isascii()
            if rival is not None and same_script:
                return Check("names", State.CONFLICTS, unlisted.text, rival.text)
            return Check("names", State.MISSING, unlisted.text)
    only_near = [n.text for n in claim.names if not set(n.ids) & here] + [u.text for u in claim.unlisted if not _met(u.text, u.sound, evidence)]
    return Check("names", State.WEAKER if only_near else State.AGREES, only_near[0] if only_near else "")


def _met(text: str, sound: str, facts: Sequence[Facts]) -> bool:
    lowered = text.lower()
    words = [w for w in lowered.replace("・", " ").split() if len(w) > 2]
    for f in facts:
        plain = f.plain.lower()
        if lowered in plain or (words and all(w in plain for w in words)):
            return True
        for other in f.unlisted:
            if len(sound) > 1 and (other.sound == sound or (len(sound) > 2 and len(other.sound) > 2 and (sound in other.sound or other.sound in sound))):
                return True
    return False


def _with_metonyms(claim: Facts, evidence: Sequence[Facts]) -> set[tuple[str, bool]]:
    """A capital in the claim where the evidence names the country, and the reverse."""
    told = {i for f in evidence for n in f.names for i in n.ids}
    return {(n.ids[0], True) for n in claim.names if set(n.ids) & told}
