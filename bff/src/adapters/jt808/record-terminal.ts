import type { RecordBody } from './record-body.ts';

// Widths of model and terminal id in 0x0107; the maker has five bytes in all editions.
const widths = { '2011': [8, 7], '2013': [20, 7], '2019': [30, 30] } as const;
/** Type, maker, ICCID, two lengths, two module words: what is there beside model, id and versions. */
const attributesBesideBytes = 2 + 5 + 10 + 2 + 2;

/** Messages that a terminal sends by itself or as an answer, beside positions, media and video. */
export const terminalBodies: readonly (readonly [id: number, body: RecordBody])[] = [
  [
    0x0005,
    {
      name: 'parts-wanted',
      read: (c) => ({ firstFlow: c.word(), parts: c.list(c.word(), () => c.word()) }),
    },
  ],
  [
    0x0107,
    {
      name: 'attributes',
      read: (c, layout) => {
        const old = c.left < attributesBesideBytes + 27 ? '2011' : '2013';
        const [model, id] = widths[layout === '2019' ? '2019' : old];
        return {
          typeBits: c.word(),
          maker: c.text(5),
          model: c.text(model),
          makersTerminalId: c.text(id),
          iccid: c.hex(10),
          hardware: c.text(c.byte()),
          firmware: c.text(c.byte()),
          gnssBits: c.byte(),
          communicationBits: c.byte(),
        };
      },
    },
  ],
  [0x0108, { name: 'upgraded', read: (c) => ({ type: c.byte(), result: c.byte() }) }],
  [0x0301, { name: 'event', read: (c) => ({ eventId: c.byte() }) }],
  [0x0302, { name: 'answer-chosen', read: (c) => ({ answersFlow: c.word(), answerId: c.byte() }) }],
  [
    0x0303,
    { name: 'information-wanted', read: (c) => ({ type: c.byte(), wanted: c.byte() === 1 }) },
  ],
  [
    0x0608,
    {
      name: 'areas-stored',
      read: (c) => ({ type: c.byte(), count: c.dword(), areasHex: c.restHex() }),
    },
  ],
  [
    0x0700,
    {
      name: 'recorder-data',
      read: (c) => ({ answersFlow: c.word(), command: c.byte(), dataHex: c.restHex() }),
    },
  ],
  [0x0701, { name: 'waybill', read: (c) => ({ waybill: c.text(c.dword()) }) }],
  [
    0x0705,
    {
      name: 'can-bus',
      read: (c) => {
        const count = c.word();
        return {
          /** Hours, minutes, seconds and milliseconds of the first frame, as digits. */
          time: c.hex(5),
          frames: c.list(count, () => {
            const id = c.dword();
            return {
              channel: id >>> 31,
              extended: ((id >>> 30) & 1) === 1,
              id: id & 0x1fff_ffff,
              dataHex: c.hex(8),
            };
          }),
        };
      },
    },
  ],
  [0x0901, { name: 'compressed', read: (c) => ({ gzipHex: c.hex(c.dword()) }) }],
  [0x0a00, { name: 'public-key', read: (c) => ({ exponent: c.dword(), modulusHex: c.hex(128) }) }],
];
