// Links and forms marked data-sheet open over the board instead of replacing it: the very page they lead
// to is fetched, and its own section[data-sheet] shown in the dialog. A page without one is simply gone to.

import { asked, quoted } from "./quote.js";
import { keep } from "./till.js";

export function sheets() {
  const sheet = document.getElementById("sheet");
  if (!sheet) return;
  document.addEventListener("click", onClick);
  document.addEventListener("submit", onSubmit);
  sheet.addEventListener("close", () => sheet.replaceChildren());
  wake(document.querySelector("main section[data-sheet]"));
}

function onClick(event) {
  const link = event.target.closest("a[data-sheet]");
  if (event.target.closest("#sheet [data-close]")) {
    event.preventDefault();
    document.getElementById("sheet").close();
  } else if (link && document.getElementById("board")) {
    event.preventDefault();
    show(link.href);
  }
}

async function onSubmit(event) {
  const form = event.target;
  if (!form.closest("[data-sheet]") || form.method === "dialog") return;
  if ("file" in form.dataset) return; // the answer is a file to keep
  if ("anywhere" in form.dataset && !form.closest("#sheet")) return; // the answer may be any page, with what it says
  event.preventDefault();
  if (form.ariaBusy === "true") return; // a double click
  form.ariaBusy = "true";
  await quoted();
  const pressed = event.submitter;
  await show(...asked(form, pressed?.getAttribute("formaction") ? pressed.formAction : form.action, pressed));
  form.ariaBusy = "false";
}

async function show(url, how = {}) {
  const answer = await fetch(url, how).catch(() => null);
  if (!answer) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("main section[data-sheet]");
  if (!fresh) return done(answer.url);
  fresh.prepend(...page.querySelectorAll("body > .note:not([hidden])"));
  const old = document.querySelector("main section[data-sheet], #sheet section[data-sheet]");
  keep(old, fresh);
  const sheet = document.getElementById("sheet");
  if (document.getElementById("board")) {
    sheet.replaceChildren(fresh);
    if (!sheet.open) sheet.showModal();
  } else {
    old.replaceWith(fresh);
    history.replaceState(null, "", answer.url);
  }
  wake(fresh);
}

// What was asked is done: back to where it leads, which is here if the board lies under the dialog.
function done(url) {
  const sheet = document.getElementById("sheet");
  if (sheet.open && url === location.href) sheet.close();
  else location.assign(url);
}

function wake(part) {
  part?.querySelector("[autofocus]")?.focus();
  lookAgain(part);
}

// A page that waits for a booth says how often; it is not taken away from who writes something else on it.
function lookAgain(part) {
  if (!part?.dataset.again) return;
  const writing = () => part.querySelector("input:not([data-keeps]):focus");
  setTimeout(() => part.isConnected && (writing() ? lookAgain(part) : show(part.dataset.here)), Number(part.dataset.again));
}
