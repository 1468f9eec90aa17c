// <details class="k-menu">: one open at a time, Escape and a click elsewhere close it, arrows walk it.
const open = () => document.querySelector("details.k-menu[open]");

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.k-menu[open]")) {
    if (!menu.contains(event.target) || event.target.closest(".k-menu-list :is(a, button):not([data-keep])")) {
      // What is hidden loses the focus. Not before the form was sent: htmx would forget which button it was.
      const held = document.activeElement;
      if (menu.contains(held)) setTimeout(() => [held, document.body].includes(document.activeElement) && menu.querySelector("summary").focus());
      menu.open = false;
    }
  }
});

document.addEventListener("keydown", (event) => {
  const menu = open();
  if (!menu) return;
  if (event.key === "Escape") {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
  if (!["ArrowDown", "ArrowUp"].includes(event.key) || !menu.contains(event.target)) return;
  event.preventDefault();
  const items = [...menu.querySelectorAll(".k-menu-list :is(a, button)")];
  const step = event.key === "ArrowDown" ? 1 : -1;
  items[(items.indexOf(document.activeElement) + step + items.length) % items.length]?.focus();
});
