"""What kind of thing a name that no glossary lists is."""

from __future__ import annotations

import pytest

from assistant.text.analysis import analyse
from assistant.text.name_kinds import kind_wanted
from assistant.text.names import Glossary

NONE = Glossary([])


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("調査は高倉氏が率いた。", "高倉", "person"),
        ("会談は瀬戸市で開かれた。", "瀬戸市", "place"),
        ("The paper was signed by Minister Ada Bell.", "Ada Bell", "person"),
        ("He cites Sofia Larralde, a historian.", "Sofia Larralde", "person"),
        ("It was sold to the Lund Fisheries Board in May.", "Lund Fisheries Board", "organisation"),
        ("They met under the Piria Agreement again.", "Piria Agreement", "agreement"),
        ("The ship sank in Lund Bay at night.", "Lund Bay", "place"),
        ("They met at Corrin, a village in the north.", "Corrin", ""),
        ("ポーランド大使館が発表した。", "ポーランド", "country"),
        ("長谷川は知らない。", "長谷川", "person"),
        ("They asked President Park about it.", "Park", "person"),
        ("The boat was called Zawrat then.", "Zawrat", ""),
    ],
)
def test_its_own_words_and_its_neighbours_tell(text: str, name: str, kind: str) -> None:
    assert {u.text: u.kind for u in analyse(text, NONE).unlisted}[name] == kind


@pytest.mark.parametrize(
    ("noun", "kind"),
    [("newspaper", "organisation"), ("countries", "country"), ("都市", "place"), ("調査機関", "organisation"), ("条約", "agreement"), ("song", "")],
)
def test_the_kind_that_a_question_wants(noun: str, kind: str) -> None:
    assert kind_wanted(noun) == kind
