import type { Task } from '@ftz/shared/contract/task.ts';
import { useState } from 'react';
import { keepFile } from '#live/phone-outbox.ts';
import { serverNow } from '#live/server-clock.ts';
import { useText } from '#text/text.ts';
import type { FieldAct } from './field-act.ts';
import { SignaturePad } from './signature-pad.tsx';
import './work-part.css';

type Props = { task: Task; act: FieldAct['act'] };

/** Somebody of the enterprise signs, or it is written down how he refused. */
export function WitnessStep({ task, act }: Props) {
  const { field } = useText();
  const { witness } = task;
  return (
    <section className="work-part">
      <h3>{field.witness}</h3>
      {witness === null ? (
        <WitnessForm task={task} act={act} />
      ) : (
        <p className="scanned">
          <b>
            {'refused' in witness
              ? field.witnessRefused(witness.refused)
              : field.witnessSigned(witness.name)}
          </b>
        </p>
      )}
    </section>
  );
}

function WitnessForm({ task, act }: Props) {
  const { field } = useText();
  const [refuses, setRefuses] = useState(false);
  const [said, setSaid] = useState('');
  const [failed, setFailed] = useState(false);
  const sign = async (content: Blob) => {
    const { id: taskId, incidentId } = task;
    const capturedAtMs = Math.floor(serverNow());
    const fileId = await keepFile({ content, incidentId, taskId, capturedAtMs });
    setFailed(fileId === null);
    if (fileId === null) return;
    const witness = { name: said.trim(), signaturePhotoId: fileId };
    await act('task.record-witness', { witness }, { fileIds: [fileId] });
  };
  const label = refuses ? field.refusalReason : field.witnessName;
  return (
    <>
      <input
        className="field"
        maxLength={refuses ? 500 : 80}
        aria-label={label}
        placeholder={label}
        value={said}
        onChange={(event) => setSaid(event.target.value)}
      />
      {!refuses && said.trim() !== '' ? <SignaturePad onKept={(blob) => void sign(blob)} /> : null}
      {refuses ? (
        <button
          type="button"
          className="button primary"
          data-act="witness-refused"
          disabled={said.trim() === ''}
          onClick={() => void act('task.record-witness', { witness: { refused: said.trim() } })}
        >
          {field.recordRefusal}
        </button>
      ) : null}
      {failed ? <p role="alert">{field.notKept}</p> : null}
      <button
        type="button"
        className="button quiet"
        onClick={() => {
          setRefuses(!refuses);
          setSaid('');
        }}
      >
        {refuses ? field.witnessName : field.refuses}
      </button>
    </>
  );
}
