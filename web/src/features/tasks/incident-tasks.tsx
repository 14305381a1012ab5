import { isFilmId } from '@ftz/shared/contract/evidence-id.ts';
import type { Task } from '@ftz/shared/contract/task.ts';
import { tasksOfIncident } from '@ftz/shared/state/situation-selectors.ts';
import { isTaskOpen } from '@ftz/shared/state/task-lifecycle.ts';
import { photoAddress } from '#api/photos.ts';
import { useSite } from '#api/site.ts';
import { videoAddress } from '#api/uploads.ts';
import { useSelectedIncident } from '#desk/use-selected.ts';
import { classNames } from '#lib/class-names.ts';
import { useSituation } from '#live/durable-store.ts';
import { useDeletions } from '#live/use-deletions.ts';
import { placeName } from '#text/names.ts';
import { useLanguage, useText, wordFor } from '#text/text.ts';
import { KeptUnlessDeleted } from '#ui/deleted-note.tsx';
import { KeptFilm } from '#ui/kept-film.tsx';
import { TaskActs } from './task-acts.tsx';
import { TaskClock, TaskFacts } from './task-facts.tsx';
import './incident-tasks.css';

/** Who was asked for what in the selected incident, and how far they are. */
export function IncidentTasks() {
  const text = useText().task;
  const incident = useSelectedIncident();
  const tasks = useSituation((s) => (incident ? tasksOfIncident(s, incident.id) : []));
  const openFirst = tasks.toSorted((a, b) => Number(isTaskOpen(b)) - Number(isTaskOpen(a)));
  if (tasks.length === 0) return null;
  return (
    <section>
      <h3 className="section-title">{text.tasks}</h3>
      <ul className="incident-tasks">
        {openFirst.map((task) => (
          <TaskCard key={task.id} task={task} />
        ))}
      </ul>
    </section>
  );
}

function TaskCard({ task }: { task: Task }) {
  const text = useText().task;
  const language = useLanguage();
  const site = useSite()?.site ?? null;
  return (
    <li
      className={classNames('task-card', isTaskOpen(task) && 'open')}
      data-task={task.id}
      data-state={task.state}
    >
      <div className="task-head">
        <b>{wordFor(text.kinds, task.kind)}</b>
        <span>{placeName(site, 'units', task.unitId, language)}</span>
        <span className="task-state num">{wordFor(text.states, task.state)}</span>
      </div>
      <TaskClock task={task} />
      {task.reason ? (
        <p>
          {text.reason}: {task.reason}
        </p>
      ) : null}
      <TaskFacts task={task} />
      <TaskOutcome task={task} />
      <TaskActs task={task} />
    </li>
  );
}

function TaskOutcome({ task: { result } }: { task: Task }) {
  const text = useText().task;
  const deletionOf = useDeletions(result?.photoIds ?? []);
  if (!result) return null;
  return (
    <div className="task-outcome" data-finding={result.finding}>
      <b>{wordFor(text.findings, result.finding)}</b>
      {result.note ? <span> · {result.note}</span> : null}
      <div className="photos">
        {result.photoIds.map((id, i) => (
          <KeptUnlessDeleted key={id} deletion={deletionOf(id)}>
            {isFilmId(id) ? (
              <KeptFilm address={videoAddress(id)} name={`${text.film} ${i + 1}`} />
            ) : (
              <a href={photoAddress(id)} target="_blank" rel="noreferrer">
                <img src={photoAddress(id)} alt={text.photo} loading="lazy" />
              </a>
            )}
          </KeptUnlessDeleted>
        ))}
      </div>
    </div>
  );
}
