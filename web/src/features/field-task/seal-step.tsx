import type { Task } from '@ftz/shared/contract/task.ts';
import { useState } from 'react';
import { useText } from '#text/text.ts';
import type { FieldAct } from './field-act.ts';
import { ScanField } from './scan-field.tsx';
import './task-note.css';
import './work-part.css';

type Props = {
  task: Task;
  act: FieldAct['act'];
  sealNo: string | null;
  containerNo: string | null;
};

/** The old seal scanned out, with the container that it hangs on; then the new one scanned in. */
export function SealStep({ task, act, sealNo, containerNo }: Props) {
  const { field } = useText();
  const [container, setContainer] = useState<string | null>(task.seals?.containerNo ?? null);
  const { oldSealNo = null, newSealNo = null } = task.seals ?? {};
  const scan = (which: 'old' | 'new', sealNo: string) =>
    void act('task.scan-seal', { which, sealNo, containerNo: container, photoIds: [] });
  return (
    <section className="work-part">
      <h3>{field.seals}</h3>
      <Scanned label={field.containerNo} value={container} />
      <Scanned label={field.oldSeal} value={oldSealNo} />
      <Scanned label={field.newSeal} value={newSealNo} />
      {container === null && oldSealNo === null ? (
        <ScanField
          kind="container"
          label={field.containerNo}
          expected={containerNo}
          onTaken={setContainer}
        />
      ) : null}
      {oldSealNo === null ? (
        <ScanField
          kind="seal"
          label={field.oldSeal}
          expected={sealNo}
          onTaken={(no) => scan('old', no)}
        />
      ) : null}
      {oldSealNo !== null && newSealNo === null ? (
        task.opening?.confirmedBy ? (
          <ScanField kind="seal" label={field.newSeal} onTaken={(no) => scan('new', no)} />
        ) : (
          <p className="task-note">
            {field.newSeal}: {field.needsConfirmed}
          </p>
        )
      ) : null}
    </section>
  );
}

function Scanned({ label, value }: { label: string; value: string | null }) {
  if (value === null) return null;
  return (
    <p className="scanned num">
      <span>{label}</span>
      <b>{value}</b>
    </p>
  );
}
