"""Every visible word of the page, Japanese beside English.

A word is looked up by its key: on the server while HTML is rendered, in the browser when the reader switches
the language. ``{name}`` stands for what is filled in. The words of documents and answers are not here.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from assistant.values import Language


class Word(NamedTuple):
    ja: str
    en: str


WORDS: dict[str, Word] = {
    # frame
    "product": Word("露朝関係アシスタント", "Russia–DPRK Assistant"),
    "skip": Word("質問の入力へ移動", "Skip to the question"),
    "menu": Word("会話の一覧", "Conversations"),
    "views": Word("機能", "Tools"),
    "view.chat": Word("質問", "Ask"),
    "view.summary": Word("要約", "Summarize"),
    "view.check": Word("原稿の確認", "Check a draft"),
    "view.documents": Word("文書", "Documents"),
    "switch_language": Word("Switch to English", "日本語に切り替える"),
    "switch_language.short": Word("English", "日本語"),
    "theme": Word("明るい表示と暗い表示を切り替える", "Switch between light and dark"),
    "close": Word("閉じる", "Close"),
    "cancel": Word("やめる", "Cancel"),
    # conversations
    "conversation.new": Word("新しい会話", "New conversation"),
    "conversation.none": Word("会話はこのブラウザーにだけ保存されます。", "Conversations are kept in this browser only."),
    "conversation.more": Word("会話の操作：", "Options for"),
    "conversation.rename": Word("会話の名前を変える", "Rename conversation"),
    "conversation.delete": Word("会話を削除する", "Delete conversation"),
    "conversation.deleted": Word("会話を削除しました。", "Conversation deleted."),
    "conversation.export_md": Word("Markdownで保存", "Save as Markdown"),
    "conversation.export_json": Word("JSONで保存", "Save as JSON"),
    "conversation.full": Word(
        "ブラウザーの保存領域がいっぱいのため、最も古い会話を消しました。", "The browser’s storage was full, so the oldest conversation was removed."
    ),
    "undo": Word("元に戻す", "Undo"),
    # asking
    "welcome": Word("ロシアと北朝鮮の関係について、手元の文書だけから答えます", "Answers about Russia and North Korea, from the documents alone"),
    "welcome.more": Word(
        "どの文にも、根拠となる原文が付きます。番号を押すと、その一文が文書の中で光ります。文書にないことは、ないと答えます。",
        "Every sentence carries the passage behind it: press a number and it lights up in its document. What the documents do not say, you are told.",
    ),
    "examples": Word("質問の例", "Try asking"),
    "question": Word("質問", "Your question"),
    "question.placeholder": Word("文書について質問する", "Ask about the documents"),
    "question.hint": Word("Enterで送信、Shift+Enterで改行", "Enter to send, Shift+Enter for a new line"),
    "question.too_long": Word(
        "質問は{max}字までです。長い文章は「文書」から追加してください。", "A question has at most {max} characters. Add longer texts under Documents."
    ),
    "question.editing": Word(
        "質問を編集しています。送信すると、これ以降のやり取りは置き換わります。", "Editing a question. Sending replaces everything after it."
    ),
    "send": Word("送信", "Send"),
    "stop": Word("停止", "Stop"),
    "answer_language": Word("回答の言語", "Answer in"),
    "answer_language.auto": Word("質問と同じ言語", "Same as the question"),
    "answer_language.ja": Word("日本語", "日本語"),
    "answer_language.en": Word("English", "English"),
    "log": Word("会話", "Conversation"),
    "searching": Word("文書を調べています…", "Reading the documents…"),
    "stopped": Word("停止しました。ここまでの文は確認済みです。", "Stopped. The sentences above have been checked."),
    "stopped.empty": Word("停止しました。", "Stopped."),
    "answered": Word("回答が届きました。出典{n}件。", "Answer ready, {n} sources."),
    # under an answer
    "you": Word("あなたの質問", "You asked"),
    "assistant": Word("回答", "Answer"),
    "mark": Word("出典{n}を開く：{title}", "Open source {n}: {title}"),
    "sources": Word("出典", "Sources"),
    "nearest": Word("文書の中で最も近い箇所", "Closest passages in the documents"),
    "why": Word("各文の根拠", "Why each sentence stands"),
    "follow_ups": Word("続けて質問", "Follow up"),
    "copy": Word("コピー", "Copy"),
    "copied": Word("コピーしました。", "Copied."),
    "copy.failed": Word("コピーできませんでした。文字を選択してコピーしてください。", "Could not copy. Select the text and copy it yourself."),
    "retry": Word("もう一度答える", "Answer again"),
    "edit": Word("質問を編集", "Edit question"),
    "good": Word("役に立った", "Helpful"),
    "bad": Word("問題がある", "Not right"),
    "feedback.comment": Word("コメント（任意）", "Comment (optional)"),
    "feedback.save": Word("記録する", "Save"),
    "feedback.where": Word("このコンピューターの中にだけ保存されます。", "Stored on this computer only."),
    "feedback.saved": Word("記録しました。", "Saved."),
    "engine.embedded": Word("内蔵エンジン（原文の引用）", "Embedded engine (quotes the documents)"),
    "seconds": Word("{n}秒", "{n} s"),
    "usage": Word("入力{input}・出力{output}トークン", "{input} tokens in, {output} out"),
    "usage.cached": Word("保存済みの返答を利用", "an earlier reply reused"),
    # kinds of reply
    "kind.out_of_domain": Word("対象外の質問です", "Outside the subject"),
    "kind.not_in_documents": Word("文書には書かれていません", "Not in the documents"),
    "kind.premise_contradicted": Word("質問の前提が文書と異なります", "The documents contradict the question’s premise"),
    "kind.refused": Word("回答を控えました", "No answer given"),
    "note.model_unavailable": Word(
        "設定されたモデルが応答しなかったため、内蔵エンジンが答えました。", "The configured model did not respond; the embedded engine answered instead."
    ),
    "note.model_rejected": Word(
        "モデルの文案が確認を通らなかったため、内蔵エンジンが答えました。", "The model’s draft did not pass the checks; the embedded engine answered instead."
    ),
    "note.documents_changed": Word(
        "モデルが答えを書いている間に文書が変わったため、今の文書から内蔵エンジンが答えました。",
        "The documents changed while the model was writing; the embedded engine answered from them as they are now.",
    ),
    "note.claims_dropped": Word("根拠を確認できなかった文は除きました。", "Sentences that could not be confirmed were left out."),
    "note.stopped": Word("途中で止めました。そこまでに読んだ部分の要約です。", "Stopped early: a summary of what had been read by then."),
    "note.truncated": Word("長いため、一部を省きました。", "Shortened: some parts are left out."),
    "note.conflict": Word("文書どうしで述べていることが異なります。", "The documents disagree with one another."),
    # verdicts and their reasons
    "verdict.supported": Word("裏づけあり", "Supported"),
    "verdict.contradicted": Word("矛盾", "Contradicted"),
    "verdict.not_found": Word("記載なし", "Not found"),
    "support": Word("意味の一致度 {value}", "Semantic support {value}"),
    "check.quoted": Word("原文または訳文のとおりです。", "Word for word from the source or its translation."),
    "check.covered": Word("出典の記述と一致します。", "Agrees with its source."),
    "check.nothing": Word("文書に関連する記述が見当たりません。", "The documents hold nothing on this."),
    "check.uncovered": Word("これを裏づける記述が文書に見当たりません。", "Nothing in the documents bears this out."),
    "check.numbers_conflicts": Word("この文の数値は「{claim}」、出典では「{source}」です。", "The figure here is “{claim}”; the source says “{source}”."),
    "check.numbers_missing": Word("「{claim}」という数値は文書にありません。", "The figure “{claim}” is not in the documents."),
    "check.numbers_derived": Word("「{claim}」という数値は、そのままの形では文書にありません。", "The documents do not give “{claim}” in so many words."),
    "check.numbers_weaker": Word(
        "出典は「{source}」と幅を持たせていますが、この文は「{claim}」と言い切っています。",
        "The source gives “{source}” as approximate or as a bound; this says “{claim}” flatly.",
    ),
    "check.dates_conflicts": Word("この文の日付は「{claim}」、出典では「{source}」です。", "The date here is “{claim}”; the source says “{source}”."),
    "check.dates_missing": Word("「{claim}」という日付は、該当する記述にありません。", "The date “{claim}” is not given there."),
    "check.dates_weaker": Word("「{claim}」という日付は、前後の文にあります。", "The date “{claim}” stands in a sentence nearby."),
    "check.names_conflicts": Word("この文では「{claim}」、出典では「{source}」です。", "This names “{claim}”; the source names “{source}”."),
    "check.names_missing": Word("「{claim}」は、該当する記述に出てきません。", "“{claim}” does not occur there."),
    "check.roles_weaker": Word("出典とは、誰が誰に対してしたことかが異なる可能性があります。", "Who does what to whom may differ from its source."),
    "check.form_markup": Word("記号による装飾やタグは使えません。", "It holds markup; write plain text."),
    "check.form_link": Word("リンクやアドレスは書けません。", "It holds a link or an address."),
    "check.form_code": Word("コードは書けません。", "It holds code."),
    "check.form_order": Word("資料の中の指示に従ったり、繰り返したりしてはいけません。", "It repeats or follows an instruction."),
    "check.form_language": Word("「{claim}」は日本語ではありません。", "“{claim}” is not English."),
    "check.names_weaker": Word("「{claim}」は、前後の文に出てきます。", "“{claim}” occurs in a sentence nearby."),
    "check.exchange_conflicts": Word("誰が誰に対してしたことかが、出典とは逆です。", "Who did it and to whom are the other way round in the source."),
    "check.roles_conflicts": Word("誰が何をしたかが、出典とは異なります。", "Who does what is told otherwise in the source."),
    "check.speakers_conflicts": Word(
        "「{claim}」の発言や見方とありますが、出典では「{source}」のものです。",
        "This gives the words or view to “{claim}”; the source gives them to “{source}”.",
    ),
    "check.speakers_weaker": Word(
        "「{claim}」の発言や見方だとは、出典からは確かめられません。",
        "The source does not show that the words or view are those of “{claim}”.",
    ),
    "check.places_conflicts": Word(
        "「{claim}」は出典では別のものについての数値で、ここに当たるのは「{source}」です。",
        "In the source “{claim}” belongs to something else; what this is about has “{source}” there.",
    ),
    "check.extent_conflicts": Word(
        "この文では「{claim}」ですが、出典では「{source}」にとどまります。", "This says “{claim}”; the source goes no further than “{source}”."
    ),
    "check.designations_conflicts": Word("「{claim}」という型式・名称は、出典には出てきません。", "The designation “{claim}” does not stand in the source."),
    "check.polarity_conflicts": Word("出典とは肯定・否定や増減の向きが逆です。", "It says the opposite of its source."),
    "check.firmness_weaker": Word(
        "出典では伝聞や推測として述べられていますが、この文は事実として言い切っています。", "The source reports or hedges this; here it stands as fact."
    ),
    # source panel
    "source": Word("出典の文書", "Source document"),
    "source.position": Word("出典 {n} / {of}", "Source {n} of {of}"),
    "source.previous": Word("前の出典", "Previous source"),
    "source.next": Word("次の出典", "Next source"),
    "source.renderings": Word("訳文を表示", "Show translation"),
    "source.link": Word("元のページ", "Original page"),
    "source.gone": Word(
        "この文書は現在の文書一覧にありません。引用時の原文を表示しています。",
        "This document is no longer in the collection. Shown is the text as it was cited.",
    ),
    "source.changed": Word("引用後に文書が変わりました。引用時の原文を表示しています。", "The document has changed since. Shown is the text as it was cited."),
    "source.cut": Word("（中略）", "[…]"),
    "unknown_author": Word("著者不明", "Author unknown"),
    "unknown_date": Word("日付不明", "Undated"),
    # summaries
    "summary.lead": Word("文書またはテーマを選ぶと、出典の付いた要約を作ります。", "Choose documents or a topic for a summary with its sources."),
    "summary.documents": Word("文書（選ばなければすべて）", "Documents (none chosen: all)"),
    "summary.topic": Word("テーマ（任意）", "Topic (optional)"),
    "summary.topic.placeholder": Word("例：軍事協力", "e.g. military cooperation"),
    "summary.language": Word("言語", "Language"),
    "summary.length": Word("長さ", "Length"),
    "summary.short": Word("短い", "Short"),
    "summary.medium": Word("標準", "Medium"),
    "summary.long": Word("長い", "Long"),
    "summary.make": Word("要約する", "Summarize"),
    "summary.making": Word("要約しています…", "Summarizing…"),
    "summary.read": Word("{n} %", "{n} %"),
    "summary.download": Word("Markdownで保存", "Save as Markdown"),
    # checking
    "check.lead": Word("原稿を貼り付けると、一文ずつ文書と照らし合わせます。", "Paste a draft; each sentence is compared with the documents."),
    "check.draft": Word("原稿", "Draft"),
    "check.placeholder": Word("確認したい文章を貼り付けてください", "Paste the text to be checked"),
    "check.run": Word("確認する", "Check"),
    "check.running": Word("文書と照らし合わせています…", "Comparing with the documents…"),
    "check.counts": Word(
        "裏づけあり {supported}　矛盾 {contradicted}　記載なし {not_found}", "{supported} supported, {contradicted} contradicted, {not_found} not found"
    ),
    "check.empty": Word("確認できる文がありません。", "There is no sentence to check."),
    # documents
    "documents.lead": Word("回答はここにある文書だけに基づきます。", "Answers rest on these documents alone."),
    "documents.count": Word("{n}件の文書、{sentences}文", "{n} documents, {sentences} sentences"),
    "documents.sentences": Word("{n}文", "{n} sentences"),
    "documents.sentence": Word("{n}文", "{n} sentence"),
    "documents.rendered": Word("訳文 {n}", "{n} translated"),
    "documents.language.ja": Word("日本語", "Japanese"),
    "documents.language.en": Word("英語", "English"),
    "documents.remove": Word("一覧から外す：{title}", "Remove {title}"),
    "documents.removing": Word("一覧から外しています…", "Removing…"),
    "documents.restoring": Word("元に戻しています…", "Putting it back…"),
    "documents.back": Word("「{doc}」を戻しました。", "“{doc}” is back."),
    "documents.removed": Word("「{doc}」を一覧から外しました。", "Removed “{doc}”."),
    "documents.drop": Word("ここにファイルを置くか、選んで追加", "Drop files here, or choose them"),
    "documents.drop.kinds": Word("テキスト（.txt）またはMarkdown（.md）、1件{max}字まで", "Plain text (.txt) or Markdown (.md), up to {max} characters each"),
    "documents.waiting": Word("順番待ち：{name}", "Waiting: {name}"),
    "documents.adding": Word("{name} を読み込んでいます…", "Adding {name}…"),
    "documents.indexed": Word("{n}件の文と段落を索引に登録", "{n} sentences and passages indexed"),
    "documents.ready": Word("利用中", "In use"),
    "documents.unreadable": Word("読み込めません", "Cannot be read"),
    "documents.problems": Word("次のファイルは読み込めないため、回答に使われません。", "These files cannot be read and take no part in answers."),
    "documents.added": Word("追加しました", "Added"),
    "documents.unchanged": Word("すでにあります", "Already there"),
    "documents.failed": Word("追加できませんでした", "Not added"),
    "documents.dismiss": Word("表示を消す", "Dismiss"),
    "documents.too_large": Word("{max}MBを超えています。分割して追加してください。", "Larger than {max} MB. Split it and add the parts."),
    "documents.none": Word("文書がありません。下からファイルを追加してください。", "There are no documents. Add some below."),
    "feedback.export": Word("評価の記録を書き出す（JSONL）", "Export feedback (JSONL)"),
    "feedback.empty": Word("評価の記録はまだありません。", "No feedback has been recorded yet."),
    # when things go wrong
    "error": Word("処理できませんでした。もう一度お試しください。", "Something went wrong. Please try again."),
    "error.server": Word(
        "サーバーに接続できません。起動しているか確認し、もう一度お試しください。", "The server cannot be reached. Check that it is running, then try again."
    ),
    "error.format.none": Word(
        "{name}には拡張子がないため読み込めません。テキスト（.txt）またはMarkdown（.md）で保存し直してください。",
        "{name}: no suffix is not a format that can be read. Save it as plain text (.txt) or Markdown (.md).",
    ),
    "error.format": Word(
        "{name}：{suffix}形式は読み込めません。テキスト（.txt）またはMarkdown（.md）で保存し直してください。",
        "{name}: {suffix} is not a format that can be read. Save it as plain text (.txt) or Markdown (.md).",
    ),
    "error.file.large": Word("{name}は{max}MBを超えています。分割して追加してください。", "{name} is larger than {max} MB. Split it into parts and add those."),
    "error.file.long": Word(
        "{name}は{n}字あります。1件{max}字までなので、分割して必要な部分を追加してください。",
        "{name} holds {n} characters; one file may hold {max}. Split it into parts and add those you need.",
    ),
    "error.file.binary": Word(
        "{name}はテキストファイルではありません。文章をテキスト（.txt、UTF-8）に書き出して追加してください。",
        "{name} is not a text file. Export its text as .txt (UTF-8) and add that.",
    ),
    "error.file.encoding": Word(
        "{name}の文字コードを確実には判別できません。UTF-8で保存し直して追加してください。",
        "{name} is in no encoding that can be told with certainty. Save it as UTF-8 and add it again.",
    ),
    "error.file.empty": Word("{name}は空です。文章のあるファイルを追加してください。", "{name} is empty: it holds no text. Add a file that has some."),
    "error.file.denied": Word(
        "{name}を読む権限がありません。読み取りを許可して、もう一度追加してください。",
        "{name} cannot be read: no permission. Give yourself read permission and add it again.",
    ),
    "error.file.unreadable": Word(
        "{name}を読み込めません（{why}）。別のフォルダーに複製して、それを追加してください。",
        "{name} cannot be read ({why}). Copy it to another folder and add the copy.",
    ),
    "error.file.name": Word("このファイル名は使えません。名前を変えて追加してください。", "The file name cannot be used. Rename the file and add it again."),
    "error.file.nameless": Word("ファイルに名前がありません。名前を付けて追加してください。", "The file has no name. Give it one and add it again."),
    "error.file.torn": Word("{name}は途中までしか届きませんでした。もう一度追加してください。", "{name} did not arrive whole. Add it again."),
    "error.question.empty": Word("質問が空です。日本語か英語で入力してください。", "The question is empty. Type a question in Japanese or English."),
    "error.question.no_words": Word(
        "質問に言葉がありません。日本語か英語で入力してください。", "The question holds no word. Type a question in Japanese or English."
    ),
    "error.question.long": Word(
        "質問は{max}字までです（入力は{n}字）。長い文章は「文書」から追加してください。",
        "A question has at most {max} characters, this one {n}. Add longer texts under Documents.",
    ),
    "error.draft.empty": Word("確認する文がありません。一文以上を入力してください。", "There is nothing to check. Give a text of at least one sentence."),
    "error.draft.long": Word(
        "原稿は{max}字までです（入力は{n}字）。分けて確認してください。", "A draft has at most {max} characters, this one {n}. Check it in parts."
    ),
    "error.request.text": Word(
        "{name}は文字列で、引用符で囲んで指定してください（{value}は使えません）。", "{name} is a text, not {value}. Give it in quotation marks."
    ),
    "error.request.count": Word(
        "{name}は1から{most}までの整数で指定してください（{value}は使えません）。", "{name} is a whole number from 1 to {most}, not {value}."
    ),
    "error.request.names": Word(
        '{name}はファイル名の一覧（["a.txt", "b.txt"]）で指定してください（{value}は使えません）。空にすると、すべての文書が対象です。',
        '{name} is a list of file names, ["a.txt", "b.txt"], not {value}. Leave it empty for all documents.',
    ),
    "error.request.lang": Word("langはja、en、autoのいずれかです（{value}は使えません）。", "lang is ja, en or auto, not {value}."),
    "error.request.length": Word("lengthはshort、medium、longのいずれかです（{value}は使えません）。", "length is short, medium or long, not {value}."),
    "error.request.history": Word(
        'historyは["user"または"assistant", 発言]の組の一覧です。最初の質問では省いてください。',
        'history is a list of pairs ["user" or "assistant", text]. Leave it out for the first question.',
    ),
    "error.document.unknown": Word(
        "「{doc}」という文書はありません。「文書」で一覧を確かめてください。", "There is no document “{doc}”. `assistant documents list` names them all."
    ),
    "error.document.gone": Word(
        "「{doc}」は最近外した文書ではないため、戻せません。ファイルを追加し直してください。",
        "“{doc}” was not removed lately, so it cannot be brought back. Add the file again.",
    ),
    "error.stored.reply": Word(
        "保存された回答を読めません（{why}）。もう一度質問してください。", "A stored reply cannot be read ({why}). Ask the question again."
    ),
    "error.stored.citation": Word(
        "保存された出典を読めません（{why}）。もう一度質問してください。", "A stored citation cannot be read ({why}). Ask the question again."
    ),
    "error.storage.full": Word(
        "{path}に書き込む空きがありません（残り{free}MB）。空きを作るか、--homeで別のフォルダーを指定してください。失われたものはありません。",
        "There is no room left for {path} ({free} MB free). Free some space, or name another folder with --home. Nothing was lost.",
    ),
    "error.storage.denied": Word(
        "{path}に書き込めません（{why}）。書き込みを許可するか、--homeで別のフォルダーを指定してください。",
        "{path} cannot be written to ({why}). Give yourself permission, or name another folder with --home.",
    ),
    "error.feedback": Word(
        "{file}に書き込めません（{why}）。空きを作るか、フォルダーの権限を確かめてください。",
        "{file} cannot be written ({why}). Free some room or check the permissions of the home folder.",
    ),
    # exported files
    "export.characters": Word("{start}–{end}文字目", "characters {start}–{end}"),
}

EXAMPLES: tuple[Word, ...] = (
    Word("包括的戦略的パートナーシップ条約はいつ批准されましたか。", "When was the Comprehensive Strategic Partnership Treaty ratified?"),
    Word("ロシアと北朝鮮が接近した3つの要因は何ですか。", "What three factors brought Russia and North Korea closer?"),
    Word("ロシアはなぜ北朝鮮に頼ったのですか。", "Why did Russia turn to North Korea?"),
    Word("北朝鮮はロシアにどれだけの砲弾を供与したとされていますか。", "How many shells is North Korea said to have supplied to Russia?"),
)

DEFAULT: Language = "ja"


def word(key: str, language: Language = DEFAULT, **values: object) -> str:
    """The word in one language, with its gaps filled; what is filled in is never read as a template.

    >>> word("source.position", "en", n=2, of=5)
    'Source 2 of 5'
    """
    text: str = getattr(WORDS[key], language)
    return re.sub(r"\{(\w+)\}", lambda gap: str(values.get(gap[1], gap[0])), text)


def recognised(message: str) -> tuple[str, dict[str, str]] | None:
    """The key and the values of an error's message, told by its English wording; None for one that is not in the table.

    >>> recognised("a.txt did not arrive whole. Add it again.")
    ('error.file.torn', {'name': 'a.txt'})
    """
    for key, pattern in _messages():
        found = pattern.fullmatch(message)
        if found:
            return key, found.groupdict()
    return None


@cache
def _messages() -> list[tuple[str, re.Pattern[str]]]:
    """A pattern for each English error, in the order of the table."""
    errors = [(key, both.en) for key, both in WORDS.items() if key.startswith("error.")]
    return [(key, re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+?)", re.escape(text)), re.DOTALL)) for key, text in errors]


def table() -> dict[str, dict[str, str]]:
    """Both languages by key, as the browser reads them."""
    return {language: {key: getattr(both, language) for key, both in WORDS.items()} for language in ("ja", "en")}
