// Two quiet tones: up when a call is answered, down when a booth needs somebody, low for an alarm. Off until
// switched on, which also gives the browser the click it wants before any sound. An emergency call is heard
// once and loud, switched on or not.

const NOTES = {
  talking: [660, 880], settling: [880, 660], offline: [330, 262], alarm: [392, 392, 311],
  sos: [988, 740, 988, 740, 988, 740],
};
const QUIET = 0.12;
const LOUD = 0.6;
const KEY = "locutorio.sound";

let audio = null;

export function soundIsOn() {
  return localStorage.getItem(KEY) === "on";
}

export function soundSwitch() {
  const button = document.getElementById("sound");
  if (!button) return;
  button.setAttribute("aria-pressed", soundIsOn());
  button.addEventListener("click", () => {
    localStorage.setItem(KEY, soundIsOn() ? "off" : "on");
    button.setAttribute("aria-pressed", soundIsOn());
    if (soundIsOn()) play(NOTES.talking, QUIET);
  });
}

// A state may end in a number that only says that it is another one: "alarm-3".
export function playFor(before, after) {
  const kind = after?.split("-")[0];
  if (before === after || !NOTES[kind]) return;
  if (kind === "sos") play(NOTES[kind], LOUD);
  else if (soundIsOn()) play(NOTES[kind], QUIET);
}

function play(notes, volume) {
  if (!navigator.userActivation.hasBeenActive) return; // no browser sounds before the first click or key
  audio ??= new AudioContext();
  notes.forEach((hertz, place) => {
    const start = audio.currentTime + place * 0.14;
    const tone = new OscillatorNode(audio, { frequency: hertz });
    const loudness = new GainNode(audio, { gain: 0 });
    loudness.gain.setValueAtTime(0, start);
    loudness.gain.linearRampToValueAtTime(volume, start + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.001, start + 0.35);
    tone.connect(loudness).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 0.4);
  });
}
