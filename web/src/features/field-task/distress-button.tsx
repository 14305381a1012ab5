import { unitOfAccount } from '@ftz/shared/state/unit-lifecycle.ts';
import { useEffect, useRef, useState } from 'react';
import { usePrincipal } from '#api/session.ts';
import { useSituation } from '#live/durable-store.ts';
import { keepAct, useOutbox } from '#live/phone-outbox.ts';
import { useText } from '#text/text.ts';
import './distress-button.css';

const holdMs = 2_000;

/** A call for help: held for two seconds, so that no glove and no pocket makes it. */
export function DistressButton() {
  const { field } = useText();
  const me = usePrincipal();
  const unit = useSituation((s) => (me ? unitOfAccount(s, me.accountId) : undefined));
  const { acts } = useOutbox();
  const [holding, setHolding] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const isKept = acts.some(({ name, refused }) => name === 'unit.distress' && refused === null);
  const release = () => {
    if (timer.current) clearTimeout(timer.current);
    timer.current = null;
    setHolding(false);
  };
  useEffect(
    () => () => {
      if (timer.current) clearTimeout(timer.current);
    },
    [],
  );
  if (!me || !unit) return null;
  const call = () => {
    release();
    navigator.vibrate?.([300, 100, 300]);
    const argument = { unitId: unit.id };
    void keepAct({ name: 'unit.distress', argument, thing: unit.id, lane: 'distress' });
  };
  const press = () => {
    setHolding(true);
    timer.current ??= setTimeout(call, holdMs);
  };
  if (unit.distress || isKept) {
    return (
      <p className="distress-called" role="alert" data-distress={unit.distress ? 'called' : 'kept'}>
        {unit.distress ? field.distressCalled : field.distressKept}
      </p>
    );
  }
  return (
    <button
      type="button"
      className="button distress"
      data-act="distress"
      data-holding={holding}
      aria-describedby="distress-hint"
      onPointerDown={press}
      onPointerUp={release}
      onPointerLeave={release}
      onKeyDown={(event) => {
        if ((event.key === 'Enter' || event.key === ' ') && !event.repeat) press();
      }}
      onKeyUp={release}
      onContextMenu={(event) => event.preventDefault()}
    >
      {field.distress}
      <small id="distress-hint">{field.distressHold}</small>
    </button>
  );
}
