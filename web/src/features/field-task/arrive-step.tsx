import type { Task } from '@ftz/shared/contract/task.ts';
import type { ArrivalClaim } from '@ftz/shared/contract/task-record.ts';
import { useState } from 'react';
import { perform, useAct } from '#live/acts.ts';
import { useText } from '#text/text.ts';
import { askOwnPosition } from './use-own-position.ts';

const locateWithinMs = 5000;

/** Arrival with the phone's position; where there is none, by hand and with a reason. */
export function ArriveStep({ task }: { task: Task }) {
  const text = useText();
  const [step, setStep] = useState<'ready' | 'locating' | 'by-hand'>('ready');
  const [note, setNote] = useState('');
  const sending = useAct(task.id).state === 'sending';
  const arrive = (arrival: ArrivalClaim) =>
    perform(task.id, 'task.arrive', { taskId: task.id, arrival }, null);
  const press = async () => {
    setStep('locating');
    const fix = await askOwnPosition(locateWithinMs);
    const arrived = fix !== null && (await arrive({ how: 'position', ...fix }));
    setStep(arrived ? 'ready' : 'by-hand');
  };

  if (step === 'by-hand') {
    return (
      <>
        <p className="task-note">{text.mobile.locationFailed}</p>
        <textarea
          className="field"
          rows={3}
          maxLength={500}
          aria-label={text.mobile.arriveNote}
          placeholder={text.mobile.arriveNote}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <button
          type="button"
          className="button primary"
          data-act="arrive-by-hand"
          disabled={sending || note.trim() === ''}
          onClick={() => void arrive({ how: 'by-hand', reason: note.trim(), point: null })}
        >
          {sending ? text.shell.sending : text.mobile.arriveByHand}
        </button>
      </>
    );
  }
  return (
    <button
      type="button"
      className="button primary"
      data-act="arrive"
      disabled={sending || step === 'locating'}
      onClick={() => void press()}
    >
      {step === 'locating' ? text.mobile.locating : sending ? text.shell.sending : text.task.arrive}
    </button>
  );
}
