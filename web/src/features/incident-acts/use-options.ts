import type { Colleague } from '@ftz/shared/contract/colleague.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { deletablePieces } from '@ftz/shared/state/kept-evidence.ts';
import {
  alarmsOfIncident,
  journeysUnderWay,
  openIncidents,
} from '@ftz/shared/state/situation-selectors.ts';
import { useColleagues } from '#api/colleagues.ts';
import { useSite } from '#api/site.ts';
import { useSituation } from '#live/durable-store.ts';
import { pieceName } from '#text/piece-name.ts';
import { type Text, useLanguage, useText, wordFor } from '#text/text.ts';
import type { Option } from './option-list.tsx';
import type { MenuAct } from './possible-acts.ts';

const mostLikely = 6;

/** Whom or what this act can choose from, the likeliest first; null: it chooses nothing. */
export function useOptions(act: MenuAct, incident: Incident): Option[] | null {
  const text = useText();
  const colleagues = useColleagues(incident.id, act === 'transfer' || act === 'invite');
  const situation = useSituation((s) => s);
  const language = useLanguage();
  const site = useSite()?.site ?? null;
  if (act === 'merge') return mergeOptions(situation, incident, text);
  if (act === 'write-off')
    return journeysUnderWay(situation, incident.id).map(({ id, plate }) => ({
      value: id,
      label: plate,
      detail: id,
    }));
  if (act === 'delete-evidence')
    return deletablePieces(situation, incident).map((piece) => ({
      value: piece.id,
      label: pieceName(piece, text, site, language),
      detail: piece.clip === null ? piece.id : '',
    }));
  if (act === 'uninvite')
    return incident.guests.map(({ accountId, name }) => ({
      value: accountId,
      label: name,
      detail: '',
    }));
  if (act === 'invite')
    return colleagues.filter(({ role }) => role === 'expert').map((each) => toOption(each, text));
  if (act !== 'transfer') return null;
  return colleagues
    .filter(({ mayOwn, online, accountId }) => {
      return mayOwn && online && accountId !== incident.owner?.accountId;
    })
    .sort((a, b) => a.owns - b.owns)
    .map((each) => toOption(each, text));
}

function toOption({ accountId, username, online, owns }: Colleague, text: Text): Option {
  const { incidentActs: words } = text;
  const detail = `${online ? words.online : words.offline} · ${words.owns(owns)}`;
  return { value: accountId, label: username, detail };
}

/** Those that share most with it come first, and say what they share. */
function mergeOptions(situation: Situation, incident: Incident, text: Text): Option[] {
  return openIncidents(situation)
    .filter(({ id, drill }) => id !== incident.id && drill === incident.drill)
    .map((other) => ({ other, why: sharedBy(situation, incident, other) }))
    .sort((a, b) => b.why.length - a.why.length)
    .slice(0, mostLikely)
    .map(({ other, why }) => ({
      value: other.id,
      label: `${wordFor(text.alarm.kinds, other.kind)} · ${other.areas.map((a) => wordFor(text.shell.areaNames, a)).join(' ')}`,
      detail: why.map((code) => wordFor(text.incidentActs.similar, code)).join(' · '),
    }));
}

function sharedBy(situation: Situation, one: Incident, other: Incident): string[] {
  const plates = new Set(alarmsOfIncident(situation, one.id).flatMap(({ plate }) => plate ?? []));
  const isSame = alarmsOfIncident(situation, other.id).some(
    ({ plate }) => plate !== null && plates.has(plate),
  );
  return [
    ...(isSame ? ['same-plate', 'same-plate'] : []),
    ...(one.kind === other.kind ? ['same-kind'] : []),
    ...(one.areas.some((area) => other.areas.includes(area)) ? ['same-area'] : []),
  ].filter((code, i, all) => all.indexOf(code) === i);
}
