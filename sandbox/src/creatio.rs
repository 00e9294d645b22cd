//! The CRM: OData and services as Creatio has them, over the same database.
//!
//! | module        | holds                                                              |
//! |---------------|--------------------------------------------------------------------|
//! | [`model`]     | the objects and their columns; everything else follows from them   |
//! | [`schema`]    | tables, indexes, and how texts are compared                        |
//! | [`table`]     | records as rows                                                    |
//! | [`records`]   | records as the CRM treats them: rights, stamps, [`rules`]          |
//! | [`odata`]     | OData 4 in the CRM's dialect                                       |
//! | [`session`]   | who is asking                                                      |
//! | [`services`]  | what goes beside OData: users, rights, files, feed, processes      |
//! | [`processes`] | the business processes                                             |
//! | [`reference`] | the values of lookups, there from the start                        |
//! | [`control`]   | what only tests and demos may do                                   |

pub(crate) mod control;
mod files;
mod guid;
mod ids;
mod model;
mod moment;
mod odata;
pub(crate) mod people;
mod processes;
mod records;
pub(crate) mod reference;
mod refusal;
mod reply;
mod rights;
mod rules;
pub(crate) mod schema;
pub(crate) mod seed;
mod services;
mod session;
mod streams;
mod table;
#[cfg(test)]
mod tests;
pub(crate) mod trouble;
mod value;

use axum::Router;
use axum::middleware::from_fn_with_state;

use crate::app::App;

/// The endpoints.
pub(crate) fn router(app: App) -> Router {
    Router::new()
        .merge(session::router())
        .merge(odata::router())
        .merge(services::router())
        .layer(from_fn_with_state(app.clone(), trouble::interfere))
        .with_state(app)
}
