import type { Breach, GatewayName } from '@ftz/shared/contract/device.ts';
import type { AgencyRuling, TradeDocument } from '@ftz/shared/contract/document.ts';
import type { EquipmentReport } from '@ftz/shared/contract/equipment.ts';
import type { FenceSignal } from '@ftz/shared/contract/fence.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { Journey } from '@ftz/shared/contract/journey.ts';
import type { LaneCheckResult } from '@ftz/shared/contract/lane-decision.ts';
import type { LanePassage } from '@ftz/shared/contract/lane-passage.ts';
import type { OrderContent, OrderReference, OrderStatus } from '@ftz/shared/contract/order.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { SealEventName, SealState } from '@ftz/shared/contract/seal.ts';
import type { VesselReport } from './vessels.ts';

/** What every report says of itself. Ids are the device's own (terminal phone, seal id, account, lane id). */
type Reported = {
  gateway: GatewayName;
  deviceId: string;
  deviceAtMs: number;
  receivedAtMs: number;
};

/**
 * One decoded report of one device, in the words of the field and free of any protocol.
 * A gateway makes it, `process-event.ts` judges it.
 */
export type Observation =
  | (Reported & {
      kind: 'position';
      /** Null when the terminal has no fix, or claims a place that is not on Earth. */
      point: LonLat | null;
      speedKph: number;
      headingDeg: number;
      /** Raised 0→1 bits since the terminal's previous report, already edges, not levels. */
      alarms: VehicleAlarm[];
      backfill: boolean;
    })
  | (Reported & {
      kind: 'seal';
      /** The zone of the topic, as sent; empty where the protocol has none. */
      zone: string;
      deviceSeq: number;
      state: SealState;
      batteryPct: number;
      events: SealEventName[];
      point: LonLat | null;
    })
  | (Reported & {
      kind: 'fence';
      /** Panel zone, or the input or region of a camera; 0 is the device itself. */
      zone: number;
      signal: FenceSignal;
      code: string;
      /** Repeats of a panel reuse its sequence number; a camera's names rule and turn of the condition. */
      panelSeq: number;
    })
  | (Reported & {
      kind: 'passage';
      passage: Omit<LanePassage, 'gateId' | 'area'>;
      /** The lane waits for an answer; whether it proved who it is. */
      asks?: { proven: boolean };
    })
  /** The lane's own word on what it did with the answer. */
  | (Reported & {
      kind: 'lane-feedback';
      sessionId: string;
      outcome: 'done' | 'failed';
      detail: string;
    })
  /** What a person at the lane's desk concluded. */
  | (Reported & {
      kind: 'lane-check';
      sessionId: string;
      result: LaneCheckResult;
      operatorId: string;
      comment: string;
    })
  | (Reported & {
      kind: 'journey';
      journey: Omit<Journey, 'state' | 'arrivedAtMs' | 'fromArea' | 'toArea'>;
    })
  /** What a receiver heard a vessel say: context, never kept. */
  | (Reported & { kind: 'vessel'; vessel: VesselReport })
  /** A paper of the back office; where it belongs follows from what it joins. */
  | (Reported & { kind: 'document'; document: Omit<TradeDocument, 'areas'> & SpokenAreas })
  | (Reported & { kind: 'ruling'; ruling: Omit<AgencyRuling, 'areas'> & SpokenAreas })
  | (Reported & { kind: 'upstream-order'; message: OrderMessage })
  /** The national centre took our receipt of one of its messages. */
  | (Reported & { kind: 'upstream-receipt'; orderId: string; of: OrderReference })
  /** The national centre took our notice of the emergency that was declared then. */
  | (Reported & { kind: 'upstream-emergency'; incidentId: string; declaredAtMs: number })
  /** What a device answered to an order: its own word, the only confirmation there is. */
  | (Reported & {
      kind: 'order-answer';
      orderId: string;
      outcome: 'confirmed' | 'refused-by-device';
      /** The protocol's own words, for the timeline and the technician. */
      detail: string;
    })
  /** Equipment of a lane or an inspection hall; where it stands is ours to know. */
  | (Reported & { kind: 'equipment'; report: EquipmentSaid })
  /** Somebody used the name of a device and was not it. Nothing that he said is believed. */
  | (Reported & {
      kind: 'breach';
      breach: Breach;
      /** Where he spoke from. */
      peer: string;
      /** What gave him away, for the technician. */
      detail: string;
    })
  /** Liveness without content: heartbeat, NULL supervision, seal status, camera playlist that moves. */
  | (Reported & { kind: 'alive' })
  /** The device said or showed that it is gone: signed off, last will, a picture that stands still. */
  | (Reported & { kind: 'gone' });

/** What equipment itself can say. */
export type EquipmentSaid = Omit<
  EquipmentReport,
  'deviceId' | 'equipment' | 'area' | 'gateId' | 'laneId' | 'deviceAtMs'
>;
/** The areas that a sender names; empty: it names none. */
type SpokenAreas = { areas: AreaId[] };

/** What the national centre orders, changes or takes back. */
export type OrderMessage = SpokenAreas & {
  act: 'issue' | 'update' | 'cancel';
  status: OrderStatus;
  content: Omit<OrderContent, 'receivedAtMs' | 'dueAtMs'> & { dueAtMs: number | null };
  /** The earlier messages that it is about. */
  references: OrderReference[];
};

export type VehicleAlarm = 'sos' | 'off-route' | 'illegal-door' | 'power-lost' | 'collision';
export type ObservationKind = Observation['kind'];
