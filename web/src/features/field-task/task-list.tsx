import type { Task } from '@ftz/shared/contract/task.ts';
import { Link } from 'wouter';
import { useSite } from '#api/site.ts';
import { clockAge } from '#lib/age.ts';
import { zoneMinute } from '#lib/zone-time.ts';
import { useHasSituation, useSituation } from '#live/durable-store.ts';
import { useNow } from '#live/server-clock.ts';
import { alarmSubject, placeName } from '#text/names.ts';
import { placeSentence } from '#text/place-sentence.ts';
import { useLanguage, useText, wordFor } from '#text/text.ts';
import { SeveritySymbol } from '#ui/severity-symbol.tsx';
import './field-task.css';
import { finishedFieldTasks, openFieldTasks } from './field-tasks.ts';
import { useTaskSubject } from './use-task-subject.ts';

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
            <TaskClock task={task} />
          </span>
        </span>
      </Link>
    </li>
  );
}

function TaskClock({ task }: { task: Task }) {
  const text = useText().task;
  const leftMs = (task.acceptDueAtMs ?? 0) - useNow();
  if (task.finishedAtMs !== null) return ` · ${zoneMinute(task.finishedAtMs)}`;
  if (task.state !== 'issued') return null;
  return (
    <b className="due">
      {' · '}
      {leftMs >= 0 ? text.acceptIn(clockAge(leftMs)) : text.acceptOverdue(clockAge(-leftMs))}
    </b>
  );
}
