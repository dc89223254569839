//! What belongs to the site and not to the article: by the names of elements, by words of classes, by how a line begins.

use super::dom::{Element, Kind, Page};

/// Beginnings of words in classes and ids that name the furniture of a page, whatever else speaks for it.
const FURNITURE: &[&str] = &[
    "addthis",
    "advert",
    "adsense",
    "breadcrumb",
    "comment",
    "kommentar",
    "cookie",
    "consent",
    "disqus",
    "footer",
    "impressum",
    "masthead",
    "menu",
    "modal",
    "navbar",
    "navigation",
    "newsletter",
    "outbrain",
    "overlay",
    "pagination",
    "paginator",
    "popup",
    "popular",
    "recommend",
    "related",
    "respond",
    "share",
    "sharing",
    "shoutbox",
    "sidebar",
    "signup",
    "skyscraper",
    "sociable",
    "social",
    "sponsor",
    "subscri",
    "taboola",
    "tagcloud",
    "taglist",
    "toolbar",
    "tooltip",
    "trending",
    "widget",
    "yarpp",
    "mostread",
    "morelinks",
    "similar",
    "breaking",
    "saboxplugin",
    "authorbox",
    "appstore",
    "donat",
    "wishlist",
    "linklist",
    "linkbox",
    "disclosure",
    "disclaimer",
    "contactbox",
    "postmeta",
    "entrymeta",
    "teaserlist",
    "recirc",
    "paywall",
    "steady",
    "gutterad",
    "kicker ad",
    "lightbox",
    "jsoff",
    "loginbox",
    "searchform",
    "searchbox",
    "supplement",
    "bookmark",
];

/// Beginnings of words that name furniture, unless little is left without it.
const DOUBTFUL: &[&str] = &[
    "banner",
    "byline",
    "copyright",
    "gallery",
    "login",
    "pager",
    "print",
    "promo",
    "reply",
    "rss",
    "teaser",
    "twitter",
    "tweet",
    "readmore",
    "weiterlesen",
    "feedback",
    "facebook",
    "author",
    "meta",
    "credit",
    "contact",
    "review",
    "alert",
    "notice",
    "factbox",
    "infobox",
    "dateline",
    "timestamp",
    "publishe",
    "spenden",
    "citate",
    "appendix",
    "topics",
    "schlagwort",
    "footnote nav",
    "slider",
    "carousel",
    "formular",
    "rating",
    "report",
    "thirdparty",
    "supertag",
    "download",
];

/// Words that name furniture as they stand, unless little is left without it.
const DOUBTFUL_WORDS: &[&str] = &[
    "ad",
    "ads",
    "adv",
    "nav",
    "tags",
    "tag",
    "tagged",
    "bio",
    "search",
    "navi",
    "noprint",
    "hide",
    "hidden",
    "baca",
    "terkait",
    "date",
    "time",
    "posted",
    "cat",
    "links",
    "categories",
    "category",
    "aside",
    "user",
    "profile",
    "avatar",
    "abo",
    "toc",
    "rate",
    "vote",
    "updated",
    "board",
    "inline",
    "extern",
    "card",
    "buy",
    "shop",
    "event",
    "events",
    "reportar",
    "copy",
];

/// Words that name the paragraph below the headline.
const LEAD: &[&str] = &[
    "lead",
    "lede",
    "intro",
    "standfirst",
    "vorspann",
    "excerpt",
    "dek",
    "deck",
    "summary",
    "abstract",
    "chapo",
    "bajada",
    "sapo",
    "introduction",
    "headline",
    "title",
];

/// How far names, classes and ids are trusted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Trust {
    /// Only what is hidden is dropped.
    Nothing,
    /// Elements that by name are no article.
    Names,
    /// Words that hardly ever lie.
    SureWords,
    /// All words.
    Words,
}

/// What a node holds of the page.
pub(super) struct Share {
    /// Whether it holds most of the prose.
    pub(super) most: bool,
    /// Whether it holds much of it.
    pub(super) much: bool,
    /// Whether it reads like the paragraph below a headline: prose, and no link in it.
    pub(super) lead: bool,
}

impl Trust {
    /// Whether an element is furniture.
    pub(super) fn drops(self, element: &Element, share: &Share) -> bool {
        let name = element.name.as_str();
        if element.hidden && !share.most
            || self >= Self::Names && matches!(name, "nav" | "footer" | "aside")
        {
            return true;
        }
        if share.most {
            return false;
        }
        self >= Self::Names && name == "form"
            || self >= Self::SureWords && box_like(element) && words_begin(element, FURNITURE)
            || self >= Self::Words
                && !share.much
                && box_like(element)
                && is_doubtful(element, share)
    }
}

/// Whether the words of an element name furniture, and nothing speaks against it.
fn is_doubtful(element: &Element, share: &Share) -> bool {
    let mut words = element.words.split(' ');
    if words
        .clone()
        .any(|word| LEAD.contains(&word) || share.lead && word.starts_with("teaser"))
    {
        return false;
    }
    words_begin(element, DOUBTFUL) || words.any(|word| DOUBTFUL_WORDS.contains(&word))
}

/// Elements whose class and id say what they are for.
fn box_like(element: &Element) -> bool {
    !matches!(
        element.name.as_str(),
        "body" | "html" | "article" | "main" | "h1" | "em" | "strong" | "b" | "i" | "a"
    )
}

fn words_begin(element: &Element, list: &[&str]) -> bool {
    element
        .words
        .split(' ')
        .any(|word| list.iter().any(|start| word.starts_with(start)))
}

/// Beginnings of lines that point away from the article, folded to small letters.
const SIGNPOSTS: &[&str] = &[
    "also read",
    "also see",
    "auch interessant",
    "auch lesen",
    "baca juga",
    "baca selengkapnya",
    "berita terkait",
    "artikel terkait",
    "das könnte",
    "das thema könnte",
    "externer inhalt",
    "follow us",
    "ikuti kami",
    "join the conversation",
    "le puede interesar",
    "lea también",
    "lee también",
    "lees ook",
    "leia também",
    "leia mais",
    "lesen sie auch",
    "lesen sie mehr",
    "lies auch",
    "lihat juga",
    "lire aussi",
    "à lire aussi",
    "mehr aus",
    "mehr themen",
    "mehr zu",
    "mehr zum",
    "mira también",
    "more from",
    "more stories",
    "more on this",
    "most read",
    "newsletter",
    "read also",
    "read more",
    "read next",
    "recommended",
    "related",
    "saksikan juga",
    "schlagwort",
    "schon gelesen",
    "see also",
    "share this",
    "sign up for",
    "simak juga",
    "simak video",
    "subscribe",
    "tags:",
    "te puede interesar",
    "te recomendamos",
    "themen im artikel",
    "tonton juga",
    "video pilihan",
    "vous aimerez aussi",
    "voir aussi",
    "weitere artikel",
    "weitere informationen",
    "weiterlesen",
    "weiterführende",
    "you may also",
    "you might also",
    "czytaj także",
    "czytaj też",
    "zobacz także",
    "zurück zu",
    "zurück nach",
    "advertisement",
    "scroll to continue",
    "zum newsletter",
    "alle artikel zu",
    "aktuelle ausgabe",
    "artikel lainnya",
    "berita lainnya",
    "berita populer",
    "bild anzeigen",
    "click here to",
    "comments",
    "continue reading",
    "diskutieren sie mit",
    "editor's picks",
    "en vidéo",
    "fotostrecke",
    "featured video",
    "hier geht es zu",
    "hier geht’s zu",
    "in other news",
    "ikuti juga",
    "klik di sini",
    "klik disini",
    "kommentare",
    "kommentieren",
    "latest news",
    "latest stories",
    "lea más",
    "lea tambien",
    "leave a comment",
    "leave a reply",
    "leer más",
    "leggi anche",
    "lesetipp",
    "lihat foto",
    "lihat video",
    "listen to this article",
    "mais lidas",
    "más leídas",
    "más noticias",
    "mehr lesen",
    "mehr dazu",
    "meist gelesen",
    "meistgelesen",
    "neueste artikel",
    "notícias relacionadas",
    "noticias relacionadas",
    "otras noticias",
    "other stories",
    "passend zum thema",
    "pilihan redaksi",
    "polecamy",
    "przeczytaj także",
    "przeczytaj też",
    "read on",
    "reklama",
    "saiba mais",
    "seguici su",
    "simak berita",
    "sigue leyendo",
    "síguenos en",
    "siga-nos",
    "suivez-nous",
    "story continues below",
    "terkait:",
    "trending now",
    "trending:",
    "unterstützen sie",
    "veja também",
    "vedi anche",
    "ver también",
    "verwandte artikel",
    "view comments",
    "watch:",
    "watch now",
    "weitere aktuelle",
    "weitere beiträge",
    "weitere meldungen",
    "weitere themen",
    "what do you think?",
    "zum weiterlesen",
    "zurück zu",
    "zurück zur",
];

/// A line with more letters is no signpost.
const SIGNPOST_MOST: u32 = 60;

/// Beginnings of longer lines that ask something of the reader.
const APPEALS: &[&str] = &[
    "abonnieren sie",
    "berlangganan",
    "cek berita dan artikel",
    "dapatkan update",
    "follow our",
    "for the latest",
    "join our",
    "sign up for",
    "sign up to",
    "subscribe now",
    "subscribe to",
    "suscríbete",
    "suscríbase",
    "inscreva-se",
    "ikuti berita",
    "gabung ke",
    "abonnez-vous",
    "inscrivez-vous",
    "gefällt dir",
    "gefällt ihnen",
    "if you enjoyed",
    "if you liked",
    "download our",
    "unduh aplikasi",
    "have a tip",
    "got a tip",
    "all rights reserved",
    "besuchen sie unseren",
    "contact us at",
    "do you have a story",
    "folgen sie uns",
    "folge uns",
    "get the latest",
    "ikuti kami di",
    "jangan lewatkan",
    "kennt ihr schon",
    "mira lo que tiene",
    "¡mira lo que",
    "newsletter abonnieren",
    "siga o canal",
    "sofern nicht anders",
    "support our",
    "this article is the copyrighted",
    "this story was originally published",
    "want to read more",
    "we want to hear from you",
    "written permission",
    "alle angaben ohne gewähr",
    "hak cipta",
    "dilarang mengutip",
    "nikmati berita",
    "baca berita",
];

/// A line with more letters is no appeal.
pub(super) const APPEAL_MOST: u32 = 240;

/// Whether the text between two nodes begins like a signpost.
pub(super) fn points_away(page: &Page, from: usize, to: usize, letters: u32) -> bool {
    let mut line = String::new();
    for node in page.nodes.get(from..to).unwrap_or_default() {
        if let Kind::Text(text) = &node.kind {
            line.push_str(text);
        }
        if line.len() > 200 {
            break;
        }
    }
    let line = line
        .trim_start_matches(|ch: char| !ch.is_alphanumeric())
        .to_lowercase();
    letters <= SIGNPOST_MOST && SIGNPOSTS.iter().any(|start| line.starts_with(start))
        || APPEALS.iter().any(|start| line.starts_with(start))
}
