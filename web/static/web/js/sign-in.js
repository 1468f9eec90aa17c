// The session ended: keep the page and what was typed, sign in on top of it, then send it again.
let waiting = null;

document.addEventListener("htmx:beforeOnLoad", (event) => {
  if (event.detail.xhr.status === 401) waiting = event.detail.requestConfig;
});

document.addEventListener("kam:signed-out", () => {
  const box = document.getElementById("k-sign-in");
  htmx.ajax("GET", "/log-in/?again=1", { target: box, swap: "innerHTML" }).then(() => {
    if (!box.open) box.showModal();
    box.querySelector("input:not([type=hidden])")?.focus();
  });
});

document.addEventListener("kam:signed-in", (event) => {
  const box = document.getElementById("k-sign-in");
  box.close();
  box.replaceChildren();
  document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": event.detail.token }));
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = event.detail.token;
  if (!waiting) return;
  const { verb, path, elt, target } = waiting;
  waiting = null;
  htmx.ajax(verb.toUpperCase(), path, { source: elt, target });
});
