"""What the assistant says in its own words: refusals, greetings, who said it. Japanese beside English."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.values import Language

PHRASES: Mapping[str, Mapping[Language, str]] = {
    "greeting": {
        "ja": "こんにちは。収録文書に書かれていることだけを、出典を示してお答えします。ロシアと北朝鮮の関係について、お尋ねください。",
        "en": "Hello. I answer only from the documents in the collection and show the sentence behind each statement. Ask me about the Russia–DPRK relationship.",
    },
    "thanks": {"ja": "どういたしまして。ほかにもお調べになりたいことがあれば、お尋ねください。", "en": "You are welcome. Ask on whenever you like."},
    "farewell": {"ja": "ご利用ありがとうございました。", "en": "Goodbye, and thank you."},
    "about": {
        "ja": "収録文書だけをもとに質問へお答えし、文ごとに出典を示すアシスタントです。引用するのは原文で、訳のある文には、この文書集のために作られた訳を添えます。質問のほか、日本語と英語での要約、下書きの照合、文書の追加ができます。収録文書:{titles}",
        "en": "I answer questions strictly from the documents in this collection and cite the sentence behind every statement. What is cited is the original; where there is a rendering, it was made for this collection and stands beside it. I also summarize in Japanese or English, check a draft against the documents, and take further documents. In the collection: {titles}",
    },
    "empty_collection": {
        "ja": "文書がまだ一つもありません。「文書」の画面か `assistant documents add` で追加してください。",
        "en": "There are no documents yet. Add some on the Documents page or with `assistant documents add`.",
    },
    "out_of_domain": {
        "ja": "このご質問は、収録文書が扱う範囲の外にあります。お答えできるのは、文書に書かれていることだけです。",
        "en": "This lies outside what the documents deal with. I can only say what they say.",
    },
    "instruction": {
        "ja": "お答えは収録文書の記述に限っており、この決まりは変えられません。文書の内容についてお尋ねください。",
        "en": "I keep to what the documents say, and that cannot be switched off. Ask me about their content.",
    },
    "says_nothing": {
        "ja": "何についてのご質問か読み取れませんでした。もう少し言葉を足して、お尋ねください。",
        "en": "I cannot tell what this asks about. Please put it in a few more words.",
    },
    "not_in_documents": {
        "ja": "収録文書には、このご質問の答えが見当たりません。",
        "en": "The documents do not say.",
    },
    "nearest": {"ja": "最も近い記述(答えではありません):", "en": "The nearest passages (not an answer):"},
    "premise_contradicted": {"ja": "文書の記述は、ご質問の前提と異なります。", "en": "The documents say otherwise than the question assumes."},
    "stands": {"ja": "文書の記述は次のとおりで、変わりません。", "en": "The documents still say the following."},
    "no_rendering": {"ja": "次の原文には日本語訳がありません。", "en": "There is no English rendering of the following; the original reads:"},
    "unsupported": {"ja": "文書で確かめられる答えになりませんでした。", "en": "No answer could be verified against the documents."},
    "views_of": {"ja": "{author}({title}{date})", "en": "{author} ({title}{date})"},
    "imprint": {"ja": "{text}の{told}です。", "en": "{text} {told}."},
    "imprint_silent": {"ja": "{text}には、{told}が記されていません。", "en": "{text} {told}."},
    "imprint_partly": {"ja": "{text}の{told}です。{silent}は記されていません。", "en": "{text} {told} and {silent}."},
    "imprint_author": {"ja": "筆者は{value}", "en": "is by {value}"},
    "imprint_date": {"ja": "日付は{value}", "en": "is dated {value}"},
    "imprint_publisher": {"ja": "掲載元は{value}", "en": "appeared in {value}"},
    "imprint_no_author": {"ja": "筆者", "en": "names no author"},
    "imprint_no_date": {"ja": "日付", "en": "gives no date"},
    "imprint_no_publisher": {"ja": "掲載元", "en": "names no publisher"},
    "imprint_latest": {"ja": "日付のある文書のうち最も新しいのは{text}で、日付は{value}です。", "en": "Of the dated documents the most recent is {text}, dated {value}."},
    "imprint_oldest": {"ja": "日付のある文書のうち最も古いのは{text}で、日付は{value}です。", "en": "Of the dated documents the oldest is {text}, dated {value}."},
    "imprint_beside": {"ja": "{text}に添えられた文章", "en": "The text that goes with {text}"},
    "unknown_author": {"ja": "筆者不明", "en": "unknown author"},
    "unknown_date": {"ja": "日付不明", "en": "date unknown"},
    "unknown_publisher": {"ja": "掲載元不明", "en": "publisher unknown"},
    "and_others": {"ja": "ほか", "en": "; and others"},
    "summary_of": {"ja": "次の文書の要約です:{texts}。", "en": "A summary of {texts}."},
    "summary_of_topic": {"ja": "{topic}についての要約です。出典:{texts}。", "en": "A summary of what is said of {topic} in {texts}."},
    "summary_without": {"ja": "この要約に含まれていない文書:{titles}。", "en": " Not in it: {titles}."},
    "nothing_to_summarize": {
        "ja": "要約できる文章がありません。文書が空か、表やリンクだけ、あるいは句点のない一続きの文字です。",
        "en": "There is no text to summarize: the document is empty, holds only tables or links, or is one run of characters without sentences.",
    },
    "same_point": {
        "ja": "筆者の異なる次の文は、同じ点に触れています(一致しているか異なるかは、各文をご覧ください):{pairs}。",
        "en": "These sentences by different authors touch on the same point (whether they agree is for you to see): {pairs}.",
    },
    "topic_not_treated": {"ja": "収録文書には、このテーマについての記述が見当たりません。", "en": "The documents do not treat this topic."},
}


def phrase(name: str, language: Language, **values: str) -> str:
    text = PHRASES[name][language]
    for key, value in values.items():
        text = text.replace("{" + key + "}", value)
    return text
