"""What a question asks, in both languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.rewriting import make_query
from assistant.answering.understanding import Asked, asked_noun, read_question
from assistant.text.names import Glossary


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("北朝鮮は何発の砲弾を提供したか", "number"), ("How many shells did North Korea provide?", "number"),
        ("条約はいつ調印されたか", "date"), ("When was the treaty signed?", "date"),
        ("訪朝したのは誰ですか", "who"), ("Who visited Pyongyang?", "who"), ("Which minister visited Pyongyang?", "who"),
        ("会談はどこで行われたか", "where"), ("Where did they meet?", "where"), ("In which city did they meet?", "where"),
        ("なぜロシアは北朝鮮に接近したのか", "why"), ("Why did Russia turn to North Korea?", "why"), ("接近の理由は?", "why"),
        ("What was the reason for it?", "why"),
        ("協力の分野を挙げてください", "list"), ("List the areas of cooperation.", "list"), ("どのような品目が禁輸されたか", "list"),
        ("小泉氏と兵頭氏の見方の違いは?", "compare"), ("How do Koizumi and Hyodo differ?", "compare"),
        ("筆者は露朝関係をどう評価しているか", "opinion"), ("What does Koizumi think of the alliance?", "opinion"),
        ("この文書を要約して", "summary"), ("Summarize the article.", "summary"),
        ("制裁は解除されましたか", "yes_no"), ("Were the sanctions lifted?", "yes_no"),
        ("砲弾はどうやって運ばれたか", "how"), ("How were the shells transported?", "how"),
        ("新型ミサイルの名称は何ですか", "what"), ("What is the new missile called?", "what"),
        ("何度も平壌を訪れたのは誰か", "who"), ("何人かの兵士が死んだのはいつか", "date"), ("調査にかかる費用は全部でいくらか", "number"),
        ("調査団の内訳を教えて", "list"), ("料金を課さないことについて会長は何を警告したか", "what"), ("以前と違い、輸出できないのはなぜか", "why"),
        ("Which senior officials boarded the train?", "who"), ("What salary does the director-general receive?", "number"),
        ("What does the captain say about the mate's account of it?", "opinion"), ("堤防が切れたのは川のどのあたりか", "where"),
        ("それは何戦争の終わりまで続いたか", "what"), ("公務員に禁じられているのは何行動か", "what"), ("島を分けたのは何条約か", "what"),
    ],
)  # fmt: skip
def test_the_form_of_the_answer(question: str, kind: str) -> None:
    assert read_question(question).kind == kind


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("何発の砲弾を提供したか", "発"), ("兵士は何人派遣されたか", "人"), ("何カ国が賛成したか", "カ国"), ("威力は何キロトンか", "キロトン"),
        ("How many shells were sent?", "shells"), ("How many North Korean soldiers were killed?", "soldiers"),
        ("依存する割合は?", "percent"), ("What percentage of the shells came from there?", "percent"), ("What share of trade is Russian?", "percent"),
        ("貿易の総額は?", "money"), ("How much did Russia pay?", "money"), ("兵士の月給はいくらか", "money"),
        ("会談は何時間続いたか", "duration"), ("How long did the talks last?", "duration"), ("条約の有効期間は?", "duration"),
        ("How many kilotons was the blast?", "kilotons"), ("How old was the captain?", "age"), ("船長は何歳でしたか", "歳"),
        ("How many of the 48 makers left?", "makers"), ("何ポイント増えたか", "ポイント"),
        ("How many would rather wait?", ""), ("By how many yen per share was it raised?", "yen"), ("What did the yard charge for the chains?", "money"),
        ("How large is the debt as a share of GDP?", "percent"), ("What was the turnout?", "percent"),
        ("新しい国境は最長で何日守れるか", "duration"), ("弾薬は何日持ちますか", "duration"), ("何年ぶりの訪問でしたか", "duration"),
        ("調印の何日後に発効したか", "duration"), ("そのチームは何戦勝ったか", "戦"), ("観光は経済のいくらを占めるか", "percent"),
        ("How long is the tunnel that took the record, in kilometres?", "kilometres"), ("How long is the border?", "length"),
    ],
)  # fmt: skip
def test_the_unit_asked_for(question: str, unit: str) -> None:
    asked = read_question(question)
    assert (asked.kind, asked.unit) == ("number", unit)


@pytest.mark.parametrize(
    ("question", "precision"),
    [
        ("会談は何年何月何日に行われたか", "day"), ("調印の日付は?", "day"), ("On what date did they meet?", "day"),
        ("On which day was it signed?", "day"),
        ("何月に始まったか", "month"), ("In which month did it begin?", "month"),
        ("国交は何年に樹立されたか", "year"), ("In which year was it signed?", "year"), ("What year was it?", "year"),
        ("いつ始まったか", ""), ("When did it begin?", ""), ("会議は何日に開かれたか", "day"), ("会談が始まったのは何日でしたか", "day"),
    ],
)  # fmt: skip
def test_how_exact_a_date_is_asked_for(question: str, precision: str) -> None:
    asked = read_question(question)
    assert (asked.kind, asked.precision) == ("date", precision)


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("Which US law introduced the sanctions?", "law"), ("What is the name of the satellite?", "satellite"),
        ("What is the title of the book?", "book"),
        ("Which newspaper reported it?", "newspaper"), ("When did it end?", ""),
        ("初会談が開かれた都市は?", "都市"), ("どの新聞が報じたか", "新聞"), ("衛星の名前は?", "衛星"), ("何という法律か", "法律"),
        ("Which eight countries belong to it?", "countries"), ("Which firm held the contract?", "firm"), ("大統領はどの政党に属するか", "政党"),
        ("その理由は?", ""), ("いつ終わったか", ""),
    ],
)  # fmt: skip
def test_the_thing_asked_for_as_the_question_calls_it(question: str, noun: str) -> None:
    assert asked_noun(question) == noun
    assert read_question(question).noun == noun


@pytest.mark.parametrize(
    ("question", "named"), [("衛星の名称は?", True), ("What is the satellite called?", True), ("衛星とは何か", False), ("What is a satellite?", False)]
)
def test_whether_a_proper_name_is_asked_for(question: str, named: bool) -> None:
    assert read_question(question).named is named


@pytest.mark.parametrize(
    ("question", "several"), [("3つの要因は何か", True), ("What are the three factors?", True), ("要因は一つか", False), ("Was it a factor?", False)]
)
def test_whether_several_things_are_asked_for(question: str, several: bool) -> None:
    assert read_question(question).several is several


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who calls the partnership transactional?", True), ("Which of the authors thinks it will last?", True), ("Whose view is it that it will last?", True),
        ("同盟は消えると書いたのは誰ですか", True), ("どの筆者が制裁は無意味だと述べていますか", True), ("同盟は消えるというのは誰の見方ですか", True),
        ("Which Busan-based professor argues that it is bound to fade?", True), ("同盟は消えると論じた釜山の教授は誰ですか", True),
        ("Who wrote the article?", False), ("社説を書いたのは誰ですか", False), ("Who met Putin in Pyongyang?", False), ("訪朝したのは誰ですか", False),
        ("Which South Korean official said that Seoul was watching?", False), ("注視していると述べた韓国の当局者は誰ですか", False),
        ("What does Kelly think of it?", False), ("新しい塗り分けを考えたのは誰ですか", False),
    ],
)  # fmt: skip
def test_who_says_something_may_be_an_author(question: str, expected: bool) -> None:
    assert make_query(question, (), Glossary([])).asks_who_says is expected


def test_a_relative_or_subordinate_word_does_not_ask():
    assert read_question("Why did the minister who visited Pyongyang resign?").kind == "why"
    assert read_question("What happened when Putin arrived?").kind == "what"
    assert read_question("How many soldiers who were sent to Kursk died?") == Asked("number", unit="soldiers")


@pytest.mark.parametrize(
    ("plain", "styled"), [("何発の砲弾を提供したか", "何発の砲弾を提供したのでしょうか?"), ("How many shells?", "HOW MANY SHELLS?"), ("いつ?", "いつ？")]
)
def test_the_style_of_a_question_changes_nothing(plain: str, styled: str) -> None:
    assert read_question(plain) == read_question(styled)


@given(st.text())
def test_no_text_raises(text: str) -> None:
    assert read_question(text).kind
