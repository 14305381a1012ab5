import { mayDoInAny } from '@ftz/shared/access/policy.ts';
import type { TaskKind } from '@ftz/shared/contract/task.ts';
import { usePrincipal } from '#api/session.ts';
import { dispatchIntent, setDispatchIntent, useDispatchIntent } from '#desk/dispatch-intent.ts';
import { useKeys } from '#desk/keys.ts';
import { useSelectedIncident } from '#desk/use-selected.ts';
import { forgetRefusal, useAct } from '#live/acts.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';
import { KindButtons } from './kind-buttons.tsx';
import { UnitChoice } from './unit-choice.tsx';
import './dispatch-bar.css';

/** Keys of an open dispatch come before those of the desk: V is then a task and not a camera. */
const openPriority = 10;

/** Sending somebody: D, then what, then Enter to the unit that is suggested. */
export function DispatchBar() {
  const incident = useSelectedIncident();
  const principal = usePrincipal();
  const intent = useDispatchIntent();
  const may = principal && incident && mayDoInAny(principal, 'task.issue', incident.areas);
  const incidentId = incident && may && incident.state !== 'closed' ? incident.id : null;
  const step =
    intent.step === 'closed' || intent.incidentId !== incidentId ? 'closed' : intent.step;
  const kind = intent.step === 'unit' && step === 'unit' ? intent.kind : null;

  const choose = (chosen: TaskKind) => {
    if (incidentId) setDispatchIntent({ step: 'unit', incidentId, kind: chosen });
  };
  useKeys({
    d: incidentId ? () => setDispatchIntent({ step: 'kind', incidentId }) : undefined,
  });
  useDispatchKeys(step !== 'closed', choose);
  if (!incidentId) return null;
  return (
    <section className="dispatch-bar" data-step={step}>
      <IssueRefusal incidentId={incidentId} />
      {kind ? <UnitChoice key={kind} incidentId={incidentId} kind={kind} /> : null}
      <KindButtons chosen={kind} choosing={step === 'kind'} onChoose={choose} />
    </section>
  );
}

function useDispatchKeys(open: boolean, choose: (kind: TaskKind) => void): void {
  useKeys(
    open
      ? {
          r: () => choose('review'),
          v: () => choose('video-inspection'),
          m: () => choose('mobile-verification'),
          f: () => choose('follow-up-check'),
          Escape: cancel,
        }
      : {},
    openPriority,
  );
}

function cancel(): void {
  const intent = dispatchIntent();
  if (intent.step !== 'closed') forgetRefusal(`${intent.incidentId}/issue`);
  setDispatchIntent({ step: 'closed' });
}

function IssueRefusal({ incidentId }: { incidentId: string }) {
  const act = useAct(`${incidentId}/issue`);
  return <RefusalLine refusal={act.state === 'refused' ? act.refusal : null} />;
}
