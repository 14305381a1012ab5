import type { Task } from '@ftz/shared/contract/task.ts';
import { nextDue } from '@ftz/shared/state/task-due.ts';
import { unopenedEvidence } from '@ftz/shared/state/task-lifecycle.ts';
import { useSite } from '#api/site.ts';
import { clockAge } from '#lib/age.ts';
import { lengthText } from '#lib/length.ts';
import { zoneDate, zoneMinute } from '#lib/zone-time.ts';
import { useNow } from '#live/server-clock.ts';
import { nameIn } from '#text/names.ts';
import { type Text, useLanguage, useText, wordFor } from '#text/text.ts';

/** The step that is awaited next, and by when; one that is late says so, and who was told. */
export function TaskClock({ task }: { task: Task }) {
  const text = useText().taskCard;
  const nowMs = useNow();
  const due = nextDue(task);
  if (!due || task.kind === 'follow-up-check') return null;
  const step = wordFor(text.clocks, due.step);
  const leftMs = due.dueAtMs - nowMs;
  const told = task.overdue?.step === due.step ? wordFor(text.told, task.overdue.told) : null;
  return (
    <span className="task-clock num" data-overdue={leftMs < 0}>
      {leftMs >= 0 ? text.due(step, clockAge(leftMs)) : text.overdue(step, clockAge(-leftMs))}
      {told ? ` · ${told}` : null}
    </span>
  );
}

type Fact = { name: string; words: string; flagged?: boolean };

/** Everything that is known of how the task was done, one line each. */
export function TaskFacts({ task }: { task: Task }) {
  const text = useText();
  const nowMs = useNow();
  const language = useLanguage();
  const office = useSite()?.site.offices.find(({ id }) => id === task.ownerOfficeId);
  const facts = [
    ...askedFor(task, office ? nameIn(language, office) : '', text),
    ...onTheWay(task, nowMs, text),
    ...looked(task, text),
    ...opened(task, text),
    ...lateReports(task, text),
  ];
  if (facts.length === 0) return null;
  return (
    <ul className="task-facts">
      {facts.map(({ name, words, flagged = false }) => (
        <li key={name} data-fact={name} data-flagged={flagged}>
          {words}
        </li>
      ))}
    </ul>
  );
}

function askedFor({ dueAtMs, note }: Task, office: string, { taskCard: text }: Text): Fact[] {
  return [
    ...(dueAtMs === null ? [] : [{ name: 'due', words: text.dueOn(zoneDate(dueAtMs), office) }]),
    ...(note === null ? [] : [{ name: 'note', words: `${text.asked}: ${note}` }]),
  ];
}

function onTheWay(task: Task, nowMs: number, { taskCard: text }: Text): Fact[] {
  const { crew, arrival, arrivedAtMs, lastCheckInAtMs, silentDueAtMs } = task;
  const names = crew.map(({ name }) => name).join('、');
  const way = arrival && [
    arrivedAtMs === null ? '' : zoneMinute(arrivedAtMs),
    wordFor(text.arrivedBy, arrival.how),
    arrival.awayM === null ? '' : text.away(lengthText(arrival.awayM)),
    arrival.reason ?? '',
  ];
  const heard = silentDueAtMs !== null && lastCheckInAtMs !== null;
  return [
    ...(names ? [{ name: 'crew', words: `${text.crew}: ${names}` }] : []),
    ...(way
      ? [{ name: 'arrival', words: way.filter(Boolean).join(' · '), flagged: arrival.flagged }]
      : []),
    ...(heard
      ? [{ name: 'heard', words: text.lastHeard(clockAge(Math.max(0, nowMs - lastCheckInAtMs))) }]
      : []),
  ];
}

function looked(task: Task, { taskCard: text }: Text): Fact[] {
  const { evidence, bookmarks, recordingSinceMs } = task;
  const seen = evidence.length - unopenedEvidence(task).length;
  return [
    ...(evidence.length > 0
      ? [{ name: 'evidence', words: text.evidence(seen, evidence.length) }]
      : []),
    ...(recordingSinceMs === null
      ? []
      : [{ name: 'recording', words: text.recording(zoneMinute(recordingSinceMs)) }]),
    ...(bookmarks.length > 0
      ? [{ name: 'bookmarks', words: text.bookmarks(bookmarks.length) }]
      : []),
  ];
}

function opened({ opening, witness, seals }: Task, { taskCard: text }: Text): Fact[] {
  const facts: Fact[] = [];
  if (opening) {
    const what = wordFor(text.opening, opening.what);
    const { askedBy, confirmedBy } = opening;
    const words = confirmedBy
      ? text.openingConfirmed(what, askedBy.name, confirmedBy.name)
      : text.openingAsked(what, askedBy.name);
    facts.push({ name: 'opening', words, flagged: confirmedBy === null });
  }
  if (witness) {
    const refused = 'refused' in witness;
    const words = refused ? text.witnessRefused(witness.refused) : text.witness(witness.name);
    facts.push({ name: 'witness', words, flagged: refused });
  }
  if (seals) {
    const words = text.seals(seals.oldSealNo ?? text.notYet, seals.newSealNo ?? text.notYet);
    facts.push({ name: 'seals', words });
  }
  return facts;
}

function lateReports({ lateReports: reports }: Task, { taskCard: text }: Text): Fact[] {
  return reports.map(({ act, by, atMs, deviceAtMs, said }, i) => {
    const told = text.late(by.name, wordFor(text.acts, act), zoneMinute(deviceAtMs ?? atMs));
    return { name: `late-${i}`, words: said ? `${told} · ${said}` : told, flagged: true };
  });
}
