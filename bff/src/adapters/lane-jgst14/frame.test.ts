import { describe, expect, it } from 'vitest';
import { dialects, frameWithImages, gatherFrame, gatherXml } from './frame.fixture.ts';
import { readFrame, writeFrame } from './frame.ts';

const jpeg = Buffer.from('ffd8ffffffff00e25c4b89ffd9', 'hex');

describe.each(Object.entries(dialects))('frames, %s', (_name, dialect) => {
  const bytes = writeFrame({ ...gatherFrame, dialect });

  it('reads what it wrote, in the dialect that the lengths choose', () => {
    const reading = readFrame(bytes);
    expect(reading).toMatchObject({
      ok: true,
      frame: { dialect, code: 0x21, areaId: '2201000001', direction: 'I', images: [] },
    });
    expect(reading.ok && Buffer.from(reading.frame.xml).toString()).toBe(gatherXml);
  });

  it('ends a photograph by its length: FF FF may stand inside', () => {
    const images = [
      { position: 0, jpeg },
      { position: 5, jpeg: Buffer.alloc(0) },
    ];
    const withHeads = frameWithImages(dialect, images);
    expect(readFrame(withHeads)).toMatchObject({ ok: true, frame: { images } });
    expect(readFrame(frameWithImages(dialect, images, jpeg.length)).ok).toBe(true);
    expect(readFrame(frameWithImages(dialect, images, 2)).ok).toBe(true);
    expect(readFrame(frameWithImages(dialect, images, 7))).toEqual({
      ok: false,
      reason: 'bad-images',
    });
    expect(readFrame(frameWithImages(dialect, [{ position: 6, jpeg }])).ok).toBe(false);
  });

  it('refuses every shortened frame', () => {
    for (let length = 0; length < bytes.length; length += 1)
      expect(readFrame(bytes.subarray(0, length)).ok).toBe(false);
  });

  it('refuses a frame that says another length than it has', () => {
    expect(readFrame(Buffer.concat([bytes, Buffer.from([0])]))).toMatchObject({ ok: false });
    const damaged = Buffer.from(bytes);
    damaged[dialect.littleEndian ? 4 : 7] = (damaged[dialect.littleEndian ? 4 : 7] ?? 0) ^ 1;
    expect(readFrame(damaged)).toMatchObject({ ok: false });
  });

  it.each([
    [0, 'bad-head'],
    [8 + dialect.codeWidth + 20, 'bad-direction'],
    [8 + dialect.codeWidth + 3, 'bad-id'],
    [bytes.length - 1, 'bad-tail'],
  ])('refuses damage at byte %i: %s', (at, reason) => {
    const damaged = Buffer.from(bytes);
    damaged[at] = 0x01;
    expect(readFrame(damaged)).toEqual({ ok: false, reason });
  });
});

it('takes lower-case directions', () => {
  const dialect = dialects.little;
  const bytes = Buffer.from(writeFrame({ ...gatherFrame, dialect }));
  bytes.write('e', 8 + 1 + 20);
  expect(readFrame(bytes)).toMatchObject({ ok: true, frame: { direction: 'E' } });
});
