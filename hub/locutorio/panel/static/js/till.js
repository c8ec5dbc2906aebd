// The till's own: keys that press its buttons, buttons that fill an amount in, and what is typed surviving an
// act on the bill. No arithmetic: the hub says what the rest is.

import { quote, quoteWith } from "./quote.js";

export function till() {
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-fills]");
    if (!button) return;
    event.preventDefault();
    fill(button);
  });
}

// The fields come anew with the answer, so that the place in them is found again.
async function fill(button) {
  const held = button.form.contains(document.activeElement) ? document.activeElement.id : "";
  await quoteWith(button);
  document.getElementById(held || "cash")?.focus();
}

// After another act on the same bill its page is a new one: the amounts that were typed are not.
export function keep(old, fresh) {
  if (!old?.dataset.bill || old.dataset.bill !== fresh.dataset.bill) return;
  if (old.querySelector("form[data-quote]").ariaBusy === "true") return; // they were sent: the hub answers for them
  for (const field of old.querySelectorAll("[data-keeps]")) {
    const same = fresh.querySelector(`[name="${field.name}"]`);
    if (same && field.value) same.value = field.value;
  }
  quote(fresh.querySelector("form[data-quote]"));
}

// A key presses the button that shows it, also while an amount is typed: amounts have no letters or signs.
function onKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  const field = event.target.closest("input, select, textarea");
  if (field && (field.inputMode !== "decimal" || /^[\d.,]$/.test(event.key))) return;
  const room = document.querySelector("dialog[open]") ?? document.querySelector("main");
  const button = room?.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]:not(.tile)`);
  if (!button || button.disabled || button.closest("[inert]")) return;
  event.preventDefault();
  button.click();
}
