import type { CommandArgument } from '@ftz/shared/contract/live-up.ts';
import type { SuggestedUnit } from '@ftz/shared/contract/suggested-unit.ts';
import type { TaskKind } from '@ftz/shared/contract/task.ts';
import { useState } from 'react';
import { setDispatchIntent, useDispatchIntent } from '#desk/dispatch-intent.ts';
import { useKeys } from '#desk/keys.ts';
import { perform, useAct } from '#live/acts.ts';
import { durableStore } from '#live/durable-store.ts';
import { nameIn } from '#text/names.ts';
import { type Language, type Text, useLanguage, useText, wordFor } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';
import { FollowUpFields, useFollowUp } from './follow-up-fields.tsx';
import { useSuggestedUnits } from './use-suggested-units.ts';

/** Above the keys of an open dispatch: Enter sends, arrows go through the units. */
const unitPriority = 11;

type Props = { incidentId: string; kind: TaskKind };
type Wanted = Pick<CommandArgument<'task.issue'>, 'followUp' | 'note'>;

/** Whom to send: the suggested unit first, the others with the reason why they are not. */
export function UnitChoice({ incidentId, kind }: Props) {
  const text = useText();
  const followUp = useFollowUp(incidentId);
  const wanted = kind === 'follow-up-check' ? followUp.asked : {};
  const intent = useDispatchIntent();
  const inMind = (intent.step === 'unit' ? intent.unitId : undefined) ?? null;
  const { suggestion, pressSend, wantsSend } = useUnitSending(incidentId, kind, wanted, inMind);
  const language = useLanguage();
  const [picked, setAt] = useState<number | null>(null);
  const act = useAct(`${incidentId}/issue`);
  const units =
    suggestion.state === 'known' ? suggestion.units.filter(({ suitable }) => suitable) : [];
  const at =
    picked ??
    Math.max(
      0,
      units.findIndex(({ unit }) => unit.id === inMind),
    );
  const chosen = units[at] ?? null;
  const step = (by: number) => setAt(Math.min(units.length - 1, Math.max(0, at + by)));
  useKeys(
    {
      Enter: () => pressSend(chosen),
      ArrowDown: () => step(1),
      ArrowUp: () => step(-1),
    },
    unitPriority,
  );
  if (suggestion.state === 'refused') return <RefusalLine refusal={suggestion.refusal} />;
  if (suggestion.state === 'known' && units.length === 0) {
    return <p className="unit-hint">{text.task.noUnit}</p>;
  }
  const sending = act.state === 'sending' || (wantsSend && suggestion.state === 'asking');
  return (
    <div className="unit-choice">
      {kind === 'follow-up-check' ? <FollowUpFields {...followUp} /> : null}
      {suggestion.state === 'asking' ? <p className="unit-hint">{text.task.looking}</p> : null}
      <ul>
        {units.map((unit, i) => (
          <UnitLine
            key={unit.unit.id}
            unit={unit}
            best={i === 0}
            chosen={i === at}
            onChoose={() => setAt(i)}
          />
        ))}
      </ul>
      <button
        type="button"
        className="button primary"
        data-act="send"
        disabled={sending}
        onClick={() => pressSend(chosen)}
      >
        {sending ? text.shell.sending : sendWord(chosen, text, language)}
        <kbd>Enter</kbd>
      </button>
    </div>
  );
}

function sendWord(chosen: SuggestedUnit | null, text: Text, language: Language): string {
  return chosen ? text.task.sendTo(nameIn(language, chosen.unit)) : text.task.send;
}

/** Enter pressed before the units are known sends to the best one as soon as they are. */
function useUnitSending(incidentId: string, kind: TaskKind, wanted: Wanted, inMind: string | null) {
  const [wantsSend, setWantsSend] = useState(false);
  const send = (unit: SuggestedUnit) => void issue(incidentId, kind, unit.unit.id, wanted);
  const suggestion = useSuggestedUnits(incidentId, kind, (units) => {
    const best = units.find(({ unit, suitable }) => suitable && unit.id === inMind) ?? units[0];
    if (wantsSend && best) send(best);
  });
  const pressSend = (chosen: SuggestedUnit | null) => {
    if (chosen) send(chosen);
    else setWantsSend(true);
  };
  return { suggestion, pressSend, wantsSend };
}

async function issue(
  incidentId: string,
  kind: TaskKind,
  unitId: string,
  wanted: Wanted,
): Promise<void> {
  const incident = durableStore.getState().situation.incidents[incidentId];
  const argument = { incidentId, kind, unitId, ...wanted };
  const done = await perform(
    `${incidentId}/issue`,
    'task.issue',
    argument,
    incident?.version ?? null,
  );
  if (done) setDispatchIntent({ step: 'closed' });
}

type LineProps = { unit: SuggestedUnit; best: boolean; chosen: boolean; onChoose: () => void };

function UnitLine({ unit, best, chosen, onChoose }: LineProps) {
  const text = useText().task;
  const language = useLanguage();
  const against = unit.reasons.map((reason) => wordFor(text.reasons, reason)).join(' · ');
  return (
    <li>
      <label className="unit-line">
        <input type="radio" name="unit" checked={chosen} onChange={onChoose} />
        <span>
          {nameIn(language, unit.unit)}
          <span className="dim">
            {' '}
            · {best ? [text.suggested, against].filter(Boolean).join(' · ') : against}
          </span>
        </span>
        <span className="num">
          {unit.travelMin === null ? text.remote : text.minutes(unit.travelMin)}
        </span>
      </label>
    </li>
  );
}
