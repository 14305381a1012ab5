import { mayDoInAny } from '@ftz/shared/access/policy.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import type { ProcedureRun } from '@ftz/shared/contract/procedure.ts';
import { isIncidentOpen } from '@ftz/shared/state/incident-lifecycle.ts';
import { procedureOfIncident } from '@ftz/shared/state/procedure-selectors.ts';
import { useState } from 'react';
import { usePrincipal } from '#api/session.ts';
import { useKeys } from '#desk/keys.ts';
import { useSelectedIncident } from '#desk/use-selected.ts';
import { useAct } from '#live/acts.ts';
import { useSituation } from '#live/durable-store.ts';
import { useText } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';
import { SkipForm } from './skip-form.tsx';
import { stepActs } from './step-acts.ts';
import { stepKeys } from './step-keys.ts';
import { StepRow } from './step-row.tsx';
import './procedure.css';

/** The checklist of the selected incident: what comes next, and all of it once the operator asks. */
export function ProcedureSection() {
  const incident = useSelectedIncident();
  const run = useSituation((s) => (incident ? procedureOfIncident(s, incident.id) : undefined));
  if (!incident || !run) return null;
  return <Checklist key={incident.id} incident={incident} run={run} />;
}

function Checklist({ incident, run }: { incident: Incident; run: ProcedureRun }) {
  const { procedure: text } = useText();
  const principal = usePrincipal();
  const [open, setOpen] = useState(false);
  const { next, chosen, move } = useChosenStep(run);
  const [skipping, setSkipping] = useState<string | null>(null);
  const mayAct =
    principal !== null &&
    isIncidentOpen(incident) &&
    mayDoInAny(principal, 'procedure.tick-step', incident.areas);
  const { tick, skip, undo } = stepActs(incident.id);
  const act = useAct(`${incident.id}/procedure`);
  const show = () => setOpen(true);
  const leave = () => {
    setOpen(false);
    setSkipping(null);
  };
  const keysToAct = mayAct ? stepKeys(run, chosen, { tick, startSkip: setSkipping, undo }) : {};
  const keysToLook = {
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Escape: leave,
  };
  useKeys({ q: open ? leave : show });
  useKeys(open && skipping === null ? { ...keysToAct, ...keysToLook } : {}, 30);
  return (
    <section className="procedure" data-open={open} aria-label={text.title}>
      <Head run={run} open={open} onPress={open ? leave : show} />
      <ol className="procedure-steps">
        {run.steps.map((step, i) =>
          open || step === next ? (
            <StepRow
              key={step.id}
              step={step}
              number={i + 1}
              isNext={step === next}
              isChosen={open && step === chosen}
              acts={mayAct && open ? { tick, startSkip: () => setSkipping(step.id), undo } : null}
            />
          ) : null,
        )}
      </ol>
      {next ? null : <p className="dim">{text.complete}</p>}
      {skipping ? (
        <SkipForm
          key={skipping}
          required={run.steps.find(({ id }) => id === skipping)?.required ?? true}
          onSkip={(reason) => {
            skip(skipping, reason);
            setSkipping(null);
          }}
          onCancel={() => setSkipping(null)}
        />
      ) : null}
      <RefusalLine refusal={act.state === 'refused' ? act.refusal : null} />
      {open && mayAct ? <p className="procedure-hint">{text.keysHint}</p> : null}
    </section>
  );
}

function Head({ run, open, onPress }: { run: ProcedureRun; open: boolean; onPress: () => void }) {
  const { procedure: text } = useText();
  const settled = run.steps.filter(({ state }) => state !== 'open').length;
  return (
    <button type="button" className="procedure-head" aria-expanded={open} onClick={onPress}>
      <span className="section-title">{text.title}</span>
      <span className="num">{text.progress(settled, run.steps.length)}</span>
      <kbd>Q</kbd>
    </button>
  );
}

/** The step that is open first, until he goes to another. */
function useChosenStep(run: ProcedureRun) {
  const [chosenId, setChosenId] = useState<string | null>(null);
  const next = run.steps.find(({ state }) => state === 'open') ?? null;
  const chosen = run.steps.find(({ id }) => id === chosenId) ?? next;
  const move = (by: number) => {
    const at = run.steps.findIndex(({ id }) => id === chosen?.id);
    setChosenId(run.steps[Math.min(run.steps.length - 1, Math.max(0, at + by))]?.id ?? null);
  };
  return { next, chosen, move };
}
