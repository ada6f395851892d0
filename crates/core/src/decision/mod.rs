//! What the scores can and cannot say about a student's growth: one rule a file, thresholds and
//! sources on top, and the engine that puts them in order.
//!
//! 1. Was it a fair test at all? Minutes and steps first ([`fair_test`]).
//! 2. Under 6 points: collecting. From 6 to 9: runs and the median of three as prompts to look
//!    closer, each with how often it is wrong by chance ([`run`], [`median_of_three`]).
//! 3. From 10 points: the interval of the slope against the goal's ([`interval`]), and where it
//!    holds the goal, whether level and projection agree with the aim line; else about how many
//!    points more would settle it ([`more_points`]).
//!
//! It knows no student and no browser. The trend against the aim line, the third rule in common
//! use, is wrong every second time for a student exactly at goal, because a fitted slope is as often
//! too low as too high; so the engine does not use it.

pub mod chance_of_goal;
pub mod engine;
pub mod fair_test;
pub mod false_alarm;
pub mod interval;
pub mod median_of_three;
pub mod more_points;
mod reason;
pub mod run;
pub mod thresholds;
pub mod verdict;
pub mod what_if;
mod words;

pub use chance_of_goal::{ChanceOfGoal, chance_of_goal};
pub use engine::{Case, decide};
pub use fair_test::{FairTest, Reading};
pub use false_alarm::false_alarm;
pub use run::Runs;
pub use thresholds::{Threshold, Thresholds};
pub use verdict::{Advice, Evidence, Finding, Projection, Prompt, Prompted, Rule, Verdict};
pub use what_if::{Projected, Question, Reach, Sessions, project};
pub use words::Rates;

#[cfg(test)]
mod edges;
#[cfg(test)]
mod simulation;
#[cfg(test)]
mod tests;
