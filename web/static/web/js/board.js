// <kam-board>: cards are dragged (mouse, or a finger held still first), moved by [ and ], or by their menu.
// A card moves at once; what is refused goes back, and the board is read anew to show who was first.
const HOLD = 250;
const SLIP = 6;
const GESTURE = ["pointermove", "pointerup", "pointercancel"];

const board = () => document.getElementById("board");
const said = () => document.getElementById("k-board-said");

// Moves under way, by card. They are sent one after the other by the line that says them, which stays
// when the board is read anew; a reading that began before the last was answered shows what was.
const moves = new Map();
let round = 0;
const moved = ({ pathInfo }) => pathInfo?.requestPath.match(/^\/pipeline\/(\d+)\/move\//)?.[1];

function say(stage) { said().textContent = `${document.querySelector("kam-board").dataset.said} ${stage}`; }

document.addEventListener("htmx:beforeOnLoad", (event) => {
  const pk = moved(event.detail);
  if (!moves.has(pk) || event.detail.xhr.status >= 400) return;
  moves.get(pk).card.dataset.was = event.detail.requestConfig.parameters.to;
  moves.delete(pk);
  round += 1;
});

document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.elt !== board()) return;
  event.detail.requestConfig.round = round;
  if (moves.size) event.preventDefault();
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const { elt, requestConfig } = event.detail;
  if (elt !== board() || requestConfig.elt !== elt) return; // what a chip asked for is always shown
  if (moves.size || requestConfig.round !== round) event.detail.shouldSwap = false;
});

for (const name of ["htmx:responseError", "htmx:sendError"]) document.addEventListener(name, ({ detail }) => restore(moved(detail), detail.xhr.status));

function restore(pk, status) {
  if (!moves.has(pk)) return;
  const { card, next, home, held } = moves.get(pk);
  moves.delete(pk);
  card.hidden = false;
  home.insertBefore(card, next?.parentNode === home ? next : null);
  if (held) card.focus();
  say(home.closest("[data-stage]").dataset.name);
  if ([403, 404, 409].includes(status)) htmx.trigger(document.body, "kam:changed");
}

class KamBoard extends HTMLElement {
  connectedCallback() {
    this.addEventListener("pointerdown", (event) => this.grasp(event));
    this.addEventListener("click", (event) => this.choose(event));
    this.addEventListener("keydown", (event) => this.key(event));
  }

  stages() { return [...this.querySelectorAll("[data-stage]")]; }

  grasp(event) {
    const card = event.target.closest("[data-card]");
    if (!card || event.button || event.target.closest("details, button")) return;
    const drag = { card, x: event.clientX, y: event.clientY, on: false };
    const touch = event.pointerType === "touch";
    const timer = touch ? setTimeout(() => this.lift(drag), HOLD) : 0;
    const still = (e) => drag.on && e.cancelable && e.preventDefault(); // else the finger scrolls the page
    const move = (e) => {
      if (!drag.on) {
        const far = Math.hypot(e.clientX - drag.x, e.clientY - drag.y) > SLIP;
        if (far && touch) return end();
        if (far) this.lift(drag);
      }
      if (drag.on) this.follow(drag, e);
    };
    const end = (e) => {
      clearTimeout(timer);
      document.removeEventListener("touchmove", still);
      for (const name of GESTURE) document.removeEventListener(name, name === "pointermove" ? move : end);
      if (drag.on) this.drop(drag, e);
    };
    for (const name of GESTURE) document.addEventListener(name, name === "pointermove" ? move : end);
    if (touch) document.addEventListener("touchmove", still, { passive: false });
  }

  lift(drag) {
    drag.on = true;
    drag.card.classList.add("k-dragged");
    getSelection()?.removeAllRanges();
    const still = (event) => event.preventDefault();
    addEventListener("click", still, { capture: true, once: true });
    addEventListener("pointerup", () => setTimeout(() => removeEventListener("click", still, { capture: true })), { once: true });
  }

  follow(drag, event) {
    event.preventDefault();
    drag.card.style.transform = `translate(${event.clientX - drag.x}px, ${event.clientY - drag.y}px)`;
    const over = this.stageAt(event);
    for (const stage of this.stages()) stage.classList.toggle("k-over", stage === over);
  }

  stageAt(event) { return document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-stage]"); }

  drop(drag, event) {
    const stage = event?.type === "pointerup" ? this.stageAt(event) : null; // while the card lets the pointer through
    drag.card.classList.remove("k-dragged");
    // An empty style would be copied by the swap, against the policy; one not looked at is left behind empty.
    if (drag.card.hasAttribute("style")) drag.card.removeAttribute("style");
    for (const other of this.stages()) other.classList.remove("k-over");
    if (stage) this.move(drag.card, stage.dataset.stage);
  }

  choose(event) {
    const button = event.target.closest("[data-move]");
    if (button) this.move(button.closest("[data-card]"), button.dataset.move);
  }

  key(event) {
    const card = event.target.closest("[data-card]");
    const step = { "[": -1, "]": 1 }[event.key];
    if (!card || !step || document.body.dataset.keys !== "on") return;
    event.preventDefault();
    event.stopPropagation();
    const stages = this.stages();
    const next = stages[stages.findIndex((stage) => stage.dataset.stage === card.dataset.was) + step];
    if (next) this.move(card, next.dataset.stage);
  }

  move(card, to) {
    const was = card.dataset.was;
    const pk = card.dataset.card;
    if (to === was || moves.has(pk)) return;
    if (to === "LOST") return htmx.ajax("GET", `/leads/${pk}/status/?to=LOST`, { target: "#k-dialog", swap: "innerHTML" });
    const held = card.contains(document.activeElement);
    const stage = this.stages().find((one) => one.dataset.stage === to);
    const list = stage.querySelector("ul");
    moves.set(pk, { card, next: card.nextSibling, home: card.parentNode, held });
    if (list) list.prepend(card); else card.hidden = true;
    if (held) card.focus();
    say(stage.dataset.name);
    htmx.ajax("POST", `/pipeline/${pk}/move/`, { source: said(), values: { to, was }, swap: "none" }).catch(() => {});
  }
}
customElements.define("kam-board", KamBoard);
