/** What a seal says, each on its own topic: `ftz/v1/{zone}/eseal/{sealId}/{channel}`. */
export const uplinkChannels = ['telemetry', 'event', 'status', 'cmdAck'] as const;
export type UplinkChannel = (typeof uplinkChannels)[number];
export type UplinkTopic = { zone: string; sealId: string; channel: UplinkChannel };

/** Printable, no wildcard, no level mark: these words go into topics of our own. */
const word = '[A-Za-z0-9._-]{1,64}';
const uplinkPattern = new RegExp(
  `^ftz/v1/(${word})/eseal/(${word})/(${uplinkChannels.join('|')})$`,
);
const commandPattern = new RegExp(`^ftz/v1/${word}/eseal/(${word})/cmd$`);

/** Null for every topic that a seal has no business on. */
export function readUplinkTopic(topic: string): UplinkTopic | null {
  const match = uplinkPattern.exec(topic);
  if (!match) return null;
  const [, zone = '', sealId = '', channel] = match;
  return { zone, sealId, channel: channel as UplinkChannel };
}

/** Whose commands are heard on it; null for all else: a wildcard would hear the commands of others. */
export function sealOfCommandTopic(topic: string): string | null {
  return commandPattern.exec(topic)?.[1] ?? null;
}

export function commandTopic(zone: string, sealId: string): string {
  return `ftz/v1/${zone}/eseal/${sealId}/cmd`;
}
