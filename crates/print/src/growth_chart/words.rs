//! The words of a growth chart in the languages of the house. Names of the indicators are those WHO's own translations
//! use; a language that is not here is answered in English.

use growth::{Axis, Indicator, Sex};

/// The words of one language.
pub(super) struct Words {
    /// BCP 47.
    pub lang: &'static str,
    sexes: [&'static str; 2],
    axes: [&'static str; 3],
    along: [&'static str; 3],
    lines: &'static str,
    no_z: &'static str,
    who: &'static str,
    mramba: &'static str,
    columns: [&'static str; 2],
    titles: [&'static str; 13],
}

static ENGLISH: Words = Words {
    lang: "en",
    sexes: ["boys", "girls"],
    axes: ["age in months", "age in years", "cm"],
    along: ["age in days", "age in months", "length in cm"],
    lines: "Lines at -3, -2, -1, 0, 1, 2 and 3 standard deviations.",
    no_z: "no z",
    who: "Standard: © World Health Organization.",
    mramba: "Reference: Mramba and others 2017, not WHO's.",
    columns: ["measure", "z"],
    titles: [
        "Weight for age, birth to 5 years (WHO 2006)",
        "Length or height for age, birth to 5 years (WHO 2006)",
        "Body mass index for age, birth to 5 years (WHO 2006)",
        "Head circumference for age, birth to 5 years (WHO 2006)",
        "Arm circumference for age, 3 months to 5 years (WHO 2006)",
        "Triceps skinfold for age, 3 months to 5 years (WHO 2006)",
        "Subscapular skinfold for age, 3 months to 5 years (WHO 2006)",
        "Weight for length (WHO 2006)",
        "Weight for height (WHO 2006)",
        "Height for age, 5 to 19 years (WHO 2007)",
        "Weight for age, 5 to 10 years (WHO 2007)",
        "Body mass index for age, 5 to 19 years (WHO 2007)",
        "Arm circumference for age, 5 to 19 years (Mramba 2017, not WHO)",
    ],
};

static FRENCH: Words = Words {
    lang: "fr",
    sexes: ["garçons", "filles"],
    axes: ["âge en mois", "âge en années", "cm"],
    along: ["âge en jours", "âge en mois", "longueur en cm"],
    lines: "Lignes à -3, -2, -1, 0, 1, 2 et 3 écarts types.",
    no_z: "sans z",
    who: "Norme : © Organisation mondiale de la Santé.",
    mramba: "Référence : Mramba et autres 2017, non de l’OMS.",
    columns: ["mesure", "z"],
    titles: [
        "Poids pour l’âge, de la naissance à 5 ans (OMS 2006)",
        "Longueur ou taille pour l’âge, de la naissance à 5 ans (OMS 2006)",
        "Indice de masse corporelle pour l’âge, de la naissance à 5 ans (OMS 2006)",
        "Périmètre crânien pour l’âge, de la naissance à 5 ans (OMS 2006)",
        "Périmètre brachial pour l’âge, de 3 mois à 5 ans (OMS 2006)",
        "Pli cutané tricipital pour l’âge, de 3 mois à 5 ans (OMS 2006)",
        "Pli cutané sous-scapulaire pour l’âge, de 3 mois à 5 ans (OMS 2006)",
        "Poids pour la longueur (OMS 2006)",
        "Poids pour la taille (OMS 2006)",
        "Taille pour l’âge, de 5 à 19 ans (OMS 2007)",
        "Poids pour l’âge, de 5 à 10 ans (OMS 2007)",
        "Indice de masse corporelle pour l’âge, de 5 à 19 ans (OMS 2007)",
        "Périmètre brachial pour l’âge, de 5 à 19 ans (Mramba 2017, non de l’OMS)",
    ],
};

static HEBREW: Words = Words {
    lang: "he",
    sexes: ["בנים", "בנות"],
    axes: ["גיל בחודשים", "גיל בשנים", "ס״מ"],
    along: ["גיל בימים", "גיל בחודשים", "אורך בס״מ"],
    lines: "קווים ב־3-, 2-, 1-, 0, 1, 2 ו־3 סטיות תקן.",
    no_z: "ללא z",
    who: "תקן: © ארגון הבריאות העולמי.",
    mramba: "ייחוס: Mramba ואחרים 2017, לא של ארגון הבריאות העולמי.",
    columns: ["מדידה", "z"],
    titles: [
        "משקל לגיל, מלידה עד גיל 5 (WHO 2006)",
        "אורך או גובה לגיל, מלידה עד גיל 5 (WHO 2006)",
        "מדד מסת הגוף לגיל, מלידה עד גיל 5 (WHO 2006)",
        "היקף ראש לגיל, מלידה עד גיל 5 (WHO 2006)",
        "היקף זרוע לגיל, מ־3 חודשים עד גיל 5 (WHO 2006)",
        "קפל עור תלת־ראשי לגיל, מ־3 חודשים עד גיל 5 (WHO 2006)",
        "קפל עור תת־שכמי לגיל, מ־3 חודשים עד גיל 5 (WHO 2006)",
        "משקל לאורך (WHO 2006)",
        "משקל לגובה (WHO 2006)",
        "גובה לגיל, מגיל 5 עד 19 (WHO 2007)",
        "משקל לגיל, מגיל 5 עד 10 (WHO 2007)",
        "מדד מסת הגוף לגיל, מגיל 5 עד 19 (WHO 2007)",
        "היקף זרוע לגיל, מגיל 5 עד 19 (Mramba 2017, לא WHO)",
    ],
};

impl Words {
    /// Those of a language.
    pub fn of(lang: &str) -> &'static Words {
        [&FRENCH, &HEBREW].into_iter().find(|words| words.lang == lang).unwrap_or(&ENGLISH)
    }

    /// The name of the chart.
    pub fn title(&self, indicator: Indicator, sex: Sex) -> String {
        let number = growth::INDICATORS.iter().position(|i| *i == indicator).unwrap_or_default();
        format!("{}, {}", self.titles[number], self.sexes[usize::from(sex == Sex::Female)])
    }

    /// What the labels below the plot count.
    pub fn axis(&self, indicator: Indicator) -> &'static str {
        self.axes[place(indicator)]
    }

    /// What a point's place along the axis is, as the points are given.
    pub fn along(&self, indicator: Indicator) -> &'static str {
        self.along[place(indicator)]
    }

    /// Which lines are drawn.
    pub fn lines(&self) -> &'static str {
        self.lines
    }

    /// A z, or that there is none.
    pub fn z(&self, indicator: Indicator, sex: Sex, at: f64, measure: f64) -> String {
        indicator.z(sex, at, measure).map_or(self.no_z.to_string(), |z| format!("z\u{a0}{:.2}", z.rounded()))
    }

    /// Whose lines they are.
    pub fn source(&self, indicator: Indicator) -> &'static str {
        if indicator == Indicator::SchoolArmForAge { self.mramba } else { self.who }
    }

    /// Headings of the table: where, how much, z.
    pub fn headings(&self, indicator: Indicator) -> [String; 3] {
        let [measure, z] = self.columns;
        [self.along(indicator).into(), format!("{measure} ({})", indicator.unit()), z.into()]
    }
}

fn place(indicator: Indicator) -> usize {
    match indicator.axis() {
        Axis::Days => 0,
        Axis::Months => 1,
        Axis::Centimetres => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_english_names_are_those_of_the_engine() {
        for indicator in growth::INDICATORS {
            assert_eq!(
                Words::of("en").title(indicator, Sex::Female),
                format!("{}, girls", indicator.title())
            );
        }
    }

    #[test]
    fn every_language_tells_the_indicators_apart() {
        for lang in ["fr", "en", "he"] {
            let names: std::collections::BTreeSet<_> =
                growth::INDICATORS.iter().map(|i| Words::of(lang).title(*i, Sex::Male)).collect();
            assert_eq!(names.len(), 13, "{lang}");
        }
    }
}
