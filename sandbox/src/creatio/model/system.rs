//! What the system knows of itself: users, objects, lookups, processes, settings.

use super::entity::{Entity, boolean, decimal, guid, integer, lookup, moment, part_of, text};

/// `SysSchema`.
pub(crate) static SYS_SCHEMA: Entity = Entity::new(
    "SysSchema",
    "Schema",
    &[guid("UId").sorted(), text("Name").sorted(), text("Caption"), text("ManagerName")],
);

/// `Lookup`.
pub(crate) static LOOKUP: Entity = Entity::new(
    "Lookup",
    "Lookup",
    &[text("Name").sorted(), text("Description"), guid("SysEntitySchemaUId").sorted()],
);

/// `VwProcessLib`.
pub(crate) static VW_PROCESS_LIB: Entity = Entity::new(
    "VwProcessLib",
    "Process library",
    &[
        guid("UId").sorted(),
        text("Name"),
        text("Caption"),
        boolean("Enabled"),
        boolean("IsActiveVersion"),
        boolean("AddToRunButton"),
        text("TagProperty"),
        guid("VersionParentUId").sorted(),
        integer("Version"),
        boolean("HasStartEvent"),
    ],
)
.shown_by("Caption");

/// `SysModuleEntity`.
pub(crate) static SYS_MODULE_ENTITY: Entity =
    Entity::new("SysModuleEntity", "Section object", &[guid("SysEntitySchemaUId").sorted()]).shown_by("Id");

/// `SysModule`.
pub(crate) static SYS_MODULE: Entity = Entity::new(
    "SysModule",
    "Section",
    &[
        text("Code"),
        text("Caption"),
        lookup("SysModuleEntity", "SysModuleEntity"),
        guid("CardSchemaUId"),
        guid("SectionSchemaUId"),
    ],
)
.shown_by("Caption");

/// `ProcessInModules`.
pub(crate) static PROCESS_IN_MODULES: Entity = Entity::new(
    "ProcessInModules",
    "Process in section",
    &[
        lookup("SysModule", "SysModule"),
        guid("SysSchemaUId").sorted(),
        guid("ParameterUId"),
        integer("Position"),
    ],
)
.shown_by("Id");

pub(super) static ENTITIES: &[&Entity] = &[
    &Entity::new(
        "SysAdminUnit",
        "System administration object",
        &[
            text("Name"),
            integer("SysAdminUnitTypeValue"),
            lookup("Contact", "Contact"),
            boolean("Active"),
            integer("ConnectionType"),
            text("TimeZoneId"),
        ],
    )
    .view(USERS),
    &SYS_SCHEMA,
    &LOOKUP,
    &SYS_MODULE_ENTITY,
    &SYS_MODULE,
    &PROCESS_IN_MODULES,
    &VW_PROCESS_LIB,
    &Entity::new(
        "SysSettings",
        "System setting",
        &[text("Code").sorted(), text("Name"), text("ValueTypeName")],
    ),
    &Entity::new(
        "SysSettingsValue",
        "System setting value",
        &[
            part_of("SysSettings", "SysSettings"),
            lookup("SysAdminUnit", "SysAdminUnit"),
            boolean("IsDef"),
            text("TextValue"),
            integer("IntegerValue"),
            decimal("FloatValue"),
            boolean("BooleanValue"),
            moment("DateTimeValue"),
            guid("GuidValue"),
        ],
    )
    .shown_by("Id"),
];

/// The users of the sandbox; see [`crate::creatio::people`] for their ids.
const USERS: &str = "
    SELECT unhex(printf('00000000000040008000%012x', id)) AS Id,
           0 AS CreatedOn, NULL AS CreatedById, 0 AS ModifiedOn, NULL AS ModifiedById,
           login AS Name, 4 AS SysAdminUnitTypeValue,
           unhex(printf('00000000000050008000%012x', id)) AS ContactId,
           1 AS Active, 0 AS ConnectionType, 'Europe/Kiev' AS TimeZoneId
      FROM users";
