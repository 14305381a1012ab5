import type { Task } from '@ftz/shared/contract/task.ts';
import type { Opening } from '@ftz/shared/contract/task-record.ts';
import { useState } from 'react';
import { useText } from '#text/text.ts';
import type { FieldAct } from './field-act.ts';
import './findings.css';
import './opening-step.css';
import './task-note.css';
import './work-part.css';

type Props = { task: Task; act: FieldAct['act'] };

/** Goods are opened by two officers: this one asks, the other one confirms on his own phone. */
export function OpeningStep({ task, act }: Props) {
  const { field } = useText();
  const { opening } = task;
  return (
    <section className="work-part">
      <h3>{field.opening}</h3>
      {opening === null ? <AskOpening act={act} /> : null}
      {opening?.confirmedBy ? (
        <p className="scanned">
          <span>{openingWord(opening, field)}</span>
          <b>{field.openingConfirmed(opening.confirmedBy.name)}</b>
        </p>
      ) : null}
      {opening && !opening.confirmedBy ? (
        <p className="task-note">{field.openingAsked(opening.askedBy.name)}</p>
      ) : null}
    </section>
  );
}

function AskOpening({ act }: Pick<Props, 'act'>) {
  const { field } = useText();
  const [what, setWhat] = useState<Opening['what'] | null>(null);
  const [reason, setReason] = useState('');
  return (
    <>
      <fieldset className="findings two">
        <legend className="visually-hidden">{field.opening}</legend>
        {(['open-goods', 'cut-seal'] as const).map((one) => (
          <label key={one}>
            <input
              type="radio"
              name="opening"
              value={one}
              checked={what === one}
              onChange={() => setWhat(one)}
            />
            {one === 'open-goods' ? field.openGoods : field.cutSeal}
          </label>
        ))}
      </fieldset>
      {what === null ? null : (
        <>
          <textarea
            className="field"
            rows={2}
            maxLength={500}
            aria-label={field.openingReason}
            placeholder={field.openingReason}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <button
            type="button"
            className="button"
            data-act="ask-opening"
            disabled={reason.trim() === ''}
            onClick={() => void act('task.ask-opening', { what, reason: reason.trim() })}
          >
            {field.askOpening}
          </button>
        </>
      )}
    </>
  );
}

/** On the phone of the second officer, the first thing that he sees. */
export function ConfirmOpening({ task, act }: Props) {
  const { field } = useText();
  const { opening } = task;
  if (!opening) return null;
  const what = openingWord(opening, field);
  return (
    <div className="second-ask" role="alert">
      <b>{field.secondAsk}</b>
      <p>{field.confirmHint(opening.askedBy.name, what, opening.reason)}</p>
      <button
        type="button"
        className="button primary"
        data-act="confirm-opening"
        onClick={() => void act('task.confirm-opening', {})}
      >
        {field.confirmOpening}
      </button>
    </div>
  );
}

function openingWord({ what }: Opening, field: { openGoods: string; cutSeal: string }): string {
  return what === 'open-goods' ? field.openGoods : field.cutSeal;
}
