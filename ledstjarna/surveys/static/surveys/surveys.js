// A question that leans on an earlier answer shows itself when that answer is given. Without this, the page shows
// all that may come and the server decides when it is saved.

const leaning = [...document.querySelectorAll("[data-if]")];

function given(form, name) {
  const boxes = [...form.querySelectorAll(`[name="${name}"]:checked`)];
  return boxes.filter((box) => !box.closest("[hidden]")).map((box) => box.value);
}

// What was answered stays in the page while its question is away; the server has let go of it, so it is saved anew.
function again(question) {
  const fields = [...question.querySelectorAll("input:not([type=hidden]), textarea")];
  const field = fields.find((one) => (one.type === "radio" || one.type === "checkbox" ? one.checked : one.value));
  // After the answer that brought it back, which has to be saved first.
  if (field) setTimeout(() => field.dispatchEvent(new Event("change", { bubbles: true })));
}

let woken = false;

function show() {
  for (const question of leaning) {
    const form = question.closest("form");
    const wanted = question.dataset.any.split(" ");
    const asked = given(form, question.dataset.if).some((value) => wanted.includes(value));
    const comes = asked && question.hidden;
    question.hidden = !asked;
    if (comes && woken) again(question);
  }
}

// "Vet inte" and a number rule each other out, as do "inget av detta" and the others of several.
function settle(field) {
  const measure = field.closest(".survey-measure");
  if (measure) {
    const [number, unknown] = measure.querySelectorAll("input");
    if (field === unknown && unknown.checked) number.value = "";
    if (field === number && number.value) unknown.checked = false;
  }
  if (field.type === "checkbox" && field.checked && field.name.startsWith("q-")) {
    for (const other of field.closest(".chips").querySelectorAll("input")) {
      if (other !== field && (field.value === "none") !== (other.value === "none")) other.checked = false;
    }
  }
}

// What is on its way says so; what did not arrive says that it is not saved, and is sent again once anything arrives.
const lost = new Set();

function tell(place, words, wrong = false) {
  const line = place.closest?.(".survey-question")?.querySelector(".survey-saved");
  if (line) line.replaceChildren(Object.assign(document.createElement("span"), { textContent: words }));
  if (line && wrong) line.firstChild.className = "wrong";
}

function resend() {
  const questions = [...lost];
  lost.clear();
  for (const question of questions) {
    question.querySelector("input:not([type=hidden]), textarea")?.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

window.addEventListener("online", resend);

for (const form of document.querySelectorAll("form[data-survey]")) {
  form.addEventListener("change", (event) => {
    settle(event.target);
    show();
    tell(event.target, form.dataset.saving);
  }, true);
  for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    form.addEventListener(name, (event) => {
      lost.add(event.target.closest(".survey-question"));
      tell(event.target, form.dataset.unsaved, true);
    });
  }
  form.addEventListener("htmx:afterOnLoad", (event) => { if (event.detail.successful) resend(); });
  form.classList.add("survey-live");
}
if (leaning.length) show();
woken = true;

// Whoever turns to another window in the middle of a word has that word saved.
document.addEventListener("visibilitychange", () => {
  const field = document.activeElement;
  if (document.hidden && field?.closest?.("form[data-survey]") && field.value) {
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
});

// In the builder, answers to choose among are written only for the kinds that have them.
for (const box of document.querySelectorAll("[data-own-options]")) {
  const kinds = box.dataset.ownOptions.split(" ");
  const form = box.closest("form");
  const turn = () => { box.hidden = !kinds.includes(form.querySelector("[name=kind]:checked")?.value); };
  form.addEventListener("change", turn);
  turn();
}
