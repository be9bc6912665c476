"""Do the figures of a claim stand in its evidence?"""

from __future__ import annotations

import pytest

from assistant.verification.checks import Check, State
from assistant.verification.numbers import check_numbers, check_places
from verification.said import SPACE, said


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("北朝鮮は100万発以上の砲弾を提供した。", "North Korea provided more than one million shells."),
        ("North Korea supplied over 1 million shells.", "北朝鮮は百万発以上の砲弾を提供した。"),
        ("輸出額は1億2000万円だった。", "輸出額は一億二千万円だった。"),
        ("The share rose to 80 percent.", "割合は8割に上がった。"),
        ("兵士は約1万2000人である。", "There are about 12,000 soldiers."),
        ("粒の大きさは0.005mm以下である。", "粒は5マイクロメートル以下である。"),
        ("1人あたり3トンを排出した。", "They emitted three tonnes per head."),
        ("規模は1万1000人を超えていた。", "The mission had 11,400 troops."),
        ("Fewer than half of the voters backed it.", "賛成は全体の63%、国境地帯では48%だった。"),
        ("The royalty will rise from 3% to 8%.", "採掘料を3%から8%に引き上げる。"),
        ("採掘料は3%から8%に上がる。", "The royalty, between 3% and 8%, will rise."),
        ("The team will number 30.", "計30人の団を組む。"),
        ("It passed by 13 votes with two abstentions.", "賛成13、棄権2で可決した。"),
        ("It was built from the fourth ship onward.", "4番艦以降は現地で建造する。"),
        ("Belmark was the first to ratify it.", "最初に批准したのはベルマルクだった。"),
        ("硬貨は1シリング以下だった。", "The coins were of a shilling or less."),
        ("They are given less than the 15 litres they need.", "必要な15リットルに届かない。"),
        ("They emitted 19 megatonnes.", "They emitted 19 million tonnes."),
        ("The light was out for over half a year.", "灯台は7か月にわたって消灯した。"),
        ("コンテナの割合は1割にも届かない。", "Containers make up 7 percent."),
        ("千人を超える人が乗り込んだ。", "About 1,200 people boarded it."),
        ("Floor space is to shrink by 15 percent over two decades.", "延べ床面積を20年間で15%減らす。"),
        ("People of 65 or over pay nothing.", "65歳以上は無料である。"),
        ("They stayed 35 minutes at the library.", "中央館の35分の3倍を超えていた。"),
        ("A room costs 900 euros.", "1部屋900ユーロかかる。"),
        ("First it has ownership recognised.", "まず所有権を認めさせる。"),
        ("The tank lasts to the morning of the 13th.", "水は13日の朝までしかもたない。"),
    ],
)
def test_a_figure_agrees_however_it_is_written(claim: str, source: str) -> None:
    assert check_numbers(said(claim), [said(source)]) == Check("numbers", State.AGREES)


@pytest.mark.parametrize(
    ("claim", "source", "mine", "theirs"),
    [
        ("北朝鮮は1000万発の砲弾を提供した。", "北朝鮮は100万発の砲弾を提供した。", "1000万発", "100万発"),
        ("割合は60%だった。", "割合は8割だった。", "60%", "8割"),
        ("The share was 60%.", "割合は8割だった。", "60%", "8割"),
        ("It sent 12,000 soldiers.", "It sent 10,000 soldiers.", "12,000", "10,000"),
        ("爆発の規模は5メガトンだった。", "爆発の規模は5キロトンだった。", "5メガトン", "5キロトン"),
        ("貿易額は3億円だった。", "貿易額は3億ドルだった。", "3億円", "3億ドル"),
        ("Trade came to 3 billion dollars.", "Trade came to 3 million dollars.", "3 billion dollars", "3 million dollars"),
        ("More than 500,000 shells were sent.", "砲弾は100万発を超えた。", "500,000", "100万発"),
        ("3200人が署名した。", "The petition was signed by 2,300 townspeople.", "3200人", "2,300"),
        ("It lies 34 feet down.", "水深34メートルにある。", "34 feet", "34メートル"),
        ("The royalty will rise from 3% to 9%.", "採掘料を3%から8%に引き上げる。", "9%", "8%"),
    ],
)
def test_another_figure_for_the_same_thing_conflicts(claim: str, source: str, mine: str, theirs: str) -> None:
    check = check_numbers(said(claim), [said(source)])
    assert check.state is State.CONFLICTS
    assert (mine in check.claim, theirs in check.source) == (True, True)


@pytest.mark.parametrize(
    ("claim", "source", "mine"),
    [
        ("北朝鮮は100万発の砲弾を提供した。", "北朝鮮はロシアに砲弾を提供した。", "100万発"),
        ("North Korea sent 10,000 soldiers.", "North Korea sent soldiers to Russia.", "10,000"),
        ("A fifth of the 1,930 posts will go.", "1930のポストのうち410を削る。", "A fifth"),
        ("演習は年2回行われる。", "Exercises are to be held regularly.", "2回"),
        ("全体の1割は町が負担した。", "The state bore 90 percent.", "1割"),
        ("It took two years longer.", "3年の予定が5年かかった。", "two years"),
        ("水揚げは22万トン少なかった。", "The catch fell from 510,000 tonnes to 290,000 tonnes.", "22万トン"),
        ("Sixty percent of the Japanese support the plan.", "日本人の40%が計画を支持している。", "Sixty percent"),
        ("A delegation of two ministers came.", "閣僚の代表団が平壌を訪れた。", "two"),
        ("Exports tripled.", "輸出は180トンから60トンに減った。", "tripled"),
        ("75 percent agreed.", "3人の議員が4人の記者に会った。", "75 percent"),
        ("The bridge opened two years later.", "橋は2014年12月に壊れ、2016年1月に開通した。", "two years"),
        ("It was the first agreement.", "交渉は進まず、合意は遅れた。", "first"),
        ("彼は13位だった。", "大会は2月13日に開かれた。", "13位"),
        ("It was the fourth ship.", "2度目の訪問だった。", "fourth"),
        ("Four monitors stayed behind.", "船は12隻だった。", "Four"),
    ],
)
def test_a_figure_the_evidence_lacks_is_missing(claim: str, source: str, mine: str) -> None:
    check = check_numbers(said(claim), [said(source)])
    assert (check.state, mine in check.claim, check.source) == (State.MISSING, True, "")


@pytest.mark.parametrize(
    ("claim", "source", "mine"),
    [
        ("Over a fifth of the 1,930 posts will go.", "1930のポストのうち410を削る。", "a fifth"),
        ("殉職者のうち、敵対行為で亡くなった人は半数に満たない。", "Of the 87 people who died, 41 people were killed in hostile acts.", "半数"),
        ("The tower was rebuilt six years later.", "塔は1945年7月の空襲で失われ、1951年に再建された。", "six years"),
        ("支援団は10年余りで幕を引く。", "The mission, set up in September 2014, ends on 31 December 2024.", "10年"),
        ("The target is to triple.", "目標を60日分から180日分に引き上げる。", "triple"),
        ("Three quarters of the items are mere aims.", "12項目のうち9項目が努力目標にとどまった。", "Three quarters"),
        ("Both experts, two men, were in favour.", "小野氏と谷口氏は賛成した。", "two"),
    ],
)
def test_a_figure_that_can_be_worked_out_of_the_evidence_is_derived(claim: str, source: str, mine: str) -> None:
    check = check_numbers(said(claim), [said(source)])
    assert (check.state, mine in check.claim, check.source) == (State.DERIVED, True, "")


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The tower was rebuilt seven years later.", "塔は1945年7月の空襲で失われ、1951年に再建された。"),
        ("水揚げは24万トン少なかった。", "The catch fell from 510,000 tonnes to 290,000 tonnes."),
        ("Half of the items are mere aims.", "12項目のうち9項目が努力目標にとどまった。"),
        ("The target is to double.", "目標を60日分から180日分に引き上げる。"),
        ("Less than half of the Japanese fear it.", "日本人の8割が懸念し、7割が対話を望み、75%が派兵に反対する。"),
        ("1割が懸念する。", "8割が懸念し、7割が対話を望む。"),
        ("条約第8条による。", "条約の第3条と第5条による。"),
        ("He was held for over three hours.", "彼は3時間拘束された。"),
        ("The war lasted over two decades.", "戦争は20年続いた。"),
        ("About ninety people were killed.", "80人が死亡した。"),
        ("It fell to under 300.", "300人が集まった。"),
        ("A quarter of the ships did not answer.", "Of 112 ships 40 did not answer, and 27 sailors were fined."),
    ],
)
def test_a_figure_that_cannot_be_worked_out_is_not(claim: str, source: str) -> None:
    assert check_numbers(said(claim), [said(source)]).state in {State.MISSING, State.CONFLICTS}


@pytest.mark.parametrize(
    ("claim", "source", "state"),
    [
        ("兵士は1万人だった。", "兵士は約1万人だった。", State.WEAKER),
        ("There were 10,000 soldiers.", "There were about 10,000 soldiers.", State.WEAKER),
        ("砲弾は100万発である。", "砲弾は100万発以上である。", State.WEAKER),
        ("兵士は1万人以上だった。", "兵士は1万人未満だった。", State.CONFLICTS),
        ("More than 10,000 soldiers came.", "Fewer than 10,000 soldiers came.", State.CONFLICTS),
    ],
)
def test_a_bound_that_the_claim_drops_is_weaker_and_one_it_turns_conflicts(claim: str, source: str, state: State) -> None:
    assert check_numbers(said(claim), [said(source)]).state is state


@pytest.mark.parametrize(
    ("claim", "source"),
    [("Of the three options, this is the cheapest.", "A案は要員を30人に増やす。"), ("この3案のうちA案が最も安い。", "Plan A would send 30 people.")],
)
def test_a_count_that_only_names_a_list_is_derived(claim: str, source: str) -> None:
    assert check_numbers(said(claim), [said(source)]).state is State.DERIVED


@pytest.mark.parametrize("claim", ["北朝鮮はミサイルを発射した。", "North Korea fired missiles."])
def test_a_claim_without_figures_holds_nothing_to_check(claim: str) -> None:
    assert check_numbers(said(claim), [said("北朝鮮はミサイルを3発発射した。")]) == Check("numbers", State.NOTHING)


def test_each_of_two_figures_finds_its_own():
    source = said("ミサイル3発と砲弾500発を発射した。")
    assert check_numbers(said("They fired 3 missiles and 500 shells."), [source]).state is State.AGREES
    assert check_numbers(said("ミサイル3発と砲弾600発を発射した。"), [source]).state is State.CONFLICTS


POLL_JA = "日本人の8割が台湾有事に巻き込まれることを懸念しており、7割が中国との外交や経済での関係深化を望んでいる。"
POLL_EN = "80 percent of Japanese are concerned about being drawn into a Taiwan contingency, and 70 percent want deeper economic ties with China."


@pytest.mark.parametrize(
    ("claim", "source", "mine", "theirs"),
    [
        ("日本人の7割が台湾有事に巻き込まれることを心配している。", POLL_JA, "7割", "8割"),
        ("Seventy percent of Japanese worry about being drawn into a Taiwan contingency.", POLL_EN, "Seventy percent", "80 percent"),
        ("日本人の7割が台湾有事に巻き込まれることを心配している。", POLL_EN, "7割", "80 percent"),
    ],
)
def test_a_figure_of_the_source_set_beside_something_else_conflicts(claim, source, mine, theirs):
    assert check_places(said(claim), [said(source)], SPACE) == Check("places", State.CONFLICTS, mine, theirs)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("日本人の8割が台湾有事に巻き込まれることを懸念している。", POLL_JA),
        ("日本人の7割は中国との関係深化を望んでいる。", POLL_JA),
        ("70 percent want deeper ties with China.", POLL_JA),
        ("会談は予定より90分長引き、およそ4時間かかった。", "会談は当初の予定を1時間半上回る約4時間に及んだ。"),
        ("Of the 115 members, one was independent.", "Of the 115 members elected, 114 belonged to the party and one was independent."),
    ],
)
def test_a_figure_beside_what_it_is_of_agrees(claim, source):
    assert check_places(said(claim), [said(source)], SPACE).state is not State.CONFLICTS


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("加盟店のうち58店が店を開けられなかった。", "組合は、加盟する58店のうち40店が休業したと明らかにした。"),
        ("Of the schools, 45 of them opposed the rule.", "31 of 45 schools opposed the rule."),
    ],
)
def test_a_whole_is_not_a_part(claim: str, source: str) -> None:
    assert check_numbers(said(claim), [said(source)]).state is State.CONFLICTS


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("加盟店のうち40店が休んだ。", "組合は、加盟する58店のうち40店が休業したと明らかにした。"),
        ("組合に入る58店のうち40店が休んだ。", "組合は、加盟する58店のうち40店が休業したと明らかにした。"),
        ("31 of the schools opposed the rule.", "31 of 45 schools opposed the rule."),
        ("31 of the 45 schools opposed it.", "31 of 45 schools opposed the rule."),
    ],
)
def test_a_part_is_the_part(claim: str, source: str) -> None:
    assert check_numbers(said(claim), [said(source)]).state is State.AGREES


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("家庭ごみは1人につき1か月当たり528グラム出ている。", "家庭ごみの1人1日当たりの排出量は528グラムだった。"),
        ("費用が1トン当たり900円を切ることはない。", "費用が1キログラム当たり900円を下回ることはない。"),
        ("The plant makes 300 tonnes a day.", "The plant makes 300 tonnes a month."),
        ("工場は月に300台を作る。", "The plant makes 300 cars a year."),
        ("He was paid 30 dollars monthly.", "He was paid 30 dollars every week."),
    ],
)
def test_a_figure_reckoned_by_another_time_or_weight_conflicts(claim: str, source: str) -> None:
    assert check_numbers(said(claim), [said(source)]).state is State.CONFLICTS


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("工場は年間300台を作る。", "The plant makes 300 cars a year."),
        ("The plant makes 300 tonnes daily.", "The plant makes 300 tonnes per day."),
        ("300人が訪れた。", "昨年300人が訪れた。"),
        ("2021年に300人が逮捕された。", "2021年11月に300人が逮捕された。"),
        ("令和元年300人が来た。", "5月に300人が来た。"),
        ("9月に300人が訪れた。", "In one day in September, 300 people came."),
    ],
)
def test_a_figure_reckoned_alike_or_by_nothing_does_not(claim: str, source: str) -> None:
    assert check_numbers(said(claim), [said(source)]).state is not State.CONFLICTS


def test_what_a_figure_is_reckoned_by_is_shown() -> None:
    check = check_numbers(said("家庭ごみは1か月当たり528グラムだ。"), [said("家庭ごみは1日当たり528グラムだ。")])
    assert (check.claim, check.source) == ("1か月当たり528グラム", "1日当たり528グラム")
