// A form that sends one file: dropped on it or chosen, it goes at once, with a bar that tells how far it is.
// Without scripts it is a file field and a button.

import { complain, tell } from "./board.js";

export function uploads() {
  document.addEventListener("change", (event) => {
    if (event.target.matches("form[data-upload] [type=file]") && event.target.files.length) event.target.form.requestSubmit();
  });
  document.addEventListener("submit", (event) => {
    if (!("upload" in event.target.dataset)) return;
    event.preventDefault();
    send(event.target);
  });
  for (const kind of ["dragover", "dragleave", "drop"]) document.addEventListener(kind, drag);
}

// A file that misses the form is not to be opened in place of the panel.
function drag(event) {
  const form = event.target.closest?.("form[data-upload]");
  const carries = event.dataTransfer?.types.includes("Files");
  if (!carries || !document.querySelector("form[data-upload]")) return;
  event.preventDefault();
  if (!form) return;
  form.classList.toggle("over", event.type === "dragover");
  if (event.type !== "drop") return;
  form.querySelector("[type=file]").files = event.dataTransfer.files;
  form.requestSubmit();
}

function send(form) {
  const field = form.querySelector("[type=file]");
  if (form.ariaBusy === "true" || !field.files.length) return;
  if (field.files[0].size > Number(form.dataset.max)) return refuse(form, form.dataset.tooBig);
  const bar = form.querySelector("progress");
  const request = new XMLHttpRequest();
  request.upload.onprogress = ({ loaded, total }) => (bar.value = (100 * loaded) / total);
  request.onload = () => {
    if (request.status === 401) location.reload();
    else if (request.status === 201) location.assign(request.getResponseHeader("Location"));
    else refuse(form, request.responseText);
  };
  request.onerror = () => refuse(form, form.dataset.failed);
  request.open("POST", form.action);
  request.setRequestHeader("X-Requested-With", "fetch");
  request.send(new FormData(form));
  form.ariaBusy = "true";
  bar.hidden = false;
  complain("");
  tell(bar.ariaLabel);
}

function refuse(form, text) {
  form.ariaBusy = "false";
  form.reset();
  form.querySelector("progress").hidden = true;
  complain(text);
}
