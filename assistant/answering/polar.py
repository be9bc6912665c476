"""Whether a question is answered by yes or no, or only wants what it says confirmed."""

from __future__ import annotations

import re

_ASKS_JA = re.compile(
    r"(?:何|なに|誰|だれ|どなた|どこ|いつ)(?!か(?![。?？\s]*$|国|月|所|条|年|ら)|も|に?でも|まで[もに]|しか)|いつ(?=から|まで)|なん(?=で(?!す|しょ)|と|の)|なぜ|どうして|どう(?!にか|しても|し(?!て|た)|か[^。?？])|どの|どんな|どれ(?!も)|どちら(?!も)|どっち"
    r"|いくら(?!でも|か[のは])|いくつ(?!か(?![。?？\s]*$)|も)|幾つ|いかに|いかなる"
)
_EMBEDDED_JA = re.compile(
    r"(?:(?:いつ|どこ|誰)[、・])*[^、。]*(?:(?<=[るたいうくすつぬむぶのだん])か(?:どうか)?)(?=[、はがをに]|について|も|という|の|[一-龥])|(?:いつ|どこ|誰|何)[^、。]*か(?=まで)"
)
"""A question within another: いつ着くのか、…"""
_ENDS_JA = re.compile(r"(?:(?:か|かな|の|っけ|よね|でしょう|だろう)[?？。\s]*|[?？]\s*)$")
_ASKS_FOR_JA = re.compile(
    r"(?:教え|説明し|挙げ|述べ|示し|まとめ|比べ|話し|列挙し)(?:て|なさい)|(?:分か|わか)り(?:ます|ませ)|知って(?:い|る|ます)|ご存[じ知]|知りた"
)
"""What is said to ask for more than a yes: 教えてもらえますか."""
_ASSERTS_JA = re.compile(r"(?:よね|ですね|ますね|たね|だね|でしょ)[?？。\s]*$")
_TITLE_JA = re.compile(r"(?:は|って|とは)[?？]\s*$")

_AUXILIARY = r"(?:is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|must)(?:n['’]t|n not)?"
_ASKING = r"(?:who|whom|whose|what|whats|what's|which|when|where|why|how)"
_LEAD_EN = r"^\W*(?:(?:and|so|but|then|ok|okay|well|also)\b\W*)*"
_BEGINS_EN = re.compile(
    rf"(?:{_LEAD_EN}|^(?:when|while|if|since|once|(?:in|on|at|after|before|under|during|by|for|with|until|from)\b(?!\s+{_ASKING}\b))[^?]*?,\s*){_AUXILIARY}\s+(?!{_ASKING}\b)"
)
"""It begins with a verb, or with what stands before it: "After the talks, did …"."""
_MORE_EN = re.compile(rf"[,;?]\s*(?:(?:and|or|but)\s+(?:(?:in|on|at|by|to|from|for|of|with)\s+)?{_ASKING}|(?:(?:by|to|for)\s+)?(?:what|how|why))\b")
"""A second question that yes does not answer: "…, and by how much?"."""
_TAG_EN = re.compile(rf",\s*(?:{_AUXILIARY}\s+(?:not\s+)?(?:it|he|she|they|we|there|i|you|that|this)(?:\s+right)?|right|correct|no|yes|true)\s*\?\s*$")
_PLAIN_EN = re.compile(
    rf"{_LEAD_EN}(?!(?:{_ASKING}|in|on|at|by|to|from|for|of|with)\b)(?=[^?]*\b(?:{_AUXILIARY}|never|not)\b)(?![^?]*\b{_ASKING}\b)[^?]*\?\s*$|^\W*so\b(?!\W*{_ASKING}\b)(?=[^?]*\b(?:{_AUXILIARY}|never|not)\b)[^?]*\?\s*$"
)
"""A statement put as a question: "So Pyongyang never said so?"."""
_ASKS_FOR_EN = re.compile(
    rf"{_LEAD_EN}(?:can|could|would|will|do|does|did|is|are)\s+(?:you|anyone|anybody|we|the (?:documents?|articles?|texts?|authors?|sources?|papers?|reports?)|it|there|\w+)?\s*(?:\w+\s+){{0,2}}?"
    r"(?:tell|say|says|know|explain|mention|specify|describe|give|list|name|summari[sz]e|compare|show|reveal|state)\b[^?]*\b(?:who|whom|whose|what|which|when|where|why|how)\b"
    r"|\b(?:can|could|would|will) you (?:please )?(?:tell|explain|describe|give|list|name|summari[sz]e|compare|show|quote)\b",
)
"""What is said to ask for more than a yes: "Can you tell me who …", "Does it say when …"."""


def is_polar(plain: str, *, japanese: bool) -> bool:
    """Whether a question, normalized, is put so that yes or no would answer it.

    >>> is_polar("did kim fly to russia?", japanese=False), is_polar("can you tell me when he left?", japanese=False)
    (True, False)
    >>> is_polar("いつ着くのか、発表はあったのですか。", japanese=True), is_polar("いつ着くのですか。", japanese=True)
    (True, False)
    """
    plain = plain.strip()
    if japanese:
        if asserts(plain, japanese=True) or not _ENDS_JA.search(plain) or _TITLE_JA.search(plain) or _ASKS_FOR_JA.search(plain):
            return False
        return _ASKS_JA.search(_EMBEDDED_JA.sub("", plain)) is None
    if _ASKS_FOR_EN.search(plain) or _MORE_EN.search(plain):
        return False
    return not asserts(plain, japanese=False) and any(pattern.search(plain) for pattern in (_BEGINS_EN, _PLAIN_EN))


def asserts(plain: str, *, japanese: bool) -> bool:
    """Whether it says how things are and wants that confirmed: what it says may be wrong.

    >>> asserts("it was signed in may, wasn't it?", japanese=False), asserts("5月に署名されたんですよね。", japanese=True)
    (True, True)
    """
    return (_ASSERTS_JA if japanese else _TAG_EN).search(plain.strip()) is not None
