//! Whether two values of a document say the same.

use serde_json::Value;

/// 1 and 1.0 are written by different programs, and are one number.
pub fn say_the_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            one == other || one.as_f64() == other.as_f64()
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|(one, other)| say_the_same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            let there = |name: &String| other.get(name);
            one.len() == other.len()
                && one
                    .iter()
                    .all(|(name, one)| there(name).is_some_and(|other| say_the_same(one, other)))
        }
        _ => one == other,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_number_is_the_same_however_it_is_written() {
        for (one, other, same) in [
            (json!(1), json!(1.0), true),
            (json!(1), json!(1.5), false),
            (json!([1, {"a": 2.0}]), json!([1.0, {"a": 2}]), true),
            (json!({"a": 1}), json!({"b": 1}), false),
            (json!({"a": 1}), json!({"a": 1, "b": null}), false),
            (
                json!(9_007_199_254_740_993_u64),
                json!(9_007_199_254_740_993_u64),
                true,
            ),
            (json!("1"), json!(1), false),
            (json!(null), json!(0), false),
        ] {
            assert_eq!(say_the_same(&one, &other), same, "{one} {other}");
        }
    }
}
