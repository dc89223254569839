//! Companies in sentences: what is lit and what is not.

mod unlisted;

use std::fmt::Write;
use std::sync::LazyLock;

use super::*;
use crate::annotate::{Context, MentionKind};

/// Made once: the carried lexicon is large.
static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);

/// The mentions of one kind in a text, as "written = filed".
fn of_kind(text: &str, kind: MentionKind) -> Vec<String> {
    let context = Context::default();
    let page = Page::new(text, &context);
    find(&LEXICON, &page)
        .into_iter()
        .filter(|mention| mention.kind == kind)
        .map(|mention| format!("{} = {}", mention.span.of(text), mention.name))
        .collect()
}

/// The companies lit in a text.
fn lit(text: &str) -> Vec<String> {
    of_kind(text, MentionKind::Company)
}

/// Each of these texts has one company lit, once.
fn each_lit(cases: &[(&str, &str)]) {
    for (text, found) in cases {
        assert_eq!(lit(text), [*found], "{text}");
    }
}

/// None of these texts has a company lit.
fn none_lit(texts: &[&str]) {
    for text in texts {
        assert_eq!(lit(text), [""; 0], "{text}");
    }
}

#[test]
fn clitics_stay_outside() {
    assert_eq!(
        lit("Ponsel itu memang buatan Xiaomi-lah yang laris di pasar Indonesia."),
        ["Xiaomi = Xiaomi"]
    );
    assert_eq!(
        lit("The regulator then looked at Facebook's plans and Google-backed rivals."),
        ["Facebook = Facebook", "Google = Google"]
    );
}

#[test]
fn legal_forms_and_country_units_are_inside() {
    assert_eq!(
        lit(
            "Laba PT Telkom Indonesia (Persero) Tbk naik, kata Direktur Xiaomi Indonesia di Jakarta."
        ),
        [
            "PT Telkom Indonesia (Persero) Tbk = Telkom",
            "Xiaomi Indonesia = Xiaomi"
        ]
    );
}

#[test]
fn a_company_that_no_list_holds_is_lit_from_its_legal_form_on() {
    let found = lit(
        "Profits at Quembly Widgets Inc fell last year. Analysts said Quembly had too many plants.",
    );
    assert_eq!(
        found,
        [
            "Quembly Widgets Inc = Quembly Widgets",
            "Quembly = Quembly Widgets"
        ]
    );
    assert_eq!(
        lit(
            "Saham PT Kilau Mentari Tbk naik tajam. Menurut dia, Kilau Mentari akan membagi dividen."
        ),
        [
            "PT Kilau Mentari Tbk = Kilau Mentari",
            "Kilau Mentari = Kilau Mentari"
        ]
    );
}

#[test]
fn the_words_around_a_name_show_a_company() {
    assert_eq!(
        lit("Temuan itu diumumkan oleh perusahaan keamanan siber Zorbatek pada pekan lalu."),
        ["Zorbatek = Zorbatek"]
    );
    assert_eq!(
        lit("The chip was designed by Brontix, a startup that was founded in an old mill."),
        ["Brontix = Brontix"]
    );
    assert_eq!(
        lit("Ia bertemu perusahaan asal Kanada dan orang Kanada itu."),
        [""; 0]
    );
}

#[test]
fn ordinary_words_need_a_context() {
    assert_eq!(
        lit("Target pemerintah tahun ini adalah dana yang lebih besar. Dana itu belum ada."),
        [""; 0]
    );
    assert_eq!(
        lit("Harga HP murah itu turun di toko, dan HP lain ikut turun."),
        [""; 0]
    );
    assert_eq!(
        lit("The chief executive of Target said the chain would open more shops."),
        ["Target = Target"]
    );
}

#[test]
fn products_are_no_company_mention() {
    let text = "Pengguna membuka Google Maps dan melihat Samsung Galaxy S5 milik temannya.";
    assert_eq!(lit(text), [""; 0]);
    assert_eq!(
        of_kind(text, MentionKind::Product),
        ["Google Maps = Google", "Samsung Galaxy S5 = Samsung"]
    );
}

#[test]
fn people_and_bodies_keep_their_names() {
    assert_eq!(
        lit("The talk was given by Andrew McAfee, and Mr King agreed with him."),
        [""; 0]
    );
    assert_eq!(
        lit("Keterangan itu datang dari Badan Regulasi Telekomunikasi Indonesia pada hari Senin."),
        [""; 0]
    );
    assert_eq!(
        lit("Bantuan Tunjangan Profesi Guru (TPG) akan cair, dan TPG itu sudah lama ditunggu."),
        [""; 0]
    );
}

#[test]
fn fused_names_are_lit_inside_the_word() {
    assert_eq!(
        lit("Hari ini Instagramkembali bermasalah, begitu pula FiturInstagramMaps yang baru."),
        ["Instagram = Instagram", "Instagram = Instagram"]
    );
}

#[test]
fn a_former_name_in_brackets_is_filed_under_the_new_one() {
    assert_eq!(
        lit("Kabar itu ramai dibahas pengguna di X (sebelumnya Twitter) sejak pagi tadi."),
        ["X = X", "Twitter = X"]
    );
    assert_eq!(
        lit("Kabar itu diunggah CEO Nvidia di platform X dahulu bernama Twitter pada Senin."),
        ["Nvidia = Nvidia", "X = X", "Twitter = X"]
    );
    assert_eq!(
        lit("The trade costs GlaxoSmithKline much. Glaxo says it will end."),
        [
            "GlaxoSmithKline = GlaxoSmithKline",
            "Glaxo = GlaxoSmithKline"
        ]
    );
}

#[test]
fn nothing_inside_boilerplate_is_lit() {
    let context = Context::default();
    let text = "Facebook tumbuh. Ikuti kami di Facebook";
    let mut page = Page::new(text, &context);
    page.boilerplate = vec![Span::new(17, text.len())];
    let found = find(&LEXICON, &page);
    assert_eq!(
        found.iter().map(|mention| mention.span).collect::<Vec<_>>(),
        [Span::new(0, 8)]
    );
}

#[test]
fn work_grows_with_the_length_of_a_hostile_text() {
    let looks = |part: &str, times: usize| {
        let context = Context::default();
        let text = part.repeat(times);
        let page = Page::new(&text, &context);
        let reading = Reading::new(&LEXICON, &page);
        read(&reading);
        reading.looks.get()
    };
    for part in [
        "A ",
        "\"",
        "Apple ",
        "PT ",
        "Inc ",
        "Xq Inc ",
        "PT Xq ",
        "C. ",
        "Google, ",
        "X's ",
        "AbCd",
        "Amazon Web ",
        "(",
        "of ",
    ] {
        let (small, large) = (looks(part, 2_000), looks(part, 8_000));
        assert!(
            large <= small * 4 + 20_000,
            "{part:?}: {small} looks, then {large}"
        );
    }
}

#[test]
fn an_outlet_that_the_story_is_about_is_a_company() {
    let found = lit(
        "Staff were told on Monday. CNET is changing its rules. Later CNET had to stop. Now CNET will hire more people, a source told Reuters. Reuters has reported that before.",
    );
    assert_eq!(found, ["CNET = CNET"; 3]);
}

#[test]
fn a_fused_outlet_is_a_source() {
    let text = "Perusahaan itu membantah kabar tersebut, seperti dilansirReuters pada Senin.";
    assert!(lit(text).is_empty());
    assert_eq!(of_kind(text, MentionKind::Outlet), ["Reuters = Reuters"]);
}

#[test]
fn an_address_beside_an_office_is_a_company_in_any_capitals() {
    let found = lit(
        "Acara ini ramai, kata CEO BukuMurni.com Anton Soeharyo. Para pemain Bukumurni.com pulang. Kabar itu dilansir dari HalamanLain.com kemarin.",
    );
    assert_eq!(
        found,
        [
            "BukuMurni.com = BukuMurni.com",
            "Bukumurni.com = BukuMurni.com"
        ]
    );
}

#[test]
fn a_studio_is_introduced_by_its_trade() {
    let found = lit(
        "The creative studio Quembly Monday made the game. Anders Jessen, founding partner of Quembly Monday, likes it.",
    );
    assert_eq!(found, ["Quembly Monday = Quembly Monday"; 2]);
}

#[test]
fn the_subject_of_a_sentence_is_the_company_and_the_forest_is_not() {
    assert_eq!(
        lit("The tool had bias. Amazon abandoned it two years ago."),
        ["Amazon = Amazon"]
    );
    assert!(lit("Trees fell there. Amazon rainforest soils dried out.").is_empty());
    assert!(lit("Menurut Asisten Intel Kodam, pusat R&D itu aman.").is_empty());
}

proptest::proptest! {
    #[test]
    fn spans_lie_in_the_text_in_order(words in proptest::collection::vec("(Apple|PT|Inc|X|Google|Zed|é’|\\. |, |’s|-|\\n|\\(| ){1,4}", 0..40)) {
        let mut text = String::new();
        for word in &words {
            let _ = write!(text, "{word} ");
        }
        let context = Context::default();
        let page = Page::new(&text, &context);
        let mut end = 0;
        for mention in find(&LEXICON, &page) {
            proptest::prop_assert!(mention.span.start >= end && !mention.span.of(&text).is_empty());
            end = mention.span.end;
        }
    }
}

#[test]
fn hp_is_a_handset_in_indonesian_unless_it_makes_something() {
    assert_eq!(
        lit(
            "Mode fokus dipakai di HP Android dan HP murah buatan Samsung yang dijual di toko itu."
        ),
        ["Samsung = Samsung"]
    );
    assert_eq!(
        lit("Printer itu dibuat oleh HP Inc di Malaysia dan dijual bersama printer Canon."),
        ["HP Inc = HP", "Canon = Canon"]
    );
}

#[test]
fn a_word_behind_a_first_name_is_a_person_everywhere() {
    assert_eq!(
        lit(
            "Geoff Quembly was there when it acquired Quembly’s company, and Quembly said it was good."
        ),
        [""; 0]
    );
}

#[test]
fn names_may_begin_with_a_number() {
    assert_eq!(
        lit(
            "Ada Quill, CEO of 4QBL, said it was time. Last week 4QBL.ai announced a tool with 16GB of memory."
        ),
        ["4QBL = 4QBL", "4QBL.ai = 4QBL"]
    );
}

#[test]
fn a_full_name_alone_is_filed_under_itself() {
    assert_eq!(
        lit("The firm was bought by Hewlett-Packard, which makes printers and computers."),
        ["Hewlett-Packard = Hewlett-Packard"]
    );
    assert_eq!(
        lit(
            "National Australia Bank said it would sell its shops in Ireland, and later NAB announced two more sales."
        ),
        ["National Australia Bank = NAB", "NAB = NAB"]
    );
    assert_eq!(
        lit("Chips for International Business Machines are made in the state of New York."),
        ["International Business Machines = IBM"]
    );
}

#[test]
fn lists_of_investors_name_funds() {
    assert_eq!(
        lit(
            "It raised money from investors such as The Quembly Fund, Zorbatek Partners and Ooblix."
        ),
        [
            "The Quembly Fund = The Quembly Fund",
            "Zorbatek Partners = Zorbatek Partners",
            "Ooblix = Ooblix"
        ]
    );
}

#[test]
fn analysts_are_with_a_firm() {
    assert_eq!(
        lit("Oil will fall, said Jo Quill, an analyst with Quembly King & Associates in Boston."),
        ["Quembly King & Associates = Quembly King & Associates"]
    );
}

#[test]
fn a_person_follows_an_office_in_english() {
    assert_eq!(
        lit("She met Signal president Target Whitlock and talked for hours about the plans."),
        ["Signal = Signal"; 0]
    );
}

#[test]
fn half_of_a_hyphened_name_is_no_name() {
    assert_eq!(
        lit("Penjualan jam itu didorong oleh Fire-Bolt dan lainnya di India pada kuartal ini."),
        [""; 0]
    );
    assert_eq!(
        lit("The Google-Facebook deal was looked at by lawyers for most of the year."),
        ["Google = Google", "Facebook = Facebook"]
    );
}

#[test]
fn the_author_of_a_teaser_is_no_company() {
    assert_eq!(
        lit(
            "Boost for German startup Quilla Zorb 2 days ago Europe has a new plan for chips and power."
        ),
        [""; 0]
    );
}

#[test]
fn initials_of_a_body_are_no_company() {
    assert_eq!(
        lit(
            "The Quembly Coffee Institute (IBM) met on Monday. An IBM spokesman said the talks went on."
        ),
        [""; 0]
    );
}

#[test]
fn the_number_of_a_model_is_no_company() {
    assert_eq!(
        lit(
            "Dua pesawat EA-18G bertabrakan di udara, dan EA-18G lain mendarat dengan selamat di pangkalan."
        ),
        [""; 0]
    );
}

#[test]
fn who_holds_an_office_is_a_person() {
    assert_eq!(
        lit(
            "President Quembleton said it was now important to talk. But Quembleton said it was late."
        ),
        [""; 0]
    );
}

#[test]
fn a_number_may_end_the_name_of_a_fund() {
    assert_eq!(
        lit(
            "The firm raised the money from Zorbatek 32, Ooblix Capital and Quembly Ventures last week."
        ),
        [
            "Ooblix Capital = Ooblix Capital",
            "Quembly Ventures = Quembly Ventures"
        ]
    );
    assert_eq!(
        lit("It was a good year, said Jo Quill, founder of Zorbatek 32, a fund in New York."),
        ["Zorbatek 32 = Zorbatek 32"]
    );
}

#[test]
fn a_founder_who_is_quoted_is_a_person_and_the_company_he_founded_is_one() {
    assert_eq!(
        lit(
            "Hal itu ditulis John McAfee lagi. Pendiri McAfee itu kini konsultan. Serangan itu aneh, ujar McAfee pada Selasa lalu di Jakarta."
        ),
        ["McAfee = McAfee"]
    );
}

#[test]
fn a_company_whose_short_name_is_a_word_is_filed_under_its_full_name() {
    assert_eq!(
        lit(
            "Insomniac Games was founded in 1994, and Insomniac’s chief executive still works there."
        ),
        [
            "Insomniac Games = Insomniac Games",
            "Insomniac = Insomniac Games"
        ]
    );
}

#[test]
fn a_fused_name_may_have_a_capital_inside() {
    assert_eq!(
        lit("WhatsAppmeluncurkan fitur baru untuk melindungi penggunanya dari penipuan digital."),
        ["WhatsApp = WhatsApp"]
    );
}

#[test]
fn a_house_that_manages_money_has_a_name_of_its_own() {
    assert_eq!(
        lit(
            "It rose again, said Joe Quill, chief strategist at Bank of America Capital Management. Others disagreed."
        ),
        ["Bank of America Capital Management = Bank of America Capital Management"]
    );
}

#[test]
fn departments_fields_and_bodies_are_no_companies() {
    none_lit(&[
        "She is a researcher on the browser maker's Emerging Technologies team.",
        "He runs the Center for Aging Services Technologies, which advises nurses.",
        "She is dean of the School of Computing Technologies at the university.",
        "His interests are soft computing, Soft Computing in practice and databases.",
        "The work was led by experts of Merrow National Laboratories in the desert.",
        "The head of Location Based Entertainment spoke at the fair.",
    ]);
    assert_eq!(
        lit(
            "Some engineers at Quembly Robotics, later with others at Zorbatek Computing, built this thing."
        ),
        [
            "Quembly Robotics = Quembly Robotics",
            "Zorbatek Computing = Zorbatek Computing"
        ]
    );
}

#[test]
fn a_person_behind_a_company_stays_outside() {
    assert_eq!(
        lit("Demikian dikatakan Analis PT Kilau Sekuritas Indonesia Reza Wibisono di Jakarta."),
        ["PT Kilau Sekuritas Indonesia = Kilau Sekuritas Indonesia"]
    );
    assert_eq!(
        lit("Pemilik Mentari Motor Group Agustinus mengatakan ada pergeseran pasar tahun ini."),
        ["Mentari Motor Group = Mentari Motor Group"]
    );
    assert_eq!(
        lit("Tak hanya itu, ada juga CEO of Zorbatek Maureen Tan yang berbicara di sana."),
        ["Zorbatek = Zorbatek"]
    );
    assert_eq!(
        lit("Head of Retail Research BNI Sekuritas berbicara tentang pasar saham hari ini."),
        ["BNI Sekuritas = BNI Sekuritas"]
    );
}

#[test]
fn persons_and_clauses_behind_a_comma_are_no_companies() {
    none_lit(&[
        "Pembalap kawakan asal Inggris, Jonson Battun, baru saja tiba di Jakarta.",
        "Menurut Solihin, sebagian perusahaan itu masih menyimpan stok beras lama.",
        "Setelah konsol Nestra, produsen game raksasa Jepang ini merilis permainan baru.",
        "A spokesman of the company, Kelsy Rondan, told reporters that it was late.",
        "The magazine's reviewer Jaina Gray says it distributes weight like magic.",
    ]);
    assert_eq!(
        lit("They backed Pelican Living, a startup that sells cheap trackers."),
        ["Pelican Living = Pelican Living"]
    );
}

#[test]
fn names_inside_those_of_bodies_models_and_people_are_no_companies() {
    for text in [
        "The president of Kellogg College at Oxford spoke of King's College too.",
        "Product Manager X Series menjelaskan filosofi desain ponsel baru itu.",
        "Kamera itu menawarkan AI Ultra Zoom hingga 120x untuk foto malam hari.",
        "Google's PaLM model and Frank van der Linde were both in the news.",
        "ABLECO TO ACQUIRE THREE CENTERS\n\nThe group will pay for the three centers in cash.",
    ] {
        let found = lit(text);
        assert!(
            found.iter().all(|name| name.starts_with("Google")),
            "{text}: {found:?}"
        );
    }
}

#[test]
fn a_name_fused_to_a_first_name_is_found() {
    assert_eq!(
        lit("CEO AppleTim Cook diminta mundur dari jabatannya pekan ini."),
        ["Apple = Apple"]
    );
}

#[test]
fn what_is_called_a_company_may_be_short_or_bear_a_first_name() {
    assert_eq!(
        lit("Polisi menyita beras dari gudang PT QZ, kata Helfi. Karyawan PT QZ diperiksa."),
        ["PT QZ = QZ", "PT QZ = QZ"]
    );
    assert_eq!(
        lit("It rivals several other companies, including Emma and Zorbix, which offer diagnosis."),
        ["Emma = Emma", "Zorbix = Zorbix"]
    );
    assert_eq!(
        lit("They talked with several colleagues, including Emma and Zorbix, about the diagnosis."),
        [""; 0]
    );
}

#[test]
fn a_name_in_the_capitals_of_its_company_is_no_word() {
    assert_eq!(
        lit("Aplikasi perpesanan LINE bakal menghentikan fitur pembayaran itu pada bulan Maret."),
        ["LINE = Line"]
    );
    assert_eq!(
        lit("Penonton menunggu di garis LINE UP pada malam kedua festival musik tersebut."),
        [""; 0]
    );
}

#[test]
fn initials_that_are_mostly_something_else_in_indonesian_stay_dark() {
    assert_eq!(
        lit("Kejadian itu berlangsung di asrama di Kota Kupang, NTT, pada Senin malam."),
        [""; 0]
    );
    assert_eq!(
        lit("Tersangka berinisial SAP ditangkap di rumahnya pada Senin malam."),
        [""; 0]
    );
}
