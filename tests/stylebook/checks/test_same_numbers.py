"""Numbers that say the same in both texts, in many languages."""

import pytest

from tests.stylebook.checks.telling import told

NUMBERS = {"number_changed", "number_missing", "number_added", "number_word_added"}

ALIKE = [
    (
        "de",
        "Um 14.30 Uhr Ortszeit (12.30 Uhr MESZ) begann das Spiel, das 3:2 (1:1) endete.",
        "The match, which ended 3-2 (1-1 at half-time), began at 2:30 p.m. (12:30 CEST).",
    ),
    (
        "de",
        "Der Umsatz war zweieinhalbmal so hoch wie 2019, als er bei 1,2 Mrd. Euro lag.",
        "Revenue was two and a half times as high as in 2019, when it stood at €1.2 billion.",
    ),
    (
        "de",
        "Jeder Dritte lehnt das ab, jeder Vierte ist unentschieden; 50 Prozent stimmen zu.",
        "One in three rejects it, one in four is undecided; half agree.",
    ),
    (
        "de",
        "Hunderttausende demonstrierten am 24.12. in 14 Städten.",
        "Hundreds of thousands demonstrated in 14 cities on December 24.",
    ),
    (
        "de",
        "Die 18-Jährige gewann den mit 5000 Euro dotierten Preis zum 2. Mal.",
        "The 18-year-old won the prize, worth 5,000 euros, for the second time.",
    ),
    (
        "de",
        "Vor 14 Tagen hatte das Amt 48 Stunden Frist gesetzt.",
        "Two weeks ago, the agency had set a deadline of two days.",
    ),
    (
        "de",
        "Auf der A 7 bei Kassel fuhr der 45-Jährige mit Tempo 180.",
        "On the A7 near Kassel, the 45-year-old was driving at 180 km/h.",
    ),
    (
        "de",
        "Das Unternehmen hat rund 1 987 Mitarbeiter.",
        "The company has almost 2,000 employees.",
    ),
    (
        "de",
        "Eine halbe Million Zuschauer sah anderthalb Stunden lang zu; der Eintritt kostete 7,50.",
        "Half a million spectators watched for an hour and a half; admission cost 7.50.",
    ),
    (
        "de",
        "Der Preis stieg von 1,5 auf 2 Millionen Euro.",
        "The price rose from 1.5 million to 2 million euros.",
    ),
    (
        "de",
        "Zwei Drittel der 600 Abgeordneten stimmten zu, dreiundzwanzig fehlten.",
        "Two-thirds of the 600 deputies agreed; 23 were absent.",
    ),
    (
        "de",
        "Schon in den 90ern, lange nach den 68er Unruhen, war davor gewarnt worden.",
        "As early as the 1990s, long after the riots of 1968, there had been warnings.",
    ),
    (
        "de",
        "Die Firma zahlte 13 Millionen Euro.",
        "The company paid 13 million euros (about $15 million).",
    ),
    (
        "de",
        "Der Turm ist 52 Meter hoch, der Weg 10 Kilometer lang.",
        "The tower is 171 feet (52 meters) high, the path 6 miles long.",
    ),
    (
        "de",
        "Die 22. Konferenz begann am 5. Mai, sagte der Sprecher.",
        "The twenty-second conference began on May 5, the spokesman said.",
    ),
    (
        "fr",
        "Le 1er janvier, à 20 h 30, quelque 3 500 policiers étaient mobilisés.",
        "On January 1, at 8:30 p.m., some 3,500 police officers were deployed.",
    ),
    (
        "fr",
        "Le chiffre d'affaires a bondi de 12,5 % à 2,34 Md€ au troisième trimestre.",
        "Revenue jumped 12.5% to €2.34 billion in the third quarter.",
    ),
    (
        "fr",
        "Âgé de quarante-deux ans, il a été condamné à dix-huit mois de prison, dont six ferme.",
        "Aged 42, he was sentenced to 18 months in prison, six of them to be served.",
    ),
    (
        "fr",
        "Quatre-vingt-dix-sept élus, une vingtaine de maires et 1 200 habitants étaient là.",
        "Ninety-seven councilors, some twenty mayors and 1,200 residents were there.",
    ),
    (
        "fr",
        "Au XIXe siècle déjà, puis dans les années 1970, on avait essayé.",
        "In the 19th century, and again in the 1970s, people had tried.",
    ),
    (
        "fr",
        "Rendez-vous le 24/12/2024 de 9h à 17h, quinze jours après la réunion.",
        "See you on December 24, 2024, from 9 a.m. to 5 p.m., a fortnight after the meeting.",
    ),
    (
        "fr",
        "La dette atteint 112 % du PIB, soit 3 228 milliards d'euros.",
        "Debt stands at 112% of GDP, or 3.228 trillion euros.",
    ),
    (
        "es",
        "El PIB creció un 2,5% en 2023, hasta 1,46 billones de euros.",
        "GDP grew by 2.5% in 2023, to 1.46 trillion euros.",
    ),
    (
        "es",
        "El accidente ocurrió a las 19.45 horas en el kilómetro 23 de la N-340.",
        "The accident occurred at 7:45 p.m. at kilometer 23 of the N-340.",
    ),
    (
        "es",
        "Unos 3 mil 500 migrantes cruzaron la frontera; 1,200 fueron detenidos.",
        "Some 3,500 migrants crossed the border; 1,200 were detained.",
    ),
    (
        "es",
        "Los daños se estiman en mil doscientos millones.",
        "The damage is put at 1.2 billion.",
    ),
    (
        "es",
        "Más de mil personas buscan al niño de dos años y medio desde los años noventa.",
        "More than a thousand people have looked for the two-and-a-half-year-old since the 1990s.",
    ),
    (
        "it",
        "Il 27enne è stato arrestato alle 23; rischia da 3 a 8 anni.",
        "The 27-year-old was arrested at 11 p.m.; he faces three to eight years.",
    ),
    (
        "it",
        "La linea, elettrificata negli anni Settanta, attende 130 milioni; ne ha avuti 18,6.",
        "The line, electrified in the 1970s, awaits 130 million; it has had 18.6 million.",
    ),
    (
        "it",
        "Ventitré persone e cinquemila controlli sono costati 4 milioni e mezzo di euro.",
        "Twenty-three people and five thousand inspections cost 4.5 million euros.",
    ),
    (
        "pt",
        "A ponte encurtaria a viagem em duas horas e meia; custou R$ 1,3 bilhão.",
        "The bridge would shorten the trip by two and a half hours; it cost 1.3 billion reais.",
    ),
    (
        "pt",
        "O jogo começa às 21h30 desta quarta-feira (10).",
        "The match starts at 9:30 p.m. this Wednesday, the 10th.",
    ),
    (
        "nl",
        "Drieëntwintig plekken voldoen niet; 360.000 mensen wonen er, 3,6 procent van allen.",
        "Twenty-three spots fail; 360,000 people live there, 3.6 percent of all.",
    ),
    (
        "ru",
        "В 2014 году 300 человек получили по 1,5 тыс. рублей.",
        "In 2014, 300 people received 1,500 rubles each.",
    ),
    (
        "ru",
        "За сутки выявлено 21 150 случаев COVID-19, из них 40% — в столице.",
        "Over 24 hours, 21,150 cases of COVID-19 were detected, 40% of them in the capital.",
    ),
    (
        "ru",
        "Встреча состоится 12 ноября в 18:00 по московскому времени.",
        "The meeting will take place on November 12 at 6 p.m. Moscow time.",
    ),
    (
        "ru",
        "Ущерб составил полмиллиарда рублей; разрушен каждый пятый дом.",
        "The damage came to half a billion rubles; one in five houses was destroyed.",
    ),
    (
        "ru",
        "Поезда будут ходить с интервалом в две с половиной минуты, в полтора раза чаще.",
        "Trains will run every two and a half minutes, one and a half times as often.",
    ),
    (
        "uk",
        "О 7:15 пролунав вибух; загинули п'ятеро людей, серед них двоє дітей.",
        "An explosion was heard at 7:15 a.m.; five people were killed, including two children.",
    ),
    (
        "uk",
        "До грудня їх має бути 28 — утричі більше, ніж торік, коли витратили 2 млрд дол.",
        "By December there should be 28, three times as many as last year, when 2 billion"
        " dollars were spent.",
    ),
    (
        "cs",
        "Do Vídně se jede dvě a půl hodiny; jezdilo se tam už na počátku 90. let.",
        "The trip to Vienna takes two and a half hours; it was possible in the early 1990s.",
    ),
    (
        "cs",
        "Přihlásilo se přes 250 tisíc lidí, tedy každý čtyřicátý.",
        "Over 250,000 people signed up, or one in forty.",
    ),
    (
        "pl",
        "W latach 90. było ich 2,5 tys., dziś dziesięć razy więcej – mówi 70-letni Jan.",
        "There were 2,500 of them in the 1990s; today there are ten times as many, says Jan, 70.",
    ),
    (
        "pl",
        "Minister przyjedzie o godz. 12.00; wizyta potrwa półtorej godziny.",
        "The minister will arrive at noon; the visit will last an hour and a half.",
    ),
    (
        "tr",
        "Enflasyon yüzde 64,77'ye yükseldi; asgari ücret 17 bin 2 lira oldu.",
        "Inflation rose to 64.77 percent; the minimum wage is now 17,002 lira.",
    ),
    (
        "tr",
        "Saat 21.30'da başlayan maçı 52 bin kişi izledi; maç 2 saat sürdü.",
        "The match, which began at 9:30 p.m., was watched by 52,000 people; it lasted two hours.",
    ),
    (
        "ar",
        "وقتل 15 شخصا وأصيب أكثر من خمسين في هجومين.",
        "Fifteen people were killed and more than 50 wounded in two attacks.",
    ),
    (
        "ar",
        "وارتفع السعر إلى ٨٣٫٥ دولارا للبرميل، بنسبة خمسة وعشرين في المئة.",
        "The price rose to $83.50 a barrel, by 25 percent.",
    ),
    (
        "fa",
        "طول پل ۳۵۰ متر است و روزانه ۱۲ هزار و ۵۰۰ خودرو از آن عبور می‌کنند.",
        "The bridge is 350 meters long, and 12,500 cars cross it every day.",
    ),
    (
        "zh",
        "今年上半年，人均可支配收入20733元，同比增长5.4%。",
        "In the first half of this year, per capita income was 20,733 yuan, up 5.4%.",
    ),
    (
        "zh",
        "约有20余万人、近千辆汽车参加；三十五家企业签署协议，价值100多亿美元。",
        "More than 200,000 people and nearly a thousand cars took part; thirty-five companies"
        " signed agreements worth more than $10 billion.",
    ),
    (
        "ja",
        "死者は十数人に上り、約1千世帯が避難した。予算は前年度比3割増の1兆2千億円。",
        "The dead number more than ten, and about 1,000 households were evacuated. The budget is"
        " 1.2 trillion yen, up 30% from the previous year.",
    ),
    (
        "ja",
        "午前9時43分ごろ、マグニチュード6.1の地震があった。",
        "An earthquake of magnitude 6.1 struck at about 9:43 a.m.",
    ),
    (
        "ru",
        "Вода поднялась до 11 метров 43 сантиметров.",
        "The water rose to 11.43 meters.",
    ),
    (
        "de",
        "Er verwies die Sache zurück (Az. 6 StR 341/24).",
        "It sent the matter back.",
    ),
    ("ar", "فاز المنتخب بهدف دون رد.", "The team won 1-0."),
    ("it", "Meno di ventiquattr'ore dopo.", "Less than 24 hours later."),
    ("it", "Dal 2005 siamo a un metro e 40.", "It has risen 1.40 meters since 2005."),
    ("es", "Mi padre vio la sequía del 44.", "My father saw the drought of 1944."),
    (
        "pt",
        "A taxa caiu 30,6%, informou nesta quarta-feira (6) o instituto.",
        "The rate fell by 30.6%, the institute said on Wednesday.",
    ),
    (
        "pt",
        "Multaram meu vizinho em R$ 4 milhões.",
        "They fined my neighbor 4 million reais.",
    ),
    ("zh", "每月挣七八千元，三年前一万二。", "He earns 7,000 to 8,000 yuan; it was 12,000."),
    ("zh", "三千五百人，其中三百五。", "There were 3,500, 350 of them here."),
    ("ja", "15日に発表した。", "It was announced on Wednesday."),
    ("ja", "15日に発表した。", "It was announced on Jan. 15."),
    (
        "tr",
        "Faizi 250 baz puan indirdi, beklenti 200 puandı.",
        "It cut the rate by 250 basis points; 200 had been expected.",
    ),
    (
        "tr",
        "Faizi 250 baz puan indirdi, beklenti 200 puandı.",
        "It cut the rate by 2.5 percentage points; 200 had been expected.",
    ),
    ("de", "Die EZB senkt um 25 Basispunkte.", "The ECB is cutting by 0.25 points."),
    ("ru", "Ставку снизили на 75 базисных пунктов.", "The rate was cut by 0.75 points."),
    ("zh", "央行下调50个基点。", "The central bank cut by 0.5 percentage points."),
    (
        "de",
        "Der Schaden betrug mindestens zehn, wenn nicht 30 Milliarden Euro.",
        "The loss was at least €10 billion, some speak of 30 billion.",
    ),
    (
        "fr",
        "Il en coûterait deux, voire 3 millions de dollars.",
        "It would cost $2 million, some say $3 million.",
    ),
    ("zh", "人口为14亿828万人。", "The population stands at 1.408 billion."),
    ("de", "Es waren 12,43 Millionen.", "There were 12.4 million."),
    ("pl", "Dostał ją w 1997 i 2007 r.", "He won it in 1997 and again 10 years later."),
    ("de", "Er siegte 2001 und 2005.", "He won in 2001 and four years later."),
    ("ru", "Об этом говорили Тен и Иванов.", "So said Sergei Ten and Ivanov."),
    ("ja", "4~9月は2万件だった。", "From April through September there were 20,000."),
    ("zh", "4-9月有5人。", "There were five from April to September."),
    ("it", "Ore 12,07: la terra trema.", "At seven minutes past noon the earth shook."),
    ("es", "Cuesta una décima del PIB.", "It costs 0.1% of GDP."),
    ("it", "Mille telefonate in mezz'ora.", "A thousand calls in 30 minutes."),
    ("ru", "Через полчаса пошел дождь.", "After 30 minutes it began to rain."),
    ("de", "Jeder Vierte kam nach anderthalb Stunden.", "After 90 minutes, 25 percent came."),
    ("cs", "Odehráli deset kol z dvaapadesáti.", "They have played 10 of 52 rounds."),
    ("cs", "Z jedenadvaceti domů stojí devět.", "Nine of the 21 houses stand."),
    ("pl", "Frekwencja wyniosła 71,63 proc.", "Turnout was 71.6%."),
    ("it", "L'inflazione è al 2,04 per cento.", "Inflation is at 2.0 percent."),
    ("de", "Verurteilt wurde er im Mai 2023.", "He was convicted the following May."),
    ("pl", "Frekwencja była wyższa niż pięć lat temu.", "Turnout was higher than in 2020."),
    ("es", "El año pasado fueron menos.", "There were fewer in 2024."),
    ("ru", "В прошлом году их было меньше.", "In 2024, there were fewer."),
    ("ja", "昨年より多かった。", "There were more than in 2024."),
    ("ru", "Суд вынес приговор 14 июля.", "The court handed down its verdict on Monday."),
    ("de", "Der Zug stand am Dienstag still.", "The train stood still on May 6."),
    ("es", "El tren se detuvo ayer.", "The train came to a halt on May 6."),
]


@pytest.mark.parametrize(("src", "source", "target"), ALIKE)
def test_numbers_that_say_the_same_are_left_alone(src, source, target):
    assert told(target, source, src, only=NUMBERS) == []
