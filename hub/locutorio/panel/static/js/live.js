// The stream: pieces of the page come as HTML, each replaces the element with its id. When it falls silent
// the page says so and takes its buttons away until it is back.

import { tell } from "./board.js";
import { playFor, soundIsOn } from "./sound.js";

const SILENT_MS = 6000; // three heartbeats
const RETRY_MS = 2000;

let source = null;
let heard = Date.now();

export function follow(url) {
  open(url);
  setInterval(() => Date.now() - heard > SILENT_MS && lose(url), 1000);
  document.addEventListener("visibilitychange", () => {
    // Browsers allow six connections to a host: a hidden tab gives its own back, unless it must sound.
    if (document.hidden && !soundIsOn()) close();
    else if (!source) open(url);
  });
}

function open(url) {
  heard = Date.now();
  source = new EventSource(url);
  source.onmessage = (message) => {
    heard = Date.now();
    found();
    patch(message.data);
  };
  source.addEventListener("gone", () => location.reload());
  source.onerror = () => source?.readyState === EventSource.CLOSED && refused(url);
}

function close() {
  source?.close();
  source = null;
}

// A browser gives up for good on an answer that is no stream; ask why, then go on trying.
async function refused(url) {
  close();
  const answer = await fetch(url, { headers: { "X-Requested-With": "fetch" }, method: "HEAD" }).catch(() => null);
  if (answer?.status === 401) location.reload();
  else setTimeout(() => source || document.hidden || open(url), RETRY_MS);
}

function lose(url) {
  if (document.hidden) return;
  document.body.classList.add("is-lost");
  document.getElementById("lost").hidden = false;
  lock(true);
  if (source?.readyState === EventSource.OPEN) {
    close(); // open but silent: the network went away without a word
    open(url);
    heard = 0;
  } else if (!source) open(url);
}

function found() {
  if (!document.body.classList.contains("is-lost")) return;
  document.body.classList.remove("is-lost");
  document.getElementById("lost").hidden = true;
  lock(false);
}

function lock(on) {
  for (const part of document.querySelectorAll("#board, #sheet, [data-sheet]")) part.inert = on;
}

function patch(html) {
  const piece = document.createElement("template");
  piece.innerHTML = html;
  for (const fresh of piece.content.children) {
    const old = document.getElementById(fresh.id);
    if (old) merge(old, fresh);
    else if (fresh.classList.contains("tile")) document.getElementById("board")?.append(fresh);
  }
}

// Replace only the parts that differ, so that focus and the reader's place survive the ticking meter.
function merge(old, fresh) {
  if (old.dataset.says !== fresh.dataset.says) {
    tell(fresh.dataset.says);
    playFor(old.dataset.state, fresh.dataset.state);
  }
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
