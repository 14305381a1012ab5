import {
  childOf,
  childrenOf,
  readXml,
  textOf,
  textOfXml,
  type XmlElement,
} from '#adapters/read-xml.ts';

import type { PlatformCamera } from '#domain/video-platforms.ts';

/** One MANSCDP document (GB/T 28181, annex A): what a platform or camera says of itself. */
export type Manscdp = {
  /** `Query`, `Response`, `Notify` or `Control`. */
  root: string;
  cmdType: string;
  sn: string | null;
  deviceId: string | null;
  document: XmlElement;
};

export type ManscdpReading = { ok: true; manscdp: Manscdp } | { ok: false; reason: string };

const roots = new Set(['Query', 'Response', 'Notify', 'Control']);

export function readManscdp(bytes: Uint8Array): ManscdpReading {
  const reading = readXml(textOfXml(bytes), { characters: 200_000, elements: 10_000 });
  if (!reading.ok) return reading;
  const { root: document } = reading;
  if (!roots.has(document.name)) return { ok: false, reason: 'not-manscdp' };
  const cmdType = textOf(document, 'CmdType') ?? impliedType(document);
  if (cmdType === null) return { ok: false, reason: 'no-command' };
  const sn = textOf(document, 'SN');
  const deviceId = textOf(document, 'DeviceID');
  return { ok: true, manscdp: { root: document.name, cmdType, sn, deviceId, document } };
}

/** Some platforms leave the command out of an alarm: its own elements tell. */
function impliedType(document: XmlElement): string | null {
  return childOf(document, 'AlarmMethod') || childOf(document, 'AlarmPriority') ? 'Alarm' : null;
}

export type GbAlarm = {
  deviceId: string | null;
  /** 1 (highest) to 4. */
  priority: number | null;
  /** 1 phone, 2 device, 3 SMS, 4 GPS, 5 video, 6 device fault, 7 other. */
  method: number | null;
  /** What kind within the method; that of `Info` overrides. */
  type: string | null;
  /** As sent: local time, mostly without an offset. */
  time: string | null;
  description: string | null;
};

export function readAlarm(document: XmlElement): GbAlarm {
  return {
    deviceId: textOf(document, 'DeviceID'),
    priority: digitOf(textOf(document, 'AlarmPriority')),
    method: digitOf(textOf(document, 'AlarmMethod')),
    type: alarmTypeOf(document),
    time: textOf(document, 'AlarmTime'),
    description: textOf(document, 'AlarmDescription')?.slice(0, 200) ?? null,
  };
}

/** The edition of 2016 moved the type into `Info`; who sends both means that one. */
export function alarmTypeOf(document: XmlElement): string | null {
  return (
    textOf(childOf(document, 'Info'), 'AlarmType') ??
    textOf(document, 'AlarmType') ??
    textOf(document, 'AlarmTypeParam')
  );
}

/** A part of a catalog: platforms send large ones in pieces, each with the sum of all. */
export function readCatalog(document: XmlElement): { sum: number; items: PlatformCamera[] } {
  const items = childrenOf(childOf(document, 'DeviceList'), 'Item').flatMap(readItem);
  return { sum: Number(/^\d{1,5}$/.exec(textOf(document, 'SumNum') ?? '')?.[0] ?? 0), items };
}

function readItem(item: XmlElement): PlatformCamera[] {
  const channelId = textOf(item, 'DeviceID');
  if (channelId === null || channelId.length > 64) return [];
  return [
    {
      channelId,
      name: (textOf(item, 'Name') ?? '').slice(0, 80),
      parentId: textOf(item, 'ParentID')?.slice(0, 64) ?? null,
      online: /^on/i.test(textOf(item, 'Status') ?? ''),
    },
  ];
}

function digitOf(text: string | null): number | null {
  return text !== null && /^\d$/.test(text) ? Number(text) : null;
}
