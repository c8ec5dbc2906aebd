// Pieces of the page come as HTML from the hub; each takes the place of the element with its id.

import { tell } from "./board.js";
import { playFor } from "./sound.js";

export function patch(html) {
  const piece = document.createElement("template");
  piece.innerHTML = html;
  for (const fresh of [...piece.content.children]) {
    const old = document.getElementById(fresh.id);
    if (old) merge(old, fresh);
    else if (fresh.classList.contains("tile")) document.getElementById("board")?.append(fresh);
  }
}

// Replace only the parts that differ, so that focus and the reader's place survive the ticking meter.
function merge(old, fresh) {
  if (old.dataset.says !== fresh.dataset.says) tell(fresh.dataset.says);
  playFor(old.dataset.state, fresh.dataset.state);
  for (const { name, value } of fresh.attributes) old.setAttribute(name, value);
  const parts = fresh.querySelectorAll("[data-part]");
  if (!parts.length) old.innerHTML = fresh.innerHTML;
  for (const part of parts) {
    const shown = old.querySelector(`[data-part="${part.dataset.part}"]`);
    if (shown.innerHTML === part.innerHTML) continue;
    const focused = shown.contains(document.activeElement);
    shown.replaceWith(part);
    if (focused) part.querySelector("button, a")?.focus();
  }
}
