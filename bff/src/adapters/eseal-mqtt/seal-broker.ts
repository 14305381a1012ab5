/** Either broker, the embedded or an outside one, as the gateway sees it. */
export type SealBroker = {
  /** Null when we listen on no port. */
  port: number | null;
  health: () => { ok: boolean; detail: string };
  /** Seals that are connected to us; null where another broker knows. */
  connections: (() => number) | null;
  /** QoS 1, never retained. Resolves when the broker took it, which says nothing of the seal. */
  publishCommand: (message: { topic: string; payload: string; lifeMs: number }) => Promise<void>;
  close: () => Promise<void>;
};
