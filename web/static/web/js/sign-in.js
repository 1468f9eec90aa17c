// The session ended, or its token did in another tab: keep the page and what was typed, sign in on top of
// it if need be, then send it again.
let waiting = null;
let renewed = "";

document.addEventListener("htmx:beforeOnLoad", (event) => {
  const { requestConfig, xhr } = event.detail;
  const old = xhr.status === 403 && xhr.getResponseHeader("HX-Trigger")?.includes("kam:token");
  if (!old && xhr.status !== 401) return;
  if (!old && requestConfig.elt.matches("form[data-keeps]")) return; // waiting.js sends those
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
  renew(event.detail.token);
  resend();
});

// Logged in anew in another tab: the token on this page is of before. Once only, lest it goes on for ever.
document.addEventListener("kam:token", (event) => {
  if (document.querySelector(".k-shell")?.dataset.person !== String(event.detail.person)) return location.reload();
  if (renewed === event.detail.token) return;
  renewed = event.detail.token;
  renew(renewed);
  resend();
});

function renew(token) {
  document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
}

function resend() {
  if (!waiting) return;
  const { verb, path, elt, target, formData } = waiting;
  waiting = null;
  formData.delete("csrfmiddlewaretoken"); // the header has the new one
  htmx.ajax(verb.toUpperCase(), path, { source: elt, target, values: formData });
}
