//! The kinds that can be imported and the fields that a column can fill.

/// What the rows of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// One customer a row, maybe with one contact.
    Customers,
    /// One person a row.
    Contacts,
    /// One deal a row.
    Deals,
    /// One order line a row.
    Orders,
    /// One activity a row, done or planned.
    Activities,
    /// One after-sales case a row.
    Cases,
    /// One answered survey a row.
    Surveys,
}

impl Kind {
    /// All kinds; where two fit a file equally, the earlier is taken.
    pub const ALL: [Self; 7] = [
        Self::Customers,
        Self::Contacts,
        Self::Deals,
        Self::Orders,
        Self::Activities,
        Self::Cases,
        Self::Surveys,
    ];

    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Customers => "customers",
            Self::Contacts => "contacts",
            Self::Deals => "deals",
            Self::Orders => "orders",
            Self::Activities => "activities",
            Self::Cases => "cases",
            Self::Surveys => "surveys",
        }
    }

    /// The kind of a name, singular or plural, English or Chinese.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name.trim().to_lowercase().as_str() {
            "customers" | "customer" | "客户" => Self::Customers,
            "contacts" | "contact" | "联系人" => Self::Contacts,
            "deals" | "deal" | "商机" => Self::Deals,
            "orders" | "order" | "订单" => Self::Orders,
            "activities" | "activity" | "跟进记录" => Self::Activities,
            "cases" | "case" | "售后工单" | "工单" => Self::Cases,
            "surveys" | "survey" | "满意度" => Self::Surveys,
            _ => return None,
        })
    }
}

/// How the cells of a field are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Words, kept as written.
    Text,
    /// Words apart at `,`, `;`, `、`, `|`.
    Tags,
    /// One or more e-mail addresses.
    Email,
    /// A web address.
    Web,
    /// A tier.
    Tier,
    /// A day, maybe with the time of day.
    Date,
    /// An amount of money.
    Money,
    /// A price of any precision.
    Price,
    /// A count of any precision.
    Number,
    /// A share taken off: `0.15`, `15%`, `8.5折`.
    Discount,
    /// The code of a currency.
    Currency,
    /// Yes or no.
    Flag,
    /// A length of time in minutes.
    Minutes,
}

/// What a column can fill; one enum for all kinds, each kind takes its own of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// Name of the customer, contact or deal.
    Name,
    /// Given name of a contact, joined into the name.
    GivenName,
    /// Family name of a contact, joined into the name.
    FamilyName,
    /// The customer's short name.
    ShortName,
    /// The customer's tier.
    Tier,
    /// The user's estimate of what the customer may buy in a year (DOMAIN 1.2).
    Potential,
    /// The customer's industry.
    Industry,
    /// Where the customer is visited; else the city, else the region.
    Area,
    /// Street, joined with the parts below.
    Address,
    /// Part of the address.
    City,
    /// Part of the address: state or province.
    Region,
    /// Part of the address.
    PostalCode,
    /// Part of the address; of an order's customer, its own field.
    Country,
    /// Phone as written.
    Phone,
    /// Mobile phone as written.
    Mobile,
    /// E-mail.
    Email,
    /// WeChat id.
    Wechat,
    /// Web address.
    Web,
    /// Where the customer came from.
    Source,
    /// The member who owns the customer, deal or order.
    Owner,
    /// Tags.
    Tags,
    /// Birthday.
    Birthday,
    /// Notes.
    Notes,
    /// The row's id in the other program.
    ExternalId,
    /// When the other program first knew the customer.
    CreatedOn,
    /// A person made together with the customer.
    ContactName,
    /// That person's title.
    ContactTitle,
    /// That person's phone.
    ContactPhone,
    /// That person's e-mail.
    ContactEmail,
    /// The last touch.
    LastContactOn,
    /// The promised next touch.
    NextContactOn,
    /// Name of the customer that the row belongs to.
    Customer,
    /// That customer's id in the other program.
    CustomerExternalId,
    /// A contact's title.
    Title,
    /// Whether the contact decides.
    Decider,
    /// Value of a deal, or of an order line.
    Amount,
    /// Currency of the amount.
    Currency,
    /// A deal's stage, in the other program's words.
    Stage,
    /// A deal's status beside its stage: open, won, lost.
    Status,
    /// When the deal was opened.
    EngagedOn,
    /// When the deal was closed; of a deal still open, when it is expected to be.
    ClosedOn,
    /// When the deal is expected to close.
    ExpectedClose,
    /// What is sold.
    Product,
    /// Why the deal was lost.
    LostReason,
    /// Number of the order that a line belongs to.
    Number,
    /// When it was ordered.
    OrderedOn,
    /// The product's code.
    Sku,
    /// How many.
    Quantity,
    /// Price of one.
    UnitPrice,
    /// Share taken off the price.
    Discount,
    /// Name of the person an activity was with.
    Contact,
    /// What kind of activity: call, visit …
    Activity,
    /// When the activity was, or is planned.
    On,
    /// What was said.
    Text,
    /// What came of it.
    Outcome,
    /// How long it took.
    Duration,
    /// Who did it.
    Member,
    /// Not done yet.
    Planned,
    /// Done; read as the opposite of planned.
    Done,
    /// When a case was opened.
    OpenedOn,
    /// When a case is to be closed.
    DueOn,
    /// How satisfied, in words or from 5 (best) to 1.
    Satisfaction,
    /// How likely to buy again, percent.
    Repurchase,
    /// Whether they would recommend, 0 to 10.
    Recommendation,
    /// What was said in a survey.
    Comment,
}

/// Every field with its name and how it is read.
const FIELDS: &[(Field, &str, Shape)] = &[
    (Field::Name, "name", Shape::Text),
    (Field::GivenName, "given_name", Shape::Text),
    (Field::FamilyName, "family_name", Shape::Text),
    (Field::ShortName, "short_name", Shape::Text),
    (Field::Tier, "tier", Shape::Tier),
    (Field::Potential, "potential", Shape::Money),
    (Field::Industry, "industry", Shape::Text),
    (Field::Area, "area", Shape::Text),
    (Field::Address, "address", Shape::Text),
    (Field::City, "city", Shape::Text),
    (Field::Region, "region", Shape::Text),
    (Field::PostalCode, "postal_code", Shape::Text),
    (Field::Country, "country", Shape::Text),
    (Field::Phone, "phone", Shape::Text),
    (Field::Mobile, "mobile", Shape::Text),
    (Field::Email, "email", Shape::Email),
    (Field::Wechat, "wechat", Shape::Text),
    (Field::Web, "web", Shape::Web),
    (Field::Source, "source", Shape::Text),
    (Field::Owner, "owner", Shape::Text),
    (Field::Tags, "tags", Shape::Tags),
    (Field::Birthday, "birthday", Shape::Date),
    (Field::Notes, "notes", Shape::Text),
    (Field::ExternalId, "external_id", Shape::Text),
    (Field::CreatedOn, "created_on", Shape::Date),
    (Field::ContactName, "contact_name", Shape::Text),
    (Field::ContactTitle, "contact_title", Shape::Text),
    (Field::ContactPhone, "contact_phone", Shape::Text),
    (Field::ContactEmail, "contact_email", Shape::Email),
    (Field::LastContactOn, "last_contact_on", Shape::Date),
    (Field::NextContactOn, "next_contact_on", Shape::Date),
    (Field::Customer, "customer", Shape::Text),
    (Field::CustomerExternalId, "customer_external_id", Shape::Text),
    (Field::Title, "title", Shape::Text),
    (Field::Decider, "decider", Shape::Flag),
    (Field::Amount, "amount", Shape::Money),
    (Field::Currency, "currency", Shape::Currency),
    (Field::Stage, "stage", Shape::Text),
    (Field::Status, "status", Shape::Text),
    (Field::EngagedOn, "engaged_on", Shape::Date),
    (Field::ClosedOn, "closed_on", Shape::Date),
    (Field::ExpectedClose, "expected_close", Shape::Date),
    (Field::Product, "product", Shape::Text),
    (Field::LostReason, "lost_reason", Shape::Text),
    (Field::Number, "number", Shape::Text),
    (Field::OrderedOn, "ordered_on", Shape::Date),
    (Field::Sku, "sku", Shape::Text),
    (Field::Quantity, "quantity", Shape::Number),
    (Field::UnitPrice, "unit_price", Shape::Price),
    (Field::Discount, "discount", Shape::Discount),
    (Field::Contact, "contact", Shape::Text),
    (Field::Activity, "kind", Shape::Text),
    (Field::On, "on", Shape::Date),
    (Field::Text, "text", Shape::Text),
    (Field::Outcome, "outcome", Shape::Text),
    (Field::Duration, "duration", Shape::Minutes),
    (Field::Member, "member", Shape::Text),
    (Field::Planned, "planned", Shape::Flag),
    (Field::Done, "done", Shape::Flag),
    (Field::OpenedOn, "opened_on", Shape::Date),
    (Field::DueOn, "due_on", Shape::Date),
    (Field::Satisfaction, "satisfaction", Shape::Text),
    (Field::Repurchase, "repurchase", Shape::Text),
    (Field::Recommendation, "recommendation", Shape::Text),
    (Field::Comment, "comment", Shape::Text),
];

impl Field {
    /// The stable name, as in `--map FIELD=COLUMN`.
    pub fn name(self) -> &'static str {
        self.row().1
    }

    /// How its cells are read.
    pub fn shape(self) -> Shape {
        self.row().2
    }

    /// The field of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        FIELDS.iter().find(|(_, known, _)| *known == name).map(|(field, _, _)| *field)
    }

    fn row(self) -> (Self, &'static str, Shape) {
        let row = FIELDS.get(self as usize).copied();
        row.unwrap_or((self, "", Shape::Text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_stands_in_its_own_row() {
        for (index, (field, name, _)) in FIELDS.iter().enumerate() {
            assert_eq!(*field as usize, index, "{name}");
            assert_eq!(Field::from_name(name), Some(*field));
        }
        assert_eq!(Field::Comment as usize + 1, FIELDS.len());
    }

    #[test]
    fn kinds_have_names_in_both_languages() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_name(kind.name()), Some(kind));
        }
        assert_eq!(Kind::from_name(" 商机 "), Some(Kind::Deals));
        assert_eq!(Kind::from_name("工单"), Some(Kind::Cases));
        assert_eq!(Kind::from_name("cats"), None);
    }
}
