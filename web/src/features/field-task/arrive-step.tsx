import { useState } from 'react';
import { useText } from '#text/text.ts';
import type { FieldAct } from './field-act.ts';
import { ScanField } from './scan-field.tsx';
import { askOwnPosition } from './use-own-position.ts';
import './task-note.css';

const locateWithinMs = 5000;

type Step = 'ready' | 'locating' | 'code' | 'by-hand';

/** Arrival by the phone's position; else by the code of the place; else by hand, with a reason, and flagged. */
export function ArriveStep({ act }: { act: FieldAct['act'] }) {
  const text = useText();
  const { field, mobile } = text;
  const [step, setStep] = useState<Step>('ready');
  const [note, setNote] = useState('');
  const [accuracyM, setAccuracyM] = useState<number | null>(null);
  const press = async () => {
    setStep('locating');
    const fix = await askOwnPosition(locateWithinMs);
    setAccuracyM(fix?.accuracyM ?? null);
    setStep(fix ? 'ready' : 'by-hand');
    if (fix) await act('task.arrive', { arrival: { how: 'position', ...fix } });
  };
  const byHand = { how: 'by-hand' as const, reason: note.trim(), point: null };

  return (
    <>
      {step === 'by-hand' ? (
        <>
          <p className="task-note">{mobile.locationFailed}</p>
          <textarea
            className="field"
            rows={3}
            maxLength={500}
            aria-label={mobile.arriveNote}
            placeholder={mobile.arriveNote}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
          <button
            type="button"
            className="button primary"
            data-act="arrive-by-hand"
            disabled={note.trim() === ''}
            onClick={() => void act('task.arrive', { arrival: byHand })}
          >
            {mobile.arriveByHand}
          </button>
        </>
      ) : (
        <button
          type="button"
          className="button primary big"
          data-act="arrive"
          disabled={step === 'locating'}
          onClick={() => void press()}
        >
          {step === 'locating' ? mobile.locating : text.task.arrive}
        </button>
      )}
      {accuracyM === null ? null : (
        <p className="task-note num">{field.accuracy(Math.round(accuracyM))}</p>
      )}
      {step === 'code' ? (
        <ScanField
          kind="site"
          label={field.siteCode}
          onTaken={(code) => void act('task.arrive', { arrival: { how: 'site-code', code } })}
        />
      ) : (
        <button
          type="button"
          className="button"
          data-act="arrive-by-code"
          onClick={() => setStep('code')}
        >
          {field.arriveByCode}
        </button>
      )}
      {step === 'by-hand' ? null : (
        <button
          type="button"
          className="button quiet"
          data-act="arrive-otherwise"
          onClick={() => setStep('by-hand')}
        >
          {field.arriveOther}
        </button>
      )}
    </>
  );
}
