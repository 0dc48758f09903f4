"""The words of each language as they stand in its sentences: months, days, numbers, countries."""

import pytest

from stylebook.checks.reading.passage import Passage

MONTHS = {
    "de": "im Januar, im Februar, im März, Ende April, im Mai, Anfang Juni, Mitte Juli, im August,"
    " im September, im Oktober, im November, im Dezember",
    "fr": "en janvier, en février, en mars, en avril, en mai, en juin, en juillet, en août,"
    " en septembre, en octobre, en novembre, en décembre",
    "es": "en enero, en febrero, en marzo, en abril, en mayo, en junio, en julio, en agosto,"
    " en septiembre, en octubre, en noviembre, en diciembre",
    "it": "a gennaio, a febbraio, a marzo, ad aprile, a maggio, a giugno, a luglio, ad agosto,"
    " a settembre, a ottobre, a novembre, a dicembre",
    "pt": "em janeiro, em fevereiro, em março, em abril, em maio, em junho, em julho, em agosto,"
    " em setembro, em outubro, em novembro, em dezembro",
    "nl": "in januari, in februari, in maart, in april, in mei, in juni, in juli, in augustus,"
    " in september, in oktober, in november, in december",
    "ru": "в январе, в феврале, в марте, в апреле, в мае, в июне, в июле, в августе, в сентябре,"
    " в октябре, в ноябре, в декабре",
    "uk": "у січні, у лютому, у березні, у квітні, у травні, у червні, у липні, у серпні,"
    " у вересні, у жовтні, у листопаді, у грудні",
    "cs": "v lednu, v únoru, v březnu, v dubnu, v květnu, v červnu, v červenci, v srpnu, v září,"
    " v říjnu, v listopadu, v prosinci",
    "pl": "w styczniu, w lutym, w marcu, w kwietniu, w maju, w czerwcu, w lipcu, w sierpniu,"
    " we wrześniu, w październiku, w listopadzie, w grudniu",
    "tr": "ocakta, şubatta, martta, nisanda, mayısta, haziranda, temmuzda, ağustosta, eylülde,"
    " ekimde, kasımda, aralıkta",
    "ar": "في يناير، في فبراير، في مارس، في أبريل، في مايو، في يونيو، في يوليو، في أغسطس،"
    " في سبتمبر، في أكتوبر، في نوفمبر، في ديسمبر",
    "fa": "در ژانویه، در فوریه، در مارس، در آوریل، در مه، در ژوئن، در ژوئیه، در اوت، در سپتامبر،"
    " در اکتبر، در نوامبر، در دسامبر",
    "zh": "1月、2月、3月、4月、5月、6月、7月、8月、9月、10月、11月、12月",
    "ja": "１月、２月、３月、４月、５月、６月、７月、８月、９月、１０月、１１月、１２月",
    "en": "in January, in February, in March, in April, in May, in June, in July, in August,"
    " in September, in October, in November, in December",
    "sv": "i januari, i februari, i mars, i april, i maj, i juni, i juli, i augusti, i september,"
    " i oktober, i november, i december",
}
GENITIVES = {
    "ru": "5 января, 5 февраля, 5 марта, 5 апреля, 5 мая, 5 июня, 5 июля, 5 августа, 5 сентября,"
    " 5 октября, 5 ноября, 5 декабря",
    "uk": "5 січня, 5 лютого, 5 березня, 5 квітня, 5 травня, 5 червня, 5 липня, 5 серпня,"
    " 5 вересня, 5 жовтня, 5 листопада, 5 грудня",
    "cs": "5. ledna, 5. února, 5. března, 5. dubna, 5. května, 5. června, 5. července, 5. srpna,"
    " 5. září, 5. října, 5. listopadu, 5. prosince",
    "pl": "5 stycznia, 5 lutego, 5 marca, 5 kwietnia, 5 maja, 5 czerwca, 5 lipca, 5 sierpnia,"
    " 5 września, 5 października, 5 listopada, 5 grudnia",
    "tr": "5 Ocak, 5 Şubat, 5 Mart, 5 Nisan, 5 Mayıs, 5 Haziran, 5 Temmuz, 5 Ağustos, 5 Eylül,"
    " 5 Ekim, 5 Kasım, 5 Aralık",
    "ar": "5 كانون الثاني، 5 شباط، 5 آذار، 5 نيسان، 5 أيار، 5 حزيران، 5 تموز، 5 آب، 5 أيلول،"
    " 5 تشرين الأول، 5 تشرين الثاني، 5 كانون الأول",
}
DAYS = {
    "de": "am Montag, am Dienstag, am Mittwoch, am Donnerstag, am Freitag, am Samstag, am Sonntag",
    "fr": "lundi, mardi, mercredi, jeudi, vendredi, samedi, dimanche",
    "es": "el lunes, el martes, el miércoles, el jueves, el viernes, el sábado, el domingo",
    "it": "lunedì, martedì, mercoledì, giovedì, venerdì, sabato, domenica",
    "pt": "segunda-feira, terça-feira, quarta-feira, quinta-feira, sexta-feira, sábado, domingo",
    "nl": "maandag, dinsdag, woensdag, donderdag, vrijdag, zaterdag, zondag",
    "ru": "в понедельник, во вторник, в среду, в четверг, в пятницу, в субботу, в воскресенье",
    "uk": "у понеділок, у вівторок, у середу, у четвер, у п'ятницю, у суботу, у неділю",
    "cs": "v pondělí, v úterý, ve středu, ve čtvrtek, v pátek, v sobotu, v neděli",
    "pl": "w poniedziałek, we wtorek, w środę, w czwartek, w piątek, w sobotę, w niedzielę",
    "tr": "pazartesi, salı, çarşamba, perşembe, cuma, cumartesi, pazar",
    "ar": "الاثنين، الثلاثاء، الأربعاء، الخميس، الجمعة، السبت، الأحد",
    "fa": "دوشنبه، سه‌شنبه، چهارشنبه، پنج‌شنبه، جمعه، شنبه، یکشنبه",
    "zh": "周一、周二、周三、周四、周五、周六、周日",
    "ja": "月曜日、火曜日、水曜日、木曜日、金曜日、土曜日、日曜日",
    "en": "on Monday, on Tuesday, on Wednesday, on Thursday, on Friday, on Saturday, on Sunday",
    "sv": "i måndags, i tisdags, i onsdags, i torsdags, i fredags, i lördags, i söndags",
}
TO_TWELVE = {
    "de": "zwei, drei, vier, fünf, sechs, sieben, acht, neun, zehn, elf, zwölf",
    "fr": "deux, trois, quatre, cinq, six, sept, huit, neuf, dix, onze, douze",
    "es": "dos, tres, cuatro, cinco, seis, siete, ocho, nueve, diez, once, doce",
    "it": "due, tre, quattro, cinque, sei, sette, otto, nove, dieci, undici, dodici",
    "pt": "dois, três, quatro, cinco, seis, sete, oito, nove, dez, onze, doze",
    "nl": "twee, drie, vier, vijf, zes, zeven, acht, negen, tien, elf, twaalf",
    "ru": "двух, трёх, четырёх, пяти, шести, семи, восьми, девяти, десяти, одиннадцати, двенадцати",
    "uk": "двох, трьох, чотирьох, п'яти, шести, семи, восьми, дев'яти, десяти, одинадцяти,"
    " дванадцяти",
    "cs": "dvou, tří, čtyř, pěti, šesti, sedmi, osmi, devíti, deseti, jedenácti, dvanácti",
    "pl": "dwóch, trzech, czterech, pięciu, sześciu, siedmiu, ośmiu, dziewięciu, dziesięciu,"
    " jedenastu, dwunastu",
    "tr": "iki, üç, dört, beş, altı, yedi, sekiz, dokuz, on, on bir, on iki",
    "fa": "دو، سه، چهار، پنج، شش، هفت، هشت، نه، ده، یازده، دوازده",
    "zh": "二，三，四，五，六，七，八，九，十，十一，十二",
    "ja": "二、三、四、五、六、七、八、九、十、十一、十二",
    "en": "two, three, four, five, six, seven, eight, nine, ten, eleven, twelve",
    "sv": "två, tre, fyra, fem, sex, sju, åtta, nio, tio, elva, tolv",
}
TENS = {
    "de": "zwanzig, dreißig, vierzig, fünfzig, sechzig, siebzig, achtzig, neunzig",
    "fr": "vingt, trente, quarante, cinquante, soixante, soixante-dix, quatre-vingts,"
    " quatre-vingt-dix",
    "es": "veinte, treinta, cuarenta, cincuenta, sesenta, setenta, ochenta, noventa",
    "it": "venti, trenta, quaranta, cinquanta, sessanta, settanta, ottanta, novanta",
    "pt": "vinte, trinta, quarenta, cinquenta, sessenta, setenta, oitenta, noventa",
    "nl": "twintig, dertig, veertig, vijftig, zestig, zeventig, tachtig, negentig",
    "ru": "двадцать, тридцать, сорок, пятьдесят, шестьдесят, семьдесят, восемьдесят, девяносто",
    "uk": "двадцять, тридцять, сорок, п'ятдесят, шістдесят, сімдесят, вісімдесят, дев'яносто",
    "cs": "dvacet, třicet, čtyřicet, padesát, šedesát, sedmdesát, osmdesát, devadesát",
    "pl": "dwadzieścia, trzydzieści, czterdzieści, pięćdziesiąt, sześćdziesiąt, siedemdziesiąt,"
    " osiemdziesiąt, dziewięćdziesiąt",
    "tr": "yirmi, otuz, kırk, elli, altmış, yetmiş, seksen, doksan",
    "ar": "عشرين، ثلاثين، أربعين، خمسين، ستين، سبعين، ثمانين، تسعين",
    "fa": "بیست، سی، چهل، پنجاه، شصت، هفتاد، هشتاد، نود",
    "zh": "二十，三十，四十，五十，六十，七十，八十，九十",
    "ja": "二十、三十、四十、五十、六十、七十、八十、九十",
    "en": "twenty, thirty, forty, fifty, sixty, seventy, eighty, ninety",
}
COUNTRIES = {
    "de": "USA, britisch, deutsch, französisch, China, russisch, Italiener, Japan, Türkei, Polen",
    "fr": "États-Unis, britannique, allemand, français, chinois, russe, italien, japonais, turc,"
    " polonais",
    "es": "estadounidense, británico, alemán, francés, chino, ruso, italiano, japonés,"
    " turco, polaco",
    "it": "Stati Uniti, britannico, tedesco, francese, cinese, russo, italiano, giapponese, turco,"
    " polacco",
    "pt": "Estados Unidos, britânico, alemão, francês, chinês, russo, italiano, japonês, turco,"
    " polonês",
    "nl": "Verenigde Staten, Brits, Duits, Frans, Chinees, Russisch, Italiaans, Japans,"
    " Turks, Pools",
    "ru": "США, британский, немецкий, французский, китайский, российский, итальянский, японский,"
    " турецкий, польский",
    "uk": "США, британський, німецький, французький, китайський, російський, італійський,"
    " японський, турецький, польський",
    "cs": "Spojených států, britský, německý, francouzský, čínský, ruský, italský, japonský,"
    " turecký, polský",
    "pl": "Stanów Zjednoczonych, brytyjski, niemiecki, francuski, chiński, rosyjski, włoski,"
    " japoński, turecki, polski",
    "tr": "ABD'nin, İngiltere'de, Almanya'ya, Fransız, Çin'in, Rusya'dan, İtalya'da, Japonya'nın,"
    " Türkiye'nin, Polonya'ya",
    "ar": "الولايات المتحدة، بريطانيا، ألمانيا، فرنسا، الصين، روسيا، إيطاليا، اليابان،"
    " تركيا، بولندا",
    "zh": "美国、英国、德国、法国、中国、俄罗斯、意大利、日本、土耳其、波兰",
    "ja": "アメリカ、イギリス、ドイツ、フランス、中国、ロシア、イタリア、日本、トルコ、ポーランド",
    "en": "the U.S., the U.K., German, French, Chinese, Russian, Italian, Japanese,"
    " Turkish, Polish",
}
TEN = ["US", "GB", "DE", "FR", "CN", "RU", "IT", "JP", "TR", "PL"]


def in_order(text, language, kind):
    """Values in the order in which they stand, each once."""
    marks = sorted(Passage(text, language).marks, key=lambda mark: mark.start)
    return list(dict.fromkeys(mark.value for mark in marks if mark.kind == kind))


def numbers(text, language):
    return {v for q in Passage(text, language).quantities for v in q.values}


@pytest.mark.parametrize("language", MONTHS)
def test_months_are_known(language):
    assert in_order(MONTHS[language], language, "month") == list(range(1, 13))


@pytest.mark.parametrize("language", GENITIVES)
def test_months_are_known_in_dates(language):
    assert in_order(GENITIVES[language], language, "month") == list(range(1, 13))


@pytest.mark.parametrize("language", DAYS)
def test_days_are_known(language):
    assert in_order(DAYS[language], language, "day") == list(range(7))


@pytest.mark.parametrize("language", TO_TWELVE)
def test_small_numbers_are_known(language):
    assert set(range(2, 13)) <= numbers(TO_TWELVE[language], language)


@pytest.mark.parametrize("language", TENS)
def test_tens_are_known(language):
    assert set(range(20, 100, 10)) <= numbers(TENS[language], language)


@pytest.mark.parametrize("language", COUNTRIES)
def test_countries_are_known_by_name_and_by_adjective(language):
    assert set(TEN) <= set(in_order(COUNTRIES[language], language, "country"))


# --- words that look like them


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("ru", "Марк и Майя пришли в среднем за час.", "month"),
        ("ru", "Средний возраст и окружающая среда.", "month"),
        ("pl", "Marek i pani Lipińska.", "month"),
        ("cs", "Červený dubový stůl, Dubček a Listová.", "month"),
        ("fr", "La planète rouge et le maire.", "month"),
        ("es", "El alcalde Juli y la abuela.", "month"),
        ("it", "Le cose di questa mattina.", "day"),
        ("nl", "De maan en de zon.", "day"),
        ("de", "Monat, Mitte und Sonne.", "day"),
        ("tr", "Salim ve Cumali.", "day"),
        ("uk", "Середній вік.", "day"),
        ("en", "The sun and the moon.", "day"),
    ],
)
def test_words_that_look_like_days_and_months_are_none(language, text, kind):
    assert Passage(text, language).values(kind) == set()


PERCENTAGES = {
    "de": "12 Prozent",
    "fr": "12 pour cent",
    "es": "12 por ciento",
    "it": "12 per cento",
    "pt": "12 por cento",
    "nl": "12 procent",
    "ru": "12 процентов",
    "uk": "12 відсотків",
    "cs": "12 procent",
    "pl": "12 proc.",
    "tr": "yüzde 12",
    "ar": "12 في المائة",
    "fa": "12 درصد",
    "zh": "12个百分点",
    "ja": "12パーセント",
    "ko": "12퍼센트",
    "sv": "12 procent",
    "fi": "12 prosenttia",
    "hu": "12 százalék",
    "ro": "12 la sută",
}


@pytest.mark.parametrize("language", PERCENTAGES)
def test_percent_is_known(language):
    (quantity,) = [q for q in Passage(PERCENTAGES[language], language).quantities if q.figures]
    assert quantity.percent


SUMS = {
    "de": ("12 Millionen Euro", "EUR"),
    "fr": ("12 millions d'euros", "EUR"),
    "es": ("12 millones de dólares", "USD"),
    "it": ("12 milioni di dollari", "USD"),
    "pt": ("12 milhões de dólares", "USD"),
    "nl": ("12 miljoen dollar", "USD"),
    "ru": ("12 млн рублей", "RUB"),
    "uk": ("12 млн гривень", "UAH"),
    "cs": ("12 milionů korun", "CZK"),
    "pl": ("12 mln złotych", "PLN"),
    "tr": ("12 milyon lira", "TRY"),
    "ar": ("12 مليون يورو", "EUR"),
    "fa": ("12 میلیون دلار", "USD"),
    "zh": ("12亿美元", "USD"),
    "ja": ("12億円", "JPY"),
    "en": ("12 million Swiss francs", "CHF"),
    "sv": ("12 miljoner euro", "EUR"),
}


@pytest.mark.parametrize("language", SUMS)
def test_currencies_are_known(language):
    text, currency = SUMS[language]
    (quantity,) = [q for q in Passage(text, language).quantities if q.figures]
    assert quantity.currency == currency
    assert quantity.scaled
