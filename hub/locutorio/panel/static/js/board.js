// One key or one click for each booth. A call that runs is ended only by the second press within ASK_MS;
// the button itself asks, so nothing stands in the way of the other booths.

const ASK_MS = 3000;

export function boardKeys() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[form=act]");
    if (!button) return;
    event.preventDefault();
    if (isConfirmed(button)) post(button);
  });
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, select, textarea, dialog[open]")) return;
    if (document.querySelector("dialog[open]")) return;
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1]; // the key, also where it needs Shift
    if (event.key === "?") document.getElementById("keys")?.showModal();
    else if (event.key === "+") plus(true);
    else if (event.key === "/") ask(event);
    else if (digit && !event.repeat) press(digit);
    else if (event.key === "Escape") document.querySelector(".menu[open]")?.removeAttribute("open");
  });
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener) document.getElementById(opener.dataset.opens).showModal();
    const menu = document.querySelector(".menu[open]");
    if (menu && !menu.contains(event.target)) menu.open = false;
  });
}

function press(key) {
  const tile = document.querySelector(`.tile[data-key="${key}"]`);
  if (tile && !tile.closest("[inert]")) tile.querySelector(plus.pressed ? ".do .upto" : ".do > *")?.click();
  plus(false);
}

// "/" asks for a price: over the board, or on its own page.
function ask(event) {
  event.preventDefault(); // some browsers search the page by this key
  document.querySelector("[data-asks-price]")?.click();
}

// "+" and a booth's key: unlock it up to an amount.
function plus(pressed) {
  plus.pressed = pressed;
  clearTimeout(plus.timer);
  if (pressed) plus.timer = setTimeout(() => plus(false), ASK_MS);
}

function isConfirmed(button) {
  const part = button.closest("[data-part]");
  if (!("asks" in button.dataset) || "armed" in part.dataset) return true;
  part.dataset.armed = "";
  tell(button.querySelector(".ask").textContent.trim());
  setTimeout(() => delete part.dataset.armed, ASK_MS);
  return false;
}

async function post(button) {
  delete button.closest("[data-part]").dataset.armed;
  const answer = await fetch(button.formAction, {
    method: "POST",
    body: new FormData(button.form),
    headers: { "X-Requested-With": "fetch" },
  }).catch(() => null);
  if (answer?.status === 401) return location.reload();
  complain(answer && !answer.ok ? await answer.text() : "");
}

// Read out by screen readers; what changes by the second is never told.
export function tell(text) {
  document.getElementById("announce").textContent = text ?? "";
}

export function complain(text) {
  const note = document.getElementById("told");
  note.querySelector("span").textContent = text;
  note.hidden = !text;
}
