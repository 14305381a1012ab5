import type { FenceSignal } from '@ftz/shared/contract/fence.ts';
import type { Dc09Message } from './decode.ts';

/** What one code says of a fence: the panel's zone (0 is the panel itself) and the code as it was sent. */
export type FenceCode = { zone: number; signal: FenceSignal; code: string };

/**
 * Codes of SIA DC-03 that mean something for a fence. A bypassed zone is a blind one, so it counts as
 * trouble. `ER` is the *restoral* of an expander in DC-03; `ET` is its failure.
 */
const siaSignals: Record<FenceSignal, string> = {
  alarm: 'BA PA HA FA GA KA MA QA UA WA ZA',
  'verified-alarm': 'BV HV',
  restore: 'BR BH PR PH HR HH FR FH GR GH KR KH MR MH QR QH UR UH WR WH ZR ZH',
  tamper: 'TA ES JA XS',
  'tamper-restore': 'TR EJ XJ',
  trouble:
    'BT TT BB TB UT UB AT YT YC YS YM YP YI YD ET EM XT XQ XL LT PT HT FT NT IA DT VT RT BZ UZ',
  'trouble-restore': 'BJ TJ BU TU UJ UU AR YR YK YQ YJ ER EN XR XH LR PJ HJ FJ IR DJ',
};

const signalOfSia = new Map(
  Object.entries(siaSignals).flatMap(([signal, codes]) =>
    codes.split(' ').map((code) => [code, signal as FenceSignal] as const),
  ),
);

const restoreOf: Record<string, FenceSignal> = {
  alarm: 'restore',
  'verified-alarm': 'restore',
  tamper: 'tamper-restore',
  trouble: 'trouble-restore',
};

const cidTampers = new Set(['137', '144', '145', '341', '383']);
/** Polling loops, expanders and sensors that stopped answering stand among the alarms of the 1xx group. */
const cidTroubles = new Set(['141', '142', '143', '147', '570', '571', '572', '573']);
/** System reset and changed programming say nothing of the fence. */
const cidSilent = new Set(['305', '306']);

function cidCondition(code: string): 'alarm' | 'verified-alarm' | 'tamper' | 'trouble' | null {
  if (cidSilent.has(code)) return null;
  if (code === '139') return 'verified-alarm';
  if (cidTampers.has(code)) return 'tamper';
  if (cidTroubles.has(code)) return 'trouble';
  if (/^1\d\d$/.test(code)) return 'alarm';
  return /^3\d\d$/.test(code) ? 'trouble' : null;
}

/** Zones are written in decimal; one that is not a number is laid on the panel, never lost. */
function zoneNumber(text: string): number {
  return /^\d{1,6}$/.test(text) ? Number.parseInt(text, 10) : 0;
}

/** The fence signals of a message, in its order; empty when it only shows that the panel lives. */
export function fenceCodes(content: Dc09Message['content']): FenceCode[] {
  if (content.kind === 'cid') {
    const condition = cidCondition(content.code);
    const signal = condition && content.qualifier === '3' ? restoreOf[condition] : condition;
    const code = `${content.qualifier}${content.code}`;
    return signal ? [{ zone: zoneNumber(content.zoneOrUser), signal, code }] : [];
  }
  if (content.kind !== 'sia') return [];
  return content.events.flatMap(({ code, address }) => {
    const signal = signalOfSia.get(code);
    return signal ? [{ zone: zoneNumber(address), signal, code }] : [];
  });
}
