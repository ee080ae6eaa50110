/** @file Hint sound: two short soft notes, for a teacher who looks elsewhere. */

const LOW_HZ = 523.25;
const HIGH_HZ = 659.25;
const NOTE_S = 0.18;
const LOUDNESS = 0.08;

/** Two soft notes, upwards. */
export function playSound() {
  const audio = new AudioContext();
  for (const [index, frequency] of [LOW_HZ, HIGH_HZ].entries()) playNote(audio, frequency, index * NOTE_S);
}

/**
 * @param {AudioContext} audio
 * @param {number} frequencyHz
 * @param {number} afterS
 */
function playNote(audio, frequencyHz, afterS) {
  const [note, loudness] = [audio.createOscillator(), audio.createGain()];
  const startS = audio.currentTime + afterS;
  note.frequency.value = frequencyHz;
  loudness.gain.setValueAtTime(LOUDNESS, startS);
  loudness.gain.linearRampToValueAtTime(0, startS + NOTE_S);
  note.connect(loudness).connect(audio.destination);
  note.start(startS);
  note.stop(startS + NOTE_S);
  if (frequencyHz === HIGH_HZ) note.addEventListener("ended", () => void audio.close());
}
