"""Every language file loads, is complete, and does what a reader of that language expects."""

import pytest

from scrapers.cleaning import Guide, clean
from scrapers.errors import ConfigError
from scrapers.items import Article, Block
from scrapers.lexicon import (
    CATEGORIES,
    REQUIRED,
    index,
    language,
    languages,
    months,
    phrases,
    read_file,
)

# Prose that begins with the words of a lead-in, or holds them.
PROSE = {
    "ar": "اقرأ أيضا ما كتبه الشعراء القدامى، قالت المعلمة لتلاميذها في اليوم الأول من المدرسة.",
    "bg": "Прочетете още веднъж договора, преди да го подпишете, посъветва ни адвокатът вчера.",
    "bn": "আরও পড়ুন এবং কম কথা বলুন, এই ছিল তাঁর বাবার একমাত্র উপদেশ।",
    "cs": "Čtěte také mezi řádky, radil nám starý učitel, když jsme si stěžovali na dějepis.",
    "da": "Læs også mellem linjerne, sagde den gamle lærer, når vi klagede over historiebogen.",
    "de": "Lesen Sie auch zwischen den Zeilen, riet der Anwalt, denn dort steht oft die Wahrheit.",
    "el": "Διαβάστε επίσης ό,τι δεν γράφεται, έλεγε ο γέρος δάσκαλος στους μαθητές του.",
    "en": "See also the ruling of 1998, which the court cited.",
    "es": "Lee también entre líneas, decía el viejo profesor a quien se quejaba de la historia.",
    "fa": "بیشتر بخوانید و کمتر حرف بزنید، این تنها پند پدرش بود که هرگز از یاد نبرد.",
    "fi": "Lue myös rivien välistä, neuvoi vanha opettaja, kun valitimme historiankirjasta.",
    "fr": "Lire aussi souvent est un luxe, disait-elle à ceux qui se plaignaient de leurs devoirs.",
    "he": "קראו גם בין השורות, נהג המורה הזקן לומר לתלמידים שהתלוננו על ספר ההיסטוריה.",
    "hi": "यह भी पढ़ें और वह भी सुनें, दादी हर शाम बच्चों से यही कहा करती थीं।",
    "hr": "Pročitajte još jednom ugovor prije nego što ga potpišete, savjetovao nas je odvjetnik.",
    "hu": "Olvassa el ezt is figyelmesen, tanácsolta az ügyvéd, mielőtt aláírja a szerződést.",
    "id": "Baca juga apa yang tidak tertulis, kata guru tua itu kepada murid yang mengeluh.",
    "it": "Leggi anche tra le righe, diceva il vecchio maestro a chi si lamentava.",
    "ja": "関連記事を読んだ裁判官は、判決を一日延期すると静かに述べた。",
    "ko": "관련기사를 읽은 판사는 판결을 하루 미루겠다고 조용히 말했다.",
    "ms": "Baca juga apa yang tidak tertulis, kata guru tua itu kepada murid yang merungut.",
    "nl": "Lees ook tussen de regels, zei de oude leraar als wij klaagden.",
    "no": "Les også mellom linjene, sa den gamle læreren når vi klaget over historieboka.",
    "pl": "Czytaj też między wierszami, mawiał stary nauczyciel, gdy narzekaliśmy.",
    "pt": "Leia também nas entrelinhas, dizia o velho professor a quem se queixava do manual.",
    "ro": "Citește și printre rânduri, spunea bătrânul profesor celor care se plângeau de manual.",
    "ru": "Читайте также между строк, говорил старый учитель тем, кто жаловался на учебник.",
    "sk": "Čítajte aj medzi riadkami, radil nám starý učiteľ, keď sme sa sťažovali.",
    "sl": "Preberite tudi med vrsticami, je govoril stari učitelj, kadar smo se pritoževali.",
    "sr": "Pročitajte još jednom ugovor pre nego što ga potpišete, savetovao nas je advokat.",
    "sv": "Läs också mellan raderna, sa den gamle läraren när vi klagade på historieboken.",
    "th": "อ่านเพิ่มเติมแล้วจึงตัดสินใจ ครูเฒ่าบอกนักเรียนทุกคนที่บ่นเรื่องตำรา.",
    "tr": "Bunu da oku, şunu da dinle, derdi dedesi her akşam torunlarına sobanın başında.",
    "uk": "Читайте також між рядків, казав старий учитель тим, хто скаржився на підручник.",
    "ur": "یہ بھی پڑھیں اور وہ بھی سنیں، دادی ہر شام بچوں سے یہی کہا کرتی تھیں۔",
    "vi": "Đọc thêm một lần nữa trước khi ký, luật sư khuyên chúng tôi như vậy vào hôm qua.",
    "zh": "相关阅读材料已经由法院公布，法官说判决将推迟一天宣布。",
}


# Prose that begins as an offer, a credit or a notice does.
PROSE_TOO = {
    "ar": "اشترك في السباق تسعة قوارب من القرية، ولم يصل منها إلى الميناء سوى ثلاثة.",
    "bg": "Получавайте гостите си с хляб и сол, казваше баба, и те ще се върнат.",
    "bn": "যোগ দিন কাজে, তারপর কথা বলুন, মাঝি তাঁর ছেলেদের এই কথাই বলতেন।",
    "cs": "Stáhněte plachty, křičel kormidelník, ale nikdo ho v bouři neslyšel.",
    "da": "Få mennesker har set søen fryse til, og endnu færre har gået over den.",
    "de": "Erhalten Sie sich Ihre Neugier, riet die Lehrerin den Schülern zum Abschied.",
    "el": "Λάβετε υπόψη τον άνεμο, έλεγε ο ψαράς, γιατί η λίμνη δεν συγχωρεί κανέναν.",
    "en": "Sign up, they told him at the harbour, and he signed without reading a line.",
    "es": "Recibe a sus huéspedes en la cocina, y nadie se marcha sin haber probado el pan.",
    "fa": "دریافت کنندگان نامه‌ها هرگز نفهمیدند چه کسی آن‌ها را نوشته بود.",
    "fi": "Saat kalaa niin kauan kuin jaksat soutaa, sanoi vanha kalastaja pojalleen.",
    "fr": "Recevez vos hôtes avec du pain, disait la grand-mère, et ils reviendront toujours.",
    "he": "קבלו את האורחים בלחם ובמלח, אמרה הסבתא, והם תמיד ישובו אליכם.",
    "hi": "प्राप्त करें पहले ज्ञान, फिर धन, यही सीख नाविक ने अपने बेटों को दी।",
    "hr": "Preuzmite kormilo, viknuo je kapetan, ali ga u buri nitko nije čuo.",
    "hu": "Kapja meg a kötelet, kiáltotta a révész, de a viharban senki sem hallotta.",
    "id": "Dapatkan dulu ilmunya, baru uangnya, begitu pesan nelayan tua kepada anaknya.",
    "it": "Ricevi gli ospiti con il pane, diceva la nonna, e torneranno sempre.",
    "ja": "登録された船は九隻だったが、港に着いたのは三隻だけだった。",
    "ko": "가입 조건을 두고 어부들은 밤새 다투었고, 아무도 서명하지 않았다.",
    "ms": "Dapatkan dahulu ilmunya, baru wangnya, begitulah pesan nelayan tua itu.",
    "nl": "Ontvang je gasten met brood, zei grootmoeder, en ze komen altijd terug.",
    "no": "Få mennesker har sett sjøen fryse til, og enda færre har gått over den.",
    "pl": "Otrzymaj najpierw wiedzę, potem pieniądze, mawiał stary rybak do synów.",
    "pt": "Receba os hóspedes com pão, dizia a avó, e eles hão de voltar sempre.",
    "ro": "Primește oaspeții cu pâine și sare, spunea bunica, și se vor întoarce mereu.",
    "ru": "Получать письма он любил больше, чем писать их, и потому отвечал редко.",
    "sk": "Stiahnite plachty, kričal kormidelník, ale nikto ho v búrke nepočul.",
    "sl": "Prenesite sodčke v klet, je velela babica, in nihče ji ni ugovarjal.",
    "sr": "Preuzmite kormilo, viknuo je kapetan, ali ga u oluji niko nije čuo.",
    "sv": "Få människor har sett sjön frysa till, och ännu färre har gått över den.",
    "th": "ลงทะเบียนเรือเก้าลำในเช้าวันนั้น แต่มีเพียงสามลำที่กลับถึงท่าเรือ.",
    "tr": "İndirin yelkenleri, diye bağırdı kaptan, ama fırtınada onu kimse duymadı.",
    "uk": "Отримувати листи він любив більше, ніж писати їх, тому відповідав рідко.",
    "ur": "حاصل کریں پہلے علم، پھر دولت، ملاح اپنے بیٹوں سے ہمیشہ یہی کہتا تھا۔",
    "vi": "Nhận lá thư lúc nửa đêm, ông lái đò đọc đi đọc lại rồi đốt nó trong bếp.",
    "zh": "注册的船只共有九艘，而平安回到港口的只有三艘。",
}


def left(text):
    """What cleaning leaves of a block between two paragraphs of prose."""
    prose = (
        "Nine men rowed across the lake at dawn, and nobody on the far shore had seen them come."
    )
    blocks = [Block(kind="paragraph", text=one) for one in (prose, text, prose + " It was cold.")]
    kept, _ = clean(Article(url="https://example.org/a"), blocks, Guide(index()))
    return [block.text for block in kept][1:-1]


def test_at_least_thirty_languages_are_bundled():
    assert len(languages()) >= 34


@pytest.mark.parametrize("code", languages())
def test_a_language_fills_every_category(code):
    known = language(code)
    filled = {category for category, held in known.table.items() if held}
    assert filled | {"month"} >= REQUIRED


@pytest.mark.parametrize("code", languages())
def test_a_language_names_twelve_months(code):
    assert set(months(code).values()) == set(range(1, 13))


@pytest.mark.parametrize("code", languages())
def test_no_phrase_is_listed_twice_in_a_category(code):
    for category, held in language(code).table.items():
        assert len(set(held)) == len(held), category


@pytest.mark.parametrize("code", languages())
def test_a_teaser_in_the_language_is_taken_out(code):
    lead_in = phrases("teaser", code)[0]
    assert left(f"{lead_in}: 2030 – Berlin, Paris") == []


@pytest.mark.parametrize("code", languages())
def test_another_teaser_in_the_language_is_taken_out(code):
    lead_in = phrases("teaser", code)[1]
    assert left(f"» {lead_in} » 2030 – Berlin, Paris") == []


@pytest.mark.parametrize("code", languages())
def test_prose_that_holds_the_words_stays(code):
    assert left(PROSE[code]) == [PROSE[code]]


@pytest.mark.parametrize("code", languages())
def test_prose_that_begins_as_an_offer_does_stays(code):
    assert left(PROSE_TOO[code]) == [PROSE_TOO[code]]


@pytest.mark.parametrize("code", languages())
def test_that_prose_does_begin_with_a_phrase(code):
    assert index().openings(PROSE_TOO[code])


def test_a_region_reads_its_language():
    assert phrases("byline", "pt-BR") == phrases("byline", "pt")


def test_an_unknown_language_has_no_phrases():
    assert phrases("byline", "xx") == ()


def test_an_unknown_category_names_the_known_ones():
    with pytest.raises(ConfigError, match="no category 'teasers'"):
        phrases("teasers")


def test_all_languages_together_begin_with_english():
    assert phrases("byline")[: len(phrases("byline", "en"))] == phrases("byline", "en")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('teasers = ["See also"]', "teasers: no such category"),
        ('teaser = "See also"', "teaser='See also': must be a list"),
        ("teaser = [1]", "teaser: 1 is no phrase"),
        ('teaser = [" "]', "teaser: ' ' is no phrase"),
        ('month = [["may"]]', "month: must be a list of twelve"),
        ("name = 3", "name=3: must be text"),
        ("teaser = [", "cannot be read as TOML"),
    ],
)
def test_a_file_that_is_wrong_says_where(tmp_path, content, message):
    path = tmp_path / "en.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_file(path)
    assert message in str(caught.value)
    assert "en.toml" in str(caught.value)


def test_every_category_is_explained():
    assert all(text.endswith(".") for text in CATEGORIES.values())
