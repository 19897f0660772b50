//! What the ladder is given besides the log.

use std::collections::HashMap;

use domain::loyalty::ladder::{Basis, Rules, Serving, Settings};
use domain::time::Timestamp;
use insight::{Dimensions, LadderInputs};
use store::OrgStore;
use store::design::Design;

use crate::error::Problem;

/// By what standings are computed.
pub struct Ground {
    pub settings: Settings,
    pub rules: Rules,
    pub serving: Serving,
}

impl Ground {
    pub async fn read(org: &OrgStore, design: &Design) -> Result<Ground, Problem> {
        let settings = org.ladder_settings().await?.unwrap_or_default();
        let basis = if org.knows_expectations().await? {
            Basis::Expectations
        } else {
            Basis::Scores
        };
        let themes = org.theme_numbers().await?;
        let plans = org.live_plans().await?;
        let mut pairs = Vec::new();
        for plan in &plans {
            if let Some(touchpoint) = design.touchpoint(plan.touchpoint) {
                let served = plan.document.themes().filter_map(|key| themes.get(key));
                pairs.extend(served.map(|theme| (touchpoint.no, *theme)));
            }
        }
        Ok(Ground {
            rules: settings.rules(basis),
            settings,
            serving: Serving::new(pairs),
        })
    }

    /// In short: where it changes, all clients are placed anew.
    pub fn text(&self) -> String {
        let rules = &self.rules;
        format!(
            "{} {} {} {} {:?}",
            rules.basis.as_str(),
            rules.tolerance,
            rules.reading_days,
            rules.plus_one_days,
            self.serving.pairs()
        )
    }

    pub fn inputs(&self, dimensions: &Dimensions, now: Timestamp) -> LadderInputs {
        LadderInputs {
            rules: self.rules,
            serving: self.serving.clone(),
            now,
            worth: figures(dimensions, self.settings.revenue_attribute.as_deref()),
        }
    }
}

/// The figures that an attribute holds, by the numbers of clients; nothing where it holds none.
pub fn figures(dimensions: &Dimensions, attribute: Option<&str>) -> HashMap<i64, f64> {
    let Some(column) = attribute.and_then(|key| dimensions.attributes.get(key)) else {
        return HashMap::new();
    };
    let values: Vec<Option<f64>> = column
        .values
        .iter()
        .map(|value| figure(&value.label))
        .collect();
    column
        .code_of_client
        .iter()
        .enumerate()
        .filter_map(|(client, code)| {
            let value = values.get(usize::try_from(*code).ok()?)?;
            Some((i64::try_from(client).ok()?, (*value)?))
        })
        .collect()
}

/// A figure as people write it: `48000`, `48,000`, `€ 48 000`. Negative ones are none.
fn figure(text: &str) -> Option<f64> {
    let kept: String = text
        .chars()
        .filter(|it| it.is_ascii_digit() || *it == '.' || *it == '-')
        .collect();
    kept.parse()
        .ok()
        .filter(|value: &f64| value.is_finite() && *value >= 0.0)
}

#[cfg(test)]
mod tests {
    use super::figure;

    #[test]
    fn figures_are_read_as_people_write_them() {
        for (text, value) in [
            ("48000", Some(48_000.0)),
            ("48,000", Some(48_000.0)),
            ("€ 48 000", Some(48_000.0)),
            ("2.5", Some(2.5)),
            ("0", Some(0.0)),
            ("-3", None),
            ("many", None),
            ("", None),
        ] {
            assert_eq!(figure(text), value, "{text}");
        }
    }
}
