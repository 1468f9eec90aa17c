// The form of a lead stands in a drawer over the page it was asked from; on a phone, without scripts and
// in a new tab it is a page of its own, at the same address. What was typed in a form with data-draft is
// never lost without a question: Escape, a click beside the drawer, and a way off the page all ask first.
const FORM = /^\/leads\/(new|\d+\/edit)\/$/;
const NOT_SAID = ["csrfmiddlewaretoken", "version"];
const wide = matchMedia("(min-width: 641px)");
const was = new WeakMap(); // what a form said before anybody typed
let letGo = false; // it was saved, or is somebody else's page now

const said = (form) => JSON.stringify([...new FormData(form)].filter(([name]) => !NOT_SAID.includes(name)));
const typed = (form) => form.dataset.draft === "typed" || was.get(form) !== said(form);
const draft = (within) => [...within.querySelectorAll("form[data-draft]")].find(typed);

function remember() {
  for (const form of document.querySelectorAll("form[data-draft]")) if (!was.has(form)) was.set(form, said(form));
}

remember();
document.addEventListener("htmx:afterSwap", () => { letGo = false; remember(); });

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]:not([data-page])");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (!wide.matches || link.origin !== location.origin || !FORM.test(link.pathname) || link.pathname === location.pathname) return;
  event.preventDefault();
  link.closest("#k-palette")?.close();
  htmx.ajax("GET", link.pathname + link.search, { source: link, target: "#k-dialog", swap: "innerHTML" });
});

/** Close the drawer, or ask first when something was typed in it. */
export function leave(box) {
  const question = box.querySelector("dialog[data-leave]");
  if (!question || !draft(box)) return box.close();
  if (question.open) return;
  question.showModal();
  question.querySelector("[data-stay]").focus(); // Enter drops nothing
}

// Before the browser sees it: a second Escape closes a dialog whatever its page says.
document.addEventListener("keydown", (event) => {
  const box = document.querySelector("#k-dialog[open]");
  if (event.key !== "Escape" || !box || document.querySelector("#k-sign-in[open]")) return;
  if (!box.querySelector("dialog[data-leave]") || box.querySelector("dialog[data-leave][open]")) return;
  event.preventDefault();
  leave(box);
});

document.addEventListener("cancel", (event) => {
  if (event.target.id !== "k-dialog" || !draft(event.target)) return;
  event.preventDefault();
  leave(event.target);
}, true);

document.addEventListener("click", (event) => {
  const question = event.target.closest("dialog[data-leave]");
  if (!question) return;
  if (event.target.closest("[data-leave-it]")) question.closest("#k-dialog").close();
  else if (event.target === question || event.target.closest("[data-stay]")) question.close();
});

// What was saved is not typed any more; a region in which somebody types is not read anew under their hands.
document.addEventListener("htmx:beforeOnLoad", ({ detail: { xhr, elt } }) => {
  letGo ||= Boolean(xhr.getResponseHeader("HX-Redirect"));
  if (xhr.status >= 300 || !elt.matches("form[data-draft]")) return;
  was.set(elt, said(elt));
  elt.dataset.draft = "";
});
document.addEventListener("htmx:beforeRequest", (event) => {
  const { elt, requestConfig } = event.detail;
  if (requestConfig.triggeringEvent?.type === "kam:changed" && elt.querySelector("form[data-draft]") && draft(elt)) event.preventDefault();
});
document.addEventListener("kam:signed-in", (event) => {
  letGo ||= document.querySelector(".k-shell")?.dataset.person !== String(event.detail.person);
}, true);
addEventListener("beforeunload", (event) => { if (!letGo && draft(document)) event.preventDefault(); });
