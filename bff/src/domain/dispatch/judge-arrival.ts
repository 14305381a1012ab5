import type { Incident } from '@ftz/shared/contract/incident.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { RefusalCode } from '@ftz/shared/contract/refusal.ts';
import type { Gate } from '@ftz/shared/contract/site.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import type { Arrival, ArrivalClaim } from '@ftz/shared/contract/task-record.ts';
import { distanceM } from '@ftz/shared/geo/distance.ts';
import { alarmsOfIncident } from '@ftz/shared/state/situation-selectors.ts';

/** Within this of a place of the incident somebody is there. */
const fenceM = 300;
/** A phone that does not know better than this where it is helps nobody to be anywhere. */
const mostVagueM = 200;
/** A gate this near to the place has a code that says "here". */
const codeReachM = 800;

export type SiteCodes = (gateId: string) => string | undefined;
type Place = { situation: Situation; gates: readonly Gate[]; siteCodes: SiteCodes };
type Judgement = { ok: true; arrival: Arrival } | { ok: false; code: RefusalCode };

/** Where the incident is: its own point, those of its alarms, and the gates that they name. */
function placesOf(incident: Incident, { situation, gates }: Place): LonLat[] {
  const alarms = alarmsOfIncident(situation, incident.id);
  const named = gates.filter(({ id }) => alarms.some(({ gateId }) => gateId === id));
  const points = [incident.point, ...alarms.map(({ point }) => point)];
  return [
    ...points.filter((point) => point !== null),
    ...named.map(({ point }) => point as LonLat),
  ];
}

const nearest = (from: LonLat, places: readonly LonLat[]): number | null =>
  places.length === 0 ? null : Math.round(Math.min(...places.map((to) => distanceM(from, to))));

/** By position within the site's fence, by the code of a gate that is there, or by a mere word: flagged. */
export function judgeArrival(claim: ArrivalClaim, incident: Incident, place: Place): Judgement {
  const places = placesOf(incident, place);
  const none = { point: null, awayM: null, gateId: null, reason: null, deviceAtMs: null };
  switch (claim.how) {
    case 'position': {
      const point = claim.point as LonLat;
      const awayM = nearest(point, places);
      const vague = claim.accuracyM > mostVagueM;
      if (vague || awayM === null || awayM > fenceM) return { ok: false, code: 'too-far' };
      return { ok: true, arrival: { ...none, how: 'position', point, awayM, flagged: false } };
    }
    case 'site-code': {
      const gate = place.gates.find(({ id }) => place.siteCodes(id) === claim.code);
      const awayM = gate ? nearest(gate.point as LonLat, places) : null;
      if (!gate || awayM === null || awayM > codeReachM)
        return { ok: false, code: 'wrong-site-code' };
      const arrival = {
        ...none,
        how: 'site-code' as const,
        gateId: gate.id,
        awayM,
        flagged: false,
      };
      return { ok: true, arrival };
    }
    case 'by-hand': {
      const { reason } = claim;
      const point = claim.point as LonLat | null;
      const awayM = point ? nearest(point, places) : null;
      return {
        ok: true,
        arrival: { ...none, how: 'by-hand', point, awayM, reason, flagged: true },
      };
    }
  }
}
