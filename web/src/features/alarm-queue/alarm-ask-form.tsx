import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import { type SyntheticEvent, useState } from 'react';
import { type AlarmAsk, askAboutAlarm, useAlarmAsk } from '#desk/alarm-ask.ts';
import { useKeys } from '#desk/keys.ts';
import { forgetRefusal, perform, useAct } from '#live/acts.ts';
import { useSituation } from '#live/durable-store.ts';
import { useText, wordFor } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';
import { TakeOutForm } from './take-out-form.tsx';
import './alarm-ask-form.css';
import { SendRow } from '#ui/send-row.tsx';

/** Asks for the reason of what was begun with an alarm; a digit answers, Escape thinks better of it. */
export function AlarmAskForm() {
  const ask = useAlarmAsk();
  const alarm = useSituation(({ alarms }) =>
    ask && 'alarmId' in ask ? (alarms[ask.alarmId] ?? null) : null,
  );
  if (!ask) return null;
  if (ask.act === 'acknowledge-many') return <AskForm key={ask.act} ask={ask} alarm={null} />;
  if (!alarm) return null;
  if (ask.act === 'take-out') return <TakeOutForm key={alarm.id} alarm={alarm} />;
  return <AskForm key={`${ask.act}/${alarm.id}`} ask={ask} alarm={alarm} />;
}

/** From what one tries for a moment to what a shift lasts. */
const lengths = [15, 30, 60, 120, 240, 480];
const usual = lengths.indexOf(60);

type Asked = Exclude<AlarmAsk, { act: 'take-out' }>;

function AskForm({ ask, alarm }: { ask: Asked; alarm: Alarm | null }) {
  const { alarmDesk: text, alarm: alarmText } = useText();
  const [chosen, setChosen] = useState<number | null>(null);
  const [own, setOwn] = useState('');
  const [length, setLength] = useState(usual);
  const [oneShot, setOneShot] = useState(false);
  const reasons = text.reasons[ask.act];
  const key = alarm?.id ?? ask.act;
  const act = useAct(key);
  const shelves = ask.act === 'shelve';
  const done = () => {
    forgetRefusal(key);
    askAboutAlarm(null);
  };
  const send = async (reason: string) => {
    if (reason === '') return;
    const minutes = lengths[length] ?? 60;
    if (await performAsk(ask, alarm, { reason, forS: 60 * minutes, oneShot })) done();
  };
  const pick = (i: number) => {
    setChosen(i);
    setOwn('');
    // A shelf has a length, too; all else is answered by its reason alone.
    if (!shelves) void send(reasons[i] ?? '');
  };
  const reason = own.trim() || (chosen === null ? '' : (reasons[chosen] ?? ''));
  const longer = (step: 1 | -1) => () =>
    setLength((at) => Math.min(lengths.length - 1, Math.max(0, at + step)));
  useKeys(
    {
      ...Object.fromEntries(reasons.map((_, i) => [String(i + 1), () => pick(i)])),
      Enter: () => void send(reason),
      Escape: done,
      ...(shelves
        ? { ArrowLeft: longer(-1), ArrowRight: longer(1), o: () => setOneShot(!oneShot) }
        : {}),
    },
    60,
  );
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void send(reason);
  };
  return (
    <form className="alarm-ask" data-ask={ask.act} onSubmit={submit}>
      <p className="title">
        {text.asks[ask.act]}
        {alarm ? ` · ${wordFor(alarmText.kinds, alarm.kind)}` : null}
        {ask.act === 'acknowledge-many' ? ` · ${text.many(ask.alarms.length, ask.of)}` : null}
      </p>
      <RefusalLine refusal={act.state === 'refused' ? act.refusal : null} />
      <div className="reasons">
        {reasons.map((each, i) => (
          <button
            key={each}
            type="button"
            className="button"
            aria-pressed={chosen === i && own === ''}
            onClick={() => pick(i)}
          >
            <kbd>{i + 1}</kbd> {each}
          </button>
        ))}
      </div>
      {shelves ? (
        <div className="form-row">
          <button type="button" className="button" aria-label="-" onClick={longer(-1)}>
            ←
          </button>
          <span className="length num" title={text.minutesLabel}>
            {text.minutes(lengths[length] ?? 60)}
          </span>
          <button type="button" className="button" aria-label="+" onClick={longer(1)}>
            →
          </button>
          <label className="one-shot">
            <input
              type="checkbox"
              checked={oneShot}
              onChange={(event) => setOneShot(event.target.checked)}
            />
            {text.oneShot}
          </label>
        </div>
      ) : null}
      <SendRow
        word={text.send}
        sending={act.state === 'sending'}
        ready={reason !== ''}
        onCancel={done}
      >
        <input
          className="field"
          aria-label={text.ownReason}
          placeholder={text.ownReason}
          maxLength={500}
          value={own}
          onChange={(event) => setOwn(event.target.value)}
        />
      </SendRow>
    </form>
  );
}

type Answer = { reason: string; forS: number; oneShot: boolean };

function performAsk(ask: Asked, alarm: Alarm | null, { reason, forS, oneShot }: Answer) {
  if (ask.act === 'acknowledge-many') {
    const argument = { alarms: [...ask.alarms], reason };
    return perform(ask.act, 'alarm.acknowledge-many', argument, null);
  }
  const { alarmId } = ask;
  const version = alarm?.version ?? null;
  if (ask.act === 'acknowledge')
    return perform(alarmId, 'alarm.acknowledge', { alarmId, reason }, version);
  return perform(alarmId, 'alarm.shelve', { alarmId, forS, oneShot, reason }, version);
}
