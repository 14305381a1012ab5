import {
  encodeAnswerWithLocation,
  encodeGeneralReply,
  encodeLocation,
  encodeParameters,
  type Fix,
  messageIds,
} from './encode.ts';
import type { Edition, Message } from './frame.ts';
import type { VideoCamera } from './video-camera.ts';

/** What the terminal says to an order. */
export type Obedience = { id: number; body: Buffer };

/** A terminal's inside, as far as a platform can order it about. */
export type Obeying = {
  edition: Edition;
  /** The newest fix of its receiver, if it has had one. */
  lastFix: Fix | null;
  doorsLocked: boolean;
  parameters: Map<number, Buffer>;
  /** What was last shown to the driver. */
  shown: string | null;
  /** Its cameras; null: it has none. */
  video: VideoCamera | null;
};

const dword = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value, 0);
  return bytes;
};

/** Heartbeat and report interval in seconds, highest speed in km/h. */
export const factorySettings = (): Map<number, Buffer> =>
  new Map([
    [0x0001, dword(30)],
    [0x0029, dword(5)],
    [0x0055, dword(80)],
  ]);

const result = { ok: 0, failed: 1, wrong: 2, unsupported: 3 } as const;
const mostParameters = 64;
const gbk = new TextDecoder('gbk');

type Act = (order: Message, terminal: Obeying) => Obedience;

const reply = ({ id, flow }: Message, how: 0 | 1 | 2 | 3): Obedience => ({
  id: messageIds.generalReply,
  body: encodeGeneralReply(flow, id, how),
});

/** The answer with a report in it; without a fix there is none to give. */
function withLocation(order: Message, terminal: Obeying, id: number): Obedience {
  const { lastFix, edition, doorsLocked } = terminal;
  if (lastFix === null) return reply(order, result.failed);
  const location = encodeLocation({ ...lastFix, doorsLocked }, edition);
  return { id, body: encodeAnswerWithLocation(order.flow, location) };
}

/** 2013: bit 0 of one byte. 2019: a list, in which 0x0001 is the doors. */
const control: Act = (order, terminal) => {
  const { body } = order;
  const is2019 = terminal.edition === '2019';
  const isDoors = is2019 ? body.length >= 5 && body.readUInt16BE(2) === 0x0001 : body.length >= 1;
  if (!isDoors) return reply(order, result.unsupported);
  terminal.doorsLocked = ((body[is2019 ? 4 : 0] as number) & 1) === 1;
  return withLocation(order, terminal, messageIds.controlReply);
};

const setParameters: Act = (order, { parameters }) => {
  const { body } = order;
  let at = 1;
  for (let left = body[0] ?? 0; left > 0; left -= 1) {
    const end = at + 5 + (body[at + 4] ?? 0);
    if (at + 5 > body.length || end > body.length) return reply(order, result.wrong);
    if (parameters.size >= mostParameters) return reply(order, result.failed);
    parameters.set(body.readUInt32BE(at), Buffer.from(body.subarray(at + 5, end)));
    at = end;
  }
  return reply(order, result.ok);
};

const showText: Act = (order, terminal) => {
  const textAt = terminal.edition === '2019' ? 2 : 1;
  if (order.body.length < textAt) return reply(order, result.wrong);
  terminal.shown = gbk.decode(order.body.subarray(textAt));
  return reply(order, result.ok);
};

/** JT/T 1078-2016, table 17: length of the address, address, TCP port, UDP port, channel, kind, stream. */
const sendVideo: Act = (order, { video }) => {
  const { body } = order;
  const hostEnd = 1 + (body[0] ?? 0);
  if (video === null) return reply(order, result.unsupported);
  if (body.length < hostEnd + 7) return reply(order, result.wrong);
  const host = body.toString('latin1', 1, hostEnd);
  const [port, channel] = [body.readUInt16BE(hostEnd), body[hostEnd + 4] ?? 0];
  if (port === 0) return reply(order, result.unsupported);
  video.send({ host, port, channel });
  return reply(order, result.ok);
};

/** Table 18: channel and command, of which 0 ends it. */
const controlVideo: Act = (order, { video }) => {
  const [channel, command] = order.body;
  if (channel === undefined || command === undefined) return reply(order, result.wrong);
  if (video === null || command !== 0) return reply(order, result.unsupported);
  video.stop(channel);
  return reply(order, result.ok);
};

const acts: ReadonlyMap<number, Act> = new Map<number, Act>([
  [messageIds.locate, (order, terminal) => withLocation(order, terminal, messageIds.locationReply)],
  // It reports more often than anybody would ask for, so there is nothing to change.
  [messageIds.track, (order) => reply(order, order.body.length >= 2 ? result.ok : result.wrong)],
  [messageIds.control, control],
  [messageIds.setParameters, setParameters],
  [
    messageIds.readParameters,
    ({ flow }, { parameters }) => ({
      id: messageIds.parameters,
      body: encodeParameters(flow, parameters),
    }),
  ],
  [messageIds.showText, showText],
  [messageIds.sendVideo, sendVideo],
  [messageIds.controlVideo, controlVideo],
]);

/** Does what the platform orders, as a terminal of its edition would, and says so in its own words. */
export function obey(order: Message, terminal: Obeying): Obedience {
  return acts.get(order.id)?.(order, terminal) ?? reply(order, result.unsupported);
}
