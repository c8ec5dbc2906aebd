// Two quiet tones: up when a call is answered, down when a booth needs somebody. Off until switched on,
// which also gives the browser the click it wants before any sound.

const NOTES = { talking: [660, 880], settling: [880, 660], offline: [330, 262] };
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
    if (soundIsOn()) play(NOTES.talking);
  });
}

export function playFor(before, after) {
  if (before !== after && NOTES[after] && soundIsOn()) play(NOTES[after]);
}

function play(notes) {
  audio ??= new AudioContext();
  notes.forEach((hertz, place) => {
    const start = audio.currentTime + place * 0.14;
    const tone = new OscillatorNode(audio, { frequency: hertz });
    const loudness = new GainNode(audio, { gain: 0 });
    loudness.gain.setValueAtTime(0, start);
    loudness.gain.linearRampToValueAtTime(0.12, start + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.001, start + 0.35);
    tone.connect(loudness).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 0.4);
  });
}
