//! The CRM's interface, asked over HTTP.

mod batch;
mod crm;
mod feed;
mod files;
mod limits;
mod processes;
mod reading;
mod rules;
mod sessions;
mod writing;

use crm::{Crm, path_of};
