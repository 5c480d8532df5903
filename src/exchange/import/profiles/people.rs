//! Address books: vCards, Google Contacts, Outlook.

use super::{Layout, Profile};
use crate::exchange::import::fields::{Field, Kind};

#[rustfmt::skip]
pub(super) const VCARD: Profile = Profile {
    name: "vCard",
    names: &["vcf"],
    people: true,
    layouts: &[Layout {
        kind: Kind::Contacts,
        tells: &[&["fn", "ngiven", "nfamily", "org", "tel"]],
        fields: &[
            ("fn", Field::Name), ("ngiven", Field::GivenName), ("nfamily", Field::FamilyName),
            ("org", Field::Customer), ("title", Field::Title), ("tel", Field::Phone),
            ("telcell", Field::Mobile), ("email", Field::Email), ("xwechat", Field::Wechat),
            ("bday", Field::Birthday), ("adrstreet", Field::Address), ("adrcity", Field::City),
            ("adrregion", Field::Region), ("adrcode", Field::PostalCode), ("adrcountry", Field::Country),
            ("url", Field::Web), ("categories", Field::Tags), ("note", Field::Notes),
            ("uid", Field::ExternalId),
        ],
        silent: &[],
    }],
};

#[rustfmt::skip]
pub(super) const GOOGLE: Profile = Profile {
    name: "Google Contacts",
    names: &["google", "gmail", "谷歌通讯录"],
    people: true,
    layouts: &[Layout {
        kind: Kind::Contacts,
        tells: &[
            &["givenname", "familyname", "email1value"],
            &["firstname", "lastname", "email1value"],
            &["givenname", "familyname", "phone1value"],
            &["firstname", "lastname", "phone1value"],
        ],
        fields: &[
            ("name", Field::Name), ("givenname", Field::GivenName), ("familyname", Field::FamilyName),
            ("firstname", Field::GivenName), ("lastname", Field::FamilyName),
            ("organization1name", Field::Customer), ("organizationname", Field::Customer),
            ("organization1title", Field::Title), ("organizationtitle", Field::Title),
            ("email1value", Field::Email), ("phone1value", Field::Phone), ("phone2value", Field::Mobile),
            ("birthday", Field::Birthday), ("address1street", Field::Address), ("address1city", Field::City),
            ("address1region", Field::Region), ("address1postalcode", Field::PostalCode),
            ("address1country", Field::Country), ("website1value", Field::Web),
            ("groupmembership", Field::Tags), ("labels", Field::Tags), ("notes", Field::Notes),
        ],
        silent: &[],
    }],
};

#[rustfmt::skip]
pub(super) const OUTLOOK: Profile = Profile {
    name: "Outlook",
    names: &["outlookcom", "outlookexpress", "outlookcontacts", "foxmail"],
    people: true,
    layouts: &[Layout {
        kind: Kind::Contacts,
        tells: &[
            &["firstname", "lastname", "emailaddress", "mobilephone"],
            &["firstname", "lastname", "emailaddress", "businessphone"],
            &["firstname", "lastname", "emailaddress", "homephone"],
            &["姓名", "电子邮件地址", "家庭电话"],
            &["姓", "名", "电子邮件地址"],
        ],
        fields: &[
            ("firstname", Field::GivenName), ("lastname", Field::FamilyName), ("company", Field::Customer),
            // `Title` is Mr or Dr; what a person does is the job title.
            ("jobtitle", Field::Title), ("emailaddress", Field::Email), ("businessphone", Field::Phone),
            ("primaryphone", Field::Phone), ("companymainphone", Field::Phone), ("homephone", Field::Phone),
            ("mobilephone", Field::Mobile), ("birthday", Field::Birthday),
            ("businessstreet", Field::Address), ("businesscity", Field::City),
            ("businessstate", Field::Region), ("businesspostalcode", Field::PostalCode),
            ("businesscountryregion", Field::Country), ("businesscountry", Field::Country),
            ("webpage", Field::Web), ("categories", Field::Tags), ("notes", Field::Notes),
            ("姓名", Field::Name), ("姓", Field::FamilyName), ("名", Field::GivenName),
            ("公司", Field::Customer), ("职务", Field::Title), ("电子邮件地址", Field::Email),
            ("商务电话", Field::Phone), ("家庭电话", Field::Phone), ("移动电话", Field::Mobile),
            ("公司所在街道", Field::Address), ("公司所在城市", Field::City),
            ("公司所在省自治区", Field::Region), ("公司所在地的邮政编码", Field::PostalCode),
            ("公司所在国家地区", Field::Country),
        ],
        silent: &[],
    }],
};
