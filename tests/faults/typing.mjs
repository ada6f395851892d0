// Runs in the page: types and saves as fast as the screen answers, by the events a person makes.
//
// Each save has a number, which is in everything it writes. `acknowledged(number)` is called when
// the live region says that it is saved: what a person, or a screen reader, was told.

/** Scores of a whole group, again and again: one command, one transaction, a plan a student. */
export async function typeScores({ first }) {
  const spoken = document.querySelector('[role="status"][aria-live="polite"]');
  const type = (input, text) => {
    input.value = text;
    input.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText", data: text }));
  };
  const saved = () => new Promise((done) => {
    const observer = new MutationObserver(() => {
      if (!spoken.textContent.startsWith("Scores saved")) return;
      observer.disconnect();
      done();
    });
    observer.observe(spoken, { childList: true, characterData: true, subtree: true });
  });
  for (let number = first; ; number++) {
    for (const row of document.querySelectorAll(".scores-table tbody tr")) {
      const [score, errors] = row.querySelectorAll("input");
      type(score, String(1 + (number % 250)));
      type(errors, String(Math.floor(number / 250)));
    }
    const answer = saved();
    [...document.querySelectorAll("button")].find((button) => button.textContent === "Save all").click();
    await answer;
    acknowledged("scores", number);
  }
}

/** Another session of the group, again and again: the form opens, a note is typed, it is saved. */
export async function typeSessions({ first, route }) {
  const spoken = document.querySelector('[role="status"][aria-live="polite"]');
  const frame = () => new Promise((done) => setTimeout(done, 0));
  for (let number = first; ; number++) {
    location.hash = route;
    while (!document.querySelector("form.log #session-note")) await frame();
    const note = document.querySelector("#session-note");
    note.value = `Write ${number}`;
    note.dispatchEvent(new InputEvent("input", { bubbles: true }));
    const answer = new Promise((done) => {
      const observer = new MutationObserver(() => {
        if (!spoken.textContent.startsWith("Session saved")) return;
        observer.disconnect();
        done();
      });
      observer.observe(spoken, { childList: true, characterData: true, subtree: true });
    });
    [...document.querySelectorAll("button")].find((button) => button.textContent === "Save session").click();
    await answer;
    acknowledged("session", number);
    while (document.querySelector("form.log")) await frame();
  }
}
