//! The form of a template of messages.

use super::fields::{choice, of_kind};
use crate::{
    command::{Command, field::Kind},
    domain::{activity::ActivityKind, template::Template},
    tui::{
        cx::Cx,
        effect::Effect,
        widget::form::{Form, Values},
    },
};

/// Opens the form of a new template.
pub fn add_template(cx: &Cx<'_>) -> Effect {
    let title = cx.words.get("form-template-new").into_owned();
    open(title, None, None, cx)
}

/// Opens the form of a template; of a built-in one the team's own comes of it.
pub fn edit_template(template: &Template, is_own: bool, cx: &Cx<'_>) -> Effect {
    let title = cx.words.format("form-template-edit", &[("name", (&template.name).into())]);
    open(title, Some(template), is_own.then(|| template.name.clone()), cx)
}

fn open(title: String, of: Option<&Template>, before: Option<String>, cx: &Cx<'_>) -> Effect {
    let text = |get: fn(&Template) -> &String| of.map(get).map_or("", String::as_str);
    let kinds = [ActivityKind::Message, ActivityKind::Email].map(ActivityKind::key);
    let chosen = of.map_or("message", |template| template.kind.key());
    let fields = vec![
        of_kind(Kind::Name, "name", text(|template| &template.name), cx),
        choice("kind", &kinds, chosen, cx, |key| {
            cx.words.get(&format!("activity-{key}")).into_owned()
        }),
        of_kind(Kind::Lines, "body", text(|template| &template.body), cx),
        // Enter saves on the last field: it is one of a single line.
        of_kind(Kind::Text, "subject", text(|template| &template.subject), cx)
            .placeholder(cx.words.get("form-template-names")),
    ];
    let save = move |values: &Values<'_>, _: &Cx<'_>| {
        let kind = ActivityKind::from_key(&values.get("kind")).unwrap_or(ActivityKind::Message);
        let [name, subject, body] = ["name", "subject", "body"].map(|field| values.get(field));
        let template = Template { name, kind, subject, body };
        let save = Effect::Run(Command::SaveTemplate(template, before.clone()));
        Ok(Effect::Many(vec![save, Effect::Close]))
    };
    Effect::Open(Box::new(Form::new(title, fields, Box::new(save))))
}
