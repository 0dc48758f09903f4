"""Good translations of single sentences, of which no rule may say anything."""

import pytest

from tests.stylebook.checks.telling import told

GOOD = [
    (
        "de",
        "„Wir brauchen mehr Zeit“, sagte Merkel. Der Dax verlor 0,4 Prozent auf 12.560,20 Punkte.",
        "“We need more time,” said Merkel. The Dax lost 0.4 percent to 12,560.20 points.",
    ),
    (
        "de",
        "Der Bundestag stimmte am Freitag mit 383 zu 261 Stimmen bei 20 Enthaltungen zu.",
        "The Bundestag approved it on Friday by 383 votes to 261, with 20 abstentions.",
    ),
    (
        "de",
        "Mitte der 20er Jahre lebten hier 1,5 Millionen, heute sind es gut doppelt so viele.",
        "In the mid-1920s, 1.5 million people lived here; today there are over twice as many.",
    ),
    (
        "de",
        "Zum 30. Jahrestag kamen am 9. November rund tausend Gäste, darunter 17 Botschafter.",
        "Some thousand guests, 17 ambassadors among them, came on November 9 for the 30th"
        " anniversary.",
    ),
    (
        "de",
        "Er wurde zu sechseinhalb Jahren Haft verurteilt, der Staatsanwalt hatte acht gefordert.",
        "He was sentenced to six and a half years in prison; the prosecutor had asked for eight.",
    ),
    (
        "de",
        "Das Ein-Mann-Unternehmen setzte 2018/19 knapp 250.000 Schweizer Franken um.",
        "The one-man business had sales of just under 250,000 Swiss francs in 2018-19.",
    ),
    (
        "fr",
        "« C'est la première fois en vingt ans », a déclaré mardi Mme Lescot, 74 ans.",
        "“It is the first time in twenty years,” Ms. Lescot, 74, said on Tuesday.",
    ),
    (
        "fr",
        "Deux tiers des Français, soit 66 %, jugent la loi injuste, selon un sondage de mars.",
        "Two-thirds of the French, or 66%, consider the law unfair, according to a poll in March.",
    ),
    (
        "fr",
        "Le cambriolage a eu lieu vers 3 heures du matin, dans la nuit de samedi à dimanche.",
        "The burglary took place at about 3 a.m., on Saturday night.",
    ),
    (
        "fr",
        "Il manque 1,2 million de doses ; 600 000 arriveront d'ici à la fin du mois d'août.",
        "There is a shortfall of 1.2 million doses; 600,000 will arrive by the end of August.",
    ),
    (
        "fr",
        "Une centaine de manifestants et une dizaine de policiers ont été blessés lundi soir.",
        "About a hundred protesters and some ten police officers were injured on Monday evening.",
    ),
    (
        "es",
        "La mitad de los 8.131 municipios perdió población entre 2010 y 2020, un 3,2% de media.",
        "Half of the 8,131 municipalities lost population between 2010 and 2020, by 3.2% on"
        " average.",
    ),
    (
        "es",
        "El juicio, previsto para el martes 14 de enero a las 9.30, se aplazó dos semanas.",
        "The trial, scheduled for 9:30 a.m. on Tuesday, January 14, was put off for two weeks.",
    ),
    (
        "es",
        "Costó 2.000 millones de pesos (unos 100 millones de dólares), el doble de lo previsto.",
        "It cost 2 billion pesos (about $100 million), twice as much as planned.",
    ),
    (
        "it",
        "Il 25 aprile, alle 11.30, sono arrivati in diecimila; erano il triplo dell'anno scorso.",
        "On April 25, at 11:30 a.m., ten thousand people came, three times as many as last year.",
    ),
    (
        "it",
        "Un italiano su quattro, il 25%, non legge libri: lo dice una ricerca dell'Istat.",
        "One Italian in four, 25%, reads no books, according to a study by Istat.",
    ),
    (
        "it",
        "La multa, 1.500 euro, va pagata entro 60 giorni; per i minori di 14 anni è dimezzata.",
        "The fine, 1,500 euros, must be paid within 60 days; for those under 14 it is halved.",
    ),
    (
        "pt",
        "O desmatamento caiu 22,3% em 12 meses, para 9.001 km², o menor índice desde 2018.",
        "Deforestation fell by 22.3% in 12 months to 9,001 square kilometers, the lowest since"
        " 2018.",
    ),
    (
        "pt",
        "Cerca de 1 milhão e meio de pessoas foram às ruas no domingo, 7 de setembro.",
        "About 1.5 million people took to the streets on Sunday, September 7.",
    ),
    (
        "nl",
        "Het kabinet trekt vijftig miljoen euro uit; de helft gaat naar de drie noordelijke"
        " provincies.",
        "The cabinet is setting aside fifty million euros; half of it goes to the three northern"
        " provinces.",
    ),
    (
        "nl",
        "Tussen 1 januari en 30 juni stierven 88.000 mensen, 6.500 meer dan verwacht.",
        "Between January 1 and June 30, 88,000 people died, 6,500 more than expected.",
    ),
    (
        "ru",
        "С 1 июля тарифы вырастут на 9,8%; средний счёт достигнет 5,5 тыс. рублей в месяц.",
        "From July 1, rates will rise by 9.8%; the average bill will reach 5,500 rubles a month.",
    ),
    (
        "ru",
        "Суд приговорил его к 13 годам колонии, ещё двое получили по три с половиной года.",
        "The court sentenced him to 13 years in a penal colony; two others got three and a half"
        " years each.",
    ),
    (
        "ru",
        "В XIX веке здесь жило около двух тысяч человек, в 1980-х — уже свыше 40 тысяч.",
        "In the 19th century about two thousand people lived here; in the 1980s it was over"
        " 40,000.",
    ),
    (
        "uk",
        "Станом на 10 ранку без світла залишалися 412 населених пунктів у чотирьох областях.",
        "As of 10 a.m., 412 towns and villages in four regions were without power.",
    ),
    (
        "uk",
        "Ціна зросла на третину — з 30 до 40 гривень за кілограм, повідомили в понеділок.",
        "The price rose by a third, from 30 to 40 hryvnias per kilogram, it was announced on"
        " Monday.",
    ),
    (
        "cs",
        "Sněmovna zákon schválila ve středu 105 hlasy; platit má od 1. ledna 2026.",
        "The lower house passed the law on Wednesday with 105 votes; it is to apply from January"
        " 1, 2026.",
    ),
    (
        "cs",
        "Řidič jel rychlostí 140 kilometrů v hodině a nadýchal přes dvě promile.",
        "The driver was going 140 kilometers per hour and had a blood alcohol level of over 0.2"
        " percent.",
    ),
    (
        "pl",
        "W niedzielę 15 października do urn poszło 74,38 proc. uprawnionych, najwięcej od 1919 r.",
        "On Sunday, October 15, 74.38 percent of those eligible went to the polls, the most since"
        " 1919.",
    ),
    (
        "pl",
        "Autostrada A2 jest zamknięta na 12-kilometrowym odcinku do godz. 22.",
        "The A2 motorway is closed along a 12-kilometer stretch until 10 p.m.",
    ),
    (
        "tr",
        "Depremde 1.482 kişi hayatını kaybetti, 8 bin 300 kişi yaralandı; 3 bin bina yıkıldı.",
        "The earthquake killed 1,482 people and injured 8,300; 3,000 buildings collapsed.",
    ),
    (
        "tr",
        "Seçim 14 Mayıs Pazar günü yapılacak; 64 milyon seçmenin yüzde 8'i ilk kez oy kullanacak.",
        "The election will be held on Sunday, May 14; 8 percent of the 64 million voters will be"
        " voting for the first time.",
    ),
    (
        "ar",
        "وأضاف الوزير أن العجز بلغ 3.2 مليار دولار في النصف الأول من عام 2023.",
        "The minister added that the deficit came to $3.2 billion in the first half of 2023.",
    ),
    (
        "ar",
        "وستبدأ المحادثات يوم الأحد 12 تشرين الثاني في الساعة 9 صباحا.",
        "The talks will begin at 9 a.m. on Sunday, November 12.",
    ),
    (
        "fa",
        "به گزارش پلیس، ۲۳ نفر در این حادثه کشته و ۴۰ نفر زخمی شدند.",
        "According to police, 23 people were killed and 40 injured in the accident.",
    ),
    (
        "zh",
        "截至8日24时，全国累计接种超过10亿剂次，其中60岁以上老人占15.3%。",
        "By midnight on the 8th, more than 1 billion doses had been given nationwide, 15.3% of"
        " them to people over 60.",
    ),
    (
        "zh",
        "公司去年亏损三亿五千万元，裁员一千二百人，股价下跌近三成。",
        "The company lost 350 million yuan last year and laid off 1,200 people; its share price"
        " fell by nearly 30%.",
    ),
    (
        "ja",
        "投票率は前回を3.56ポイント上回る57.1％で、午後8時に締め切られた。",
        "Turnout was 57.1 percent, 3.56 points higher than last time; polls closed at 8 p.m.",
    ),
    (
        "ja",
        "火曜日の終値は前日比412円高の3万8千920円だった。",
        "Tuesday's closing price was 38,920 yen, up 412 yen from the previous day.",
    ),
    (
        "sv",
        "Partiet fick 20,5 procent av rösterna i valet den 11 september.",
        "The party won 20.5 percent of the vote in the election on September 11.",
    ),
]


@pytest.mark.parametrize(("src", "source", "target"), GOOD)
def test_nothing_is_said_of_a_good_translation(src, source, target):
    found = told(target, source, src)
    assert [f for f in found if f.severity != "hint"] == []
    assert len(found) <= 1


# --- and with one thing gone wrong

WRONG = [
    ("number_changed", "383 votes", "338 votes"),
    ("number_changed", "with 20 abstentions", "with 30 abstentions"),
    ("weekday_changed", "on Friday", "on Monday"),
    ("doubled_word", "by 383", "by by 383"),
    ("invisible", "approved", "appro\u200bved"),
    ("mixed_script", "approved", "аpproved"),
    ("glued_words", "approved it", "approvedit"),
    ("misspelling", "approved", "aproved"),
    ("missing_space", "on Friday by", "on Friday,by"),
    ("double_space", "votes to", "votes  to"),
    ("number_missing", ", with 20 abstentions", ""),
]


@pytest.mark.parametrize(("code", "right", "wrong"), WRONG)
def test_one_thing_gone_wrong_is_the_one_thing_found(code, right, wrong):
    src, source, target = GOOD[1]
    found = told(target.replace(right, wrong), source, src)
    assert code in [finding.code for finding in found]
