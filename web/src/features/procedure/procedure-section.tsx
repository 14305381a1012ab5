import { mayDoInAny } from '@ftz/shared/access/policy.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import type { ProcedureRun } from '@ftz/shared/contract/procedure.ts';
import { isIncidentOpen } from '@ftz/shared/state/incident-lifecycle.ts';
import { isTickedByHand } from '@ftz/shared/state/procedure-lifecycle.ts';
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
  const next = run.steps.find(({ state }) => state === 'open') ?? null;
  const [chosenId, setChosenId] = useState<string | null>(null);
  const chosen = run.steps.find(({ id }) => id === chosenId) ?? next;
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
  const startSkip = () => chosen?.state === 'open' && setSkipping(chosen.id);
  const move = (by: number) => {
    const at = run.steps.findIndex(({ id }) => id === chosen?.id);
    setChosenId(run.steps[Math.min(run.steps.length - 1, Math.max(0, at + by))]?.id ?? null);
  };
  const digits = Object.fromEntries(
    run.steps.slice(0, 9).map(({ id }, i) => [String(i + 1), mayAct ? () => tick(id) : undefined]),
  );
  useKeys({ q: open ? leave : show });
  useKeys(
    open && skipping === null
      ? {
          ...digits,
          // Where the step is to acknowledge, Space acknowledges.
          Space: mayAct && chosen && isTickedByHand(chosen) ? () => tick(chosen.id) : undefined,
          '-': mayAct ? startSkip : undefined,
          u: mayAct && chosen ? () => undo(chosen.id) : undefined,
          j: () => move(1),
          k: () => move(-1),
          ArrowDown: () => move(1),
          ArrowUp: () => move(-1),
          Escape: leave,
        }
      : {},
    30,
  );
  const settled = run.steps.filter(({ state }) => state !== 'open').length;
  return (
    <section className="procedure" data-open={open} aria-label={text.title}>
      <button
        type="button"
        className="procedure-head"
        aria-expanded={open}
        onClick={open ? leave : show}
      >
        <span className="section-title">{text.title}</span>
        <span className="num">{text.progress(settled, run.steps.length)}</span>
        <kbd>Q</kbd>
      </button>
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
