//! Festivals on which one greets a customer (DOMAIN 6.6).

use chrono::{Datelike, NaiveDate};

use super::lunar::{LunarYear, solar_term};

/// A traditional festival.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Festival {
    /// 除夕, the eve of the spring festival.
    NewYearsEve,
    /// 春节.
    SpringFestival,
    /// 元宵.
    LanternFestival,
    /// 清明.
    TombSweeping,
    /// 端午.
    DragonBoat,
    /// 七夕.
    DoubleSeventh,
    /// 中秋.
    MidAutumn,
    /// 重阳.
    DoubleNinth,
    /// 冬至.
    WinterSolstice,
}

impl Festival {
    /// All festivals in the order of a solar year.
    pub const ALL: [Self; 9] = [
        Self::NewYearsEve,
        Self::SpringFestival,
        Self::LanternFestival,
        Self::TombSweeping,
        Self::DragonBoat,
        Self::DoubleSeventh,
        Self::MidAutumn,
        Self::DoubleNinth,
        Self::WinterSolstice,
    ];

    /// Stable key in files and answers.
    pub const fn key(self) -> &'static str {
        match self {
            Self::NewYearsEve => "new_years_eve",
            Self::SpringFestival => "spring_festival",
            Self::LanternFestival => "lantern_festival",
            Self::TombSweeping => "tomb_sweeping",
            Self::DragonBoat => "dragon_boat",
            Self::DoubleSeventh => "double_seventh",
            Self::MidAutumn => "mid_autumn",
            Self::DoubleNinth => "double_ninth",
            Self::WinterSolstice => "winter_solstice",
        }
    }

    /// The festival's day in the solar year in which this lunar year begins.
    pub fn day(self, year: &LunarYear) -> Option<NaiveDate> {
        let new_year = year.day(1, 1)?;
        match self {
            Self::NewYearsEve => new_year.pred_opt(),
            Self::SpringFestival => Some(new_year),
            Self::LanternFestival => year.day(1, 15),
            Self::TombSweeping => solar_term(new_year.year(), 7),
            Self::DragonBoat => year.day(5, 5),
            Self::DoubleSeventh => year.day(7, 7),
            Self::MidAutumn => year.day(8, 15),
            Self::DoubleNinth => year.day(9, 9),
            Self::WinterSolstice => solar_term(new_year.year(), 24),
        }
    }
}

/// The festivals of a solar year, each with its day, in order of days; empty outside 1600–9000.
pub fn festivals(year: i32) -> Vec<(Festival, NaiveDate)> {
    let Some(lunar) = LunarYear::of(year) else {
        return Vec::new();
    };
    let days = Festival::ALL
        .into_iter()
        .filter_map(|festival| festival.day(&lunar).map(|day| (festival, day)));
    days.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn festivals_come_in_order_and_in_their_year() {
        for year in 1950..=2060 {
            let days = festivals(year);
            assert_eq!(days.len(), Festival::ALL.len(), "{year}");
            assert!(days.windows(2).all(|pair| pair[0].1 < pair[1].1), "{days:?}");
            assert!(days.iter().all(|(_, day)| day.year() == year), "{days:?}");
        }
        assert!(festivals(1599).is_empty());
    }
}
