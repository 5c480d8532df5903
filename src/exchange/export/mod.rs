//! What is in the file, out to other programs.
//!
//! CSV has the columns that our own import knows, so that what comes out can come in again; JSON
//! has everything that the file knows of a row, under the names that the log has for it.

pub mod csv;
pub mod ics;
pub mod json;
pub mod markdown;
pub mod tables;
pub mod vcard;
pub mod whole;
pub mod xlsx;

pub use csv::Csv;
pub use ics::Ics;
pub use json::Json;
pub use markdown::Markdown;
pub use tables::Table;
pub use vcard::Vcf;
pub use xlsx::Xlsx;
