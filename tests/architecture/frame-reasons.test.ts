import { describe, expect, it } from 'vitest';
import { sourceFiles } from './project-files.ts';

/** `reason: 'a' | 'b'`, `keepBadFrame(bytes, known ? 'a' : 'b', …)`, `refuse(bytes, 'a')`. */
const placesOfReasons = [
  /\breason: ((?:\|?\s*'[a-z0-9-]+'\s*)+)/g,
  /\bkeepBadFrame\(([^;]*?)\);/g,
  // Of one argument it is the word of an answer, not of a frame.
  /\brefuse\((?!')([^;{]*?)\);/g,
];
const quoted = /'((?!latin1)[a-z0-9]+(?:-[a-z0-9]+)*)'/g;
/** Told to a caller or about a camera's own page: no frame is kept under these. */
const notOfFrames = /^bff\/src\/adapters\/(cameras|recordings|storage|password)\b/;

function reasonsOf(text: string): string[] {
  const places = placesOfReasons.flatMap((form) => [...text.matchAll(form)]);
  return places.flatMap(([, said = '']) => [...said.matchAll(quoted)].map(([, name = '']) => name));
}

describe('why a frame was refused', () => {
  it('has words for people, whichever gateway refused it', () => {
    const files = sourceFiles().filter(({ path }) => !/\.(test|fixture)\.ts$/.test(path));
    const words = files.find(({ path }) => path === 'web/src/text/frame-reasons.ts')?.text ?? '';
    const known = new Set(
      [...words.matchAll(/^ {2}'?([a-z0-9-]+)'?: \[/gm)].map(([, name]) => name),
    );
    const adapters = files.filter(
      ({ path }) => path.startsWith('bff/src/adapters/') && !notOfFrames.test(path),
    );
    const reasons = new Set(adapters.flatMap(({ text }) => reasonsOf(text)));
    expect(reasons.size).toBeGreaterThan(40);
    expect([...reasons].filter((reason) => !known.has(reason)).sort()).toEqual([]);
  });
});
