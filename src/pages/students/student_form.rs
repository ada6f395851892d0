//! The form in which a student is added or changed.

use aimline_core::model::{Grade, Guardian, Student};
use aimline_core::{Command, Edited, Problem};
use leptos::prelude::*;

use super::drafted::Drafted;
use crate::pages::as_opened::AsOpened;
use crate::parts::{
    Button, ButtonKind, ErrorSummary, IconName, SelectField, TextArea, TextField, error_of,
};
use crate::state::use_app;

/// `on_save` makes the command from the student as typed.
#[component]
pub fn StudentForm(
    drafted: Drafted<Edited<Student>>,
    #[prop(into)] on_save: Callback<Edited<Student>, Command>,
) -> impl IntoView {
    let app = use_app();
    let Edited { opened, typed } = drafted.initial();
    let (opened, fields) = (AsOpened::new(opened), Fields::new(typed));
    let problems = RwSignal::new(Vec::<Problem>::new());
    let edited = move || opened.edited(fields.student());
    drafted.keep(edited);
    let save = move || {
        problems.set(Vec::new());
        app.send(on_save.run(edited()), move |answer| match answer {
            Ok(()) => drafted.close(),
            Err(refused) => {
                opened.told(&refused);
                let _ = problems.try_set(refused.problems());
            }
        });
    };
    view! {
        <form
            class="stack"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <ErrorSummary problems />
            <div class="grid-2">
                <TextField
                    label="Given name"
                    name="given_name"
                    value=fields.given_name
                    error=error_of(problems, "given_name")
                />
                <TextField label="Family name" name="family_name" value=fields.family_name />
                <SelectField label="Grade" name="grade" value=fields.grade options=grades() />
                <SelectField
                    label="Tier"
                    name="tier"
                    value=fields.tier
                    options=tiers()
                    error=error_of(problems, "tier")
                />
                <TextField label="Teacher" name="teacher" value=fields.teacher />
                <TextField label="School ID" name="school_id" value=fields.school_id />
                <TextField label="Home language" name="home_language" value=fields.home_language />
            </div>
            <Guardians fields />
            <TextArea label="Note" name="note" value=fields.note rows=3 />
            <div class="row">
                <Button kind=ButtonKind::Primary submit=true>"Save student"</Button>
                <Button kind=ButtonKind::Quiet on_press=move || drafted.close()>"Cancel"</Button>
            </div>
        </form>
    }
}

/// A student as typed. What the form does not show is kept from the student it began with.
#[derive(Clone, Copy)]
struct Fields {
    before: StoredValue<Student>,
    given_name: RwSignal<String>,
    family_name: RwSignal<String>,
    grade: RwSignal<String>,
    tier: RwSignal<String>,
    teacher: RwSignal<String>,
    school_id: RwSignal<String>,
    home_language: RwSignal<String>,
    guardians: RwSignal<Vec<GuardianFields>>,
    note: RwSignal<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct GuardianFields {
    name: RwSignal<String>,
    relation: RwSignal<String>,
    phone: RwSignal<String>,
    email: RwSignal<String>,
    language: RwSignal<String>,
}

impl Fields {
    fn new(student: Student) -> Self {
        let text = |text: &str| RwSignal::new(text.to_owned());
        let guardians = student.guardians.iter().map(GuardianFields::new).collect();
        Self {
            given_name: text(&student.given_name),
            family_name: text(&student.family_name),
            grade: RwSignal::new(
                student
                    .grade
                    .map(|grade| grade.to_string())
                    .unwrap_or_default(),
            ),
            tier: RwSignal::new(
                student
                    .tier
                    .map(|tier| tier.to_string())
                    .unwrap_or_default(),
            ),
            teacher: text(&student.teacher),
            school_id: text(&student.school_id),
            home_language: text(&student.home_language),
            guardians: RwSignal::new(guardians),
            note: text(&student.note),
            before: StoredValue::new(student),
        }
    }

    fn student(self) -> Student {
        Student {
            given_name: self.given_name.get(),
            family_name: self.family_name.get(),
            grade: self.grade.with(|grade| grade.parse().ok()),
            tier: self.tier.with(|tier| tier.parse().ok()),
            teacher: self.teacher.get(),
            school_id: self.school_id.get(),
            home_language: self.home_language.get(),
            guardians: self
                .guardians
                .get()
                .into_iter()
                .map(GuardianFields::guardian)
                .collect(),
            note: self.note.get(),
            ..self.before.get_value()
        }
    }
}

impl GuardianFields {
    fn new(guardian: &Guardian) -> Self {
        let text = |text: &str| RwSignal::new(text.to_owned());
        Self {
            name: text(&guardian.name),
            relation: text(&guardian.relation),
            phone: text(&guardian.phone),
            email: text(&guardian.email),
            language: text(&guardian.language),
        }
    }

    fn guardian(self) -> Guardian {
        Guardian {
            name: self.name.get(),
            relation: self.relation.get(),
            phone: self.phone.get(),
            email: self.email.get(),
            language: self.language.get(),
        }
    }
}

#[component]
fn Guardians(fields: Fields) -> impl IntoView {
    let guardians = fields.guardians;
    let add = move || guardians.update(|all| all.push(GuardianFields::new(&Guardian::default())));
    let remove = move |guardian: GuardianFields| {
        guardians.update(|all| all.retain(|other| *other != guardian))
    };
    view! {
        <For each=move || guardians.get() key=|guardian| *guardian children=move |guardian| view! {
            <fieldset class="students-guardian">
                <legend>"Guardian"</legend>
                <div class="grid-2">
                    <TextField label="Name" value=guardian.name />
                    <TextField label="Relation" value=guardian.relation />
                    <TextField label="Phone" input_type="tel" value=guardian.phone />
                    <TextField label="Email" input_type="email" value=guardian.email />
                    <TextField label="Language" value=guardian.language />
                </div>
                <Button
                    kind=ButtonKind::Quiet
                    small=true
                    icon=IconName::Delete
                    on_press=move || remove(guardian)
                >
                    "Remove this guardian"
                </Button>
            </fieldset>
        } />
        <div>
            <Button kind=ButtonKind::Quiet icon=IconName::Add on_press=add>"Add a guardian"</Button>
        </div>
    }
}

fn grades() -> Signal<Vec<(String, String)>> {
    let grades = Grade::all().map(|grade| (grade.to_string(), format!("Grade {grade}")));
    Signal::stored(
        std::iter::once((String::new(), "Not set".into()))
            .chain(grades)
            .collect(),
    )
}

fn tiers() -> Signal<Vec<(String, String)>> {
    let tiers = (1..=3).map(|tier| (tier.to_string(), format!("Tier {tier}")));
    Signal::stored(
        std::iter::once((String::new(), "Not set".into()))
            .chain(tiers)
            .collect(),
    )
}
