//! The layouts in which well-known programs write their lists: recognised by their headers.
//!
//! A layout goes before the words of [`super::headers`], which fill what it leaves open. Headers
//! are written as [`text::key`] gives them.

mod chinese;
mod people;
mod western;

use super::fields::{Field, Kind};
use super::{headers, text};

/// A program and the layouts of its lists.
#[derive(Debug, PartialEq, Eq)]
pub struct Profile {
    /// Its name, as it calls itself.
    pub name: &'static str,
    /// Other names that `--profile` takes, as [`text::key`] gives them.
    pub names: &'static [&'static str],
    /// Whether its lists are of people, whose customers are made as they come.
    pub people: bool,
    /// The layouts, the more telling first.
    pub layouts: &'static [Layout],
}

/// One list of a program.
#[derive(Debug, PartialEq, Eq)]
pub struct Layout {
    /// What its rows are.
    pub kind: Kind,
    /// Sets of headers: all of one set tell the layout.
    pub tells: &'static [&'static [&'static str]],
    /// Which header fills which field; of two that fill one, the first that is there.
    pub fields: &'static [(&'static str, Field)],
    /// Headers that say nothing worth keeping.
    pub silent: &'static [&'static str],
}

/// Every profile; where two fit, the earlier is taken.
pub const ALL: [&Profile; 9] = [
    &people::VCARD,
    &western::SALESFORCE,
    &western::ZOHO,
    &western::HUBSPOT,
    &western::PIPEDRIVE,
    &people::GOOGLE,
    &people::OUTLOOK,
    &chinese::FXIAOKE,
    &chinese::JIANDAOYUN,
];

/// The profile of a name.
pub fn named(name: &str) -> Option<&'static Profile> {
    let wanted = text::key(name);
    ALL.into_iter().find(|profile| {
        text::key(profile.name) == wanted || profile.names.contains(&wanted.as_str())
    })
}

/// The profile and layout that the headers tell, of a kind if one is asked for.
pub(super) fn recognise(
    kind: Option<Kind>,
    columns: &[String],
) -> Option<(&'static Profile, &'static Layout)> {
    let keys: Vec<[String; 2]> = columns.iter().map(|header| headers::keys(header)).collect();
    let has = |key: &&'static str| keys.iter().any(|own| own.iter().any(|own| own == key));
    ALL.into_iter().find_map(|profile| {
        let fits = |layout: &&Layout| {
            kind.is_none_or(|kind| kind == layout.kind)
                && layout.tells.iter().any(|tell| tell.iter().all(&has))
        };
        Some((profile, profile.layouts.iter().find(fits)?))
    })
}

impl Profile {
    /// The layout that the headers look like most, of a kind if one is asked for.
    pub(super) fn layout(&self, kind: Option<Kind>, columns: &[String]) -> Option<&'static Layout> {
        let keys: Vec<[String; 2]> = columns.iter().map(|header| headers::keys(header)).collect();
        let has = |key: &&'static str| keys.iter().any(|own| own.iter().any(|own| own == key));
        let score = |layout: &&Layout| {
            let told = layout.tells.iter().any(|tell| tell.iter().all(&has));
            let known = layout.fields.iter().filter(|(key, _)| has(key)).count();
            (told, known)
        };
        let layouts = self.layouts.iter().rev();
        layouts.filter(|layout| kind.is_none_or(|kind| kind == layout.kind)).max_by_key(score)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_written_as_they_are_looked_up() {
        for profile in ALL {
            assert_eq!(named(profile.name), Some(profile));
            for name in profile.names {
                assert_eq!((*name, named(name)), (text::key(name).as_str(), Some(profile)));
            }
            for layout in profile.layouts {
                let keys = layout.fields.iter().map(|(key, _)| key).chain(layout.silent);
                for key in keys.chain(layout.tells.iter().copied().flatten()) {
                    assert_eq!(*key, text::key(key), "{} {:?}", profile.name, layout.kind);
                }
            }
        }
    }

    #[test]
    fn programs_are_told_by_their_headers() {
        #[rustfmt::skip]
        let cases = [
            ("ID,ISDELETED,MASTERRECORDID,NAME,TYPE,PARENTID,BILLINGSTREET,BILLINGCITY", "Salesforce", Kind::Customers),
            ("Opportunity ID,Account ID,Opportunity Name,Stage,Close Date", "Salesforce", Kind::Deals),
            ("Record ID,First Name,Last Name,Email,Phone Number,Lead Status,Create Date,Associated Company,Country/Region,Contact owner", "HubSpot", Kind::Contacts),
            ("Record ID,Deal Name,Deal Stage,Amount,Close Date", "HubSpot", Kind::Deals),
            ("Record Id,Account Owner.id,Account Owner,Account Name,Phone,Website", "Zoho CRM", Kind::Customers),
            ("Record Id,Deal Owner,Deal Name,Amount,Closing Date,Stage,Account Name", "Zoho CRM", Kind::Deals),
            ("Deal - Title,Deal - Value,Deal - Stage (pipeline),Organization", "Pipedrive", Kind::Deals),
            ("Person - Name*,Person - First name,Person - Phone,Person - Email (Work),Organization - Name*", "Pipedrive", Kind::Contacts),
            ("Name,Given Name,Additional Name,Family Name,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Value,Organization 1 - Name", "Google Contacts", Kind::Contacts),
            ("First Name,Middle Name,Last Name,Organization Name,Labels,E-mail 1 - Label,E-mail 1 - Value", "Google Contacts", Kind::Contacts),
            ("First Name,Middle Name,Last Name,Title,Web Page,E-mail Address,Primary Phone,Mobile Phone,Home Fax", "Outlook", Kind::Contacts),
            ("姓名,电子邮件地址,家庭所在街道,家庭电话,公司所在街道,商务电话,公司,职务", "Outlook", Kind::Contacts),
            ("客户名称,客户级别,生命状态,归属部门,负责人", "纷享销客", Kind::Customers),
            ("商机名称,客户名称,商机阶段,预计成交日期,生命状态", "纷享销客", Kind::Deals),
            ("客户名称,客户等级,提交人,提交时间,更新时间", "简道云", Kind::Customers),
            ("跟进内容,客户名称,跟进方式,跟进时间,提交人,提交时间", "简道云", Kind::Activities),
        ];
        for (line, name, kind) in cases {
            let columns: Vec<String> = line.split(',').map(str::to_owned).collect();
            let found =
                recognise(None, &columns).map(|(profile, layout)| (profile.name, layout.kind));
            assert_eq!(found, Some((name, kind)), "{line}");
        }
        let plain = ["客户名称", "联系人", "手机"].map(str::to_owned);
        assert!(recognise(None, &plain).is_none());
    }
}
