//! Pictures: found beside the record that names them, shown in cells of two pixels or by the terminal, and nothing else of them.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kliping::annotate::Annotated;
use kliping::app::pictures::{Gallery, Sight};
use kliping::app::views::picture::{Cells, Fine, Image, Picture};
use kliping::app::{Effect, Msg};
use kliping::archive::{Raster, Unshown};
use kliping::article::{Article, Meta, Provenance};
use kliping::config::settings::Images;
use kliping::index::{Order, Query};
use kliping::library::Scope;
use kliping::run::images::Images as Held;
use kliping::run::strips;
use ratatui::buffer::{Buffer, Cell};

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
        .pictures(&id, None, &mut |_, at, raster| {
            let behind = text.split_at(at).1.trim_start().chars().take(6).collect();
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

/// A message with a page and these parts beside it: header lines and bytes of each.
fn mhtml(picture: &str, parts: &[(&str, &[u8])]) -> String {
    let mut text = format!(
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://contoh.id/a/1.html\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/related; type=\"text/html\"; boundary=\"B\"\r\n\r\n--B\r\nContent-Type: text/html\r\n\
         Content-Location: https://contoh.id/a/1.html\r\n\r\n{}\r\n",
        page(picture)
    );
    for (header, bytes) in parts {
        let data = STANDARD.encode(bytes);
        let head = format!(
            "--B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n{header}\r\n\r\n"
        );
        text += &head;
        text += &data;
        text += "\r\n";
    }
    text + "--B--\r\n"
}

#[test]
fn pictures_lie_in_the_message_of_a_saved_page() {
    let folder = tempfile::tempdir().unwrap();
    let (root, home) = (folder.path().join("arsip"), folder.path().join("k"));
    fs::create_dir_all(&root).unwrap();
    let foto = png(60, 40, [10, 200, 10]);
    let shown = |picture: &str, header: &str, bytes: &[u8]| {
        let other = ("Content-Location: https://contoh.id/x.png", &b"x"[..]);
        let text = mhtml(picture, &[other, (header, bytes)]);
        fs::write(root.join("1.mhtml"), text).unwrap();
        let found = pictures(&root, &home);
        assert_eq!(found.len(), 1, "{picture}");
        assert_eq!(found[0].0, "Pabrik");
        found[0].1
    };
    let at = "Content-Location: https://contoh.id/i/foto.png";
    for picture in [
        "https://contoh.id/i/foto.png",
        "/i/foto.png",
        "../i/foto.png",
    ] {
        assert_eq!(shown(picture, at, &foto), Ok((60, 40)), "{picture}");
    }
    let number = "Content-ID: <foto@contoh>";
    assert_eq!(shown("cid:foto@contoh", number, &foto), Ok((60, 40)));
    assert_eq!(shown("/i/lain.png", at, &foto), Err(Unshown::Missing));
    // Hostile ones: no picture, a cut one, one that promises more than is decoded.
    assert_eq!(shown("/i/foto.png", at, b"<svg/>"), Err(Unshown::Unknown));
    assert_eq!(shown("/i/foto.png", at, &foto[..50]), Err(Unshown::Broken));
    assert_eq!(shown("/i/foto.png", at, &huge()), Err(Unshown::TooLarge));
}

/// A record of a crawl: the answer to an address.
fn crawled(url: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let answer = [head.as_bytes(), b"\r\n\r\n", body].concat();
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: <{url}>\r\nContent-Type: application/http; msgtype=response\r\n\
         Content-Length: {}\r\n\r\n",
        answer.len()
    );
    [head.as_bytes(), &answer, b"\r\n\r\n"].concat()
}

const FOUND: &str = "HTTP/1.1 200 OK\r\nContent-Type: image/png";

#[test]
fn pictures_lie_near_their_page_in_a_crawl() {
    let folder = tempfile::tempdir().unwrap();
    let (root, home) = (folder.path().join("arsip"), folder.path().join("k"));
    fs::create_dir_all(&root).unwrap();
    let foto = png(60, 40, [10, 200, 10]);
    let at = "https://contoh.id/i/foto.png";
    let html = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8";
    let written = crawled(
        "https://contoh.id/a/1.html",
        html,
        page("../i/foto.png").as_bytes(),
    );
    let gzip = |bytes: &[u8]| {
        let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        out.write_all(bytes).unwrap();
        out.finish().unwrap()
    };
    let shown = |name: &str, crawl: &[u8]| {
        let path = root.join(name);
        fs::write(&path, crawl).unwrap();
        let found = pictures(&root, &home);
        fs::remove_file(path).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].0, "Pabrik");
        found[0].1
    };
    let both = |picture: &[u8]| [&written, picture].concat();
    let behind = both(&crawled(at, FOUND, &foto));
    assert_eq!(shown("a.warc", &behind), Ok((60, 40)));
    assert_eq!(shown("a.warc.gz", &gzip(&behind)), Ok((60, 40)));
    let before = [&crawled(at, FOUND, &foto)[..], &written].concat();
    assert_eq!(shown("a.warc", &before), Ok((60, 40)));
    // Under the other scheme, packed to be sent, behind an answer that had none.
    let packed = format!("{FOUND}\r\nContent-Encoding: gzip");
    let moved = "HTTP/1.1 301 Moved\r\nLocation: /";
    let mut again = both(&crawled(at, moved, b"x"));
    again.extend(crawled(
        "http://contoh.id/i/foto.png",
        &packed,
        &gzip(&foto),
    ));
    assert_eq!(shown("a.warc", &again), Ok((60, 40)));
    // Another address, and one that lies too far away to be looked for.
    let other = both(&crawled("https://contoh.id/i/lain.png", FOUND, &foto));
    assert_eq!(shown("a.warc", &other), Err(Unshown::Missing));
    let mut far = both(&crawled(
        "https://contoh.id/besar",
        FOUND,
        &vec![b'x'; 17 << 20],
    ));
    far.extend(crawled(at, FOUND, &foto));
    assert_eq!(shown("a.warc", &far), Err(Unshown::Missing));
}

#[test]
fn hostile_pictures_in_a_crawl_are_bounded() {
    let folder = tempfile::tempdir().unwrap();
    let (root, home) = (folder.path().join("arsip"), folder.path().join("k"));
    fs::create_dir_all(&root).unwrap();
    let (foto, at) = (png(60, 40, [10, 200, 10]), "https://contoh.id/i/foto.png");
    let html = "HTTP/1.1 200 OK\r\nContent-Type: text/html";
    let written = crawled(
        "https://contoh.id/a/1.html",
        html,
        page("/i/foto.png").as_bytes(),
    );
    let shown = |rest: &[u8]| {
        fs::write(root.join("a.warc"), [&written, rest].concat()).unwrap();
        pictures(&root, &home)[0].1
    };
    assert_eq!(shown(&crawled(at, FOUND, &huge())), Err(Unshown::TooLarge));
    assert_eq!(
        shown(&crawled(at, FOUND, &foto[..50])),
        Err(Unshown::Broken)
    );
    // A record that promises more than there is, one whose length is none, and a bomb.
    let mut cut = crawled(at, FOUND, &foto);
    cut.truncate(cut.len() - 40);
    assert_eq!(shown(&cut), Err(Unshown::Missing));
    let mut odd = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -1\r\n\r\n".to_vec();
    odd.extend(b"WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\n");
    odd.extend(crawled(at, FOUND, &foto));
    assert_eq!(shown(&odd), Ok((60, 40)));
    let mut bomb = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    bomb.write_all(&vec![0; 48 << 20]).unwrap();
    let packed = format!("{FOUND}\r\nContent-Encoding: gzip");
    let bomb = crawled(at, &packed, &bomb.finish().unwrap());
    assert_eq!(shown(&bomb), Err(Unshown::Missing));
    // Thousands of records that are none of it are not all looked at.
    let mut many: Vec<u8> = (0..5_000)
        .flat_map(|number| crawled(&format!("https://contoh.id/{number}"), FOUND, b"x"))
        .collect();
    many.extend(crawled(at, FOUND, &foto));
    assert_eq!(shown(&many), Err(Unshown::Missing));
}

/// A GIF whose header promises 65,535 pixels each way.
fn huge() -> Vec<u8> {
    let mut bytes = b"GIF89a\xff\xff\xff\xff\x80\0\0\0\0\0\xff\xff\xff".to_vec();
    bytes.extend(b",\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;");
    bytes
}

#[test]
fn pictures_lie_in_the_note_that_names_them() {
    let folder = tempfile::tempdir().unwrap();
    let (root, home) = (folder.path().join("arsip"), folder.path().join("k"));
    fs::create_dir_all(&root).unwrap();
    let shown = |medias: &str, resources: &[&[u8]]| {
        let data = resources.iter().map(|bytes| {
            let data = STANDARD.encode(bytes);
            format!("<resource><data encoding=\"base64\">\n{data}\n</data><mime>image/png</mime></resource>")
        });
        let own = format!(
            "<note><title>Rencana</title><content><![CDATA[<?xml version=\"1.0\"?><!DOCTYPE en-note SYSTEM \"x\"><en-note>\
             <div>{BODY}</div><div>{medias}</div><div>Pabrik di Jakarta.</div></en-note>]]></content>{}</note>",
            data.collect::<String>()
        );
        let text = format!("<?xml version=\"1.0\"?><en-export>{own}</en-export>");
        fs::write(root.join("a.enex"), text).unwrap();
        pictures(&root, &home)
    };
    let (foto, other) = (png(60, 40, [1, 2, 3]), png(30, 30, [3, 2, 1]));
    let media = |bytes: &[u8]| {
        format!(
            "<en-media type=\"image/png\" hash=\"{:x}\"/>",
            md5::compute(bytes)
        )
    };
    let pabrik = |size| ("Pabrik".to_owned(), size);
    assert_eq!(
        shown(&media(&other), &[&foto, &other]),
        [pabrik(Ok((30, 30)))]
    );
    let both = format!("{}{}", media(&foto), media(&other));
    assert_eq!(
        shown(&both, &[&other, &foto]),
        [pabrik(Ok((60, 40))), pabrik(Ok((30, 30)))]
    );
    assert_eq!(
        shown(&media(&foto), &[&other]),
        [pabrik(Err(Unshown::Missing))]
    );
    let huge = huge();
    assert_eq!(
        shown(&media(&huge), &[&huge]),
        [pabrik(Err(Unshown::TooLarge))]
    );
    assert_eq!(
        shown(&media(&foto[..60]), &[&foto[..60]]),
        [pabrik(Err(Unshown::Broken))]
    );
    // A picture that is named a thousand times is held once, and shown as often as an article shows pictures.
    let many = shown(&media(&foto).repeat(1000), &[&foto]);
    assert_eq!(many.len(), 60);
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
        figure: 0,
        at: BODY.len(),
        shown: Ok(Cells::of(&raster, gallery.columns, gallery.rows).unwrap()),
        fine: None,
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
        figure: 0,
        at: BODY.len(),
        shown: Err(why),
        fine: None,
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
    let gallery = asked(&desk);
    assert_eq!(gallery.sight, Sight::Kitty);
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
        figure: 0,
        at: BODY.len(),
        shown: Ok(cells),
        fine: Some(Arc::new(Fine::Held(image))),
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
    let sent = codes(&held.sending(&desk.app.reader, None));
    assert!(sent.len() > 1);
    let head = format!("a=T,U=1,q=2,f=100,i=66051,c={across},r={down},m=1");
    assert_eq!(sent[0].0, head);
    assert_eq!(sent.last().unwrap().0, "q=2,m=0");
    assert!(sent.iter().all(|(_, data)| data.len() <= 4096));
    let data: String = sent.iter().map(|(_, data)| data.as_str()).collect();
    assert_eq!(data, wanted);
    assert!(
        held.sending(&desk.app.reader, None).is_empty(),
        "it is held"
    );
    // Another program had the terminal, which forgot it.
    assert_eq!(codes(&held.taking_back())[0].0, "a=d,d=I,i=66051,q=2");
    assert!(!held.sending(&desk.app.reader, None).is_empty());
    desk.keys("p");
    assert!(!desk.frame().contains('\u{10eeee}'));
    assert_eq!(
        codes(&held.sending(&desk.app.reader, None))[0].0,
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
    shown.fine = Some(Arc::new(Fine::Held(Image {
        number: 7,
        cells: (42, 7),
        png: vec![0; 3],
    })));
    let pictures = vec![shown];
    desk.tell(Msg::PicturesLoaded { gallery, pictures });
    let sent = Held::new(true).sending(&desk.app.reader, None);
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

/// Draws what a strip of sixels says: its pixels, `None` where it leaves the ground.
fn sixels(strip: &str, columns: usize) -> Vec<Vec<Option<[u8; 3]>>> {
    let inside = strip.strip_prefix(&format!("\u{1b}[{columns}X\u{1b}P0;1;0q\"1;1;"));
    let mut codes = inside
        .unwrap()
        .strip_suffix("\u{1b}\\")
        .unwrap()
        .bytes()
        .peekable();
    let numbers = |codes: &mut Codes<'_>| -> Vec<usize> {
        let mut text = String::new();
        while let Some(digit) = codes.next_if(|byte| byte.is_ascii_digit() || *byte == b';') {
            text.push(char::from(digit));
        }
        text.split(';')
            .filter_map(|number| number.parse().ok())
            .collect()
    };
    let size = numbers(&mut codes);
    let mut pixels: Vec<Vec<Option<[u8; 3]>>> = vec![vec![None; size[0]]; size[1]];
    let mut palette = std::collections::BTreeMap::new();
    let (mut x, mut y, mut pen, mut times) = (0, 0, [0; 3], 1);
    while let Some(code) = codes.next() {
        match code {
            b'#' => match numbers(&mut codes)[..] {
                [number] => pen = palette[&number],
                [number, 2, red, green, blue] => {
                    let part = |percent: usize| (percent * 255 / 100) as u8;
                    palette.insert(number, [part(red), part(green), part(blue)]);
                }
                ref other => panic!("{other:?}"),
            },
            b'$' => x = 0,
            b'-' => (x, y) = (0, y + 6),
            b'!' => times = numbers(&mut codes)[0],
            letter => {
                let dots = letter - b'?';
                for row in (0..6).filter(|row| dots >> row & 1 == 1) {
                    pixels[y + row][x..x + times].fill(Some(pen));
                }
                (x, times) = (x + times, 1);
            }
        }
    }
    pixels
}

type Codes<'a> = std::iter::Peekable<std::str::Bytes<'a>>;

#[test]
fn sixels_draw_the_picture_row_by_row() {
    // Left half red, right half a sweep of blue, a hole at the top left.
    let colour = |x: usize, y: usize| match (x, y) {
        (0..8, 0..8) => [0; 4],
        (0..40, _) => [200, 30, 30, 255],
        (x, _) => [0, 0, (x * 3) as u8, 255],
    };
    let raster = Raster {
        width: 80,
        height: 120,
        pixels: (0..9600).map(|at| colour(at % 80, at / 80)).collect(),
    };
    let cells = Cells::of(&raster, 8, 6).unwrap();
    assert_eq!((cells.columns, cells.rows()), (8, 6));
    let strips = strips::sixels(&raster, &cells, (10, 20), 256).unwrap();
    assert_eq!(strips.len(), 6);
    let rows: Vec<_> = strips.iter().flat_map(|strip| sixels(strip, 8)).collect();
    assert_eq!((rows.len(), rows[0].len()), (120, 80));
    for (y, row) in rows.iter().enumerate() {
        for (x, pixel) in row.iter().enumerate() {
            let [red, green, blue, alpha] = colour(x, y);
            let Some(pixel) = pixel else {
                assert_eq!(alpha, 0, "{x} {y}");
                continue;
            };
            assert_eq!(alpha, 255, "{x} {y}");
            for (got, wanted) in pixel.iter().zip([red, green, blue]) {
                assert!(got.abs_diff(wanted) <= 6, "{x} {y}: {got} {wanted}");
            }
        }
    }
    // Where a terminal has few colours no more are used.
    let few = strips::sixels(&raster, &cells, (10, 20), 4).unwrap();
    assert!(few.iter().all(|strip| !strip.contains("#4")));
    // One cell across is left to cells.
    let thin = Cells::of(&raster, 1, 1).unwrap();
    assert_eq!(strips::sixels(&raster, &thin, (10, 20), 256), None);
}

#[test]
fn the_protocol_of_iterm2_gets_a_file_for_each_row_of_cells() {
    let raster = Raster {
        width: 40,
        height: 40,
        pixels: (0..1600)
            .map(|at| [(at / 40) as u8 * 6, 9, 9, 255])
            .collect(),
    };
    let cells = Cells::of(&raster, 4, 2).unwrap();
    let strips = strips::inline(&raster, &cells, (10, 20)).unwrap();
    assert_eq!(strips.len(), cells.rows());
    for (at, strip) in strips.iter().enumerate() {
        let inside = strip
            .strip_prefix("\u{1b}[4X\u{1b}]1337;File=inline=1;size=")
            .unwrap();
        let (keys, data) = inside
            .strip_suffix('\u{7}')
            .unwrap()
            .split_once(':')
            .unwrap();
        let png = STANDARD.decode(data).unwrap();
        let wanted = format!(
            "{};width=4;height=1;preserveAspectRatio=0;doNotMoveCursor=1",
            png.len()
        );
        assert_eq!(keys, wanted);
        let part = kliping::archive::decode(&png).unwrap();
        assert_eq!((part.width, part.height), (40, 20));
        assert_eq!(part.pixels[0], [at as u8 * 120, 9, 9, 255]);
    }
}

/// A picture that the terminal draws by strips, each of letters that say which it is.
fn in_strips(gallery: Gallery) -> Picture {
    let mut shown = picture(gallery);
    let rows = shown.shown.as_ref().unwrap().rows();
    let strips = (0..rows).map(|row| format!("<strip {row}>")).collect();
    shown.fine = Some(Arc::new(Fine::Strips(strips)));
    shown
}

/// The strips on the screen: where each begins, and which it is.
fn strips_in(buffer: &Buffer) -> Vec<(u16, u16, String)> {
    let cells = buffer.content.iter().enumerate();
    let strips = cells.filter(|(_, cell)| cell.symbol().starts_with("<strip"));
    let placed = strips.map(|(at, cell)| {
        let (x, y) = buffer.pos_of(at);
        (x, y, cell.symbol().to_owned())
    });
    placed.collect()
}

#[test]
fn strips_are_laid_where_nothing_covers_them_and_go_as_text_goes() {
    let (mut desk, _) = desk();
    desk.tell(Msg::Resized {
        width: 80,
        height: 16,
    });
    desk.tell(Msg::Saw(Sight::Sixel { colours: 16 }));
    let gallery = asked(&desk);
    assert_eq!(gallery.sight, Sight::Sixel { colours: 16 });
    let pictures = vec![in_strips(gallery)];
    desk.tell(Msg::PicturesLoaded { gallery, pictures });
    desk.keys("G");
    let before = desk.buffer();
    let laid = strips_in(&before);
    assert_eq!(laid.len(), 7);
    let (x, y, first) = laid[0].clone();
    assert_eq!(first, "<strip 0>");
    // The cells that a strip draws on are not written.
    let drawn = Buffer::empty(before.area).diff(&before).into_iter();
    let under = drawn.filter(|(at, row, _)| *row == y && (x..x + 42).contains(at));
    assert_eq!(under.map(|(at, ..)| at).collect::<Vec<_>>(), [x]);

    // A box over a part of it takes whole rows away, of which nothing stays.
    desk.keys("g s");
    let half = desk.buffer();
    let covered = strips_in(&half).len();
    assert!((1..7).contains(&covered), "{}", desk.frame());
    let held = half.content.iter().map(Cell::symbol);
    assert_eq!(
        held.filter(|sign| *sign == "\u{10fffd}").count(),
        covered * 41
    );
    desk.keys("esc");
    assert_eq!(strips_in(&desk.buffer()), laid);
    // A page over everything takes every strip away, and what was below each of them is written.
    desk.keys("i");
    let page = desk.buffer();
    assert!(strips_in(&page).is_empty());
    assert!(!desk.frame().contains('\u{10fffd}'));
    let written = before.diff(&page);
    for (x, y, _) in laid {
        for at in x..x + 42 {
            let is_here = |(column, row, _): &(u16, u16, _)| (*column, *row) == (at, y);
            assert!(written.iter().any(is_here), "{at} {y}");
        }
    }
}

#[test]
fn a_large_picture_in_strips_is_whole_over_the_one_in_the_article() {
    let (mut desk, _) = desk();
    desk.tell(Msg::Saw(Sight::Iterm));
    let gallery = asked(&desk);
    let pictures = vec![in_strips(gallery)];
    desk.tell(Msg::PicturesLoaded { gallery, pictures });
    assert_eq!(strips_in(&desk.buffer()).len(), 7);
    desk.keys("Z");
    assert!(strips_in(&desk.buffer()).is_empty());
    let large = asked(&desk);
    let shown = in_strips(large);
    let (rows, columns) = match &shown.shown {
        Ok(cells) => (cells.rows(), cells.columns),
        Err(why) => panic!("{why:?}"),
    };
    let pictures = vec![shown];
    desk.tell(Msg::PicturesLoaded {
        gallery: large,
        pictures,
    });
    let buffer = desk.buffer();
    let laid = strips_in(&buffer);
    assert_eq!(laid.len(), rows);
    let (x, _, _) = laid[0].clone();
    assert!(laid.iter().all(|(at, ..)| *at == x));
    let held = buffer
        .content
        .iter()
        .filter(|cell| cell.symbol() == "\u{10fffd}");
    assert_eq!(held.count(), rows * (columns - 1));
    desk.keys("esc");
    assert_eq!(strips_in(&desk.buffer()).len(), 7);
}

#[test]
fn a_picture_is_shown_large_by_a_key_and_escape_closes_it() {
    let (mut desk, gallery) = desk();
    desk.keys("Z");
    assert!(desk.frame().contains("the picture is on its way"));
    let pictures = Vec::new();
    desk.tell(Msg::PicturesLoaded { gallery, pictures });
    desk.keys("Z");
    assert!(desk.frame().contains("this article shows no pictures"));
    let both = || {
        let mut second = picture(gallery);
        second.figure = 3;
        vec![picture(gallery), second]
    };
    desk.tell(Msg::PicturesLoaded {
        gallery,
        pictures: both(),
    });
    desk.keys("k");
    let reading = desk.frame();
    assert!(reading.contains("esc list   Z large   / find"), "{reading}");
    desk.keys("Z");
    assert!(desk.frame().contains("picture 1 of 2"), "{}", desk.frame());
    let large = asked(&desk);
    assert_eq!(large.only, Some(0));
    assert!(large.columns > gallery.columns && large.rows > gallery.rows);
    // The pictures of the text are not taken for it when they come late.
    desk.tell(Msg::PicturesLoaded {
        gallery,
        pictures: both(),
    });
    assert!(!desk.frame().contains('▀'));
    desk.tell(Msg::PicturesLoaded {
        gallery: large,
        pictures: vec![picture(large)],
    });
    insta::assert_snapshot!("picture_large", desk.frame());
    desk.keys("j");
    assert_eq!(asked(&desk).only, Some(3));
    assert!(desk.frame().contains("picture 2 of 2"), "{}", desk.frame());
    desk.keys("j k");
    assert!(desk.frame().contains("picture 1 of 2"));
    desk.keys("esc");
    assert_eq!(desk.frame(), reading);
    // Where nothing is lit, enter opens the picture as it opens lights.
    desk.keys("enter");
    assert!(desk.frame().contains("picture 1 of 2"), "{}", desk.frame());
    desk.keys("q");
    assert_eq!(desk.frame(), reading);
}

/// The pictures that were asked for last.
fn asked(desk: &Desk) -> Gallery {
    let asked = desk.effects.iter().rev().find_map(|effect| match effect {
        Effect::LoadPictures(gallery) => Some(*gallery),
        _ => None,
    });
    asked.unwrap()
}
