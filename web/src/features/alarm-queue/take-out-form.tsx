import { mayDo } from '@ftz/shared/access/policy.ts';
import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import { type SyntheticEvent, useState } from 'react';
import { usePrincipal } from '#api/session.ts';
import { askAboutAlarm } from '#desk/alarm-ask.ts';
import { useKeys } from '#desk/keys.ts';
import { forgetRefusal, perform, useAct } from '#live/acts.ts';
import { serverNow } from '#live/server-clock.ts';
import { useText, wordFor } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';
import { SendRow } from '#ui/send-row.tsx';

const hours = { request: [4, 8, 24, 72, 168], plan: [0.5, 1, 2, 4, 8] };

/** A technician asks for the source to be out of service; a shift leader plans that it will speak. */
export function TakeOutForm({ alarm }: { alarm: Alarm }) {
  const { alarmDesk: text, alarm: alarmText } = useText();
  const principal = usePrincipal();
  const asks = principal !== null && mayDo(principal, 'outage.request', alarm.area);
  const choices = asks ? hours.request : hours.plan;
  const [forHours, setForHours] = useState(choices[1] ?? 1);
  const [all, setAll] = useState(true);
  const [workOrder, setWorkOrder] = useState('');
  const [reason, setReason] = useState(text.reasons['take-out'][0] ?? '');
  const key = `take-out/${alarm.id}`;
  const act = useAct(key);
  const done = () => {
    forgetRefusal(key);
    askAboutAlarm(null);
  };
  useKeys({ Escape: done }, 60);
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    const fromMs = Math.round(serverNow());
    const untilMs = fromMs + Math.round(3_600_000 * forHours);
    const { entityKind, entityId, kind } = alarm;
    const source = { kind: all ? null : kind, entityKind, entityId };
    const taken = asks
      ? await perform(key, 'outage.request', { source, untilMs, workOrder, reason }, null)
      : await perform(key, 'outage.plan', { source, fromMs, untilMs, reason }, null);
    if (taken) done();
  };
  return (
    <form className="alarm-ask" data-ask="take-out" onSubmit={(event) => void submit(event)}>
      <p className="title">{`${text.asks['take-out']} · ${alarm.entityId}`}</p>
      <RefusalLine refusal={act.state === 'refused' ? act.refusal : null} />
      <div className="form-row">
        <select
          className="field"
          aria-label={text.sourceAll}
          value={all ? 'all' : 'kind'}
          onChange={(event) => setAll(event.target.value === 'all')}
        >
          <option value="all">{text.sourceAll}</option>
          <option value="kind">{`${text.sourceKind} · ${wordFor(alarmText.kinds, alarm.kind)}`}</option>
        </select>
        <select
          className="field"
          aria-label={text.minutesLabel}
          value={forHours}
          onChange={(event) => setForHours(Number(event.target.value))}
        >
          {choices.map((each) => (
            <option key={each} value={each}>
              {text.minutes(60 * each)}
            </option>
          ))}
        </select>
      </div>
      <div className="form-row">
        {asks ? (
          <input
            className="field"
            aria-label={text.workOrder}
            placeholder={text.workOrder}
            maxLength={64}
            value={workOrder}
            onChange={(event) => setWorkOrder(event.target.value)}
          />
        ) : null}
        <input
          className="field"
          aria-label={text.ownReason}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      <SendRow
        word={asks ? text.request : text.plan}
        sending={act.state === 'sending'}
        ready={reason.trim() !== '' && (!asks || workOrder !== '')}
        onCancel={done}
      />
    </form>
  );
}
