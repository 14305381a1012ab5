import type { Incident, TimelineEntry } from '@ftz/shared/contract/incident.ts';
import type { Site } from '@ftz/shared/contract/site.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { shortAge } from '#lib/age.ts';
import { factLines } from './fact-lines.ts';
import { placeName } from './names.ts';
import { type Language, type Text, wordFor } from './text.ts';

export type TimelineContext = {
  incident: Incident;
  tasks: Situation['tasks'];
  orders: Situation['deviceOrders'];
  site: Site | null;
  text: Text;
  language: Language;
};

/** What happened, as `head`, and what was said with it, as `said`. */
export type TimelineSentence = { head: string; said: string | null };

export function timelineSentence(entry: TimelineEntry, context: TimelineContext): TimelineSentence {
  const { text } = context;
  const verb = verbOf(entry, text);
  if (entry.type === 'task.issued' || entry.type === 'task.drafted')
    return { head: issuedSentence(entry, context), said: null };
  if (entry.type === 'incident.closed') return closedSentence(verb, entry, context);
  if (entry.step) return stepSentence(entry, entry.step, context);
  if (entry.type === 'disposition.concluded') {
    const result = wordFor(text.disposition.agreements, entry.text ?? '');
    return { head: `${verb} · ${result}`, said: null };
  }
  if (entry.type === 'disposition.drawn') {
    return { head: [verb, entry.text].filter(Boolean).join(' · '), said: null };
  }
  if (entry.equipment) return equipmentSentence(verb, entry.equipment, text);
  if (entry.type === 'lane.decided' || entry.type === 'lane.checked') {
    const result = wordFor(text.timeline.laneResults, entry.text ?? '');
    return { head: [verb, result].join(' · '), said: null };
  }
  if (entry.type === 'lane.desk-decided') return ruledSentence(verb, entry, text);
  if (entry.type === 'call.ended')
    return { head: `${verb} · ${text.evidence.lasted(shortAge(Number(entry.text)))}`, said: null };
  const about = entry.alarmKind
    ? wordFor(text.alarm.kinds, entry.alarmKind)
    : taskName(entry, context) || orderName(entry, context);
  const finding = findingOf(entry, context);
  return { head: [verb, about, finding].filter(Boolean).join(' · '), said: entry.text };
}

/** The first word is the ruling, what follows is why. */
function ruledSentence(verb: string, entry: TimelineEntry, text: Text): TimelineSentence {
  const [ruling = '', ...reason] = (entry.text ?? '').split(' ');
  const head = `${verb} · ${wordFor(text.evidence.rulingActs, ruling)}`;
  return { head, said: reason.join(' ') || null };
}

/** Each noun keeps its own verbs. */
function verbOf({ type }: TimelineEntry, text: Text): string {
  const own =
    text.task.entries[type] ??
    text.alarmDesk.entries[type] ??
    text.incidentActs.entries[type] ??
    text.evidence.entries[type];
  return own ?? wordFor(text.timeline.entries, type);
}

/** Which device, what happened, and how it says so: who called, how long, how heavy. */
function equipmentSentence(
  verb: string,
  { deviceId, what, facts }: NonNullable<TimelineEntry['equipment']>,
  text: Text,
): TimelineSentence {
  const says = wordFor(text.timeline.equipmentSays, what);
  const lines = factLines(facts, text).map(({ name, value }) => `${name} ${value}`);
  return { head: [verb, says, deviceId].join(' · '), said: lines.join(' · ') || null };
}

function stepSentence(
  entry: TimelineEntry,
  { textZh, textEn }: NonNullable<TimelineEntry['step']>,
  { text, language }: TimelineContext,
): TimelineSentence {
  const verb = wordFor(text.procedure.entries, entry.type);
  return { head: `${verb} · ${language === 'zh' ? textZh : textEn}`, said: entry.text };
}

function issuedSentence(entry: TimelineEntry, context: TimelineContext): string {
  const { text, site, language } = context;
  const unit = entry.text ? placeName(site, 'units', entry.text, language) : '';
  const verb = verbOf(entry, text);
  return `${verb} · ${taskName(entry, context)} → ${unit}`;
}

function closedSentence(
  verb: string,
  entry: TimelineEntry,
  { incident, text }: TimelineContext,
): TimelineSentence {
  const conclusion = incident.conclusion
    ? wordFor(text.timeline.conclusions, incident.conclusion)
    : '';
  return { head: [verb, conclusion].filter(Boolean).join(' · '), said: entry.text };
}

/** What was ordered, and of which device. */
function orderName(entry: TimelineEntry, { orders, text }: TimelineContext): string {
  const order = entry.orderId ? orders[entry.orderId] : undefined;
  return order ? `${wordFor(text.deviceOrder.acts, order.act.name)} ${order.deviceId}` : '';
}

function taskName(entry: TimelineEntry, { tasks, text }: TimelineContext): string {
  const task = entry.taskId ? tasks[entry.taskId] : undefined;
  return task ? wordFor(text.task.kinds, task.kind) : '';
}

function findingOf(entry: TimelineEntry, { tasks, text }: TimelineContext): string {
  if (entry.type !== 'task.result-submitted' || !entry.taskId) return '';
  const finding = tasks[entry.taskId]?.result?.finding;
  return finding ? wordFor(text.task.findings, finding) : '';
}
