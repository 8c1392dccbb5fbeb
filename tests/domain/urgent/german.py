"""What a frightened patient or their family types in German, and what somebody who learns types."""

SELF_HARM = """
Ich will sterben
ich möchte sterben
ich moechte einfach nur sterben
ich wollte lieber sterben
am liebsten will ich sterben
Ich will nicht mehr leben
ich will nich mehr leben
will nicht mehr leben
ich mag nicht mehr leben
Ich möchte nicht mehr leben
so will ich nicht mehr leben
so kann ich nicht weiterleben
ich will nicht weiterleben
Ich will nicht mehr
ich kann einfach nicht mehr
Ich kann nicht mehr
ich kann so nicht mehr weiter
ich halte das nicht mehr aus
ich halts nicht mehr aus
ich ertrage das nicht mehr
Ich will nicht mehr da sein
Ich will mich umbringen
ich bring mich um
ich bringe mich heute noch um
soll ich mich umbringen?
ich habe schon mal versucht mich umzubringen
Ich denke daran, mich umzubringen
Ich denke an Suizid
Suizidgedanken
Sind Suizidgedanken eine Nebenwirkung?
Suizid
suicid
suizied
selbstmord
Selbstmordgedanken
ich werde selbsmord begehen
Freitod
Ich habe Gedanken an den Tod
ich denke oft an den Tod
ich denke ständig ans Sterben
Ich denke darüber nach, nicht mehr zu leben
Selbstverletzung
ich verletze mich selbst
ich will mich verletzen
ich habe mich geritzt
ich ritze mich wieder
ich will mir etwas antun
Ich könnte mir was antun
ich tue mir etwas an
ich tu mir was an
ich nehme mir das Leben
Ich will mir das Leben nehmen
er will sich das Leben nehmen
mein leben nehmen
Pulsadern aufschneiden
ich häng mich auf
ich will mich aufhängen
ich will mich erhängen
Ich springe von der Brücke
ich werfe mich vor den Zug
vor den Zug springen
aus dem Fenster springen
Ich habe alle meine Tabletten genommen
hab alle Schlaftabletten geschluckt
ich habe die ganze Packung geschluckt
die ganze Schachtel Tabletten genommen
wie viele Tabletten braucht man um zu sterben
ich möchte eine Überdosis nehmen
wie bringt man sich um
ich wünschte ich wäre tot
ich wünschte, ich wäre nie geboren
Ich wäre lieber tot
wäre ich doch tot
Ich wäre besser tot
Lieber tot als das
ich möchte tot sein
Ohne mich wären alle besser dran
ihr seid ohne mich besser dran
Niemand würde mich vermissen
mich würde keiner vermissen
ich bin nur noch eine Last
ich will einfach nur verschwinden
Ich will einschlafen und nie wieder aufwachen
am liebsten würde ich nicht mehr aufwachen
Ich will alles beenden
ich will es beenden
mein Leben beenden
meinem Leben ein Ende setzen
ich will dem Ganzen ein Ende machen
ich mache Schluss mit meinem Leben
mit allem Schluss machen
Ich habe mit dem Leben abgeschlossen
Ich will dass alles vorbei ist
ich will, dass alles aufhört
Mein Leben hat keinen Sinn mehr
das Leben ist sinnlos
mein Leben ist nicht mehr lebenswert
es hat alles keinen Sinn mehr
wozu noch leben
warum soll ich noch leben
Was hat mein Leben noch für einen Sinn
Ich habe keinen Grund mehr zu leben
ich habe keine Kraft mehr zum Leben
ich habe keine Lust mehr zu leben
ich habe keinen Lebenswillen mehr
ich sehe keinen Ausweg mehr
ich bin lebensmüde
ich hasse mein Leben
ich habe das Leben satt
Bitte töte mich
lasst mich sterben
ich will mich töten
Meine Frau sagt, sie will sterben
mein Mann will sich umbringen
meine Tochter hat versucht, sich umzubringen
Mein Sohn ist suizidgefährdet
mein Freund redet von Selbstmord
sie sagt dass sie nicht mehr leben will
er bringt sich um
kms
ich kann mit diesem leben nicht weitermachen
Ich hab keinen Bock mehr auf mein Leben
mir ist alles egal, ich will tot sein
wenn ich tot wäre, wäre allen geholfen
es wäre besser wenn ich nicht mehr da wäre
ich überlege mir, mich vor einen Zug zu werfen
hab mir die Arme aufgeritzt
ich schneide mir die Pulsadern auf
wie kann ich mich am besten umbringen
ich denk nur noch an den tod
ich möcht nimmer leben
i mog nimmer
ich will nimmer leben
hab versucht mich zu töten
hab meine ganzen Tabletten auf einmal geschluckt
Meine Mutter will nicht mehr leben
mein Bruder hat gesagt, er bringt sich um
meine Freundin ritzt sich
ich habe Suizidgedanken seit der Infusion
ich sehe keinen Sinn mehr im Leben
hat das Leben überhaupt noch einen Sinn
ich gebe auf, ich will sterben
ich hoffe ich wache morgen nicht mehr auf
am liebsten wär ich tot
ich bin am Ende und will nur noch sterben
will mich vor die Bahn schmeißen
ich will meinem Leid ein Ende setzen
ich hab mir was angetan
ich vergifte mich
Manchmal denke ich, es wäre besser, tot zu sein
mir ist das Leben nichts mehr wert
ich hab das Leben so satt
niemand braucht mich mehr, ich will weg
was soll ich noch auf dieser Welt
ich will nicht mehr auf dieser welt sein
ich habe Angst dass ich mir etwas antue
ich glaube ich tue mir heute noch was an
ich wollte mich gestern aufhängen
meine Tabletten alle auf einmal nehmen und einschlafen
ich will für immer schlafen
ich bin eine Last für meine Familie
Wie viel Cortison ist tödlich? Ich will nicht mehr leben
meine Schwester hat sich die Pulsadern aufgeschnitten
mein Vater spricht davon sich das Leben zu nehmen
ich möchte dass mein Leben endet
Hab Selbstmord Gedanken
mein Leben ist vorbei, ich will sterben
es gibt keinen Grund mehr weiterzuleben
ich kann und will nicht mehr
ich wünsche mir den Tod
ich möchte einfach nicht mehr existieren
mein Leben ist die Hölle und ich will nicht mehr leben
manchmal will ich einfach sterben
Ich überlege, ob ich mich umbringen soll
ich denke darüber nach mich umzubringen
hab Gedanken mir das Leben zu nehmen
ich wär am liebsten gar nicht mehr da
Ich will raus aus diesem Leben
Es hat keinen Sinn mehr zu leben
Ich würde am liebsten sterben
wenn es so weitergeht bringe ich mich um
ich fahre gegen einen Baum
habe mich mit dem Messer geschnitten
ich habe Tabletten gesammelt um mich umzubringen
Mein Kind hat gesagt es will tot sein
mein Partner ist suizidal
ohne mich wäre meine Familie besser dran
Hilfe ich will mich töten
mag nimmer leben
ich bin so verzweifelt ich will sterben
ich denke ständig an Selbstmord
warum lebe ich überhaupt noch
ich halte dieses Leben nicht mehr aus
ich hab Angst mich umzubringen
ich nehm jetzt alle Tabletten
werde heute Nacht Schluss machen mit dem Leben
ich will bei meinem verstorbenen Mann sein und nicht mehr leben
Nach der Infusion denke ich an Suizid
meine Nachbarin will sich umbringen
ich hab einen Abschiedsbrief geschrieben
sterben wäre besser
das leben ist nicht mehr lebenswert
es ist besser wenn ich sterbe
"""

BODY = """
Ich habe Fieber
ich hab fieber
habe Fieber
hab Fieber und Schüttelfrost
ich habe fiber
hab fiebr 39
Fieber 39,5
ich hab 38,7 Fieber seit heute morgen
39,2 Grad Fieber
meine Temperatur ist 39,2
Temperatur 38.5
Temp 39,4 was nun?
ich habe 39,2 gemessen
Thermometer zeigt 39
mein Thermometer steht auf 38,8
hohes Fieber seit gestern
Fieber nach der Infusion
Fieber seit der Infusion
Seit gestern habe ich Fieber
Seit der Infusion bekomme ich immer wieder Fieber
Fieber habe ich seit heute früh
ich glaube ich habe Fieber
Ich glaube, dass ich Fieber habe
mein Fieber geht nicht runter
das Fieber steigt
das Fieber ist wieder da
Fieber und Schüttelfrost seit gestern Nacht
ich habe Schüttelfrost
mir ist heiß und ich zittere
ich zittere am ganzen Körper
Ich zittere und kann nicht aufhören zu zittern
mir ist schwindelig
mir ist so schwindlig
ich habe erhöhte Temperatur
Ich bekomme keine Luft
ich krieg keine luft
kriege kaum luft
BEKOMME KEINE LUFT!!!
ich bekomme schlecht Luft
Ich kann nicht atmen
ich kann nich atmen
ich kan nicht richtig atmen
ich kann kaum noch atmen
Ich habe Atemnot
Atemnot
Luftnot bitte Hilfe
Ich bin kurzatmig
ich habe Probleme beim Atmen
Probleme beim Atmen
Das Atmen fällt mir schwer
mir bleibt die Luft weg
ich schnappe nach Luft
Ich ersticke
Was mache ich, wenn ich keine Luft bekomme
Ich habe Brustschmerzen
Schmerzen in der Brust
Ich habe starke Schmerzen in der Brust
meine Brust tut weh
mir tut die Brust weh
Druck auf der Brust
ich habe einen Druck auf der Brust
Stechen in der Brust
mein Herz rast
ich habe Herzrasen
mein Herz stolpert die ganze Zeit
Herzinfarkt
ich glaube ich habe einen Herzinfarkt
habe ich einen Schlaganfall?
mein Gesicht hängt auf einer Seite
mein Mundwinkel hängt
mein linker Arm ist taub
mein Gesicht ist taub
ich kann meinen Arm nicht bewegen
ich spüre meine Beine nicht mehr
Ich hatte gerade einen Krampfanfall
ich habe Krampfanfälle
ich hatte einen Anfall
Ich bin verwirrt
bin total verwirrt
ich bin so verwirrt und weiß meinen Namen nicht mehr
seit heute bin ich völlig durcheinander
ich weiß nicht wo ich bin
ich weiss nicht mehr wer ich bin
weiß nicht welcher Tag heute ist
ich finde die Worte nicht
mir fallen die Worte nicht mehr ein
ich kann nicht richtig sprechen
Ich kann nicht mehr sprechen
ich lalle
meine Sprache ist verwaschen
ich sehe doppelt
ich sehe plötzlich nichts mehr
die schlimmsten Kopfschmerzen meines Lebens
ich habe starke Kopfschmerzen seit gestern
ich huste Blut
ich habe Blut gespuckt
ich erbreche Blut
Blut im Urin
ich habe Blut im Stuhl
ich blute stark
mein Nasenbluten hört nicht auf
es hört nicht auf zu bluten
meine Zunge ist geschwollen
mein Hals schwillt zu
meine Lippen schwellen an
ich bin ohnmächtig geworden
bin gerade umgekippt
ich kippe gleich um
mir wird schwarz vor Augen
ich bin zusammengebrochen
ich war kurz bewusstlos
ich habe das Bewusstsein verloren
Ich habe zu viele Tabletten genommen
ich habe zu viel von meinem Medikament genommen
ich habe 30 Tabletten genommen
habe eine Überdosis genommen
Rufen Sie einen Krankenwagen
Bitte ruft einen Krankenwagen
Ich brauche einen Krankenwagen
ich brauche einen Notarzt
Notarzt bitte
ruf den Notarzt
soll ich 112 rufen
Das ist ein Notfall
Notfall!
Hilf mir
bitte helfen Sie mir
bitte Hilfe
Ich brauche sofort Hilfe
ich sterbe
ich glaube ich sterbe
Sterbe ich?
Mit mir stimmt etwas ganz und gar nicht
mir geht es sehr schlecht
mir gehts richtig schlecht
mir geht es gar nicht gut
ich fühle mich so krank
Soll ich ins Krankenhaus ich habe Fieber
soll ich in die Notaufnahme
ich muss sofort ins Krankenhaus
ich habe eine allergische Reaktion
überall Ausschlag und meine Lippen sind geschwollen
mein Sauerstoff ist bei 84
Sättigung nur 85
meine Lippen sind blau
ich halluziniere
Puls 140 und mir ist schwindlig
Ich habe kein Fieber aber ich bekomme keine Luft
Manche haben Fieber, aber ich habe jetzt 39,4 Fieber
Ich weiß, dass Fieber eine Nebenwirkung ist, aber ich habe 40 Fieber und Angst
Es hieß, Fieber kann vorkommen. Ich habe jetzt Fieber
Ich weiß die Antwort nicht, ich bin ganz verwirrt und mir ist schwindlig
warum habe ich Schmerzen in der Brust
Warum zittere ich so?
ist es schlimm, dass ich 38,5 Fieber habe
Ist es normal, dass ich so verwirrt bin?
Hallo, entschuldigung, seit ich gestern nach Hause kam, ist mir heiß und kalt und meine Temperatur ist jetzt 38,6
Ich weiß dass du ein Bot bist aber ich kriege keine Luft
Nein, ich habe Fieber
Ja ich habe Fieber
ich habe Angst, ich habe 39 Fieber
40,1!!! Fieber
39,3 und steigt
ich liege mit 39 Fieber im Bett
ploetzlich hohes Fieber
mein Fieber wird immer hoeher
ich glühe und friere
meine Brust fühlt sich so eng an
krampfe am ganzen koerper, krampfanfall!! hilfe
ich verliere das Bewusstsein
ich muss mich übergeben und es kommt Blut, ich kotze Blut
seit heute Nacht Fieber und Kopfschmerzen
hab 39 Grad
habe 39,5°C
Fieber seit 2 Tagen
jetzt habe ich auch noch Fieber bekommen
Ich habe wieder Fieber
ich habe hohes Fieber, was soll ich tun?
bin fiebrig
mich schüttelt es vor Kälte
habe Schüttelfrost und mir ist übel
meine Körpertemperatur liegt bei 38,9
Luft wird knapp
ich bekomme so schlecht Luft
ich krieg schwer Luft
Atmen tut weh
Atemnot seit der Infusion
ich kann nicht durchatmen
Enge im Brustkorb
Schmerzen im Brustkorb
stechende Schmerzen in der linken Brust
mein Herz schlägt so schnell
mein Herz klopft wie verrückt
mir ist total schwindelig und schlecht
ich glaub ich werd ohnmächtig
ich werde gleich ohnmächtig
bin heute ohnmächtig geworden
ich bin so durcheinander, ich weiß nicht mehr welcher Tag ist
kann keinen klaren Gedanken fassen
kann meine Finger nicht bewegen
rechte Körperhälfte taub
ich kann auf einem Auge nichts sehen
meine Hand zittert und ich kann nicht mehr schreiben
ich habe gerade gekrampft
ich hatte eben einen epileptischen Anfall
bitte schnell einen Arzt
ich brauche dringend einen Arzt
kann mir jemand helfen, ich krieg keine Luft
ich muss in die Notaufnahme
Wo ist die nächste Notaufnahme, ich habe Fieber
ich blute aus der Nase
Blut gespuckt
hab mich verschluckt und krieg keine Luft
mein Gesicht schwillt an
mein Hals wird eng
ich kann nicht schlucken
habe aus Versehen die doppelte Dosis Tabletten genommen und mir ist schwindlig
ich fühle mich total benommen
ich bin nicht mehr klar im Kopf
ich sehe Sachen, die gar nicht da sind
ich habe starke Bauchschmerzen
Ich hab seit gestern Abend 38.6 und Schüttelfrost
fieber 38,8 heute
jetzt 39,1
Temperatur steigt auf 39
Mir gehts total mies hab fieber
das fieber kommt immer wieder
muss ich mit 39 Fieber anrufen
was soll ich machen ich habe fieber und schüttelfrost
ich schwitze und zittere und habe fieber
ich habe plötzlich so Herzklopfen und Atemnot
Beim Atmen sticht es in der Brust
in meiner Brust sticht es
Brustkorb schmerzt beim Atmen
ich japse nach luft
mir fehlt die Luft
ich hab das Gefühl zu ersticken
hatte eben einen Krampf am ganzen Körper und war weg
ich bin in der Küche umgefallen
bin gestürzt und habe mir den Kopf angeschlagen
Kopf angeschlagen und mir ist schwindlig
ich bekomme kein Wort heraus
die Wörter kommen falsch raus
ich verwechsle Wörter und kann nicht mehr lesen
ich vergesse ständig wo ich bin
mir ist ganz komisch und ich bin verwirrt
mein halbes Gesicht ist gelähmt
linke Seite gelähmt
meine Zunge ist taub
ich kann nicht mehr laufen
alles dreht sich, ich falle gleich um
ich hab Blut im Mund
ich habe überall blaue Flecken und blute
Quaddeln am ganzen Körper und Luftnot
ich habe mich mit den Tabletten vertan, zu viele genommen
Hallo, ich habe seit Mittag 38,9 Fieber und fühle mich schlapp
Ich habe erhöhte Temperatur 38,4 und friere
Mein Fieberthermometer zeigt 39,1
ich habe gerade Fieber gemessen 39
hab wieder Temperatur
Fieber geht nicht weg trotz Paracetamol
mir ist kalt ich zittere
ich habe Angst ich bekomme kaum Luft
beim Treppensteigen bekomme ich keine Luft
nachts Atemnot
ich atme ganz schwer
mir ist die Luft weggeblieben
mein Brustkorb tut weh
Schmerz in der linken Brust
ich spüre mein Herz bis zum Hals schlagen
Herz rast, was tun
ich kann nicht klar denken
meine Sprache ist undeutlich
mir fehlen die Worte
ich sehe alles verschwommen
ich habe Sehstörungen
die Hände zittern und ich kann nicht schreiben
mein Arm zuckt
ich hatte Zuckungen am ganzen Körper
mein Körper krampft
ich bin heute in Ohnmacht gefallen
mir ist so schlecht und schwindlig
Blut beim Husten
ich spucke Blut
mein Stuhl ist schwarz und blutig
Meine Augen und Lippen schwellen zu
ich hab zu viel Kortison genommen
Bitte Krankenwagen schicken
bitte rufen sie den Notarzt
wo ist die Notfallnummer ich kriege keine Luft
ich brauche einen Arzt sofort
es geht mir sehr schlecht
es geht mir immer schlechter
mein Zustand wird schlimmer
ich glaube das ist ICANS, ich bin verwirrt
Guten Abend, seit der Infusion gestern habe ich Schüttelfrost und 39 Grad, was soll ich tun?
Fiieber 40 grad
ich hab fieba
ich habe mit 38,9 hohes fieber
seid gestern fieber
meine Temperatur war vorhin 39,3
kann nicht mehr schnaufen
ich schnauf ganz schwer
Druck in der Brust und Atemnot
mein Brustkorb ist wie zugeschnürt
mir wird schwindelig und schlecht
ich bin fast umgekippt
seit der Infusion bin ich verwirrt
ich bin heute so komisch, verwirrt und zittrig
ich kann meinen Namen nicht mehr schreiben
ich habe das Gefühl gleich zu sterben
Ich hab furchtbare Kopfschmerzen und Fieber
plötzlich kann ich nicht mehr sprechen
plötzlich verwirrt
meine Hände zittern so sehr
blute aus Nase und Mund
ich habe Blut erbrochen
ist das ein Notfall, ich habe 39 Fieber
ich brauch einen Krankenwagen
Krankenwagen!!!
helft mir bitte
Hilfe Hilfe
hilfe ich sterbe
ich krieg kaum noch Luft und mein Herz rast
"""

FAMILY = """
Mein Mann zittert
meine Frau hat Fieber
Meine Mutter ist verwirrt
meine Mama wacht nicht auf
er atmet nicht
er ist bewusstlos
Sie hat einen Krampfanfall
mein Sohn hatte vor einer Stunde einen Anfall
mein Partner kann nicht sprechen
Papa ist umgekippt
meine Tochter hat 39,4 Fieber
sie weiß nicht wo sie ist
er redet wirres Zeug
mein Mann redet Unsinn seit der Infusion
meine Schwester ist in Ohnmacht gefallen
er reagiert nicht
mein Vater ist zusammengebrochen
ihre Lippen sind blau
mein Bruder ringt nach Luft
Mama bekommt keine Luft
er zittert unkontrolliert
Ich glaube meine Frau hat einen Schlaganfall
mein Mann krampft
meine Frau krampft seit fünf Minuten
mein Kind hat 40 Fieber
Oma ist verwirrt und zittert
er ist nicht ansprechbar
mein Mann ist seit der Infusion verwirrt und fragt immer dasselbe
Was soll ich tun, meine Frau hat einen Krampfanfall
meine Mutter zittert am ganzen Körper und reagiert nicht
Frau bewusstlos
mein Mann ist nicht er selbst
sie erkennt mich nicht
er halluziniert
ich bekomme ihn nicht wach, er ist bewusstlos
mein Vater lallt
sie hat Fieber 39
er hat hohes Fieber
Papa glüht
Meine Frau hat am Montag die CAR-T-Zellen bekommen und heute Nacht hat sie hohes Fieber und weiß das Jahr nicht
er hat Schüttelfrost und ist verwirrt
mein Sohn blutet aus der Nase und es hört nicht auf
mein Mann hat Fieber und ist verwirrt
meine Frau bekommt keine Luft
meine Mutter ist nicht ansprechbar
mein Sohn hat Schüttelfrost
mein Vater hat einen Krampfanfall
meine Frau spricht ganz komisch
er ist gestürzt und bewusstlos
sie ist ganz verwirrt seit heute Morgen
unser Kind krampft
meine Oma redet komisches Zeug
er kann seinen Arm nicht mehr bewegen
ich erkenne meine Frau nicht
Hilfe mein Mann krampft
meine Frau zittert so stark
mein Mann hat 39 Grad Fieber
mein Mann ist umgefallen und antwortet nicht
sie antwortet nicht mehr
Mein Papa atmet so komisch
mein Papa bekommt schlecht Luft
mein Freund hat einen epileptischen Anfall
Sie ist blau angelaufen
meine Mutter weiß nicht mehr wie ich heiße
unsere Tochter hat Fieberkrämpfe
ich rede wirres Zeug sagt meine Frau
meine Frau ist bewusstlos
meine Frau hat hohes Fieber und zittert
mein Mann kann nicht mehr richtig sprechen
mein Mann hat Schaum vor dem Mund
mein Opa ist verwirrt
meine Mutter hat einen Schlaganfall
mein Sohn hat keine Luft bekommen
meine Tochter ist ohnmächtig
Vater verwirrt und Fieber
mein Mann schreibt: sie ist verwirrt und hat Fieber
er hat Blut erbrochen
meine Frau redet nicht mehr und starrt nur
meine Frau hat Zuckungen
Papa hat Schüttelfrost
Kind hat Fieber 40
mein Mann ist so verwirrt dass er mich nicht erkennt
Oma antwortet nicht
"""

LEARNING = """
Fieber
fieber
ein Fieber
Fieber.
hohes Fieber
Krampfanfälle
Krampfanfälle, Verwirrtheit
Fieber und Verwirrtheit
Verwirrtheit, Probleme mit der Sprache, Krampfanfälle
Grippeähnliche Beschwerden wie Fieber und Müdigkeit
Man bekommt Fieber
Manche bekommen Fieber
Manche Menschen haben Fieber und Schüttelfrost
Sie bekommen Fieber und werden verwirrt nach der Infusion
Patienten können Atemnot haben
Menschen mit ICANS können verwirrt sein und nicht sprechen
Ich würde anrufen, wenn ich Fieber habe
Ich rufe mein Team an, wenn ich Fieber bekomme
Wenn ich Fieber habe, rufe ich mein Team an
wenn ich fieber habe oder verwirrt bin rufe ich die nummer auf der karte an
Falls ich Schüttelfrost bekomme, melde ich mich
Ich würde den Notarzt rufen, wenn ich keine Luft bekomme
Ich muss anrufen, sobald ich Fieber habe
Bei Fieber rufe ich an
Was soll ich tun, wenn ich Fieber bekomme?
Was ist, wenn ich zu Hause einen Krampfanfall habe?
Wen rufe ich an, wenn ich nachts Fieber habe?
Können CAR-T-Zellen Krampfanfälle auslösen?
Bekomme ich Fieber?
Werde ich Fieber bekommen?
Kann ich einen Krampfanfall bekommen?
Könnte ich Fieber bekommen?
Woher weiß ich, ob ich Fieber habe?
Woran merke ich, dass ich Fieber habe?
Wie lange dauert das Fieber?
Wie hoch ist das Fieber?
Wann soll ich den Notarzt rufen?
Wie wird Fieber behandelt?
Ist Fieber gefährlich?
ist Verwirrtheit dauerhaft
sind Krampfanfälle häufig
was ist ein Krampfanfall
was passiert, wenn mein Fieber hoch ist
welches Anzeichen ist am häufigsten, Fieber?
CRS kann Fieber machen
CRS verursacht Fieber
ICANS verursacht Verwirrtheit, Probleme mit der Sprache und Krampfanfälle
CRS heißt Fieber und sich fühlen wie bei einer Grippe
Fieber ist ein Zeichen von CRS
Fieber kommt in den ersten Tagen häufig vor
Fieber ab 38 Grad
Fieber heißt 38 Grad oder mehr
Fieber von 38 oder mehr
Temperatur über 38 Grad
38 Grad
39
Das Team achtet auf Fieber und Verwirrtheit
Mein Team achtet auf Fieber
Ich muss auf Fieber achten
ich achte auf Schüttelfrost
Mein Mann soll auf Fieber achten
mein Mann misst meine Temperatur
Meine Familie soll wissen, dass ich verwirrt werden kann
Ich habe gelernt, dass Fieber eine Nebenwirkung ist
Ich habe heute etwas über Krampfanfälle gelernt
Ich habe gelesen, dass manche Krampfanfälle haben
Ich glaube es ist Fieber
Ich denke, Fieber
Meine Antwort ist Fieber
ich tippe auf Krampfanfälle
Ich habe Verwirrtheit gewählt
Ich habe Fieber angekreuzt
Ich habe die Krampfanfälle vergessen
Ich habe Fieber falsch beantwortet
Ich bin verwirrt von der Frage
Ich bin verwirrt, warum ist B falsch
die Frage verwirrt mich
das ist verwirrend
ich verstehe die Frage zu Krampfanfällen nicht
Ich habe eine Frage zu Fieber
Ich habe kein Fieber
Ich habe heute kein Fieber
kein Fieber
ich hatte noch nie einen Krampfanfall
Ich hatte als Kind Krampfanfälle
Ich hatte letztes Jahr Fieber
Vor zwei Jahren hatte ich Fieber
Mein Arzt sagte, Fieber ist normal
mein Team misst jeden Tag die Temperatur
Meine Temperatur ist normal
meine Temperatur ist 36,8
Man gibt Tocilizumab gegen Fieber
Steroide helfen gegen Verwirrtheit und Krampfanfälle
Gibt es ein Medikament gegen Fieber?
Kann ich Paracetamol gegen Fieber nehmen?
leichte Verwirrtheit und Kopfschmerzen
Kopfschmerzen
Fieber, niedriger Blutdruck, Verwirrtheit
schwere sind Krampfanfälle und Koma
Krampfanfälle, Koma oder Schwellung im Gehirn
Herz und Lunge
Wirkungen auf Herz oder Lunge
es kann das Herz oder die Lunge betreffen
Das Gehirn kann betroffen sein, mit Verwirrtheit oder Krampfanfällen
Nach der Infusion kann ich Fieber bekommen
Fieber und Verwirrtheit nach der Infusion können vorkommen
Nach der Infusion achten sie auf Fieber und Atemnot
Erst bekommt man eine Chemo, dann kommen die Zellen zurück. Danach achtet das Team auf Fieber und Verwirrtheit.
Ich soll dem Team sofort sagen, wenn ich verwirrt bin oder Fieber habe
Ich bleibe im Krankenhaus, damit sie Fieber oder Verwirrtheit früh behandeln können
weil CRS Fieber machen kann
die Zellen setzen Botenstoffe frei und das macht Fieber
Anzeichen: Fieber, Schüttelfrost, Verwirrtheit, Krampfanfälle
Ich habe Angst vor Krampfanfällen
Ich habe Angst, dass ich Fieber bekomme
ich mache mir Sorgen wegen Krampfanfällen
bin ich danach verwirrt?
Ich möchte keinen Krampfanfall bekommen
Ich hoffe, dass ich kein Fieber bekomme
Bitte erklären Sie Fieber noch einmal
Das Fieber war die richtige Antwort
Fieber war richtig
Ich verwechsle immer CRS und ICANS
Kann mich jemand begleiten
Kann meine Frau im Krankenhaus bei mir bleiben?
Mein Sohn will wissen, ob ich Krampfanfälle bekomme
Wer hilft mir zu Hause?
ich bin 39 Jahre alt
Meine Nummer ist 112
112
wen ruft man an: 112
welche Notrufnummer wähle ich
im Notfall rufe ich 112 an
Den Arzt anrufen
Fieber und Müdigkeit wie bei einer Grippe
dass man Fieber bekommt und müde ist
leichtes Fieber
Es gibt Fieber, Schüttelfrost und Verwirrtheit
Ich glaube, das ist Verwirrtheit
Fieber, oder?
ist es Fieber?
warum Fieber
wieso ist Fieber falsch
Was hat Fieber mit CRS zu tun?
dann würde ich sagen, dass ich Fieber habe
Mein Freund würde merken, wenn ich verwirrt bin
Kann man von der Infusion Fieber bekommen?
Was mache ich bei Fieber zu Hause
Ist Schüttelfrost schlimm?
Bei CRS hat man Fieber
Bei ICANS ist man verwirrt
man kann verwirrt sein, schlecht sprechen oder krampfen
Die Krampfanfälle gehen vorbei
Ich hatte nach der letzten Impfung kein Fieber
kein Schüttelfrost
Ich bin nicht verwirrt
ich bin etwas verwirrt, was mit LICATS gemeint ist
Was ist der Unterschied zwischen Verwirrtheit und Krampfanfall?
soll ich ein Fieberthermometer kaufen
meine Brust wurde untersucht
Müdigkeit und Fieber
Fieber, Kopfschmerzen, Verwirrtheit
Ich denke man bekommt Fieber wie bei einer Grippe und wird vom Team überwacht
Man wird genau beobachtet, weil es Fieber oder Krampfanfälle geben kann
es kann eine starke Entzündung geben, mit Fieber
das Gehirn kann betroffen sein und man kann Krampfanfälle bekommen, aber das Team kann das behandeln
Ich würde meiner Schwester sagen, dass es Fieber geben kann
Wenn ich Fieber kriege, muss ich dann wieder ins Krankenhaus?
Ab wann ist es Fieber
wieviel Grad ist Fieber
Hat jeder Fieber danach?
Haben alle Fieber bekommen?
wie oft kommt ein Krampfanfall vor
wie merke ich ICANS
Was tun bei Atemnot
was mache ich bei Brustschmerzen
Bei Atemnot den Notarzt rufen
was passiert bei einem Krampfanfall
Atemnot ist ein Notfall
an CRS gestorben
Verwirrtheit
eine Entzündung mit Fieber
Es ist eine Entzündung, wenn CAR-T-Zellen aktiv werden, mit Fieber und niedrigem Blutdruck
Man kann Fieber haben, müde sein oder Herz und Lunge können betroffen sein
Das Team passt auf, dass ich kein Fieber bekomme
Ich soll auf Verwirrtheit achten
Meine Frau soll auf Verwirrtheit achten
ich muss dem Team melden, wenn ich Schüttelfrost habe
Ich habe bei der Frage nach dem Fieber geraten
Ich dachte, Fieber gehört zu ICANS
welche Medikamente gegen Krampfanfälle gibt es
Wird man bewusstlos?
bekommt man davon Atemnot
Ich habe gelesen, dass man Fieber bekommen kann und dann verwirrt ist
Wenn man verwirrt ist, hilft Kortison
Bei Fieber gibt man Tocilizumab
Ich habe das mit dem Fieber verstanden
mein Ergebnis: Fieber
Fieber, Atemnot, Krampfanfälle: sofort melden
Ja, bei Fieber melde ich mich
Ja, Fieber
Nein, kein Fieber
B: Krampfanfälle
A und C, Fieber und Krampfanfälle
Mein Mann weiß, dass er bei Verwirrtheit anrufen soll
Meine Tochter fragt, ob ich Fieber bekommen kann
wegen Fieber kann man ins Krankenhaus kommen
es heißt Krampfanfall
Was bedeutet Verwirrtheit
heute habe ich die Lektion über Fieber gelesen
gestern habe ich Fieber falsch beantwortet
jetzt weiß ich: Fieber und Verwirrtheit
noch nie Krampfanfälle gehabt
Ich hatte bei der letzten Chemo kein Fieber
Hatten die Leute in der Studie Fieber?
Haben Sie Fieber?
Ist man danach verwirrt?
verwirrt man sich
"""

OTHER = """
Hallo
hilfe
Hilfe bei den Einstellungen
Ich brauche Hilfe mit den Einstellungen
kannst du mir helfen
hilf mir bei dieser Frage
Danke
Nein
Ja
weiß nicht
Ich weiß es nicht
ich weiß nicht wo ich klicken soll
keine Ahnung
Ich bin mir nicht sicher
Weiter
Stopp
Schluss für heute
Ich mache Schluss für heute
Ich kann heute nicht mehr
ich will heute nicht mehr
ich will nicht mehr lernen
keine Lust mehr
Ich will keine Chemo mehr
zu müde, morgen wieder
ich bin müde
ich bin heute krank, können wir das morgen machen
Ich habe Lupus
Ich habe seit zehn Jahren Lupus
meine Gelenke tun weh
mir tun die Hände weh
ich habe Gelenkschmerzen
meine Nieren sind betroffen
Ich habe gerade einen Schub
ich habe einen Ausschlag
Ich nehme Kortison
ich schlafe schlecht
ich bin nervös
Ich habe Angst
ich habe Angst vor der Studie
ich bin traurig
mir geht es gut
mir geht es heute besser
Gestern hatte ich meine Infusion
Heute war die Zellsammlung
Morgen habe ich einen Termin
Berlin
Wien
Muss ich ins Krankenhaus?
wie lange muss ich im Krankenhaus bleiben
darf ich nach der Infusion Auto fahren
Muss ich alle meine Medikamente weiter nehmen?
Muss ich alle Tabletten absetzen?
Töten CAR-T-Zellen die B-Zellen?
Die CAR-T-Zellen vermehren sich und töten B-Zellen
tote B-Zellen
Der Körper beseitigt, was von toten B-Zellen übrig ist
die Zellen sterben ab
Sterben die CAR-T-Zellen?
B-Zellen sterben und neue wachsen nach
Kann man daran sterben?
Werde ich sterben?
Was ist, wenn ich sterbe
Ich will nicht sterben
ist in der Studie jemand gestorben
wie hoch ist das Risiko zu sterben
Sterberate
Wie lange lebt man
Kann ich danach normal leben?
Ich will mein Leben zurück
Ich möchte länger leben
ein Leben lang
lebenslang Medikamente
es könnte mir das Leben retten
das bringt mich um haha
ich sterbe vor Langeweile
ich lach mich tot
Lupus
Immunsystem
das Immunsystem greift den eigenen Körper an
Der Körper greift sich selbst an
Autoantikörper
Apherese
Lymphodepletion
wie eine Blutspende
meine eigenen T-Zellen
von mir, nicht gespendet
vier Wochen
zwei bis vier Wochen
28 Tage
drei Jahre
vor der Infusion
Chemotherapie
Infektionen
Ich könnte eine Infektion bekommen
Koma
Haarausfall
Übelkeit
Müdigkeit
Schwellung
Ausschlag im Gesicht, Schwellung, Gelenkschmerzen
Es könnte mir nützen, es könnte mir schaden, und vielleicht hilft es mir nicht
kann es mir schaden
tut die Apherese weh
tut das weh
Ich kann jederzeit Nein sagen
ich kann es mir anders überlegen
Ich will diese Behandlung
ich will nach Hause
das macht keinen Sinn
die Frage macht keinen Sinn
Warum leben die Zellen weiter?
lieber morgen
mir ist langweilig
ich bin mit allem fertig
niemand weiß das
Nein danke
und dann
Tschüss
bis morgen
Wenn meine Temperatur über 38 steigt, soll ich anrufen
Ich sage Bescheid, wenn mir schwindelig ist
Man muss sofort ins Krankenhaus
Das Team gibt Medikamente gegen die Entzündung
mir ist nicht schwindelig
Im Notfall den Notarzt rufen
Wen erreiche ich nachts?
Ich brauche keine Hilfe
Ich brauche noch Zeit
ich habe keine Zeit mehr
ich kann mir das nicht merken
das halte ich nicht für richtig
Ich will es mir überlegen
Ich möchte nicht mehr erinnert werden
ich will nicht mehr erinnert werden
Bitte nicht mehr schreiben
Ich kann die Frage nicht mehr lesen
Die Behandlung hat keinen Sinn, wenn die Zellen nicht wachsen
Wie lange muss ich leben mit den Nebenwirkungen
Ich lebe seit 10 Jahren mit Lupus
Mein Vater ist an Lupus gestorben
Todesfälle gab es keine
Beende das Quiz
alles beendet
Ich möchte das Quiz beenden
Ich bin tot müde
todmüde
die Zellen bringen die B-Zellen um
Meine Hände schlafen ein
ich bekomme morgen die Infusion
mein Herz ist gesund
mir ist warm
Ich habe Kopfschmerzen
leichte Kopfschmerzen
Meine Haut brennt in der Sonne
mein Gesicht ist rot
Schlaganfall ist etwas anderes
Das Herz kann betroffen sein
Herz oder Lunge
Mein Herz ist nicht betroffen
Mein Lupus betrifft die Lunge
ich habe Wasser in der Lunge gehabt vor Jahren
Ich hatte früher epileptische Anfälle
ich wiege 39 kg
ich bin 38
40 Jahre
Wir sind in der Klinik
Ich bin wieder zu Hause
ich bin im Krankenhaus
Meine Blutwerte sind schlecht
ich habe Bluthochdruck
niedriger Blutdruck
ich blute nicht
Meine Periode ist stark
ich bin heute erschöpft
Ich fühle mich schwach
ich kann schlecht schlafen
Ich kann kaum laufen wegen der Gelenke
ich habe taube Finger vom Raynaud
meine Lippen sind trocken
Ich habe Sonnenbrand
ich nehme zu viele Medikamente
Ich nehme 10 Tabletten am Tag
ich habe meine Tabletten vergessen
Soll ich meine Tabletten weiter nehmen
das will ich nicht
Ich will keine Fragen mehr
keine Fragen mehr
mir reicht es für heute
ich habe genug für heute
Lass mich in Ruhe
Ich hasse diese Fragen
Wie beende ich das
Bot beenden
Können wir aufhören
ich gebe auf, was ist die Antwort
Was hat das für einen Sinn
wozu dient die Chemo
Hat es noch Sinn, die Medikamente zu nehmen
Ich lebe gern
leben die neuen Zellen länger
Kann ich nach der Behandlung Kinder bekommen
Nach der Therapie will ich wieder reisen
tödlich?
ist das tödlich
Ist Zittern ein Anzeichen?
Kann man ins Koma fallen?
Hat man Schmerzen bei der Apherese?
Schmerzen in den Gelenken
mein Herz wird vorher untersucht
ob das Herz betroffen sein kann
Blutspende
wie eine Bluttransfusion
Blut wird abgenommen
Das Blut läuft durch eine Maschine
das Blut fließt durch eine Maschine und die T-Zellen werden herausgesucht
Nierenentzündung
Ich habe eine Nierenentzündung
Ich kann die Tabletten absetzen
soll ich die Tabletten absetzen
Darf meine Familie mich besuchen?
Ich brauche jemanden, der mich fährt
Wer zahlt den Krankenwagen
wer fährt mich nach Hause
Ich habe noch eine Frage
Können Sie das noch einmal erklären
ich komme nicht weiter
es geht nicht weiter
geht nicht
Der Knopf geht nicht
hier stimmt etwas nicht
die Antwort stimmt nicht
das stimmt nicht
ich bin nicht sicher, vielleicht C
Ich sehe das Bild nicht
ich kann das Bild nicht sehen
Ich kann die Schrift kaum lesen
ich höre nichts
Ende
fertig
mir ist das zu viel
das ist mir zu schwer
zu schwer
ich will eine Pause
Pause bis Montag
Ich lebe in Hamburg
ich lebe allein
Ich will nicht allein leben
ich will nicht allein sein nach der Infusion
ich möchte nicht mehr so viele Tabletten nehmen
alle Medikamente abgesetzt
Ich habe alle Fragen beantwortet
Der Fachbegriff für Anfall
Seit wann gibt es CAR-T
Ich bin noch im Krankenhaus
Die Infusion war gestern
mein Blut wurde abgenommen
Mir wurde Blut abgenommen
ich bin beim Blutabnehmen etwas nervös
Leben retten
Wie ist das Leben nach CAR-T
Ich möchte mein Leben genießen
leben ohne Medikamente
der Tod von B-Zellen
Tod
sterben B-Zellen
ich will lernen
ich möchte weiter
Ich will mehr wissen
ich kann das nicht mehr hören
es reicht
Ich halte das für falsch
Danke, das hilft
Der Knopf reagiert nicht
Die App reagiert nicht mehr
mein Handy reagiert nicht
das Team reagiert nicht auf meine Mail
Ich bin noch nicht wach
Ich kann meine Finger morgens nicht strecken
ich kann die Hand kaum schließen
wie lange reagiert der Lupus auf die Behandlung
ich brauche Rettung vor den Fragen
ich falle durch die Prüfung
"""
