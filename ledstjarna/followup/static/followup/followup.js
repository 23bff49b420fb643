// Small touches; every page works without them.

// What is asked more of stands open as soon as a status that needs it is chosen.
document.addEventListener("change", (event) => {
  if (event.target.name !== "status" || !["paused", "blocked", "cancelled"].includes(event.target.value)) return;
  const more = event.target.form.querySelector("details.more");
  if (more) more.open = true;
});

// A text is copied, and said to be.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.copy);
    const said = document.getElementById(`${button.dataset.copy}-said`);
    try {
      await navigator.clipboard.writeText(text.value);
      said.textContent = button.dataset.done;
    } catch {
      text.select();
      said.textContent = button.dataset.selected;
    }
  });
}

// A text that is shown whole needs no way to be shown whole.
for (const whole of document.querySelectorAll(".followup-whole")) {
  const text = whole.previousElementSibling;
  if (text.scrollHeight <= text.clientHeight + 1) whole.hidden = true;
}
