import type { Task } from '@ftz/shared/contract/task.ts';
import { useSituation } from '#live/durable-store.ts';
import { changeDraft, useKeptDraft } from '#live/phone-drafts.ts';
import type { FieldAct } from './field-act.ts';
import { FileField } from './file-field.tsx';
import { OpeningStep } from './opening-step.tsx';
import { draftOf, type ResultDraft, readDraft } from './result-draft.ts';
import { ResultStep } from './result-step.tsx';
import { SealStep } from './seal-step.tsx';
import { useTaskSubject } from './use-task-subject.ts';
import { WitnessStep } from './witness-step.tsx';

/** The work on the spot, from top to bottom: seals, pictures, what takes two officers, the finding. */
export function WorkStep({ task, act }: { task: Task; act: FieldAct['act'] }) {
  const { alarm } = useTaskSubject(task);
  const journey = useSituation((s) => (alarm?.journeyId ? s.journeys[alarm.journeyId] : undefined));
  const kept = useKeptDraft(draftOf(task.id));
  const draft = readDraft(kept);
  const change = (part: (draft: ResultDraft) => Partial<ResultDraft>) =>
    changeDraft(draftOf(task.id), (before) => {
      const now = readDraft(before);
      return { ...now, ...part(now) };
    });
  // Not yet looked for: an empty form would be filled in over what was there.
  if (kept === undefined) return null;
  const onSpot = task.kind === 'mobile-verification' || task.kind === 'emergency';
  return (
    <>
      {onSpot ? (
        <>
          <SealStep
            task={task}
            act={act}
            sealNo={alarm?.sealId ?? journey?.sealId ?? null}
            containerNo={alarm?.containerNo ?? journey?.containerNo ?? null}
          />
          <OpeningStep task={task} act={act} />
          {task.opening ? <WitnessStep task={task} act={act} /> : null}
        </>
      ) : null}
      <FileField
        task={task}
        files={draft.files}
        onChange={(next) => change(({ files }) => ({ files: next(files) }))}
      />
      <ResultStep act={act} draft={draft} change={(part) => change(() => part)} />
    </>
  );
}
