//! How likely the goal is met on its day, if growth goes on as it has.

use std::fmt;

use crate::analysis::student_t::t_chance;
use crate::analysis::{AimLine, Defined, Direction, Trend};

/// Never 0 or 1: a straight line through a few scores cannot be that sure.
const SUREST: f64 = 0.99;
const ROUNDING: f64 = 1e-9;

/// A chance from 0.01 to 0.99.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct ChanceOfGoal(f64);

/// The chance that the student's own line stands at the goal or beyond on the goal's day:
/// T at `(line on that day - goal) / SE of the line there`, n - 2 degrees of freedom.
///
/// Range: 0.01 to 0.99. 0.5 says that the line points exactly at the goal. Undefined under
/// three scores. It takes growth as straight and says nothing of the error of the one score
/// that will be read on that day. Source: `domain.md` 4; Draper & Smith 1998, 1.4.
/// Example: a line at 60 with a standard error of 5 on the day, goal 66, 10 scores: T = -1.2 at
/// 8 degrees, 13 %.
pub fn chance_of_goal(trend: &Trend, aim: &AimLine, direction: Direction) -> Defined<ChanceOfGoal> {
    let over = direction.gain(trend.at(aim.end()) - aim.goal());
    let error = trend.error_at(aim.end());
    // Rounding says nothing either way.
    if over.abs() <= ROUNDING {
        return Ok(ChanceOfGoal(0.5));
    }
    let chance = if error > 0.0 {
        t_chance(over / error, trend.line.count.saturating_sub(2))?
    } else if over >= 0.0 {
        SUREST
    } else {
        1.0 - SUREST
    };
    Ok(ChanceOfGoal(chance.clamp(1.0 - SUREST, SUREST)))
}

impl ChanceOfGoal {
    pub fn part(self) -> f64 {
        self.0
    }
}

impl fmt::Display for ChanceOfGoal {
    /// "about 35 %"; at the ends "1 % or less" and "99 % or more".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = (100.0 * self.0).round();
        if percent <= 1.0 {
            f.write_str("1 % or less")
        } else if percent >= 99.0 {
            f.write_str("99 % or more")
        } else {
            write!(f, "about {percent} %")
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::*;
    use crate::analysis::Series;

    const START: Date = date(2026, 9, 8);

    fn week(number: i32) -> Date {
        START.saturating_add(jiff::Span::new().days(7 * number))
    }

    fn chance(scores: &[f64], goal: f64, direction: Direction) -> ChanceOfGoal {
        let series = Series::new((0..).map(week).zip(scores.iter().copied()));
        let aim = AimLine::new(START, 40.0, week(18), goal).unwrap();
        chance_of_goal(&Trend::new(&series).unwrap(), &aim, direction).unwrap()
    }

    #[test]
    fn a_line_that_points_at_the_goal_is_even() {
        // Slope 1 from 40, scattered evenly about it: 58 after 18 weeks.
        let scores = [41.0, 40.0, 41.0, 44.0, 45.0, 44.0];
        let line = chance(&scores, 58.0, Direction::Increase);
        assert!(line.part() > 0.2 && line.part() < 0.8);
        let more = chance(&scores, 80.0, Direction::Increase);
        assert!(more < line);
        let down = chance(&scores, 80.0, Direction::Decrease);
        assert!((down.part() + more.part() - 1.0).abs() < 1e-9);
    }

    #[test]
    fn it_is_never_certain() {
        let straight = [40.0, 42.0, 44.0, 46.0, 48.0, 50.0];
        assert_eq!(
            chance(&straight, 60.0, Direction::Increase).to_string(),
            "99 % or more"
        );
        assert_eq!(
            chance(&straight, 90.0, Direction::Increase).to_string(),
            "1 % or less"
        );
        let on_it = chance(&straight, 76.0, Direction::Increase);
        assert_eq!(on_it.part(), 0.5);
        let wild = [40.0, 70.0, 35.0, 66.0, 38.0, 60.0];
        assert!(
            chance(&wild, 66.0, Direction::Increase)
                .to_string()
                .starts_with("about ")
        );
    }
}
