//! Which key means what where: the built-in `keymap.toml`, patched by the user's.

use super::{
    action::{Action, Context},
    asset::{AssetError, Fault, Source, in_order},
    key::{self, Key},
};

const BUILT_IN: &str = include_str!("../../assets/keymap.toml");

/// The value that takes a key away.
const NOTHING: &str = "nothing";

/// Keys, by context.
#[derive(Clone, Debug)]
pub struct Keymap {
    bindings: Vec<Binding>,
}

/// In a context, a sequence of keys means an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// Where.
    pub context: Context,
    /// The keys, one after the other; at least one.
    pub keys: Vec<Key>,
    /// What they mean.
    pub action: Action,
}

/// What the keys pressed so far mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// This action.
    Action(Action),
    /// The beginning of a longer sequence.
    Pending,
    /// Nothing.
    Nothing,
}

impl Keymap {
    /// The built-in keys.
    ///
    /// # Errors
    /// If the built-in file is wrong, which a test rules out.
    pub fn built_in() -> Result<Self, AssetError> {
        Self { bindings: Vec::new() }.patched("keymap.toml", BUILT_IN)
    }

    /// These keys with those of a user's file instead or besides; `"nothing"` takes a key away.
    ///
    /// # Errors
    /// Names the file and the line of an unknown context, key or action, and of a sequence that
    /// would hide another of the same context.
    pub fn patched(mut self, file: &str, text: &str) -> Result<Self, AssetError> {
        let source = Source::new(file, text);
        let mut places = Vec::new();
        for (name, value) in in_order(&source.parse()?) {
            let context = Context::from_name(name.get_ref())
                .ok_or_else(|| source.unknown(&name.span(), "context", name.get_ref()))?;
            for (keys, action) in in_order(source.table(name.get_ref(), value)?) {
                let sequence = sequence(keys.get_ref())
                    .ok_or_else(|| source.unknown(&keys.span(), "key", keys.get_ref()))?;
                self.bindings.retain(|known| known.context != context || known.keys != sequence);
                let wanted = source.text(keys.get_ref(), action)?;
                if wanted != NOTHING {
                    let action = Action::from_name(wanted)
                        .ok_or_else(|| source.unknown(&action.span(), "action", wanted))?;
                    self.bindings.push(Binding { context, keys: sequence.clone(), action });
                    places.push((context, sequence, keys.span()));
                }
            }
        }
        for (context, sequence, span) in places {
            if let Some(fault) = self.hidden(context, &sequence) {
                return Err(source.error(&span, fault));
            }
        }
        Ok(self)
    }

    fn hidden(&self, context: Context, sequence: &[Key]) -> Option<Fault> {
        let clash = self.of(context).map(|binding| binding.keys.as_slice()).find(|keys| {
            *keys != sequence && (keys.starts_with(sequence) || sequence.starts_with(keys))
        })?;
        let (short, long) =
            if clash.len() < sequence.len() { (clash, sequence) } else { (sequence, clash) };
        Some(Fault::Hidden { short: key::show(short), long: key::show(long) })
    }

    /// What the pressed keys mean here: the innermost context that knows them decides.
    pub fn meaning(&self, context: Context, pressed: &[Key]) -> Meaning {
        for context in context.chain() {
            let mut pending = false;
            for binding in self.of(context).filter(|binding| binding.keys.starts_with(pressed)) {
                if binding.keys.len() == pressed.len() {
                    return Meaning::Action(binding.action);
                }
                pending = true;
            }
            if pending {
                return Meaning::Pending;
            }
        }
        Meaning::Nothing
    }

    /// The bindings of one context alone, in the order of the files.
    pub fn of(&self, context: Context) -> impl Iterator<Item = &Binding> {
        self.bindings.iter().filter(move |binding| binding.context == context)
    }

    /// The bindings that go on from the keys pressed so far, in the innermost context that has any.
    pub fn continuations(&self, context: Context, pressed: &[Key]) -> Vec<&Binding> {
        context
            .chain()
            .map(|context| {
                self.of(context)
                    .filter(|b| b.keys.len() > pressed.len() && b.keys.starts_with(pressed))
                    .collect::<Vec<_>>()
            })
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }

    /// All key sequences that mean this action here, shortest first; keys that mean something else
    /// further in are left out.
    pub fn keys(&self, context: Context, action: Action) -> Vec<String> {
        let mut found: Vec<&[Key]> = context
            .chain()
            .flat_map(|context| self.of(context))
            .filter(|binding| binding.action == action)
            .map(|binding| binding.keys.as_slice())
            .filter(|keys| self.meaning(context, keys) == Meaning::Action(action))
            .collect();
        found.sort_by_key(|keys| keys.len());
        found.dedup();
        found.into_iter().map(key::show).collect()
    }

    /// The first of [`Keymap::keys`].
    pub fn key(&self, context: Context, action: Action) -> Option<String> {
        self.keys(context, action).into_iter().next()
    }
}

/// The keys of a text such as `g g`; none if one of them is unknown.
fn sequence(text: &str) -> Option<Vec<Key>> {
    let keys: Vec<Key> = text.split_whitespace().map(Key::from_name).collect::<Option<_>>()?;
    (!keys.is_empty()).then_some(keys)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<Key> {
        sequence(text).unwrap()
    }

    #[test]
    fn the_built_in_keys_mean_what_the_product_promises() {
        let keymap = Keymap::built_in().unwrap();
        for (context, pressed, action) in [
            (Context::Today, "1", Action::TabToday),
            (Context::Today, "3", Action::TabFunnel),
            (Context::Today, "c", Action::LogCall),
            (Context::Customers, "m", Action::LogMeeting),
            (Context::Funnel, "v", Action::LogVisit),
            (Context::Customer, "e", Action::LogEmail),
            (Context::Today, "w", Action::LogMessage),
            (Context::Today, "o", Action::LogNote),
            (Context::Today, "x", Action::LogAttempt),
            (Context::Today, "s", Action::Snooze),
            (Context::Today, "p", Action::PlanNext),
            (Context::Customer, "n", Action::NextCustomer),
            (Context::Customer, "p", Action::PreviousCustomer),
            (Context::Funnel, "<", Action::DealBack),
            (Context::Funnel, ">", Action::DealForward),
            (Context::Today, "/", Action::Search),
            (Context::Today, ":", Action::Palette),
            (Context::Today, "ctrl-p", Action::Palette),
            (Context::Today, "?", Action::Help),
            (Context::Today, "u", Action::Undo),
            (Context::Today, "ctrl-r", Action::Redo),
            (Context::Today, "q", Action::Leave),
            (Context::Today, "esc", Action::Back),
            (Context::Today, "enter", Action::Open),
            (Context::Today, "g g", Action::First),
            (Context::Today, "G", Action::Last),
            (Context::Entry, "enter", Action::Submit),
            (Context::Entry, "ctrl-e", Action::Editor),
            (Context::Form, "ctrl-s", Action::Submit),
            (Context::Entry, "ctrl-c", Action::Quit),
        ] {
            assert_eq!(
                keymap.meaning(context, &keys(pressed)),
                Meaning::Action(action),
                "{pressed}"
            );
        }
        assert_eq!(keymap.meaning(Context::Today, &keys("g")), Meaning::Pending);
        assert_eq!(keymap.meaning(Context::Entry, &keys("c")), Meaning::Nothing);
        assert_eq!(keymap.key(Context::Today, Action::PlanNext), Some("p".to_owned()));
        assert_eq!(keymap.key(Context::Today, Action::First), Some("Home".to_owned()));
    }

    #[test]
    fn the_users_file_patches_the_built_in_keys() {
        let keymap = Keymap::built_in()
            .unwrap()
            .patched(
                "my.toml",
                "[today]\nc = \"nothing\"\nz = \"log_call\"\n[global]\nu = \"nothing\"",
            )
            .unwrap();
        // Taking `c` from Today alone leaves the one of all pages.
        assert_eq!(keymap.keys(Context::Today, Action::LogCall), ["z", "c"]);
        assert_eq!(keymap.meaning(Context::Today, &keys("u")), Meaning::Nothing);
        assert_eq!(keymap.meaning(Context::Customers, &keys("z")), {
            let built_in = Keymap::built_in().unwrap();
            built_in.meaning(Context::Customers, &keys("z"))
        });
    }

    #[test]
    fn faults_name_the_line() {
        for (text, line, message) in [
            ("[global]\nx = \"log_cal\"", 2, "unknown action \"log_cal\""),
            ("\n[nowhere]\n", 2, "unknown context \"nowhere\""),
            ("[global]\n\n\"hyper-x\" = \"undo\"", 3, "unknown key \"hyper-x\""),
            ("[global]\nx = 3", 2, "x: a text is wanted here"),
            ("global = 3", 1, "global: a table is wanted here"),
            ("[global]\n\"g\" = \"first\"", 2, "\"g\" would hide \"gg\""),
            ("[global]\n\n\"c c\" = \"first\"", 3, "\"c\" would hide \"cc\""),
        ] {
            let error = Keymap::built_in().unwrap().patched("my.toml", text).unwrap_err();
            assert_eq!((error.line, error.fault.to_string().as_str()), (line, message));
            assert_eq!(error.to_string(), format!("my.toml, line {line}: {message}"));
        }
        let error = Keymap::built_in().unwrap().patched("my.toml", "[global]\nx = ").unwrap_err();
        assert_eq!(error.line, 2);
    }
}
