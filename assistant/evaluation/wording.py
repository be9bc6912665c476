"""The words of reports, Japanese beside English."""

from __future__ import annotations

from typing import NamedTuple

from assistant.values import Language


class Word(NamedTuple):
    ja: str
    en: str


WORDS: dict[str, Word] = {
    "title": Word("評価報告", "Evaluation report"),
    "lead": Word(
        "文書だけをもとに答えるこの助手が、正しく答えたか、正しい箇所を示したか、文書に答えのない質問を断ったか。その記録。",
        "Whether an assistant that answers from its documents alone answered rightly, pointed at the right place, and declined what they do not say.",
    ),
    "contents": Word("目次", "Contents"),
    "made": Word("この実行について", "About this run"),
    "engine": Word("エンジン", "Engine"),
    "version": Word("版", "Version"),
    "commit": Word("コミット", "Commit"),
    "command": Word("コマンド", "Command"),
    "date": Word("日付", "Date"),
    "suites": Word("評価集", "Suites"),
    "documents": Word("文書", "Documents"),
    "items": Word("件", "items"),
    "metric": Word("指標", "Figure"),
    "value": Word("値", "Value"),
    "n": Word("件数", "n"),
    "interval": Word("95％区間", "95 % interval"),
    "before": Word("前", "Before"),
    "after": Word("後", "After"),
    "difference": Word("差", "Difference"),
    "better": Word("改善", "better"),
    "worse": Word("悪化", "worse"),
    "same": Word("差は認められない", "no difference shown"),
    "time": Word("応答時間", "Time"),
    "confusion": Word("主張の判定（行：正解、列：判定）", "Claims: truth (rows) by verdict (columns)"),
    "failures": Word("うまくいかなかったもの", "Failures"),
    "no_failures": Word("ありません。", "None."),
    "question": Word("質問", "Question"),
    "answer": Word("回答", "Answer"),
    "expected": Word("期待", "Expected"),
    "why": Word("理由", "Why"),
    "stage": Word("段階", "Stage"),
    "history": Word("それまでのやりとり", "Before it"),
    "sources": Word("引用", "Cited"),
    "compared": Word("前の実行との比較", "Compared with an earlier run"),
    "compared_lead": Word("両方の実行にある設問を、一問ずつ比べた。", "Item by item, over what both runs were asked."),
    "beside": Word("素のLangChainとの比較", "Beside a plain LangChain chain"),
    "beside_lead": Word(
        "同じ質問を、入門書どおりの構成にも尋ねた。文書と埋め込みは同じで、文書を機械的に区切り、近い4か所を取り出す。"
        "チャットモデルを設定していれば、モデルがそこから答えを書き、設定していなければ、最も近い1か所をそのまま答えとする。",
        "The same questions put to the chain that tutorials build: the same documents and the same embeddings, cut mechanically, the four nearest "
        "passages. A chat model writes the answer where one is configured; otherwise the nearest passage is the answer.",
    ),
    "plain": Word("素のLangChain", "plain chain"),
    "paired_note": Word(
        "差は、両方の実行で測れた設問だけから求めた。区間はブートストラップ法、p は McNemar の正確検定による。"
        "区間が0を含まず、かつ p が0.05未満のときに限り、差があるとした。多重比較の補正はしていない。",
        "Differences are over the items that both runs scored. Intervals are drawn by the bootstrap, p is the exact test of McNemar. A difference is "
        "called one when its interval does not hold zero and p is below 0.05; nothing corrects for looking at several figures at once.",
    ),
    "p": Word("p", "p"),
    "gained": Word("新たに正解", "Newly right"),
    "lost": Word("新たに誤り", "Newly wrong"),
    "language_of_page": Word("表示", "Language"),
    "higher": Word("高いほどよい", "Higher is better"),
    "lower": Word("低いほどよい", "Lower is better"),
    "all_figures": Word("すべての数値を表で見る", "All figures as a table"),
    "counted": Word("該当 / 件数", "of n"),
    "legend": Word("値と95％区間", "value and 95 % interval"),
    "claim": Word("主張", "Claim"),
    "verdict": Word("判定", "Verdict"),
    "user": Word("利用者", "Reader"),
    "assistant": Word("助手", "Assistant"),
    "lead.questions": Word(
        "{items}件の質問。文書に答えがあるものと、ないものがある。", "{items} questions, some of which the documents answer and some of which they do not."
    ),
    "lead.claims": Word(
        "{items}件の主張。正しいものと、数字や日付、名前などを一つだけ変えたもの、文書に記載のないものがある。",
        "{items} claims: true ones, ones with a single thing changed (a figure, a date, a name), and ones of which the documents say nothing.",
    ),
    "lead.summaries": Word(
        "{items}件の要約。よい要約なら入るはずの事実を、どれだけ含むか。", "{items} summaries, and how many of the facts that a good one holds they keep."
    ),
    "reading": Word("数値の読み方", "How to read the figures"),
    "interval_note": Word(
        "割合には、Wilson (1927) の95％信頼区間を添えた。区間は、数えたものが互いに独立だとして求めている。一つの回答に含まれる事実どうしや、"
        "日英で対になる質問どうしは独立ではないため、実際の区間はこれより少し広い。二つの実行の差の区間は Efron と Tibshirani (1993) の"
        "ブートストラップ法、検定は McNemar (1947) による。",
        "Shares stand with their 95 % interval after Wilson (1927). It takes what is counted as independent; the facts of one answer and the two "
        "wordings of one question are not, so true intervals are somewhat wider. Intervals of differences are drawn by the bootstrap of Efron and "
        "Tibshirani (1993), the test is McNemar's (1947).",
    ),
    "part_note": Word(
        "各評価集の3分の1は、重みの学習に使わない「取り置き分」。まだ尋ねたことのない質問にどれだけ答えられるかは、こちらの数値のほうがよく示す。"
        "ただし、どちらも同じ文書についての質問なので、まったく独立というわけではない。",
        "A third of each suite is held out: no weight is learned on it. It tells better what to expect of questions nobody has asked yet, though both "
        "parts are about the same documents and not wholly independent.",
    ),
    "stage_note": Word(
        "うまくいかなかった質問には、答えの文がどの段階で失われたかを記した。検索で見つからなかった、根拠に選ばれなかった、文案に使われなかった、"
        "照合で退けられた、断った、引用はしたが答えになっていない、のいずれかである。",
        "A failed question names the stage that lost the sentence that answers it: not retrieved, not selected as evidence, not drafted, rejected by the "
        "gate, refused, or cited and yet not answered.",
    ),
    # forms
    "questions": Word("質問", "Questions"),
    "claims": Word("主張の確認", "Claims"),
    "summaries": Word("要約", "Summaries"),
    # dimensions
    "kind": Word("種類別", "By kind"),
    "lang": Word("言語別", "By language"),
    "part": Word("区分別", "By part"),
    "doc": Word("文書別", "By document"),
    "ja": Word("日本語", "Japanese"),
    "en": Word("英語", "English"),
    "open": Word("公開分", "open"),
    "held-out": Word("取り置き分", "held out"),
    # metrics
    "correct": Word("正答", "correct"),
    "cited": Word("正しい箇所を引用", "cited at the right sentence"),
    "coverage": Word("網羅（事実の数）", "coverage (facts met)"),
    "faithful": Word("裏づけを確認できた文", "faithful (claims verified)"),
    "exact": Word("引用が原文と一致", "citations exact"),
    "refused_right": Word("答えのない質問を断った", "refused rightly"),
    "refused_wrongly": Word("答えのある質問を断った", "refused wrongly"),
    "answered_wrongly": Word("答えのない質問に答えた", "answered wrongly"),
    "figures_wrong": Word("出典にない数値・日付", "figures without source"),
    "language": Word("質問と同じ言語", "right language"),
    "label_right": Word("判定が正しい", "verdict right"),
    "accepted_unsupported": Word("裏づけのない主張を認めた", "unsupported accepted"),
    "rejected_true": Word("正しい主張を退けた", "true rejected"),
    # kinds of questions
    "number": Word("数", "number"),
    "who": Word("人", "who"),
    "where": Word("場所", "where"),
    "what": Word("何", "what"),
    "list": Word("列挙", "list"),
    "opinion": Word("見解", "opinion"),
    "compare": Word("比較", "compare"),
    "multi_doc": Word("複数の文書", "several documents"),
    "follow_up": Word("続きの質問", "follow-up"),
    "unanswerable": Word("文書に答えがない", "unanswerable"),
    "false_premise": Word("前提の誤り", "false premise"),
    "out_of_domain": Word("対象外", "out of domain"),
    "injection": Word("指示の混入", "injection"),
    "chitchat": Word("あいさつ", "chitchat"),
    # verdicts, outcomes
    "supported": Word("裏づけあり", "supported"),
    "contradicted": Word("矛盾", "contradicted"),
    "not_found": Word("記載なし", "not found"),
    "answered": Word("回答した", "answered"),
    "refused": Word("断った", "refused"),
    "small_talk": Word("あいさつとして返した", "taken for small talk"),
    # faults and stages
    "fact_missing": Word("事実が足りない", "a fact is missing"),
    "must_not": Word("言ってはならないことを言った", "said what it must not"),
    "too_long": Word("長すぎる", "too long"),
    "wrong_language": Word("言語が違う", "wrong language"),
    "not_retrieved": Word("検索で見つからなかった", "not retrieved"),
    "not_selected": Word("根拠に選ばれなかった", "not selected"),
    "not_drafted": Word("文案に使われなかった", "not drafted"),
    "rejected": Word("照合で退けられた", "rejected by the gate"),
    "incomplete": Word("引用したが答えになっていない", "cited, yet not answered"),
}

KIND_WORDS = {
    "date": Word("日付", "date"),
    "why": Word("理由", "why"),
    # edits of claims
    "paraphrase": Word("言い換え", "paraphrase"),
    "translation": Word("翻訳", "translation"),
    "compression": Word("要約・短縮", "compression"),
    "unit_form": Word("単位の書き換え", "unit in another form"),
    "combination": Word("二文の統合", "two sentences in one"),
    "scale": Word("桁", "scale"),
    "unit": Word("単位", "unit"),
    "name": Word("名前", "name"),
    "role": Word("役割の入れ替え", "roles exchanged"),
    "negation": Word("否定", "negation"),
    "polarity": Word("増減・賛否の逆転", "polarity"),
    "attribution": Word("誰の発言か", "attribution"),
    "addition": Word("書き足し", "addition"),
    "world": Word("文書外の知識", "known from elsewhere"),
    "invented": Word("作り話", "invented"),
    # lengths of summaries
    "short": Word("短い", "short"),
    "medium": Word("中くらい", "medium"),
    "long": Word("長い", "long"),
}
FAULT_WORDS = {"language": WORDS["wrong_language"], "answered": Word("文書に答えがないのに答えた", "answered, though the documents do not say")}

COUNTED: dict[str, Word] = {
    "correct": Word("文書に答えがある質問{n}件のうち、{hits}件に正しく答えた。", "Of {n} questions that the documents answer, {hits} were answered correctly."),
    "cited": Word("正答{n}件のうち{hits}件が、答えの書かれた文を引用していた。", "Of {n} correct answers, {hits} cite the sentence that answers."),
    "refused_right": Word("文書に答えがない質問{n}件のうち、{hits}件を断った。", "Of {n} questions that the documents do not answer, {hits} were refused."),
    "label_right": Word("主張{n}件のうち{hits}件を正しく判定した。", "Of {n} claims, {hits} were judged rightly."),
    "accepted_unsupported": Word("裏づけのない主張{n}件のうち、{hits}件を認めてしまった。", "Of {n} claims without support, {hits} were accepted."),
    "coverage": Word("要約に入るはずの事実{n}個のうち、{hits}個が入っていた。", "Of {n} facts that good summaries hold, {hits} were there."),
}
"""What the main figures say, in full sentences."""

DEFINITIONS: dict[str, Word] = {
    "correct": Word(
        "文書に答えがある質問のうち、期待する事実をすべて含み、言ってはならないことを含まず、質問と同じ言語で、長すぎずに答えたもの。"
        "要約では、期待する事実をすべて含むもの。",
        "Of questions that the documents answer: the answer holds every expected fact and nothing it must not, in the language of the question, and is "
        "no dump of passages. Of summaries: every expected fact is there.",
    ),
    "cited": Word(
        "正答のうち、答えの書かれた文を一つでも引用したもの。主張では、認めた主張のうち、裏づける文を示したもの。要約では、引用の付いた文。",
        "Of correct answers: one citation is of a sentence that answers. Of claims accepted: shown with a sentence that bears them out. Of the sentences of "
        "summaries: they carry a citation.",
    ),
    "coverage": Word("期待する事実のうち、回答や要約に含まれていたもの。", "Of all expected facts: they are in the answers or summaries."),
    "faithful": Word(
        "回答や要約の文のうち、引用が付き、それに裏づけられていると照合が判定したもの。助手自身の照合による値で、第三者の評価ではない。",
        "Of the sentences of answers and summaries: cited, and found supported by the program's own check. A figure about that check, not an "
        "outsider's judgement.",
    ),
    "exact": Word(
        "引用のうち、文書のその位置の文字列と一字一句同じだったもの。", "Of citations: their words are the document's at that place, to the character."
    ),
    "refused_right": Word(
        "文書に答えがない質問のうち、断ったもの(あいさつには、あいさつを返してもよい)。",
        "Of questions without an answer in the documents: they were refused (a greeting may be greeted back).",
    ),
    "refused_wrongly": Word(
        "文書に答えがある質問や、頼まれた要約のうち、断ったもの。",
        "Of questions with an answer in the documents, and of summaries asked for: they were refused.",
    ),
    "answered_wrongly": Word(
        "あいさつを除き、文書に答えがない質問のうち、答えてしまったもの。",
        "Of questions without an answer in the documents, greetings aside: they were answered all the same."
    ),
    "figures_wrong": Word(
        "回答や要約のうち、引用したどの文にもない数値や日付を含むもの。",
        "Of answers and summaries: they hold a number or a date that no cited sentence gives.",
    ),
    "language": Word("引用部分を除き、求められた言語だけで書かれたもの。", "Of replies: written in the language asked for, quotations aside."),
    "label_right": Word(
        "主張のうち、判定(裏づけあり、矛盾、記載なし)が正しかったもの。", "Of claims: the verdict (supported, contradicted, not found) is the right one."
    ),
    "accepted_unsupported": Word(
        "文書と矛盾する主張、文書に記載のない主張のうち、裏づけありと判定したもの。",
        "Of claims that the documents contradict or say nothing of: they were found supported.",
    ),
    "rejected_true": Word(
        "文書に裏づけのある主張のうち、裏づけありと判定しなかったもの。",
        "Of claims that the documents bear out: any other verdict than supported.",
    ),
}
"""What each figure counts, of what."""


def word(key: str, language: Language, special: dict[str, Word] | None = None) -> str:
    """The word, or the key itself where there is none (edits of claims, file names).

    >>> word("correct", "ja"), word("translation", "en")
    ('正答', 'translation')
    """
    both = (special or {}).get(key) or WORDS.get(key)
    return getattr(both, language) if both else key
