/** The only three: critical, high, and a page that no longer hears. */
export type Tone = 1 | 2 | 'blind';

/** Frequencies in Hz of the notes, 160 ms each. Several partials carry over the noise of a hall. */
const melodies: Record<Tone, readonly number[]> = {
  1: [880, 660, 880, 660],
  2: [660, 880],
  blind: [520, 520, 520],
};
const tones: readonly Tone[] = [1, 2, 'blind'];
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

export function playTone(tone: Tone, afterS = 0): void {
  if (context?.state !== 'running') return;
  for (const [i, frequency] of melodies[tone].entries()) {
    playNote(context, frequency, context.currentTime + afterS + i * (noteS + 0.04));
  }
}

/** All three, one after another, at the start of a shift. */
export function testTones(): void {
  for (const [i, tone] of tones.entries()) playTone(tone, i * 1.2);
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
