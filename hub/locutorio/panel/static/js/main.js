// The panel works without scripts; these make it live. Nothing here does arithmetic: texts, prices and
// times come from the hub as they are to be shown.

import { boardKeys } from "./board.js";
import { follow } from "./live.js";
import { sheets } from "./sheet.js";
import { soundSwitch } from "./sound.js";

document.documentElement.classList.add("scripted");
boardKeys();
sheets();
soundSwitch();
if (document.body.dataset.live) follow(document.body.dataset.live);
