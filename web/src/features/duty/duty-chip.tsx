import { mayDo } from '@ftz/shared/access/policy.ts';
import { shiftCalendar } from '@ftz/shared/site/site.ts';
import { shiftAt } from '@ftz/shared/state/shift-calendar.ts';
import { useId, useState } from 'react';
import { usePrincipal } from '#api/session.ts';
import { useKeys } from '#desk/keys.ts';
import { zoneMinute } from '#lib/zone-time.ts';
import { forgetRefusal, perform, useAct } from '#live/acts.ts';
import { useSituation } from '#live/durable-store.ts';
import { useNow } from '#live/server-clock.ts';
import { nameIn } from '#text/names.ts';
import { useLanguage, useText } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';
import './duty-chip.css';

/** Since when this person is on duty, in which shift; opens to go off duty, or on again. */
export function DutyChip() {
  const { shift: text } = useText();
  const principal = usePrincipal();
  const duty = useSituation(({ duty }) => duty[principal?.accountId ?? ''] ?? null);
  const [open, setOpen] = useState(false);
  const panelId = useId();
  const close = () => {
    setOpen(false);
    forgetRefusal('duty');
  };
  useKeys(open ? { Escape: close } : {}, 50);
  if (!principal || !mayDo(principal, 'duty.begin', null)) return null;
  return (
    <div className="duty-chip">
      <button
        type="button"
        className={duty ? 'live-chip num' : 'live-chip num stale'}
        aria-expanded={open}
        aria-controls={panelId}
        onClick={() => (open ? close() : setOpen(true))}
      >
        {duty ? text.onDutyShort(zoneMinute(duty.sinceMs)) : text.offDuty}
      </button>
      {open ? <DutyPanel id={panelId} sinceMs={duty?.sinceMs ?? null} /> : null}
    </div>
  );
}

function DutyPanel({ id, sinceMs }: { id: string; sinceMs: number | null }) {
  const { shift: text } = useText();
  const language = useLanguage();
  const act = useAct('duty');
  const shift = shiftAt(shiftCalendar, useNow());
  const name = sinceMs === null ? ('duty.begin' as const) : ('duty.end' as const);
  return (
    <section id={id} className="duty-panel" aria-label={text.dutyTitle}>
      <p>
        {sinceMs === null ? text.offDuty : text.onDutySince(zoneMinute(sinceMs))} ·{' '}
        {shift ? nameIn(language, shift.shift) : text.noShift}
      </p>
      <button
        type="button"
        className="button"
        disabled={act.state === 'sending'}
        onClick={() => void perform('duty', name, {}, null)}
      >
        {name === 'duty.begin' ? text.beginDuty : text.endDuty}
      </button>
      <RefusalLine refusal={act.state === 'refused' ? act.refusal : null} />
    </section>
  );
}
