"""Every word of the command line, Japanese beside English."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from assistant.values import Language


class Word(NamedTuple):
    ja: str
    en: str


WORDS: dict[str, Word] = {
    # help
    "help.about": Word(
        "露朝関係の文書だけから答え、すべての文に出典を付ける助手。",
        "Answers about Russia and North Korea, from the documents alone, with the source of every sentence.",
    ),
    "help.usage": Word("使い方: ", "usage: "),
    "help.arguments": Word("引数", "arguments"),
    "help.options": Word("オプション", "options"),
    "help.commands": Word("コマンド", "commands"),
    "help.help": Word("この説明を表示して終わる", "show this help and exit"),
    "help.version": Word("版を表示して終わる", "show the version and exit"),
    "help.home": Word(
        "索引・追加した文書・設定を置くフォルダー（既定: 利用者のデータ用フォルダー）",
        "folder of index, added documents and settings (default: the user data folder)",
    ),
    "help.model": Word(
        "使うチャットモデル（例: openai:gpt-5-mini）。指定しなければ内蔵エンジンが答える",
        "chat model, such as openai:gpt-5-mini; without one the embedded engine answers",
    ),
    "help.json": Word("結果をJSONで出力する", "write JSON"),
    "help.batch": Word(
        "JSON Linesのファイル（-は標準入力）を1行ずつ処理し、同じ順に出力する",
        "work through a JSON Lines file (- is standard input), one result a line in the same order",
    ),
    "help.lang": Word("回答の言語。autoは質問に合わせる", "language of the answer; auto follows the question"),
    "help.chat": Word("ブラウザーで質問する", "ask in the browser"),
    "help.ask": Word("質問する", "ask a question"),
    "help.summarize": Word("文書やテーマを要約する", "summarize documents or a topic"),
    "help.check": Word("原稿を一文ずつ文書と照らし合わせる", "check a draft against the documents, sentence by sentence"),
    "help.search": Word("文書を検索する", "search the documents"),
    "help.documents": Word("文書を追加・一覧・削除する", "add, list and remove documents"),
    "help.documents.add": Word("ファイルやフォルダーを追加する", "add files and folders"),
    "help.documents.list": Word("すべての文書を一覧する", "list all documents"),
    "help.documents.render": Word("訳のない文をモデルに訳させる", "have the chat model render the sentences that have no rendering"),
    "help.documents.remove": Word("文書を一覧から外す", "take a document out of the collection"),
    "help.documents.rebuild": Word("索引を作り直す", "make the index anew"),
    "help.eval": Word("評価集で正しさを測る", "measure how far the answers can be trusted"),
    "help.doctor": Word("動作に必要なものがそろっているか調べる", "see whether everything needed is there, and how to mend what is not"),
    "help.question": Word("質問（日本語または英語）", "the question, in Japanese or English"),
    "help.query": Word("検索する言葉", "what to look for"),
    "help.k": Word("件数（既定: 10）", "how many results (default: 10)"),
    "help.doc": Word("文書のファイル名、またはその始まりの部分。なければすべての文書", "file name of a document, or how it begins; none means all documents"),
    "help.doc.one": Word("文書のファイル名", "file name of the document"),
    "help.topic": Word("このテーマに絞って要約する", "summarize what is said of this topic"),
    "help.length": Word("長さ（既定: medium）", "length (default: medium)"),
    "help.draft": Word("原稿のファイル（-は標準入力）", "file of the draft (- is standard input)"),
    "help.path": Word("追加するファイルやフォルダー", "files and folders to add"),
    "help.host": Word(
        "待ち受けるアドレス（既定: 127.0.0.1、このコンピューターからだけ使える）", "address to listen on (default: 127.0.0.1, this computer only)"
    ),
    "help.port": Word("ポート（既定: 7860）", "port (default: 7860)"),
    "help.auth": Word("利用者名とパスワードを書いたファイル", "file of user names and passwords"),
    "help.no_browser": Word("ブラウザーを開かない", "do not open a browser"),
    "help.mcp": Word("MCPサーバーとしても動かす", "serve MCP as well"),
    "help.suite": Word(
        "評価集のファイル。繰り返し指定できる（既定: 付属の評価集）", "suite file, may be repeated (default: the suites that come with the program)"
    ),
    "help.report": Word("報告（report.html、run.json）を書くフォルダー", "folder to write report.html and run.json to"),
    "help.compare": Word("以前のrun.jsonと比べる", "compare with the run.json of an earlier report"),
    "help.gate": Word("下限を書いたTOMLファイル。下回れば終了コード1", "TOML file of floors; exit status 1 when a figure is below one"),
    "help.part": Word("評価集のどの部分か（既定: all）", "part of the suites (default: all)"),
    "help.kind": Word("この種類だけ。繰り返し指定できる", "only this kind, may be repeated"),
    "help.limit": Word("各評価集の最初のN件だけ", "only the first N items of each suite"),
    "help.failures": Word("うまくいかなかったものを並べる", "list what went wrong"),
    "help.baseline": Word("LangChainの素朴な構成と比べる", "compare with the plain LangChain chain"),
    "help.from_feedback": Word("画面の評価の記録（feedback.jsonl）から下書きの項目を作る", "write draft items from the votes of the page (feedback.jsonl)"),
    # wrong usage
    "usage.more": Word("{what}「{prog} --help」で使い方を確認してください。", "{what} See `{prog} --help`."),
    "usage.command": Word("「{name}」というコマンドはありません。", "There is no command “{name}”."),
    "usage.command.meant": Word("「{name}」というコマンドはありません。「{meant}」ではありませんか。", "There is no command “{name}”. Did you mean {meant}?"),
    "usage.no_command": Word("コマンドを指定してください: {names}。", "Name a command: {names}."),
    "usage.required": Word("指定が足りません: {names}。", "Missing: {names}."),
    "usage.unknown": Word("知らない指定です: {names}。", "Not known: {names}."),
    "usage.choice": Word("{name} に「{value}」は使えません（{choices} のどれか）。", "{name} cannot be “{value}” (choose from {choices})."),
    "usage.value": Word("{name} には値が要ります。", "{name} needs a value."),
    "usage.number": Word("{name} に「{value}」は使えません（{low}から{high}の整数）。", "{name} cannot be “{value}” (a whole number from {low} to {high})."),
    "usage.both": Word("{one} と --batch は一緒に使えません。", "Give either {one} or --batch, not both."),
    "usage.either": Word("{one} または --batch FILE を指定してください。", "Give {one}, or --batch FILE."),
    # texts that cannot be worked on
    "text.empty": Word("{what}が空です。知りたいことを文で書いてください。", "The {what} is empty. Write what you want to know, in a sentence."),
    "text.long": Word(
        "{what}が長すぎます（{n}字、上限{limit}字）。短くするか、文書なら「assistant documents add」で追加してください。",
        "The {what} is too long ({n} characters, at most {limit}). Shorten it; if it is a document, add it with `assistant documents add`.",
    ),
    "text.binary": Word(
        "{what}に文字でないデータが含まれています。UTF-8の文字で書いてください。", "The {what} holds bytes that are not text. Write it in UTF-8."
    ),
    "text.no_words": Word(
        "{what}に言葉がありません。知りたいことを文で書いてください。", "The {what} holds no words. Write what you want to know, in a sentence."
    ),
    "question": Word("質問", "question"),
    "query": Word("検索する言葉", "query"),
    "claim": Word("主張", "claim"),
    "topic": Word("テーマ", "topic"),
    "draft": Word("原稿", "draft"),
    "draft.empty": Word("原稿（{name}）が空です。確かめたい文章を入れてください。", "The draft ({name}) is empty. Put the text to check into it."),
    "doc.unknown": Word(
        "「{doc}」という文書はありません。「assistant documents list」で一覧できます。",
        "There is no document “{doc}”. `assistant documents list` names them all.",
    ),
    "doc.many": Word(
        "「{doc}」で始まる文書がいくつもあります: {names}。もっと長く書いてください。",
        "“{doc}” is how several documents begin: {names}. Write more of the name.",
    ),
    "draft.total": Word(
        "計:裏づけあり {supported}文、矛盾 {contradicted}文、記載なし {not_found}文",
        "In all: {supported} supported, {contradicted} contradicted, {not_found} not found",
    ),
    "draft.utf8": Word("原稿（{name}）がUTF-8ではありません。UTF-8で保存してください。", "The draft ({name}) is not UTF-8. Save it as UTF-8."),
    # files
    "file.missing": Word("{path} がありません。名前を確かめてください。", "{path} does not exist. Check the name."),
    "file.folder": Word("{path} はフォルダーです。ファイルを指定してください。", "{path} is a folder. Name a file."),
    "file.denied": Word("{path} を読む権限がありません。読み取りを許可してください。", "{path} cannot be read: no permission. Give yourself read permission."),
    "file.error": Word("{path} を読めません（{why}）。", "{path} cannot be read ({why})."),
    "disk.full": Word(
        "書き込み先に空きがありません。空きを作ってから、もう一度実行してください。", "There is no room left to write to. Free some space and run it again."
    ),
    "batch.empty": Word(
        "{path} に行がありません。1行に1件のJSONを書いてください。例: {example}", "{path} holds no line. Write one JSON object a line, such as {example}"
    ),
    "batch.bad": Word(
        "{total}行のうち{bad}行を処理できませんでした。その行の「error」に理由があります。",
        "{bad} of {total} lines could not be worked on; their “error” says why.",
    ),
    "stdin": Word("標準入力", "standard input"),
    "line": Word("{number}行目: {what}", "line {number}: {what}"),
    "line.utf8": Word("UTF-8ではありません。UTF-8で保存してください。", "not UTF-8. Save the file as UTF-8."),
    "line.json": Word("JSONではありません。例: {example}", "not JSON. Write it like {example}"),
    "line.object": Word("JSONのオブジェクトではありません。例: {example}", "not a JSON object. Write it like {example}"),
    "line.missing": Word("「{name}」がありません。例: {example}", "“{name}” is missing. Write it like {example}"),
    "line.text": Word("「{name}」は文字列です。", "“{name}” is a text."),
    "line.id": Word("「id」は文字列か整数です。", "“id” is a text or a whole number."),
    "line.one_of": Word("「{name}」に「{value}」は使えません（{choices} のどれか）。", "“{name}” cannot be “{value}” (choose from {choices})."),
    "line.texts": Word("「{name}」は文字列のリストです。", "“{name}” is a list of texts."),
    "line.history": Word('「history」は ["user"または"assistant", 文] のリストです。', '“history” is a list of ["user" or "assistant", text].'),
    # results
    "sources": Word("出典", "Sources"),
    "sources.nearest": Word("近い箇所", "Nearest passages"),
    "quoted": Word("「{quote}」", "“{quote}”"),
    "none_found": Word("一致する箇所はありません。", "Nothing was found."),
    "no_claims": Word("確かめられる文がありません。", "There is no statement to check in it."),
    "no_documents": Word(
        "文書がありません。「assistant documents add PATH」で追加してください。", "There are no documents. Add some with `assistant documents add PATH`."
    ),
    "verdict.supported": Word("○ 裏づけあり", "✓ supported"),
    "verdict.contradicted": Word("× 矛盾", "✗ contradicted"),
    "verdict.not_found": Word("－ 記載なし", "? not found"),
    "change.added": Word("追加しました: {doc}", "Added: {doc}"),
    "change.unchanged": Word("すでにあります: {doc}", "Already there: {doc}"),
    "rendered": Word("{doc}: {n}文の訳を保存しました（訳のない文は残り{left}文）。", "{doc}: {n} renderings stored; {left} sentences remain without one."),
    "change.removed": Word("外しました: {doc}", "Removed: {doc}"),
    "change.failed": Word("できませんでした: {doc}", "Failed: {doc}"),
    "rebuilt": Word("索引を作り直しました（{documents}文書）。", "The index was made anew ({documents} documents)."),
    "list.line": Word("{title}（{author}、{date}）{language}、{sentences}文", "{title} ({author}, {date}); {language}, {sentences} sentences"),
    "unknown.author": Word("著者不明", "author unknown"),
    "unknown.date": Word("日付不明", "date unknown"),
    "language.ja": Word("日本語", "Japanese"),
    "language.en": Word("英語", "English"),
    "progress.rendering": Word("訳しています", "Rendering"),
    "progress.indexing": Word("索引を作っています", "Indexing"),
    "progress.summarizing": Word("読んでいます", "Reading"),
    "progress.writing": Word("モデルが書いています", "The model is writing"),
    "progress.evaluating": Word("評価しています", "Evaluating"),
    # evaluation
    "eval.written": Word("報告: {path}", "Report: {path}"),
    "eval.baseline": Word("LangChainの素朴な構成（前）と、この助手（後）", "The plain LangChain chain (before) and the assistant (after)"),
    "eval.missed": Word("{name} は {value}（{limit}）", "{name} is {value} ({limit})"),
    "eval.floor": Word("下限 {limit}", "floor {limit}"),
    "eval.ceiling": Word("上限 {limit}", "ceiling {limit}"),
    "eval.unmeasured": Word("測られていません", "not measured"),
    "eval.below": Word("下限に届かない数値があります: {names}。", "Below the gate: {names}."),
    "eval.reached": Word("すべての下限を満たしています（{n}）。", "All floors are reached ({n})."),
    "eval.drafts": Word("下書き{n}件。kind・answerable・facts を書き入れると使えます。", "{n} draft items. Fill in kind, answerable and facts to use them."),
    # doctor
    "doctor.program": Word("プログラム", "program"),
    "doctor.home": Word("フォルダー", "home folder"),
    "doctor.disk": Word("空き容量", "free disk"),
    "doctor.embedding": Word("埋め込みモデル", "embedding models"),
    "doctor.engine": Word("エンジン", "engine"),
    "doctor.documents": Word("文書", "documents"),
    "doctor.index": Word("索引", "index"),
    "doctor.versions": Word("部品の版", "versions"),
    "doctor.well": Word("問題ありません。", "Everything needed is there."),
    "doctor.broken": Word("直す必要があります。", "Something essential is missing; see above."),
    "doctor.home.ok": Word("{path}（書き込めます）", "{path} (writable)"),
    "doctor.disk.detail": Word("{free} MB", "{free} MB"),
    "doctor.disk.remedy": Word(
        "{need} MB以上を空けるか、--homeで別のフォルダーを指定してください。", "Free at least {need} MB, or name another folder with --home."
    ),
    "doctor.home.bad": Word("{path} に書き込めません（{why}）", "{path} cannot be written to ({why})"),
    "doctor.home.remedy": Word(
        "書き込みを許可するか、--homeで別のフォルダーを指定してください。",
        "Give yourself permission, or name another folder with --home.",
    ),
    "doctor.embedding.ok": Word("読み込めました", "loaded"),
    "doctor.engine.embedded": Word("内蔵（チャットモデルの設定なし）", "embedded (no chat model configured)"),
    "doctor.engine.model": Word(
        "{model}（応答がなければ内蔵エンジンが答えます）",
        "{model} (the embedded engine answers when it does not respond)",
    ),
    "doctor.engine.bad": Word("{model} はまだ使えません。内蔵エンジンが答えます", "{model} cannot be used yet; the embedded engine answers"),
    "doctor.engine.package": Word("pip install {name} を実行してください。", "Install its package: pip install {name}"),
    "doctor.engine.key": Word("環境変数 {name} に鍵を設定してください。", "Set its key in the environment: {name}"),
    "doctor.documents.detail": Word(
        "{documents}件、{sentences}文、訳文{renderings}、言語 {languages}", "{documents} documents, {sentences} sentences, {renderings} renderings, {languages}"
    ),
    "doctor.documents.none": Word("「assistant documents add PATH」で追加してください。", "Add some with `assistant documents add PATH`."),
    "doctor.documents.unrendered": Word(
        "{n}文に訳文がありません（原文のまま引用されます）", "{n} sentences have no rendering (they are quoted in the original)"
    ),
    "doctor.documents.unrendered.remedy": Word(
        "チャットモデルを設定して「assistant documents rebuild」を実行するか、フォルダーに translations.tmx を置いてください。",
        "Configure a chat model and run `assistant documents rebuild`, or put a translations.tmx into the home folder.",
    ),
    "doctor.index.detail": Word("{passages}節、文書と一致", "{passages} passages, in step with the documents"),
    "doctor.missing": Word("{names} がありません", "{names} missing"),
    "doctor.versions.remedy": Word("pip install --force-reinstall . で入れ直してください。", "Install the program again: pip install --force-reinstall ."),
}

PARSER_MESSAGES: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (?P<names>.*)", "usage.required"),
    (r"one of the arguments (?P<names>.*) is required", "usage.required"),
    (r"unrecognized arguments: (?P<names>.*)", "usage.unknown"),
    (r"argument (?P<name>.*?): invalid choice: '?(?P<value>.*?)'? \(choose from (?P<choices>.*)\)", "usage.choice"),
    (r"argument (?P<name>.*?): expected (?:one|at least one) argument", "usage.value"),
)
"""What argparse says, and the word that says it here; another message stands as it is."""


class Say:
    """Words in one language: ``say("usage.unknown", names="--fast")``.

    >>> Say("ja")("usage.value", name="--k"), Say("en")("usage.value", name="--k")
    ('--k には値が要ります。', '--k needs a value.')
    """

    def __init__(self, language: Language) -> None:
        self.language: Language = language

    def __call__(self, key: str, **values: object) -> str:
        text: str = getattr(WORDS[key], self.language)
        return re.sub(r"\{(\w+)\}", lambda gap: str(values.get(gap[1], gap[0])), text)


def locale_language(environ: Mapping[str, str]) -> Language:
    """Language of messages, as POSIX reads the locale: the first of the three variables that is set decides.

    >>> locale_language({"LANG": "ja_JP.UTF-8"}), locale_language({"LC_ALL": "C", "LANG": "ja_JP.UTF-8"})
    ('ja', 'en')
    """
    named = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    return "ja" if named.lower().startswith("ja") else "en"
