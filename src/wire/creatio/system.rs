//! What Creatio knows of itself: objects, lookups, sections, processes.

use serde::Deserialize;

use super::entity::{Column, Entity, Lookup as To, Row, Shape, id};
use crate::ids::crm::{Guid, LookupId};

/// An object, or another building block.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct SysSchema {
    /// What other rows name it by.
    #[serde(rename = "UId")]
    pub uid: Option<Guid>,
    /// Its code: of an object the entity set.
    pub name: String,
    /// Its title.
    pub caption: String,
}

impl Entity for SysSchema {
    const SET: &'static str = "SysSchema";
    type Id = LookupId;
}

impl SysSchema {
    /// What other rows name it by.
    pub const UID: Column<Self, Guid> = Column::new("UId");
    /// Its code.
    pub const NAME: Column<Self, String> = Column::new("Name");
    /// Its title.
    pub const CAPTION: Column<Self, String> = Column::new("Caption");
    /// What kind of building block it is.
    pub const MANAGER: Column<Self, String> = Column::new("ManagerName");
    /// The kind of objects.
    pub const OBJECTS: &'static str = "EntitySchemaManager";
}

impl Row for SysSchema {
    type Of = Self;
    const SHAPE: Shape<Self> =
        Shape { fields: &[Self::UID.field(), Self::NAME.field(), Self::CAPTION.field()], titles: &[] };
}

/// A lookup of the section "Lookups".
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct Lookup {
    /// Its key.
    pub id: Option<LookupId>,
    /// Its title.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// Its object.
    #[serde(rename = "SysEntitySchemaUId")]
    pub schema: Option<Guid>,
}

impl Entity for Lookup {
    const SET: &'static str = "Lookup";
    type Id = LookupId;
}

impl Lookup {
    /// Its title.
    pub const NAME: Column<Self, String> = Column::new("Name");
    /// What it is for.
    pub const DESCRIPTION: Column<Self, String> = Column::new("Description");
    /// Its object.
    pub const SCHEMA: Column<Self, Guid> = Column::new("SysEntitySchemaUId");
}

impl Row for Lookup {
    type Of = Self;
    const SHAPE: Shape<Self> = Shape {
        fields: &[id::<Self>().field(), Self::NAME.field(), Self::DESCRIPTION.field(), Self::SCHEMA.field()],
        titles: &[],
    };
}

/// The object of a section.
pub struct SysModuleEntity;

impl Entity for SysModuleEntity {
    const SET: &'static str = "SysModuleEntity";
    type Id = LookupId;
}

impl SysModuleEntity {
    /// The object.
    pub const SCHEMA: Column<Self, Guid> = Column::new("SysEntitySchemaUId");
}

/// A section.
pub struct SysModule;

impl Entity for SysModule {
    const SET: &'static str = "SysModule";
    type Id = LookupId;
}

impl SysModule {
    /// Its object.
    pub const ENTITY: To<Self, SysModuleEntity> = To::new("SysModuleEntity");
}

/// A process that a section offers.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct ProcessInModules {
    /// The process, in whichever version.
    #[serde(rename = "SysSchemaUId")]
    pub schema: Option<Guid>,
    /// The parameter that takes the record; none if the process is the section's, not a record's.
    #[serde(rename = "ParameterUId")]
    pub parameter: Option<Guid>,
}

impl Entity for ProcessInModules {
    const SET: &'static str = "ProcessInModules";
    type Id = LookupId;
}

impl ProcessInModules {
    /// The section.
    pub const MODULE: To<Self, SysModule> = To::new("SysModule");
    /// The process.
    pub const SCHEMA: Column<Self, Guid> = Column::new("SysSchemaUId");
    /// The parameter that takes the record.
    pub const PARAMETER: Column<Self, Guid> = Column::new("ParameterUId");
    /// Its place in the menu.
    pub const POSITION: Column<Self, i64> = Column::new("Position");
}

impl Row for ProcessInModules {
    type Of = Self;
    const SHAPE: Shape<Self> =
        Shape { fields: &[Self::SCHEMA.field(), Self::PARAMETER.field()], titles: &[] };
}

/// A process.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct VwProcessLib {
    /// Its code, by which it is run.
    pub name: String,
    /// Its title.
    pub caption: String,
    /// What all its versions have in common.
    #[serde(rename = "VersionParentUId")]
    pub parent: Option<Guid>,
}

impl Entity for VwProcessLib {
    const SET: &'static str = "VwProcessLib";
    type Id = LookupId;
}

impl VwProcessLib {
    /// Its code.
    pub const NAME: Column<Self, String> = Column::new("Name");
    /// Its title.
    pub const CAPTION: Column<Self, String> = Column::new("Caption");
    /// What all its versions have in common.
    pub const PARENT: Column<Self, Guid> = Column::new("VersionParentUId");
    /// Whether it is the version that runs.
    pub const IS_ACTIVE: Column<Self, bool> = Column::new("IsActiveVersion");
    /// Whether it may be run.
    pub const ENABLED: Column<Self, bool> = Column::new("Enabled");
}

impl Row for VwProcessLib {
    type Of = Self;
    const SHAPE: Shape<Self> =
        Shape { fields: &[Self::NAME.field(), Self::CAPTION.field(), Self::PARENT.field()], titles: &[] };
}
