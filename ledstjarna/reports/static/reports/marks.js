// One tap puts other words in a marked one's place, or takes it out. Without script one does it by hand.

const LETTER = /[\p{L}\p{N}]/u;

function begins(before) {
  return /(^|[.!?:]\s+|\n\s*)$/u.test(before);
}

// Every place where the words stand as words of their own, in small or large letters.
function replaced(text, words, instead) {
  const low = text.toLocaleLowerCase("sv");
  const sought = words.toLocaleLowerCase("sv");
  if (!sought || low.length !== text.length) return text.replaceAll(words, instead);
  let result = "";
  let from = 0;
  for (let at = low.indexOf(sought); at >= 0; at = low.indexOf(sought, at + sought.length)) {
    const end = at + sought.length;
    if (LETTER.test(text[at - 1] ?? "") || LETTER.test(text[end] ?? "")) continue;
    result += text.slice(from, at);
    if (instead) result += begins(result) ? instead[0].toUpperCase() + instead.slice(1) : instead;
    else result = result.replace(/[ \t]$/u, "");
    from = end;
  }
  return result + text.slice(from);
}

function areaOf(mark) {
  return document.getElementById(mark.closest(".marks").id.replace(/_marks$/, ""));
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.(".mark-role");
  if (!button) return;
  const mark = button.closest(".mark");
  const area = areaOf(mark);
  area.value = replaced(area.value, mark.dataset.words, button.dataset.instead);
  mark.remove();
  area.dispatchEvent(new Event("input", { bubbles: true }));
  area.focus();
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
});

wake(document);
