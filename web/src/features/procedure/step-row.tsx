import type { RunStep } from '@ftz/shared/contract/procedure.ts';
import { isTickedByHand } from '@ftz/shared/state/procedure-lifecycle.ts';
import { usePrincipal } from '#api/session.ts';
import { zoneTime } from '#lib/zone-time.ts';
import { useNow } from '#live/server-clock.ts';
import { useLanguage, useText, wordFor } from '#text/text.ts';

/** How long the button that takes a slip back is offered; the server has the last word. */
const undoMs = 60_000;

type Acts = {
  tick: (stepId: string) => void;
  startSkip: () => void;
  undo: (stepId: string) => void;
};
type Props = {
  step: RunStep;
  number: number;
  isNext: boolean;
  isChosen: boolean;
  /** Null: he may look only. */
  acts: Acts | null;
};

const marks: Record<RunStep['state'], string> = { open: '○', done: '✓', skipped: '–' };

/** One step: what to do, and once it is settled by what, by whom and when. */
export function StepRow({ step, number, isNext, isChosen, acts }: Props) {
  const { procedure: text } = useText();
  const language = useLanguage();
  return (
    <li
      className="procedure-step"
      data-step={step.id}
      data-state={step.state}
      data-next={isNext}
      aria-current={isChosen ? 'step' : undefined}
    >
      <kbd className="num">{number}</kbd>
      <span className="mark" aria-hidden="true">
        {marks[step.state]}
      </span>
      <span className="what">
        {language === 'zh' ? step.textZh : step.textEn}
        {step.required && step.state === 'open' ? <i title={text.required}> *</i> : null}
      </span>
      {step.state === 'open' ? null : <Settled step={step} />}
      {acts ? <StepActs step={step} acts={acts} /> : null}
    </li>
  );
}

function Settled({ step }: { step: RunStep }) {
  const { procedure: text } = useText();
  const how =
    step.state === 'skipped'
      ? text.skipped
      : step.tickedBy
        ? wordFor(text.evidence, step.tickedBy)
        : text.byHand;
  const seen = step.seenBy ? text.seenBy(step.seenBy) : text.skippedUnseen;
  return (
    <span className="settled dim">
      {how} · {step.person ?? text.noPerson}{' '}
      <span className="num">{zoneTime(step.settledAtMs ?? 0)}</span>
      {step.reason ? ` · ${step.reason}` : null}
      {step.state === 'skipped' && step.required ? ` · ${seen}` : null}
    </span>
  );
}

function StepActs({ step, acts }: { step: RunStep; acts: Acts }) {
  const { procedure: text } = useText();
  const principal = usePrincipal();
  const nowMs = useNow();
  if (step.state === 'open') {
    return (
      <span className="acts">
        {isTickedByHand(step) ? (
          <button type="button" className="button quiet" onClick={() => acts.tick(step.id)}>
            {text.tick}
          </button>
        ) : null}
        <button type="button" className="button quiet" onClick={acts.startSkip}>
          {text.skip}
        </button>
      </span>
    );
  }
  const isMine = step.tickedBy === null && step.accountId === principal?.accountId;
  if (!isMine || nowMs - (step.settledAtMs ?? 0) > undoMs) return null;
  return (
    <span className="acts">
      <button type="button" className="button quiet" onClick={() => acts.undo(step.id)}>
        {text.undo}
      </button>
    </span>
  );
}
