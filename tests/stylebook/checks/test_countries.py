"""Countries."""

import pytest

from tests.stylebook.checks.telling import only, shown, told

COUNTRIES = {"country_changed", "country_added"}


@pytest.mark.parametrize(
    ("src", "source", "target", "wrong"),
    [
        ("de", "Das Schiff fuhr nach Norwegen.", "The ship went to Denmark.", "Denmark"),
        ("fr", "L'Allemagne achète moins de vin.", "Poland buys less wine.", "Poland"),
        ("es", "Marruecos ha ofrecido ayuda.", "Portugal has offered help.", "Portugal"),
        ("it", "La Svizzera ha donato un milione.", "Austria donated a million.", "Austria"),
        ("pt", "O Japão comprou mais café.", "Taiwan bought more coffee.", "Taiwan"),
        ("nl", "Duitsland stuurde tweehonderd man.", "France sent 200 men.", "France"),
        ("ru", "Зерно пойдёт в Азербайджан.", "The grain will go to Armenia.", "Armenia"),
        ("uk", "Гроші дала Норвегія.", "The money came from Sweden.", "Sweden"),
        ("cs", "Slovensko povolilo odstřel.", "Hungary has allowed it.", "Hungary"),
        ("pl", "Firma działa na Litwie.", "The firm works in Latvia.", "Latvia"),
        ("ar", "وتقول مصر إنها مستعدة.", "Jordan says it is ready, as does Iraq.", "Iraq"),
        ("zh", "德国工程师参加了设计。", "Engineers from Poland took part.", "Poland"),
        ("ja", "韓国からの観光客。", "Tourists from Vietnam.", "Vietnam"),
    ],
)
def test_another_country_is_a_warning(src, source, target, wrong):
    (finding,) = only("country_changed", target, source, src)

    assert finding.severity == "warning"
    assert shown(finding, target) == wrong


@pytest.mark.parametrize(
    ("src", "source", "target"),
    [
        ("de", "Das norwegische Schiff.", "The ship from Norway."),
        ("de", "Die Briten und die Niederländer.", "The United Kingdom and the Netherlands."),
        ("de", "In Washington und Moskau.", "In the United States and Russia."),
        ("fr", "Les Allemands et l'Espagne.", "Germany and Spain."),
        ("es", "Un equipo alemán en EE. UU.", "A team from Germany in the United States."),
        ("it", "I tedeschi e gli svizzeri.", "Germany and Switzerland."),
        ("pt", "Os chineses e a Itália.", "China and Italy."),
        ("nl", "De Belgische brandweer.", "The fire service from Belgium."),
        ("ru", "Польские власти и Киргизия.", "Authorities in Poland and Kyrgyzstan."),
        ("uk", "Німецький уряд.", "The government of Germany."),
        ("cs", "V Česku ani jeden.", "Not a single one in the Czech Republic."),
        ("pl", "Szwedzkie działa.", "Cannons from Sweden."),
        ("tr", "Yunanistan yardım teklif etti.", "Greece offered help."),
        ("ar", "من فرنسا وإيطاليا.", "From France and Italy."),
        ("zh", "对美国和俄罗斯出口。", "Exports to the United States and Russia."),
        ("ja", "台湾や韓国から。", "From Taiwan and South Korea."),
    ],
)
def test_a_country_by_whatever_name_is_left_alone(src, source, target):
    assert told(target, source, src, only=COUNTRIES) == []


@pytest.mark.parametrize(
    ("src", "source"),
    [
        ("de", "Das Schiff lief aus."),
        ("fr", "Le navire est parti."),
        ("ru", "Корабль вышел в море."),
        ("zh", "船出海了。"),
    ],
)
def test_a_country_that_only_ours_names_is_hinted_at(src, source):
    (finding,) = told("The ship sailed for Denmark.", source, src, only=COUNTRIES)
    assert (finding.code, finding.severity) == ("country_added", "hint")


@pytest.mark.parametrize(
    "target",
    [
        "The Republic of Georgia Tech band met in Jordan Hall.",
        "They sailed to New England and Lower Austria.",
        "The Chad of the story has no country.",
    ],
)
def test_names_that_are_countries_only_elsewhere_are_left_alone(target):
    assert told(target, "Sie fuhren fort.", only={"country_changed"}) == []


def test_a_country_of_another_paragraph_is_hinted_at():
    source = "\n".join(
        ["Norwegen gewann.", "Es war spät.", "Es war kalt.", "Es schneite.", "Polen verlor."]
    )
    target = "\n".join(
        ["Poland won.", "It was late.", "It was cold.", "It snowed.", "Poland lost."]
    )
    (finding,) = told(target, source, only=COUNTRIES)
    assert (finding.code, finding.severity, finding.block) == ("country_changed", "hint", 0)


@pytest.mark.parametrize(
    ("src", "source", "target"),
    [
        ("ru", "Взрыв произошёл в Кузбассе.", "The explosion hit Russia's Kuzbass."),
        ("uk", "По об'єктах випустили ракети.", "Missiles were fired at Ukraine."),
        ("pl", "Policja zatrzymała troje ludzi.", "Police in Poland arrested three people."),
        ("de", "Der Bürgermeister trat zurück.", "A mayor in Germany resigned."),
        ("pt", "O instituto pediu o registro.", "It applied in Brazil."),
        ("es", "La mina está en Puno.", "The mine is in Puno, Peru."),
    ],
)
def test_what_papers_of_a_country_need_not_name_may_be_named(src, source, target):
    assert told(target, source, src, only=COUNTRIES) == []


def test_it_is_a_hint_only_where_another_country_is_gone():
    (finding,) = told("He flew to Russia.", "Он улетел в Польшу.", "ru", only=COUNTRIES)
    assert (finding.code, finding.severity) == ("country_changed", "hint")


@pytest.mark.parametrize(
    ("src", "source", "target"),
    [
        ("de", "Nach drei Monaten sprach das Frankfurter Gericht.", "A court in Germany ruled."),
        ("ar", "قالت المنظمة الأربعاء إن الأرض محروقة.", "The land is burned, it said in Sudan."),
    ],
)
def test_a_word_like_a_small_country_is_none_that_is_lost(src, source, target):
    assert only("country_changed", target, source, src) == []


@pytest.mark.parametrize(
    ("src", "source"),
    [
        ("de", "Dann irrte die Polizei durch den Wald, danach war die Industrie dran."),
        ("es", "La política del turismo dañó la ruta individual."),
        ("fr", "La politique de l'industrie est indépendante."),
        ("it", "La politica del cinema costa cinque euro."),
        ("tr", "Cinayeti Abdullah işledi."),
        ("pl", "Danie było niemal gotowe, włosy też."),
        ("cs", "Normální činnost politiky."),
        ("ar", "المصرف يمنع المجرم من الهندسة."),
    ],
)
def test_words_that_begin_like_a_country_name_none(src, source):
    found = told("It was done in Japan.", source, src, only={"country_changed", "country_added"})
    assert [(f.code, f.severity) for f in found] == [("country_added", "hint")]


@pytest.mark.parametrize(
    ("src", "source", "target"),
    [
        ("ru", "Они уехали в Сирию.", "They went to Syria."),
        ("ru", "Он живет в Индии и в Ливии.", "He lives in India and in Libya."),
        ("uk", "Вони поїхали до Сирії.", "They went to Syria."),
        ("tr", "Çin'de ve ABD'de yaşadı.", "He lived in China and the United States."),
        ("de", "Polnische, dänische, irische und indische Forscher.", "Poland, Denmark, Ireland."),
        ("es", "Los polacos, los daneses y los turcos.", "Poland, Denmark and Turkey."),
        ("ar", "المصريون والأتراك والهنود واليمن.", "Egypt, Turkey, India and Yemen."),
        ("pl", "Włosi i Niemcy w Danii.", "Italy and Germany in Denmark."),
        ("ko", "스페인에서 열린 회의였다.", "The meeting was held in Spain."),
    ],
)
def test_countries_in_their_forms_are_left_alone(src, source, target):
    assert told(target, source, src, only={"country_changed", "country_added"}) == []
