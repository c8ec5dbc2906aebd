// The panel works without scripts; these make it live. Nothing here does arithmetic: texts, prices and
// times come from the hub as they are to be shown. Plain modules, no framework: all it takes is one stream,
// one way to replace a piece of the page by its id, and one dialog.

import { boardKeys } from "./board.js";
import { follow } from "./live.js";
import { once } from "./once.js";
import { parts } from "./part.js";
import { quotes } from "./quote.js";
import { sheets } from "./sheet.js";
import { soundSwitch } from "./sound.js";
import { switching } from "./switch.js";
import { till } from "./till.js";
import { uploads } from "./upload.js";

document.documentElement.classList.add("scripted");
till();
boardKeys();
sheets();
quotes();
parts();
uploads();
soundSwitch();
switching();
once();
if (document.body.dataset.live) follow(document.body.dataset.live);
