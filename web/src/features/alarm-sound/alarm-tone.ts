import type { Severity } from '@ftz/shared/contract/alarm.ts';

/** Frequencies in Hz of the notes, 160 ms each. Several partials carry over the noise of a hall. */
const melodies: Partial<Record<Severity, readonly number[]>> = {
  1: [880, 660, 880, 660],
  2: [660, 880],
};
const partials: readonly [multiple: number, gain: number][] = [
  [1, 0.5],
  [2, 0.25],
  [3, 0.15],
  [4, 0.1],
];
const noteS = 0.16;

let context: AudioContext | null = null;

/** Browsers allow sound only after a person has touched the page: call this from that touch. */
export async function unlockSound(): Promise<boolean> {
  context ??= new AudioContext();
  if (context.state === 'suspended') await context.resume();
  return context.state === 'running';
}

export function isSoundUnlocked(): boolean {
  return context?.state === 'running';
}

/** Levels 3 and 4 are silent on purpose. */
export function playTone(severity: Severity): void {
  const notes = melodies[severity];
  if (context?.state !== 'running' || !notes) return;
  for (const [i, frequency] of notes.entries()) {
    playNote(context, frequency, context.currentTime + i * (noteS + 0.04));
  }
}

function playNote(audio: AudioContext, frequency: number, startS: number): void {
  const volume = audio.createGain();
  volume.gain.setValueAtTime(0, startS);
  volume.gain.linearRampToValueAtTime(0.22, startS + 0.015);
  volume.gain.exponentialRampToValueAtTime(0.001, startS + noteS);
  volume.connect(audio.destination);
  for (const [multiple, gain] of partials) {
    const share = audio.createGain();
    share.gain.value = gain;
    const tone = audio.createOscillator();
    tone.frequency.value = frequency * multiple;
    tone.connect(share).connect(volume);
    tone.start(startS);
    tone.stop(startS + noteS);
  }
}
