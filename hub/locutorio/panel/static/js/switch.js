// F2, or the link marked data-switch: a colleague takes the screen over by a PIN, in a dialog above whatever is
// open. What is half filled in stays: the page is not loaded anew, only its head becomes another's.

import { tell } from "./board.js";

export function switching() {
  const dialog = document.getElementById("switch");
  if (!dialog) return;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "F2" || event.repeat) return;
    event.preventDefault();
    open(dialog);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-switch]");
    const leaving = event.target.closest("#switch [data-leave]");
    if (link || leaving) event.preventDefault();
    if (link) open(dialog);
    if (leaving) dialog.close();
  });
  dialog.addEventListener("submit", (event) => {
    event.preventDefault();
    takeOver(dialog, event.target);
  });
  dialog.addEventListener("close", () => dialog.replaceChildren()); // no PIN stays behind
}

async function open(dialog) {
  if (dialog.open) return;
  const part = await section(document.querySelector("[data-switch]").href);
  if (!part || dialog.open) return;
  dialog.replaceChildren(part);
  dialog.showModal();
  part.querySelector("[autofocus], a")?.focus();
}

async function section(url) {
  const answer = await fetch(url).catch(() => null);
  if (!answer) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const part = page.getElementById("switching");
  if (!part) location.assign(answer.url); // signed out meanwhile
  return part;
}

async function takeOver(dialog, form) {
  if (form.ariaBusy === "true") return; // a second Enter
  form.ariaBusy = "true";
  const body = new FormData(form);
  const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Requested-With": "fetch" } }).catch(() => null);
  form.ariaBusy = "false";
  if (answer?.status === 401) return location.reload();
  if (!answer) return; // the hub is gone: the page says so
  const text = await answer.text();
  if (!answer.ok) return refuse(form, text);
  const page = new DOMParser().parseFromString(text, "text/html");
  document.querySelector("header.top").replaceWith(page.querySelector("header.top"));
  tell(document.querySelector("header.top .menu summary").textContent.trim());
  dialog.close();
  if (document.getElementById("board") && !document.querySelector("dialog[open]")) location.reload(); // their buttons
}

function refuse(form, text) {
  const note = form.closest("section").querySelector("[role=alert]");
  note.querySelector("span").textContent = text;
  note.hidden = false;
  form.elements.pin.value = "";
  form.elements.pin.focus();
}
