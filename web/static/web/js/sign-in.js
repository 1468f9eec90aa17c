// The session ended: keep the page and what was typed, sign in on top of it, then send it again.
let waiting = null;

document.addEventListener("htmx:beforeOnLoad", (event) => {
  const { requestConfig, xhr } = event.detail;
  if (xhr.status !== 401 || requestConfig.elt.matches("form[data-keeps]")) return; // waiting.js sends those
  if (!waiting || requestConfig.verb !== "get") waiting = requestConfig;
});

document.addEventListener("kam:signed-out", () => {
  const box = document.getElementById("k-sign-in");
  if (box.open) return;
  htmx.ajax("GET", "/log-in/?again=1", { target: box, swap: "innerHTML" }).then(() => {
    if (!box.open) box.showModal();
    box.querySelector("input:not([type=hidden])")?.focus();
  });
});

document.addEventListener("kam:signed-in", (event) => {
  const box = document.getElementById("k-sign-in");
  box.close();
  box.replaceChildren();
  // Somebody else: what is on the page, typed or not, is not theirs to see or to send.
  if (document.querySelector(".k-shell")?.dataset.person !== String(event.detail.person)) return location.reload();
  document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": event.detail.token }));
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = event.detail.token;
  if (!waiting) return;
  const { verb, path, elt, target, formData } = waiting;
  waiting = null;
  htmx.ajax(verb.toUpperCase(), path, { source: elt, target, values: formData });
});
