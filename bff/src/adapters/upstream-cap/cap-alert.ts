import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { CapCircle, CapReference } from './cap-values.ts';
import type { CapEdition } from './cap-words.ts';

/** A pair of `valueName` and `value`: an event code, a parameter, a geocode. */
export type CapNamedValue = { name: string; value: string };

export type CapArea = {
  areaDesc: string | null;
  polygons: LonLat[][];
  circles: CapCircle[];
  geocodes: CapNamedValue[];
  /** As written: rings that are not closed, circles without a radius. */
  badPolygons: string[];
  badCircles: string[];
};

export type CapResource = {
  resourceDesc: string | null;
  mimeType: string | null;
  size: number | null;
  uri: string | null;
  digest: string | null;
};

/** The same matter in one language; all texts null where the element is absent. */
export type CapInfo = {
  language: string | null;
  categories: string[];
  event: string | null;
  responseTypes: string[];
  urgency: string | null;
  severity: string | null;
  certainty: string | null;
  audience: string | null;
  eventCodes: CapNamedValue[];
  effective: string | null;
  onset: string | null;
  expires: string | null;
  senderName: string | null;
  headline: string | null;
  description: string | null;
  instruction: string | null;
  web: string | null;
  contact: string | null;
  parameters: CapNamedValue[];
  resources: CapResource[];
  areas: CapArea[];
};

/**
 * A message as it was sent. It is read leniently, because a person may still need it; what the
 * standard requires and it lacks is in `missing`, what it may not say in `invalid`. Who acts on one
 * asks for both lists to be empty.
 */
export type CapAlert = {
  namespace: string;
  edition: CapEdition;
  identifier: string | null;
  sender: string | null;
  sent: string | null;
  status: string | null;
  msgType: string | null;
  scope: string | null;
  source: string | null;
  restriction: string | null;
  addresses: string[];
  codes: string[];
  note: string | null;
  references: CapReference[];
  /** The list as it was sent, with what is no triple. */
  referencesText: string | null;
  incidents: string[];
  incidentsText: string | null;
  infos: CapInfo[];
  /** `status`, `info[1].event`. */
  missing: string[];
  /** `info[0].urgency=Soon`. */
  invalid: string[];
};
