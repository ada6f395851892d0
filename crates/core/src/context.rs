//! What a command may know of the world: now, today, the device, and ids not yet used.

use jiff::civil::Date;

use crate::model::{Device, Id, Stamp};

/// A UUID of version 7 leaves 12 bits between its milliseconds and its variant for a counter.
const IDS_IN_ONE_MILLISECOND: u16 = 1 << 12;

#[derive(Clone, Debug)]
pub struct Context {
    /// Milliseconds since 1970, by the device's clock.
    pub now: u64,
    /// The civil day where the person is.
    pub today: Date,
    pub device: Device,
    /// The last stamp given or seen.
    latest: Stamp,
    /// Random bits drawn by the caller, and how many ids were made from them.
    entropy: u64,
    ids: u16,
}

impl Context {
    pub fn new(now: u64, today: Date, device: Device, latest: Stamp, entropy: u64) -> Self {
        Self {
            now,
            today,
            device,
            latest,
            entropy,
            ids: 0,
        }
    }

    /// A stamp later than every stamp before.
    pub fn stamp(&mut self) -> Stamp {
        self.latest = self.latest.next(self.now, self.device);
        self.latest
    }

    /// The stamps given from here on follow this one too, which another device may have given.
    pub fn see(&mut self, stamp: Stamp) {
        self.latest = self.latest.max(stamp);
    }

    /// An id that sorts after those given before by this context.
    pub fn id<T>(&mut self) -> Id<T> {
        let mut random = [0; 10];
        random[..2].copy_from_slice(&self.ids.to_be_bytes());
        random[2..].copy_from_slice(&self.entropy.to_be_bytes());
        let uuid = uuid::Builder::from_unix_timestamp_millis(self.now, &random).into_uuid();
        self.ids += 1;
        if self.ids == IDS_IN_ONE_MILLISECOND {
            self.ids = 0;
            self.now += 1;
        }
        Id::from_uuid(uuid)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::date;

    use super::*;
    use crate::model::Student;

    #[test]
    fn ids_and_stamps_follow_each_other() {
        let latest = Stamp::at(9_000, Device(3));
        let mut context = Context::new(5_000, date(2026, 10, 5), Device(1), latest, u64::MAX);
        assert!(
            context.stamp() > latest,
            "a clock set back must not make an older stamp"
        );
        let ids: Vec<Id<Student>> = (0..5_000).map(|_| context.id()).collect();
        assert!(ids.is_sorted());
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    }
}
