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
        "文書だけから答える助手が、正しく答え、正しい箇所を示し、答えるべきでない質問を断ったか。",
        "Whether the assistant answered rightly, pointed at the right place, and declined what its documents do not answer.",
    ),
    "contents": Word("目次", "Contents"),
    "made": Word("この報告について", "About this run"),
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
    "compared": Word("前の実行との比較（同じ設問どうし）", "Compared with an earlier run, item by item"),
    "gained": Word("新たに正解", "Newly right"),
    "lost": Word("新たに誤り", "Newly wrong"),
    "language_of_page": Word("表示", "Language"),
    "lower": Word("低いほどよい", "lower is better"),
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
    "faithful": Word("根拠の確認された文", "faithful (claims verified)"),
    "exact": Word("引用が原文と一致", "citations exact"),
    "refused_right": Word("正しく辞退", "refused rightly"),
    "refused_wrongly": Word("誤って辞退", "refused wrongly"),
    "answered_wrongly": Word("誤って回答", "answered wrongly"),
    "figures_wrong": Word("出典にない数字", "figures without source"),
    "language": Word("言語が合う", "right language"),
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
    "multi_doc": Word("複数文書", "multi_doc"),
    "follow_up": Word("続きの質問", "follow_up"),
    "unanswerable": Word("文書に答えがない", "unanswerable"),
    "false_premise": Word("前提の誤り", "false_premise"),
    "out_of_domain": Word("対象外", "out_of_domain"),
    "injection": Word("指示の混入", "injection"),
    "chitchat": Word("あいさつ", "chitchat"),
    # verdicts, outcomes
    "supported": Word("裏づけあり", "supported"),
    "contradicted": Word("矛盾", "contradicted"),
    "not_found": Word("記載なし", "not found"),
    "answered": Word("回答した", "answered"),
    "refused": Word("辞退した", "refused"),
    "small_talk": Word("あいさつとして返した", "taken for small talk"),
    # faults and stages
    "fact_missing": Word("事実が足りない", "a fact is missing"),
    "must_not": Word("言ってはならないことを言った", "said what it must not"),
    "too_long": Word("長すぎる", "too long"),
    "wrong_language": Word("言語が違う", "wrong language"),
    "not_retrieved": Word("検索で見つからなかった", "not retrieved"),
    "not_selected": Word("根拠に選ばれなかった", "not selected"),
    "not_drafted": Word("文案に使われなかった", "not drafted"),
    "rejected": Word("確認で退けられた", "rejected by the gate"),
    "incomplete": Word("引用したが答えになっていない", "cited, yet not answered"),
}

KIND_WORDS = {"date": Word("日付", "date"), "why": Word("理由", "why")}
FAULT_WORDS = {"language": WORDS["wrong_language"]}


def word(key: str, language: Language, special: dict[str, Word] | None = None) -> str:
    """The word, or the key itself where there is none (edits of claims, file names).

    >>> word("correct", "ja"), word("translation", "en")
    ('正答', 'translation')
    """
    both = (special or {}).get(key) or WORDS.get(key)
    return getattr(both, language) if both else key
