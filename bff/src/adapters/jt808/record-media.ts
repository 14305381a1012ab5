import type { FieldCursor } from './field-cursor.ts';
import type { Fields, RecordBody } from './record-body.ts';

const searched = (c: FieldCursor): Fields => ({
  mediaType: c.byte(),
  channel: c.byte(),
  event: c.byte(),
  fromMs: c.timeMs(),
  untilMs: c.timeMs(),
});

const reportBytes = 28;

/** 0x0802: 2011 named no media id, so the length of an entry has to tell. */
function found(c: FieldCursor): Fields {
  const answersFlow = c.word();
  const count = c.word();
  const withId = count > 0 && c.left >= count * (7 + reportBytes);
  const media = c.list(count, () => ({
    ...(withId ? { mediaId: c.dword() } : {}),
    mediaType: c.byte(),
    channel: c.byte(),
    event: c.byte(),
    reportHex: c.hex(reportBytes),
  }));
  return { answersFlow, media };
}

/** Photographs, sound and pictures by JT/T 808 itself. 0x0800 and 0x0801 are read in `attachment.ts`. */
export const mediaBodies: readonly (readonly [id: number, body: RecordBody])[] = [
  [0x0802, { name: 'media-found', read: found }],
  [
    0x0805,
    {
      name: 'photographs-taken',
      read: (c) => ({
        answersFlow: c.word(),
        result: c.byte(),
        mediaIds: c.left === 0 ? [] : c.list(c.word(), () => c.dword()),
      }),
    },
  ],
  [
    0x8800,
    {
      name: 'media-received',
      read: (c) => ({
        mediaId: c.dword(),
        partsWanted: c.left === 0 ? [] : c.list(c.byte(), () => c.word()),
      }),
    },
  ],
  [
    0x8801,
    {
      name: 'take-photographs',
      read: (c) => ({
        channel: c.byte(),
        command: c.word(),
        intervalS: c.word(),
        keep: c.byte() === 1,
        resolution: c.byte(),
        quality: c.byte(),
        brightness: c.byte(),
        contrast: c.byte(),
        saturation: c.byte(),
        chroma: c.byte(),
      }),
    },
  ],
  [0x8802, { name: 'find-media', read: searched }],
  [
    0x8803,
    { name: 'upload-media', read: (c) => ({ ...searched(c), removeAfter: c.byte() === 1 }) },
  ],
  [
    0x8804,
    {
      name: 'record-sound',
      read: (c) => ({
        start: c.byte() === 1,
        forSeconds: c.word(),
        keep: c.byte() === 1,
        sampling: c.byte(),
      }),
    },
  ],
  [
    0x8805,
    { name: 'upload-one', read: (c) => ({ mediaId: c.dword(), removeAfter: c.byte() === 1 }) },
  ],
];
