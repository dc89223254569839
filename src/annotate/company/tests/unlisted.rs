//! Names that no list holds.

use super::*;

#[test]
fn lists_of_companies_name_those_that_no_list_holds() {
    assert_eq!(
        lit(
            "The cards are sold through partners such as Brontix, Quembly Labs and Zorbatek in spring."
        ),
        [
            "Brontix = Brontix",
            "Quembly Labs = Quembly Labs",
            "Zorbatek = Zorbatek"
        ]
    );
    assert_eq!(
        lit("Acara itu didukung Telkomsel, Indosat, Zorbatek, dan Tokopedia sejak awal."),
        [
            "Telkomsel = Telkomsel",
            "Indosat = Indosat",
            "Zorbatek = Zorbatek",
            "Tokopedia = Tokopedia"
        ]
    );
    assert_eq!(
        lit("He had lived in cities such as Brontix, Quembly and Zorbatek for a while."),
        [""; 0]
    );
}

#[test]
fn what_the_mentions_of_a_name_do_together_shows_a_company() {
    let text = "At Brontix, we try to be early. People like what Brontix offers to them. The hallmark of Brontix’s technology is speed.";
    assert_eq!(lit(text), ["Brontix = Brontix"; 3]);
    assert_eq!(
        lit("Brontix said it carried more parcels in April than in March, as did its rivals."),
        ["Brontix = Brontix"]
    );
    let person = "Mira Brontix met them. At Brontix, all is calm. Brontix’s technology is speed. Brontix offers tea.";
    assert_eq!(lit(person), [""; 0]);
}

#[test]
fn who_works_at_a_name_shows_a_company() {
    assert_eq!(
        lit("“It is early,” said Ann Brown, chief economist for energy at Quembly, in a call."),
        ["Quembly = Quembly"]
    );
    assert_eq!(
        lit("Kenaikan itu wajar, ujar Budi, kepala strategi di Zorbatek Securities, kemarin."),
        ["Zorbatek Securities = Zorbatek Securities"]
    );
}

#[test]
fn initials_in_brackets_belong_to_the_company_before_them() {
    let text =
        "For sixty years Boston Consulting Group (BCG) has advised others, and BCG is proud of it.";
    assert_eq!(lit(text).len(), 3, "{:?}", lit(text));
}

#[test]
fn headings_of_wires_name_companies_before_their_tickers() {
    let text = "QUEMBLY PRODUCTS <QBP> BUYS ZORBATEK <ZBT> UNIT\n\nQuembly Products Co Inc said it had bought a unit.\n";
    let found = lit(text);
    assert_eq!(
        found.iter().map(String::as_str).take(3).collect::<Vec<_>>(),
        [
            "QUEMBLY PRODUCTS = Quembly Products",
            "ZORBATEK = ZORBATEK",
            "Quembly Products Co Inc = Quembly Products"
        ]
    );
}

#[test]
fn an_office_shows_whose_it_is() {
    each_lit(&[
        (
            "Kondisi itu membaik, kata Chief Financial Officer Zorbatel, Nicky Roe, di Jakarta.",
            "Zorbatel = Zorbatel",
        ),
        (
            "Direktur Utama Quembank, Rudi Hartono, hadir dalam acara itu pada hari Senin.",
            "Quembank = Quembank",
        ),
        (
            "Bulan lalu CEO QZT Cher Wong mengumumkan rencana yang besar untuk tahun depan.",
            "QZT = QZT",
        ),
        (
            "Shoppers want answers, and Zorbatel CEO Adam Roe told them to wait until spring.",
            "Zorbatel = Zorbatel",
        ),
        (
            "The market is soft, said Quembly Fields analyst Eugene Roe on a call on Tuesday.",
            "Quembly Fields = Quembly Fields",
        ),
        (
            "The lab was founded by Leah Roe, who cofounded Zorbatel with a friend in Boston.",
            "Zorbatel = Zorbatel",
        ),
    ]);
    none_lit(&[
        "The host of the APEC CEO Summit met the guests, and an Industry analyst Eugene Roe spoke.",
        "Hal itu disampaikan Direktur Teknik Jan Streuer kepada pers pada hari Senin pagi.",
    ]);
}

#[test]
fn weak_signs_of_several_kinds_add_up() {
    assert_eq!(
        lit(
            "Many try the dating app Zorbly on the way home. A report by Zorbly says that it grew."
        ),
        ["Zorbly = Zorbly", "Zorbly = Zorbly"]
    );
    assert_eq!(
        lit("The clip was made with a tool developed by SyncTorv. It is available now."),
        ["SyncTorv = SyncTorv"]
    );
    assert_eq!(
        lit("The bill was backed by IBM, Quembly and Google in a letter to the board."),
        ["IBM = IBM", "Quembly = Quembly", "Google = Google"]
    );
    assert_eq!(
        lit("Many try the game Zorbly on the way home. The game is fun, and Zorbly is free."),
        [""; 0]
    );
}

#[test]
fn what_a_company_makes_is_not_lit_as_one() {
    none_lit(&[
        "Many athletes went to the Asian Games, and the Asian Games' board was pleased with that.",
        "He met the giant Zorb Soup Dragon and the senior broadcaster Jane Quembly in the studio.",
    ]);
    let found = lit(
        "Pengguna aplikasi MyTelkomsel membeli paket. Aplikasi MyTelkomsel menawarkan paket data.",
    );
    assert!(
        !found.contains(&"MyTelkomsel = MyTelkomsel".to_owned()),
        "{found:?}"
    );
    assert_eq!(
        lit("The lab belongs to Quantum Quembles, a startup he cofounded in the year 2017."),
        ["Quantum Quembles = Quantum Quembles"]
    );
    assert_eq!(
        lit("Shares fell at the tech giant Zorbatel and at the national broadcaster QBS."),
        ["Zorbatel = Zorbatel", "QBS = QBS"]
    );
}

#[test]
fn what_is_made_is_made_by_a_company() {
    each_lit(&[
        (
            "Game besutan Zorbatel itu laris, dan para pemain menunggu kelanjutannya tahun depan.",
            "Zorbatel = Zorbatel",
        ),
        (
            "Permainan balap tersebut dikembangkan oleh Quembly Fields sejak beberapa tahun lalu.",
            "Quembly Fields = Quembly Fields",
        ),
        (
            "Rilis pada tahun 2018, Zorbatel selaku pengembang mendapat banyak respons positif.",
            "Zorbatel = Zorbatel",
        ),
        (
            "Ia adalah pendiri perusahaan antariksa asal Korea Selatan, Quembly, yang kini maju.",
            "Quembly = Quembly",
        ),
        (
            "The picture is supported by data from the global job site Zorbly in the north.",
            "Zorbly = Zorbly",
        ),
        (
            "It went to court in the New York branch of the auction house Quembly on Monday.",
            "Quembly = Quembly",
        ),
    ]);
    none_lit(&[
        "Lagu garapan Rizky Febrian itu laris, dan tim besutan Zorb Taeyang menang lagi.",
        "Permainan itu dikembangkan oleh Todd Quembly sejak beberapa tahun lalu di rumahnya.",
        "It trained the neural network Zorbly and met the central bank Quembly on the site.",
    ]);
}

#[test]
fn associations_and_technologies_are_no_companies() {
    for text in [
        "She cofounded Zorb Quembly, an interdisciplinary organization, with a friend in Boston.",
        "Survei itu diungkap Direktur Eksekutif Quembly Ramon Suzara di Jakarta pada hari Senin.",
        "Ditemani CEO Nvidia, mereka berceloteh di depan penonton pada malam kedua acara itu.",
        "The chip has QXB. QXB offers speed, and QXB's technology allows more of it in a phone.",
    ] {
        let found = lit(text);
        assert!(
            found.iter().all(|name| name == "Nvidia = Nvidia"),
            "{text}: {found:?}"
        );
    }
}

#[test]
fn a_list_may_be_called_one_of_companies_behind_it() {
    assert_eq!(
        lit(
            "It joins the likes of Zorbirm, Quembna, and other companies that let people pay later."
        ),
        ["Zorbirm = Zorbirm", "Quembna = Quembna"]
    );
    assert_eq!(
        lit(
            "It joins the likes of Zorbirm, Quembna, and other painters that let people pay later."
        ),
        [""; 0]
    );
}

#[test]
fn a_price_at_a_name_is_a_shop() {
    assert_eq!(
        lit("The best bag costs $250 at Zorbus If you buy something, we may earn a little."),
        ["Zorbus = Zorbus"]
    );
}

#[test]
fn a_name_may_begin_with_a_word_or_a_place_inside_a_sentence() {
    assert_eq!(
        lit("The site was sold to its parent company, Red Quembles, which told staff on Friday."),
        ["Red Quembles = Red Quembles"]
    );
    assert_eq!(
        lit("Shares in Saudi Arabia rose, and the startup London London is not a name."),
        [""; 0]
    );
}

#[test]
fn persons_and_bodies_are_taken_out_of_new_names() {
    assert_eq!(
        lit(
            "Acara itu dihadiri Kepala Cabang PT Kilau Mentari Iman Sumantri dan tamu lain dari Bali."
        ),
        ["PT Kilau Mentari = Kilau Mentari"]
    );
    assert_eq!(
        lit(
            "Yayasan Kilau Alam Nusantara (YKQN) ikut serta. Strategi itu milik YKQN dan pihak YKQN."
        ),
        [""; 0]
    );
}

#[test]
fn initials_with_a_legal_form_are_filed_under_the_name_they_stand_for() {
    assert_eq!(
        lit("Polisi memeriksa PT Kilau Mentari Jaya. Gudang PT KM juga diperiksa pada hari Senin."),
        [
            "PT Kilau Mentari Jaya = Kilau Mentari Jaya",
            "PT KM = Kilau Mentari Jaya"
        ]
    );
}

#[test]
fn a_listed_name_with_a_legal_form_goes_on_by_its_first_words() {
    let text = "Dome Petroleum Ltd said the bid was rejected. Dome has refused to negotiate.";
    assert_eq!(
        lit(text),
        [
            "Dome Petroleum Ltd = Dome Petroleum",
            "Dome = Dome Petroleum"
        ]
    );
    // A place is not what the company is called.
    let text = "Detroit Edison Co said the rates would rise. Detroit is a city of cars.";
    assert_eq!(lit(text), ["Detroit Edison Co = Detroit Edison"]);
}

#[test]
fn the_head_of_a_unit_and_the_end_of_a_sentence_show_a_company() {
    let text = "Penghargaan itu dari CEO Zorbix Indonesia Grandtyana Mayasari. Zorbix berupaya.";
    assert_eq!(lit(text), ["Zorbix Indonesia = Zorbix", "Zorbix = Zorbix"]);
    let text = "Itulah nasib developer game asal Rusia, Quembly. Kantornya di Moskwa.";
    assert_eq!(lit(text), ["Quembly = Quembly"]);
}

#[test]
fn an_ordinary_word_that_begins_a_sentence_belongs_to_a_name_of_ordinary_words() {
    assert_eq!(
        lit("Northern Display Corp said it signed a contract on Monday."),
        ["Northern Display Corp = Northern Display"]
    );
    assert_eq!(
        lit("Meanwhile Zorbatek Corp said it signed a contract on Monday."),
        ["Zorbatek Corp = Zorbatek"]
    );
    assert_eq!(
        lit("B. Zorbman Inc said its board met."),
        ["B. Zorbman Inc = B. Zorbman"]
    );
    assert_eq!(
        lit("The startup raised its money from A-Zorb Capital last year."),
        ["A-Zorb Capital = A-Zorb Capital"]
    );
}

#[test]
fn two_companies_and_a_part_of_one_are_told_apart() {
    let merger = lit("The merger between Brontix and Quembly Laboratories Inc was called off.");
    assert!(
        merger.contains(&"Quembly Laboratories Inc = Quembly Laboratories".to_owned()),
        "{merger:?}"
    );
    assert_eq!(
        lit("Talks of Nokia and Zorbatek Motors Ltd ended on Monday."),
        ["Nokia = Nokia", "Zorbatek Motors Ltd = Zorbatek Motors"]
    );
    assert_eq!(
        lit("The Gear Division of Zorbatek Corp won the order."),
        ["Zorbatek Corp = Zorbatek"]
    );
    assert_eq!(
        lit("Prices will go higher, said Peter Brontix of Zorbatek Futures Inc on Monday."),
        ["Zorbatek Futures Inc = Zorbatek Futures"]
    );
    assert_eq!(
        lit("Jaringan itu menjadi gerbang menuju Kumul Telkom Holdings milik negara tetangga."),
        ["Kumul Telkom Holdings = Kumul Telkom Holdings"]
    );
}

#[test]
fn a_short_form_in_brackets_may_be_two_words() {
    let text = "PT PLN Indonesia Power (PLN IP) membangun pembangkit. Menurut dia, PLN IP siap.";
    assert_eq!(
        lit(text),
        [
            "PT PLN Indonesia Power = PLN Indonesia Power",
            "PLN IP = PLN Indonesia Power",
            "PLN IP = PLN Indonesia Power"
        ]
    );
}

#[test]
fn who_heads_something_is_no_company_of_his_name() {
    let text = "The plan was made by its chairman Jean-Luc Peugeot on Monday. Peugeot said it would take a year.";
    assert_eq!(lit(text), [""; 0]);
    let text = "The plan was made by its chairman Jean-Luc Peugeot on Monday. At carmaker Peugeot it is known.";
    assert!(lit(text).contains(&"Peugeot = Peugeot".to_owned()));
}

#[test]
fn three_of_a_kind_speak_for_a_word_that_may_be_a_fourth() {
    let ford = "Ford, which has sold few, follows them.";
    assert_eq!(lit(ford), [""; 0]);
    let makers = format!("Toyota, Honda and Nissan sold many of them. {ford}");
    assert!(lit(&makers).contains(&"Ford = Ford".to_owned()));
}
