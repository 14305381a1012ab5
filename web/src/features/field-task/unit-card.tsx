import { unitOfAccount } from '@ftz/shared/state/unit-lifecycle.ts';
import { useState } from 'react';
import { usePrincipal } from '#api/session.ts';
import { useSite } from '#api/site.ts';
import { useSituation } from '#live/durable-store.ts';
import { dismissRefused, keepAct, useOutbox } from '#live/phone-outbox.ts';
import { nameIn } from '#text/names.ts';
import { useLanguage, useText, wordFor } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';
import './refused-act.css';
import './task-note.css';
import './unit-card.css';

/** The unit that he rides in today, with whom; chosen at the start of duty. */
export function UnitCard() {
  const { field } = useText();
  const language = useLanguage();
  const me = usePrincipal();
  const site = useSite()?.site ?? null;
  const unit = useSituation((s) => (me ? unitOfAccount(s, me.accountId) : undefined));
  const [choosing, setChoosing] = useState(false);
  const known = site?.units.find(({ id }) => id === unit?.id);
  const mine = (site?.units ?? []).filter(
    ({ area, kind }) => kind === 'field' && me?.areas.includes(area),
  );
  if (!me || mine.length === 0) return null;
  const join = (unitId: string) => {
    setChoosing(false);
    void keepAct({ name: 'unit.join', argument: { unitId }, thing: 'unit' });
  };
  return (
    <section className="unit-card">
      <h2>{field.unit}</h2>
      <KeptUnitActs />
      {unit ? (
        <div className="unit-now" data-unit={unit.id}>
          <p>
            <b>{known ? nameIn(language, known) : unit.id}</b>
            <span>
              {field.crew}: {unit.crew.map(({ name }) => name).join(' · ')}
            </span>
            {unit.crew.length === 1 ? <span>{field.alone}</span> : null}
          </p>
          <button type="button" className="button" onClick={() => setChoosing(!choosing)}>
            {field.unitChange}
          </button>
        </div>
      ) : (
        <p className="task-note">{field.unitNone}</p>
      )}
      {unit && !choosing ? null : (
        <div className="unit-choice">
          {mine
            .filter(({ id }) => id !== unit?.id)
            .map((one) => (
              <button
                key={one.id}
                type="button"
                className="button"
                data-join={one.id}
                onClick={() => join(one.id)}
              >
                {field.unitJoin(nameIn(language, one))}
              </button>
            ))}
        </div>
      )}
    </section>
  );
}

function KeptUnitActs() {
  const { field } = useText();
  const { acts } = useOutbox();
  return acts
    .filter(({ name }) => name.startsWith('unit.'))
    .map((act) =>
      act.refused ? (
        <div key={act.n} className="refused-act" role="alert" data-refused={act.name}>
          <b>{field.refusedTitle(wordFor(field.acts, act.name))}</b>
          <RefusalLine refusal={act.refused.refusal} />
          <button type="button" className="button" onClick={() => dismissRefused(act.n)}>
            {field.understood}
          </button>
        </div>
      ) : (
        <p key={act.n} className="task-note" data-kept={act.name}>
          {wordFor(field.acts, act.name)} · {field.kept}
        </p>
      ),
    );
}
