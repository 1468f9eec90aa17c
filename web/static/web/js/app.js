// Everything starts by itself: custom elements upgrade after each swap, the rest listens on document.
import "./toast.js";
import "./palette.js";
import "./keys.js";
import "./theme.js";
import "./menu.js";
import "./drafts.js";
import "./dialogs.js";
import "./regions.js";
import "./sign-in.js";
import "./chart.js";
import "./zone.js";
import "./board.js";
import "./order.js";
import "./days.js";
import "./offline.js";
import "./cells.js";
