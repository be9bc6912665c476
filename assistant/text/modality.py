"""How a sentence says what it says: certain or hedged, in whose words, affirmed or denied.

Markers of both languages; no judgement of what is true. A list here is data about the languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType

from assistant.text.language import JAPANESE
from assistant.text.normalize import compose, normalize

_HEDGE = {
    "ja": re.compile(
        r"かもしれな|かも知れな|の?ではないか|可能性(?=[がはもだで、。高低大]|に言及)|おそれ|恐れが|だろう|であろう|でしょう|とみられ|と見られ|と思われ|と考えられ|ようだ|ようで|ようにみえ|ように見え"
        r"|らしい|とされ|と評され|"
        r"と言え|といえ|と言われ|といわれ|推測|見通し(?=だ|で|を|が示|という|。|$)|見込み|見込ま|おそらく|恐らく|とみな|はずだ|はずで|予想|兼ねな|かねな|とも言|示唆(?!する[^。、])|疑い|想定"
        r"|とする(?:[^。、]{0,6})?説|という(?:[^。、]{0,4})?説|説(?:が|も)(?:あ|有力|唱え|出)|仮説|かどうか|とは言い難|考えにく|推定|という見方|との見方|見方だ|期待"
    ),
    "en": re.compile(
        r"\b(?:(?<!in )(?<!of )(?<!since )(?<!until )(?<!by )(?<!early )(?<!late )(?<!mid-)(?<!last )(?<!this )(?<!between )(?<!from )(?<![0-9] )may(?! [0-9]| (?:and|to|through|or) (?:january|february|march|april|june|july|august|september|october|november|december))|might|could(?! not\b)"
        r"|likely|unlikely|probabl[ey]|possib(?:le|ly|ility)|perhaps|reportedly|allegedly|apparently|presumably|seem(?:s|ed|ingly)?|appear(?:s"
        r"|ed)? (?:to|that|likely)|"
        r"(?:is|are|was|were|be|been) (?:\w+ )?(?:thought|believed|considered|expected|said|assessed|estimated|assumed|regarded|seen|viewed|rumou?red"
        r"|speculated|predicted|described|reputed|supposed|forecast|projected)|"
        r"hypothes\w+|(?:new |one |some )?theor(?:y|ies) (?:that|holds?)|suggest(?:s|ed|ing)?|would|potentially|doubt(?:s|ful)?|uncertain|suspect(?:s|ed)?|speculat\w+|in (?:his|her|their) view|expects?|expected"
        r"|estimates?|estimated|the view|hard to (?:imagine|see|believe))\b"
    ),
}
_ATTRIBUTION = {
    "ja": re.compile(
        r"によると|によれば|(?:調査|統計|推計|試算|報告書|発表)では|と述べ|を述べ|と語|と話し|と報じ|が報じ|を報じ|報じられ|と報道|の報道|と発表|を発表|と主張|を主張|と指摘|を指摘|と強調"
        r"|を強調|という[。」]?$|とのこと|と伝え|との見方|と認め|を認め|と引用|を引用|"
        r"と不満|と表現|と評|とみて|と考え|と信じ|と説明|と宣言|と表明|を表明|と警告|と論じ|と見る|と見て|ということだ[。]?$|と分析|と批判|との懸念"
        r"|と答え|と報告|を報告|と訴え|提起|を告白|と非難|(?:を|と)示唆(?!する[^。、])|"
        r"という見方|という考え|が多くの|との声|の考えでは|の見解"
    ),
    "en": re.compile(
        r"\b(?:according to|say|says|(?<!that )said|stated|states(?= that)|stating|report(?:s|ed|edly|ing)?|announce[sd]?|announcing|(?<!so-)call(?:s|ed)(?! (?:for|off|up|on)\b)|claim(?:s|ed|ing)?|argue[sd]?"
        r"|arguing|told|note[sd]|emphasi[sz]e[sd]?|acknowledg(?:e|es|ed|ing)|admit(?:s|ted)?(?= (?:that|to|it|he|she|they|having)\b|,|\.|$)|"
        r"quote[sd]?|citing|cite[sd]|describe[sd]?|characteri[sz]e[sd]?|believe[sd]?|thinks?|thought|assert(?:s|ed)?|stress(?:es|ed)?|underlin(?:e|es"
        r"|ed)|maintain(?:s|ed)? that|contend(?:s|ed)?|warn(?:s|ed)?|explain(?:s|ed)?|"
        r"complain(?:s|ed)?|declare[sd]?|express(?:es|ed)(?! in\b)|raise[sd]? the possibility|point(?:s|ed)? out|confess(?:es|ed)?|suggest(?:s|ed)?|confirm(?:s"
        r"|ed)?|view|accus(?:e|es|ed)|condemn(?:s|ed)?|predict(?:s|ed)?|expects?|considers?|sees?|in the (?:opinion|view|words) of|for \w+, )\b"
    ),
}
_NEGATION = {
    "ja": re.compile(
        r"(?<!かもしれ)(?<!かも知れ)(?<!だけで)(?<!のみで)(?<!ばかりで)(?<!ならな)ない(?!がしろ)|なかった|(?<!かもしれ)ません|ず(?:に|、)|ぬ(?:場合"
        r"|まま)|しなく|れなく|せなく|てなく|わず、|できず|得ず|行かず|困難|不可能|否定|拒否|難し|がたい|にくい|辛い|失敗|失っ|無駄|皆無|欠け|反対|阻止"
    ),
    "en": re.compile(
        r"\b(?:not|no|never|none|nor|neither|without|rather than|instead of|cannot|can't|won't|don't|doesn't|didn't|isn't|aren't|wasn't|weren't|hasn't|haven't|hadn't|wouldn't"
        r"|couldn't|shouldn't|hardly|scarcely|barely|little|few|unable|impossible|"
        r"fail(?:s|ed|ing|ure)?|refus(?:e|es|ed|al)|reject(?:s|ed)?|den(?:y|ies|ied)|unlikely|lack(?:s|ed)?|futile|difficult|hard|oppos(?:e|es|ed|ition)"
        r"|without|prevent(?:s|ed)?)\b"
    ),
}
# Grammatical negation alone: these flip a statement; the longer lists above also hold words that are negative by meaning.
_STRICT_NEGATION = {
    "ja": re.compile(
        r"(?<!かもしれ)(?<!かも知れ)(?<!だけで)(?<!だけでは)(?<!のみで)(?<!ばかりで)(?<!ばかりでは)(?<!ねばなら)(?<!なければなら)(?<!違い)(?<!違いは)(?<!に過ぎ)(?<!にすぎ)(?<!ざるを得)(?<!ざるをえ)(?<!やむを得)ない(?!がしろ|わけではな|とは限らな|か(?:と|。|、|との|という))|"
        r"(?<!かもしれ)(?<!かも知れ)(?<!なければなら)(?<!ねばなら)(?<!だけでは)(?<!だけで)(?<!に過ぎ)(?<!ざるを得)(?<!ざるをえ)(?<!やむを得)なかった"
        r"|(?<!かもしれ)(?<!なければなり)(?<!ねばなり)ません"
        r"|(?<!せざるを得)(?<!ざるを得)(?<!なければなら)ず(?:に|、|$)|(?<!やむを得)ぬ(?:場合|まま)"
        r"|(?<=こと)(?:は|も|が)?なく(?=、|$|[^なて])"
    ),
    "en": re.compile(r"\b(?:not(?! only| just| merely| solely)|no(?! longer than| doubt|\.| (?:more|less|fewer) than)|never|none|nor|neither|cannot|\w+n't|hardly|scarcely|nobody|no one)\b"),
}
_NO_DENIAL = {
    "ja": re.compile(
        r"しか(?!し)[^。、]{0,14}?(?:ない|なかった|なく|ません|ず)|少な(?:い|かった)|欠かせな(?:い|かった)|忘れてはなら(?:ない|ず)|言うまでもな[いく]|満た(?:ない|なかった|ず)"
        r"|も(?:経|た)たず|間もなく|まもなく|やむなく|余儀なく|を問わず|絶えず|相変わらず|にも(?:かか|関)わらず"
    ),
    "en": re.compile(r"\b(?:did|was|were)(?: not|n't)\b[^.;,]{0,60}?\buntil\b|\bno later than\b"),
}
"""Negations that deny nothing: only so much, less than so much, not until then."""
_ANTONYMS: tuple[tuple[str, str], ...] = (
    (
     r"増[えやしす加大額員強]|倍増|拡大|上昇|伸び(?!悩)|伸ばし|上がっ|上がり|高ま|高め(?!の|に)|深ま|深め|強化|強ま|強め(?!の|に)|厳格化|厳しく(?:す|し[たて、]|な[るっり])|increas\w*|climb\w*|jump\w*|surge[sd]?|surging|doubl\w*|grow\w*|grew|expand\w*|ris(?:e|es|en|ing)|rose|strengthen\w*|heighten\w*"
     r"|deepen\w*|intensif\w*|tighten\w*|bolster\w*|step(?:s|ped|ping)? up|ramp(?:s|ed|ing)? up|scal(?:e|es|ed|ing) up|go(?:es|ing|ne)? up|went up|escalat\w*|toughen\w*",
     r"減[らりるれっ少額]|縮小|低下|下落|下がっ|下がり|下げ|落ち込|急減|半減|削減|弱ま|弱め(?!の|に)|弱体|後退|軽減|低減|緩和|緩め(?!の|に)|緩ん|薄れ|plung\w*|dwindl\w*|dropp\w*|decreas\w*|halv\w*|shr[iaun]+k\w*|fall(?:s|en|ing)?|fell|reduc\w*|weaken\w*"
     r"|declin\w*|diminish\w*"
     r"|lessen\w*|eas(?:e|es|ed|ing)|relax\w*|loosen\w*|cut(?:s|ting)?|lower\w*|scal(?:e|es|ed|ing) (?:back|down)|go(?:es|ing|ne)? down|went down|wan(?:e|es|ed|ing)"),
    (r"支持|賛成|賛同|歓迎|擁護|support\w*|approv\w*|welcom\w*|back(?:s|ed|ing)|endors\w*|favou?r\w*|in favou?r",
     r"反対|反発|非難|批判|拒否|拒絶|oppos\w*|reject\w*|condemn\w*|critici[sz]\w*|denounc\w*|resist\w*|against"),
    (r"成功|succe\w*",
     r"失敗|fail\w*"),
    (r"(?<!不)可能(?!性)|容易|簡単|可能に|possible|easy|easily|able|feasible",
     r"不可能|困難|難し|impossible|difficult|hard|unable|unfeasible"),
    (r"輸出|export\w*",
     r"輸入|import\w*"),
    (r"良好|改善|友好|温か|親密|better|improv\w*|friendly|good|warm\w*",
     r"悪化|悪い|敵対|冷え込|冷え切|険悪|疎遠|worse\w*|deteriorat\w*|hostil\w*|bad|cool\w*|chill\w*|sour\w*|frosty|icy"),
    (r"接近|近づ|closer|rapprochement|approach\w*|draw\w* near|converg\w*",
     r"離反|離れ|遠ざか|乖離|分裂|drift\w* apart|estrang\w*|diverg\w*|distanc\w*|away from"),
    (r"開始|始ま|始め|着手|begin\w*|began|start\w*|launch\w*",
     r"終了|終わ|停止|中止|終結|end(?:s|ed|ing)?|stop\w*|halt\w*|ceas\w*|suspend\w*"),
    (r"出席|(?<!不)参加|加わ|attend\w*|participat\w*|join\w*|present at",
     r"欠席|不参加|absen\w*|skip\w*|withdr\w*|miss(?:ed|es|ing)"),
    (r"(?<!非)公開|公表|公然|disclos\w*|public\w*|open(?:ly)?|announc\w*",
     r"秘密|極秘|非公開|secret\w*|covert\w*|conceal\w*|hid(?:e|es|den|ing)"),
    (r"維持|継続|続け|続い|maintain\w*|continu\w*|keep\w*|kept|preserv\w*|surviv\w*|endur\w*|last(?:s|ing)",
     r"放棄|断念|消滅|崩壊|解消|abandon\w*|give(?:s|n)? up|gave up|collaps\w*|disappear\w*|vanish\w*|fad(?:e|es|ed|ing)|dissol\w*"),
    (r"多い|多く|豊富|大量|豊か|many|plenty|abundan\w*|rich\w*|large|ample",
     r"少ない|わずか|不足|乏し|貧し|few|scarc\w*|short(?:age)?|lack\w*|poor\w*|small|insufficient"),
    (r"肯定|認め|確認|confirm\w*|acknowledg\w*|admit\w*|recogni[sz]\w*",
     r"否定|否認|den(?:y|ies|ied|ial)"),
    (r"長期|永続|長期的|long-term|lasting|permanent|enduring",
     r"短期|一時|短期的|short-term|temporary|transient|transactional"),
    (r"解除|撤廃|lift\w*|remov\w*",
     r"発動|課し|課す|課され|適用|導入|impos\w*|appl(?:y|ies|ied)|introduc\w*"),
    (r"有利|利益|恩恵|advantag\w*|benefi\w*|gain\w*",
     r"不利|打撃|損害|disadvantag\w*|harm\w*|hurt\w*|damag\w*|loss"),
    (r"多数|過半|majority|most",
     r"少数|minority"),
    (r"過大評価|overestimat\w*|overstat\w*",
     r"過小評価|underestimat\w*|underrat\w*"),
    (r"以前|前に|先立|before|prior to|ahead of|preced\w*",
     r"以後|以降|後に|その後|after\w*|follow\w*|since"),
    (r"最も重要|最大|main|most important|primary|chief|central",
     r"二次的|副次的|secondary|minor|least important|marginal"),
    (r"上昇志向|楽観|optimis\w*",
     r"悲観|pessimis\w*"),
    (r"初めて|最初|first",
     r"最後|last time|final"),
    (r"勝利|勝っ|win(?:s|ning)?|won|victor\w*",
     r"敗北|敗れ|負け|lost|los(?:e|es|ing)|defeat\w*"),
    (r"依存|頼っ|頼り|depend(?:s|ed|ing|en\w*)\b|relian\w*|rel(?:y|ies|ied)",
     r"自立|自律|独立|independen\w*|autonom\w*|self-reli\w*"),
    (r"東(?!京)|east\w*",
     r"西|west\w*"),
    (r"豪華|全面的|完全|fully|complete\w*|comprehensive|entire\w*|full",
     r"部分的|限定的|partial\w*|limited|partly"),
    (r"黒字|surplus\w*",
     r"赤字|deficit\w*"),
    (r"引き上げ|引上げ|値上げ|利上げ|増額|増税|rais(?:e|es|ed|ing)|hik(?:e|es|ed|ing)",
     r"引き下げ|引下げ|値下げ|利下げ|減額|減税|cut(?:s|ting)?|lower(?:s|ed|ing)?|slash\w*"),
    (r"上回|高い|高く|高か|多く|higher|more than|exceed\w*|above",
     r"下回|低い|低く|低か|少な|lower|less than|fewer|below|under(?= (?:\d|half|a \w+\b))"),
    (r"合法|適法|lawful|legal",
     r"違法|不法|unlawful|illegal"),
    (r"有罪|convict\w*|guilty",
     r"無罪|acquit\w*|innocent"),
    (r"(?<!不)起訴|indict\w*",
     r"不起訴|起訴猶予"),
    (r"積極|activ(?:e|ely)|eager\w*",
     r"消極|passiv\w*|reluctan\w*"),
    (r"許可|許容|許し|認可|allow\w*|permit\w*|authori[sz]\w*",
     r"禁止|禁じ|ban(?:s|ned)?|bar(?:s|red)|prohibit\w*|forb[ia]d\w*|rul(?:e|es|ed|ing) out"),
    (r"加盟|加入|accession|acced\w*",
     r"脱退|離脱|withdrew|withdraw\w*|quit"),
    (r"可決|採択|adopt\w*|passed",
     r"否決|廃案|voted down|rejected"),
    (r"設立|創設|結成|found(?:ed|ing)|establish\w*",
     r"解散|解体|disband\w*|dissol\w*"),
    (r"(?<!不)安定|stable|stabili[sz]\w*",
     r"不安定|unstable|destabili[sz]\w*"),
    (r"(?<!非)公式|official(?:ly)?",
     r"非公式|unofficial(?:ly)?|informal\w*"),
    (r"義務|必須|mandatory|compulsory|obligat\w*",
     r"任意|自発|voluntar\w*|optional"),
    (r"(?<!間)直接|direct(?:ly)?",
     r"間接|indirect(?:ly)?"),
    (r"残(?:る|り|っ|し)|remain\w*|linger\w*",
     r"消え|消滅|disappear\w*|vanish\w*"),
    (r"(?<!小)大規模|大国|large-scale|major",
     r"小規模|小国|small-scale|minor"),
    (r"無料|無償|free of charge|for free|admission-free",
     r"有料|有償|charge an|paid admission"),
    (r"賛成|in favou?r",
     r"反対|against"),
    (r"信頼|信じ|trust\w*",
     r"不信|distrust\w*|mistrust\w*"),
    (r"適合|合致|かなう|かなっ|沿う|沿っ|conform\w*|in line with|consistent with|in accordance",
     r"反する|反し|違反|背く|背い|violat\w*|breach\w*|contrary to|inconsistent"),
    (r"先進|高度|進ん(?:だ|で)|advanced|sophisticated|state-of-the-art",
     r"旧式|時代遅れ|primitive|outdated|obsolete|backward"),
    (r"新設|創設|新た(?:に|な)設|newly introduced|established",
     r"撤廃|廃止|abolish\w*|scrapp\w*"),
    (r"gain(?:s|ed)?|strengthen\w*|appreciat\w*",
     r"weaken\w*|lost ground|depreciat\w*"),
    (r"上が|高騰|急騰|急増|climb\w*|surge[sd]?|surging|soar\w*|rose|ris(?:e|es|en|ing)",
     r"下が|下落|急落|急減|drop(?:s|ped|ping)?|plung\w*|slump\w*|dwindl\w*|fell|fall(?:s|en|ing)?"),
    (r"広が|広げ|拡充|拡張|widen\w*|broaden\w*|spread\w*|expand\w*",
     r"狭ま|狭め|縮む|縮ん|縮み|縮め|縮小|narrow\w*|shr[iau]nk\w*|contract(?:ed|ing)"),
    (r"加速|急ぐ|急ぎ|早ま|早め|accelerat\w*|speed(?:s|ed|ing)? up|hasten\w*|gather(?:s|ed)? speed",
     r"減速|鈍化|遅ら|遅ま|slow(?:s|ed|ing)?|delay\w*"),
    (r"延長|延ばし|延びる|延びた|lengthen\w*|extend\w*|prolong\w*",
     r"短縮|縮め|short(?:en\w*|er)|curtail\w*"),
    (r"再開|reopen\w*|resum\w*",
     r"休止|閉鎖|打ち切|中断|clos(?:e|es|ed|ing|ure)|shut\w*|suspend\w*"),
    (r"早い|早く|早期|early|earlier|ahead of schedule",
     r"遅い|遅く|遅れ|later?|delay\w*|behind schedule"),
    (r"加え|含め|含む|含ま|追加|盛り込|insert\w*|includ\w*|add(?:s|ed|ing)?",
     r"外す|外し|外さ|除外|除く|除い|削除|削っ|remov\w*|exclud\w*|omit\w*|delet\w*"),
    (r"大きい|大きく|大きな|larger?|bigger|greater",
     r"小さい|小さく|小さな|small(?:er)?|lesser"),
    (r"しばしば|頻繁|often|frequent\w*|usually|commonly",
     r"めったに|まれ|稀|seldom|rare(?:ly)?|infrequent\w*"),
    (r"聞き入れ|heed\w*|took into account",
     r"無視|ignor\w*|disregard\w*"),
    (r"支持者|賛成派|推進派|supporters?|proponents?|advocates?",
     r"反対派|反対者|opponents?|critics?"),
    (r"発効|施行|制定|in(?:to)? force|enact\w*",
     r"失効|廃止|撤回|repeal\w*|rescind\w*|abolish\w*|revok\w*"),
    (r"受け入れ|受諾|承諾|承認|accept\w*|agree[sd]? to|consent\w*",
     r"拒否|拒絶|拒ん|辞退|断っ|断り|refus\w*|declin(?:e|es|ed|ing) (?:to|an?|the)|turn(?:s|ed)? down|spurn\w*|veto\w*"),
    (r"裏づけ|裏付け|立証|corroborat\w*|bears? out|bore out|vindicat\w*",
     r"覆|反証|refut\w*|disprov\w*|debunk\w*"),
    (r"最高|最多|頂点|highest|peak\w*|record high",
     r"最低|最少|底を|lowest|trough|record low"),
    (r"(?<!不)正当|妥当|justif\w*|rightly",
     r"不当|unjust\w*|wrongly"),
    (r"称賛|賞賛|評価する|prais\w*|hail\w*|applaud\w*|commend\w*",
     r"批判|非難|酷評|critici[sz]\w*|condemn\w*|denounc\w*|blam\w*"),
    (r"予定通り|予定どおり|as planned|as scheduled|went ahead",
     r"取りやめ|中止|延期|cancel\w*|called off|postpon\w*"),
    (r"安い|安く|安価|cheap\w*|inexpensive",
     r"高価|高額|expensive|costly|dear(?:er)?"),
    (r"慎重|cautio\w*|careful\w*",
     r"性急|拙速|reckless\w*|hast(?:y|ily)"),
    (r"満足|satisf\w*|content with",
     r"不満|失望|dissatisf\w*|disappoint\w*"),
    (r"重視|重んじ|強調|力説|stress(?:es|ed|ing)?|emphasi[sz]\w*|underlin\w*",
     r"軽視|軽んじ|過小|矮小|downplay\w*|play(?:s|ed|ing)? down|belittl\w*|underestimat\w*"),
    (r"可能性が(?:極めて|非常に|かなり)?高|見込みが大き|likely|probabl[ey]",
     r"可能性[がはも](?:極めて|非常に|かなり)?低|見込み[がはも]薄|考えにくい|unlikely|improbabl[ey]"),
    (r"安全|safe(?:ly|r|st)?|harmless",
     r"危険|danger\w*|unsafe|risky|perilous|hazardous"),
    (r"強い|強く|強力|強固|堅固|strong(?:ly|er|est)?|powerful|robust",
     r"弱い|弱く|脆弱|脆い|もろい|weak(?:ly|er|est)?|fragile|feeble|frail"),
    (r"速い|速く|迅速|急速|素早|quick\w*|rapid\w*|swift\w*",
     r"緩やか|ゆっくり|徐々に|slow(?:ly|er)?|sluggish\w*|gradual\w*"),
    (r"必要|不可欠|necessary|essential|indispensable",
     r"不要|不必要|unnecessary|needless|superfluous"),
    (r"味方|同盟国|友好国|盟友|ally|allies|friends?",
     r"敵(?!対)|宿敵|enem(?:y|ies)|foes?|adversar(?:y|ies)"),
    (r"北部|北側|northern",
     r"南部|南側|southern"),
    (r"男性|男子|men|man|male|boys?",
     r"女性|女子|women|woman|female|girls?"),
    (r"判明|明らか|known|clear(?:ly)?",
     r"不明|未詳|unknown|unclear"),
    (r"(?<!不)確実|(?<!不)確か|certain(?:ly)?",
     r"不確実|不確か|不透明|uncertain\w*|unsure"),
    (r"同じ|同一|同様|共通|same|identical|alike",
     r"異な|違っ|違う|違い|相違|different\w*|differ(?:s|ed|ing)?|distinct"),
    (r"有効|効果的|valid|effective(?:ly)?",
     r"無効|無意味|invalid|void|ineffective\w*|useless|futile|meaningless"),
    (r"合意|妥結|まとまっ|agree(?:d|ment|s)?|settled",
     r"決裂|物別れ|破談|broke down|fell through|deadlock\w*"),
    (r"到着|到達|arriv\w*",
     r"出発|発っ|depart\w*|set (?:off|out)"),
    (r"任命|就任|起用|appoint\w*|took office|sworn in",
     r"解任|罷免|辞任|退任|更迭|dismiss(?:ed|al)|sack(?:ed|ing)|resign\w*|step(?:s|ped)? down|oust\w*"),
    (r"建設|建て|造ら|造っ|build(?:s|ing)?|built|construct\w*|erect\w*",
     r"破壊|取り壊|撤去|demolish\w*|destroy\w*|tore down|dismantl\w*"),
    (r"派遣|進駐|侵攻|deploy\w*|dispatch\w*",
     r"撤退|撤収|引き揚げ|withdr[ae]w\w*|pull(?:s|ed|ing)? out"),
    (r"肯定的|前向き|好意的|positive(?:ly)?|favou?rabl[ey]",
     r"否定的|後ろ向き|懐疑|negative(?:ly)?|unfavou?rabl[ey]|s[ck]eptic\w*"),
    (r"国内|domestic(?:ally)?|at home",
     r"国外|海外|abroad|overseas"),
    (r"民間|民営|private(?:ly)?",
     r"国営|公営|国有|state-(?:run|owned)|publicly owned|nationali[sz]ed"),
    (r"若い|若者|若手|young(?:er|sters?)?|youths?",
     r"高齢|年配|老人|elder(?:ly|s)?"),
    (r"有事|戦時|wartime",
     r"平時|peacetime"),
    (r"残す|残し|存続|維持|keep\w*|kept|retain\w*",
     r"廃止|撤廃|scrap(?:s|ped|ping)?|abolish\w*|do(?:es|ing)? away with|did away with"),
)  # fmt: skip
_EDGE = "(?:(?<![a-z])|(?![a-z]))"
"""Where no English word goes on."""


def _whole(words: str) -> re.Pattern[str]:
    """Words of a list: English ones stand alone, Japanese ones anywhere."""
    return re.compile(rf"{_EDGE}(?:{words}){_EDGE}")


ANTONYMS = tuple((_whole(a), _whole(b)) for a, b in _ANTONYMS)
_BEGUN = tuple((re.compile(rf"(?:{a}){_EDGE}"), re.compile(rf"(?:{b}){_EDGE}")) for a, b in _ANTONYMS)
"""The same, begun anywhere: where the words come first, the expression looks for their first letters alone and is four times as fast."""


@dataclass(frozen=True, slots=True)
class Modality:
    hedged: bool
    attributed: bool
    negations: int
    """Grammatical negations; two make a yes."""
    negative: bool
    """Negated by grammar or by the meaning of a word."""
    hedge: str = ""
    attribution: str = ""
    negation: str = ""


@lru_cache(maxsize=16_384)
def read_modality(text: str) -> Modality:
    """Hedges, attributions and negations of one sentence.

    >>> read_modality("北朝鮮は支援を求めるかもしれない。").hedged, read_modality("It did not lift the sanctions.").negations
    (True, 1)
    """
    lang = "ja" if JAPANESE.search(text) and len(JAPANESE.findall(text)) * 2 > len(re.findall(r"[A-Za-z]{2,}", text)) else "en"
    plain = normalize(text)
    hedge, attribution = _HEDGE[lang].search(plain), _ATTRIBUTION[lang].search(plain)
    negation, strict = next(_denials(_NEGATION[lang], plain, lang), None), list(_denials(_STRICT_NEGATION[lang], plain, lang))
    return Modality(
        hedge is not None,
        attribution is not None,
        len(strict),
        bool(strict) or negation is not None,
        hedge.group() if hedge else "",
        attribution.group() if attribution else "",
        negation.group() if negation else "",
    )


def _denials(pattern: re.Pattern[str], plain: str, lang: str) -> Iterator[re.Match[str]]:
    """Where a text denies: negations but for those that only seem to."""
    seeming = [m.span() for m in _NO_DENIAL[lang].finditer(plain)]
    return (m for m in pattern.finditer(plain) if not any(start <= m.start() < end for start, end in seeming))


_ASIDE = re.compile(r"\([^()]*\)")
_BY_WHOM = re.compile(r"(?:によると|によれば|では)$")
_GOES_ON = re.compile(r"[^、。]{0,5}、")
_FACT = re.compile(r"(?:という|との)事実|\bthe fact that\b")
_CLAUSES_EN = re.compile(r"[;:]\s|,\s(?:and|but|while|although|whereas)\s")


@lru_cache(maxsize=16_384)
def firm_part(text: str) -> str:
    """What a hedged or reported sentence says outside its hedge, "" where the hedge reaches all of it.

    An aside in brackets, the words before 〜によると (they tell of the speaker), what follows a hedge that ends its clause; in
    English the subject of a verb of saying, and the clauses without a hedge.

    >>> firm_part("研究者のキム氏(釜山大学)によると、条約は無効だ。"), firm_part("最初の活動とされ、5月29日は記念日である。")
    ('研究者のキム氏(釜山大学)', '5月29日は記念日である。')
    >>> firm_part("It opposes the plan: a fee would shut families out."), firm_part("雨だろう。")
    ('It opposes the plan', '')
    """
    lang = "ja" if JAPANESE.search(text) and len(JAPANESE.findall(text)) * 2 > len(re.findall(r"[A-Za-z]{2,}", text)) else "en"
    hedges, reports = _HEDGE[lang], _ATTRIBUTION[lang]

    def marked(part: str) -> bool:
        return bool(hedges.search(normalize(part)) or reports.search(normalize(part)))

    bare = _ASIDE.sub(lambda m: "" if marked(m.group()) else m.group(), compose(text))
    low = normalize(bare)
    told = [m.span() for m in reports.finditer(low)]
    marks = sorted([*told, *(m.span() for m in hedges.finditer(low))])
    if not marks:
        return bare
    if lang == "en":
        if told:
            before = bare[: told[0][0]].strip()
            return "" if re.search(r"[,;:]", before) else before
        cuts = [0, *(m.end() for m in _CLAUSES_EN.finditer(low)), len(bare)]
        clauses = [bare[a:b] for a, b in pairwise(cuts)]
        return " ".join(_CLAUSES_EN.sub("", clause).strip(" ,;:") for clause in clauses if not marked(clause))
    fact = _FACT.search(low)
    if fact and all(start > fact.start() for start, _ in marks):
        return bare[: fact.start()]
    whom = next((start for start, end in told if _BY_WHOM.search(low[start:end])), None)
    if whom is not None:
        return bare[:whom]
    on = _GOES_ON.match(low, marks[-1][1])
    return bare[on.end() :] if on else ""


_WEAK_NEGATORS = re.compile(
    r"避け|回避|拒否|拒絶|拒[むみんまめ]|断[らりるわっ]|断念|放棄|失敗|困難|難し|不可能|がたい|にくい|欠け|欠[いく]|欠如|欠席|皆無|無駄|阻止|防[いぐが]|やめ|見送(?:られ|りと)|免れ|差し控え|渋[っるり]|否定|不足|"
    r"\b(?:avoid\w*|refus\w*|reject\w*|fail\w*|unable|impossible|difficult|hard|lack\w*|prevent\w*|abandon\w*|deny|denies|denied|declin(?:e[sd]?|ing) to (?!about|around|some|nearly|just)[a-z]+|turn(?:s|ed|ing)? down|stay(?:s|ed|ing)? away|absent|withh[eo]ld\w*|without|unlikely|reluctan\w*|futile|stop\w*|rather than|instead of|far from|free of|too \w+ to)\b"
)


_DONE_AWAY = re.compile(r"廃止|撤廃|解除|取り消|中止|無料|無償|消え|消滅|不|非|無|\b(?:abolish\w*|scrap\w*|lift\w*|cancel\w*|remov\w*|free|zero|independen\w*|un\w{4,}|in(?:ability|capable))\b")


@lru_cache(maxsize=16_384)
def denies(text: str) -> bool:
    """Whether a text denies or does away with something by any word, so that a "not" may stand for it."""
    plain = normalize(text)
    return read_modality(text).negative or weakly_negated(text) or _DONE_AWAY.search(plain) is not None


_REPORTS = re.compile(
    r"述べ|語[るっり]|話し|主張|批判|指摘|訴え|説[くい]|唱え|求め|要求|要請|表明|発表|方針|考え|見方|見解|とみ[るてな]|とし[てた]|とする|懸念|警告|評価|非難|不満|満足|反論|反対|賛成|拒[むみん否]"
    r"|約束|公約|計画|予定|目指|期待|望[むみん]|推計|推定|試算|調査|世論|統計|筆者|著者|論じ|によると|によれば|という"
    r"|\b(?:s(?:ay|ays|aid)|stat(?:ed|es that)|told|claim\w*|argu\w*|critici[sz]\w*|fault\w*|warn\w*|demand\w*|ask(?:s|ed|ing)?|want(?:s|ed)?|hop(?:e|es|ed)|plan(?:s|ned)?|call(?:s|ed)?|urg(?:e|es|ed)"
    r"|promis\w*|pledg\w*|vow\w*|estimat\w*|surveys?|polls?|according to|think\w*|thought|believ\w*|consider\w*|maintain\w*|insist\w*|accus\w*|reject\w*|refus\w*|oppos\w*|support(?:s|ed)|propos\w*"
    r"|recommend\w*|expect\w*|announc\w*|report\w*|admit\w*|conced\w*|acknowledg\w*|describ\w*|view\w*|fear\w*|doubt\w*|aim(?:s|ed)?|intend\w*|seek\w*|sought|author|writer)\b"
)
_SOFT = re.compile(r"would|expect\w*|estimat\w*|suggest\w*|(?:is|are|was|were|be|been) (?:\w+ )?(?:expected|estimated|described|considered|regarded|said)|期待|想定|推定|予想|見込|見通し|とされ|と評され|と言え|といえ")
"""Hedges that say rather whose reckoning it is than that it is unsure."""


@lru_cache(maxsize=16_384)
def reporting(text: str) -> str:
    """The word by which a text tells of somebody's words, wishes or reckoning, in any form; "" where none does. Wider than ``Modality.attributed``.

    >>> reporting("首相は撤退を求めた。"), reporting("The poll puts it at half."), reporting("It rained.")
    ('求め', 'poll', '')
    """
    found = _REPORTS.search(normalize(text))
    return found.group() if found else ""


def softly(hedge: str) -> bool:
    """Whether a hedge says rather whose reckoning it is ("expected", 見込み) than that it is unsure ("may", かもしれない)."""
    return _SOFT.search(hedge) is not None


@lru_cache(maxsize=16_384)
def weakly_negated(text: str) -> bool:
    """Whether a text denies by the meaning of a word (avoid, 避ける), so that its grammar alone does not tell."""
    return _WEAK_NEGATORS.search(normalize(text)) is not None


@lru_cache(maxsize=16_384)
def weak_negations(text: str) -> tuple[tuple[int, int, str], ...]:
    """Words that deny by their meaning: (start, end, word) in ``normalize(text)``."""
    return tuple((m.start(), m.end(), m.group()) for m in _WEAK_NEGATORS.finditer(normalize(text)))


@lru_cache(maxsize=16_384)
def negation_places(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of ``normalize(text)`` that negate by grammar."""
    plain = normalize(text)
    lang = "ja" if JAPANESE.search(text) and len(JAPANESE.findall(text)) * 2 > len(re.findall(r"[A-Za-z]{2,}", text)) else "en"
    return tuple(m.span() for m in _denials(_STRICT_NEGATION[lang], plain, lang))


@lru_cache(maxsize=16_384)
def poles(text: str) -> Mapping[int, int]:
    """Which side of which pair of opposites a text names: index of the pair → +1, -1, or 0 for both."""
    plain = normalize(text)
    out: dict[int, int] = {}
    for number, (up, down) in enumerate(_BEGUN):
        above, below = _said(up, plain), _said(down, plain)
        if above or below:
            out[number] = 0 if above and below else (1 if above else -1)
    return MappingProxyType(out)


def _said(begun: re.Pattern[str], plain: str) -> bool:
    """Whether a text says one of the words of a list (see ``_BEGUN``), as a word of its own and not denied."""
    at = 0
    while found := begun.search(plain, at):
        start = found.start()
        if start and _INSIDE.match(plain, start - 1):
            at = start + 1
        elif _DENIED_BEFORE.search(plain[max(start - 24, 0) : start]):
            at = max(found.end(), start + 1)
        else:
            return True
    return False


_INSIDE = re.compile("[a-z]{2}")
"""A letter before another: there no English word begins."""
_DENIED_BEFORE = re.compile(r"\b(?:no|little|without|hardly any|rather than|instead of|not|nor)\s+(?:any\s+|much\s+|great\s+)?$")
"""What stands before a word that is not said, but denied: little difficulty, without success."""
