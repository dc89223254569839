//! Pictures: found beside the record that names them, shown in cells of two pixels or by the terminal, and nothing else of them.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kliping::annotate::Annotated;
use kliping::app::pictures::Gallery;
use kliping::app::views::picture::{Cells, Image, Picture};
use kliping::app::{Effect, Msg};
use kliping::archive::{Raster, Unshown};
use kliping::article::{Article, Meta, Provenance};
use kliping::config::settings::Images;
use kliping::index::{Order, Query};
use kliping::library::Scope;
use kliping::run::images::Images as Held;

use super::harness::Desk;
use super::shelf;

/// A PNG of one colour.
fn png(width: u32, height: u32, colour: [u8; 3]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().unwrap();
    let samples = colour.repeat((width * height) as usize);
    writer.write_image_data(&samples).unwrap();
    writer.finish().unwrap();
    bytes
}

const BODY: &str = "Perusahaan itu mengumumkan rencana barunya pada hari Senin di Jakarta, kata juru bicaranya. \
                    Rencana itu mencakup tiga pabrik dan seribu pekerja baru dalam dua tahun mendatang.";

fn page(picture: &str) -> String {
    format!(
        "<html><head><title>Rencana</title></head><body><article><h1>Rencana Baru</h1><p>{BODY}</p>\
         <figure><img src=\"{picture}\"><figcaption>Pabrik di Jakarta</figcaption></figure><p>{BODY} Lagi.</p></article></body></html>"
    )
}

/// What a picture stands before, and its size or why it is not shown.
type Found = (String, Result<(u32, u32), Unshown>);

/// The pictures of the one article of an archive: before which words each stands, and its size or why it is not shown.
fn pictures(root: &Path, folder: &Path) -> Vec<Found> {
    let library = shelf::open(root, folder);
    shelf::ingest(&library);
    let everything = Query::everything();
    let hits = shelf::search(&library, &everything, Scope::All, Order::Newest);
    assert_eq!(hits.len(), 1);
    let id = hits.ids(0..1).unwrap()[0];
    let text = library.article(&id).unwrap().unwrap().0.text;
    let mut found = Vec::new();
    library
        .pictures(&id, &mut |figure, raster| {
            let behind = text
                .split_at(figure.at)
                .1
                .trim_start()
                .chars()
                .take(6)
                .collect();
            found.push((behind, raster.map(|raster| (raster.width, raster.height))));
            true
        })
        .unwrap();
    found
}

#[test]
fn pictures_lie_beside_a_saved_page_or_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("arsip");
    fs::create_dir_all(root.join("rencana_files")).unwrap();
    fs::write(
        root.join("rencana_files/foto besar.png"),
        png(60, 40, [200, 10, 10]),
    )
    .unwrap();
    fs::write(folder.path().join("luar.png"), png(60, 40, [0; 3])).unwrap();
    let home = folder.path().join("k");
    let shown = |picture: &str| {
        fs::write(root.join("rencana.html"), page(picture)).unwrap();
        pictures(&root, &home)
    };
    let caption = |size| vec![("Pabrik".to_owned(), size)];
    let beside = shown("rencana_files/foto%20besar.png");
    assert_eq!(beside, caption(Ok((60, 40))));
    assert_eq!(shown("tiada.png"), caption(Err(Unshown::Missing)));
    assert_eq!(shown("../luar.png"), caption(Err(Unshown::Missing)));
    let elsewhere = shown("https://contoh.id/foto.png");
    assert_eq!(elsewhere, caption(Err(Unshown::Missing)));
    // A pixel of a GIF, and something that is no picture at all.
    let within =
        "data:image/png;base64,R0lGODlhAQABAIAAAP8AAP///yH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==";
    assert_eq!(shown(within), caption(Ok((1, 1))));
    assert_eq!(shown("data:image/png,x"), caption(Err(Unshown::Unknown)));
    assert_eq!(
        shown("data:image/png;base64,*"),
        caption(Err(Unshown::Broken))
    );
}

#[test]
fn pictures_lie_in_containers_and_beside_markdown() {
    let folder = tempfile::tempdir().unwrap();
    let (foto, home) = (png(60, 40, [10, 10, 200]), folder.path().join("k"));
    let root = folder.path().join("catatan");
    fs::create_dir_all(root.join("gambar")).unwrap();
    fs::write(root.join("gambar/foto.png"), &foto).unwrap();
    let text =
        format!("---\ntitle: Rencana\n---\n{BODY}\n\n![Pabrik](gambar/foto.png)\n\n{BODY} Lagi.\n");
    fs::write(root.join("rencana.md"), text).unwrap();
    assert_eq!(
        pictures(&root, &home),
        [("Perusa".to_owned(), Ok((60, 40)))]
    );

    let packed = |name: &str, members: &[(&str, &[u8])]| {
        let path = folder.path().join(name);
        let mut writer = zip::ZipWriter::new(fs::File::create(&path).unwrap());
        for (member, bytes) in members {
            let options = zip::write::SimpleFileOptions::default();
            writer.start_file(*member, options).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap();
        path
    };
    let html = page("../gambar/foto.png");
    let members: [(&str, &[u8]); 2] = [
        ("a/rencana.html", html.as_bytes()),
        ("gambar/foto.png", &foto),
    ];
    let caption = [("Pabrik".to_owned(), Ok((60, 40)))];
    assert_eq!(pictures(&packed("arsip.zip", &members), &home), caption);
    let package = "<package><metadata><dc:title>Majalah</dc:title></metadata><manifest><item id='a' href='a/rencana.html'/>\
                   </manifest><spine><itemref idref='a'/></spine></package>";
    let mut book: Vec<(&str, &[u8])> = vec![
        ("mimetype", b"application/epub+zip"),
        ("p.opf", package.as_bytes()),
    ];
    book.extend(members);
    assert_eq!(pictures(&packed("buku.epub", &book), &home), caption);
}

/// An article read from a page, with a picture before its second paragraph.
fn desk() -> (Desk, Gallery) {
    let meta = Meta {
        title: Some("Rencana Baru".to_owned()),
        ..Meta::default()
    };
    let place = Provenance {
        format: "html",
        ..Provenance::default()
    };
    let article = Article::new(meta, format!("{BODY}\nPabrik di Jakarta."), place);
    let mut desk = Desk::showing(article, Annotated::default(), 80, 24);
    desk.keys("enter");
    let asked = desk.effects.iter().find_map(|effect| match effect {
        Effect::LoadPictures(gallery) => Some(*gallery),
        _ => None,
    });
    (
        desk,
        asked.expect("the pictures of what is read are asked for"),
    )
}

fn picture(gallery: Gallery) -> Picture {
    let stripe = |at: usize| [(at * 4) as u8, 120, 255 - (at * 4) as u8, 255];
    let raster = Raster {
        width: 60,
        height: 20,
        pixels: (0..1200).map(|at| stripe(at % 60)).collect(),
    };
    Picture {
        at: BODY.len(),
        shown: Ok(Cells::of(&raster, gallery.columns, gallery.rows).unwrap()),
        image: None,
    }
}

#[test]
fn a_picture_stands_where_the_page_has_it_and_goes_by_a_key() {
    let (mut desk, gallery) = desk();
    let before = desk.frame();
    let pictures = vec![picture(gallery)];
    // An answer to another size is dropped.
    let other = Gallery {
        columns: 1,
        ..gallery
    };
    desk.tell(Msg::PicturesLoaded {
        gallery: other,
        pictures: pictures.clone(),
    });
    assert_eq!(desk.frame(), before);
    desk.tell(Msg::PicturesLoaded { gallery, pictures });
    insta::assert_snapshot!("picture", desk.frame());
    assert_eq!(desk.frame().matches('▀').count(), 7 * 42);
    desk.keys("p");
    assert!(!desk.frame().contains('▀'));
    assert_eq!(desk.app.settings.reader.images, Images::Off);
    desk.keys("p");
    let asked = |effect: &&Effect| matches!(effect, Effect::LoadPictures(_));
    assert_eq!(desk.effects.iter().filter(asked).count(), 2);
}

#[test]
fn a_picture_that_cannot_be_shown_says_why() {
    let (mut desk, gallery) = desk();
    let broken = |why| Picture {
        at: BODY.len(),
        shown: Err(why),
        image: None,
    };
    let pictures = vec![broken(Unshown::Broken), broken(Unshown::TooLarge)];
    desk.tell(Msg::PicturesLoaded { gallery, pictures });
    let frame = desk.frame();
    assert!(frame.contains("▫ a picture that is broken"), "{frame}");
    assert!(
        frame.contains("▫ a picture too large to be shown"),
        "{frame}"
    );
}

#[test]
fn pictures_are_asked_for_only_where_they_can_be_shown() {
    let asks = |config: &str, format: &'static str| {
        let place = Provenance {
            format,
            ..Provenance::default()
        };
        let article = Article::new(Meta::default(), BODY.to_owned(), place);
        let mut desk = Desk::showing(article, Annotated::default(), 80, 24);
        for line in config.lines() {
            desk.keys(&format!(": '{line} enter"));
        }
        desk.keys("enter");
        desk.effects
            .iter()
            .any(|effect| matches!(effect, Effect::LoadPictures(_)))
    };
    assert!(asks("", "epub"));
    assert!(!asks("", "jsonl"));
    assert!(!asks("set_reader.images_off", "epub"));
    assert!(!asks("set_glyphs_ascii", "epub"));
}

/// The codes of kitty's protocol in what is written: keys and data of each.
fn codes(written: &[u8]) -> Vec<(String, String)> {
    let written = String::from_utf8(written.to_vec()).unwrap();
    let codes = written.split_terminator("\u{1b}\\").map(|code| {
        let inside = code.strip_prefix("\u{1b}_G").expect("nothing but codes");
        let (keys, data) = inside.split_once(';').unwrap();
        (keys.to_owned(), data.to_owned())
    });
    codes.collect()
}

#[test]
fn a_terminal_that_shows_pictures_gets_each_once_and_forgets_it() {
    let (mut desk, _) = desk();
    desk.keys("esc : 'set_reader.images_kitty enter enter");
    let asked = desk.effects.iter().rev().find_map(|effect| match effect {
        Effect::LoadPictures(gallery) => Some(*gallery),
        _ => None,
    });
    let gallery = asked.unwrap();
    assert!(gallery.fine);
    // Noise, so that it needs more than one code.
    let noise = |at: u32| blake3::hash(&at.to_le_bytes()).as_bytes()[0];
    let raster = Raster {
        width: 600,
        height: 200,
        pixels: (0..120_000).map(|at| [noise(at), 1, 2, 255]).collect(),
    };
    let cells = Cells::of(&raster, gallery.columns, gallery.rows).unwrap();
    let image = Image::of(&raster, &cells, 0x01_02_03).unwrap();
    let (across, down) = image.cells;
    let wanted = STANDARD.encode(&image.png);
    let picture = Picture {
        at: BODY.len(),
        shown: Ok(cells),
        image: Some(Arc::new(image)),
    };
    let pictures = vec![picture];
    desk.tell(Msg::PicturesLoaded { gallery, pictures });
    let frame = desk.frame();
    assert_eq!(
        frame.matches('\u{10eeee}').count(),
        across * down,
        "{frame}"
    );
    assert!(frame.contains("\u{10eeee}\u{305}\u{305}\u{10eeee}\u{305}\u{30d}"));
    assert!(!frame.contains('▀'));

    let mut held = Held::new(false);
    let sent = codes(&held.sending(&desk.app.reader));
    assert!(sent.len() > 1);
    let head = format!("a=T,U=1,q=2,f=100,i=66051,c={across},r={down},m=1");
    assert_eq!(sent[0].0, head);
    assert_eq!(sent.last().unwrap().0, "q=2,m=0");
    assert!(sent.iter().all(|(_, data)| data.len() <= 4096));
    let data: String = sent.iter().map(|(_, data)| data.as_str()).collect();
    assert_eq!(data, wanted);
    assert!(held.sending(&desk.app.reader).is_empty(), "it is held");
    // Another program had the terminal, which forgot it.
    assert_eq!(codes(&held.taking_back())[0].0, "a=d,d=I,i=66051,q=2");
    assert!(!held.sending(&desk.app.reader).is_empty());
    desk.keys("p");
    assert!(!desk.frame().contains('\u{10eeee}'));
    assert_eq!(
        codes(&held.sending(&desk.app.reader))[0].0,
        "a=d,d=I,i=66051,q=2"
    );
    assert!(held.taking_back().is_empty());
    desk.keys("p");
    assert_eq!(
        desk.app.settings.reader.images,
        Images::Kitty,
        "as it was asked for"
    );
}

#[test]
fn tmux_gives_the_codes_of_pictures_on() {
    let (mut desk, gallery) = desk();
    let mut shown = picture(gallery);
    shown.image = Some(Arc::new(Image {
        number: 7,
        cells: (42, 7),
        png: vec![0; 3],
    }));
    let pictures = vec![shown];
    desk.tell(Msg::PicturesLoaded { gallery, pictures });
    let sent = Held::new(true).sending(&desk.app.reader);
    let expected =
        "\u{1b}Ptmux;\u{1b}\u{1b}_Ga=T,U=1,q=2,f=100,i=7,c=42,r=7,m=0;AAAA\u{1b}\u{1b}\\\u{1b}\\";
    assert_eq!(String::from_utf8(sent).unwrap(), expected);
}

#[test]
fn no_picture_is_sent_larger_than_its_cells() {
    for (width, height) in [(4000, 3000), (16_000, 24), (24, 16_000), (30, 20)] {
        let raster = Raster {
            width,
            height,
            pixels: vec![[9; 4]; (width * height) as usize],
        };
        let cells = Cells::of(&raster, 72, 24).unwrap();
        let image = Image::of(&raster, &cells, 1).unwrap();
        let decoded = kliping::archive::decode(&image.png).unwrap();
        let most = ((cells.columns * 12) as u32, (cells.rows() * 24) as u32);
        assert!(decoded.width <= most.0.min(width), "{width}x{height}");
        assert!(decoded.height <= most.1.min(height), "{width}x{height}");
    }
}
