//! The top line: name, tabs with their counts, and how the day stands.

use std::ops::Range;

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use crate::tui::{cx::Cx, text, theme::Role};

/// A tab as the top line shows it.
#[derive(Clone, Debug, Default)]
pub struct Tab {
    /// The key that goes there.
    pub key: String,
    /// Its name.
    pub name: String,
    /// How much is in it; may be empty.
    pub count: String,
}

/// Draws the top line and gives back the columns of each tab, for the mouse. Where it gets narrow,
/// first the headline goes, then the counts, then the names of all tabs but the selected one.
pub fn header(
    frame: &mut Frame<'_>,
    area: Rect,
    tabs: &[Tab],
    selected: usize,
    headline: &str,
    cx: &Cx<'_>,
) -> Vec<Range<u16>> {
    frame.buffer_mut().set_style(area, cx.theme.style(Role::Header));
    let columns = usize::from(area.width);
    let name = format!(" {}  ", cx.words.get("app-name"));
    let ways =
        [(true, true, true), (true, true, false), (false, true, false), (false, false, false)];
    let mut labels = Vec::new();
    let mut with_name = false;
    for (has_name, has_names, has_counts) in ways {
        labels = tabs
            .iter()
            .enumerate()
            .map(|(place, tab)| label(tab, has_names || place == selected, has_counts))
            .collect::<Vec<_>>();
        with_name = has_name;
        let wide: usize = labels.iter().map(|label| text::width(label)).sum();
        if wide + if has_name { text::width(&name) } else { 0 } <= columns {
            break;
        }
    }
    let mut line = Line::default();
    if with_name {
        line.push_span(Span::styled(name, cx.theme.style(Role::Title)));
    }
    let mut places = Vec::new();
    let mut x = area.x.saturating_add(u16::try_from(line.width()).unwrap_or(u16::MAX));
    for (place, label) in labels.into_iter().enumerate() {
        let end = x.saturating_add(u16::try_from(text::width(&label)).unwrap_or(u16::MAX));
        places.push(x..end.min(area.right()));
        x = end;
        let role = if place == selected { Role::TabSelected } else { Role::Tab };
        // The blanks around a name are not part of what is underlined.
        let (blank, name) = label.split_at(1);
        line.push_span(Span::raw(blank.to_owned()));
        line.push_span(Span::styled(name.trim_end().to_owned(), cx.theme.style(role)));
        line.push_span(Span::raw(" "));
    }
    let rest = columns.saturating_sub(line.width() + 1);
    if text::width(headline) <= rest {
        let padded = cx.theme.fit_right(headline, rest);
        line.push_span(Span::styled(padded, cx.theme.style(Role::Muted)));
    }
    frame.render_widget(line, area);
    places
}

fn label(tab: &Tab, has_name: bool, has_count: bool) -> String {
    let parts = [
        Some(tab.key.as_str()),
        has_name.then_some(tab.name.as_str()),
        has_count.then_some(tab.count.as_str()),
    ];
    let parts: Vec<&str> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    format!(" {} ", parts.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::{cx::tests::desk, widget::panel::tests::lines_of};

    #[test]
    fn what_matters_least_goes_first_when_it_gets_narrow() {
        let desk = desk();
        let tab = |key: &str, name: &str, count: &str| Tab {
            key: key.to_owned(),
            name: name.to_owned(),
            count: count.to_owned(),
        };
        let tabs = [tab("1", "今日", "12"), tab("2", "客户", "1,284"), tab("3", "销售漏斗", "")];
        let mut places = Vec::new();
        for (width, expected) in [
            (60, " app-name   1 今日 12  2 客户 1,284  3 销售漏斗     8 of 20"),
            (48, " app-name   1 今日 12  2 客户 1,284  3 销售漏斗"),
            (40, " app-name   1 今日  2 客户  3 销售漏斗"),
            (28, " 1 今日  2 客户  3 销售漏斗"),
            (14, " 1  2 客户  3"),
            (3, " 1"),
        ] {
            let lines = lines_of(width, 1, |frame, area| {
                places = header(frame, area, &tabs, 1, "8 of 20", &desk.cx());
            });
            assert_eq!(lines, [expected], "{width}");
        }
        assert_eq!(places[0], 0..3);
    }
}
