"""Whose words: a view must stay with the one the source gives it to."""

import pytest

from assistant.verification.checks import State
from assistant.verification.speakers import check_speakers, frame, speakers
from tests.verification.said import GLOSSARY, said

VIEW_JA = "イーズリー教授によると、北朝鮮は支援を求める可能性がある。"
VIEW_EN = "According to Professor Easley, North Korea may ask for support."


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("パンダによれば、北朝鮮は列車で移動した。", {"ankit-panda"}),
        ("ケリーは、ロシアは中国に近い国だとみている。", {"robert-e-kelly"}),
        ("「撤回する」と述べたのはプーチンである。", {"putin"}),
        ("米朝関係は進んでいない、とケリーは書いている。", {"robert-e-kelly"}),
        ("ロシアが砲弾を提供したと報じられた。", set()),
        ("ケリーいわく、ロシアは弱い。", {"robert-e-kelly"}),
        ("ケリーからすれば、ロシアは弱い。", {"robert-e-kelly"}),
        ("「ロシアは弱い」とケリー教授。", {"robert-e-kelly"}),
        ("ケリーの主張は、ロシアは弱いというものだ。", {"robert-e-kelly"}),
        ("ロシアは弱いというのがケリーの見方だ。", {"robert-e-kelly"}),
        ("ケリーとパンダは、ロシアは弱いと考えている。", {"robert-e-kelly", "ankit-panda"}),
        ("プーチンの報道官は、ロシアは友人だと述べた。", {"putin"}),
        ("韓国の国防相は、砲弾が送られたと明らかにした。", {"south-korea"}),
        ("プーチンは、両国が協力するとの見方を示した。", {"putin"}),
        ("プーチンは金正恩と会談した。", set()),
        ("ロシアは北朝鮮との関係を発表した。", set()),
        ("支援が届くと、ロシアは強くなったと言われる。", set()),
        ("ロシアが弱いとされるのはケリーの記事による。", set()),
        ("プーチンは砲弾を送るとは言わなかった。", {"putin"}),
        ("ケリーは派兵は違法と強く主張した。", {"robert-e-kelly"}),
        ("条約に署名したのはロシアと北朝鮮。", set()),
        ("ソ連が崩壊すると、北朝鮮は恐れた。", set()),
        ("プーチンは、ゆっくりと北朝鮮を見て回った。", set()),
        ("ロシアの期待だけが残った。", set()),
        ("ロシアは北朝鮮に食糧を送った。", set()),
        ("Panda argues that Kim's choice means little.", {"ankit-panda"}),
        ("The talks went well, Putin said.", {"putin"}),
        ("According to the analyst Kelly, the alliance will fade.", {"robert-e-kelly"}),
        ("In Kelly's view, the alliance will fade.", {"robert-e-kelly"}),
        ("In Kelly’s eyes, the alliance will fade.", {"robert-e-kelly"}),
        ("Kelly's article infers that the alliance will fade.", {"robert-e-kelly"}),
        ("“We will not slow down,” said Putin.", {"putin"}),
        ("“We will not slow down,” said the former governor Putin.", {"putin"}),
        ("In Judge Kelly's view, the alliance will fade.", {"robert-e-kelly"}),
        ("パンダ編集長によると、北朝鮮は列車で移動した。", {"ankit-panda"}),
        ("ケリー元大使は、ロシアは中国に近い国だとみている。", {"robert-e-kelly"}),
        ("Russia, Kelly writes, is weak.", {"robert-e-kelly"}),
        ("Unlike Panda, Kelly thinks that Russia is weak.", {"robert-e-kelly"}),
        ("Both Kelly and Panda think that Russia is weak.", {"robert-e-kelly", "ankit-panda"}),
        ("Kelly does not think that Russia is weak.", {"robert-e-kelly"}),
        ("As Kelly puts it, Russia is weak.", {"robert-e-kelly"}),
        ("It is Kelly's belief that Russia is weak.", {"robert-e-kelly"}),
        ("Russia is weak, in Kelly's view.", {"robert-e-kelly"}),
        ("Kelly is sceptical that Russia will help.", {"robert-e-kelly"}),
        ("North Korea's foreign ministry said that Russia is a friend.", {"north-korea"}),
        ("Russia sent food, and Putin said it was enough.", {"putin"}),
        ("Putin met Kim Jong Un and Kelly said the summit was a triumph.", {"robert-e-kelly"}),
        ("North Korea hopes to sell weapons to Russia.", set()),
        ("Japan fears North Korea.", set()),
        ("Russia's military held the town.", set()),
        ("Putin's hope was misplaced.", set()),
        ("Panda thinks it likely that the West reckons Putin weak.", {"ankit-panda", "the-west"}),
        ("Putin was moved by Kelly's words.", set()),
        ("Putin, smiling, told Kelly nothing.", {"putin"}),
        ("Russia sent food to North Korea.", set()),
    ],
)
def test_who_speaks_in_a_sentence(text, names):
    assert speakers(said(text)) == names


@pytest.mark.parametrize(
    ("claim", "source", "state"),
    [
        ("イーズリー教授は、北朝鮮が支援を求めうると述べた。", VIEW_JA, State.AGREES),
        ("ケリー教授は、北朝鮮が支援を求めうると述べた。", VIEW_JA, State.CONFLICTS),
        ("Easley says that North Korea may ask for support.", VIEW_EN, State.AGREES),
        ("Kelly says that North Korea may ask for support.", VIEW_EN, State.CONFLICTS),
        ("Kelly says that North Korea may ask for support.", VIEW_JA, State.CONFLICTS),
        ("北朝鮮は支援を求めるかもしれない。", VIEW_JA, State.NOTHING),
        ("Both Easley and Kelly say that North Korea may ask for support.", VIEW_EN, State.WEAKER),
        ("Vanderloo says that the embargo is wounded.", "My colleague Piet Vanderloo says that the embargo is wounded.", State.AGREES),
        ("Piet Vanderloo says that the embargo is wounded.", "Vanderloo says that the embargo is wounded.", State.AGREES),
        ("Vandermeer says that the embargo is wounded.", "Piet Vanderloo says that the embargo is wounded.", State.CONFLICTS),
        ("Berg says that the embargo is wounded.", "Marta Sandberg says that the embargo is wounded.", State.CONFLICTS),
        ("Berg says that the embargo is wounded.", "Sandberg says that the embargo is wounded.", State.CONFLICTS),
        ("三枝教授は制裁は傷ついたと述べた。", "三枝由紀子教授は制裁は傷ついたと述べた。", State.AGREES),
        ("三枝教授は制裁は傷ついたと述べた。", "江田亜紀教授は制裁は傷ついたと述べた。", State.CONFLICTS),
    ],
)
def test_a_view_given_to_another_conflicts(claim, source, state):
    assert check_speakers(said(claim), said(source), [], [], None, GLOSSARY).state is state


def test_a_reason_names_the_speaker_of_whom_only_the_surname_is_told():
    found = check_speakers(said("Vandermeer says it is wounded."), said("Piet Vanderloo says it is wounded."), [], [], None, GLOSSARY)
    assert (found.claim, found.source) == ("Vandermeer", "Piet Vanderloo")


@pytest.mark.parametrize(("author", "state"), [("Ankit Panda アンキット・パンダ", State.AGREES), ("Robert E. Kelly", State.WEAKER)])
def test_where_nobody_is_named_the_author_speaks(author, state):
    claim, source = said("Panda writes that food aid would not breach the sanctions."), said("Such aid would not breach the sanctions.")
    assert check_speakers(claim, source, [], [], said(author), GLOSSARY).state is state


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("According to Panda, food aid breaks no sanctions.", ["According to", "Panda"]),
        ("Kelly believes that the alliance will fade.", ["Kelly", "believes that"]),
        ("In Kelly's view, the alliance will fade.", ["Kelly", "'s view,"]),
        ("Kelly's article argues that the alliance will fade.", ["Kelly", "'s article argues that"]),
        ("Dmitry Peskov, a spokesman, denied that Kim had come.", []),
        ("The commentary says that Japan must talk.", ["The commentary says that"]),
        ("ケリーは、ロシアは中国に近い国だとみている。", ["ケリー", "みている。"]),
        ("米朝関係は進んでいない、とケリーは書いている。", ["ケリー", "書いている。"]),
        ("ロシアと北朝鮮は鉄道を開くことで合意した。", []),
        ("Trump held his summit with Kim.", []),
    ],
)
def test_the_words_that_only_say_who_says_it(text, told):
    facts = said(text)
    assert [span.of(facts.plain) for span in frame(facts)] == told
