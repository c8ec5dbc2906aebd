// A form that is posted leads to another page; until that is there, a second click asks for nothing. The hub
// does everything once in any case: this spares people its second answer. Comes after all who handle forms in
// their own way. A form with data-file is answered by a file, and the page stays.

export function once() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || "file" in form.dataset) return;
    if (form.ariaBusy === "true") event.preventDefault();
    form.ariaBusy = "true";
  });
  // Come back to by the browser's button, a page is as it was left.
  addEventListener("pageshow", (event) => {
    if (event.persisted) for (const form of document.forms) form.ariaBusy = null;
  });
}
