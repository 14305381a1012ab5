import type { Severity } from '@ftz/shared/contract/alarm.ts';
import { type AreaId, areaIds } from '@ftz/shared/contract/ids.ts';
import type { OrderReference, OrderStatus } from '@ftz/shared/contract/order.ts';
import type { OrderMessage } from '#domain/observation.ts';
import type { CapAlert, CapInfo } from './cap-alert.ts';
import { readCapTime } from './cap-values.ts';

/**
 * What a message of the national centre asks of this house. `told`: a receipt or a technical message,
 * heard and not acted on. What acts must be whole by the standard, and sent for real or for practice.
 */
export type OrderReading =
  | { kind: 'order'; message: OrderMessage }
  | { kind: 'told' }
  | { kind: 'refused'; reason: 'incomplete' | 'invalid' | 'draft' | 'no-content' };

const acts = { Alert: 'issue', Update: 'update', Cancel: 'cancel' } as const;
const statuses: readonly OrderStatus[] = ['Actual', 'Exercise', 'Test'];
const severities: Readonly<Record<string, Severity>> = { Extreme: 1, Severe: 2, Moderate: 3 };
const minuteMs = 60_000;
/** How long each urgency leaves to acknowledge. */
const dueWithinMs: Readonly<Record<string, number>> = {
  Immediate: 10 * minuteMs,
  Expected: 30 * minuteMs,
};
const longest = { name: 200, sent: 40, headline: 200, text: 2000 };
const mostReferences = 50;

export function orderOfCap(alert: CapAlert, nowMs: number): OrderReading {
  if (alert.missing.length > 0) return { kind: 'refused', reason: 'incomplete' };
  if (alert.invalid.length > 0) return { kind: 'refused', reason: 'invalid' };
  if (alert.msgType === 'Ack' || alert.msgType === 'Error') return { kind: 'told' };
  if (alert.status === 'System') return { kind: 'told' };
  const status = statuses.find((each) => each === alert.status);
  if (!status) return { kind: 'refused', reason: 'draft' };
  const act = acts[alert.msgType as keyof typeof acts];
  const name = nameOf(alert);
  const info = infoForUs(alert.infos);
  if (!name) return { kind: 'refused', reason: 'invalid' };
  if (!info && act !== 'cancel') return { kind: 'refused', reason: 'no-content' };
  const content = {
    ...name,
    sentAtMs: readCapTime(name.sent) ?? nowMs,
    severity: severities[info?.severity ?? ''] ?? 4,
    headline: (info?.headline || info?.event || alert.note || name.identifier).slice(
      0,
      longest.headline,
    ),
    text: textOf(alert, info).slice(0, longest.text),
    dueAtMs: info ? dueAtMs(info, nowMs) : null,
  };
  const references = alert.references.slice(0, mostReferences);
  return {
    kind: 'order',
    message: { act, status, areas: areasOf(alert.infos), content, references },
  };
}

function nameOf({ sender, identifier, sent }: CapAlert): OrderReference | null {
  if (!sender || !identifier || !sent) return null;
  const tooLong = Math.max(sender.length, identifier.length) > longest.name;
  return tooLong || sent.length > longest.sent ? null : { sender, identifier, sent };
}

/** This house speaks Chinese first; without a Chinese text the first one there is. */
function infoForUs(infos: readonly CapInfo[]): CapInfo | undefined {
  return infos.find(({ language }) => language?.toLowerCase().startsWith('zh')) ?? infos[0];
}

function textOf({ note }: CapAlert, info: CapInfo | undefined): string {
  return [info?.description, info?.instruction, note].filter(Boolean).join('\n');
}

/** The parameter `acknowledgeBy` says it; else the urgency does. */
function dueAtMs({ parameters, urgency }: CapInfo, nowMs: number): number {
  const said = parameters.find(({ name }) => name === 'acknowledgeBy')?.value ?? '';
  return readCapTime(said) ?? nowMs + (dueWithinMs[urgency ?? ''] ?? 120 * minuteMs);
}

/** Geocodes named `area` with our codes; none: all areas. */
function areasOf(infos: readonly CapInfo[]): AreaId[] {
  const codes = new Set(
    infos
      .flatMap(({ areas }) => areas)
      .flatMap(({ geocodes }) => geocodes)
      .filter(({ name }) => name === 'area')
      .map(({ value }) => value),
  );
  return areaIds.filter((area) => codes.has(area));
}
