import type { FieldCursor } from './field-cursor.ts';
import type { Fields, RecordBody } from './record-body.ts';

/** Where the picture goes: each port 0 when it is not wanted. */
const receiver = (c: FieldCursor): Fields => ({
  host: c.text(c.byte()),
  tcpPort: c.word(),
  udpPort: c.word(),
});

const period = (c: FieldCursor): Fields => ({ fromMs: c.timeMs(), untilMs: c.timeMs() });

const stored = (c: FieldCursor): Fields => ({
  mediaType: c.byte(),
  stream: c.byte(),
  storage: c.byte(),
});

/** One recording in a terminal; 0x1205 lists them, 0x9205 and 0x9206 look for them. */
const recording = (c: FieldCursor): Fields => ({
  channel: c.byte(),
  ...period(c),
  alarmBitsHex: c.hex(8),
  ...stored(c),
});

const channelAnd = (name: string, value: string): RecordBody => ({
  name,
  read: (c) => ({ channel: c.byte(), [value]: c.byte() }),
});

/** The signalling of JT/T 1078-2016, which travels in JT/T 808 frames. */
export const videoBodies: readonly (readonly [id: number, body: RecordBody])[] = [
  [
    0x1003,
    {
      name: 'video-attributes',
      read: (c) => ({
        audioCodec: c.byte(),
        audioChannels: c.byte(),
        audioSampling: c.byte(),
        audioBits: c.byte(),
        audioFrameBytes: c.word(),
        audioOutput: c.byte() === 1,
        videoCodec: c.byte(),
        mostAudioChannels: c.byte(),
        mostVideoChannels: c.byte(),
      }),
    },
  ],
  [
    0x1005,
    { name: 'passengers', read: (c) => ({ ...period(c), gotOn: c.word(), gotOff: c.word() }) },
  ],
  [
    0x1205,
    {
      name: 'recordings-found',
      read: (c) => ({
        answersFlow: c.word(),
        recordings: c.list(c.dword(), () => ({ ...recording(c), bytes: c.dword() })),
      }),
    },
  ],
  [0x1206, { name: 'upload-finished', read: (c) => ({ answersFlow: c.word(), result: c.byte() }) }],
  [0x9003, { name: 'read-video-attributes', read: () => ({}) }],
  [
    0x9101,
    {
      name: 'send-video',
      read: (c) => ({
        ...receiver(c),
        channel: c.byte(),
        dataType: c.byte(),
        stream: c.byte(),
      }),
    },
  ],
  [
    0x9102,
    {
      name: 'control-video',
      read: (c) => ({
        channel: c.byte(),
        command: c.byte(),
        closes: c.byte(),
        stream: c.byte(),
      }),
    },
  ],
  [0x9105, channelAnd('video-quality', 'lossPct')],
  [
    0x9201,
    {
      name: 'play-back',
      read: (c) => ({
        ...receiver(c),
        channel: c.byte(),
        ...stored(c),
        way: c.byte(),
        speed: c.byte(),
        ...period(c),
      }),
    },
  ],
  [
    0x9202,
    {
      name: 'control-play-back',
      read: (c) => ({ channel: c.byte(), command: c.byte(), speed: c.byte(), toMs: c.timeMs() }),
    },
  ],
  [0x9205, { name: 'find-recordings', read: recording }],
  [
    0x9206,
    {
      name: 'upload-recording',
      read: (c) => ({
        host: c.text(c.byte()),
        port: c.word(),
        user: c.text(c.byte()),
        // A password is nobody's to read on a screen.
        passwordBytes: c.hex(c.byte()).length / 2,
        path: c.text(c.byte()),
        ...recording(c),
        conditionBits: c.byte(),
      }),
    },
  ],
  [0x9207, { name: 'control-upload', read: (c) => ({ answersFlow: c.word(), command: c.byte() }) }],
  [
    0x9301,
    {
      name: 'turn-camera',
      read: (c) => ({ channel: c.byte(), direction: c.byte(), speed: c.byte() }),
    },
  ],
  [0x9302, channelAnd('focus-camera', 'direction')],
  [0x9303, channelAnd('open-iris', 'direction')],
  [0x9304, channelAnd('wipe-camera', 'start')],
  [0x9305, channelAnd('light-infrared', 'start')],
  [0x9306, channelAnd('zoom-camera', 'direction')],
];
