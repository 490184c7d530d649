//! Pages, forms, sessions, languages: what every feature's pages stand on. Knows no feature.
//!
//! Errors: broken rules are [`typed::Problem`]s and come back with the form; everything unforeseen is logged once in
//! [`answer`] and shown as "something went wrong here", never with its cause.

pub mod access;
pub mod answer;
pub mod bulk;
pub mod chart;
pub mod comment;
pub mod desk;
pub mod fields;
pub mod flow;
pub mod forms;
pub mod give;
pub mod hands;
pub mod kept;
pub mod layout;
pub mod links;
pub mod log;
pub mod mirror;
pub mod options;
pub mod outward;
pub mod pieces;
pub mod pinned;
pub mod policies;
pub mod prose;
pub mod public;
pub mod root;
pub mod sankey;
pub mod sealed;
pub mod serve;
pub mod square;
pub mod telling;
pub mod typed;
pub mod upload;
pub mod witness;
pub mod words;
