//! Protocols: a version that was used stays as it was; editing it makes the next one.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::change::Changes;
use crate::context::Context;
use crate::edited::Edited;
use crate::model::{Id, Protocol, ProtocolUse, ProtocolVersion, Subject};
use crate::rejected::Rejected;

/// A protocol as its form has it: what it is called, and the version in force.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ProtocolWording {
    pub name: String,
    pub subject: Subject,
    pub version: ProtocolVersion,
}

impl ProtocolWording {
    pub fn of(protocol: &Protocol) -> Self {
        let current = protocol.current();
        Self {
            name: protocol.name.clone(),
            subject: protocol.subject,
            version: current.map_or_else(Default::default, |(_, version)| version.clone()),
        }
    }
}

pub fn save(
    to: &mut Changes<'_>,
    context: &mut Context,
    id: Option<Id<Protocol>>,
    protocol: Edited<ProtocolWording>,
) -> Result<(), Rejected> {
    let before = match id {
        Some(id) => found(to, id)?,
        None => Protocol::default(),
    };
    let ProtocolWording {
        name,
        subject,
        version,
    } = protocol.onto(&ProtocolWording::of(&before), to.caseload())?;
    let mut protocol = Protocol {
        name,
        subject,
        ..before
    }
    .checked()?;
    let version = version.checked()?;
    set_version(&mut protocol, version, context);
    to.set(id.unwrap_or_else(|| context.id()), protocol, context);
    Ok(())
}

pub fn archive(
    to: &mut Changes<'_>,
    context: &mut Context,
    id: Id<Protocol>,
    archived: Option<Date>,
) -> Result<(), Rejected> {
    let protocol = Protocol {
        archived,
        ..found(to, id)?
    };
    to.set(id, protocol, context);
    Ok(())
}

/// Freezes the version that a session used, from its first use on.
pub fn freeze(
    to: &mut Changes<'_>,
    context: &mut Context,
    used: ProtocolUse,
    day: Date,
) -> Result<(), Rejected> {
    let mut protocol = found(to, used.protocol)?;
    let Some(version) = protocol.versions.get(used.version) else {
        return Err(Rejected::gone("protocol version"));
    };
    if version.used_since.is_some_and(|since| since <= day) {
        return Ok(());
    }
    let version = ProtocolVersion {
        used_since: Some(day),
        ..version.clone()
    };
    protocol
        .versions
        .set(used.version, context.stamp(), version);
    to.set(used.protocol, protocol, context);
    Ok(())
}

fn found(to: &Changes<'_>, id: Id<Protocol>) -> Result<Protocol, Rejected> {
    to.caseload()
        .protocol(id)
        .cloned()
        .ok_or_else(|| Rejected::gone("protocol"))
}

/// Changes the version in force while nobody used it, else adds the next one.
fn set_version(protocol: &mut Protocol, version: ProtocolVersion, context: &mut Context) {
    let current = protocol
        .current()
        .map(|(id, version)| (id, version.clone()));
    let (id, number) = match &current {
        Some((_, current)) if same_wording(current, &version) => return,
        Some((id, current)) if !current.is_frozen() => (*id, current.number),
        Some((_, current)) => (context.id(), current.number + 1),
        None => (context.id(), 1),
    };
    let version = ProtocolVersion {
        number,
        used_since: None,
        ..version
    };
    protocol.versions.set(id, context.stamp(), version);
}

fn same_wording(a: &ProtocolVersion, b: &ProtocolVersion) -> bool {
    a.summary == b.summary
        && a.steps == b.steps
        && a.dose == b.dose
        && a.mastery == b.mastery
        && a.skills == b.skills
}
