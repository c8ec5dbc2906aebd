// Links and forms marked data-sheet open over the board instead of replacing it: the very page they lead
// to is fetched, and its own section[data-sheet] shown in the dialog. A page without one is simply gone to.

import { patch } from "./patch.js";

const QUOTE_MS = 120;

let quoting = null; // the answer we wait for, if any

export function sheets() {
  const sheet = document.getElementById("sheet");
  if (!sheet) return;
  document.addEventListener("click", onClick);
  document.addEventListener("submit", onSubmit);
  document.addEventListener("input", onInput);
  sheet.addEventListener("close", () => sheet.replaceChildren());
  wake(document.querySelector("main section[data-sheet]"));
}

function onClick(event) {
  const link = event.target.closest("a[data-sheet]");
  const count = event.target.closest("[data-count]");
  const exact = event.target.closest("[data-exact]");
  if (event.target.closest("#sheet [data-close]")) {
    event.preventDefault();
    document.getElementById("sheet").close();
  } else if (link && document.getElementById("board")) {
    event.preventDefault();
    show(link.href);
  } else if (count) {
    const field = count.parentElement.querySelector("input");
    count.dataset.count === "up" ? field.stepUp() : field.stepDown();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  } else if (exact) {
    const field = document.getElementById("paid");
    field.value = exact.form.elements.expected_due.dataset.typed;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  }
}

async function onSubmit(event) {
  const form = event.target;
  if (!form.closest("[data-sheet]") || form.method === "dialog") return;
  event.preventDefault();
  if (form.ariaBusy === "true") return; // a double click
  form.ariaBusy = "true";
  await quoting;
  const pressed = event.submitter;
  await show(...asked(form, pressed?.getAttribute("formaction") ? pressed.formAction : form.action, pressed));
  form.ariaBusy = "false";
}

// The totals follow what is typed: the hub works them out, with the same bill it will take money for.
function onInput(event) {
  const form = event.target.form;
  if (!form?.dataset.quote) return;
  keepOneEmpty(event.target.closest(".free"));
  clearTimeout(onInput.timer);
  quoting = new Promise((done) => {
    onInput.timer = setTimeout(async () => {
      const [url, how] = asked(form, form.dataset.quote);
      const answer = await fetch(url, { ...how, headers: { "X-Requested-With": "fetch" } }).catch(() => null);
      if (answer?.ok && form.isConnected) patch(await answer.text());
      done();
    }, QUOTE_MS);
  });
}

// What to fetch for a form: one that changes nothing carries its fields in the address.
function asked(form, url, pressed) {
  const body = new FormData(form, pressed);
  return form.method === "get" ? [`${url}?${new URLSearchParams(body)}`, {}] : [url, { method: "POST", body }];
}

// There is always an empty line for something else.
function keepOneEmpty(line) {
  if (!line || line.nextElementSibling) return;
  const empty = line.cloneNode(true);
  for (const field of empty.querySelectorAll("input")) field.value = "";
  line.after(empty);
}

async function show(url, how = {}) {
  const answer = await fetch(url, how).catch(() => null);
  if (!answer) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("main section[data-sheet]");
  if (!fresh) return done(answer.url);
  fresh.prepend(...page.querySelectorAll("body > .note:not([hidden])"));
  const old = document.querySelector("main section[data-sheet], #sheet section[data-sheet]");
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

// A page that waits for the booth says how often to look again.
function wake(part) {
  part?.querySelector("[autofocus]")?.focus();
  if (!part?.dataset.again) return;
  setTimeout(() => part.isConnected && show(part.dataset.here), Number(part.dataset.again));
}
