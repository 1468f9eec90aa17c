// A new account starts in the zone of the browser that made it.
const field = document.querySelector("[data-guess-zone] [name=timezone]");
if (field && !field.value) field.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
