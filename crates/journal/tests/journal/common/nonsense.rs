//! Entries that are wrong on purpose: each rule must be broken now and then, alone and together with others.

use serde_json::{Value, json};

use super::situations::{Proposal, integer, row, total};

impl Proposal<'_> {
    /// A move with a list, one or two rows of which are wrong.
    fn twisted(&mut self) -> Option<Vec<Value>> {
        let mut moves = match self.dice.between(0, 4) {
            0 => self.by_serial_number()?,
            1 => self.come_back(&["w:recipients", "w:loss", "w:fee"])?,
            2 => self.pay_back(&["w:lender"], true)?,
            _ => self.pay_back(&["w:lender", "w:giver1", "w:giver2"], false)?,
        };
        let said = &mut moves[0];
        let list = *["settles", "returns", "draw"].iter().find(|list| said.get(**list).is_some())?;
        for _ in 0..self.dice.between(1, 2) {
            let whom = said["to"].clone();
            let rows = said[list].as_array_mut()?;
            let at = rows.len() - 1;
            match self.dice.between(0, 5) {
                0 => rows.push(rows[0].clone()),
                1 => rows[at][3] = json!(rows[at][3].as_i64()? + 1),
                2 => rows[at][2] = json!(1_i64 << 52),
                3 => {
                    let paid: Vec<_> = self.book.settled.values().flatten().collect();
                    if !paid.is_empty() {
                        let (org, lo, hi) = *self.dice.pick(&paid);
                        rows[at] = row(*org, integer(lo), integer(&(hi - lo)));
                    }
                }
                4 => {
                    // Preferably one that came from the holder who is paid.
                    let mut all: Vec<_> =
                        self.book.origins.iter().filter(|(_, o)| whom == o.2.as_str()).map(|(of, _)| *of).collect();
                    all.extend(self.book.origins.keys().next());
                    rows.push(row(*self.dice.pick(&all), 0, 1));
                }
                _ => said["a"] = json!(said["a"].as_i64()? + 1),
            }
            if self.dice.chance(60) {
                said["a"] = json!(total(said[list].as_array()?));
            }
        }
        Some(moves)
    }

    pub fn nonsense(&mut self) -> Vec<Value> {
        if self.dice.chance(50)
            && let Some(moves) = self.twisted()
        {
            return moves;
        }
        let mut moves = self.sensible().1;
        if moves.is_empty() || self.dice.chance(4) {
            return Vec::new();
        }
        let at = usize::try_from(self.dice.roll() % moves.len() as u64).unwrap();
        let known = self.journal.len().max(1);
        let key = (self.dice.roll() % (known as u64 + 2), self.dice.roll() % 2);
        let v = &mut moves[at];
        match self.dice.between(0, 12) {
            0 => {
                let amounts = [json!(0), json!(-1), json!(1_i64 << 53), json!(1.5), json!("1"), json!(u64::MAX)];
                v["a"] = self.dice.pick(&amounts).clone();
            }
            1 => {
                let from = v["from"].clone();
                v["from"] = v["to"].clone();
                v["to"] = from;
            }
            2 => v["to"] = json!(self.dice.pick(&["w:loss", "bank/general", "w:giver1"])),
            3..=5 => {
                let list = *self.dice.pick(&["draw", "settles", "returns"]);
                v[list] = json!([row(key, self.dice.between(-1, 5), self.dice.between(0, 9))]);
            }
            6 => {
                v.as_object_mut().unwrap().remove("draw");
            }
            7 => v["a"] = json!(v["a"].as_i64().unwrap_or(0) + 1),
            8 => v["c"] = json!(self.coin()),
            9 | 10 => {
                for list in ["draw", "settles", "returns"] {
                    if let Some(rows) = v.get_mut(list).and_then(Value::as_array_mut) {
                        let mut again = rows[0].clone();
                        match self.dice.between(0, 2) {
                            0 => again[2] = json!(1_i64 << 52),
                            1 => again[0] = json!(key.0),
                            _ => {}
                        }
                        rows.push(again);
                    }
                }
            }
            11 => v["m"] = self.dice.pick(&[json!("exchange"), json!("gift")]).clone(),
            _ => moves.push(moves[at].clone()),
        }
        // What a strange exchange lacks, so that only one thing is wrong.
        for v in moves.iter_mut().filter(|v| v["m"] == "exchange" && v.get("ga").is_none()) {
            for (key, value) in [("gc", json!("HELM")), ("ga", json!(3)), ("with", json!("w:supplier"))] {
                v[key] = value;
            }
        }
        moves
    }
}
