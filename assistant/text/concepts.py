"""Words of both languages that say the same, and words that are told apart although they keep the same company: to sign and to ratify.

Vectors of single words find 署名 and 批准 as near as 署名 and signature. A family holds groups that exclude one another: a sentence about one
of them says nothing of another. This is data about the two languages; it knows no document.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from assistant.text.terms import stem

FAMILIES: Mapping[str, tuple[str, ...]] = {
    "agreement": (
        "sign signed signing signatory signature 署名 調印 締結 結ぶ 合意 conclude",
        "ratify ratification 批准 発効",
        "withdraw withdrawal repeal denounce 離脱 脱退 破棄 廃棄 撤回",
        "violate violation breach infringe 違反 侵害 破る",
        "expire expiry expiration lapse 失効 満了 期限切れ",
    ),
    "fate": (
        "kill die dead death deaths fatality fatal victim perish drown 死亡 死者 死ぬ 亡くなる 死去 犠牲 犠牲者 殺害 殺す 命 殉職 戦死 溺れる 溺死 死傷 死傷者",
        "injure injury wound wounded hurt casualty 負傷 怪我 けが 負傷者 怪我人 重傷 軽傷 死傷 死傷者",
        "arrest detain detention imprison jail custody seize capture 逮捕 拘束 拘留 身柄 捕虜 捕える 捕らえる 拿捕 収監 拘禁",
        "release free freed 釈放 解放 保釈",
        "missing disappear vanish 行方不明 不明者 失踪",
        "evacuate evacuation evacuee flee 避難 避難者 逃れる 逃げる",
        "rescue save survive survivor 救助 救出 助かる 生存 生存者 生き残る",
    ),
    "life": (
        "born birth birthplace 生まれ 生まれる 誕生 出生 出身",
        "marry marriage wedding 結婚 婚姻",
        "retire retirement 引退 退職 退役 定年",
        "resign resignation 辞任 辞職 退陣",
        "appoint appointment inaugurate 就任 任命 就く 起用",
    ),
    "trade": ("import importer 輸入", "export exporter 輸出"),
    "deal": ("buy purchase acquire acquisition procure bought 購入 買う 買収 調達 取得 買い上げる 手に入れる", "sell sale sold 販売 売る 売却 売り出す 発売"),
    "loan": ("borrow borrowing loan debt owe 借りる 借入 借金 債務 借款 負債", "lend lender 貸す 貸し出す 貸付 融資"),
    "way": (
        "arrive arrival reach 到着 着く 到達",
        "depart departure leave left 出発 発つ 立つ 出る 離れる",
        "return 帰国 戻る 帰る 帰還",
    ),
    "change": (
        "rise rose risen increase grow growth climb raise raised up gain jump surge 増える 増加 上がる 上昇 増やす 高まる 伸びる 拡大 引き上げる 増",
        "fall fell fallen decrease decline drop reduce reduction cut down shrink 減る 減少 下がる 低下 減らす 縮小 引き下げる 削減 落ち込む 落ちる 減",
    ),
    "course": (
        "begin began begun start open opened launch commence found founded establish 始まる 始める 開始 開業 開館 着工 発足 創業 設立 創設 開設 着手",
        "end ended finish complete completion close closed closure 終わる 終える 終了 完成 完了 閉鎖 閉館 廃止 竣工 完工",
    ),
    "contest": ("win won winner victory 勝つ 勝利 勝者 破る 優勝", "lose lost defeat loser 負ける 敗れる 敗北 敗者"),
    "stance": (
        "support favour favor approve back agree 賛成 支持 賛同 承認 可決",
        "oppose opposition against object reject objection 反対 反発 拒否 拒む 否決",
        "abstain abstention 棄権",
    ),
    "money": (
        "cost price expense expenditure costs 費用 経費 価格 値段 事業費 総工費 工費 建設費 代金 研究費",
        "salary wage pay earnings income 給料 給与 賃金 月給 年収 報酬 賃上げ",
        "fare toll fee admission charge 運賃 料金 入場料 通行料 入館料 手数料",
        "fine penalty 罰金 罰則 制裁金 違約金",
        "profit 利益 黒字 純利益 営業利益 増益 減益",
        "deficit loss 赤字 損失 営業損失",
        "revenue sales turnover takings 売上 売上高 収入 売り上げ 歳入",
        "tax levy 税 税金 課税 関税",
        "subsidy grant aid 補助 補助金 助成 支援金 交付金",
        "donation donate donor gift 寄付 寄附 寄付金",
        "compensation damages condolence 補償 賠償 弔慰金 賠償金 慰謝料",
        "interest 利息 利子 金利",
        "dividend 配当 増配",
        "rent lease 家賃 賃料 賃貸",
        "insurance premium 保険 保険料",
        "pension 年金 恩給",
    ),
    "kin": (
        "father 父 父親",
        "mother 母 母親",
        "wife widow 妻 未亡人 夫人",
        "husband 夫",
        "son 息子",
        "daughter 娘",
        "brother 兄 弟 兄弟",
        "sister 姉 妹 姉妹",
    ),
    "people": (
        "child children kid 子供 子ども 児童 乳幼児",
        "woman women female 女性",
        "soldier troop troops 兵士 兵 軍人 兵力 部隊",
        "civilian 民間人",
        "passenger 乗客 旅客 利用者",
        "crew sailor 乗組員 船員 乗員",
        "refugee 難民 避難民",
        "worker employee staff 従業員 社員 職員 作業員 労働者 要員",
        "student pupil 学生 生徒 児童",
        "visitor tourist 観光客 来館者 来場者 入館者 訪問客",
        "voter electorate 有権者",
        "doctor physician nurse 医師 看護師",
        "firefighter 消防士 消防団員 消防団",
        "fisherman fishermen fisher 漁師 漁民",
        "farmer 農家 農民",
    ),
    "size": (
        "height tall high altitude elevation 高さ 標高 身長",
        "length long 長さ 全長 延長",
        "width wide broad 幅",
        "depth deep 深さ 水深",
        "thickness thick 厚さ",
        "weight weigh heavy 重さ 重量 体重",
        "area 面積",
        "distance far 距離",
        "speed fast velocity 速さ 速度 時速",
        "temperature 気温 温度 室温",
        "population 人口",
        "rainfall rain 雨量 降水量 雨",
        "age aged old 年齢 歳",
        "capacity 定員 容量",
    ),
    "office": (
        "president 大統領",
        "premier 首相 総理",
        "mayor 市長 町長 村長",
        "governor 知事",
        "ambassador envoy 大使",
        "king queen monarch 国王 王 女王",
        "judge court 裁判官 判事 裁判所",
        "architect designer 設計者 建築家 設計",
        "founder 創業者 創設者 設立者",
        "owner 所有者 持ち主 オーナー",
        "photographer 写真家 撮影",
        "translator translation 翻訳者 訳者 翻訳",
        "publisher 出版社 版元",
    ),
    "side": ("east eastern 東 東部", "west western 西 西部", "north northern 北 北部", "south southern 南 南部"),
    "season": ("spring 春", "summer 夏", "autumn 秋", "winter 冬"),
    "polity": ("party 政党 党 与党 野党", "union 組合 労組", "religion faith church 宗教 宗派 教会"),
    "telling": (
        "publish publication 出版 刊行 公刊 発行",
        "announce announcement declare 発表 公表 表明 宣言",
        "deny denial 否定 否認",
        "apologise apology apologize 謝罪 陳謝 おわび",
    ),
    "building": (
        "build construct construction built builder 建設 建てる 築く 造る 建造 施工 建築",
        "repair restore restoration renovate 修理 修復 補修 改修 復旧",
        "demolish tear dismantle 解体 取り壊す 撤去",
    ),
}
"""Groups of words, by families in which each excludes the others."""
SAME, OTHER = 0.9, 0.15
"""How far a word of one's own group stands for a word, and how far one of another group of the family does at most."""


Groups = frozenset[tuple[str, int]]
"""The groups that a word belongs to: (family, place in it)."""


def key_of(word: str) -> str:
    """The key (see ``terms``) of a word as it is shown."""
    return stem(word) if word.isascii() else word


@lru_cache(maxsize=1)
def _table() -> dict[str, Groups]:
    out: dict[str, set[tuple[str, int]]] = {}
    for family, groups in FAMILIES.items():
        for place, group in enumerate(groups):
            for word in group.split():
                out.setdefault(key_of(word), set()).add((family, place))
    return {key: frozenset(found) for key, found in out.items()}


@lru_cache(maxsize=16_384)
def groups_of(key: str) -> Groups:
    """The groups a word belongs to, by its key (see ``terms``): those of itself, or of the longest listed end of a Japanese compound.

    >>> groups_of("署名") == groups_of("sign"), groups_of("署名") & groups_of("批准"), groups_of("条約")
    (True, frozenset(), frozenset())
    """
    table = _table()
    if key in table or key.isascii():
        return table.get(key, frozenset())
    for start in range(1, len(key) - 1):
        if key[start:] in table:
            return table[key[start:]]
    return frozenset()


def relation(a: Groups, b: Groups) -> int:
    """1 where two words' groups meet, -1 where they only share a family, 0 otherwise."""
    if a & b:
        return 1
    return -1 if {family for family, _ in a} & {family for family, _ in b} else 0
