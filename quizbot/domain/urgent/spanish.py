"""What frightened people say in Spanish, and what those say who learn about it."""

from __future__ import annotations

from quizbot.domain.urgent.hearing import Ear, Wording, linked, plainly, rows

# "Sí, tengo fiebre" is no supposition as "si tengo fiebre" is, and "no, tengo fiebre" says that there is one
_YES_OR_NO = ((r"(?i)\bs[ií]\s*[,.!]|\bsí\b|\bno\s*[,.!]", " claro "),)

# How people type, and the words that stand for it below; "mis" and "mi" alike
_WRITTEN_OUT = (
    (r"([a-z])\1\1+", r"\1"),
    (r"\b(?:q|k|ke|qe)\b", "que"),
    (r"\b(?:xq|pq|porq|xk)\b", "porque"),
    (r"\bx favor\b|\bporfa(?:vor|s)?\b", "por favor"),
    (r"\bmis\b", "mi"),
    (r"\b(?:toy|stoy|esto(?= (?:mal|con|muy)))\b", "estoy"),
    (r"\b(?:kiero|qiero|qero|kero|quero)\b", "quiero"),
    (r"\b(?:tngo|tenjo)\b", "tengo"),
    (r"\b(?:fi{1,2}e{0,2}b(?:re?|er|e|res)?|fievre|fiever|fievere|fever|calenturas?)\b", "fiebre"),
    (r"\b(?:rspirar|respirra|respira r|respirarr|repirar|resprar)\b", "respirar"),
    (r"\bnopuedo\b", "no puedo"),
    (r"\bno (?:me )?(?:logro|consigo|alcanzo a|pude|podia|podemos|pudo)\b", "no puedo"),
    (r"\bno (?:logra|consigue|podria)\b", "no puede"),
    (r"\bte(?:mp|nperatura|mperatur)\b", "temperatura"),
    (r"\b(?:mism)[oa]\b", "mismo"),
    (r"^(?:(?:hola|buenas|buenos dias|buenas (?:tardes|noches)|oiga|disculpe|perdon|ay|doctora?|dra?) )+", ""),
)
_MENDED = tuple(
    "suicidio suicidarme inconsciente ambulancia temperatura confundido confundida confusion convulsion convulsiones "
    "convulsione convulsiono sobredosis emergencia dificultad escalofrios temblando mareado mareada hinchada "
    "hinchado".split()
)

_DOSES = r"(?:pastillas|medicinas|medicamentos|tabletas|pildoras|somniferos)"
_FALL = r"(?:puente|edificio|techo|tren|metro|ventana|balcon|azotea|vias|precipicio|carro|coche)"
_SELF_HARM = rows(rf"""
    suisi\w*|autolesi\w*|kms
    # done to oneself
    matarme|(?:me )?(?:voy a|quiero|quisiera|deberia) matarme
    me (?:voy a |quiero |quisiera |debo |deberia |intente )?matar|me mato(?! de)
    matarse|se (?:va a|quiere|intento|queria|trato de) matar|se mato
    ahorcar(?:me|se)|me ahorc\w*|colgarme(?! de)|envenenar(?:me|se)|dispararme|pegarme un tiro|degollarme
    me (?:voy a|quiero|quisiera|debo) (?:ahorcar|colgar|envenenar|disparar|cortar las venas|lastimar|hacer dano
        |tirar|lanzar)
    (?:quiero|quisiera|voy a|ganas de|pensado en|pensando en|pienso en|pense en|deseo|miedo de|temo|intente
        |podria llegar a|pensamientos? de|ideas? de|impulsos? de) ~ hacer(?:me|se) (?:dano|algo)(?! en)
    me (?:hago|hice|haria|estoy haciendo|he hecho) dano(?: a mi mismo| otra vez| de nuevo)*$
    (?:hacerme|hago|hice|hacerse|hace) dano a (?:mi|si) mismo
    lastimar(?:me|se)(?! con)
    me (?:lastimo|lastime|corto|corte|estoy cortando|he cortado) (?:a mi mismo|otra vez|de nuevo|~ (?:brazos?|venas
        |munecas?|piernas?))
    (?<!se )me corto (?:cuando|si|para|por|a veces|todos|cada)
    se (?:corta|corto) (?:los|las|el) (?:brazos?|venas|munecas?|piernas?)
    me (?:he )?(?:hecho|hago|hice) cortes|cortes en (?:los|mi) (?:brazos|munecas)
    {_DOSES} ~2 (?:para|y) ~ (?:morir\w*|matarme|no despertar)
    cortar(?:me|se) (?:las )?(?:venas|munecas)|cortarme$|cortarme (?:otra vez|de nuevo|los brazos)
    quitar(?:me|se) la vida|(?:me|se) ~2 quitar la vida|(?:me|se) quit[oe] la vida
    (?:tirar|lanzar|aventar|arrojar|echar|botar|tiro|lanzo)(?:me|se)? ~2 (?:de|del|desde|por|al|a) ~2 {_FALL}
    (?:me|se) (?:voy a |quiero |va a |quiere )?(?:tirar|lanzar|aventar|arrojar|tiro|lanzo|tira) (?:de|del|desde|por
        |al|a) ~2 {_FALL}
    saltar ~2 (?:de|del|desde|por) ~2 {_FALL}
    (?:me tome|me trague|me he tomado|he tomado|trague|tomarme|tragarme|se tomo|se trago) ~ (?:tod[ao]s?|un frasco
        |el frasco|una caja|la caja|un bote|el bote)
    (?:voy a|quiero|pienso|pensado en) (?:tomar|tragar)(?:me)? ~ tod[ao]s (?:las|los|mi)
    tome (?:tod[ao]s (?:las |los )?mi|todo el frasco|toda la caja|el frasco entero|la caja entera)
    (?:tomarme|tomar|pensando en|quiero|pienso en) ~ sobredosis
    (?:por favor )?maten?me$|dejenme morir|dejame morir
    # wishing for an end
    (?<!no )(?<!no me )(?:quiero|quisiera|deseo|prefiero|preferiria|prefiere|quiere|ganas de
        |desearia) ~1 (?:morir(?:me|se)?|estar muert\w)
    (?<!no )me (?:quiero|quisiera) morir|(?<!no )se quiere morir|ganas de (?:matarme|desaparecer|no vivir
        |no despertar)
    ojala ~3 (?:muert\w|muera|muriera|despi?ert\w+|nacido)|merezco morir|no merezco vivir|me muriera
    mejor me muero|(?:quiero|quisiera) dejar de (?:vivir|existir)|no tiene caso ~ vivi\w*
    en este mundo (?:mas|ya)$|dormir para siempre
    (?:quisiera|gustaria|preferiria|desearia) ~ (?:estar muert\w|morir\w*|no estar aqui|no existir|no despertar)
    mejor morir(?:me)?$
    (?:mejor|preferiria|quisiera|querria) ~ (?:no )?(?:estar muert\w|muert[oa])$|estaria mejor muert\w
    mejor muert\w
    no (?:quiero|quisiera|deseo|quiere|queria) ~ (?:vivir(?! (?:en|con|lejos|sol[oa]))|(?:seguir|estar) (?:viviendo
        |viv[oa]|con vida|con esta vida|aqui|en este mundo)|existir|despertar(?:me)?)
    no tengo ganas de (?:vivir|seguir viviendo|nada ni de vivir)|sin ganas de vivir
    no puedo (?:mas|seguir(?: asi| viviendo| mas)?|vivir asi)$|no puedo (?:seguir (?:asi|viviendo)|vivir asi)
    no doy (?:para )?mas$
    no (?:aguanto|soporto) (?:mas|esta vida|vivir|seguir viviendo)(?: esto| asi| esta vida| vivir)*$
    (?:acabar|terminar) con (?:mi|su) (?:propia )?vida|poner(?:le)? fin a (?:mi vida|su vida|todo|mi sufrimiento)
    (?:quiero|quisiera|voy a|ganas de|deseo|pienso|pensando en) ~ (?:acabar|terminar) con (?:todo|esto|el dolor
        |~ sufrimiento)
    (?:quiero|quisiera|deseo|ojala) (?:que )?(?:(?:todo|esto) )?~ (?:acabe|termine|pare)(?: todo| esto| ya)*$
    pens\w* ~3 en (?:la |mi )?(?:muerte|morir(?:me)?|matarme|hacerme dano|desaparecer|quitarme)
    pienso ~2 en (?:la muerte|morir(?:me)?|matarme|desaparecer|quitarme)
    (?:pensamientos?|ideas?) ~ (?:de|sobre) (?:la )?(?:muerte|morir|matarme)
    (?:cuantas|que) {_DOSES} ~3 (?:para )?(?:morir|matar\w*)
    (?:dormir(?:me)?|acostarme) y no (?:volver a )?despertar
    no (?:volver a )?despertar(?:me)?(?: (?:mas|nunca|jamas|manana))*$|nunca mas despertar
    (?:quiero|quisiera|mejor) ~ desaparecer|desaparecer para siempre|ir(?:me)? de este mundo
    me (?:habria|hubiera) matado|adios mundo|(?:no|nunca) (?:haber|hubiera|hubiese) nacido
    # no reason to live
    (?:no (?:le )?(?:hay|tengo|veo|encuentro|hallo)|sin|ningun\w*) ~2 (?:razon\w*|motivos?|sentido|porque) ~ (?:para
        |de|en|a|por) ~ (?:vivir|viv[oa]|vida|seguir viviendo|existir)
    vida ~3 (?:no ~ (?:tiene|vale|merece)|perdio|sin) ~3 (?:sentido|pena|nada)
    (?:nada|todo) ~ (?:tiene|perdio) sentido (?:ya|en mi vida)
    no vale la pena (?:vivir|seguir viviendo)|no merece la pena vivir|para que (?:seguir )?(?:vivir|viviendo|vivo)
    para que (?:sigo )?(?:vivo|viva|viviendo)|carta de despedida|morir seria|mejor que me muera
    (?:que|cual es el) sentido ~ (?:tiene |de )(?:vivir|la vida|mi vida|seguir viviendo)
    no (?:tengo|hay|queda) nada ~ (?:por|para) ~ vivir|mejor sin mi
    nadie me (?:va a )?(?:extran\w*|echar\w* de menos)|soy (?:solo )?una carga
    (?:no (?:veo|hay|encuentro)|sin) ~ salida|(?:cansad|hart)[oa] de (?:vivir|la vida|esta vida|mi vida)
    odio (?:mi vida|vivir)
""")

_PERSON = (
    r"(?:espos[oa]|marido|mujer|pareja|novi[oa]|mama|papa|madre|padre|hij[oa]|nin[oa]|herman[oa]|abuel(?:it)?[oa]"
    r"|amig[oa])"
)
_RESCUE = r"(?:ambulancia|911|112|061|emergencias|urgencias)"
_HELPLESS = rows(rf"""
    # breath and consciousness
    no (?:puedo|me deja) ~2 (?:respirar|tomar aire|jalar aire)
    (?<!si )no puede ~ (?:respirar|tomar aire)
    (?:me|le) (?:falta|esta faltando|faltaba) ~2 (?:aire|aliento|oxigeno|respiracion)
    (?<!si )no (?:esta )?respira(?:ndo)?|dejo de respirar
    apenas ~ (?:respir\w*|aire)|me (?:ahogo|asfixio|estoy ahogando|estoy asfixiando)
    se (?:esta )?(?:ahoga|ahogando|asfixia|asfixiando)
    me cuesta ~ respirar|le cuesta ~ respirar|cuesta (?:mucho )?respirar
    duele ~2 respir\w*|(?:no me )(?:entra|llega) ~ aire
    se me (?:fue|va|iba) (?:el )?(?:aire|aliento)|espuma por la boca|(?:quede|quedo) sin (?:aire|aliento)
    sin poder respirar|luchando por respirar|respira ~ (?:mal|raro|agitad\w|muy rapido)
    respir\w* con ~ dificultad|respiro (?:muy )?mal
    (?:esta|estoy|quedo|encontre|cayo|estaba|lo|la|esposo|esposa|marido|mama|papa) ~ (?:inconsciente|desmayad\w
        |sin conocimiento)
    perd\w* (?:el |la )?(?:conocimiento|conciencia|consciencia)
    me (?:he )?(?:desmaye|desmayo|desmayado|desvanecio|desvaneci|desplome)|me (?:estoy|voy a) desmay\w*
    se (?:me )?(?:desmayo|ha desmayado|desplomo|esta desmayando|desvanecio)|colapse|colapso$
    no (?:se )?despierta|{_PERSON} ~6 no (?:reacciona|responde)
    ^(?:el |ella )?no (?:reacciona|responde)(?! (?:a|al|el|la|mi|ningun)\b)|no (?:lo|la) puedo despertar
    no puedo despertar(?:lo|la| a)
    no se ~ (?:donde|quien|que dia|en que (?:ano|dia)|como) (?:estoy|soy|es hoy|estamos|me llamo)
    no sabe (?:donde|quien|que dia|en que|como) ~2 (?:esta|es|soy|vive|se llama|me llamo)
    (?:{_PERSON}|el|ella) no contesta|cayo y no (?:contesta|responde|reacciona|se mueve)|^no contesta esta
    no (?:me )?(?:recuerdo|acuerdo de) (?:mi nombre|como me llamo|quien soy)
    (?:olvide|se me olvido) mi (?:propio )?nombre
    # a stroke, a seizure, an allergy
    (?:me|le) (?:dio|esta dando|acaba de dar|han dado|ha dado) ~ (?:ataque|convuls\w*|derrame|infarto|embolia)
    (?:tuvo|tuve|teniendo) un ataque(?! de (?:risa|ira|tos))
    no (?:puedo|puede) (?:mover|sentir|levantar) ~ (?:brazos?|piernas?|manos?|cara|lado|cuerpo)
    no siento ~ (?:brazos?|piernas?|cara|lado|pies|lengua)
    (?:brazo|pierna|piernas|cara|lado) ~4 (?:dormid\w|entumecid\w|paralizad\w|adormecid\w|caid\w|torcid\w
        |colgando)(?! por)
    convulsione|convulsiono
    se (?:me|le) (?:durmio|duerme|paralizo|torcio|cayo|cae) ~2 (?:cara|brazo|lado|boca|pierna|mitad|cuerpo)
    perd\w* (?:la )?(?:vision|vista)|de repente no veo|no veo nada
    (?:garganta|lengua|cara|labios?|boca) ~3 (?:hincha(?!z)\w*|hinchando|cierra\w*|cerrando|inflamad\w|inflama
        |inflamo|azules|azul|morados)
    (?:hincha(?!z)\w*|hincho|cierra|inflamo) ~5 (?:garganta|lengua|cara|labios)
    # blood, poison
    (?:tos\w*|tose|vomit\w*|escup\w*|orin\w*|arroj\w*) ~ sangre(?! y)
    sangre (?:al|cuando) ~ (?:tos\w*|orin\w*|vomit\w*)
    no (?:para|paro|deja|dejo|paran|puedo parar|puedo dejar|puede parar|puede dejar) de (?:sangrar|temblar|vomitar
        |toser|convulsionar)
    sangro (?:mucho|demasiado)|sangr\w* ~4 no (?:me )?(?:para|se detiene|deja)|hemorragia que no
    (?:tome|he tomado|trague|se tomo) ~2 (?:demasiad[ao]s?|muchas (?:pastillas|tabletas)|de mas|sobredosis)
    (?:tome|trague) (?:\d\d+|muchisimas|un monton de) ~ (?:pastillas|tabletas)
    # a cry for help
    (?:necesit\w*|ocup[oa]\w*) ~3 {_RESCUE}
    necesit\w* ~ (?:ayuda|medico|doctor|doctora) ~ (?:ya|ahora|urgente\w*|rapido)
    ^(?:por favor |alguien |que alguien )*(?:llam[ea]n?|llamen|manden?|envien?|pidan?|pida) ~3 {_RESCUE}(?! ~3 (?:si
        |cuando|en caso))
    ^{_RESCUE} (?:por favor|ya|urgente|rapido|ahora)|^ambulancia(?: por favor)*$
    (?:debo|deberia|tengo que|hay que|debemos) (?:llamar|ir) ~3 {_RESCUE}(?! ~3 (?:si|cuando|en caso))
    (?:^|esto |dios )es una ~ emergencia
    ^(?:emergencia|sos|auxilio|socorro)(?: por favor| ayuda| ya| auxilio| socorro)*$|tengo una emergencia
    ^(?:dios |por favor |alguien )*(?:ayudame|ayudenme|ayudeme|ayudanos)(?: (?:por favor|ya|ahora|dios|rapido
        |pronto))*$
    ^ayuda ayuda(?: ayuda)*$|mira(?:da)? fij[oa]|^por favor ayuda(?:me|nme)?$|(?:ayuda|auxilio) por favor$
    alguien (?:que )?(?:me |nos )?ayude(?! (?:a|con))|necesito ayuda (?:ya|ahora|urgente\w*|rapido)
    me (?:muero|estoy muriendo)(?! de (?:risa|hambre|sueno|ganas|aburrimiento|la risa|curiosidad|calor|frio|la pena
        |verguenza))
    me voy a morir(?! de)|siento que me muero
    algo ~2 (?:muy|terriblemente|realmente|seriamente) mal
    algo ~3 mal (?:conmigo|con mi (?:esposo|esposa|marido|hijo|hija|mama|papa))
""")

# What every learner writes about
_HOT = r"(?:3[89]|4[0-2]|10[0-7])(?: \d)?"
_NOT_THE_QUIZ = (
    r"(?! (?:sobre|con (?:la|esta|las|estas|el|este|lo|eso|crs|icans|licats)|por (?:la|esta|que)|porque|que es|cual"
    r"|entre|aqui|si|como)\b)"
)
_TAUGHT = rows(rf"""
    fiebre|febril|(?:3[89]|4[01]) \d|temperatura ~ (?:alta|elevada)|escalofrios?|temblor\w*|temblando|tiemblo
    tiemblan?|espasmos?|problemas? (?:de|con la) (?:vision|vista)|(?<=tengo )temperatura$|(?<=tiene )temperatura$
    {_HOT} de (?:fiebre|temperatura)
    (?:temperatura|termometro)(?: \w+){{0,4}} {_HOT}|{_HOT} (?:grados|c|f)
    (?:problemas?|dificultad\w*|trabajo) ~2 respir\w*
    falta de (?:aire|aliento|respiracion)|dificultad respiratoria|ahogo
    (?:confundid\w|confus[oa]){_NOT_THE_QUIZ}|confusion|desorientad\w|convulsi\w*
    (?:ataques?|crisis) (?:epileptic\w*|de epilepsia)
    (?:golpe\w*|pegue|di) ~3 cabeza|desmay\w*|maread\w|mareos?|vertigo|inconsciente
    derrame(?! (?:pleural|pericardico))|embolia|cada vez peor|mucho peor|empeorando|sangr(?:ando|o|ado)|hemorragia
    sobredosis
    dolor(?:es)? de cabeza ~ (?:fuertes?|intensos?|terribles?|insoportables?|horribles?)
    fuertes? dolor(?:es)? de cabeza|dolor (?:muy )?(?:fuerte|intenso|insoportable)
    (?:muy|tan|super|realmente) (?:mal|enferm\w|debil|maread\w)|fatal|pesimo|rigid[oa]
    no (?:dice|habla) ~ (?:con sentido|coherente\w*|bien)|sin sentido
""")

# What hardly any learner writes about
_ALARMING = rows(r"""
    (?:me|le) ~ (?:sube|subio|subiendo|ha subido) ~ (?:fiebre|temperatura)|aceler\w* ~ corazon
    (?:dolor(?:es)?|presion|opresion|punzadas?|ardor|piquetes?) ~5 (?:pecho|torax|toracico|corazon|brazo izquierdo
        |mandibula)
    (?:me|le) (?:duele|arde|aprieta|oprime) ~2 (?:pecho|torax|corazon|pulmon\w*)
    pecho ~3 (?:duele|aprieta|apretado|oprimido|cerrado)
    corazon ~5 (?:aceler\w*|rapid\w*|en la garganta|a mil|salta|saltando|fuerte)|taquicardia|palpitaciones
    infarto|ataque (?:al corazon|cardiaco)
    pulso ~3 (?:1[2-9]\d|acelerado|rapido)|sibilancias|silb\w* al respirar
    labios ~ (?:azules|morados)|(?:puso|pone|poniendo) (?:azul|morad[oa])
    (?:oxigen\w*|saturacion|satur\w*) ~4 [5-8]\d
    incoherenci\w*
    (?:dice|hablando|habla|diciendo) ~ (?:tonterias|cosas (?:sin sentido|raras|incoherentes)|disparates)
    alucin\w*|delir\w*|desvari\w*
    (?:veo|ve) cosas que no|habl(?:a|o|ando) ~ (?:raro|enredado|arrastrado|trabado|como borrach\w)
    arrastr\w* las palabras|(?:me|le) traba la lengua|balbuce\w*
    no (?:puedo|puede) ~2 (?:hablar|escribir mi|escribir su|pensar (?:con claridad|claro|bien)|tragar|caminar
        |sostener)(?! (?:con|de|ingles|espanol|ahora|hoy|por))
    no (?:puedo|puede) ~ (?:decir|encontrar|pronunciar) (?:las |mi )?palabras
    (?:olvidan|confundo|mezclo) las palabras(?! (?:medicas|dificiles|de))
    no reconozco a (?:mi|nadie)|(?:todo|cabeza) (?:me )?da vueltas
    no (?:encuentro|me salen|le salen|me vienen) (?:las )?palabras|no (?:me|nos|lo|la) reconoce
    no parece (?:el|ella) mismo
    a punto de (?:desmay\w*|caer\w*)|voy a desmay\w*|ardiendo (?:en|de)|hirviendo|tiritando|en shock
    peor dolor de cabeza|vision (?:doble|borrosa)|veo ~ (?:doble|borroso)|faltan las palabras
    mueven? sol[oa]s? ~ (?:brazo|pierna|mano|cara)\w*
    sangr\w* ~ (?:de|por) (?:la )?(?:nariz|boca|encias)
    (?:popo|heces|excremento|evacuaciones) ~2 (?:negr[oa]s?|sangre)
    sangre (?:en (?:la orina|el excremento|las heces|mi|el popo|la boca)|por (?:la nariz|la boca|todos lados
        |todas partes)|en todas partes)
    (?:lengua|labios) hinchad\w*|anafila\w*|reaccion alergica|teniendo una reaccion|mala reaccion
""")

# Whose it is, and when: what makes a symptom somebody's own and present
_SUBJECT = rows(r"""
    tengo|tenemos|traigo|estoy|estamos|siento|sentimos|ando|sigo|llevo|tuve|tenia|amaneci|desperte|empece|comence
    sufro|presento
    he (?:tenido|estado|empezado)|volvio|regreso|me|mi|nos|nuestr\w|(?:el|ella) (?:tiene|esta|sigue|tuvo|empezo)
    le (?:dio|subio|volvio)
    espos[oa]|marido|mujer|pareja|novi[oa]|mama|papa|madre|padre|hij[oa]|nin[oa]|bebe|herman[oa]|abuel[oa]|amig[oa]
    sigue|(?:^|(?<=noche )|(?<=hoy )|(?<=ahora ))(?:tiene|esta)
""")
_AT_ONCE = r"(?:por favor |ayuda |tambien |ahora |de repente )?(?:mucha|otra vez|acabo de tener|recien)"
_NOW = rows(r"""
    ahora|ahorita|desde|hoy|ayer|anoche|esta (?:manana|tarde|noche|madrugada)|en este momento|otra vez|de nuevo
    de repente
    hace (?:\w+ ){1,2}(?:horas?|dias?|minutos|rato)|empez\w*|comenz\w*
    no (?:me |se (?:me )?)?(?:baja|quita|cede|para|va)|(?:me |le )?(?:sube|subio|subiendo)
    sigue|peor|empeor\w*|despues de (?:la|mi) infusion|tras la infusion|que (?:hago|debo hacer|puedo hacer)|ayuda
    me siento|volvio|regreso|y sube|va y viene|vuelve|regresa
""")
_COMPLAINT = r"(?:(?:dificultad|problemas|dificultades) (?:para|al) respirar|falta de aire|dolor (?:en el|de) pecho)"

# Who learns says other words between "tengo" or "ahora" and the symptom, or before both
_UNLINKED = rows(r"""
    que|si|cuando|como|cual\w*|porque|sobre|acerca|puede\w*|podria\w*|podemos|debe\w*|debo|deberia\w*|va|van|voy
    dara|daria|tendria|tendre|seria|sera|no|nunca|jamas|ni|o|aprend\w*|lei\w*|leo|leer|oi|escuch\w*|se|sabe\w*|supe
    pienso|creo|creia|supongo|dij\w*|digo|dice|dicen|cuent\w*|significa\w*|entiend\w*|entend\w*|recuerd\w*|acuerd\w*
    olvid\w*|eleg\w*|elij\w*|marque|equivo\w*|respuesta\w*|respond\w*|pregunt\w*|fall\w*|vigil\w*|observ\w*|mir\w*
    revis\w*|llam\w*|avis\w*|inform\w*|miedo|asusta\w*|preocup\w*|duda\w*|caus\w*|provoc\w*|produc\w*|trat\w*|gente
    personas?|pacientes?|ellos|ellas|usted\w*|algun\w*|medic[oa]s?|doctor\w*|enfermer\w*|equipo|ensayo\w*|estudio\w*
    riesgo|efecto\w*|sintoma\w*|contra|evitar|prevenir|espero|esper\w*|confund\w* con|explic\w*|mid\w*|toma\w*|luego
    despues
""")
_BEFORE = "".join(
    f"(?<!{words} )"
    for words in ("sobre", "contra", "de las", "de los", "sin", "ninguna", "ningun", "no", "esa", "alguna")
)
_SUPPOSED = Wording(
    rows(r"""
        \b(?:si|cuando|en caso de que|por si|no|nunca|jamas|tampoco|ni|sin|supongamos que|imagina que|imagine que
            |cada vez que|puede que|temo que|miedo de que)(?: (?:yo|me|no|alguna vez|ya|mi|el|ella|nos|alguien))* $
        \b(?:si|cuando)\b.{0,80}\b(?:o|y|mi) $|\b(?:diria|dire) (?:\w+ )?que $
        \b(?:como se que|como saber si|como se si|quiere decir que|significa que) $
    """)
)
_OTHERS = Wording(
    rows(r"""
        \b(?:la gente|gente|personas?|pacientes?|ellos|ellas|algun\w*|otr[oa]s|quien\w*|uno|usted\w*
            |cuando)(?: \w+){0,3} $
        \bsi\b.{0,80}\bo $
        \b(?:llam\w*|avis\w*|iria|ire|diria|dire|deb\w*|hay que|pediria)(?: \w+){0,8} (?:si|cuando
            |en caso de que)(?: \w+)? $
        \bpuede(?: \w+){0,3} $
    """)
)
_IN_GENERAL = Wording(
    rows(r"""
        \b(?:gente|personas?|pacientes?|ellos|ellas|uno|algun\w*|efectos? secundarios?|sintomas?|senal\w*|crs|slc
            |icans|licats|caus\w*|provoc\w*|produc\w*|vigil\w*|observ\w*|tratan|tratar|tratamiento|esteroides
            |tocilizumab|aprend\w*|si|cuando|cual\w*|pregunt\w*|cuanto|(?:puede\w*|podria\w*)(?! (?:ayud|usted
            |alguien))|deb\w*|seria|sera|podra|dara|explic\w*|sabe\w*)\b
        \b(?:no|nunca|sin|sobre|contra|de|por(?! que)|para|ni|a partir de|mas de|ninguna?)(?: \w+)? $
    """)
)
_LONG_AGO = Wording(
    rows(r"""
        \bhace ~2 (?:anos?|mes|meses)\b|\b(?:el|la) (?:ano|mes|verano|invierno|semana) pasad[oa]\b
        \bde (?:nin|pequen)[oa]\b|\bcuando era\b|\ben (?:19|20)\d\d\b
    """)
)

_IS_FACT = r"(?! (?:es|son|significa\w*|puede|pueden|podria|podrian|suele|suelen|seria|ocurre\w*|pasan?)\b)"
_SYMPTOM = (
    rf"{_BEFORE}(?:{_TAUGHT}|{_ALARMING})\b"
    r"(?! (?:preguntas?|respuestas?|leccion|tema|mal contestad|correct\w|incorrect\w)\b)"
)

EAR = Ear(
    marks=frozenset(
        """
        el la los las un una que y en con por para estoy esta tengo tiene del lo pero si cuando como muy mas mi mis se
        de puedo siento su al hay q
        """.split()
    ),
    plain=plainly(_WRITTEN_OUT, _MENDED, marked=_YES_OR_NO),
    suicide=Wording(rf"\b(?:{_SELF_HARM})\b"),
    helpless=Wording(rf"\b(?:{_HELPLESS})\b"),
    of_others=_OTHERS,
    long_ago=_LONG_AGO,
    brief=Wording(rf"^(?!.* o ){linked(_AT_ONCE, _SYMPTOM, unless=_UNLINKED)}{_IS_FACT}"),
    own=Wording(rf"\b(?={linked(_SUBJECT, _SYMPTOM, unless=_UNLINKED)})"),
    supposed=_SUPPOSED,
    present=(
        Wording(rf"\b(?:{_ALARMING})\b"),
        Wording(
            rf"\b(?={linked('desde|de repente', _SYMPTOM, unless=_UNLINKED)}"
            rf"|{linked(_SYMPTOM, _NOW, unless=_UNLINKED)}\b{_IS_FACT})"
        ),
        Wording(
            r"\b(?:(?:temperatura|fiebre|termometro)"
            rf"(?: (?:es|esta|en|de|era|marca|dice|tengo|ahora|ya|a|como|casi|sigue|subio))* {_HOT}"
            rf"|{_HOT} (?:grados |c )?(?:de )?(?:fiebre|temperatura)|{_HOT} y sube"
            rf"|(?:ahora|ya|otra vez|sigo con) (?:3[89]|4[01]) \d|(?:estoy|ando|sigo|amaneci) (?:en|con|a) {_HOT})\b"
            r"(?! (?:grados )?(?:o|y (?!sube)|es|significa|cuenta)\b)"
        ),
    ),
    in_general=_IN_GENERAL,
    complaint=Wording(
        rf"(?:(?:por favor|ayuda) )?{_COMPLAINT}(?: y (?:{_COMPLAINT}|fiebre|escalofrios|confusion))?"
        r"(?: (?:por favor|ayuda))?"
    ),
)
