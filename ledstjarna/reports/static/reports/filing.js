// Nothing is left at a shared computer: a form is emptied when one leaves it, and when nobody has touched it for long.
// Without script the browser leaves the page after the same time, and the server never sends what was written again.

const MINUTE = 60_000;
const forms = document.querySelectorAll("form[data-leaves-nothing]");
const note = document.querySelector("[data-empties]");

function empty() {
  for (const form of forms) {
    form.reset();
    for (const field of form.querySelectorAll("textarea, input[type='text']")) field.value = "";
    for (const marks of form.querySelectorAll(".marks")) marks.replaceChildren();
  }
}

function say() {
  for (const sentence of document.querySelectorAll("[data-emptied]")) {
    sentence.hidden = false;
    history.scrollRestoration = "manual"; // the browser would scroll down past it
    setTimeout(() => sentence.focus());
  }
}

addEventListener("pagehide", empty);
addEventListener("pageshow", (event) => {
  const [entry] = performance.getEntriesByType("navigation");
  if (!event.persisted && entry?.type !== "back_forward") return;
  empty();
  say();
});

function leave() {
  empty();
  location.replace(note.dataset.to);
}

function watch() {
  const limit = Number(note.dataset.empties) * 1000;
  const fixed = "fixed" in note.dataset;
  const sentence = note.querySelector("p");
  let touched = Date.now();
  const stay = () => {
    touched = Date.now();
    sentence.hidden = true;
  };
  if (!fixed) for (const kind of ["input", "keydown", "pointerdown", "click"]) addEventListener(kind, stay);
  const look = () => {
    const left = limit - (Date.now() - touched);
    if (left <= 0) leave();
    else if (!fixed && left < MINUTE) sentence.hidden = false;
  };
  setInterval(look, 5_000);
  document.addEventListener("visibilitychange", look);
}

if (note) {
  // What came as the answer to a form is asked for anew when one comes back to it, and not sent again.
  history.replaceState(null, "", location.href);
  watch();
}

for (const button of navigator.clipboard ? document.querySelectorAll("[data-copies]") : []) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).textContent);
    button.textContent = button.dataset.done;
  });
}

for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print());
