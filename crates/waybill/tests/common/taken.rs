//! Files as a reader takes them along, kept for programs that are not ours: `./test` names a folder in `WAYBILL_TAKEN`.

use std::path::Path;

use waybill::features::takeaway;
use waybill::publish::shown::Shown;

/// Writes the books of what is shown, and feeds by language, into a folder of this name.
pub fn keep(name: &str, shown: &Shown, feeds: &[(&str, String)]) {
    let Ok(folder) = std::env::var("WAYBILL_TAKEN") else { return };
    let folder = Path::new(&folder).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("books.journal"), takeaway::hledger(shown)).unwrap();
    std::fs::write(folder.join("books.beancount"), takeaway::beancount(shown)).unwrap();
    std::fs::write(folder.join("figures.csv"), takeaway::figures_csv(shown)).unwrap();
    for (lang, feed) in feeds {
        std::fs::write(folder.join(format!("{lang}.atom")), feed).unwrap();
    }
}
