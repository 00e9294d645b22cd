//! What the journeys stand on.
//!
//! | module      | holds                                                         |
//! |-------------|---------------------------------------------------------------|
//! | [`wait`]    | waiting for what shall come, instead of sleeping              |
//! | [`child`]   | processes that end with this one                              |
//! | [`sandbox`] | a server of one's own                                         |
//! | [`browser`] | Chromium, and sessions in it                                  |
//! | [`page`]    | a page as people use it: roles, names, visible text, keys     |
//! | [`hands`]   | what needs the browser's own tools: IME, dropped files        |
//! | [`agent`]   | an agent at the desk                                          |
//! | [`customer`]| a customer, on the other side                                 |
//! | [`visitor`] | a customer in front of the customer's page                    |
//! | [`samples`] | files to send                                                 |
//! | [`control`] | calls, load and trouble, at will                              |

pub(crate) mod agent;
pub(crate) mod browser;
pub(crate) mod child;
pub(crate) mod control;
pub(crate) mod customer;
pub(crate) mod hands;
pub(crate) mod page;
pub(crate) mod samples;
pub(crate) mod sandbox;
pub(crate) mod visitor;
pub(crate) mod wait;
