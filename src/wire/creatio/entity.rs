//! What an object of Creatio is made of, so that a query can only name what is there.
//!
//! Names are those of a standard installation; the client writes the installation's own.

use std::marker::PhantomData;

use crate::ids::crm::Key;
use crate::time::Millis;

/// An object; its records are the rows of an entity set.
pub trait Entity: 'static {
    /// The entity set.
    const SET: &'static str;
    /// The type of its key.
    type Id: Key;
}

/// An object whose records are shown by a title, where another one refers to them.
pub trait Titled: Entity + Sized {
    /// The column with the title.
    const TITLE: Column<Self, String>;
}

/// What a read asks of each record.
pub struct Shape<E: Entity> {
    /// The columns.
    pub fields: &'static [Field<E>],
    /// The lookups of which the title is wanted, too. It is read as text under the lookup's name.
    pub titles: &'static [Title<E>],
}

/// A record as it is read: only what the shape asks for. What is empty has its default.
pub trait Row: Default + serde::de::DeserializeOwned + 'static {
    /// The object.
    type Of: Entity;
    /// What is asked of each record.
    const SHAPE: Shape<Self::Of>;
}

/// A member of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// The object's entity set.
    pub object: &'static str,
    /// The name; of a lookup without `Id`.
    pub name: &'static str,
    /// Whether it is a lookup, whose value has `Id` behind the name.
    pub lookup: bool,
}

/// How many lookups a path may lead through.
pub const LONGEST: usize = 3;

/// The way from an object to a column, through lookups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Path {
    steps: [Option<Member>; LONGEST],
    last: Member,
}

impl Path {
    const fn of(last: Member) -> Self {
        Self { steps: [None; LONGEST], last }
    }

    /// The way from an object through lookups, all by their names; nothing if there are none, or
    /// more than [`LONGEST`] lookups. Only the object of the first step is known.
    #[must_use]
    pub fn through(object: &'static str, names: impl IntoIterator<Item = &'static str>) -> Option<Self> {
        let mut names = names.into_iter().peekable();
        let mut path = Self { steps: [None; LONGEST], last: Member { object, name: "", lookup: false } };
        let mut of = object;
        for at in 0..=LONGEST {
            let name = names.next()?;
            let member = Member { object: of, name, lookup: names.peek().is_some() };
            if !member.lookup {
                path.last = member;
                return Some(path);
            }
            *path.steps.get_mut(at)? = Some(member);
            of = "";
        }
        None
    }

    /// This way, continued. It must not become longer than [`LONGEST`].
    fn then(self, next: Self) -> Self {
        debug_assert!(self.members().count() + next.members().count() <= LONGEST + 1, "the way is too long");
        let mut steps = [None; LONGEST];
        let all = self.steps.into_iter().flatten().chain([self.last]).chain(next.steps.into_iter().flatten());
        for (slot, step) in steps.iter_mut().zip(all) {
            *slot = Some(step);
        }
        Self { steps, last: next.last }
    }

    /// All members, in order.
    pub fn members(&self) -> impl Iterator<Item = Member> + '_ {
        self.steps.iter().copied().flatten().chain([self.last])
    }
}

/// A column of `E`, or one that is reached from there, with values of the type `T`.
pub struct Column<E, T> {
    path: Path,
    types: PhantomData<fn() -> (E, T)>,
}

/// A reference from `E` to a record of `T`.
pub struct Lookup<E, T> {
    path: Path,
    types: PhantomData<fn() -> (E, T)>,
}

/// A member of `E`, whatever its type.
pub struct Field<E> {
    member: Member,
    of: PhantomData<fn() -> E>,
}

/// The title of a record to which `E` refers.
pub struct Title<E> {
    lookup: Member,
    title: Member,
    of: PhantomData<fn() -> E>,
}

impl<E, T> Clone for Column<E, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<E, T> Copy for Column<E, T> {}

impl<E, T> Clone for Lookup<E, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<E, T> Copy for Lookup<E, T> {}

impl<E: Entity, T> Column<E, T> {
    /// The column with this name.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self { path: Path::of(Member { object: E::SET, name, lookup: false }), types: PhantomData }
    }

    /// The way to it.
    #[must_use]
    pub const fn path(self) -> Path {
        self.path
    }

    /// It, to be read or written.
    #[must_use]
    pub const fn field(self) -> Field<E> {
        Field { member: self.path.last, of: PhantomData }
    }
}

impl<E: Entity, T: Entity> Lookup<E, T> {
    /// The lookup with this name, without `Id`.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self { path: Path::of(Member { object: E::SET, name, lookup: true }), types: PhantomData }
    }

    /// A column of the record to which it refers.
    #[must_use]
    pub fn to<V>(self, column: Column<T, V>) -> Column<E, V> {
        Column { path: self.path.then(column.path), types: PhantomData }
    }

    /// A lookup of the record to which it refers.
    #[must_use]
    pub fn via<V: Entity>(self, lookup: Lookup<T, V>) -> Lookup<E, V> {
        Lookup { path: self.path.then(lookup.path), types: PhantomData }
    }

    /// The key of the record to which it refers: a filter has to take this way, not the column.
    #[must_use]
    pub fn key(self) -> Column<E, T::Id> {
        self.to(id())
    }

    /// The column with the reference, to be read or written.
    #[must_use]
    pub const fn field(self) -> Field<E> {
        Field { member: self.path.last, of: PhantomData }
    }
}

impl<E: Entity, T: Titled> Lookup<E, T> {
    /// The title of the record to which it refers.
    #[must_use]
    pub const fn title(self) -> Title<E> {
        Title { lookup: self.path.last, title: T::TITLE.path.last, of: PhantomData }
    }
}

impl<E> Field<E> {
    /// The member.
    #[must_use]
    pub const fn member(&self) -> Member {
        self.member
    }
}

impl<E> Title<E> {
    /// The lookup, and the column of the record to which it refers.
    #[must_use]
    pub const fn members(&self) -> (Member, Member) {
        (self.lookup, self.title)
    }
}

/// The key of an object.
#[must_use]
pub const fn id<E: Entity>() -> Column<E, E::Id> {
    Column::new("Id")
}

/// When a record was made; every object has it.
#[must_use]
pub const fn created_on<E: Entity>() -> Column<E, Millis> {
    Column::new("CreatedOn")
}

/// When a record was last changed; every object has it.
#[must_use]
pub const fn modified_on<E: Entity>() -> Column<E, Millis> {
    Column::new("ModifiedOn")
}
