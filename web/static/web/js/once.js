// A change is sent once. htmx would keep the second of two quick clicks and send it when the first is
// answered: two orders. Until then the form, or the button, takes nothing more.
const sending = new WeakSet();

document.addEventListener("htmx:confirm", (event) => {
  if (event.detail.verb === "get" || !sending.has(event.detail.elt)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

document.addEventListener("htmx:beforeSend", ({ detail }) => {
  if (detail.requestConfig.verb !== "get") sending.add(detail.elt);
});

// Answered, before what the answer asks for: a form whose token was old is sent again at once (sign-in.js).
for (const name of ["htmx:beforeOnLoad", "htmx:afterRequest"]) document.addEventListener(name, ({ detail }) => sending.delete(detail.elt));
