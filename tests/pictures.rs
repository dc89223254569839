//! Pictures: found beside the record that names them, shown in cells of two pixels, and nothing else of them.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use kliping::annotate::{Annotated, Annotator};
use kliping::app::pictures::Gallery;
use kliping::app::views::picture::{Cells, Picture};
use kliping::app::{Effect, Msg};
use kliping::archive::{Options, Raster, Unshown};
use kliping::article::{Article, Meta, Provenance};
use kliping::config::settings::Images;
use kliping::index::{Order, Query};
use kliping::library::{Library, Places, Scope};

use super::harness::Desk;

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
    let places = Places::below(folder);
    let annotator = Arc::new(Annotator::builtin());
    let library = Library::open(root, &places, annotator, Options::default()).unwrap();
    library
        .ingest(&mut |_| {}, &AtomicBool::new(false))
        .unwrap();
    let everything = Query::everything();
    let hits = library.search(&everything, Scope::All, Order::Newest, &|| false);
    let hits = hits.unwrap().unwrap();
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
