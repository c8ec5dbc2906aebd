// The stream: pieces of the page come as HTML, each replaces the element with its id. When it falls silent
// the page says so and takes its buttons away until it is back.

import { complain } from "./board.js";
import { patch } from "./patch.js";
import { soundIsOn } from "./sound.js";

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
  const stop = new AbortController();
  const asked = { headers: { "X-Requested-With": "fetch" }, signal: stop.signal };
  const answer = await fetch(url, asked).catch(() => null);
  if (answer?.status === 401) return location.reload();
  if (answer && !answer.ok) complain(await answer.text());
  stop.abort();
  setTimeout(() => source || document.hidden || open(url), RETRY_MS);
}

function lose(url) {
  if (document.hidden) return;
  if (!document.body.classList.contains("is-lost")) {
    document.body.classList.add("is-lost");
    document.getElementById("lost").showPopover(); // above the till, should that be open
    lock(true);
  }
  if (source?.readyState === EventSource.OPEN) {
    close(); // open but silent: the network went away without a word
    open(url);
    heard = 0;
  } else if (!source) open(url);
}

function found() {
  if (!document.body.classList.contains("is-lost")) return;
  document.body.classList.remove("is-lost");
  document.getElementById("lost").hidePopover();
  complain("");
  lock(false);
}

function lock(on) {
  for (const part of document.querySelectorAll("#board, #sheet, [data-sheet]")) part.inert = on;
}
