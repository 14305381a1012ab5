import type { Task } from '@ftz/shared/contract/task.ts';
import { Link } from 'wouter';
import { useSite } from '#api/site.ts';
import { clockAge } from '#lib/age.ts';
import { zoneMinute } from '#lib/zone-time.ts';
import { useHasSituation, useSituation } from '#live/durable-store.ts';
import { useOutbox } from '#live/phone-outbox.ts';
import { useNow } from '#live/server-clock.ts';
import { alarmSubject, placeName } from '#text/names.ts';
import { placeSentence } from '#text/place-sentence.ts';
import { useLanguage, useText, wordFor } from '#text/text.ts';
import { SeveritySymbol } from '#ui/severity-symbol.tsx';
import { finishedFieldTasks, nextDue, openFieldTasks } from './field-tasks.ts';
import { UnitCard } from './unit-card.tsx';
import { useTaskSubject } from './use-task-subject.ts';
import './task-list.css';
import './task-note.css';

/** What waits in the field, and what was done lately. New tasks appear by themselves. */
export function TaskList() {
  const text = useText().mobile;
  const known = useHasSituation();
  const open = useSituation(openFieldTasks);
  const finished = useSituation(finishedFieldTasks);
  if (!known) return <p className="task-note">{text.notKnown}</p>;
  return (
    <>
      <h2>
        {text.open} <span className="num">{open.length}</span>
      </h2>
      {open.length === 0 ? (
        <div className="task-note">
          <p>{text.none}</p>
          <p>{text.noneHint}</p>
        </div>
      ) : null}
      <ul className="field-list" aria-live="polite">
        {open.map((task) => (
          <TaskLine key={task.id} task={task} />
        ))}
      </ul>
      {finished.length > 0 ? <h2>{text.finished}</h2> : null}
      <ul className="field-list finished">
        {finished.map((task) => (
          <TaskLine key={task.id} task={task} />
        ))}
      </ul>
      <UnitCard />
    </>
  );
}

function TaskLine({ task }: { task: Task }) {
  const text = useText();
  const language = useLanguage();
  const site = useSite()?.site ?? null;
  const { incident, alarm } = useTaskSubject(task);
  const point = alarm?.point ?? incident?.point ?? null;
  return (
    <li>
      <Link
        href={`/mobile?task=${encodeURIComponent(task.id)}`}
        className="field-line"
        data-task={task.id}
      >
        <SeveritySymbol severity={incident?.severity ?? null} filled size="38px" />
        <span className="words">
          <b className="title">{incident ? wordFor(text.alarm.kinds, incident.kind) : task.id}</b>
          {alarm ? <span>{alarmSubject(alarm, site, language)}</span> : null}
          {point ? <span>{placeSentence(point, site, text, language)}</span> : null}
          <span className="state num" data-state={task.state}>
            {wordFor(text.task.states, task.state)} ·{' '}
            {placeName(site, 'units', task.unitId, language)}
          </span>
          <span className="num">
            <TaskClock task={task} />
          </span>
          <KeptNote task={task} />
        </span>
      </Link>
    </li>
  );
}

/** Something of it is on this phone alone, or was refused and has to be read. */
function KeptNote({ task }: { task: Task }) {
  const { field } = useText();
  const mine = useOutbox().acts.filter(({ thing }) => thing === task.id);
  const refused = mine.filter((act) => act.refused !== null).length;
  if (mine.length === 0) return null;
  return (
    <span className={refused > 0 ? 'kept-note refused' : 'kept-note'}>
      {refused > 0 ? field.keptRefused(refused) : field.keptCount(mine.length)}
    </span>
  );
}

export function TaskClock({ task }: { task: Task }) {
  const { field } = useText();
  const nowMs = useNow();
  const due = nextDue(task);
  if (task.finishedAtMs !== null) return ` · ${zoneMinute(task.finishedAtMs)}`;
  if (!due) return null;
  const what = wordFor(field.leftOf, due.what);
  const leftMs = due.atMs - nowMs;
  return (
    <b className="due" data-overdue={leftMs < 0}>
      {leftMs >= 0 ? field.within(what, clockAge(leftMs)) : field.overdue(what, clockAge(-leftMs))}
    </b>
  );
}
