// One tap puts other words in a marked one's place, or takes it out. Without script one does it by hand.

const LETTER = /[\p{L}\p{N}]/u;

function begins(before) {
  return /(^|[.!?:]\s+|\n\s*)$/u.test(before);
}

// Every place where the words stand as words of their own, in small or large letters. After one of the words of `after`
// nothing has to stand: ”grannen” says enough.
function replaced(text, words, instead, after) {
  const low = text.toLocaleLowerCase("sv");
  const sought = words.toLocaleLowerCase("sv");
  if (!sought || low.length !== text.length) return text.replaceAll(words, instead);
  let result = "";
  let from = 0;
  for (let at = low.indexOf(sought); at >= 0; at = low.indexOf(sought, at + sought.length)) {
    const end = at + sought.length;
    if (LETTER.test(text[at - 1] ?? "") || LETTER.test(text[end] ?? "")) continue;
    result += text.slice(from, at);
    from = end;
    const before = result.match(/(\p{L}+)[ \t]+$/u)?.[1].toLocaleLowerCase("sv");
    if (instead && !after.includes(before)) {
      result += begins(result) ? instead[0].toUpperCase() + instead.slice(1) : instead;
    } else if (/(^|\n)$/u.test(result)) {
      if (text[from] === " ") from += 1;
    } else result = result.replace(/[ \t]$/u, "");
  }
  return result + text.slice(from);
}

function areaOf(mark) {
  return document.getElementById(mark.closest(".marks").id.replace(/_marks$/, ""));
}

// The text as it was before the last tap, until one writes on or the form is emptied.
let undone = null;
function forget() {
  undone?.line.setAttribute("hidden", "");
  undone = null;
}

function write(area, text) {
  area.value = text;
  area.dispatchEvent(new Event("input", { bubbles: true }));
  area.focus();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.(".mark-role");
  if (!button) return;
  const mark = button.closest(".mark");
  const area = areaOf(mark);
  const line = mark.closest(".marks").nextElementSibling;
  const before = area.value;
  const { words, after = "" } = mark.dataset;
  mark.remove();
  write(area, replaced(before, words, button.dataset.instead, after ? after.split(" ") : []));
  forget();
  undone = { area, line, text: before };
  line?.removeAttribute("hidden");
  settle(area);
});

document.addEventListener("click", (event) => {
  if (!undone || !event.target.closest?.(".mark-undo")) return;
  const { area, text } = undone;
  forget();
  write(area, text);
});
document.addEventListener("input", (event) => event.isTrusted && event.target === undone?.area && forget());
document.addEventListener("reset", forget);

// What the summary says is left to mend follows the marks; with none left, the field's own errors go too.
const OPEN = ".mark-hard, fieldset.mark:not(:has(:checked))";

function left(area) {
  const summary = area.form?.querySelector("[data-errors]");
  if (!summary) return;
  const own = summary.querySelectorAll(`a[href="#${area.id}"]`).length;
  const open = document.querySelectorAll(`#${area.id}_marks :is(${OPEN})`).length;
  const number = summary.querySelectorAll("li").length - own + (own && (open || own));
  const heading = summary.querySelector("h2");
  heading.textContent = number === 1 ? heading.dataset.one : heading.dataset.many.replace("%d", number);
  if (!number) summary.remove();
}

function settle(area) {
  const most = Number(document.getElementById(`${area.id}_count`)?.dataset.max ?? Infinity);
  const open = document.querySelector(`#${area.id}_marks :is(${OPEN})`);
  if (!open && area.value.trim() && area.value.length <= most) {
    document.getElementById(`${area.id}_error`)?.remove();
    area.closest(".has-wrong")?.classList.remove("has-wrong");
    area.removeAttribute("aria-invalid");
    for (const row of document.querySelectorAll(`[data-errors] a[href="#${area.id}"]`)) row.closest("li").remove();
  }
  left(area);
}

document.addEventListener("change", (event) => {
  const mark = event.target.closest?.(".marks .mark");
  if (mark) settle(areaOf(mark));
});

function wake(root) {
  for (const row of root.querySelectorAll(".mark-roles")) row.hidden = false;
}

// What one taps while the marks are on their way stays tapped.
let tapped = [];
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (!detail.target.matches?.(".marks")) return;
  tapped = [...detail.target.querySelectorAll("input:checked")].map((input) => input.id);
});
document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (!detail.target.matches?.(".marks")) return;
  for (const id of tapped) {
    const input = document.getElementById(id);
    if (input) input.checked = true;
  }
  wake(detail.target);
  settle(areaOf(detail.target));
});

wake(document);
for (const marks of document.querySelectorAll(".marks")) left(areaOf(marks));
