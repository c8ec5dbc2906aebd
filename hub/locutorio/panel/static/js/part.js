// A part of a page that follows what is chosen in it: links and forms (by GET) with data-renews="ID" load the
// page they lead to and show its element of that id in the place of ours. The element with an id around a
// job ([data-job]) follows it and is renewed when it is over. The address in the browser is always the whole
// truth, so a reload shows the same.

import { tell } from "./board.js";
import { patch } from "./patch.js";

const LOOK_MS = 300;

export function parts() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-renews]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    renew(link.dataset.renews, link.href);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.dataset.renews) return;
    event.preventDefault();
    renew(form.dataset.renews, `${form.action}?${new URLSearchParams(new FormData(form, event.submitter))}`);
  });
  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (form?.dataset.renews) form.requestSubmit();
  });
  follow(document);
}

// Of several answers on their way only the one asked for last is shown.
async function renew(id, url) {
  const asked = (renew.asked = {});
  const part = document.getElementById(id);
  part.ariaBusy = "true";
  const answer = await fetch(url).catch(() => null);
  const text = await answer?.text().catch(() => null);
  if (asked !== renew.asked) return;
  part.ariaBusy = "false";
  if (!text) return; // the hub is gone: the page says so, and comes back by itself
  const fresh = new DOMParser().parseFromString(text, "text/html").getElementById(id);
  if (!fresh) return location.assign(answer.url);
  const held = part.contains(document.activeElement) ? document.activeElement.id : "";
  for (const fold of part.querySelectorAll("details[id][open]")) fresh.querySelector(`#${fold.id}`)?.setAttribute("open", "");
  part.replaceWith(fresh);
  history.replaceState(null, "", answer.url);
  if (held) document.getElementById(held)?.focus({ preventScroll: true });
  if (fresh.dataset.says && fresh.dataset.says !== part.dataset.says) tell(fresh.dataset.says);
  follow(fresh);
}

function follow(within) {
  for (const job of within.querySelectorAll("[data-job]")) look(job.id);
}

// An answer that is none (the hub was started anew) is asked for again by the page itself.
async function look(id) {
  const job = document.getElementById(id);
  if (!job) return;
  if ("over" in job.dataset) return renew(job.parentElement.closest("[id]").id, location.href);
  const answer = await fetch(job.dataset.job, { headers: { "X-Requested-With": "fetch" } }).catch(() => null);
  if (answer?.ok) patch(await answer.text());
  else if (answer) return location.reload();
  setTimeout(() => look(id), LOOK_MS);
}
