import type { PortedGateway } from './device.ts';

/** Every story that a simulated world can live through. */
export const scenarioNames = ['seal-cut-in-transit', 'quiet-day'] as const;
export type ScenarioName = (typeof scenarioNames)[number];

/** What both sides accept: a setting that one takes and the other refuses would start half a product. */
export const feedLimits = {
  speed: { least: 0.1, most: 100 },
  vehicles: { least: 1, most: 20_000 },
  reportEveryS: { least: 1, most: 300 },
} as const;

/**
 * What the server tells simulated devices when it is ready: addresses and keys, as a technician would
 * enter them, and how the simulated world runs.
 */
export type FeedPlan = {
  scenario: ScenarioName;
  seed: number;
  /** Simulated seconds per real second. Devices keep reporting on their real beats. */
  speed: number;
  vehicles: number;
  /** Seconds between two positions of a truck. */
  reportEveryS: number;
  /** Where the gateways' own ports are; 0 where nobody listens. */
  host: string;
  ports: Readonly<Record<PortedGateway, number>>;
  /** `mqtt://host:port` */
  mqttUrl: string;
  /** `http://host:port` of the lanes' and the documents' routes. */
  httpUrl: string;
  /** `http://host:port` where the simulated camera head-end shall listen. */
  camerasUrl: string;
  /** `http://host:port` where simulated cameras with analysis of their own shall listen; null: they do not. */
  isapiUrl: string | null;
  onvifUrl: string | null;
  laneKeys: Readonly<Record<string, string>>;
  documentsKey: string;
  /** Where the national centre shall listen; null: there is none. */
  upstreamUrl: string | null;
  /** What both ends of that link sign with. */
  upstreamKey: string;
  /** Of every other device that shows a key, by `gateway/deviceId`. */
  deviceKeys: Readonly<Record<string, string>>;
  /**
   * When this world began, milliseconds since 1970; absent: it begins now. With the same seed,
   * scenario and beginning, a restarted process finds every truck where it would be by now, under the
   * same journey ids. A beginning more than a day ago is not taken up again.
   */
  startedAtMs?: number;
  /** Until when the centre had heard of anything before it started; absent: nothing was missed. */
  heardUntilMs?: number;
  /** The folder in which devices note what they sent and what was acknowledged; null: they do not. */
  journal: string | null;
};
