// What follows the typing: a form with data-quote is sent there as it stands, and the pieces of the page that
// come back take the place of their namesakes. The hub works everything out, with what it will act upon.

import { patch } from "./patch.js";

const QUOTE_MS = 120;

let quoting = null; // the answer we wait for, if any

export function quotes() {
  document.addEventListener("input", (event) => event.target.form?.dataset.quote && quote(event.target.form));
}

// Until what was typed has been answered, nothing else may happen to it.
export const quoted = () => quoting;

export function quote(form) {
  clearTimeout(quote.timer);
  quoting = new Promise((done) => {
    quote.timer = setTimeout(() => ask(form).then(done), QUOTE_MS);
  });
}

// At once, with the button that was pressed.
export async function quoteWith(button) {
  await quoting;
  quoting = ask(button.form, button);
  await quoting;
}

async function ask(form, pressed) {
  const [url, how] = asked(form, form.dataset.quote, pressed);
  const answer = await fetch(url, { ...how, headers: { "X-Requested-With": "fetch" } }).catch(() => null);
  if (answer?.ok && form.isConnected) patch(await answer.text());
}

// What to fetch for a form: one that changes nothing carries its fields in the address.
export function asked(form, url, pressed) {
  const body = new FormData(form, pressed);
  return form.method === "get" ? [`${url}?${new URLSearchParams(body)}`, {}] : [url, { method: "POST", body }];
}
