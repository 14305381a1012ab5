import type { Camera } from '@ftz/shared/contract/site.ts';
import type { Task } from '@ftz/shared/contract/task.ts';
import { isTaskOpen } from '@ftz/shared/state/task-lifecycle.ts';
import { useState } from 'react';
import { perform, useAct } from '#live/acts.ts';
import { nameIn } from '#text/names.ts';
import { useLanguage, useText } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';

const most = 4;
const offered = 12;

/** Up to four cameras, the first two chosen already; then the house begins to record them. */
export function CameraChoice({ task, cameras }: { task: Task; cameras: readonly Camera[] }) {
  const { inspection: text, shell } = useText();
  const language = useLanguage();
  const act = useAct(task.id);
  const [chosen, setChosen] = useState<readonly string[] | null>(null);
  const ids = chosen ?? cameras.slice(0, 2).map(({ id }) => id);
  const toggle = (id: string) =>
    setChosen(ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id]);
  const begin = () =>
    void perform(task.id, 'inspection.begin', { taskId: task.id, cameraIds: [...ids] }, null);
  if (!isTaskOpen(task)) return null;
  return (
    <fieldset className="choices camera-choice">
      <legend>{text.chooseCameras}</legend>
      {cameras.slice(0, offered).map((camera) => (
        <label key={camera.id}>
          <input
            type="checkbox"
            checked={ids.includes(camera.id)}
            disabled={!ids.includes(camera.id) && ids.length >= most}
            onChange={() => toggle(camera.id)}
          />
          {nameIn(language, camera)} <span className="num">{camera.id}</span>
        </label>
      ))}
      {cameras.length === 0 ? <p>{text.noCamera}</p> : null}
      <RefusalLine refusal={act.state === 'refused' ? act.refusal : null} />
      <button
        type="button"
        className="button primary"
        disabled={ids.length === 0 || act.state === 'sending'}
        onClick={begin}
      >
        {act.state === 'sending' ? shell.sending : text.begin}
      </button>
    </fieldset>
  );
}
