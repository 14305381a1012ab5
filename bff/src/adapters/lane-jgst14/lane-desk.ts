import type { LaneOutcome } from '@ftz/shared/contract/lane-decision.ts';
import type { GatewayHost } from '#adapters/device-adapter.ts';
import { referred } from './answer-xml.ts';
import { type GatherReading, type Passage, readGather } from './gather.ts';
import type { FeedbackReading } from './lane-report.ts';
import type { MessageFields } from './xml-message.ts';

/** What the gateway needs of the house beside its ear. */
export type LaneSettings = {
  host: string;
  port: number;
  /** The key of a lane or of a position platform; null: nobody gave it one. */
  keyOf: (deviceId: string) => string | null;
  /** How a reading was answered, as committed. */
  outcomeOf: (laneId: string, eventId: string) => LaneOutcome | null;
  /** Whether what stands there in this session may pass, as committed. */
  isReleased: (laneId: string, sessionId: string) => boolean;
  /** In which coordinates a registered device says where it is; null for a stranger. */
  datumOf: (deviceId: string) => 'WGS84' | 'GCJ02' | null;
  timeDecision: (seconds: number) => void;
};

export const gateway = 'lane-jgst14';

type Answer = Pick<LaneOutcome, 'result' | 'statusWord'>;
export type Asked =
  | { kind: 'answered'; answer: Answer; passage: Passage }
  | { kind: 'refused'; reason: Extract<GatherReading, { ok: false }>['reason'] }
  /** Not kept: the lane asks again. */
  | { kind: 'not-kept' };

/**
 * Asks the house about one reading. The answer is the committed one, so a lane that asks again, and after
 * a restart too, is told the same; what the house has no answer for is referred to a person.
 */
export async function askHouse(
  host: GatewayHost,
  settings: LaneSettings,
  fields: MessageFields,
  { laneId, proven }: { laneId: string; proven: boolean },
): Promise<Asked> {
  const receivedAtMs = host.nowMs();
  const reading = readGather(fields, { laneId, receivedAtMs });
  if (!reading.ok) return { kind: 'refused', reason: reading.reason };
  const { passage } = reading;
  const before = settings.outcomeOf(laneId, passage.eventId);
  try {
    await host.accept({
      gateway,
      deviceId: laneId,
      deviceAtMs: passage.closedAtMs,
      receivedAtMs,
      kind: 'passage',
      passage,
      asks: { proven },
    });
  } catch {
    return { kind: 'not-kept' };
  }
  host.countFrame(before === null ? 'ok' : 'duplicate');
  settings.timeDecision((host.nowMs() - receivedAtMs) / 1000);
  const answer = settings.outcomeOf(laneId, passage.eventId) ?? referred;
  return { kind: 'answered', answer, passage };
}

/** Hands a lane's own word on. Answers false when it was not kept. */
export async function tellFeedback(
  host: GatewayHost,
  laneId: string,
  { sessionId, outcome, detail }: Extract<FeedbackReading, { ok: true }>,
): Promise<boolean> {
  const atMs = host.nowMs();
  const reported = { gateway, deviceId: laneId, deviceAtMs: atMs, receivedAtMs: atMs } as const;
  const observation =
    outcome === 'nothing'
      ? ({ ...reported, kind: 'alive' } as const)
      : ({ ...reported, kind: 'lane-feedback', sessionId, outcome, detail } as const);
  return host.accept(observation).then(
    () => true,
    () => false,
  );
}
