"""Texts that sound as if somebody needed help now, which a chat cannot give.

Suicide and self-harm are taken at their word in any wording. Bodily symptoms must be somebody's own and present ("I have
a fever"), since a patient who learns about side effects writes about them, too ("some people get a fever"). Where that
is in doubt, the text is urgent.

Every table below is read in plain words: lower case, no punctuation, contractions written out, usual misspellings mended.
"""

from __future__ import annotations

import re

from quizbot.domain.reading import TYPO_LENGTH, fold, one_typo

# How people type -> the words that the tables use
_WRITTEN_OUT = (
    (r"([a-z])\1\1+", r"\1"),
    (r"\b(?:ca ?n ?t|can ?not|cnt|could ?n ?t|could not|(?:not|un) ?able to)\b", "cannot"),
    (r"\b(do|does|did|is|are|was|were|wo|would|has|have|had) ?n ?t\b", r"\1 not"),
    (r"\bwo not\b", "will not"),
    (r"\b(?:gonna|gunna)\b", "going to"),
    (r"\bwanna\b", "want to"),
    (r"\b(?:me|my) ?sel(?:f|v|ve|fe)\b", "myself"),
    (r"\bi ?m\b", "i am"),
    (r"\bi ?ve\b", "i have"),
    (r"\bi d\b", "i would"),
    (r"\bi ll\b", "i will"),
    (r"\b(he|she|it)s\b", r"\1 is"),
    (r"(\w) s\b", r"\1 is"),
    (r"\b(?:pls|plz)\b", "please"),
    (r"\banymore\b", "any more"),
    (r"\b(?:temp|tempature)\b", "temperature"),
    (r"\b(?:feaver|fevers?|fevr|fevre|feavers?|feever|feverish)\b", "fever"),
    (r"\b(?:breth|breeth|brethe|breate)\b", "breathe"),
)
_MENDED = tuple(
    "suicide suicidal breathe breathing seizure seizures unconscious ambulance temperature confused confusion "
    "convulsion overdose emergency shortness difficulty trouble attack".split()
)

_SELF_HARM = (
    # the word itself, however it is spelt
    r"s[uo]i?[csz]+i?[csz]*[iy]+d\w*|sewer ?slide|unalive\w*|kms",
    r"(?:kil|kill|hang|shoot|drown|poison|end|hurt|harm)(?:s|ing)? (?:my|him|her)self",
    r"cut(?:ting)? (?:myself|(?:my )?(?:wrists?|veins?))|slit my \w+|self ?(?:harm\w*|injur\w*)",
    r"(?:please|just|somebody|someone) kill me",
    # an end of life
    r"end(?:ing)? (?:my (?:own )?life|it all|this life|everything|my (?:pain|suffering|misery))",
    r"(?:want|going|ready|like|how) to (?:just )?end (?:it|this)(?: (?:now|tonight|today|all|forever|for good))?$",
    r"want (?:it all|everything|all this|the pain|the suffering) to (?:end|stop|be over)|want (?:it|this) to (?:end|be over)",
    r"(?:take|taking|took) (?:my|his|her) (?:own )?life|(?:to|and) (?:never|not) wake up",
    r"(?:wants?|wanted|wish|ready|rather|like|love|hope|prefer|deserve|feel like) (?:to )?(?:just )?"
    r"(?:die|dying|be dead|be gone|disappear|not exist|stop existing|not wake up|never wake up|sleep forever)",
    r"i (?:should|will|must|have to|need to|might as well) (?:just )?(?:die|be dead)",
    r"wish (?:that )?i (?:was|were|had|would|could) (?:just )?(?:been |be |never been )?"
    r"(?:dead|gone|died|die|never born|not born|born|disappear|not wake up)",
    r"not (?:\w+ )?want to (?:live(?! (?:in|at|near|with|far|alone))|be alive|be here|exist|wake up)",
    r"no longer want to (?:live|be alive|be here|exist)",
    r"cannot (?:go on|keep going|live|do this|take (?:this|it)|bear (?:this|it)) (?:living|like this|any ?more|any longer)",
    r"cannot go on$",
    # no reason for one
    r"(?:no|any|lost the|lost my|point is the) (?:reason|point|will|wish) (?:to|in|of|for) (?:live|living|go on|going on)",
    r"(?:what is )?(?:the )?point (?:of|in) (?:living|going on|my life)|nothing (?:left )?to live for|not worth living",
    r"(?:tired|sick|weary|done|fed up) (?:of|with) (?:living|life|being alive|my life)",
    r"better off (?:dead|without me)|(?:nobody|no one) would (?:miss me|care if i)",
    # a way to it
    r"jump(?:ing)? (?:off|from|out of|in front of|under) (?:a |the |my )?(?:bridge|building|roof|train|window|balcony|cliff|car|bus)",
    r"(?:took|swallowed|(?:want|going) to (?:take|swallow)) (?:all|the whole|a whole) (?:of )?(?:my |the )?"
    r"(?:pills|tablets|meds|medicines?|medication|bottle|box|pack)",
    r"thoughts? (?:of|about) (?:death|dying|killing|hurting|harming|ending)",
    r"think(?:ing)? (?:of|about) (?:death|dying|killing|hurting|harming|ending (?:it|everything|my))",
    r"say (?:my )?goodbyes|goodbye (?:forever|world|cruel)",
)

_EMERGENCY = (
    r"cannot (?:\w+ )?(?:breathe|breathing|get (?:any |enough )?air|catch (?:my|his|her) breathe)|(?:barely|hardly) breathe",
    r"(?:struggling|fighting|gasping) (?:to breathe|for (?:air|breathe))|gasping|cho?c?king|suffocating",
    r"(?:not|stopped|no longer) breathing|(?:having|had|has) (?:a )?fits?(?! of)",
    r"(?:is|am|was|are|lying|fell|found \w+) unconscious|pass(?:ed|ing) out|black(?:ed|ing) out|los(?:t|ing) consciousness",
    r"collapsed|(?:will|does|cannot) (?:not )?(?:be )?(?:wake|woken|respond)(?: up)?|not waking up",
    r"(?:cough|vomit|throw|spit|puk)(?:ing|ed|ting|s)? (?:up )?blood|threw up blood|peeing blood",
    r"(?:cannot|will not|does not|is not) stop(?:ping)? (?:bleeding|shaking|vomiting|throwing up|coughing|twitching)",
    r"bleeding (?:\w+ ){0,3}(?:will|does|is|cannot) (?:not )?stop",
    r"(?:throat|tongue|airway|face|lips?|mouth|speech|arm) (?:is |are |feels? |keeps )?(?:\w+ )?"
    r"(?:clos(?:ing|ed)|swelling|swollen|drooping|blue|turning blue|tight|numb|slurr(?:ed|ing))",
    r"(?:need|send|want|get|called) (?:me )?(?:an |a |the )?ambulance"
    r"|^(?:please )?call (?:an |a |the )?(?:ambulance|911|112|999)(?! (?:\w+ ){0,3}(?:if|when))",
    r"(?:should i|need to|have to) (?:call|go to) (?:an |a |the )?(?:ambulance|911|112|999|er|emergency room|hospital)"
    r"(?! (?:\w+ ){0,3}(?:if|when|for|after|before))",
    r"(?:this|it) is (?:an |a )?(?:\w+ )?emergency|^emergency$|^sos$",
    r"(?:please|somebody|someone) help(?! me (?:with|to|understand|find|learn|choose))(?: me)?(?: (?:now|please|quick\w*))*$",
    r"help me(?: (?:now|please|quick\w*))*$|(?:need|get) (?:help|a doctor|doctor) (?:now|right now|quick\w*|fast|urgently)",
    r"i (?:\w+ ){0,2}(?:took|taken|swallowed) (?:(?:\w+ )?too (?:many|much)|(?:\d\d+|a lot of|so many) (?:\w+ )?(?:pills|tablets))",
    r"(?:took|taken) (?:an |a )?overdose",
    r"(?:i am|am i) (?:dying(?! to)|going to die)",
    r"something is (?:very|really|terribly|seriously|badly) wrong(?! with (?:the|this|your|it))",
    r"something is wrong with (?:me|him|her|my (?!phone|app))",
    r"(?:do|does) not know (?:where|who) (?:i am|he is|she is|we are)|(?:do|does) not know (?:what day|my name|his name|her name)",
)

_HOT = r"(?:3[89]|4[0-2]|10[0-7])(?: \d)?"
_ABOUT = r"(?! (?:about|by|with|why|what|how|which|because|between|over|on|as|here|whether|if)\b)"
_SYMPTOM = (
    rf"fever|(?:temperature|thermometer)(?: \w+){{0,4}} {_HOT}|(?:high|rising) temperature|temperature is (?:high|rising|up)",
    rf"{_HOT} (?:degrees?|c|f|celsius|fahrenheit|fever)|chills|shak(?:ing|y)|shivering|trembl\w+|tremors?|burning up",
    r"(?:trouble|difficulty|problems?|hard|harder|struggle) (?:\w+ ){0,3}breath(?:ing|e)|short(?:ness)? of breathe|out of breathe",
    r"breathless|wheezing|(?:chest|heart) (?:pains?|hurts?|aches?|pressure|tightness|feels (?:\w+ )?tight)",
    r"(?:heart|chest|pulse) (?:\w+ ){1,3}(?:racing|pounding|fast|fluttering|tight|hurting)",
    r"(?:pains?|pressure|tightness) (?:in|on) (?:my |his |her |the )?(?:chest|heart|left arm|jaw)|heart attack|stroke",
    r"seizures?|convuls\w+|twitching|faint|fainted|fainting|dizzy|light ?headed|(?:about|going) to (?:faint|collapse|pass out|black out)",
    rf"(?:confused|confusion){_ABOUT}|disoriented|hallucinat\w+|delirious|slurr\w+|talking (?:nonsense|gibberish)",
    r"not making (?:\w+ )?sense|cannot (?:speak|talk)(?! (?:\w+ish|german|french|to|about|now|right now|today|at))",
    r"cannot (?:(?:find|get) (?:\w+ )?words|write (?:my|his|her)|remember (?:my|his|her)|think straight|swallow|walk|stand up|stay awake)",
    r"cannot (?:move|feel) (?:my|his|her)|cannot wake|(?:worst|severe|terrible) (?:headache|pain)|vision is|double vision",
    r"keeps? forgetting (?:my|who|where)|bleeding|blood in (?:my|his|her)|swollen (?:face|tongue|lips)|anaphyla\w+|overdosed?",
    r"(?:so|very|really) (?:sick(?! of)|ill|unwell|weak)|going into shock|unresponsive|not responding",
)

# Whose it is, and when
_SUBJECT = (
    r"(?<!phase )i|we|my|he|she|husband|wife|partner|mom|mum|mother|dad|father|son|daughter|child|kid|baby|brother|sister"
    r"|grandma|grandpa|friend"
)
_NOW = (
    r"now|right now|at the moment|since|today|tonight|this (?:morning|evening|afternoon)|last night|yesterday|again"
    r"|for (?:\w+ ){1,2}(?:hours?|days?|minutes|mins)|getting worse|worse|is (?:back|rising|high|up)|will not go"
    r"|started|suddenly|after (?:my |the )?infusion|what (?:should i|do i|to) do|help"
)
_MINE = r"(?:pains?|pressure|tightness) (?:in|on) my (?:chest|heart|left arm|jaw)|hard for me to breathe|harder to breathe"
_AT_ONCE = r"(?:hi |hello |please |help |also |now |suddenly )?(?:have|having|got|running|feel|feeling|woke up|started|just|been|had)"

# Words of somebody who learns, that part a symptom from "i" or "now"
_UNLINKED = (
    r"to|about|of if|if|when|whether|that|what|why|how|which|can|could|may|might|would|should|will|not|no|never|without"
    r"|learn\w*|read|reading|heard|hear|know|knew|think|guess|said|say|told|tell|mean|means|understand|remember|forg\w+"
    r"|pick\w*|chose|choose|choice|answer\w*|question\w*|got it|it|miss\w*|watch\w*|look|check\w*|call\w*|report\w*"
    r"|afraid|scared|worried|caus\w+|treat\w*|people|patients?|they|you|doctors?|nurses?|team|trial|study"
)
_GAP = rf"(?:(?!(?:{_UNLINKED})\b)\w+ ){{0,8}}"
_SUPPOSED = re.compile(
    r"\b(?:if|when|whenever|in case|unless|until|once|can|could|would|should|will|may|might|suppose|imagine|(?<!why )do)"
    r"(?: (?:ever|even|say))? $|\b(?:if|when|in case)\b.{0,80}\b(?:or|and) $"
)
_OTHERS = re.compile(
    r"\b(?:they|people|patients?|you|some|others|who)(?: \w+){0,2} $"
    r"|\b(?:would|will|should(?! i)|must|need to|have to)(?: \w+){1,8} (?:if|when|in case)(?: \w+)? $"
)
_IN_GENERAL = re.compile(
    r"\b(?:people|patients?|they|them|some|you (?:can|may|might|get|have|could|should)|side effects?|symptoms?|signs?|crs"
    r"|icans|caus\w+|call(?:ed)?|watch\w*|look|monitor\w*|treat\w*|steroids|tocilizumab|learn\w*|read|know|understand"
    r"|if|when|no|not|never|without|can|may|might|could|would)\b"
)
_LONG_AGO = re.compile(
    r"\b(?:(?:years?|months?) ago|last (?:year|month|summer|winter)|as a (?:child|kid)|when i was|used to|in (?:19|20)\d\d)\b"
)


def _any_of(phrases: tuple[str, ...], before: str = r"\b", after: str = r"\b") -> re.Pattern[str]:
    return re.compile(f"{before}(?:{'|'.join(phrases)}){after}")


_SENTENCE_END = re.compile(r"[!?;:\n]|\.(?!\d)")
_A_SYMPTOM = rf"(?:{'|'.join(_SYMPTOM)})\b(?! (?:questions?|answers?|lesson|topic|wrong|right(?! now)))"
_IS_FACT = r"(?! (?:is|are|means?|can|may|could|might|would|should)\b)"
_HARM = _any_of(_SELF_HARM)
_HELP = _any_of(_EMERGENCY)
_OWN = re.compile(rf"\b(?=(?:{_SUBJECT}) {_GAP}{_A_SYMPTOM})")
_OWN_BRIEFLY = re.compile(rf"^{_AT_ONCE} {_GAP}{_A_SYMPTOM}{_IS_FACT}|^(?:so|very|really) (?:confused{_ABOUT}|dizzy|shaky|sick(?! of)|unwell)\b")
_PRESENT = re.compile(rf"\b(?={_A_SYMPTOM} {_GAP}(?:{_NOW})\b{_IS_FACT}|(?:{_MINE})\b)")
_MEASURED = re.compile(
    rf"\b(?:temperature|fever|thermometer)(?: (?:is|was|now|reads|says|shows|already|still|about|around))* {_HOT}\b"
    r"(?! (?:degrees )?(?:or|and|is|means|counts)\b)"
)
_COMPLAINT = (
    r"(?:(?:trouble|difficulty|problems|hard) (?:in |with |to )?breath(?:ing|e)|short(?:ness)? of breathe|heart attack"
    r"|chest pains?|(?:pain|tightness|pressure) (?:in|on) (?:the )?chest|(?:burning up|wheezing)(?: \w+)?)"
)
_COMPLAINTS = re.compile(rf"{_COMPLAINT}(?: (?:and )?(?:{_COMPLAINT}|\w+))?")


def sounds_urgent(text: str) -> bool:
    """Whether an English text sounds as if its writer, or somebody with them, needed help now."""
    whole = _plain(text)
    if _HARM.search(whole) or _COMPLAINTS.fullmatch(whole) or _stated(_HELP, _OTHERS, whole):
        return True
    return any(map(_sounds_ill, map(_plain, _SENTENCE_END.split(text))))


def _sounds_ill(sentence: str) -> bool:
    if _stated(_HELP, _OTHERS, sentence):
        return True
    if _LONG_AGO.search(sentence):
        return False
    return (
        _stated(_OWN, _SUPPOSED, sentence)
        or _OWN_BRIEFLY.search(sentence) is not None
        or any(_IN_GENERAL.search(sentence, 0, match.start()) is None for match in _PRESENT.finditer(sentence))
        or any(_IN_GENERAL.search(sentence, 0, match.start()) is None for match in _MEASURED.finditer(sentence))
    )


def _stated(pattern: re.Pattern[str], unless: re.Pattern[str], plain: str) -> bool:
    """Whether the pattern occurs where the words before it do not make it a supposition, or somebody else's."""
    return any(
        unless.search(plain, max(0, match.start() - 120), match.start()) is None for match in pattern.finditer(plain)
    )


def _plain(text: str) -> str:
    plain = fold(text)
    for written, meant in _WRITTEN_OUT:
        plain = re.sub(written, meant, plain)
    return " ".join(map(_mended, plain.split()))


def _mended(word: str) -> str:
    if len(word) < TYPO_LENGTH - 1 or word in _MENDED:
        return word
    return next((meant for meant in _MENDED if one_typo(meant, word)), word)
