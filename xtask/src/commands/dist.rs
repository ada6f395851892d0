//! `cargo xtask dist`: the folder to upload.

use crate::report::{self, Outcome};
use crate::web::{self, Profile, size};
use crate::{project, setup};

pub(crate) fn dist() -> Outcome<()> {
    let environment = setup::for_building()?;
    web::build(&environment, Profile::Release)?;
    let table = size::measure(&environment, &project::dist())?;
    table.print();
    report::heading("dist/ is ready: upload its contents to any folder of any static host");
    table.check()
}
