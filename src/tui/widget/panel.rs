//! A framed area with a title.

use ratatui::{Frame, layout::Rect, text::Line, widgets::Clear};

use crate::tui::{
    cx::Cx,
    text,
    theme::{Role, Symbol},
};

/// Clears the area, draws a frame with a title around it and gives back the inside. An area too
/// small for a frame is all inside.
pub fn panel(frame: &mut Frame<'_>, area: Rect, title: &str, cx: &Cx<'_>) -> Rect {
    frame.render_widget(Clear, area);
    // Half of a wide character would hide the frame beside it.
    if let Some(x) = area.x.checked_sub(1) {
        for y in area.y..area.bottom() {
            if let Some(cell) = frame.buffer_mut().cell_mut((x, y))
                && text::width(cell.symbol()) > 1
            {
                cell.set_symbol(" ");
            }
        }
    }
    frame.buffer_mut().set_style(area, cx.theme.style(Role::Overlay));
    if area.width < 4 || area.height < 3 {
        return area;
    }
    let border = cx.theme.style(Role::Border);
    let mut corners = cx.theme.symbol(Symbol::Corners).chars();
    let mut edge = |y: u16, frame: &mut Frame<'_>| {
        let rule = cx.theme.symbol(Symbol::Rule).repeat(usize::from(area.width) - 2);
        let left = corners.next().unwrap_or(' ');
        let right = corners.next().unwrap_or(' ');
        frame.buffer_mut().set_string(area.x, y, format!("{left}{rule}{right}"), border);
    };
    edge(area.y, frame);
    edge(area.bottom() - 1, frame);
    for y in area.y + 1..area.bottom() - 1 {
        for x in [area.x, area.right() - 1] {
            frame.buffer_mut().set_stringn(x, y, cx.theme.symbol(Symbol::Divider), 1, border);
        }
    }
    let room = usize::from(area.width).saturating_sub(6);
    if !title.is_empty() && room > 0 {
        let title = format!(" {} ", cx.theme.cut(&text::sanitise(title), room));
        let place = Rect { x: area.x + 2, width: area.width - 4, height: 1, ..area };
        frame.render_widget(Line::styled(title, cx.theme.style(Role::Title)), place);
    }
    Rect { x: area.x + 2, y: area.y + 1, width: area.width - 4, height: area.height - 2 }
}

/// The area in the middle of another, at most so wide and high.
pub fn middle(area: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height));
    let x = area.x + (area.width - width) / 2;
    let y = area.y + (area.height - height) / 2;
    Rect { x, y, width, height }
}

#[cfg(test)]
pub(in crate::tui) mod tests {
    use super::*;
    use crate::tui::cx::tests::desk;
    use ratatui::{Terminal, backend::TestBackend, buffer::Buffer};

    /// The drawn rows as text, without the blanks at their ends.
    pub fn lines_of(
        width: u16,
        height: u16,
        draw: impl FnOnce(&mut Frame<'_>, Rect),
    ) -> Vec<String> {
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal.draw(|frame| draw(frame, frame.area())).unwrap();
        rows(terminal.backend().buffer())
    }

    /// The rows of a buffer as text, without the blanks at their ends.
    pub fn rows(buffer: &Buffer) -> Vec<String> {
        let width = usize::from(buffer.area.width);
        buffer
            .content
            .chunks(width)
            .map(|row| {
                let mut line = String::new();
                let mut hidden = 0;
                for cell in row {
                    if hidden == 0 {
                        line.push_str(cell.symbol());
                        hidden = text::width(cell.symbol());
                    }
                    hidden = hidden.saturating_sub(1);
                }
                line.trim_end().to_owned()
            })
            .collect()
    }

    #[test]
    fn a_panel_is_framed_and_says_what_it_is() {
        let desk = desk();
        let mut inside = Rect::ZERO;
        let lines = lines_of(12, 3, |frame, area| {
            inside = panel(frame, area, "客户等级说明", &desk.cx());
        });
        assert_eq!(lines, ["╭─ 客户… ──╮", "│          │", "╰──────────╯"]);
        assert_eq!(inside, Rect::new(2, 1, 8, 1));
        assert_eq!(middle(Rect::new(0, 0, 10, 5), 4, 9), Rect::new(3, 0, 4, 5));
    }
}
