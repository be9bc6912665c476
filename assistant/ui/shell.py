"""The frame of the page: its views, forms and controls, empty of any document or answer."""

from __future__ import annotations

import json

from assistant.config import MAX_FILE_CHARS, MAX_QUESTION_CHARS
from assistant.ui.render import button, esc, icon, named, w
from assistant.ui.wording import EXAMPLES, table, word

MAX_FILE_MB = 20
"""Largest file the page sends; no text that can be read is larger (see MAX_FILE_CHARS)."""

_VIEWS = ("chat", "summary", "check", "documents")


def page() -> str:
    settings = {"words": table(), "examples": [e._asdict() for e in EXAMPLES], "max_question": MAX_QUESTION_CHARS, "max_file_mb": MAX_FILE_MB}
    return (
        f'<div id="app" data-settings="{esc(json.dumps(settings, ensure_ascii=False))}">'
        f'<a class="skip" href="#question" data-do="skip">{w("skip")}</a>'
        f'{_bar()}<div class="body">{_conversations()}<div class="views">{_chat()}{_summary()}{_check()}{_documents()}</div>{_source()}</div>'
        '<div class="scrim" data-do="close-all" hidden></div><div class="toasts" role="status"></div><p class="hidden" id="said" role="status"></p></div>'
    )


def _bar() -> str:
    tabs = "".join(
        f'<li><button type="button" data-do="view" data-view="{v}"{" aria-current=page" if v == "chat" else ""}>{w(f"view.{v}")}</button></li>' for v in _VIEWS
    )
    return (
        f'<header class="bar">{button("menu", "menu", "menu", extra="aria-expanded=false aria-controls=conversations")}'
        f'<h1>{w("product")}</h1><nav data-w-label="views"><ul>{tabs}</ul></nav>'
        f'<div class="settings"><button type="button" class="quiet" data-do="language" {named("switch_language")}>{w("switch_language.short")}</button>'
        f"{button('theme', 'theme', 'theme')}</div></header>"
    )


def _conversations() -> str:
    return (
        '<aside class="conversations" id="conversations" data-w-label="menu">'
        f'<button type="button" class="new" data-do="new">{icon("plus")}{w("conversation.new")}</button>'
        f'<ul class="list"></ul><p class="hint">{w("conversation.none")}</p></aside>'
    )


def _answer_language(name: str) -> str:
    options = "".join(
        f'<option value="{value}" data-w="answer_language.{value}">{esc(word(f"answer_language.{value}"))}</option>' for value in ("auto", "ja", "en")
    )
    return f'<select name="{name}" id="{name}" {named("answer_language")}>{options}</select>'


def _head(view: str) -> str:
    return (
        f'<section class="view {view}" data-view="{view}" data-w-label="view.{view}" hidden><div class="column">'
        f'<h2>{w(f"view.{view}")}</h2><p class="lead">{w(f"{view}.lead")}</p>'
    )


def _chat() -> str:
    return (
        '<section class="view chat" data-view="chat" data-w-label="view.chat">'
        f'<div class="log" data-w-label="log" tabindex="0" role="region"><div class="turns"></div>'
        f'<div class="welcome"><h2>{w("welcome")}</h2><p>{w("welcome.more")}</p><h3>{w("examples")}</h3><ul class="examples"></ul></div></div>'
        '<form class="composer" data-do="ask">'
        f'<p class="editing" hidden>{w("question.editing")} <button type="button" class="link" data-do="edit-cancel">{w("cancel")}</button></p>'
        '<div class="field">'
        '<textarea id="question" name="question" rows="1" enterkeyhint="send" autocomplete="off"'
        ' data-w-label="question" data-w-placeholder="question.placeholder"></textarea>'
        f'<div class="row">{_answer_language("answer-language")}<small class="hint">{w("question.hint")}</small>'
        f'<button type="submit" class="send pictured" {named("send")}>{icon("send")}</button>'
        f'<button type="button" class="stop pictured" data-do="stop" {named("stop")} hidden>{icon("stop")}</button></div>'
        "</div></form></section>"
    )


def _summary() -> str:
    lengths = "".join(
        f'<label class="pill"><input type="radio" name="length" value="{v}"{" checked" if v == "medium" else ""}><span>{w(f"summary.{v}")}</span></label>'
        for v in ("short", "medium", "long")
    )
    return (
        f"{_head('summary')}"
        f'<form data-do="summarize"><fieldset class="choices"><legend>{w("summary.documents")}</legend><div class="boxes"></div></fieldset>'
        f'<label class="labelled">{w("summary.topic")}'
        '<input type="text" name="topic" maxlength="200" autocomplete="off" data-w-placeholder="summary.topic.placeholder"></label>'
        f'<div class="row options"><fieldset class="pills"><legend>{w("summary.length")}</legend>{lengths}</fieldset>'
        f'<fieldset class="pills"><legend>{w("summary.language")}</legend>'
        '<label class="pill"><input type="radio" name="language" value="ja"><span lang="ja">日本語</span></label>'
        '<label class="pill"><input type="radio" name="language" value="en"><span lang="en">English</span></label></fieldset></div>'
        f'<button type="submit" class="primary">{w("summary.make")}</button></form><div class="result" aria-live="polite"></div></div></section>'
    )


def _check() -> str:
    return (
        f"{_head('check')}"
        f'<form data-do="check"><label class="labelled">{w("check.draft")}'
        '<textarea name="draft" rows="8" maxlength="20000" data-w-placeholder="check.placeholder"></textarea></label>'
        f'<button type="submit" class="primary">{w("check.run")}</button></form><div class="result" aria-live="polite"></div></div></section>'
    )


def _documents() -> str:
    return (
        f"{_head('documents')}"
        '<div class="result"></div>'
        f'<label class="drop"><input type="file" multiple accept=".txt,.text,.md,.markdown,text/plain,text/markdown"><strong>{w("documents.drop")}</strong>'
        f'<small>{w("documents.drop.kinds", max=f"{MAX_FILE_CHARS:,}")}</small></label><ul class="changes" aria-live="polite"></ul>'
        f'<p class="row end"><button type="button" class="link" data-do="feedback-export">{w("feedback.export")}</button></p></div></section>'
    )


def _source() -> str:
    return (
        '<aside class="source" data-w-label="source" hidden tabindex="-1"><div class="top">'
        f'{button("previous", "source.previous", "previous")}<span class="position" role="status"></span>{button("next", "source.next", "next")}'
        f'<label class="toggle"><input type="checkbox" data-do="renderings" checked><span>{w("source.renderings")}</span></label>'
        f'{button("source-close", "close", "close")}</div><div class="page" tabindex="0" role="region" data-w-label="source"></div></aside>'
    )
