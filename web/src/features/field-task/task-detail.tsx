import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import type { Task } from '@ftz/shared/contract/task.ts';
import { Link } from 'wouter';
import { useSite } from '#api/site.ts';
import { zoneTime } from '#lib/zone-time.ts';
import { useHasSituation, useSituation } from '#live/durable-store.ts';
import { factLines } from '#text/fact-lines.ts';
import { alarmSubject, placeName } from '#text/names.ts';
import { placeSentence } from '#text/place-sentence.ts';
import { useLanguage, useText, wordFor } from '#text/text.ts';
import { SeveritySymbol } from '#ui/severity-symbol.tsx';
import { NavigateLinks } from './navigate-links.tsx';
import { PlaceSketch } from './place-sketch.tsx';
import { SketchMap } from './sketch-map.tsx';
import { TaskClock } from './task-list.tsx';
import { TaskSteps } from './task-steps.tsx';
import { useTaskSubject } from './use-task-subject.ts';
import './task-detail.css';
import './task-note.css';

/** One task: what it is about, where, what to look for, and the next thing to do. */
export function TaskDetail({ taskId }: { taskId: string }) {
  const text = useText().mobile;
  const known = useHasSituation();
  const task = useSituation((s) => s.tasks[taskId] ?? null);
  return (
    <>
      <Link href="/mobile" className="back-link">
        ‹ {text.back}
      </Link>
      {task ? (
        <KnownTask key={task.id} task={task} />
      ) : (
        <p className="task-note">{known ? text.gone : text.notKnown}</p>
      )}
    </>
  );
}

function KnownTask({ task }: { task: Task }) {
  const text = useText();
  const { incident, alarm } = useTaskSubject(task);
  return (
    <article className="field-task" data-task={task.id} data-state={task.state}>
      <header>
        <SeveritySymbol severity={incident?.severity ?? null} filled size="44px" />
        <div>
          <h1>{incident ? wordFor(text.alarm.kinds, incident.kind) : task.id}</h1>
          <p className="task-kind num">
            {wordFor(text.task.kinds, task.kind)}
            {incident ? ` · ${zoneTime(incident.openedAtMs)}` : null}
          </p>
        </div>
      </header>
      <p className="task-state" role="status">
        {wordFor(text.task.states, task.state)}
        {task.acceptedBy ? ` · ${text.task.by(task.acceptedBy)}` : null}
        <span className="num">
          <TaskClock task={task} />
        </span>
      </p>
      {task.note ? <p className="task-asks">{task.note}</p> : null}
      <TaskSteps task={task} />
      <WhereBlock task={task} alarm={alarm} incident={incident} />
      {alarm ? <WhatBlock alarm={alarm} /> : null}
    </article>
  );
}

type WhereProps = { task: Task; alarm: Alarm | null; incident: Incident | null };

function WhereBlock({ task, alarm, incident }: WhereProps) {
  const text = useText();
  const language = useLanguage();
  const site = useSite()?.site ?? null;
  const point = alarm?.point ?? incident?.point ?? null;
  const unit = site?.units.find(({ id }) => id === task.unitId);
  return (
    <section>
      <h2>{text.mobile.where}</h2>
      <p className="where">
        <b>{wordFor(text.shell.areaNames, task.area)}</b>
        {point ? <span>{placeSentence(point, site, text, language)}</span> : null}
      </p>
      {point ? (
        <>
          <PlaceSketch point={point} post={unit ?? null} />
          <SketchMap point={point} />
          <NavigateLinks point={point} name={placeSentence(point, site, text, language)} />
        </>
      ) : null}
    </section>
  );
}

function WhatBlock({ alarm }: { alarm: Alarm }) {
  const text = useText();
  const language = useLanguage();
  const site = useSite()?.site ?? null;
  const journey = useSituation((s) => (alarm.journeyId ? s.journeys[alarm.journeyId] : undefined));
  const fenceName = (id: string) => placeName(site, 'fences', id, language);
  const lines: [name: string, value: string | null | undefined][] = [
    [text.incident.vehicle, alarm.plate],
    [text.incident.container, alarm.containerNo ?? journey?.containerNo],
    [text.incident.seal, alarm.sealId ?? journey?.sealId],
    [
      wordFor(text.alarm.entities, alarm.entityKind),
      alarm.plate ? null : alarmSubject(alarm, site, language),
    ],
    [
      text.incident.journey,
      journey &&
        `${placeName(site, 'gates', journey.fromGateId, language)} → ${placeName(site, 'gates', journey.toGateId, language)}`,
    ],
    ...factLines(alarm.facts, text, fenceName).map(
      ({ name, value, expected }): [string, string] => [
        name,
        expected === null ? value : `${value} · ${text.incident.expected} ${expected}`,
      ],
    ),
  ];
  return (
    <section>
      <h2>{text.mobile.what}</h2>
      <dl className="what">
        {lines.map(([name, value]) =>
          value ? (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="num">{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
    </section>
  );
}
