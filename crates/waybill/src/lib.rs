//! Waybill: the one book behind a solidarity operation, and the public page that is read from it.
//!
//! `ARCHITECTURE.md` draws the house; start reading at [`house`].

pub mod access;
pub mod bank;
pub mod catalogue;
pub mod demo;
pub mod factor;
pub mod features;
pub mod house;
pub mod import;
pub mod publish;
pub mod store;
pub mod web;
pub mod world;
