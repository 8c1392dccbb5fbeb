"""What frightened people say in German, and what those say who learn about it."""

from __future__ import annotations

from quizbot.domain.urgent.hearing import Ear, Wording, linked, plainly, rows

# How people type, and the words that stand for it below: umlauts as a, o, u; all forms of "ein", of "kein" and of
# "mein" alike
_WRITTEN_OUT = (
    (r"([a-z])\1\1+", r"\1"),
    (r"(?<![aeq])ue", "u"),
    (r"ae", "a"),
    (r"oe", "o"),
    (r"\b(?:nich|net|ned)\b", "nicht"),
    (r"\bhab(?: s|s)?\b", "habe"),
    (r"\bis\b", "ist"),
    (r"\bi\b", "ich"),
    (r"\bnimm?er\b", "nicht mehr"),
    (r"\b(?:krieg|krig|krige)\b", "kriege"),
    (r"\bbekomm\b", "bekomme"),
    (r"\bbring\b", "bringe"),
    (r"\b(?:mocht|mochts|mag|mog)\b", "mochte"),
    (r"\bkan\b", "kann"),
    (r"\b(geht|halt|will|kann|ist)(?: s|s)\b", r"\1 es"),
    (r"\bhalt es\b", "halte es"),
    (r"\bes geht (mir|ihm|ihr|uns)\b", r"\1 geht es"),
    (r"\b(m|k)?ein(?:e|en|em|er|es)?\b", r"\1ein"),
    (r"\b(?:ne|nen|nem|ner)\b", "ein"),
    (r"\bunser\w*\b", "mein"),
    (r"\b(?:(?:et)?was|irgendwas|irgendetwas)\b", "was"),
    (r"\b(?:selber|selbs)\b", "selbst"),
    (r"^(?:(?:hallo|hi|hey|guten (?:tag|morgen|abend)|entschuldigung|sorry|oh|gott) )+", ""),
    (r"\b(?:fi{1,2}e{0,2}b{1,2}(?:er|re?|a|ar|ers)|feiber|fiever|fiabr)\b", "fieber"),
    (r"\bseid(?= (?:gestern|vorgestern|heute|der|dem|dieser|ein|\d))", "seit"),
    (r"\bschnaufen\b", "atmen"),
    (r"\bschnaufe?\b", "atme"),
    (r"\b(?:temp|temparatur|tempratur)\b", "temperatur"),
    (r"\bchon\b", "schon"),
    (r"\b(?:attmen|athmen|amten|atmn)\b", "atmen"),
    (r"\bschwindel?ig\b", "schwindlig"),
    (r"\bcelsius\b", "c"),
)
_MENDED = tuple(
    "selbstmord bewusstlos ohnmachtig atemnot verwirrt verwirrung schuttelfrost krampfanfall krampfanfalle notarzt "
    "krankenwagen notfall schwindlig temperatur uberdosis brustschmerzen schlaganfall herzinfarkt herzrasen kurzatmig "
    "tabletten umbringen geschwollen".split()
)

_DOSES = r"(?:tabletten|pillen|schlaftabletten|medikamente|medis)"
_SELF_HARM = rows(rf"""
    su[iy][cz]+ie?d\w*|selbst ?(?:mord|morder|totung|verletz)\w*|freitod|lebensmud\w*|lebensuberdr\w*
    todes(?:sehnsucht|wunsch)
    # done to oneself
    (?:mich|sich|dich) ~3 (?:umzubringen|umbringen|umbringe|umbringt|umgebracht)
    (?:mich|sich|dich) ~3 (?:zu )?(?:erhangen|erhangt|aufhangen|aufzuhangen|aufgehangt|erschiessen|ertranken)
    bringe (?:ich )?mich ~3 um|bringt (?:er |sie |man )?sich ~3 um
    (?:mich|sich) selbst (?:zu )?(?:toten|umbringen)|mich ~2 (?:zu )?(?:toten|vergiften|ritzen|schneiden)
    mich ~3 (?:zu verletzen|verletzen|verletze|geritzt|geschnitten|selbst verletzt)|(?:ritze|schneide) mich
    (?:verletze|verletzte|tote|erhange|hange?|erschiesse|vergifte|ertranke) mich
    ^(?:bitte )?(?:tote|totet|erschiesst) mich
    (?:mir|sich) ~3 was an(?:zu)?tu[nt]?|(?:tue?|tut) (?:ich )?(?:mir|sich) ~4 was an
    mir was angetan
    (?:mir|sich|mein) ~2 (?:das )?leben (?:zu )?(?:nehmen|nehme|genommen)
    (?:nehme|nimmt) (?:mir|sich) das leben
    pulsader\w*|handgelenk\w* auf(?:zu)?schneiden|(?:mich|mir|sich) ~3 (?:auf)?geritzt
    ritz\w* (?:mich|mir|sich)
    mich ~2 vor ~2 (?:zug|bahn|auto|lkw|lastwagen)
    (?:vo[nmr]|aus) ~2 (?:brucke|dach|hochhaus|zug|bahn|fenster|balkon) (?:zu )?(?:springe\w*|werfe\w*|sturze\w*)
    (?:springe?n?|werfe|sturze|lege|gehe) (?:mich )?~2 (?:vo[nmr]|aus) ~2 (?:brucke|dach|hochhaus|zug|bahn|fenster
        |balkon)
    (?:all|ganz|samtlich)\w* (?:mein )?~2 {_DOSES} (?:auf einmal )?(?:genommen|geschluckt|eingenommen
        |schlucken)(?! werden)
    ganze\w* (?:packung|schachtel|flasche|dose) ~2 (?:genommen|geschluckt|nehmen|schlucken)
    (?:will|mochte|konnte|werde) ~2 (?:ein )?uberdosis
    {_DOSES} ~4 (?:um zu sterben|(?:nehmen|schlucken) und ~2 (?:einschlafen|sterben|schlafen))
    lasst? mich ~ sterben|fur immer ~ (?:schlafen|einschlafen|weg sein)
    (?:nicht (?:mehr|langer)|noch|weg) ~2 (?:auf|von|aus) (?:dieser|der) welt
    # wishing for an end
    (?:will|wollte|mochte|wunsche?t?|lieber|liebsten) (?:(?!nicht|wissen|wie|ob|was|fragen
        |kein)\w+ ){{0,3}}(?:sterben|tot sein)
    (?:will|mochte|wurde|konnte) (?:am liebsten |nur |einfach |nur noch |endlich ){{0,3}}(?:verschwinden|weg sein)
    (?:will|wollte|mochte|kann|liebsten|lieber) ~7 nicht (?:mehr|langer|weiter) (?:(?!allein|hier|dort
        |da |in )\w+ )?(?:leben(?! mit)|da sein|hier sein|existieren)
    (?:will|wollte|mochte|kann|liebsten) ~2 nicht (?:mehr )?~ (?:weiterleben|am leben sein)
    (?:will|mochte|wollte|wurde|liebsten|lieber|einschlafen|und) ~2 (?:nicht mehr|nie wieder|nie mehr
        |nicht wieder) aufwachen
    nicht leben (?:will|mochte|wollte)|nicht mehr leben (?:will|mochte|wollte|mag)
    ich (?:will|mochte) (?:einfach |so |echt |wirklich ){{0,2}}nicht mehr$
    (?:ich )?kann (?:ich )?(?:einfach |so |echt |wirklich |langsam ){{0,2}}nicht mehr(?: so| weiter| weitermachen
        | weiterleben)*$
    so (?:kann|will|mochte) ich ~ nicht (?:mehr )?(?:weiter|leben)\w*
    mit (?:diesem|dem|mein) leben ~ nicht (?:mehr )?weiter\w*
    wunsch\w* ~2 tod|ich ~ (?:ware|war) ~4 nicht mehr (?:da|hier)$
    raus aus (?:diesem|mein) leben
    (?:fahre|lenke) ~2 gegen ein (?:baum|wand|mauer)|gegen ein (?:baum|wand|mauer) (?:zu )?fahren
    wenn ich (?:tot|weg|nicht mehr da) ware|hoff\w* ~4 nicht mehr auf(?:wache)?$
    (?:halte|ertrage) (?:ich )?(?:das|es|dieses leben|mein leben) ~2 nicht (?:mehr|langer)(?: aus)?$
    (?:ware|war) ~3 wenn ich nicht mehr (?:da|hier)
    (?:ware|war) ich ~3 (?:tot|nie geboren|nicht geboren|nicht mehr da)
    ich ~ (?:ware|war) ~2 (?:tot|nie geboren)
    wunscht?e? ~4 (?:tot|nie geboren|nicht mehr da)|lieber tot|besser tot
    (?:leben|allem|dem ganzen|dem|mein leid\w*|mein qual\w*) ~ ein ende (?:zu )?(?:setze\w*|mache\w*|bereite\w*)
    (?:will|mochte|werde|wurde|zu|einfach) ~2 (?:alles|mein leben) ~ (?:zu )?beenden
    mein leben (?:zu )?beende\w*
    (?:will|mochte) ~ es ~ beenden$
    (?:will|mochte|wunscht?e?) ~2 mein leben (?:endet|aufhort|vorbei)|ich kann und will nicht mehr$
    mit (?:dem|mein|allem|diesem) (?:leben )?~ (?:schluss (?:zu )?mach\w*|abgeschlossen|schluss)
    schluss (?:machen )?mit (?:dem leben|mein leben|allem)
    (?:will|mochte|wunscht?e?) (?:(?!wissen)\w+ ){{0,3}}(?:alles|es|das) ~2 (?:vorbei|aufhort|aus)(?: ist| ware)?$
    (?:denke?|denkt|gedanken|gedacht) ~3 (?:an|uber|ans|an den) (?:den |mein )?(?:tod|sterben|suizid)
    (?:denke|gedanken|gedacht|uberlege) ~4 (?:nicht mehr|tot|zu sterben|nicht) ~ (?:zu )?(?:leben|sein|sterben)
    # no reason to live
    (?:leben|alles) ~3 (?:kein ~ (?:sinn|wert)|sinnlos|nicht lebenswert|nichts mehr wert|nicht mehr lebenswert)
    (?:wozu|wofur|warum) lebe? ich|abschiedsbrief\w*|(?:sterben|tot sein) ware ~ besser
    besser ~ wenn ich sterbe|besser (?:zu )?sterben
    (?:nehme?|schlucke?) (?:ich )?(?:jetzt|gleich|einfach|heute nacht) alle (?:mein )?~ {_DOSES}
    (?:wozu|wofur|warum) ~2 (?:noch|weiter) ?leben
    nichts (?:mehr )?(?:fur das|wofur|fur was) ~4 leb\w*
    kein ~ (?:lust|bock|kraft|willen?|grund|mut|sinn|freude) (?:mehr )?(?:(?:zu|zum|am|im
        |auf) (?:mein |das |dieses )?(?:leben|weiterleben)|weiterzuleben)
    (?:niemand|kein) braucht mich|kein lebenswillen?
    (?:sinn|grund) ~ (?:zu|im|am|des) (?:leben|weiterleben|lebens) (?:nicht|mehr)
    leben (?:noch |uberhaupt |denn ){{0,2}}(?:fur )?ein sinn
    ohne mich ~5 besser|besser ~2 ohne mich
    (?:niemand|kein) ~2 mich ~ vermiss\w*|mich ~2 (?:niemand|kein) ~ vermiss\w*
    (?:nur |doch )(?:noch )?ein last|allen ein last|ein last fur
    (?:kein|nicht ein) ausweg|hasse ~ mein leben|(?:mein |das )leben (?:so )?satt
    (?:mude|satt) (?:zu leben|am leben)
""")

_FAMILY = (
    r"(?:er|sie|mann|frau|partner|mutter|mama|vater|papa|kind|sohn|tochter|bruder|schwester|oma|opa|freund|freundin)"
)
_RESCUE = r"(?:krankenwagen|rettungswagen|notarzt|rettungsdienst|sanitater|rettung(?! vor)|notruf|112|144)"
_HELPLESS = rows(rf"""
    # breath and consciousness
    kein luft|luft (?:wird|ist) ~ knapp
    (?:kaum|schlecht|nicht genug|zu wenig|schwer) (?:noch )?luft(?! (?:in|aus))|luft weg\w*
    (?:schnappt?e?|ringt?e?|japs\w*) ~ nach luft|(?:mir|ihm|ihr) fehlt ~ luft|fehlt mir die luft
    zu ersticken
    (?:kann|konnte|kannst) ~3 (?:nicht|kaum|nur schwer) ~2 (?:ein|durch|aus)?atmen
    (?:nicht|kaum) (?:mehr |richtig |gut )?(?:ein|durch)?atmen kann
    {_FAMILY} (?:antwortet ~ nicht|(?:redet|spricht) nicht mehr(?! (?:mit|uber)))|und antwortet nicht
    atmet ~2 (?:nicht|kaum|komisch|schwer|schnell|seltsam|flach)
    atme ~ (?:nicht|kaum|schwer|schlecht|flach)|(?:tut|schmerzt) ~ weh ~2 (?:ein)?atme\w*
    atmen fallt (?:mir|ihm|ihr|mein \w+) ~ schwer|(?:ein)?atmen (?:tut|schmerzt)|erstick(?:e|t) (?!an lange)
    erstick(?:e|t)$|am ersticken|(?:muss|werde) ersticken|rochel\w*
    (?:ist|bin|war|liegt|wurde|werde|wird|gleich|fast|und|ihn|sie|mann|frau) (?:(?!man
        |jemand)\w+ ){{0,2}}(?:bewusstlos|ohnmachtig)(?! (?:werden|wird|sein)\b)
    (?:fallt?|falle|fiel|gefallen) ~2 in ohnmacht|in ohnmacht gefallen
    (?:verlier\w*|verloren?) ~ (?:das )?bewusstsein|bewusstsein verl\w*
    (?:bin|ist|war|gerade|eben|einfach) ~3 (?:zusammengebrochen|umgekippt|umgefallen|kollabiert|weggetreten)
    bricht zusammen
    (?:kippe?|kippt|klappe?) ~2 (?:um|zusammen)|(?:schwarz|dunkel) vor ~ augen
    (?:wacht?|wache) ~ nicht (?:mehr )?auf|nicht (?:mehr )?(?:aufzuwecken|ansprechbar)
    (?:bekomme?|kriege|wird|ist) (?:ihn|sie|er|mein ~ )?nicht (?:mehr )?wach(?! (?:genug|geworden))
    {_FAMILY} ~8 reagiert ~2 (?:nicht|kaum)(?! auf (?:die|den) (?:behandlung|medikament\w*))|^reagiert nicht
    weiss ~2 nicht (?:mehr )?(?:(?:wo|wer) (?:ich|er|sie|wir) (?:bin|ist|sind)|welcher tag|welches jahr
        |was fur ein tag|wie (?:ich|er|sie) heiss\w*)
    (?:mein|seinen|ihren) (?:eigenen )?namen ~2 (?:vergessen|nicht)
    kann kein klaren gedanken
    # a stroke, a seizure, an allergy
    (?:habe|hatte|hat) (?:gerade |eben |jetzt |wieder ){{0,2}}ein ~ anfall(?! von)
    kann ~3 (?:arm|bein|hand|finger|seite|gesicht|korper|zunge)\w{{0,2}} ~2 nicht (?:mehr )?(?:bewegen|heben|spuren
        |fuhlen)
    (?:spure|fuhle) ~3 (?:arm|bein|hand|finger|seite|gesicht|korper|zunge)\w{{0,2}} ~2 nicht
    (?:arm|bein|seite|gesicht|zunge|\w*halfte)\w{{0,2}} (?:ist |sind |wird |fuhlt sich |fuhlen sich )?~2 (?:gelahmt
        |taub)
    (?:gesicht|mundwinkel|mund) ~3 (?:hangt|schief)|hangt ~2 (?:gesicht|mundwinkel)
    auge\w? ~ nicht\w? (?:mehr )?seh\w*|seh\w* ~3 nichts mehr|kann nichts mehr sehen
    plotzlich ~2 (?:blind|nichts sehen)|sehkraft verloren
    (?:hals|kehle|rachen|zunge|gesicht|lippen?|mund) ~3 (?:schwillt|schwellen|geschwollen|zugeschwollen
        |angeschwollen|zu)$
    (?:hals|kehle|rachen|zunge|gesicht|lippen?|mund) ~2 (?:schwillt|schwellen|ist \w*geschwollen|sind \w*geschwollen
        |geht zu|schnurt|wird eng|ist eng)
    (?:schwillt|schwellen) ~3 (?:hals|zunge|gesicht|lippen)
    # blood, poison
    (?:hust\w*|spuck\w*|erbrech\w*|erbrich\w*|kotz\w*|brech\w*) ~ blut
    blut (?:ge|er|aus)?(?:hustet|huste|spuckt|spucke|kotzt|brochen|breche)
    (?:blut\w*|nasenblut\w*|zitter\w*|erbrech\w*|krampf\w*|krampft) ~3 hort ~ nicht (?:mehr )?auf
    hort ~ nicht (?:mehr )?auf zu (?:bluten|zittern|erbrechen|krampfen|kotzen|husten)
    kann nicht (?:mehr )?aufhoren zu (?:zittern|bluten|erbrechen|brechen|kotzen|husten|krampfen)
    zu ?viele? ~4 (?:genommen|geschluckt|eingenommen)|uberdosis ~ (?:genommen|geschluckt)
    (?:\d\d+|so viele|haufen|handvoll) ~ (?:tabletten|pillen) (?:genommen|geschluckt)
    # a cry for help
    brauche?n? ~3 {_RESCUE}
    ^(?:bitte |schnell )*(?:rufen sie|ruft|rufe?|holen sie|holt|hole?|schickt|schicken sie
        |schick) ~3 {_RESCUE}(?! ~3 (?:wenn|falls|bei|sobald|an))
    ^(?:bitte |ein )*(?:krankenwagen|notarzt|rettungswagen)(?: bitte| schnell| rufen| schicken| jetzt| sofort)*$
    schaum vor (?:dem|mein) mund
    (?:soll|muss) ich ~3 {_RESCUE} (?:an)?rufen(?! ~3 (?:wenn|falls|bei|sobald))
    (?:soll|muss) ich ~3 (?:in die notaufnahme|zum notarzt)(?! ~3 (?:wenn|falls|bei|sobald))
    ich (?:muss|soll) ~2 in die notaufnahme(?! ~3 (?:wenn|falls|bei|sobald))
    ^(?:bitte |schnell )+ein arzt|dringend ein arzt
    soll ich ~ ins krankenhaus(?! ~3 (?:wenn|falls|bei|bleiben|mitnehmen))
    muss sofort ins krankenhaus
    (?:das|es|hier) ist ein ~ notfall|^notfall(?: bitte| hilfe)*$|^sos$|habe ein notfall
    ^(?:bitte |gott )*(?:hilf|helft|helfen sie) mir(?: (?:bitte|jetzt|schnell|sofort|doch))*$
    ^(?:bitte )+hilfe$|hilfe bitte$|^hilfe hilfe(?: hilfe)*$|jemand (?:muss )?mir helf\w*$|helft mir
    brauche (?:sofort|schnell|dringend|jetzt) ~ (?:hilfe|arzt)
    brauche ~ (?:hilfe|arzt) (?:sofort|schnell|dringend|jetzt)
    gefuhl ~2 zu sterben|ich sterbe(?! (?:an|vor|irgendwann|eines))|sterbe ich (?:gerade|jetzt|gleich)?$
    sterbe ich$|im sterben
    (?:mit|bei) (?:mir|ihm|ihr|mein (?:mann|frau|mutter|vater|kind|sohn|tochter|partner|partnerin)) stimmt ~4 nicht
    stimmt ~3 (?:mit|bei) (?:mir|ihm|ihr|mein (?:mann|frau|mutter|vater|kind|sohn|tochter)) ~ nicht
    was stimmt (?:ganz und gar|uberhaupt|wirklich) nicht
    mir geht es ~ (?:sehr|richtig|total|furchtbar|ganz|extrem|so|wirklich|echt) (?:schlecht|mies|dreckig|elend
        |beschissen)
    (?:mir|ihm|ihr) geht es (?:gar nicht gut|uberhaupt nicht gut|immer schlechter|viel schlechter)
    zustand ~2 (?:schlimmer|schlechter)
""")

# What every learner writes about
_HOT = r"(?:3[89]|4[0-2])(?: \d)?"
_NOT_THE_QUIZ = (
    r"(?! (?:von|uber|warum|wieso|weshalb|was|wie|welch\w*|weil|zwischen|hier|ob|wegen|durch die (?:frage|antwort)\w*"
    r"|bei (?:der|dieser) (?:frage|aufgabe))\b)"
)
_TAUGHT = rows(rf"""
    fieber|fiebere|fiebert|fiebrig\w*|fieberhaft|hohe temperatur|erhohte temperatur|schuttelfrost
    (?:\w*temperatur|\w*thermometer)(?: \w+){{0,4}} {_HOT}|(?<=habe )temperatur$|(?<=wieder )temperatur$
    gemessen {_HOT}|{_HOT} (?:gemessen|grad|c)
    atemnot|luftnot|atembeschwerden|atemprobleme|kurzatmig\w*
    (?:probleme?|schwierigkeiten|muhe) ~2 (?:atmen|atmung|luftholen)
    atmen fallt ~2 schwer|schwer (?:zu )?atmen
    (?:verwirrt|durcheinander|desorientiert){_NOT_THE_QUIZ}|verwirrung|verwirrtheit|(?:ge)?krampf\w*|epilep\w*
    schlaganfall|anfalle?
    zittere|zittert|zittern|tremor|bewusstlos\w*|ohnmacht\w*|benommen|schwindlig|schwindel\w*
    (?:so|sehr|richtig|total|furchtbar|extrem) (?:schlecht|ubel|krank|schwach|elend)
    (?:stark|furchtbar|schrecklich|heftig|extrem|unertraglich)e? (?:(?:kopf|bauch|brust)schmerz\w*|schmerzen
        |blutung\w*)
    fieberkrampf\w*|zuckungen|zuckt|zucke|sehstorung\w*|kopf ~ (?:angeschlagen|angestossen|gestossen)|blute
    blutet|blutung\w*|uberdosis|nicht ansprechbar|gelahmt
""")

# What hardly any learner writes about
_ALARMING = rows(r"""
    brustschmerz\w*|brust\w* ~3 (?:weh|sticht|zugeschnurt|eng|schmerz\w*|brennt|druckt)|brustenge|engegefuhl
    (?:schmerz\w*|druck|enge|stechen|sticht|brennen|weh) ~3 (?:brust\w*|herz\w*|herzgegend|linken arm|kiefer)
    herz ~4 (?:rast|schlagt ~ (?:schnell|unregelmassig)|klopft|pocht|stolpert|sticht|schmerzt|weh|hammert|aussetzer
        |hals)
    herzras\w*|herzstolper\w*|herzinfarkt|herzschmerz\w*
    (?:klopft|rast|pocht|stolpert) ~2 herz|lungen? ~3 (?:weh|schmerz\w*|brennt|brennen)
    pfeif\w* beim atmen
    blaue? (?:lippen|gesicht|finger)|lippen ~2 blau
    (?:lauft|wird|werde) ~2 blau(?! (?:markiert|angezeigt))
    (?:sauerstoff\w*|sattigung) ~4 [5-8]\d|puls ~3 1[2-9]\d
    wirres zeug|(?:redet|spricht) ~2 (?:wirr\w*|unsinn|quatsch|unverstandlich\w*|komisch\w*|seltsam\w*)
    halluzin\w*|delir\w*|lall\w*|verwaschen\w*|undeutlich
    seh\w* ~2 (?:sachen|dinge) ~ die ~2 nicht|ergibt kein sinn was
    kann ~ (?:nicht|kaum) (?:mehr |richtig |gut |klar |mehr richtig )?(?:sprechen|reden|denken|schlucken)(?! (?:mit
        |uber|deutsch|englisch|heute))
    nicht (?:mehr )?(?:ganz )?klar im kopf|mich schuttelt|schuttelt (?:es )?mich
    kann ~ (?:mein|seinen|ihren|kein) (?:namen|wort|satz) ~2 (?:schreiben|mehr|herausbringen|sagen)
    kein wort (?:mehr )?(?:heraus|raus)|(?:worte|worter) ~2 (?:falsch|verdreht)(?! geschrieben)
    verwechs\w* ~ (?:worte|worter)
    find\w* ~2 (?:worter|worte) nicht|find\w* kein (?:worte|worter)
    fallen ~2 (?:worte|worter) nicht|worte nicht ~ (?:ein|finden)
    erkenn\w* mein (?:mann|frau|kind|mutter|vater|sohn|tochter|familie) nicht
    erkenn\w* (?:mich|uns|ihn|niemanden) ~ nicht|nicht (?:er|sie) selbst|vergesse standig
    kann ~ nicht mehr (?:laufen|gehen|stehen)
    (?:werde|gleich|falle) ~2 (?:ohnmachtig|umkippen|ohnmacht|zusammenbrechen)
    schlimmsten? kopfschmerz\w*|kopfschmerz\w* ~ mein lebens
    seh\w* ~ (?:doppelt|verschwommen|alles doppelt)|alles dreht sich$|falle ~ um|blau angelaufen
    quaddeln|blutet? aus
    nasenbluten|hande zittern|\w*blutig\w* stuhl|stuhl ~3 (?:blutig|schwarz)|fehlen ~ (?:worte|worter)
    blut (?:beim (?:husten|brechen|erbrechen|stuhlgang)|im (?:urin|stuhl|mund|auswurf)|in mein|uberall)
    geschwollene (?:zunge|lippen)|anaphyla\w*
    allergische? (?:reaktion|schock)|allergischen (?:reaktion|schock)|gluhe|gluht|zittere ich(?! (?:dann|danach))
""")

# Whose it is, and when: what makes a symptom somebody's own and present
_SUBJECT = rows(r"""
    ich|mir wird|mir|mich|mein|uns|wir|er|ihm|ihr ist|mann|frau|partner|partnerin|mutter|mama|mutti|vater|papa|papi
    sohn|tochter
    kind|baby|bruder|schwester|oma|opa|freund|freundin
    sie (?:hat|ist|fuhlt sich|wirkt|redet|spricht|hatte|war|atmet|bekommt|kriegt)|hat (?:er|sie)
    (?:^|(?<=und )|(?<=aber ))(?:habe|bin|hatte|kriege|bekomme)(?! (?:ich|wir))
""")
_AT_ONCE = (
    r"(?:bitte |hilfe |auch |jetzt |plotzlich )?"
    r"(?:habe|hatte|(?:bekomme|kriege)(?! ich)|fuhle mich|bin|gerade|eben|liege mit|seit|mit|wieder)"
)
_NOW = rows(r"""
    jetzt|gerade|momentan|seit|heute|heut|gestern|plotzlich|(?:letzte|diese|heute) nacht|am morgen|immer noch|standig
    dauernd|(?:geht|will) ~ nicht (?:mehr )?(?:weg|runter|zuruck)|sinkt nicht|steigt|hort nicht auf
    ist (?:wieder da|zuruck|gestiegen)|kommt (?:immer )?wieder
    wird (?:immer )?(?:schlimmer|hoher|starker|mehr)|schlimmer|nach der infusion|nach mein infusion
    was (?:soll|kann|muss|mache) ich
    was tun|was nun|was jetzt|hilfe|mir geht es|ich fuhle|habe (?:ich|wir)|hat (?:er|sie|mein)
""")
_COMPLAINT = r"(?:atemnot|luftnot|kurzatmigkeit|(?:probleme|schwierigkeiten) (?:beim|mit dem) atmen|brustschmerzen)"

# Who learns says other words between "ich" or "jetzt" and the symptom, or before both
_UNLINKED = rows(r"""
    zu|zum|zur|uber|ob|wenn|falls|sobald|dass|was|warum|wieso|wie|welch\w*|wann|oder|kann|konnte|konnen|konnten
    wurde|wurden|sollte|soll|sollen|wird|werde|werden|muss|mussen|musste|darf|nicht|kein|nie|niemals|ohne|dann
    danach|spater|hinterher|lern\w*|gelernt|les\w*|gelesen|hor\w*|gehort|wusste|weiss|denk\w*|dachte|glaub\w*|rat\w*
    sag\w*|gesagt|erzahl\w*|rechne\w*|bedeut\w*|heisst|versteh\w*|verstanden|erinner\w*|vergess\w*|wahl\w*|gewahlt
    antwort\w*|beantwort\w*|frag\w*|tippe|acht\w*|aufpass\w*|pass\w*|schau\w*|beobacht\w*|uberwach\w*|ruf\w*
    anruf\w*|meld\w*|falsch|richtig|angst|sorg\w*|furcht(?:e|et|en)?|verursach\w*|mach\w*|auslos\w*|behandel\w*
    behandl\w*|menschen|leute|patient\w*|man|manche\w*|einige|viele|arzt\w*|pflege\w*|team|studie\w*|damit|gegen
    verwechsl\w*|merke?n?|wissen|kenn\w*|nenn\w*|mess\w*
""")
_BEFORE = "".join(f"(?<!{word} )" for word in "auf bei gegen vor zu uber von ohne kein als".split())
_SUPPOSED = Wording(
    rows(r"""
        \b(?:wenn|falls|sobald|ob|bevor|solange|kann|konnte|sollte|soll|wurde|werde|darf|muss|bekomme|kriege
            |angenommen)(?: (?:ich|mal|dann|auch|doch|einmal|jemals))? $
        \b(?:wenn|falls|sobald|ob)\b.{0,80}\b(?:oder|und|mein) $
        \b(?:angst|sorge|furchte|befurchte|hoffe|heissen|bedeutet|bedeuten|sein|passieren|annehmen) dass $
        \b(?:woran|woher|wie|wurde)\b.{0,40}\bdass $
    """)
)
_OTHERS = Wording(
    rows(r"""
        \b(?:man|menschen|leute|patient\w*|manche\w*|viele|einige|betroffene\w*|andere|(?:wenn|falls|ob|dass) jemand
            |wer|wann)(?: \w+){0,3} $
        \b(?:wenn|falls|sobald)\b.{0,80}\boder $|\b(?:wenn|falls|ob|bevor|bis) $
        \b(?:wenn|falls|sobald|dass|weil) (?:sie|die menschen) $
        \b(?:wurde|werde|sollte|muss|mussen|ruf\w*|meld\w*|sag\w*|geh\w*|anruf\w*)(?: \w+){1,8} (?:wenn|falls|sobald
            |bei)(?: \w+)? $
        \bkann (?:die|das|der)(?: \w+){0,3} $
    """)
)
_IN_GENERAL = Wording(
    rows(r"""
        \b(?:menschen|leute|patient\w*|man|manche\w*|viele|einige|betroffene\w*|nebenwirkung\w*|symptome?n?
            |anzeichen|zeichen|crs|icans|licats|verursach\w*|auslos\w*|acht\w*|aufpass\w*|beobacht\w*|uberwach\w*
            |behandel\w*|behandl\w*|steroide?n?|kortison|tocilizumab|lern\w*|gelernt|wenn|falls|sobald|ob|welch\w*
            |frage|wie lange|wurde|wurden|wird|konnte|konnten|sollte|darf|heisst|bedeutet|erklar\w*|sie bekommen
            |sie haben|dazu gehoren|gehort|gehoren|(?:kann|konnen)(?! (?:nicht|sie mir|mir|jemand|kaum)))\b
        \b(?:nicht|kein|nie|ohne|uber|gegen|fur|von|bei|ab|mehr als|mindestens|vor|zu|als|auf)(?: \w+)? $
    """)
)
_LONG_AGO = Wording(
    rows(r"""
        \b(?:vor ~2 (?:jahr|monat)\w*|letzte[sn]? (?:jahr|monat|sommer|winter|herbst)|als (?:kleines )?kind
            |als ich (?:noch )?(?:klein|jung|ein kind)|fruher|damals|in der kindheit|(?:19|20)\d\d)\b
    """)
)

_IS_FACT = (
    r"(?! (?:ist|sind|heisst|bedeutet|kann|konnen|konnte|konnten|kommt|kommen|treten|tritt|wird|werden|gehort"
    r"|gehoren)\b"
    r"(?! (?:wieder da|zuruck|gestiegen)))"
)
_SYMPTOM = (
    rf"{_BEFORE}(?:{_TAUGHT}|{_ALARMING})\b(?! (?:fragen?|antwort\w*|lektion|thema|falsch|richtig|gelernt|verwechselt"
    r"|gewahlt|angekreuzt|vergessen|genannt|erwahnt|verstanden|begriffen|gelesen|nicht gewusst|bekomme|kriege|bekame"
    r"|(?:werden|sein|haben|bekommen|kriegen) (?:kann|konnte|konnten|konnen|sollte)|nicht$)\b)"
)

EAR = Ear(
    marks=frozenset(
        """
        ich und ist der das nicht habe hab mein meine meinen meiner mit von zu bei wenn dass ein eine einen wir sie auf
        fur
        fuer oder aber auch wie kann kein keine keinen sind werden wird vom zum nach seit mir mich sich uber ueber
        gibt bekommt haben bin soll muss
        """.split()
    ),
    plain=plainly(_WRITTEN_OUT, _MENDED),
    suicide=Wording(rf"\b(?:{_SELF_HARM})\b"),
    helpless=Wording(rf"\b(?:{_HELPLESS})\b"),
    of_others=_OTHERS,
    long_ago=_LONG_AGO,
    brief=Wording(
        rf"^(?!.* oder ){linked(_AT_ONCE, _SYMPTOM, unless=_UNLINKED)}{_IS_FACT}"
        rf"|^(?:so|sehr|total|richtig|ganz) (?:(?:verwirrt|durcheinander){_NOT_THE_QUIZ}|schwindlig|zittrig)\b"
    ),
    own=Wording(rf"\b(?={linked(_SUBJECT, _SYMPTOM, unless=_UNLINKED)})"),
    supposed=_SUPPOSED,
    present=(
        Wording(rf"\b(?:{_ALARMING})\b"),
        Wording(
            rf"\b(?={linked('seit|plotzlich|nachts', _SYMPTOM, unless=_UNLINKED)}"
            rf"|{linked(_SYMPTOM, _NOW, unless=_UNLINKED)}\b{_IS_FACT})"
        ),
        Wording(
            r"\b(?:(?:\w*temperatur|fieber|\w*thermometer)"
            rf"(?: (?:ist|war|jetzt|liegt|bei|zeigt|noch|schon|von|steht|steigt|auf|gerade|etwa|ca|fast|bis))* {_HOT}"
            rf"|{_HOT} (?:grad |c )?(?:fieber|temperatur|und steigt|und steigend|gemessen)|(?:ich bin|liege) bei {_HOT}"
            r"|(?:jetzt|schon|wieder|aktuell|gerade) (?:3[89]|4[01]) \d)\b"
            r"(?! (?:grad |c )?(?:oder|und (?!steig)|ist|heisst|bedeutet|gilt|zahlt)\b)"
        ),
    ),
    in_general=_IN_GENERAL,
    complaint=Wording(
        rf"(?:(?:bitte|hilfe) )?{_COMPLAINT}(?: und (?:{_COMPLAINT}|fieber|schuttelfrost|verwirrt))?"
        r"(?: (?:bitte|hilfe))?"
    ),
)
