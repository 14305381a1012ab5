import type { RecordBody } from './record-body.ts';

const nothing: RecordBody['read'] = () => ({});

/** What a platform asks and orders, beside positions, areas, media and video. */
export const platformBodies: readonly (readonly [id: number, body: RecordBody])[] = [
  [
    0x8003,
    {
      name: 'parts-wanted',
      read: (c) => {
        const firstFlow = c.word();
        // 2019 made the count a WORD, and terminals do not all follow: an odd rest has a BYTE in front.
        const count = c.left % 2 === 1 ? c.byte() : c.word();
        return { firstFlow, parts: c.list(count, () => c.word()) };
      },
    },
  ],
  [0x8004, { name: 'time', read: (c) => ({ timeHex: c.hex(6) }) }],
  [
    0x8106,
    { name: 'read-some-parameters', read: (c) => ({ ids: c.list(c.byte(), () => c.dword()) }) },
  ],
  [0x8107, { name: 'read-attributes', read: nothing }],
  [
    0x8108,
    {
      name: 'upgrade',
      read: (c) => ({
        type: c.byte(),
        maker: c.text(5),
        version: c.text(c.byte()),
        packageHex: c.hex(c.dword()),
      }),
    },
  ],
  [0x8203, { name: 'confirm-alarm', read: (c) => ({ flow: c.word(), alarmBits: c.dword() }) }],
  [0x8204, { name: 'check-link', read: nothing }],
  [
    0x8301,
    {
      name: 'set-events',
      read: (c) => ({
        act: c.byte(),
        events:
          c.left === 0 ? [] : c.list(c.byte(), () => ({ id: c.byte(), text: c.text(c.byte()) })),
      }),
    },
  ],
  [
    0x8302,
    {
      name: 'ask-driver',
      read: (c) => ({
        flagBits: c.byte(),
        question: c.text(c.byte()),
        answers: c.listToEnd(() => ({ id: c.byte(), text: c.text(c.word()) })),
      }),
    },
  ],
  [
    0x8303,
    {
      name: 'set-information-menu',
      read: (c) => ({
        act: c.byte(),
        items:
          c.left === 0 ? [] : c.list(c.byte(), () => ({ type: c.byte(), name: c.text(c.word()) })),
      }),
    },
  ],
  [0x8304, { name: 'information', read: (c) => ({ type: c.byte(), text: c.text(c.word()) }) }],
  [
    0x8400,
    { name: 'call-back', read: (c) => ({ listenOnly: c.byte() === 1, phone: c.restText() }) },
  ],
  [
    0x8401,
    {
      name: 'set-phone-book',
      read: (c) => ({
        act: c.byte(),
        contacts:
          c.left === 0
            ? []
            : c.list(c.byte(), () => ({
                directions: c.byte(),
                phone: c.text(c.byte()),
                name: c.text(c.byte()),
              })),
      }),
    },
  ],
  [
    0x8500,
    {
      name: 'vehicle-control-2019',
      read: (c) => {
        const count = c.word();
        const id = count > 0 ? c.word() : null;
        // Only the doors (0x0001) have a length by the standard: what follows others is the vendor's.
        const doors = id === 1 ? { lockDoors: c.byte() === 1 } : {};
        return { count, firstId: id, ...doors, othersHex: c.restHex() };
      },
    },
  ],
  [0x8700, { name: 'read-recorder', read: (c) => ({ command: c.byte(), dataHex: c.restHex() }) }],
  [0x8701, { name: 'set-recorder', read: (c) => ({ command: c.byte(), dataHex: c.restHex() }) }],
  [0x8702, { name: 'read-driver-card', read: nothing }],
  [0x8900, { name: 'pass-through', read: (c) => ({ type: c.byte(), hex: c.restHex() }) }],
  [0x8a00, { name: 'public-key', read: (c) => ({ exponent: c.dword(), modulusHex: c.hex(128) }) }],
];
