"""What frightened people say in English, and what those say who learn about it."""

from __future__ import annotations

from quizbot.domain.urgent.hearing import Ear, Wording, linked, plainly, rows

# How people type, and the words that stand for it below
_WRITTEN_OUT = (
    (r"([a-z])\1\1+", r"\1"),
    (r"\b(?:ca ?n ?t|can ?not|cnt|could ?n ?t|could not|(?:not |un)able to)\b", "cannot"),
    (r"\b(do|does|did|is|are|was|were|wo|would|has|have|had) ?n ?t\b", r"\1 not"),
    (r"\bwo not\b", "will not"),
    (r"\b(?:gonna|gunna)\b", "going to"),
    (r"\bwanna\b", "want to"),
    (r"\b(?:me|my) ?sel(?:f|v|ve|fe)\b", "myself"),
    (r"\bicant\b", "i cannot"),
    (r"\bi ?m\b", "i am"),
    (r"\bi ?ve\b", "i have"),
    (r"\bi d\b", "i would"),
    (r"\bi ll\b", "i will"),
    (r"\b(he|she|it)s\b", r"\1 is"),
    (r"(\w) s\b", r"\1 is"),
    (r"\b(?:pls|plz)\b", "please"),
    (r"^(?:(?:hi|hello|hey|sorry|omg) )+", ""),
    (r"\banymore\b", "any more"),
    (r"\b(?:temp|tempature)\b", "temperature"),
    (r"\b(?:fevers|fieber|feavers?|feever|fevr|fevre|feverish)\b", "fever"),
    (r"\b(?:breth|breeth|brethe|breate)\b", "breathe"),
)
_MENDED = tuple(
    "suicide suicidal breathe breathing seizure seizures unconscious ambulance temperature confused confusion "
    "convulsion overdose emergency shortness difficulty trouble attack".split()
)


_SELF_HARM = rows(r"""
    # the word itself, however it is spelt
    s[uo]i?[csz]{1,2}i?[csz]{0,2}[iy]{1,2}d\w*|sewer ?slide|unalive\w*|kms
    # done to oneself
    (?:kil|kill|hang|shoot|drown|poison|end|hurt|harm|cut)(?:s|t?ing)? (?:my|him|her|your)self
    self ?(?:harm|injur)\w*
    cut(?:ting)? (?:my |his |her )?(?:wrists?|veins?)|slit (?:my|his|her)
    (?:please|just|somebody|someone) kill me
    (?:take|taking|took) (?:my|his|her|their) (?:own )?life
    jump(?:ing)? (?:off|from|out of|in front of|under) ~ (?:bridge|building|roof|train|window|balcony|cliff)
    (?:took|taken|swallowed) (?:all|\w+ whole|\w+ entire) ~3 (?:pills|tablets|meds|medicines?|medication)
    (?:want|going) to (?:take|swallow) all ~3 (?:pills|tablets|meds|medicines?|medication)
    (?:took|taken|take|swallow|swallowed) (?:a |the |my )?(?:whole |entire )?(?:bottle|box|pack|packet|handful)
    (?:of|about|by) overdosing|(?:to|just|i|i have) overdosed?|to od
    (?:pills|way|ways|how) to die
    # wishing for an end
    (?:wants?|wanted|wish|ready|rather|like|love|hope|prefer|deserve|feel like) (?:to )?(?:just )?(?:die|dying)
    (?:wants?|wanted|wish|ready|rather|like|love|hope|prefer|deserve) (?:to )?(?:just )?(?:be dead|be gone|disappear)
    (?:wants?|wanted|wish|ready|rather|like|love|hope) (?:to )?(?:just )?(?:not exist|stop existing|sleep forever)
    (?:to|and) (?:never|not) wake up|hope i (?:die|do not wake up)
    i (?:should|will|must|have to|need to|might as well) (?:just )?(?:die|be dead)
    wish (?:that )?i (?:was|were|had) (?:been |never been |never |not )?(?:dead|gone|died|born)
    wish (?:that )?i (?:would|could) (?:just )?(?:be dead|die|disappear|not wake up)
    wish (?:it|this|everything) (?:was|were) (?:all )?over
    end(?:ing)? (?:(?:my|his|her|their) (?:own )?life|things|it all|this life|everything|my suffering|my misery)
    (?<!it )end my pain
    (?:want|going|ready|like|how) to (?:just )?end (?:it|this)(?: (?:now|tonight|today|forever|please))?$
    want (?:it all|everything|all this|the pain|the suffering) to (?:end|stop|be over)
    want (?:it|this) to (?:end|be over)
    say (?:my )?goodbyes|goodbye (?:forever|world|cruel)
    (?:not ~ |no longer )want to (?:live(?! (?:in|at|near|with|far|alone))|be alive|be here|exist|wake up)
    rather not (?:be alive|live|exist|be here)|out of this life
    cannot (?:go on|keep going|live|do this|(?:take|bear) (?:this|it)) (?:living|like this|any ?more|any longer)
    cannot go on$|cannot (?:bear|stand|face) (?:living|life|another day)
    thoughts? (?:of|about) (?:death|dying|killing|hurting|harming|ending)
    think(?:ing)? (?:of|about) (?:death|dying|killing|hurting|harming|ending (?:it|everything|my))
    # no reason to live
    (?:no|any|lost the|lost my|see a) (?:reason|point|will|sense) (?:to|in|of|for) (?:live|living|life|go(?:ing)? on)
    point (?:of|in) (?:living|life|going on)|no point (?:living|going on)
    life (?:has|is) (?:no (?:meaning|point|sense)|meaningless|pointless)|not worth living
        |nothing (?:left )?to live for
    (?:tired|sick|weary|done|fed up) (?:of|with) (?:living|life|being alive|my life)|giv(?:e|ing) up on life
    better off (?:dead|without me|if i (?:was|were))|(?:nobody|no one) would (?:miss me|care if i)
    (?:see (?:a|any)|no) way out
""")

_HELPLESS = rows(r"""
    # breath and consciousness
    cannot ~ (?:breathe|breathing|get (?:any |enough )?air|(?:catch|get) (?:my|his|her) breathe)
    (?:barely|hardly) breathe|(?:not|stopped|no longer) breathing|hurts ~ to breathe
    (?:struggling|fighting|gasping) (?:to breathe|for (?:air|breathe))|gasping|cho?c?king|suffocating
    (?:is|am|was|are|lying|fell|him|her) unconscious|los(?:t|ing) consciousness
    pass(?:ed|ing) out|black(?:ed|ing) out|collapsed
    (?:will not|does not|cannot) (?:be )?(?:wake|woken|respond)|not waking up
    (?:do|does) not know (?:(?:where|who) (?:i am|he is|she is|we are)|what day|(?:my|his|her) name)
    forgot my (?:own )?name
    # a stroke, a seizure, an allergy
    (?:having|had|has) (?:a )?fits?(?! of)|cannot (?:move|feel) (?:my|his|her)|side of (?:my|his|her) face
    lost ~ (?:feeling|vision|sight|speech)|(?:suddenly|now) cannot see|go(?:ing|ne) blind
    (?:throat|tongue|airway|face|lips?|mouth) (?:is |are |feels? |keeps )?~ (?:clos(?:ing|ed)|tight|numb|blue)
    (?:throat|tongue|airway|face|lips?|mouth) (?:is |are |feels? |keeps )?~ sw[eo]ll(?:ing|en|ed)
    face (?:is |feels? )?~ (?:drooping|hanging)
    (?:speech|words|arm) (?:is |are |feels? |comes? out )?~ (?:numb|slurr(?:ed|ing)|wrong|weird|strange)
    # blood, poison
    (?:cough|vomit|throw|spit|puk)(?:ing|ed|ting|s)? (?:up )?blood|threw up blood|peeing blood
    (?:cannot|will not|does not|is not) stop(?:ping)? (?:bleeding|shaking|vomiting|throwing up|coughing|twitching)
    \w*bleed\w* ~3 (?:not|cannot) stop|(?:took|taken) (?:an |a )?overdose
    i ~2 (?:took|taken|swallowed) ~ too (?:many|much)
    i ~2 (?:took|taken|swallowed) (?:\d\d+|a lot of|so many) ~ (?:pills|tablets)
    # a cry for help
    (?:need|send|want|get|called|call me) (?:me )?(?:an |a |the )?ambulance|ambulance please
    send help|(?:need|get) (?:help|a doctor) (?:now|right now|fast)
    ^(?:please )?call (?:an |a |the )?(?:ambulance|911|112|999)(?! ~3 (?:if|when|for|after|before))
    (?:should i|need to|have to) (?:call|go to) (?:an |a |the )?(?:ambulance|911|112|999)(?! ~3 (?:if|when))
    (?:should i|need to|have to) go to (?:the )?(?:er|emergency room|hospital)(?! ~3 (?:if|when|for|after))
    (?:this|it) is (?:an |a )?~ emergency|^emergency(?: please)?$|^sos$
    ^(?:god |oh )*help me(?: (?:now|please))*$
    (?:please|somebody|someone) help(?! (?:with|to)| me (?:with|to|understand|find|learn))(?: me)?(?: (?:now
        |please))*$
    (?:i am|am i) (?:dying(?! (?:to|of))|going to die)|^going to die
    something is (?:very|really|terribly|seriously|badly) wrong(?! with (?:the|this|your|it))
    something is wrong with (?:me|him|her|my (?!phone|app))
""")

# What every learner writes about
_HOT = r"(?:3[89]|4[0-2]|10[0-7])(?: \d)?"
_NOT_THE_QUIZ = r"(?! (?:about|by|with|why|what|how|which|because|between|over|on|as|here|whether|if)\b)"
_TAUGHT = rows(rf"""
    fever|a (?:high )?temperature(?! of 3[0-7])|temperature is (?:high|rising|up)|chills|tremors?
    (?:temperature|thermometer)(?: \w+){{0,4}} {_HOT}|measured {_HOT}|{_HOT} (?:degrees?|c|f|celsius|fahrenheit)
    (?:trouble|difficulty|problems?) ~3 breath(?:ing|e)|short(?:ness)? (?:of )?breathe|breathless
    (?:confused|confusion){_NOT_THE_QUIZ}|seizures?|convulsions?|shak(?:ing|y)|trembl\w+|stroke|unconscious
    faint|fainted|fainting|dizzy|light ?headed|(?:so|very|really) (?:ill|unwell|weak)|so sick(?! of)|bleed(?:s|ing)?
    severe (?:headache|pain)|not mak(?:e|ing) ~ sense|unresponsive|not responding|seizing|fitting|overdosed?
    cannot (?:walk|stand up|hold|swallow|stay awake)|hit (?:my|his|her) head|vision is
""")

# What hardly any learner writes about
_ALARMING = rows(r"""
    hard(?:er)? ~2 to breathe|breathing ~3 (?:hard|harder|difficulty|bad|worse)|out of breathe
    (?:chest|heart|lungs?) (?:pains?|hurts?|aches?|pressure|tightness|attack)|wheezing|turning blue
    (?:heart|chest|pulse) ~3 (?:racing|pounding|fast|fluttering|tight|hurting|aching)
    (?:pains?|pressure|tight(?:ness)?|burning)(?: feeling)? (?:in|on) ~2 (?:chest|heart|left arm|jaw)
    oxygen ~4 [5-8]\d
    talk(?:s|ing) (?:nonsense|gibberish|rubbish)|hallucinat\w+|seeing things|disoriented|delirious|slurr\w+
    cannot (?:speak|talk)(?! (?:\w+ish|german|french|to|about|now|right now|today|at))|cannot think straight
    cannot (?:find|get|remember) ~ words|cannot (?:read or )?write (?:my|his|her|any)|cannot see anything
    cannot remember (?:(?:my|his|her) name|who i am)|keeps? forgetting (?:my|who|where)
    not recogni[sz]e (?:me|us|him|her)|not (?:him|her)self|out cold|convulsing|twitching|uncontrollabl[ey]
    (?:about|going) to (?:faint|collapse|pass out|black out)|keeps? fainting|burning up|shivering|going into shock
    (?:worst|terrible) headache|double vision|nosebleed|blood (?:in (?:my|his|her)|everywhere|when (?:i|he|she))
    swollen (?:face|tongue|lips)|anaphyla\w+|allergic reaction|having (?:a |an )?~ reaction
""")

# Whose it is, and when: what makes a symptom somebody's own and present
_SUBJECT = rows(r"""
    (?<!phase )i|we|my|he|she|husband|wife|partner|mom|mum|mother|dad|father|son|daughter|child|kid|baby
    brother|sister|grandma|grandpa|friend
""")
_AT_ONCE = (
    r"(?:please |help |also |now |suddenly )?"
    r"(?:have|having|got|running|spik(?:ed|ing)|feel|feeling|felt|woke up|started|just|been|had)"
)
_NOW = rows(r"""
    now|right now|at the moment|since|today|tonight|this (?:morning|evening|afternoon)|last night|yesterday|again
    for (?:\w+ ){1,2}(?:hours?|days?|minutes|mins)|started|spiked|keeps|suddenly|after (?:my |the )?infusion
    worse|is (?:back|rising|high|up)|will not go|(?:is )?not going|(?:is )?getting (?:worse|higher)|and rising
    what (?:should i do|do i do|to do|now)|help|i feel (?:awful|terrible|horrible|bad|sick|unwell)
""")
_COMPLAINT = r"(?:(?:trouble|difficulty|problems) (?:in |with )?breathing|short(?:ness)? (?:of )?breathe)"

# Who learns says other words between "i" or "now" and the symptom, or before both
_UNLINKED = rows(r"""
    to|about|if|when|whether|that|what|why|how|which|can|could|may|might|would|should|will|not|no|never|without|it
    learn\w*|read|reading|heard|hear|know|knew|think|thought|guess|said|say|told|tell|mean|means|understand|remember
    forg\w+|pick\w*|chose|choose|choice|answer\w*|question\w*|miss\w*|watch\w*|look|check\w*|call\w*|report\w*|wrong
    afraid|scared|worried|caus\w+|treat\w*|people|patients?|they|you|some|doctors?|nurses?|team|trial|study
""")
_SUPPOSED = Wording(
    r"\b(?:if|when|whenever|in case|unless|until|once|can|could|would|should|will|may|might|suppose|imagine"
    r"|(?<!why )do)(?: (?:ever|even|say))? $|\b(?:if|when|in case)\b.{0,80}\b(?:or|and) $"
)
_OTHERS = Wording(
    r"\b(?:they|people|patients?|you|some|others|who)(?: \w+){0,2} $|\b(?:if|when|in case)\b.{0,80}\bor $"
    r"|\b(?:would|will|should(?! i)|must|need to|have to)(?: \w+){1,8} (?:if|when|in case)(?: \w+)? $"
)
_IN_GENERAL = Wording(
    r"\b(?:people|patients?|they|them|some|side effects?|symptoms?|signs?|crs|icans|caus\w+|watch\w*|look|monitor\w*"
    r"|treat\w*|steroids|tocilizumab|learn\w*|if|when|whether|which|question|how long|may|might|would|will"
    r"|(?:can|could) (?!you)|you (?:can|may|might|get|have|could|should))\b"
    r"|\b(?:no|not|never|without|about|explain|against|for|of) (?:\w+ )?$"
)
_LONG_AGO = Wording(
    r"\b(?:(?:years?|months?) ago|last (?:year|month|summer|winter)|as a (?:child|kid)|when i was|used to"
    r"|in (?:19|20)\d\d)\b"
)

_IS_FACT = r"(?! (?:is|are|means?|can|may|could|might|would|should)\b)"
_SYMPTOM = rf"(?:{_TAUGHT}|{_ALARMING})\b(?! (?:questions?|answers?|lesson|topic|wrong|right(?! now)))"

EAR = Ear(
    marks=frozenset(
        """
        the i of to and is are it that this my we they you your for with what when why how if not does did have has had
        be been can could would should about after because think she her his feel cannot now
        """.split()
    ),
    plain=plainly(_WRITTEN_OUT, _MENDED),
    suicide=Wording(rf"\b(?:{_SELF_HARM})\b"),
    helpless=Wording(rf"\b(?:{_HELPLESS})\b"),
    of_others=_OTHERS,
    long_ago=_LONG_AGO,
    brief=Wording(
        rf"^(?!.* or ){linked(_AT_ONCE, _SYMPTOM, unless=_UNLINKED)}{_IS_FACT}"
        rf"|^(?:so|very|really) (?:confused{_NOT_THE_QUIZ}|dizzy|shaky|sick(?! of))\b"
    ),
    own=Wording(rf"\b(?={linked(_SUBJECT, _SYMPTOM, unless=_UNLINKED)})"),
    supposed=_SUPPOSED,
    present=(
        Wording(rf"\b(?:{_ALARMING})\b"),
        Wording(
            rf"\b(?={linked('since|suddenly', _SYMPTOM, unless=_UNLINKED)}"
            rf"|{linked(_SYMPTOM, _NOW, unless=_UNLINKED)}\b{_IS_FACT})"
        ),
        Wording(
            rf"\b(?:(?:temperature|fever|thermometer)"
            rf"(?: (?:is|was|now|reads|says|shows|already|still|about|around))* {_HOT}"
            rf"|{_HOT} (?:degrees |c |f )?(?:temperature|fever|and rising)|i am at {_HOT})\b"
            r"(?! (?:degrees )?(?:or|and|is|means|counts)\b)"
        ),
    ),
    in_general=_IN_GENERAL,
    complaint=Wording(
        rf"(?:(?:please|help) )?{_COMPLAINT}(?: and (?:{_COMPLAINT}|fever|chills|confused|dizzy))?(?: (?:please|help))?"
    ),
)
