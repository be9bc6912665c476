"""Questions that yes or no would answer, and those that are only put as if it would."""

from __future__ import annotations

import pytest

from assistant.answering.understanding import read_question


@pytest.mark.parametrize(
    "question",
    [
        "港は再開されましたか。", "港は再開したのでしょうか", "港が再開したって本当？", "港はもう開いてるの？", "市長は何も言わなかったのですか。",
        "いつ、誰が決めたのか、市は明らかにしたのですか。", "費用をどう分けるかについて合意はありますか", "理由は予算だけなのか。",
        "企業からの寄付もあるんですか", "市は計画に関心を示していますか", "高炉などの設備も止まりましたか",
        "何らかの支援がありましたか", "いつまでも続きますか",
        "Was the port reopened?", "Didn't the mayor resign?", "After the flood, did any shop close for good?",
        "So the town never said when it would reopen?", "Is money the one reason they stayed?", "And has the captain, whose ship was lost, been heard?",
    ],
)  # fmt: skip
def test_yes_or_no_would_answer(question: str) -> None:
    assert read_question(question).kind == "yes_no"


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("港が再開したのはいつか。", "date"), ("決めたのは誰か", "who"), ("何か国が加わりましたか", "number"), ("費用はいくらかかりますか。", "number"),
        ("市長はなぜ辞めたのか説明してもらえますか", "why"), ("材料はどこから取り寄せましたか", "where"), ("新聞はどう報じましたか", "how"),
        ("Can you tell me when the port reopened?", "date"), ("Does the report say who signed it?", "who"), ("Did they lose, and by how much?", "number"),
        ("なぜいくつかの国は反対しましたか", "why"), ("誰が派兵するかどうかを決めましたか", "who"), ("なぜ停戦するかについて合意できなかったのですか", "why"),
        ("署名したのは誰でしたよね", "who"), ("費用はいくらでしたよね？", "number"), ("Who signed it, the mayor or the captain, right?", "who"),
        ("May I ask who signed it?", "who"), ("Is there any information on when it was signed?", "date"),
        ("Since when has the port, a small one, been closed?", "date"),
        ("貨物は1年に何万トンですか", "number"), ("捕まったのは何人か", "number"), ("いつまでに払えますか", "date"),
        ("While the mayor was away, who was in charge, was it his deputy?", "who"), ("Did it reopen? If so, when?", "date"),
        ("In which year did it reopen?", "date"), ("Could you explain why the mayor resigned?", "why"),
        ("市長は港が要ると考えていますか", "opinion"), ("Does the mayor think the port is needed?", "opinion"),
    ],
)  # fmt: skip
def test_more_than_yes_or_no_is_asked_for(question: str, kind: str) -> None:
    assert read_question(question).kind == kind


@pytest.mark.parametrize(
    "question",
    ["港は2014年に閉まったんですよね。", "決めたのは市長でしたよね？", "The port closed in 2014, didn't it?", "It was the mayor who decided when, right?"]
)
def test_what_is_said_and_wants_confirming_may_be_wrong(question: str) -> None:
    """So it is no question of yes or no: a wrong year or name in it is corrected."""
    assert read_question(question).kind == "what"
