"""Whether a question is answered by yes or no, or only wants what it says confirmed."""

from __future__ import annotations

import re

_ASKS_JA = re.compile(
    r"何(?!か(?![。?？\s]*$|[国月所条年])|も|に?でも|ら[かの]|[十百千万億]+[^、。]{0,3}もの|[度回人年日](?:も|か(?=[^国月所条。?？\s]))|者か)|(?:なに|誰|だれ|どなた|どこ|いつ)(?!か(?![。?？\s]*$|ら)|も|に?でも|までも|しか)"
    r"|いつ(?=から|まで(?!も))|なん(?=で(?!す|しょ)|と|の|て)|なぜ|どうして(?!も)|どう(?!にか|しても|し(?!て|た)|やら|か[^。?？])|(?<![なほ])どの(?!国も)|どんな|どれ(?!も)|どちら(?![もか])|どっち"
    r"|いくら(?!でも|か[のは])|いくつ(?!か(?![。?？\s]*$)|も)|幾[つら]|いかに|いかなる|いかが"
)
_EMBEDDED_JA = re.compile(
    r"(?:(?:いつ|どこ|誰)[、・])*[^、。]*(?<=[るたいうくすつぬむぶのだん])(?<!いく)か(?=、|は|という)|(?:どう|どの|どれ|どこ|いつ|何|いくら)[^、。]*?(?<=[るたいうくすつぬむぶのだん])(?<!いくつ)か(?=について|の(?:ほう|方|点|件|問題)|決め|[をがに])"
    r"|(?:いつ|どこ|誰|何)[^、。]*か(?=まで)"
)
"""A question within another: いつ着くのか、…; どう分けるかについて. Not なぜ…かについて, which may ask itself."""
_ENDS_JA = re.compile(r"(?:(?:か|かな|の|っけ|よね|でしょう|だろう)[?？。\s]*|(?:[るたいうくすつぬむぶんだ]|本当|事実|済み|予定)[?？]\s*)$")
_ASKS_FOR_JA = re.compile(r"(?:教え|説明し|挙げ|述べ|示し|まとめ|比べ|話し|列挙し)(?:て(?!い|る|ま|た)|なさい)|(?:分か|わか)り(?:ます|ませ)|知りた")
"""What is said to ask for more than a yes: 教えてもらえますか."""
_ASSERTS_JA = re.compile(r"(?:よね|ですね|ますね|たね|だね|でしょ)[?？。\s]*$")
_TITLE_JA = re.compile(r"(?:は|って|とは)[?？]\s*$")

_AUXILIARY = r"(?:is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|must)(?:n['’]t|n not)?"
_ASKING = r"(?:who|whom|whose|what|whats|what's|which|when|where|why|how)"
_LEAD_EN = r"^\W*(?:(?:and|so|but|then|ok|okay|well|also)\b\W*)*"
_BEFORE_EN = rf"(?:when(?!\s*(?:,|in\b|{_AUXILIARY}\b))|while|if|since(?!\s+{_ASKING})|once|(?:in|on|at|after|before|under|during|by|for|with|until|from)\b(?!\s+{_ASKING}\b))"
_VERB_FIRST_EN = re.compile(rf"{_LEAD_EN}{_AUXILIARY}\s+(?!{_ASKING}\b)")
_LATER_EN = re.compile(rf"^{_BEFORE_EN}(?:(?!,\s*{_ASKING}\b)[^?])*?,\s*{_AUXILIARY}\s+(?!{_ASKING}\b)")
"""The verb after what stands before it: "After the talks, did …"."""
_ASKS_FIRST_EN = re.compile(rf"{_LEAD_EN}(?:(?:in|on|at|by|to|from|for|of|with|since) )?{_ASKING}\b")
_MORE_EN = re.compile(
    rf"[,;?]\s*(?:(?:and|or|but)\s+(?:(?:in|on|at|by|to|from|for|of|with)\s+)?{_ASKING}|(?:(?:by|to|for)\s+)?(?:what|how|why)|if so)\b|[;?]\s*{_ASKING}\b|\band how\b"
    rf"|\b(?:on|in|at|to|from|by|of) (?:what|which)(?: \w+)?\s*\?\s*$|\b(?:who|where|when|why)\s*\?\s*$"
)
"""A second question that yes does not answer: "…, and by how much?"; or the word that asks at the end."""
_TAG_EN = re.compile(rf",\s*(?:{_AUXILIARY}\s+(?:not\s+)?(?:it|he|she|they|we|there|i|you|that|this)(?:\s+(?:right|so))?|right|correct|no|yes|true)\s*\??\s*$")
_PLAIN_EN = re.compile(
    rf"{_LEAD_EN}(?!(?:{_ASKING}|in|on|at|by|to|from|for|of|with)\b)(?=[^?]*\b(?:{_AUXILIARY}|never|not)\b)(?![^?]*\b{_ASKING}\b)[^?]*\?\s*$"
    rf"|^\W*so\b(?!\W*{_ASKING}\b)(?=[^?]*\b(?:{_AUXILIARY}|never|not)\b)[^?]*\?\s*$"
)
"""A statement put as a question: "So Pyongyang never said so?"."""
_ASKS_FOR_EN = re.compile(
    rf"{_LEAD_EN}(?:can|could|would|will|do|does|did|is|are)\s+(?:you|anyone|anybody|we|the (?:documents?|articles?|texts?|authors?|sources?|papers?|reports?)|it|there|\w+)?\s*(?:\w+\s+){{0,2}}?"
    r"(?:tell|say|says|know|explain|mention|specify|describe|give|list|name|summari[sz]e|compare|show|reveal|state)\b[^?]*"
    rf"\b{_ASKING}\b|\b(?:can|could|would|will|might) you (?:please )?(?:tell|explain|describe|give|list|name|summari[sz]e|compare|show|quote|say|find)\b"
    rf"|{_LEAD_EN}(?:can|could|may|might) (?:i|we) (?:ask|know|see|have|get)\b|{_LEAD_EN}have you got\b"
    rf"|\b(?:idea|information|details?|find out)(?: (?:on|about|of|as to))? {_ASKING}\b"
)
"""What is said to ask for more than a yes: "Can you tell me who …", "Does it say when …"."""


def is_polar(plain: str, *, japanese: bool) -> bool:
    """Whether a question, normalized, is put so that yes or no would answer it; one that ``asserts`` aside.

    >>> is_polar("did kim fly to russia?", japanese=False), is_polar("can you tell me when he left?", japanese=False)
    (True, False)
    >>> is_polar("いつ着くのか、発表はあったのですか。", japanese=True), is_polar("いつ着くのですか。", japanese=True)
    (True, False)
    """
    plain = plain.strip()
    if japanese:
        return _ENDS_JA.search(plain) is not None and not _TITLE_JA.search(plain) and not _ASKS_FOR_JA.search(plain) and not _asks_ja(plain)
    if _ASKS_FOR_EN.search(plain) or _MORE_EN.search(plain):
        return False
    return any(pattern.search(plain) for pattern in (_VERB_FIRST_EN, _LATER_EN, _PLAIN_EN))


def asserts(plain: str, *, japanese: bool) -> bool:
    """Whether it says how things are and wants that confirmed: what it says may be wrong.

    >>> asserts("it was signed in may, wasn't it?", japanese=False), asserts("5月に署名されたんですよね。", japanese=True)
    (True, True)
    >>> asserts("who signed it, right?", japanese=False), asserts("署名したのは誰でしたよね", japanese=True)
    (False, False)
    """
    plain = plain.strip()
    if japanese:
        return _ASSERTS_JA.search(plain) is not None and not _asks_ja(plain)
    return _TAG_EN.search(plain) is not None and not _VERB_FIRST_EN.search(plain) and not _ASKS_FIRST_EN.search(plain)


def _asks_ja(plain: str) -> bool:
    return _ASKS_JA.search(_EMBEDDED_JA.sub("", plain)) is not None
