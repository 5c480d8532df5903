//! Links that a terminal opens by a click (OSC 8), written over the finished frame: cells of a frame
//! hold no such thing.

use std::io::{self, Write};

use ratatui::{
    backend::Backend,
    buffer::{Buffer, Cell},
    crossterm::{
        cursor::{RestorePosition, SavePosition},
        queue,
    },
};

use super::text;

/// Cells of a row that are a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hyperlink {
    /// First column.
    pub x: u16,
    /// Row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Where it leads: plain ASCII, from [`crate::domain::link`].
    pub link: String,
}

impl Hyperlink {
    /// Whether a cell is part of it.
    pub const fn covers(&self, x: u16, y: u16) -> bool {
        y == self.y && x >= self.x && x - self.x < self.width
    }

    /// What a frame has at its place; not the second halves of wide characters, which would move
    /// what follows.
    fn cells<'a>(&self, buffer: &'a Buffer) -> Vec<(u16, u16, &'a Cell)> {
        let mut cells = Vec::new();
        let mut x = buffer.area.x;
        while let Some(cell) = buffer.cell((x, self.y)) {
            if self.covers(x, self.y) {
                cells.push((x, self.y, cell));
            }
            let width = u16::try_from(text::width(cell.symbol())).unwrap_or(1);
            x = x.saturating_add(width.max(1));
        }
        cells
    }

    /// Its address, if nothing in it can end or steer the sequence it is written in.
    fn safe(&self) -> Option<&str> {
        let is_plain = self.link.bytes().all(|byte| matches!(byte, b'!'..=b'~'));
        (is_plain && self.link.len() <= LONGEST).then_some(&self.link)
    }
}

/// The longest address that terminals take.
const LONGEST: usize = 2_083;

/// Whether a terminal by this name can be told of links; those that cannot would show them.
pub fn is_understood(terminal: Option<&str>) -> bool {
    terminal.is_some_and(|name| !name.is_empty() && !["dumb", "linux"].contains(&name))
}

/// Writes the links of a frame that was just drawn; those of the frame before that are gone are
/// written as plain cells again.
///
/// # Errors
/// When the terminal cannot be written.
pub fn write<B>(
    backend: &mut B,
    buffer: &Buffer,
    before: &[Hyperlink],
    now: &[Hyperlink],
) -> io::Result<()>
where
    B: Backend<Error = io::Error> + Write,
{
    let gone: Vec<&Hyperlink> = before.iter().filter(|link| !now.contains(link)).collect();
    if gone.is_empty() && now.is_empty() {
        return Ok(());
    }
    queue!(backend, SavePosition)?;
    for link in gone {
        backend.draw(link.cells(buffer).into_iter())?;
    }
    for (link, address) in now.iter().filter_map(|link| Some((link, link.safe()?))) {
        write!(backend, "\x1b]8;;{address}\x1b\\")?;
        backend.draw(link.cells(buffer).into_iter())?;
        write!(backend, "\x1b]8;;\x1b\\")?;
    }
    queue!(backend, RestorePosition)
}

#[cfg(test)]
mod tests {
    use ratatui::{backend::CrosstermBackend, layout::Rect, style::Style};

    use super::*;

    fn written(before: &[Hyperlink], now: &[Hyperlink]) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 10, 2));
        buffer.set_string(2, 1, "a@b.c", Style::new());
        let mut out = Vec::new();
        write(&mut CrosstermBackend::new(&mut out), &buffer, before, now).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_link_is_written_around_its_cells_and_taken_away_with_them() {
        let link = |link: &str| Hyperlink { x: 2, y: 1, width: 5, link: link.to_owned() };
        let mail = link("mailto:a@b.c");
        let shown = written(&[], std::slice::from_ref(&mail));
        assert!(shown.contains("\u{1b}]8;;mailto:a@b.c\u{1b}\\\u{1b}[2;3Ha@b.c"), "{shown:?}");
        assert!(shown.contains("\u{1b}]8;;\u{1b}\\"), "{shown:?}");
        let gone = written(std::slice::from_ref(&mail), &[]);
        assert!(gone.contains("a@b.c") && !gone.contains("]8;"), "{gone:?}");
        assert_eq!(written(&[], &[]), "");
        for evil in ["x\u{1b}\\", "x\u{7}", "x y", "明", "\u{9c}"] {
            assert!(!written(&[], &[link(evil)]).contains("]8;;x"), "{evil:?}");
        }
        assert!(!written(&[], &[link(&"x".repeat(3_000))]).contains("xx"));
    }

    #[test]
    fn wide_characters_that_come_to_the_place_of_a_link_stay_together() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 10, 1));
        buffer.set_string(1, 0, "会议平板", Style::new());
        let link = Hyperlink { x: 2, y: 0, width: 4, link: "tel:1".to_owned() };
        let mut out = Vec::new();
        write(&mut CrosstermBackend::new(&mut out), &buffer, &[link], &[]).unwrap();
        let shown = String::from_utf8(out).unwrap();
        assert!(!shown.contains('会') && !shown.contains(' '), "{shown:?}");
        assert!(shown.contains("\u{1b}[1;4H议") && shown.contains('平'), "{shown:?}");
    }

    #[test]
    fn terminals_without_links_are_left_alone() {
        for (name, understood) in [
            (Some("xterm-256color"), true),
            (Some("tmux-256color"), true),
            (Some("dumb"), false),
            (Some("linux"), false),
            (Some(""), false),
            (None, false),
        ] {
            assert_eq!(is_understood(name), understood, "{name:?}");
        }
    }
}
