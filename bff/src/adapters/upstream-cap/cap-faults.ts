import type { CapAlert, CapInfo } from './cap-alert.ts';
import { readCapTime } from './cap-values.ts';
import { capWords, requiredOfAlert, requiredOfInfo } from './cap-words.ts';

const longestTold = 60;
const mostTold = 50;

type Faults = { missing: string[]; invalid: string[] };

/** What the standard requires and the message lacks, and what it says that it may not. */
export function findFaults(alert: CapAlert): Faults {
  const faults: Faults = { missing: [], invalid: [] };
  for (const name of requiredOfAlert) if (!alert[name]) faults.missing.push(name);
  if (alert.scope === 'Restricted' && !alert.restriction) faults.missing.push('restriction');
  if (alert.scope === 'Private' && alert.addresses.length === 0) faults.missing.push('addresses');
  judgeWords(faults, '', [
    ['status', alert.status],
    ['msgType', alert.msgType],
    ['scope', alert.scope],
  ]);
  judgeTimes(faults, '', [['sent', alert.sent]]);
  alert.infos.forEach((info, n) => {
    judgeInfo(faults, info, `info[${n}].`);
  });
  return { missing: faults.missing.slice(0, mostTold), invalid: faults.invalid.slice(0, mostTold) };
}

type Named = readonly (readonly [name: string, value: string | null])[];

function tell({ invalid }: Faults, name: string, value: string): void {
  invalid.push(`${name}=${value}`.slice(0, longestTold));
}

function judgeWords(faults: Faults, where: string, named: Named): void {
  for (const [name, value] of named) {
    if (value && !capWords[name]?.includes(value)) tell(faults, `${where}${name}`, value);
  }
}

function judgeTimes(faults: Faults, where: string, named: Named): void {
  for (const [name, value] of named) {
    if (value && readCapTime(value) === null) tell(faults, `${where}${name}`, value);
  }
}

function judgeInfo(faults: Faults, info: CapInfo, where: string): void {
  const said: Record<(typeof requiredOfInfo)[number], string | null> = {
    ...info,
    category: info.categories[0] ?? null,
  };
  for (const name of requiredOfInfo) if (!said[name]) faults.missing.push(`${where}${name}`);
  judgeWords(faults, where, [
    ...info.categories.map((category) => ['category', category] as const),
    ...info.responseTypes.map((response) => ['responseType', response] as const),
    ['urgency', info.urgency],
    ['severity', info.severity],
    ['certainty', info.certainty],
  ]);
  judgeTimes(faults, where, [
    ['effective', info.effective],
    ['onset', info.onset],
    ['expires', info.expires],
  ]);
  info.areas.forEach(({ areaDesc, badPolygons, badCircles }, n) => {
    const at = `${where}area[${n}].`;
    if (!areaDesc) faults.missing.push(`${at}areaDesc`);
    for (const ring of badPolygons) if (ring) tell(faults, `${at}polygon`, ring);
    for (const circle of badCircles) if (circle) tell(faults, `${at}circle`, circle);
  });
  info.resources.forEach(({ resourceDesc }, n) => {
    if (!resourceDesc) faults.missing.push(`${where}resource[${n}].resourceDesc`);
  });
}
