import type { LaneOutcome } from '@ftz/shared/contract/lane-decision.ts';
import { buildStatusWord } from '#domain/lanes/status-word.ts';

/** What a lane called itself and its reading: given back as it was sent. */
export type Echo = {
  areaId: string;
  channelNo: string;
  /** As sent, lower case too. */
  direction: string;
  /** SEQ_NO of a traditional lane, SESSION_ID of a smart one. */
  name: string;
};

type Answered = Pick<LaneOutcome, 'result' | 'statusWord'>;

/** What the house cannot answer for is a person's: a stranger, a clock of next year, a reading long forgotten. */
export const referred: Answered = {
  result: 'manual',
  statusWord: buildStatusWord({ overall: '1', barrier: '1', voice: '1' }),
};

const hints = {
  release: '检查放行',
  alarm: '比对不符，请等待关员',
  manual: '请等待人工确认',
} as const;
const letters = { release: 'Y', alarm: 'N', manual: 'M' } as const;

const escapes: Record<string, string> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' };

/** ASCII alone, so that it reads the same in every encoding that front ends expect. */
const escaped = (text: string): string =>
  text
    .replace(/[<>&"]/g, (sign) => escapes[sign] ?? '')
    .replace(/[^\x20-\x7e]/gu, (sign) => `&#${sign.codePointAt(0)};`);

const element = (name: string, text: string): string => `<${name}>${escaped(text)}</${name}>`;
const head = '<?xml version="1.0" encoding="utf-8"?>';
const attributesOf = ({ areaId, channelNo, direction, name }: Echo): string =>
  `AREA_ID="${escaped(areaId)}" CHNL_NO="${escaped(channelNo)}" I_E_TYPE="${escaped(direction)}" SEQ_NO="${escaped(name)}"`;

/** 0x22: the status word that the lane carries out. */
export function commandInfo(echo: Echo, { result, statusWord }: Answered): string {
  const hint = hints[result];
  const inner = [
    element('CHECK_RESULT', statusWord),
    '<SEAL><ESEAL_ID></ESEAL_ID><SEAL_KEY></SEAL_KEY></SEAL>',
    element('OP_HINT', hint),
    element('LED_HINT', hint),
  ];
  return `${head}<COMMAND_INFO ${attributesOf(echo)}>${inner.join('')}</COMMAND_INFO>`;
}

/** 0x82: Y release, N alarm, M wait for a person. */
export function gatherFeedback(
  echo: Echo,
  { result }: Answered,
  read: { plate: string | null; weightKg: number | null },
): string {
  const hint = hints[result];
  const inner = [
    element('AREA_ID', echo.areaId),
    element('CHNL_NO', echo.channelNo),
    element('SESSION_ID', echo.name),
    element('CHECK_RESULT', letters[result]),
    '<VE_INFO>',
    element('VE_LICENSE_NO', read.plate ?? ''),
    element('CHANNEL_WEIGHT', read.weightKg === null ? '' : String(read.weightKg)),
    '</VE_INFO>',
    element('OP_HINT', hint),
    element('LED_HINT', hint),
  ];
  return `${head}<GATHER_FEEDBACK>${inner.join('')}</GATHER_FEEDBACK>`;
}

/** That a message was kept. */
export const receipt = (name: string): string =>
  `${head}<RECEIPT>${element('MESSAGE', name)}${element('RESULT', '1')}</RECEIPT>`;

/** That a release was kept and is not one: the barrier stays until two officers of the centre agree. */
export const releaseAsked = (): string =>
  `${head}<RECEIPT>${element('MESSAGE', 'MANUAL_CHECK')}${element('RESULT', '0')}${element('OP_HINT', '与申报不符，须指挥中心两名关员核准放行')}</RECEIPT>`;

/** 0x62: 0 no rights, 2 all of them. */
export const registered = (echo: Echo, isAdmitted: boolean): string =>
  `${head}<REGISTER_FEEDBACK ${attributesOf(echo)}>${element('RIGHTS', isAdmitted ? '2' : '0')}</REGISTER_FEEDBACK>`;

/** A call in an envelope is answered in one. */
export const inEnvelope = (xml: string): string =>
  `${head}<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>${xml.slice(head.length)}</soap:Body></soap:Envelope>`;
