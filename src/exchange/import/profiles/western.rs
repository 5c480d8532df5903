//! Salesforce, Zoho CRM, HubSpot and Pipedrive.

use super::{Layout, Profile};
use crate::exchange::import::fields::{Field, Kind};

#[rustfmt::skip]
pub(super) const SALESFORCE: Profile = Profile {
    name: "Salesforce",
    names: &["sf", "sfdc"],
    people: false,
    layouts: &[
        Layout {
            kind: Kind::Deals,
            tells: &[
                &["id", "accountid", "stagename", "closedate"],
                &["opportunityid", "opportunityname", "stage"],
                &["opportunityname", "stage", "opportunityowner"],
            ],
            fields: &[
                ("opportunityname", Field::Name), ("name", Field::Name),
                ("opportunityid", Field::ExternalId), ("id", Field::ExternalId),
                ("accountid", Field::CustomerExternalId), ("accountname", Field::Customer),
                ("stagename", Field::Stage), ("stage", Field::Stage), ("amount", Field::Amount),
                ("closedate", Field::ClosedOn), ("createddate", Field::EngagedOn),
                ("currencyisocode", Field::Currency), ("opportunityowner", Field::Owner),
                ("description", Field::Notes), ("lossreason", Field::LostReason),
            ],
            silent: &[],
        },
        Layout {
            kind: Kind::Cases,
            tells: &[&["casenumber", "accountid"], &["casenumber", "accountname"], &["casenumber", "subject", "status"]],
            fields: &[
                ("casenumber", Field::ExternalId), ("accountid", Field::CustomerExternalId),
                ("accountname", Field::Customer), ("contactname", Field::Contact),
                ("subject", Field::Title), ("description", Field::Text), ("status", Field::Status),
                ("type", Field::Activity), ("reason", Field::Activity),
                ("createddate", Field::OpenedOn), ("dateopened", Field::OpenedOn),
                ("closeddate", Field::ClosedOn), ("caseowner", Field::Owner),
            ],
            silent: &[],
        },
        Layout {
            kind: Kind::Contacts,
            tells: &[
                &["id", "accountid", "firstname", "lastname"],
                &["contactid", "firstname", "lastname", "accountname"],
                &["firstname", "lastname", "mailingstreet"],
            ],
            fields: &[
                ("contactid", Field::ExternalId), ("id", Field::ExternalId),
                ("accountid", Field::CustomerExternalId), ("accountname", Field::Customer),
                ("firstname", Field::GivenName), ("lastname", Field::FamilyName),
                ("title", Field::Title), ("phone", Field::Phone), ("mobilephone", Field::Mobile),
                ("mobile", Field::Mobile), ("email", Field::Email), ("birthdate", Field::Birthday),
                ("mailingstreet", Field::Address), ("mailingcity", Field::City),
                ("mailingstate", Field::Region), ("mailingpostalcode", Field::PostalCode),
                ("mailingcountry", Field::Country), ("leadsource", Field::Source),
                ("description", Field::Notes),
            ],
            silent: &[],
        },
        Layout {
            kind: Kind::Activities,
            tells: &[&["id", "whoid", "whatid", "activitydate"], &["whoid", "accountid", "activitydate"]],
            fields: &[
                ("accountid", Field::CustomerExternalId), ("activitydate", Field::On),
                ("subject", Field::Text), ("type", Field::Activity), ("tasksubtype", Field::Activity),
                ("isclosed", Field::Done), ("id", Field::ExternalId),
            ],
            silent: &[],
        },
        Layout {
            kind: Kind::Customers,
            tells: &[
                &["id", "isdeleted", "name", "billingstreet"],
                &["id", "name", "billingcity", "ownerid"],
                &["accountid", "accountname", "accountowner"],
                &["accountname", "accountowner", "billingstreet"],
                &["accountname", "billingstreet", "lastactivity"],
            ],
            fields: &[
                ("accountname", Field::Name), ("name", Field::Name),
                ("accountid", Field::ExternalId), ("id", Field::ExternalId),
                ("billingstreet", Field::Address), ("billingaddressline1", Field::Address),
                ("billingcity", Field::City), ("billingstate", Field::Region),
                ("billingstateprovince", Field::Region), ("billingpostalcode", Field::PostalCode),
                ("billingzippostalcode", Field::PostalCode), ("billingcountry", Field::Country),
                ("phone", Field::Phone), ("website", Field::Web), ("industry", Field::Industry),
                ("accountowner", Field::Owner), ("accountsource", Field::Source),
                ("description", Field::Notes), ("createddate", Field::CreatedOn),
                ("lastactivitydate", Field::LastContactOn), ("lastactivity", Field::LastContactOn),
            ],
            silent: &[
                "isdeleted", "masterrecordid", "parentid", "ownerid", "createdbyid", "lastmodifieddate",
                "lastmodifiedbyid", "systemmodstamp", "lastvieweddate", "lastreferenceddate", "photourl",
                "jigsaw", "jigsawcompanyid", "cleanstatus", "dandbcompanyid", "recordtypeid", "shippingstreet",
                "shippingcity", "shippingstate", "shippingpostalcode", "shippingcountry",
            ],
        },
    ],
};

#[rustfmt::skip]
pub(super) const ZOHO: Profile = Profile {
    name: "Zoho CRM",
    names: &["zoho"],
    people: false,
    layouts: &[
        Layout {
            kind: Kind::Deals,
            tells: &[&["dealname", "closingdate", "stage"], &["potentialname", "closingdate"]],
            fields: &[
                ("dealname", Field::Name), ("potentialname", Field::Name), ("recordid", Field::ExternalId),
                ("accountname", Field::Customer), ("accountnameid", Field::CustomerExternalId),
                ("stage", Field::Stage), ("amount", Field::Amount), ("closingdate", Field::ClosedOn),
                ("dealowner", Field::Owner), ("createdtime", Field::EngagedOn),
                ("reasonforloss", Field::LostReason), ("currency", Field::Currency),
                ("description", Field::Notes),
            ],
            silent: &[],
        },
        Layout {
            kind: Kind::Cases,
            tells: &[&["casenumber", "casereason", "caseorigin"], &["caseowner", "casenumber", "accountname"]],
            fields: &[
                ("casenumber", Field::ExternalId), ("accountname", Field::Customer), ("subject", Field::Title),
                ("description", Field::Text), ("status", Field::Status), ("type", Field::Activity),
                ("casereason", Field::Activity), ("createdtime", Field::OpenedOn),
                ("caseowner", Field::Owner), ("relatedto", Field::Contact),
            ],
            silent: &[],
        },
        Layout {
            kind: Kind::Contacts,
            tells: &[
                &["contactowner", "accountname", "lastname", "mailingstreet"],
                &["recordid", "contactowner", "accountname", "lastname"],
                &["recordid", "leadowner", "company", "lastname"],
            ],
            fields: &[
                ("recordid", Field::ExternalId), ("accountname", Field::Customer),
                ("accountnameid", Field::CustomerExternalId), ("company", Field::Customer),
                ("firstname", Field::GivenName), ("lastname", Field::FamilyName),
                ("title", Field::Title), ("designation", Field::Title), ("phone", Field::Phone),
                ("mobile", Field::Mobile), ("email", Field::Email), ("dateofbirth", Field::Birthday),
                ("mailingstreet", Field::Address), ("street", Field::Address), ("mailingcity", Field::City),
                ("mailingstate", Field::Region), ("mailingzip", Field::PostalCode),
                ("mailingcountry", Field::Country), ("contactowner", Field::Owner),
                ("leadowner", Field::Owner), ("leadsource", Field::Source), ("tag", Field::Tags),
                ("description", Field::Notes),
            ],
            silent: &[],
        },
        Layout {
            kind: Kind::Customers,
            tells: &[&["recordid", "accountowner", "accountname"], &["accountownerid", "accountname"]],
            fields: &[
                ("accountname", Field::Name), ("recordid", Field::ExternalId), ("accountowner", Field::Owner),
                ("phone", Field::Phone), ("website", Field::Web), ("industry", Field::Industry),
                ("billingstreet", Field::Address), ("billingcity", Field::City),
                ("billingstate", Field::Region), ("billingcode", Field::PostalCode),
                ("billingcountry", Field::Country), ("createdtime", Field::CreatedOn),
                ("lastactivitytime", Field::LastContactOn), ("tag", Field::Tags),
                ("description", Field::Notes),
            ],
            silent: &[
                "accountownerid", "createdby", "createdbyid", "modifiedby", "modifiedbyid", "modifiedtime",
                "parentaccountid", "parentaccount", "locked", "accountimage", "enrichstatus", "shippingstreet",
                "shippingcity", "shippingstate", "shippingcode", "shippingcountry", "changelogtime",
            ],
        },
    ],
};

#[rustfmt::skip]
pub(super) const HUBSPOT: Profile = Profile {
    name: "HubSpot",
    names: &[],
    people: false,
    layouts: &[
        Layout {
            kind: Kind::Deals,
            tells: &[&["recordid", "dealname", "dealstage"], &["dealname", "dealstage", "pipeline"]],
            fields: &[
                ("dealname", Field::Name), ("recordid", Field::ExternalId), ("dealstage", Field::Stage),
                ("amount", Field::Amount), ("closedate", Field::ClosedOn), ("createdate", Field::EngagedOn),
                ("dealowner", Field::Owner), ("associatedcompany", Field::Customer),
                ("associatedcompanyids", Field::CustomerExternalId), ("currency", Field::Currency),
                ("closedlostreason", Field::LostReason), ("dealdescription", Field::Notes),
            ],
            silent: &[],
        },
        Layout {
            kind: Kind::Cases,
            tells: &[&["ticketid", "ticketname"], &["ticketname", "ticketstatus"], &["recordid", "ticketname"]],
            fields: &[
                ("ticketid", Field::ExternalId), ("recordid", Field::ExternalId), ("ticketname", Field::Title),
                ("ticketdescription", Field::Text), ("ticketstatus", Field::Status),
                ("category", Field::Activity), ("createdate", Field::OpenedOn), ("closedate", Field::ClosedOn),
                ("ticketowner", Field::Owner), ("associatedcompany", Field::Customer),
                ("associatedcontact", Field::Contact),
            ],
            silent: &[],
        },
        Layout {
            kind: Kind::Contacts,
            tells: &[
                &["recordid", "firstname", "lastname", "leadstatus"],
                &["recordid", "firstname", "lastname", "associatedcompany"],
                &["recordid", "firstname", "lastname", "lifecyclestage"],
                &["recordid", "firstname", "lastname", "contactowner", "email"],
            ],
            fields: &[
                ("recordid", Field::ExternalId), ("firstname", Field::GivenName),
                ("lastname", Field::FamilyName), ("email", Field::Email), ("phonenumber", Field::Phone),
                ("mobilephonenumber", Field::Mobile), ("jobtitle", Field::Title),
                ("associatedcompany", Field::Customer), ("companyname", Field::Customer),
                ("associatedcompanyids", Field::CustomerExternalId), ("streetaddress", Field::Address),
                ("city", Field::City), ("stateregion", Field::Region), ("postalcode", Field::PostalCode),
                ("countryregion", Field::Country), ("contactowner", Field::Owner),
                ("originalsource", Field::Source), ("dateofbirth", Field::Birthday),
                ("websiteurl", Field::Web),
            ],
            silent: &[],
        },
        Layout {
            kind: Kind::Customers,
            tells: &[&["recordid", "companyname", "companyowner"], &["recordid", "companyname", "companydomainname"]],
            fields: &[
                ("companyname", Field::Name), ("recordid", Field::ExternalId), ("companyowner", Field::Owner),
                ("companydomainname", Field::Web), ("websiteurl", Field::Web), ("phonenumber", Field::Phone),
                ("industry", Field::Industry), ("streetaddress", Field::Address), ("city", Field::City),
                ("stateregion", Field::Region), ("postalcode", Field::PostalCode),
                ("countryregion", Field::Country), ("createdate", Field::CreatedOn),
                ("lastcontacted", Field::LastContactOn), ("originalsourcetype", Field::Source),
                ("nextactivitydate", Field::NextContactOn), ("description", Field::Notes),
            ],
            silent: &["lastmodifieddate", "hubspotteam", "associatedcontactids", "associateddealids"],
        },
    ],
};

#[rustfmt::skip]
pub(super) const PIPEDRIVE: Profile = Profile {
    name: "Pipedrive",
    names: &[],
    people: false,
    layouts: &[
        Layout {
            kind: Kind::Contacts,
            tells: &[&["personname", "personphone"], &["personname", "organizationname", "personemailwork"], &["personname", "personemail"]],
            fields: &[
                ("personid", Field::ExternalId), ("personname", Field::Name),
                ("personfirstname", Field::GivenName), ("personlastname", Field::FamilyName),
                ("personphone", Field::Phone), ("personphonework", Field::Phone),
                ("personphonemobile", Field::Mobile), ("personemailwork", Field::Email),
                ("personemail", Field::Email), ("personemailhome", Field::Email),
                ("organizationname", Field::Customer), ("organizationid", Field::CustomerExternalId),
                ("personorganization", Field::Customer), ("organizationaddress", Field::Address),
                ("personowner", Field::Owner), ("personlabel", Field::Tags), ("personlabels", Field::Tags),
                ("personjobtitle", Field::Title), ("notecontent", Field::Notes),
                ("personbirthday", Field::Birthday),
            ],
            silent: &[],
        },
        Layout {
            kind: Kind::Deals,
            tells: &[&["dealtitle", "dealvalue"], &["dealtitle", "dealstage"], &["dealtitle", "dealstatus"]],
            fields: &[
                ("dealtitle", Field::Name), ("dealid", Field::ExternalId), ("dealvalue", Field::Amount),
                ("dealcurrencyofvalue", Field::Currency), ("dealcurrency", Field::Currency),
                ("dealstage", Field::Stage), ("dealstatus", Field::Status),
                ("dealorganization", Field::Customer), ("organization", Field::Customer),
                ("organizationname", Field::Customer), ("dealexpectedclosedate", Field::ExpectedClose),
                ("dealwontime", Field::ClosedOn), ("deallosttime", Field::ClosedOn),
                ("dealdealclosedon", Field::ClosedOn), ("dealdealcreated", Field::EngagedOn),
                ("dealcreated", Field::EngagedOn), ("deallostreason", Field::LostReason),
                ("dealowner", Field::Owner),
            ],
            silent: &[],
        },
        Layout {
            kind: Kind::Activities,
            tells: &[&["activitysubject", "activityduedate"], &["activitysubject", "activitytype"]],
            fields: &[
                ("activitysubject", Field::Text), ("activitytype", Field::Activity),
                ("activityduedate", Field::On), ("activitydone", Field::Done),
                ("activityduration", Field::Duration), ("activityid", Field::ExternalId),
                ("organization", Field::Customer), ("organizationname", Field::Customer),
                ("activityorganization", Field::Customer), ("contactperson", Field::Contact),
                ("activitycontactperson", Field::Contact), ("personname", Field::Contact),
                ("activityassignedtouser", Field::Member),
            ],
            silent: &[],
        },
        Layout {
            kind: Kind::Customers,
            tells: &[&["organizationname", "organizationaddress"], &["organizationname", "organizationowner"]],
            fields: &[
                ("organizationname", Field::Name), ("organizationid", Field::ExternalId),
                ("organizationaddress", Field::Address), ("organizationowner", Field::Owner),
                ("organizationlabel", Field::Tags), ("organizationlabels", Field::Tags),
                ("organizationorganizationcreated", Field::CreatedOn),
                ("organizationlastactivitydate", Field::LastContactOn),
                ("organizationnextactivitydate", Field::NextContactOn),
            ],
            silent: &[],
        },
    ],
};
