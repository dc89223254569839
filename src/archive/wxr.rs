//! `WordPress` exports (WXR): posts and pages.

use super::feed;
use super::format::{Format, Sure};
use super::input::{Head, Input};
use super::reading::{Halt, Reading};
use super::xml::Element;

/// `WordPress` exports.
pub(super) struct Wxr;

impl Format for Wxr {
    fn name(&self) -> &'static str {
        "wxr"
    }

    fn summary(&self) -> &'static str {
        "WordPress exports (WXR): posts and pages"
    }

    fn sniff(&self, head: &Head) -> Sure {
        let start = feed::start(head);
        if start.contains("<rss")
            && (start.contains("wordpress.org/export") || start.contains("<wp:"))
        {
            Sure::Signed
        } else {
            Sure::No
        }
    }

    fn read(&self, input: Input<'_>, out: &mut Reading<'_>) -> Result<(), Halt> {
        feed::items(input, self.name(), out, is_text)
    }
}

/// Whether an item is a text: menus, pictures and templates are exported as items as well.
fn is_text(item: &Element) -> bool {
    let status = item.child_text(&["wp:status"]);
    let kind = item.child_text(&["wp:post_type"]);
    kind.is_none_or(|kind| matches!(kind.trim(), "post" | "page" | "article" | "news"))
        && !matches!(
            status.as_deref().map(str::trim),
            Some("trash" | "auto-draft")
        )
}

#[cfg(test)]
mod tests {
    use super::super::Collected;

    #[test]
    fn posts_are_read_and_menus_are_not() {
        let item = |kind: &str, text: &str| {
            format!(
                "<item><title>{kind}</title><content:encoded><![CDATA[{text}]]></content:encoded><wp:post_type>{kind}</wp:post_type></item>"
            )
        };
        let xml = format!(
            "<rss xmlns:wp='http://wordpress.org/export/1.2/'><channel><title>Blog</title>{}{}</channel></rss>",
            item("post", "<!-- wp:paragraph -->Satu <b>tebal</b>.\n\nDua."),
            item("nav_menu_item", "menu")
        );
        let got = Collected::of("a.xml", xml);
        assert_eq!(got.articles.len(), 1);
        assert_eq!(got.articles[0].text, "Satu tebal.\nDua.");
        assert!(got.problems[0].what.contains("another kind"));
    }
}
