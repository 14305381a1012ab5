import type { CapReference } from './cap-values.ts';

/** What we write; every text is escaped, lists become repeated elements. */
export type CapDraft = {
  identifier: string;
  sender: string;
  sentAtMs: number;
  status: 'Actual' | 'Exercise' | 'Test' | 'System';
  msgType: 'Alert' | 'Update' | 'Cancel' | 'Ack';
  scope: 'Restricted';
  note: string | null;
  references: readonly CapReference[];
  info: CapDraftInfo | null;
};
export type CapDraftInfo = {
  category: 'Security';
  event: string;
  urgency: 'Immediate' | 'Expected' | 'Past';
  severity: 'Extreme' | 'Severe' | 'Moderate' | 'Minor';
  certainty: 'Observed' | 'Likely';
  headline: string;
  parameters: readonly (readonly [name: string, value: string])[];
  areaDesc: string;
  /** A place as "lat,lon 0" circle; null: the areas are all that is known. */
  point: readonly [lon: number, lat: number] | null;
  areas: readonly string[];
};

/** Marks and what XML 1.0 cannot carry at all: control characters, lone surrogates. */
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const marks: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
const escaped = (text: string): string =>
  text.replaceAll(forbidden, '\ufffd').replaceAll(/[&<>"']/g, (mark) => marks[mark] ?? mark);

const element = (name: string, text: string | null): string =>
  text === null ? '' : `<${name}>${escaped(text)}</${name}>`;
const pair = (name: string, valueName: string, value: string): string =>
  `<${name}>${element('valueName', valueName)}${element('value', value)}</${name}>`;

/** UTC as the text of the standard wants it: `-00:00`, never `Z`, whole seconds. */
export const capTime = (atMs: number): string =>
  `${new Date(atMs).toISOString().slice(0, 19)}-00:00`;

/** OASIS CAP 1.2, section 3.2, elements in the order of its schema. */
export function writeCap(draft: CapDraft): string {
  const references = draft.references
    .map(({ sender, identifier, sent }) => `${sender},${identifier},${sent}`)
    .join(' ');
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    '<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">',
    element('identifier', draft.identifier),
    element('sender', draft.sender),
    element('sent', capTime(draft.sentAtMs)),
    element('status', draft.status),
    element('msgType', draft.msgType),
    element('scope', draft.scope),
    element('restriction', 'customs command only'),
    element('note', draft.note),
    element('references', references === '' ? null : references),
    draft.info === null ? '' : infoOf(draft.info),
    '</alert>\n',
  ].join('');
}

function infoOf(info: CapDraftInfo): string {
  const circle = info.point && `${info.point[1]},${info.point[0]} 0`;
  return [
    '<info>',
    element('language', 'en-US'),
    element('category', info.category),
    element('event', info.event),
    element('urgency', info.urgency),
    element('severity', info.severity),
    element('certainty', info.certainty),
    element('headline', info.headline),
    ...info.parameters.map(([name, value]) => pair('parameter', name, value)),
    '<area>',
    element('areaDesc', info.areaDesc),
    element('circle', circle),
    ...info.areas.map((area) => pair('geocode', 'area', area)),
    '</area></info>',
  ].join('');
}
