//! The figures as the operation states them, and the comparison with the figures rebuilt here.

use std::collections::BTreeMap;

use crate::finding::{Finding, Findings};
use crate::members::{Members, Unread};
use crate::sums::Sums;

/// What `figures.json` says.
pub(crate) struct Stated {
    /// The newest closed day.
    pub(crate) snapshot: i64,
    pub(crate) figures: BTreeMap<String, i64>,
}

impl Stated {
    /// Reads `{"snapshot":…,"figures":{"name":value,…}}`, exactly these members.
    pub(crate) fn read(text: &str) -> Result<Stated, Unread> {
        let mut members = Members::parse(text)?;
        let snapshot = members.integer("snapshot")?;
        let written = members.object("figures")?.rest();
        members.finish()?;
        let mut figures = BTreeMap::new();
        for (name, value) in written {
            let Some(value) = value.as_i64() else { return Err(Unread::Unusable { member: name }) };
            figures.insert(name, value);
        }
        Ok(Stated { snapshot, figures })
    }

    /// Finds every figure that differs, that nothing makes, or that is missing. A figure of 0 may be absent.
    pub(crate) fn compare(&self, sums: &Sums, findings: &mut Findings) {
        for (name, &stated) in &self.figures {
            match sums.get(name) {
                Some(recomputed) if recomputed != i128::from(stated) => {
                    findings.push(Finding::Differs { name: name.clone(), stated, recomputed });
                }
                None if stated != 0 => findings.push(Finding::Unmade { name: name.clone(), stated }),
                _ => {}
            }
        }
        for (name, recomputed) in sums.iter() {
            if recomputed != 0 && !self.figures.contains_key(name) {
                findings.push(Finding::Missing { name: name.clone(), recomputed });
            }
        }
    }
}
