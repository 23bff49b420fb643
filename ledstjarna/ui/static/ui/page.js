// Small touches; every page works without them.

// A form pressed twice is sent once; after five seconds it may be sent again (a lost connection).
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "1";
  form.setAttribute("aria-busy", "true");
  setTimeout(() => free(form), 5000);
});

function free(form) {
  delete form.dataset.sent;
  form.removeAttribute("aria-busy");
}

// Back in the browser brings the page as it was left, with its form still marked as sent.
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(free));

function count(area) {
  const line = document.getElementById(`${area.id}_count`);
  const left = Number(line.dataset.max) - area.value.length;
  line.textContent = (left < 0 ? line.dataset.over : line.dataset.left).replace("%d", Math.abs(left));
  line.dataset.state = left < 0 ? "over" : "";
}

function wake(root) {
  for (const line of root.querySelectorAll("[data-count]")) {
    const area = document.getElementById(line.dataset.count);
    if (!area) continue;
    area.addEventListener("input", () => count(area));
    count(area);
  }
  root.querySelector("[data-errors]")?.focus();
}

// One open menu at a time; Escape closes it and gives the focus back.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = event.target.closest?.("details.room-phone[open], details.me[open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});

wake(document);
document.addEventListener("htmx:load", (event) => event.target !== document.body && wake(event.target));
