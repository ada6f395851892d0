//! `#/data/privacy`: what happens to the records, in plain words, and how to check that it is true.
//!
//! Every sentence here is held by the code or by a journey; what the page cannot promise it says too.

use leptos::prelude::*;

use crate::browser::dom;
use crate::parts::{Button, IconName, PageHeader, Section};
use crate::route::Route;

#[component]
pub fn Privacy() -> impl IntoView {
    view! {
        <PageHeader
            title="Privacy"
            subtitle="Where your records are, what can leave this device, and how anyone can check it."
            back=(Route::Data.to_string(), "Data")
        >
            <Button icon=IconName::Print on_press=dom::print>"Print this page"</Button>
        </PageHeader>
        <div class="prose">
            <InShort />
            <WhereItIs />
            <WhatLeaves />
            <TheLock />
            <TheScreen />
            <WhatWeCannotDo />
            <Checks />
        </div>
    }
}

#[component]
fn InShort() -> impl IntoView {
    view! {
        <section class="card stack stack-close" aria-labelledby="privacy-short">
            <h2 id="privacy-short">"In short"</h2>
            <ul>
                <li>"Your records stay in this browser, on this device. There is no server that gets them, and no account."</li>
                <li>"Nothing is counted, tracked or reported about you or your students."</li>
                <li>"Records leave this browser only when you save a file, choose a folder for automatic backups, copy a text, print, or press the e-mail or phone link of a guardian."</li>
                <li>"Whoever can use this browser under your sign-in can read them, unless you turn on the lock."</li>
            </ul>
        </section>
    }
}

#[component]
fn WhereItIs() -> impl IntoView {
    view! {
        <Section title="Where your records are">
            <ul>
                <li>
                    <strong>"Records: "</strong>
                    "students, groups, plans, scores, sessions, notes and the history lie in this browser’s own database. What you are typing and copies from before a restore, a merge or a repair lie there too. The demo has a database of its own. If you chose a folder for automatic backups, the passphrase of its files lies with the records, so that the lock encrypts it too."
                </li>
                <li>
                    <strong>"Settings of this device: "</strong>
                    "colors, the privacy screen, when the lock shuts, when you last made a backup, that there is a caseload, and a random number for this device. They hold no records."
                </li>
                <li>
                    <strong>"The program: "</strong>
                    "a copy of its files, so that it works without a network. It holds no records."
                </li>
                <li>
                    <strong>"The browser’s list of visited pages: "</strong>
                    "addresses hold random numbers and days, never a name. The title of a student’s page holds the initials."
                </li>
            </ul>
            <p>"It uses no cookies. If you clear the data of this site in the browser, your records go with it, so keep backups."</p>
        </Section>
    }
}

/// What leaves, when, and who can read it then.
const LEAVES: [(&str, &str, &str); 7] = [
    (
        "A backup with a passphrase",
        "You press “Back up”.",
        "Everything, encrypted. Who has the passphrase can read it. The size of the file and the day in its name show.",
    ),
    (
        "A backup without a passphrase",
        "You press “Back up” and choose it.",
        "Everything, with names. Anyone who has the file can read it.",
    ),
    (
        "Automatic backups",
        "You chose a folder for them; then after ten quiet minutes, when you switch away, and on the next day.",
        "The same as a backup, with or without a passphrase; the name tells the time and a number of the device. If a cloud drive keeps the folder in step, whoever runs the drive gets the files too.",
    ),
    (
        "Other files, such as a series of scores",
        "You press the button that saves one.",
        "What you see is in it. No file name holds more of a student’s name than the initials.",
    ),
    (
        "Copied text",
        "You press “Copy”.",
        "Other programs on this device can read it, until you copy something else.",
    ),
    (
        "Paper, or a PDF",
        "You print.",
        "Whoever finds the sheet can read it. Behind the privacy screen, initials are printed.",
    ),
    (
        "An e-mail address or a phone number",
        "You press the link in a guardian’s entry.",
        "Your mail or phone program gets it, and nothing else.",
    ),
];

#[component]
fn WhatLeaves() -> impl IntoView {
    let rows = LEAVES.map(|(what, when, who)| {
        view! {
            <tr>
                <th scope="row">{what}</th>
                <td data-label="When">{when}</td>
                <td data-label="Who reads it">{who}</td>
            </tr>
        }
    });
    view! {
        <Section title="What leaves this browser, and when">
            <div class="table-scroll table-cards" tabindex="0" role="region" aria-label="What leaves this browser">
                <table class="table prose-table">
                    <thead>
                        <tr>
                            <th scope="col">"What"</th>
                            <th scope="col">"When"</th>
                            <th scope="col">"What is in it, and who can read it"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p>
                "The browser also fetches the program’s own files from the web address you opened: when you open the page, and now and then to see if there is a new version. As with any web page, whoever runs that address can see that this device asked, and when. It does not see which student you look at: that part of the address is never sent."
            </p>
        </Section>
    }
}

#[component]
fn TheLock() -> impl IntoView {
    view! {
        <Section title="What the lock does">
            <p>
                "You can turn on the lock in "
                <a href=Route::Settings.to_string()>"Settings"</a>
                ". Then everything about your students is encrypted in this browser."
            </p>
            <div class="grid-2 prose-pair">
                <div>
                    <h3>"It keeps out"</h3>
                    <ul>
                        <li>"somebody who borrows or steals this device while the lock is shut;"</li>
                        <li>"somebody who copies its disk, or looks into the browser’s storage."</li>
                    </ul>
                </div>
                <div>
                    <h3>"It does not protect"</h3>
                    <ul>
                        <li>"what is on the screen while it is open;"</li>
                        <li>"files you saved, texts you copied, sheets you printed;"</li>
                        <li>"a device that somebody else controls, or that has a harmful program or browser extension;"</li>
                        <li>"how many records there are, how long they are, their days, and when they changed;"</li>
                        <li>"a passphrase that is easy to guess."</li>
                    </ul>
                </div>
            </div>
            <p>"Pieces of what was there before you turned it on can stay on the disk for a while. If you lose both the passphrase and the recovery code, only a backup brings the records back."</p>
        </Section>
    }
}

#[component]
fn TheScreen() -> impl IntoView {
    view! {
        <Section title="What the privacy screen does">
            <p>
                "“Initials only”, at the top of every page, or "
                <kbd>"Alt"</kbd> " + " <kbd>"P"</kbd>
                ", shows students by their initials, on every page, on paper too. It is for people who can see your screen. It encrypts nothing and changes no record. Whole names stay in backups, in the form in which you edit a student, and in notes and group names where you wrote one."
            </p>
        </Section>
    }
}

#[component]
fn WhatWeCannotDo() -> impl IntoView {
    view! {
        <Section title="What no web page can promise">
            <ul>
                <li>
                    <strong>"Browser extensions "</strong>
                    "can read what is on any page. Use only those your school allows."
                </li>
                <li>
                    <strong>"Helpers of the browser "</strong>
                    "that check spelling or translate a page may send the text to the maker of the browser. You or your school can turn them off in the browser’s settings."
                </li>
                <li>
                    <strong>"Managed devices: "</strong>
                    "who runs the device may be able to see the screen or what is stored."
                </li>
                <li>
                    <strong>"The web address: "</strong>
                    "whoever can change the files there can change the program. It should be an address that you trust, over https, and one that no other site shares: pages of one address share one storage."
                </li>
                <li>
                    <strong>"Erasing: "</strong>
                    "what you erase on the "
                    <a href=Route::Data.to_string()>"Data"</a>
                    " page is gone from Aimline. It stays in files that you saved before, and pieces can stay on the disk until the browser needs the room."
                </li>
            </ul>
            <p>"Which laws hold, and how long records are kept, is for your school or district to say."</p>
        </Section>
    }
}

#[component]
fn Checks() -> impl IntoView {
    view! {
        <Section
            title="Checks for a technician"
            subtitle="Each takes a minute, with the tools that come with the browser. Open them with F12; names are those of Chrome and Edge. Use the demo to try things out."
        >
            {policy().map(|policy| view! {
                <div class="card stack stack-close prose-policy">
                    <p>"This page came from " <code>{dom::origin()}</code> " with this policy:"</p>
                    <p><code>{policy}</code></p>
                    <p>"In words: load from, run from and contact this address only; send no form anywhere; run no script and apply no style that is written into a page."</p>
                </div>
            })}
            <ol class="prose-checks">
                <li>
                    <h3>"Nothing goes to another address"</h3>
                    <p>
                        "Network tab: tick “Preserve log” and “Disable cache”, then reload. Log a session, add a score, back up, print. Every request is a GET to this address, for a file of the program, and none carries data. What begins with “blob:” is a file that the page itself makes for you to save."
                    </p>
                </li>
                <li>
                    <h3>"The browser enforces it"</h3>
                    <p>
                        "Network tab, the first request: its response holds the policy above in a meta element; many hosts also send it as a header. Then type "
                        <code>"fetch(\"https://example.org\")"</code>
                        " into the console. The browser refuses and names the policy."
                    </p>
                </li>
                <li>
                    <h3>"What is stored"</h3>
                    <p>
                        "Application tab, IndexedDB: “aimline” is the caseload, “aimline-demo” the demo, “aimline-folder” the folder for automatic backups; “aimline-new-log” is made empty and removed again at each start. Without a lock, each entry has its text in “body”. With the lock on, “sealed” is there instead, and no name can be read. Only the entry “lock” is open: it holds the key, itself encrypted."
                    </p>
                    <p>"Local storage has only entries that begin with “aimline.”, session storage at most one, “aimline.demo”. There are no cookies. To find out whether the device has room, the page writes a file of nothing but zeros into a folder “room” of its own, which no other program sees, and removes it at once."</p>
                </li>
                <li>
                    <h3>"What is cached"</h3>
                    <p>
                        "Application tab, Cache storage: what begins with “aimline-” holds the files of the program and nothing else. The file sw.js lists each with its SHA-256, so that they can be compared with the files on the host."
                    </p>
                </li>
                <li>
                    <h3>"It works without a network"</h3>
                    <p>"After the first visit unplug the network, or choose “Offline” in the Network tab. Close the page and open it again: everything is there and works."</p>
                </li>
                <li>
                    <h3>"An encrypted backup says nothing"</h3>
                    <p>
                        "Search the file for a name: it is not in there. Then open it without Aimline, with OpenSSL or Python: the file docs/backup-format.md in the source of the program gives the commands. Another passphrase is refused. "
                        <a href="./rescue.html">"The rescue page"</a>
                        " opens it too, with code of its own."
                    </p>
                </li>
                <li>
                    <h3>"No name where it could be seen in passing"</h3>
                    <p>"Look through the browser’s history, the downloads list and the titles of windows: addresses, file names and titles hold initials at most."</p>
                </li>
            </ol>
            <p class="muted">"The tests that come with the program do the same: they watch every journey through it for requests, policy and console, and look for planted names in all of these places."</p>
        </Section>
    }
}

/// The policy that the browser holds this page to.
fn policy() -> Option<String> {
    dom::attribute_of("meta[http-equiv=Content-Security-Policy]", "content")
}
