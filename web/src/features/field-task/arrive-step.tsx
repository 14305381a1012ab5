import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { Task } from '@ftz/shared/contract/task.ts';
import { distanceM } from '@ftz/shared/geo/distance.ts';
import { useState } from 'react';
import { lengthText } from '#lib/length.ts';
import { perform, useAct } from '#live/acts.ts';
import { type Text, useText } from '#text/text.ts';
import { askOwnPosition, type OwnFix } from './use-own-position.ts';

const locateWithinMs = 5000;

/** Arrival with the phone's position; where there is none, by hand and with a reason. */
export function ArriveStep({ task, point }: { task: Task; point: LonLat | null }) {
  const text = useText();
  const [step, setStep] = useState<'ready' | 'locating' | 'by-hand'>('ready');
  const [note, setNote] = useState('');
  const sending = useAct(task.id).state === 'sending';
  const arrive = (said: string) =>
    void perform(task.id, 'task.arrive', { taskId: task.id, note: said }, task.version);
  const press = async () => {
    setStep('locating');
    const fix = await askOwnPosition(locateWithinMs);
    setStep(fix ? 'ready' : 'by-hand');
    if (fix) arrive(locationNote(fix, point, text));
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
          onClick={() => arrive(note.trim())}
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

function locationNote(
  { point: here, accuracyM }: OwnFix,
  point: LonLat | null,
  text: Text,
): string {
  const away = point ? lengthText(distanceM(here, point)) : '?';
  const [lon, lat] = here;
  return text.mobile.locationNote(lat.toFixed(5), lon.toFixed(5), Math.round(accuracyM), away);
}
