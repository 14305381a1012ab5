import { isSameSecret } from '#adapters/same-secret.ts';

/**
 * Which lanes registered (0x61) with their key, and from which address: their connections are short, so
 * the next one is known by where it comes from. Until a lane has registered, what it asks is answered by
 * a person. As many as there are keys.
 */
export type ProvenLanes = {
  prove: (laneId: string, given: string | null, key: string | null, peer: string) => boolean;
  isProven: (laneId: string, peer: string) => boolean;
};

export function rememberProvenLanes(): ProvenLanes {
  const addresses = new Map<string, string>();
  return {
    prove: (laneId, given, key, peer) => {
      if (!isSameSecret(given, key)) return false;
      addresses.set(laneId, addressOf(peer));
      return true;
    },
    isProven: (laneId, peer) => addresses.get(laneId) === addressOf(peer),
  };
}

const addressOf = (peer: string): string => peer.replace(/:\d+$/, '');
