"""Sentences that the name model is trained on besides the news corpus: our own, in the language of municipal staff.

Slots: {n} a person, {g} a person in the genitive, {k} a nickname, {p} a place, {o} an organisation, {r} a role word,
{d} a weekday, {b} a word that is also a name, as the word.
"""

WITH_NAMES = """
{r} {n} berättade att någon ritat på dörren i natt.
Jag pratade med {n} på rasten och hon hade sett samma sak förra veckan.
Enligt {n} var det tre personer som delade ut lapparna.
{n} sa att han inte vågar gå hem själv längre.
{g} mamma ringde på {d} och var orolig.
Det var {n} som först såg klistermärkena vid ingången till {p}.
Vi bad {n} och {n} att ta bort affischen.
{n}, som jobbar natt, hörde allt.
Vaktmästaren {n} fotograferade väggen innan den målades över.
Samtal med {n} och {g} pappa är bokat till {d}.
{n} följde med till {p} och stannade tills polisen kom.
Killen heter {n} och brukar vara på {p}.
Tjejen som heter {n} grät efteråt.
Hon kallas {k} av de andra.
En person vid namn {n} har kontaktat flera av ungdomarna.
han som kallas {k} va där igen
mannen presenterade sig som {n}
pratade m {n} idag, hen mår inte bra
ringde {n} men fick inget svar
såg {n} o {n} utanför {p} i går kväll
{n} är ny i gruppen och verkar vara den som bestämmer.
Brukaren {n} har fått brev med hot.
När jag kom hem till {n} låg det flygblad på hallgolvet.
Vi var hos {n} på förmiddagen och hjälpte till med medicinen.
Frukost hos {n} klockan åtta, {n} hade då hört bråk i trapphuset.
{n} bor i samma trappuppgång som {n}.
I rapporten står att {n} och en kamrat satt på bänken.
Mötet leddes av {n} från {o}.
Närvarande: {n}, {n}, {n} och två till.
Deltagare: {n}, {n}
Anmälare: {n}
Elev: {n}
Namn: {n}
Kontakt: {n}
Vårdnadshavare: {n} och {n}
Handläggare {n}
Mvh {n}
Hälsningar {n}
/{n}
// {n}
Med vänlig hälsning
{n}
Ring {n} om det händer igen.
Mejla {n} om du vet mer.
Fråga {n} på {p}, hon vet.
Det är {g} bil som står utanför.
{g} kompisar höll honom tillbaka.
På {g} telefon syntes en film från {o}.
Filmen hade skickats av {n} till hela klassen.
Läraren {n} bröt in och skilde dem åt.
Rektorn har informerats av {n}.
Polisen talade med {n} på platsen.
Bibliotekarien såg {n} lägga broschyrer bland tidningarna.
Två killar, {n} och {n}, spelade musik med hatiska texter.
Familjen {n} har flyttat från {p} efter hoten.
Bröderna {n} är kända i området.
Fru {n} på tredje våningen öppnade inte.
Herr {n} vill inte ha besök av personal med slöja.
Tränaren {n} har pratat med laget.
Föreningens ordförande {n} hyr lokalen på {d}ar.
{n} ({r}) hade fått en inbjudan till ett möte.
{r} ({n}) har slutat komma till {p}.
En kollega, {n}, fick ett hotfullt samtal.
Min kollega {n} blev kallad saker jag inte vill skriva.
{n} menade att det bara var på skoj.
{n} svarade att {n} hade börjat.
{n} har de senaste veckorna ritat samma tecken i sitt block.
{n} har tröja med {o} på och säger att alla ska ut.
Enheten har haft uppföljning med {n} utan resultat.
{n} skrek och slog näven i disken.
Då kom {n} ut och sa åt dem att gå.
Efter det ville {n} inte prata mer.
Både {n} och {n} nekar.
Tack {n} för att du sa till.
Hej {n}!
Hej, det här är {n} från {p}.
{n}: va e de som händer
{n}: vi ses vid {p} kl 8
{n} 14.32: kommer du
Skickat från {g} konto.
{n} la ut en bild på sig själv framför flaggan.
Videon visar {n} när han sparkar på dörren.
Den misstänkte, {n}, är inte anställd här.
{n} hade med sig en kniv enligt {n}.
{d} pratade jag med {n}.
I dag kom {n} in på kontoret.
Igår såg en granne {n} klottra.
Sedan {n} började här har det blivit oroligt.
Varken {n} eller {n} var på plats.
Bara {n} vågade säga ifrån.
Det var inte {n} utan {n}.
Jag tror det var {n}.
Typiskt {n}.
Är det {n} på bilden?
Kan {n} ringa mig?
{n} igen.
Hälsa {n}.
De väntade på {n} utanför {o}.
De frågade efter {n}.
Hot riktades mot {n} och {g} familj.
Kvinnan, som uppgav sig heta {n}, lämnade en lapp.
Barnet {n} berättade för fritidspersonalen.
Lilla {n} var rädd.
Gamla {n} i ettan har bytt lås.
Stora {n} och lilla {n} bråkade om tröjan.
{n}s grupp ska träffas igen.
Det finns en {n} i parallellklassen som vet mer.
En {n} ringde i morse.
nån {n} skrev till henne på nätet
{n} skriver på väggen i vår grupp att det ska smälla
hon {n} i receptionen såg dom
han {n} me mössan
din kompis {n} sa de
{n} o hans brorsa kom hit
va me {n} o kollade
{n} var inte på jobbet när det hände
det va {n} som sa de till mej
ja såg {n} springa
fick höra av {n} att nån hade tagit bilder
{g} syrra ringde o va arg
dom heter {n} och {n}
{n} har suttit i fönstret och skrikit åt förbipasserande
{n} uppträder hotfullt mot personal av annan bakgrund
{n} sålde tröjor vid {p}
Jag heter {n} och är enhetschef.
Skrivet av {n}
Rapport från {n}, {p}
Inskrivet av {n} {d} kväll
Ansvarig pedagog: {n}
Obs! {n} får inte veta.
1. {n}
- {n}
* {n} (syster)
{n} / {n} / {n}
{n};{n};{p}
Personal i tjänst: {n} och {n}.
Vid samtalet deltog även {n} som tolk.
Imamen {n} bad dem gå.
Prästen {n} erbjöd samtal.
Socialsekreterare {n} är informerad.
Kurator {n} tar det vidare.
Fältarna {n} och {n} gick förbi två gånger.
Advokat {n} har hört av sig.
Dottern {n} är kontaktperson.
Sonen {n} har haft kontakt med {o}.
Hans fru {n} är rädd.
Maken {n} ringde.
Sambon till {n} har skrivit hotfulla brev.
{n} och hennes man bor granne med lokalen.
Mannen liknade {n}.
Det luktade sprit om {n}.
{n} fick gå hem.
{n} fyllde i blanketten själv.
Vi skickade hem {n}, {n} och {n}.
Jag såg inte själv men {n} såg.
""".strip().splitlines()

WITHOUT_NAMES = """
Klistermärken med en svart sol satt på elskåpet vid {p}.
{d} morgon upptäcktes klotter på baksidan av {p}.
En elev berättade för en lärare om en film från {o}.
{o} delade ut flygblad utanför {p} mellan klockan 11 och 13.
Sverigedemokraterna, Moderaterna och Vänsterpartiet hade bokstånd på {p}.
Affischer för {o} satt uppsatta i hela centrum.
Personalen på {p} har gått utbildningen i {d}s.
Socialtjänsten, skolan och polisen möts varje månad.
Två vuxna i svarta jackor stod vid {p} och filmade.
Grannarna säger att det är lugnt efter klockan nio.
Vi har tagit ner affischen och pratat med gruppen.
Enligt uppgift från fältgruppen har {o} börjat träffas på {p}.
Händelsen är polisanmäld. Rektorn är informerad.
Inga namn nämndes.
Bibliotekets datorer användes för att se på propaganda.
Någon hade skrivit Död åt alla på spegeln.
På tröjan stod det Blood and Honour.
Under Ramadan är det fler som kommer på kvällarna.
Under lektionen i samhällskunskap hyllade en elev {o}.
I matsalen spelades en sång från {o}.
Hissen, trapphuset och tvättstugan var nedklottrade.
Brukaren hade fått ett brev från {o}.
Hemtjänsten hittade flygblad i brevlådan.
En anonym person ringde växeln och hotade med att komma.
Ungdomsmottagningen, Kulturskolan och Fritidsgården är berörda.
Jag är orolig för att det händer igen.
Kl. 18 tändes marschaller på {p}.
Väktare från Securitas kom efter tio minuter.
Det luktade sprit om en av dem.
En {b} stod vid vägen.
De hade satt upp en {b} i skogen.
Vi såg en {b} på bilden.
Det var på {b} de träffades.
ingen såg vilka det va
dom sprang mot {p} när vi kom
de va en grupp på fem sex st vid {p}
nån har ristat in ett hakkors i bänken vid {p}
sa till chefen, hon ringde polisen
vet inte vilka dom e men dom brukar va vid {p}
brukaren va rädd o ville inte öppna
AFFISCHER PÅ {p} IGEN
OBS VIKTIGT RING CHEFEN
Vecka 14. Tisdag. Klotter.
Plats: {p}
Datum: 14 maj
Händelse: Flygblad
Vad hände: Någon hade klottrat på väggen.
Åtgärd: Sanering beställd.
Miljö: oklart
Chefen informerad
Lokal: Aulan
Tid: {d} eftermiddag
Sekretess: OSL 26 kap. 1 §
Enligt SoL 19 kap. ska oro för barn anmälas.
Ärendet har dnr 2024/117.
Handlingsplanen antogs av nämnden i mars.
Kommunfullmäktige, Kommunstyrelsen och Socialnämnden har fått en lägesbild.
Brå, Polisen och Säkerhetspolisen deltog på mötet.
Länsstyrelsen i {p} har gett ut en vägledning.
En grupp från {p} kom med buss till {p}.
Bussen mot {p} var nedklottrad med {o}.
Flera har sett symbolen Wolfsangel på stolparna.
Odins soldater, som de kallade sig, gick genom {p}.
En man med keps och en kvinna i röd jacka stod utanför {o}.
Eleverna i nian har pratat om det i klassen.
Mentorn tar upp frågan på måndag.
Föräldrarna är inbjudna till ett möte i aulan.
Vi behöver stöd från central samordnare.
Gruppen kallar sig {o}.
Föreningen hyr lokal av kommunen.
Kanalen på Telegram har många följare.
På Snapchat sprids en film med vapen.
Spelet heter Counter-Strike och de har egna servrar.
Personalen fick frågan om vi är kommunister.
En kund skrek åt kassörskan att åka hem.
Besökaren krävde att få tala med en svensk.
Väggen vid Ica var full av dekaler.
Torget, Parken och Stationen är de vanligaste platserna.
Ring 112 vid akut fara.
Hot mot tjänsteman, skadegörelse och hets mot folkgrupp.
Nazism, Islamism och Antifascism togs upp på kursen.
Det står Jesus lever på skylten.
Koranen låg sönderriven utanför moskén.
Kyrkans fönster var krossat.
Svenska kyrkan, Röda korset och Rädda barnen hjälper till.
Göteborgs-Posten och Dagens Nyheter skrev om händelsen.
De lyssnade på Ultima Thule och hade bomberjackor.
Bilen var en Volvo.
En vit Mercedes med tonade rutor stod parkerad.
Det är tredje gången i år. Tidigare i Januari och i Mars.
Samma budskap fanns i {p}, {p} och {p}.
Vi har haft besök av {o} i receptionen.
Någon har målat över Prideflaggan.
Sankta Lucia ställdes in.
God Jul stod det på kortet, men under fanns ett hakkors.
""".strip().splitlines()

WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")

NICKNAMES = ("Skuggan", "Kungen", "Räven", "Tyson", "Bagarn", "Långe", "Doktorn", "Zeke", "Bigge", "Masken")
