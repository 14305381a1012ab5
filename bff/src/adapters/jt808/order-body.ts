import type { DeviceAct } from '@ftz/shared/contract/device-order.ts';
import { toGbk } from './gbk-bytes.ts';
import type { Caller } from './header.ts';

/** What counts as the terminal's own word that it did as told. */
export type Awaited = 'acknowledged' | 'located' | 'doors-locked' | 'doors-unlocked' | 'parameters';

/** An order as this protocol puts it. */
export type OrderBody = { messageId: number; body: Uint8Array; awaits: Awaited };

type Layout = Caller['layout'];

const word = (value: number): number[] => [(value >> 8) & 0xff, value & 0xff];
const dword = (value: number): number[] => [...word(value >>> 16), ...word(value & 0xffff)];

const order = (messageId: number, awaits: Awaited, bytes: readonly number[] = []): OrderBody => ({
  messageId,
  awaits,
  body: Uint8Array.from(bytes),
});

/** 0x8500: one byte of bits until 2013; a list of controls in 2019, of which 0x0001 are the doors. */
function doors(locked: boolean, layout: Layout): OrderBody {
  const bit = locked ? 1 : 0;
  const bytes = layout === '2019' ? [...word(1), ...word(0x0001), bit] : [bit];
  return order(0x8500, locked ? 'doors-locked' : 'doors-unlocked', bytes);
}

const onDisplay = 1 << 2;
const readAloud = 1 << 3;

/** 0x8300. Until 2013 bit 0 is urgent; in 2019 bits 0–1 are 10 urgent and 11 a notice, and a type follows. */
function showText(text: string, urgent: boolean, layout: Layout): OrderBody {
  const shown = onDisplay | readAloud;
  const notice = 1;
  const head =
    layout === '2019' ? [shown | (urgent ? 0b10 : 0b11), notice] : [shown | (urgent ? 1 : 0)];
  return order(0x8300, 'acknowledged', [...head, ...toGbk(text)]);
}

function setParameters({ parameters }: Extract<DeviceAct, { name: 'set-parameters' }>): OrderBody {
  const entries = parameters.flatMap(({ id, hex }) => [
    ...dword(id),
    hex.length / 2,
    ...Buffer.from(hex, 'hex'),
  ]);
  return order(0x8103, 'acknowledged', [parameters.length, ...entries]);
}

/** 0x9101 of JT/T 1078: picture and sound (0) of a channel, live. */
function sendVideo(act: Extract<DeviceAct, { name: 'send-video' }>): OrderBody {
  const host = [...Buffer.from(act.host, 'latin1')];
  const ports = [...word(act.tcpPort), ...word(act.udpPort)];
  const stream = act.stream === 'main' ? 0 : 1;
  return order(0x9101, 'acknowledged', [host.length, ...host, ...ports, act.channel, 0, stream]);
}

/** Every act that a truck can do, in the words of the terminal's edition; null: no truck can. */
export function orderBody(act: DeviceAct, layout: Layout): OrderBody | null {
  switch (act.name) {
    case 'unlock':
      return doors(false, layout);
    case 'lock':
      return doors(true, layout);
    case 'locate':
      return order(0x8201, 'located');
    case 'track': {
      // An interval of 0 ends the tracking, and nothing follows it.
      const lasting = act.everyS === 0 ? [] : dword(act.forS);
      return order(0x8202, 'acknowledged', [...word(act.everyS), ...lasting]);
    }
    case 'show-text':
      return showText(act.text, act.urgent, layout);
    case 'read-parameters':
      return order(0x8104, 'parameters');
    case 'set-parameters':
      return setParameters(act);
    case 'send-video':
      return sendVideo(act);
    case 'stop-video':
      // 0x9102: command 0 ends picture and sound; the stream does not matter then.
      return order(0x9102, 'acknowledged', [act.channel, 0, 0, 0]);
    // A lane's barrier is no business of a truck.
    case 'barrier-lift':
    case 'barrier-lower':
    case 'barrier-keep':
      return null;
  }
}
