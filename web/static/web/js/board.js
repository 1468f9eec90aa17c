// <kam-board>: cards are dragged (mouse, or a finger held still first), moved by [ and ], or by their menu.
const HOLD = 250;
const SLIP = 6;

class KamBoard extends HTMLElement {
  connectedCallback() {
    this.addEventListener("pointerdown", (event) => this.grasp(event));
    this.addEventListener("click", (event) => this.choose(event));
    this.addEventListener("keydown", (event) => this.key(event));
    this.addEventListener("htmx:responseError", () => this.restore());
    this.addEventListener("htmx:sendError", () => this.restore());
  }

  stages() { return [...this.querySelectorAll("[data-stage]")]; }

  grasp(event) {
    const card = event.target.closest("[data-card]");
    if (!card || event.button || event.target.closest("details, button")) return;
    const drag = { card, x: event.clientX, y: event.clientY, on: false };
    const touch = event.pointerType === "touch";
    const timer = touch ? setTimeout(() => this.lift(drag), HOLD) : 0;
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
      for (const [name, listener] of [["pointermove", move], ["pointerup", end], ["pointercancel", end]]) document.removeEventListener(name, listener);
      if (drag.on) this.drop(drag, e);
    };
    document.addEventListener("pointermove", move);
    document.addEventListener("pointerup", end);
    document.addEventListener("pointercancel", end);
  }

  lift(drag) {
    drag.on = true;
    drag.card.classList.add("k-dragged");
    getSelection()?.removeAllRanges();
    addEventListener("click", (event) => event.preventDefault(), { capture: true, once: true });
  }

  follow(drag, event) {
    event.preventDefault();
    drag.card.style.transform = `translate(${event.clientX - drag.x}px, ${event.clientY - drag.y}px)`;
    const over = this.stageAt(event);
    for (const stage of this.stages()) stage.classList.toggle("k-over", stage === over);
  }

  stageAt(event) { return document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-stage]"); }

  drop(drag, event) {
    drag.card.classList.remove("k-dragged");
    drag.card.removeAttribute("style"); // an empty one would be copied by the swap, against the policy
    for (const stage of this.stages()) stage.classList.remove("k-over");
    const stage = event?.type === "pointerup" ? this.stageAt(event) : null;
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
    if (to === was) return;
    if (to === "LOST") return htmx.ajax("GET", `/leads/${card.dataset.card}/status/?to=LOST`, { target: "#k-dialog", swap: "innerHTML" });
    this.undone = { card, next: card.nextSibling, home: card.parentNode };
    const stage = this.stages().find((one) => one.dataset.stage === to);
    stage.querySelector("ul")?.prepend(card);
    document.getElementById("k-board-said").textContent = `${this.dataset.said} ${stage.dataset.name ?? to}`;
    htmx.ajax("POST", `/pipeline/${card.dataset.card}/move/`, { source: this, values: { to, was }, swap: "none" });
  }

  restore() {
    if (!this.undone) return;
    const { card, next, home } = this.undone;
    home.insertBefore(card, next);
    this.undone = null;
  }
}
customElements.define("kam-board", KamBoard);
