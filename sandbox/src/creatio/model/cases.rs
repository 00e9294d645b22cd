//! Cases and what they are described by.

use super::entity::{Entity, boolean, integer, lookup, moment, part_of, text};

/// `Case`.
pub(crate) static CASE: Entity = Entity::new(
    "Case",
    "Case",
    &[
        text("Number").sorted(),
        moment("RegisteredOn").sorted(),
        text("Subject").sorted(),
        text("Symptoms"),
        lookup("Status", "CaseStatus"),
        lookup("Priority", "CasePriority"),
        lookup("Origin", "CaseOrigin"),
        lookup("Category", "CaseCategory"),
        lookup("Contact", "Contact"),
        lookup("Account", "Account"),
        lookup("Owner", "Contact"),
        moment("ResponseDate"),
        moment("SolutionDate"),
        moment("RespondedOn"),
        moment("SolutionProvidedOn"),
        moment("ClosureDate"),
        lookup("ClosureCode", "ClosureCode"),
        text("Solution"),
        lookup("SatisfactionLevel", "SatisfactionLevel"),
        text("SatisfactionLevelComment"),
        boolean("ResponseOverdue"),
        boolean("SolutionOverdue"),
        lookup("ParentCase", "Case"),
        text("Notes"),
    ],
)
.uid("117d32f9-8275-4534-8411-1c66115ce9cd")
.shown_by("Number");

pub(super) static ENTITIES: &[&Entity] = &[
    &CASE,
    &Entity::lookup(
        "CaseStatus",
        "Case statuses",
        &[
            integer("StageNumber"),
            boolean("IsFinal"),
            boolean("IsResolved"),
            boolean("IsPaused"),
            boolean("IsDisplayed"),
            text("Color"),
        ],
    ),
    &Entity::new(
        "CaseNextStatus",
        "Case status transitions",
        &[part_of("Status", "CaseStatus"), part_of("NextStatus", "CaseStatus")],
    )
    .shown_by("Id"),
    &Entity::lookup("CasePriority", "Case priorities", &[integer("Priority")]),
    &Entity::lookup("CaseOrigin", "Case sources", &[]),
    &Entity::lookup("CaseCategory", "Case categories", &[]),
    &Entity::lookup("ClosureCode", "Case closure reasons", &[]),
    &Entity::lookup("SatisfactionLevel", "Satisfaction levels", &[integer("Point")]),
];
