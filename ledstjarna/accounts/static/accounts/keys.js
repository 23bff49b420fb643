// Joins allauth's functions for keys to the buttons that ask for them; the ids lie on the element.
document.addEventListener("DOMContentLoaded", () => {
  for (const element of document.querySelectorAll("[data-key-form]")) {
    const { keyForm, ...ids } = element.dataset;
    window.allauth.webauthn.forms[keyForm]({ ids });
  }
});
