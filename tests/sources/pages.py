"""Pages as publishers make them, of our own invention."""

import json

QUAI = """<!doctype html>
<html lang="fr-FR">
<head>
<meta charset="utf-8">
<title>Le port s’éveille avant la ville | Le Quai</title>
<link rel="canonical" href="https://lequai.example/port/le-port-s-eveille?utm_source=rss">
<meta property="og:site_name" content="Le Quai">
<meta property="og:title" content="Le port s’éveille avant la ville">
<meta property="og:description" content="Un matin à la criée, avec ceux qui comptent les caisses.">
<meta property="og:locale" content="fr_FR">
<script type="application/ld+json">
{"@context": "https://schema.org", "@graph": [
  {"@type": "Organization", "@id": "#quai", "name": "Le Quai"},
  {"@type": "Person", "@id": "#anne", "name": "Anne Martin"},
  {"@type": "NewsArticle",
   "headline": "Le port s’éveille avant la ville",
   "author": [{"@id": "#anne"}, {"@type": "Person", "name": "Paul Kerec"}],
   "publisher": {"@id": "#quai"},
   "datePublished": "2026-11-20T06:15:00+01:00",
   "inLanguage": "fr"}
]}
</script>
</head>
<body>
<nav><ul><li><a href="/">Accueil</a></li><li><a href="/mer">Mer</a></li></ul></nav>
<main>
<article>
<header>
<p class="kicker">Reportage</p>
<h1>Le port s’éveille avant la ville</h1>
<p class="byline">Par <a rel="author" href="/anne">Anne Martin</a></p>
</header>
<p>Les bateaux partent avant l’aube, et <em>personne</em> ne les compte. Il y a
<a href="https://lequai.example/criee">quarante ans</a> que la criée est là, avec ses lampes,
ses cordes et ses habitudes.</p>
<figure><img src="quai.jpg" alt=""><figcaption>Le quai. Photo&nbsp;: Jean Iris</figcaption></figure>
<h2>La criée</h2>
<p>On y parle <strong>peu</strong>. On y compte beaucoup, et l’on s’y connaît depuis longtemps,
de père en fils et de mère en fille.</p>
<blockquote><p>« Nous attendons », dit le patron.</p></blockquote>
<ul><li>des cordes neuves et vieilles</li><li>des filets de toutes tailles</li></ul>
<aside class="related">À lire aussi : <a href="/phare">Le phare ne s’allume plus</a></aside>
<p>Puis le soleil se lève, et tout recommence comme la veille, sans que rien ne change vraiment
dans cette ville.</p>
</article>
</main>
<section id="comments"><h3>Commentaires</h3><p>Merci pour ce bel article !</p></section>
<footer><p>© Le Quai</p></footer>
<script>track();</script>
</body>
</html>
"""

PORT_RU = (
    "<p>Порт просыпается раньше города. Лодки уходят до рассвета, и никто их не считает; так было "
    "и сорок лет назад, когда рынок только открылся.</p>"
    "<p>Сегодня здесь говорят мало, а считают много. Все знают друг друга с детства, и чужих "
    "видно сразу, ещё с дороги, где стоит фонарь.</p>"
)

NAMAL = (
    "<p>הנמל מתעורר לפני העיר. הסירות יוצאות לפני עלות השחר, ואיש אינו סופר אותן; כך היה גם לפני "
    "ארבעים שנה, כשנפתח השוק, וכך יהיה גם מחר בשעה 06:30.</p>"
    "<p>«כאן מדברים מעט», אומר בעל הסירה, «וסופרים הרבה». כולם מכירים זה את זה מילדות, וזר רואים "
    "כבר מן הדרך, ליד הפנס.</p>"
)

MINATO = (
    "<p>港は町より早く目を覚ます。船は夜明け前に出て、誰も数えない。四十年前に市場が開いたときも、"
    "同じだった。灯りと縄と、昔からの習わしがここにある。</p>"
    "<p>「ここでは口数が少なく、数えることが多い」と船主は言う。子どもの頃から互いに知っているので、"
    "よその人は道の街灯のところからもう分かる。</p>"
)


def page(body="", head="", lang="fr"):
    return (
        f'<!doctype html><html lang="{lang}"><head>{head}</head>'
        f"<body><article>{body}</article></body></html>"
    )


def json_ld(**story):
    told = json.dumps({"@type": "NewsArticle"} | story, ensure_ascii=False).replace("</", "<\\/")
    return f'<script type="application/ld+json">{told}</script>'


def meta(**named):
    """meta(og__title="…") for `<meta property="og:title" …>`."""
    return "".join(
        f'<meta property="{name.replace("__", ":")}" content="{content}">'
        for name, content in named.items()
    )
