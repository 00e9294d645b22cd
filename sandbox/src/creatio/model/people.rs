//! Contacts, accounts, and how they can be reached.

use super::entity::{Entity, boolean, day, decimal, integer, lookup, part_of, text};

/// `Contact`.
pub(crate) static CONTACT: Entity = Entity::new(
    "Contact",
    "Contact",
    &[
        text("Name").sorted(),
        text("Surname"),
        text("GivenName"),
        text("MiddleName"),
        text("Dear"),
        lookup("Gender", "Gender"),
        lookup("Type", "ContactType"),
        lookup("Account", "Account"),
        lookup("Owner", "Contact"),
        lookup("Job", "Job"),
        text("JobTitle"),
        day("BirthDate"),
        integer("Age"),
        text("Phone").sorted(),
        text("MobilePhone").sorted(),
        text("HomePhone"),
        text("Skype"),
        text("Email").sorted(),
        text("Address"),
        lookup("City", "City"),
        lookup("Country", "Country"),
        text("Zip"),
        text("Notes"),
        lookup("Photo", "SysImage"),
        lookup("Language", "SysLanguage"),
        boolean("DoNotUseEmail"),
        boolean("DoNotUseCall"),
        boolean("DoNotUseSms"),
        integer("Completeness"),
        text("Facebook"),
        text("FacebookId"),
        text("LinkedIn"),
        text("LinkedInId"),
        text("Twitter"),
        text("TwitterId"),
    ],
)
.uid("16be3651-8fe2-4159-8dd0-a803d4683dd3");

/// `Account`.
pub(crate) static ACCOUNT: Entity = Entity::new(
    "Account",
    "Account",
    &[
        text("Name").sorted(),
        text("AlternativeName"),
        text("Code"),
        lookup("Type", "AccountType"),
        lookup("Owner", "Contact"),
        lookup("PrimaryContact", "Contact"),
        lookup("Parent", "Account"),
        lookup("Industry", "AccountIndustry"),
        text("Phone"),
        text("AdditionalPhone"),
        text("Fax"),
        text("Web"),
        text("Address"),
        lookup("City", "City"),
        lookup("Country", "Country"),
        text("Zip"),
        text("Notes"),
        decimal("AnnualRevenueAmount"),
        lookup("AccountLogo", "SysImage"),
        integer("Completeness"),
    ],
)
.uid("25d7c1ab-1de0-4501-b402-02e0e5a72d6e");

/// `ContactCommunication`.
pub(crate) static CONTACT_COMMUNICATION: Entity = Entity::new(
    "ContactCommunication",
    "Contact communication options",
    &[
        part_of("Contact", "Contact"),
        lookup("CommunicationType", "CommunicationType"),
        text("Number").sorted(),
        integer("Position"),
        text("SearchNumber").sorted(),
        text("SocialMediaId"),
        boolean("Primary"),
        boolean("NonActual"),
    ],
)
.shown_by("Number");

pub(super) static ENTITIES: &[&Entity] = &[
    &CONTACT,
    &ACCOUNT,
    &CONTACT_COMMUNICATION,
    &Entity::lookup(
        "CommunicationType",
        "Communication option types",
        &[
            text("HyperlinkTemplate"),
            text("DisplayFormat"),
            boolean("UseforContacts"),
            boolean("UseforAccounts"),
        ],
    ),
    &Entity::lookup("ContactType", "Contact types", &[]),
    &Entity::lookup("Gender", "Gender", &[]),
    &Entity::lookup("Job", "Job titles", &[]),
    &Entity::lookup("AccountType", "Account types", &[]),
    &Entity::lookup("AccountIndustry", "Industries", &[]),
    &Entity::lookup("Country", "Countries", &[text("Code")]),
    &Entity::lookup("City", "Cities", &[lookup("Country", "Country")]),
    &Entity::lookup("SysLanguage", "Customer languages", &[text("Code"), boolean("IsUsed")]),
];
