/**
 * A machine without Chinese letters draws a box for each of them, and a wall of boxes says nothing. There the page
 * brings a face of its own, in some hundred pieces of which a browser fetches those that it draws.
 */
const ownFace = 'Noto Sans SC Variable';
const twoSigns = ['海', '关'];
/** What waits for its letters is shown without them then: a box with a name's place is better than no map. */
const patienceMs = 5_000;

let brought: Promise<unknown> | null = null;

/** Called once, before anything is drawn; costs nothing where the machine has letters. */
export function bringLetters(): void {
  if (!lacksChinese()) return;
  // Where they cannot be fetched the page stands in boxes, as without them.
  brought = import('@fontsource-variable/noto-sans-sc/wght.css').catch(() => undefined);
}

/**
 * Resolves when the letters of `text` can be drawn; null: all that there are. For what draws a sign once and keeps
 * the picture, or measures it, as maps and charts do: a page draws its own texts anew when a piece has come.
 */
export async function lettersOf(text: () => Promise<string | null>): Promise<void> {
  if (brought === null) return;
  const wanted = brought.then(text).then(fetchLetters);
  const patience = new Promise((resolve) => setTimeout(resolve, patienceMs));
  await Promise.race([wanted, patience]).catch(() => undefined);
}

function fetchLetters(text: string | null): Promise<unknown> {
  if (text !== null) return document.fonts.load(`16px "${ownFace}"`, text);
  const pieces = [...document.fonts].filter(({ family }) => family.includes(ownFace));
  return Promise.all(pieces.map((piece) => piece.load()));
}

/** All that a value may write, templates of sentences included. */
export function signsOf(value: unknown): string {
  return JSON.stringify(value, (_key, part) => (typeof part === 'function' ? String(part) : part));
}

/** Two signs that look the same are boxes. */
function lacksChinese(): boolean {
  const [one, other] = twoSigns.map(drawn);
  return one === other;
}

function drawn(sign: string): string {
  const canvas = document.createElement('canvas');
  canvas.width = 32;
  canvas.height = 32;
  const pen = canvas.getContext('2d');
  if (!pen) return sign;
  pen.font = `24px ${getComputedStyle(document.documentElement).getPropertyValue('--font')}`;
  pen.fillText(sign, 4, 26);
  return canvas.toDataURL();
}
